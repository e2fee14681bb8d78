"""A model's answer to a repair request → its sentences, each in the place of the sentence that it mends.

What resembles nothing it was asked for is no mending and is left out: talk, explanations, right sentences
said back. Nothing is judged here; how good the new texts are is found by checking them.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from draft.pipeline.splice import (
    Span,
    count_markers,
    find_marker,
    find_parts,
    find_sentences,
    is_item,
    replace_each,
)

_LABEL = re.compile(r"[ \t　]*[【\[〔（(]\s*([0-9]{1,2})\s*[】\]〕）)][ \t　]*")
_HAN = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"\s*(?:[（(][{_HAN}]{{1,2}}[）)]|[{_HAN}]{{1,2}}、(?![{_HAN}])|[0-9]{{1,2}}[.．、）)](?![0-9])|[①-⑳])\s*"
)
"""A number of a list that a model puts before its sentence and the text does not have."""
_MARKS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER_WEIGHT = 2
_ALIKE = 0.35
"""Share of a sentence of the answer that must stand in what it is said to mend."""
_LABELLED = 0.2
"""The same where the answer carries the number of the request."""
_BEHIND_ITS_FACT = 0.9
"""What the old sentence shares counts more than what its fact does: a fact may be told in several."""
_IN_TURN = 0.15
"""What speaks for the sentence at the same turn, where the answer has as many as were asked for."""
_SAID_BACK = 0.85
"""Share of a sentence that must stand in the answer to be held as said there."""
_MOST = 0.8
"""Share of the right sentences around the broken ones that make an answer a whole paragraph."""

_Features = frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is to be mended.

    Attributes:
        span: of the broken sentence; empty where a forgotten fact belongs.
        facts: texts of the facts that belong there.
    """

    span: Span
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence of the answer, its line, and the number it carries of the request, 0 for none."""

    words: str
    line: int
    number: int
    features: _Features


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer may mean.

    Attributes:
        moves: place → its new words, and the right sentences beside it that these say too.
        left_out: broken sentences that the answer does not answer.
        whole: the text with the answer as its new paragraphs, where it holds the right sentences too.
    """

    text: str
    moves: Mapping[Span, tuple[str, Mapping[Span, str]]]
    left_out: tuple[Span, ...] = ()
    whole: tuple[str, ...] = ()

    def apply(self, spans: Collection[Span]) -> str:
        """Return the text with the words of these places in, or without what stood in those left out."""
        new: dict[Span, str] = {}
        for span in spans:
            words, absorbed = self.moves.get(span, ("", {}))
            new |= {span: words, **absorbed}
        return replace_each(self.text, new)


def read_answer(text: str, places: Sequence[Place], answer: str) -> Reading:
    """Return what `answer` may mean for `text`; nothing where it answers nothing.

    Args:
        places: in the order and number of the request, those with an empty span last.
    """
    broken = [place.span for place in places if place.span[0] < place.span[1]]
    units = _cut_answer(answer, items=any(is_item(text, span) for span in broken))
    kept = [part for part in find_parts(text) if not any(_touch(part, span) for span in broken)]
    found = _align(units, text, places, kept)
    moves: dict[Span, tuple[str, Mapping[Span, str]]] = {}
    for number, told in sorted(found.items()):
        span, words = places[number].span, "".join(told)
        absorbed = _absorb(text, span, words, kept)
        moves[span] = (_fit_marker(text, span, words, absorbed), dict.fromkeys(absorbed, ""))
    left_out = tuple(span for span in broken if span not in moves) if moves else ()
    facts = [fact for place in places for fact in place.facts]
    return Reading(text, moves, left_out, tuple(_as_paragraphs(text, broken, kept, units, facts)))


def _cut(text: str, *, items: bool) -> tuple[Span, ...]:
    return find_parts(text) if items else find_sentences(text)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _cut_answer(answer: str, *, items: bool) -> list[_Unit]:
    """Return the sentences of the answer; one without a number has that of the one before on its line."""
    units: dict[str, _Unit] = {}  # what is said twice is one
    for place, line in enumerate(answer.split("\n")):
        number = 0
        for start, end in _cut(line, items=items):
            label = _LABEL.match(line, start, end)
            number = int(label.group(1)) if label else number
            words = line[label.end() if label else start : end].strip()
            if features := _read(words):
                units.setdefault(_MARKS.sub("", words), _Unit(words, place, number, features))
    return list(units.values())


def _read(text: str) -> _Features:
    """Return what a text is compared by: its pairs of characters, and its numbers more than these."""
    key = _MARKS.sub("", text)
    pairs = {one + other for one, other in pairwise(key)}
    numbers = {f"{number} {weight}" for number in _NUMBER.findall(text) for weight in range(_NUMBER_WEIGHT)}
    return frozenset(pairs | numbers)


def _share(part: _Features, whole: _Features) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _align(
    units: Sequence[_Unit], text: str, places: Sequence[Place], kept: Sequence[Span]
) -> dict[int, list[str]]:
    """Return the words of the answer by the number of the place where they belong."""
    olds = [_read(text[slice(*place.span)]) for place in places]
    facts = [[_read(fact) for fact in place.facts] for place in places]
    right = [_read(text[slice(*span)]) for span in kept]
    keys = {_MARKS.sub("", text[slice(*span)]) for span in kept}
    units = [unit for unit in units if _MARKS.sub("", unit.words) not in keys]
    in_turn = _IN_TURN if len(units) == len(places) else 0.0
    found: dict[int, list[str]] = {}
    for turn, unit in enumerate(units):
        told = (max((_share(unit.features, fact) for fact in known), default=0.0) for known in facts)
        shares = [
            max(_share(unit.features, old), _BEHIND_ITS_FACT * fact)
            for old, fact in zip(olds, told, strict=True)
        ]
        home = _choose(unit, turn, shares, in_turn)
        said_back = max((_share(unit.features, one) for one in right), default=0.0)
        if home is not None and (said_back <= shares[home] or home == unit.number - 1):
            found.setdefault(home, []).append(unit.words)
    return found


def _choose(unit: _Unit, turn: int, shares: Sequence[float], in_turn: float) -> int | None:
    """Return the number of the place where a sentence of the answer belongs, None for nowhere."""
    if 1 <= unit.number <= len(shares) and shares[unit.number - 1] >= _LABELLED:
        return unit.number - 1
    ranked = [share + in_turn * (number == turn) for number, share in enumerate(shares)]
    best = max(range(len(shares)), key=lambda number: ranked[number], default=None)
    return best if best is not None and shares[best] >= _ALIKE else None


def _absorb(text: str, span: Span, words: str, kept: Sequence[Span]) -> list[Span]:
    """Return the right sentences beside a mended one that this now says too."""
    old, said = _read(text[slice(*span)]), _read(words)
    beside = [part for part in kept if span[0] < span[1] and (part[1] == span[0] or part[0] == span[1])]
    own = {part: _read(text[slice(*part)]) for part in beside}
    return [part for part in beside if _share(own[part], said) >= _SAID_BACK > _share(own[part], old)]


def _fit_marker(text: str, span: Span, words: str, absorbed: Collection[Span]) -> str:
    """Return the words with the number in a list of what they replace, and without that of a neighbour."""
    olds = (find_marker(text[slice(*place)]) for place in sorted([span, *absorbed]))
    old = next(filter(None, olds), "")
    numbered = _NUMBERING.match(words)
    if numbered and not _NUMBERING.match(text, *span):
        words = words[numbered.end() :]
    new = find_marker(words)
    if old and not new:
        return old + words
    line = text[text.rfind("\n", 0, span[0]) + 1 : span[0]]
    if new and not old and count_markers(words) == 1 and new.strip() in line:
        return words.lstrip().removeprefix(new.strip())
    return words


def _as_paragraphs(
    text: str,
    broken: Sequence[Span],
    kept: Sequence[Span],
    units: Sequence[_Unit],
    facts: Collection[str],
) -> Iterator[str]:
    """Yield the text with the answer as its new paragraphs where it says most right sentences of them too."""
    if not broken:
        return
    start = text.rfind("\n", 0, min(broken)[0]) + 1
    end = text.find("\n", max(broken)[1] - 1)
    for scope in dict.fromkeys(((start, end if end >= 0 else len(text)), (0, len(text)))):
        inside = [_read(text[slice(*part)]) for part in kept if scope[0] <= part[0] and part[1] <= scope[1]]
        said = frozenset(feature for unit in units for feature in unit.features)
        held = sum(_share(part, said) >= _SAID_BACK for part in inside)
        if inside and held >= _MOST * len(inside):
            known = _read(text[slice(*scope)]).union(*map(_read, facts))
            told = [unit for unit in units if _share(unit.features, known) >= _ALIKE]
            lines = (
                "".join(unit.words for unit in line) for _, line in groupby(told, lambda unit: unit.line)
            )
            yield text[: scope[0]] + "\n".join(lines) + text[scope[1] :]
