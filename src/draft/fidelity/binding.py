"""How well a place in the prose fits a quantity of the facts, by the words around both.

Features are character pairs (and, weaker, single characters) of the own words, the clause and the
rest of the sentence, weighted by rarity over the facts. One inverted index makes it linear.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from draft.fidelity.mentions import WORD, Mention
from draft.fidelity.unit_classes import UNIT_CLASSES
from draft.numbers.patterns import Pattern

# Words that say nothing about the owner.
_EMPTY = Pattern(
    r"其中|分别|累计|共计|合计|全年|今年|截至|截止|目前|已经|达到|达|同比|实现|完成|开展|进行|为|是|有|共|均|各|的|了|和|与|及|以及|等|至|到|在|对|并|将|已|由|从|于|较|比|该|这"
)
_OWN, _NEAR, _CONCEPT, _CLAUSE, _REST, _SINGLE = 1.0, 1.4, 1.4, 0.45, 0.12, 0.3
_NEAR_LENGTH = 7
# A feature of more facts than this tells nothing apart; skipping it keeps the time linear.
_COMMON, _COMMON_SINGLE = 40, 16


def add_features(mentions: Iterable[Mention], concepts: Callable[[Mention], Iterable[str]]) -> None:
    """Fill in `features` of each mention; `concepts` names the classes of its own words (医生 is 医师)."""
    for mention in mentions:
        mention.features = _features(mention)
        for concept in concepts(mention):
            mention.features[concept] = _CONCEPT


def _features(mention: Mention) -> dict[str, float]:
    weights: dict[str, float] = {}
    head = mention.item or mention.head_text
    _put(weights, head[:-_NEAR_LENGTH], _OWN)
    _put(weights, head[-_NEAR_LENGTH - 1 :], _NEAR)
    _put(weights, mention.tail_text[:14], _NEAR)
    unit = mention.quantity.unit or ""
    if unit not in UNIT_CLASSES:
        # 1.9万农民: the noun itself is counted.
        _put(weights, unit, _NEAR)
    _put_single(weights, head[-_NEAR_LENGTH - 1 :] + mention.tail_text[:8], _SINGLE)
    before = mention.source[mention.sentence[0] : mention.head[0]]
    _put(weights, before[-24:], _CLAUSE if not mention.item else _REST)
    return weights


def _put(weights: dict[str, float], text: str, weight: float) -> None:
    for pair in _pairs_of(text):
        if weights.get(pair, 0.0) < weight:
            weights[pair] = weight


def _put_single(weights: dict[str, float], text: str, weight: float) -> None:
    for word in _words_of(text):
        for character in word:
            weights.setdefault(character, weight)


def _words_of(text: str) -> list[str]:
    return WORD.findall(_EMPTY.sub("|", text))


@lru_cache(maxsize=2048)
def _pairs_of(text: str) -> tuple[str, ...]:
    """Return the character pairs of the words; the same clause stands before several quantities."""
    return tuple(left + right for word in _words_of(text) for left, right in pairwise(word))


class Fitness:
    """Answers how well prose mentions fit facts' mentions."""

    def __init__(self, required: Sequence[Mention]) -> None:
        """Index the facts' mentions; rare features weigh more."""
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, mention in enumerate(required):
            for feature, weight in mention.features.items():
                found[feature].append((index, weight))
        count = len(required) + 1
        sizes = {len(where) for where in found.values()}
        rarity = {size: math.log(1 + count / size) ** 2 for size in sizes}
        norms = [_norm(mention, found, rarity) for mention in required]
        # feature → the square of its rarity, and what it adds to the fit of each mention that has it.
        self._postings: dict[str, tuple[float, Sequence[tuple[int, float]]]] = {}
        for feature, where in found.items():
            square = rarity[len(where)]
            if len(where) == 1:
                index, weight = where[0]
                shares = [(index, weight * square / norms[index])]
            elif len(where) <= (_COMMON if len(feature) > 1 else _COMMON_SINGLE):
                shares = [(index, weight * square / norms[index]) for index, weight in where]
            else:
                shares = []
            self._postings[feature] = square, shares

    def of(self, written: Mention) -> dict[int, float]:
        """Return fit (0..1) by index of the required mention; absent means no shared word."""
        scores: dict[int, float] = {}
        known, posting = scores.get, self._postings.get
        total = 0.0
        for feature, weight in written.features.items():
            found = posting(feature)
            if found is None:  # a word that no fact has counts as common
                total += weight * weight
                continue
            square, shares = found
            total += weight * weight * square
            for index, share in shares:
                scores[index] = known(index, 0.0) + weight * share
        norm = math.sqrt(total) or 1.0
        return {index: score / norm for index, score in scores.items()}


def _norm(mention: Mention, found: Mapping[str, Sequence[object]], rarity: Mapping[int, float]) -> float:
    """Return the length of the vector."""
    total = 0.0
    for feature, weight in mention.features.items():
        total += weight * weight * rarity[len(found[feature])]
    return math.sqrt(total) or 1.0
