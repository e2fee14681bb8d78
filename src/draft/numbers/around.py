"""What the words around a reading add to it: a half more, qualifiers on both sides, a direction."""

from draft.numbers.directions import find_direction
from draft.numbers.qualifiers import ENDS_PREFIX, STARTS_SUFFIX, bound_apart, find_prefix, find_suffix
from draft.numbers.ratios import EXTENDS, half_more
from draft.numbers.reading import Reading

_ROUND = frozenset("百千万亿")


def look_around(text: str, reading: Reading, floor: int) -> None:
    """Add what the words around state: a half more, qualifiers on both sides, a direction."""
    if text[reading.end : reading.end + 1] in EXTENDS and reading.kind != "range":
        half_more(text, reading)
    start, end = reading.start, reading.end
    begin = start
    if start and text[start - 1] in ENDS_PREFIX:
        unit = reading.unit or ""
        prefix = find_prefix(text, start, text[end - len(unit) : end + 2], rounded=text[start] in _ROUND)
        if prefix and prefix[1] >= floor:
            reading.qualifier, begin = prefix
    else:
        reading.qualifier = bound_apart(text, start) or reading.qualifier
    if text[end : end + 1] in STARTS_SUFFIX:
        suffix = find_suffix(text, end)
        if suffix:
            end = suffix[1]
            if reading.qualifier is None:
                reading.qualifier = suffix[0]
    if reading.direction is None:
        reading.direction = find_direction(text, max(begin, floor), end)
