"""Owners that are labels (2022年, G312, 一期): were two exchanged, each telling what the other should?

In: an alignment. Out: pairs of label pairs. A label tells what follows it, up to the next label of its kind.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from draft.fidelity.alignment import Alignment, Pair
from draft.fidelity.equivalence import same_number
from draft.fidelity.mentions import Mention
from draft.numbers.patterns import Pattern

_LABELS = frozenset({"date", "time", "identifier", "ordinal"})
_WORD = Pattern(r"[\u4e00-\u9fffA-Za-z0-9.]+")
_END = Pattern(r"[。；！？\n]")
_CLOSED = "）)、和与及至到—～-"
_NOTHING: frozenset[str] = frozenset()
_REACH, _NEAR, _LEAST, _MARGIN = 40, 4, 2, 0.3


def find_exchanged(alignment: Alignment) -> Iterator[tuple[Pair, Pair]]:
    """Yield the pairs of labels that stand in each other's place."""
    carried = [pair for pair in alignment.pairs if alignment.required[pair.required].quantity.kind in _LABELS]
    if len(carried) < _LEAST:
        return
    said, told = _what_follows(alignment.required), _what_follows(alignment.written)
    carried.sort(key=lambda pair: pair.written)
    for index, one in enumerate(carried):
        for other in carried[index + 1 : index + _NEAR]:
            left, right = alignment.required[one.required], alignment.required[other.required]
            if left.quantity.kind != right.quantity.kind or same_number(left.quantity, right.quantity):
                continue
            here, there = told.get(one.written, _NOTHING), told.get(other.written, _NOTHING)
            if _crossed(said[one.required], said[other.required], here, there):
                yield one, other


def _crossed(
    first: frozenset[str], second: frozenset[str], here: frozenset[str], there: frozenset[str]
) -> bool:
    """Return whether what only the second label should tell stands behind the first, and the reverse."""
    only_first, only_second = first - second, second - first
    if min(map(len, (only_first, only_second, here, there))) < 1:
        return False
    kept = _share(only_first, here) + _share(only_second, there)
    left, right = _share(only_second, here), _share(only_first, there)
    return min(left, right) >= _MARGIN and left + right > kept + _MARGIN and kept < _MARGIN


def _share(own: frozenset[str], found: frozenset[str]) -> float:
    return len(own & found) / len(own)


def _what_follows(mentions: Sequence[Mention]) -> dict[int, frozenset[str]]:
    """Return label → the character pairs of what follows it."""
    found: dict[int, frozenset[str]] = {}
    labels = [index for index, mention in enumerate(mentions) if mention.quantity.kind in _LABELS]
    for at, index in enumerate(labels):
        mention = mentions[index]
        start, end = mention.quantity.end, min(mention.sentence[1], mention.quantity.end + _REACH)
        for later in labels[at + 1 :]:
            if mentions[later].source is mention.source and mentions[later].quantity.start >= start:
                end = min(end, mentions[later].quantity.start)
                break
        stop = _END.search(mention.source, start, end)
        text = mention.source[start : stop.start() if stop else end]
        found[index] = frozenset() if text[:1] in _CLOSED else _pairs(text)
    return found


def _pairs(text: str) -> frozenset[str]:
    return frozenset(a + b for word in _WORD.findall(text) for a, b in pairwise(word))
