"""Claims beside a figure that no fact licenses: records, ranks, 超额, 全部, 未发生, 其中.

In: the prose by sentences, the facts told in each. Out: findings with their place in the prose.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from draft.fidelity.claim_words import CLAIMS, Claim
from draft.fidelity.layout import Sentence
from draft.fidelity.slots import pairs_of
from draft.numbers.patterns import Pattern

_compiled = cache(re.compile)
_SIGNS = frozenset(character for claim in CLAIMS for sign in claim.signs for character in sign)
_NUMBER = Pattern(r"\d[\d.]*")
_ALL, _NEAR = "悉数", 8


class Unlicensed(NamedTuple):
    """A claim at its place; `places` are the facts told in that sentence."""

    kind: str
    name: str
    start: int
    end: int
    places: tuple[int, ...]


def find_unlicensed(
    prose: str,
    sentences: Sequence[Sentence],
    told: Mapping[int, Sequence[int]],
    facts: Sequence[str],
    background: str,
) -> Iterator[Unlicensed]:
    """Yield claims that neither the facts of their sentence nor the background allow.

    Args:
        told: sentence number → indices of the facts told there.
        background: headings and metadata.
    """
    everything = "\n".join(facts) + "\n" + background
    for claim in _shown(frozenset(prose) & _SIGNS):
        for match in _compiled(claim.pattern).finditer(prose):
            number = _sentence_of(sentences, match.start())
            if number is None or sentences[number].heading:
                continue
            places = tuple(told.get(number, ()))
            if not places and not (claim.everywhere and not _compiled(claim.licence).search(everything)):
                continue
            near = prose[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if not _is_allowed(claim, match.group(), near, places, facts, background):
                yield Unlicensed(claim.kind, match.group(), match.start(), match.end(), places)


@lru_cache(maxsize=256)
def _shown(present: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claims all of whose signs have a character in `present`."""
    return tuple(claim for claim in CLAIMS if not any(present.isdisjoint(sign) for sign in claim.signs))


def _is_allowed(
    claim: Claim, words: str, near: str, places: Sequence[int], facts: Sequence[str], background: str
) -> bool:
    if any(_compiled(claim.licence).search(facts[place]) for place in places):
        return True
    if claim.name == _ALL and any(_tells_twice(facts[place]) for place in places):
        return True
    if words in background or (claim.kind == "rank" and _compiled(claim.licence).search(background)):
        return True
    # A fact elsewhere that says the same of the same things may have been summed up here.
    pairs = pairs_of(near) - (pairs_of(words) if claim.name == _ALL else set())
    return any(
        _compiled(claim.pattern).search(fact) and not pairs.isdisjoint(pairs_of(fact)) for fact in facts
    )


def _tells_twice(fact: str) -> bool:
    """项目17个，开工17个: all of them were begun."""
    numbers = _NUMBER.findall(fact)
    return len(set(numbers)) < len(numbers)


def _sentence_of(sentences: Sequence[Sentence], offset: int) -> int | None:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    if low < len(sentences) and sentences[low].start <= offset:
        return low
    return None
