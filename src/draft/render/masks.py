"""Masks: the places where a text still says XX人, x.x万 or ×× instead of what is so."""

import re

from draft.numbers import find_quantities
from draft.render.wordml import Face, Run

_SIGN = re.compile(r"[xXｘＸ×*＊□■△_]")
"""One of these stands in every mask; most texts have none and need no reading."""
_SIGN = re.compile("[xXｘＸ×＊*□■△_]")
_MASK = re.compile(r"[xXｘＸ×*＊]{1,}(?=[一-鿿“])|[xXｘＸ]{2,}")


def find_masks(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of masks in `text`: placeholder quantities and masked names."""
    if not _SIGN.search(text):
        return ()
    if not _SIGN.search(text):
        return ()  # most texts: their quantities need not be read for this
    spans = {(q.start, q.end) for q in find_quantities(text) if q.kind == "placeholder"}
    covered = sorted(spans)
    for match in _MASK.finditer(text):
        if not any(start < match.end() and end > match.start() for start, end in covered):
            spans.add(match.span())
    return tuple(sorted(spans))


def mark_blanks(text: str, face: Face, size: int, spacing: int) -> tuple[Run, ...]:
    """Return the runs of a text, its masks highlighted."""
    runs: list[Run] = []
    position = 0
    for start, end in find_masks(text):
        runs += [Run(text[position:start], face, size, spacing)]
        runs += [Run(text[start:end], face, size, spacing, highlight=True)]
        position = end
    runs.append(Run(text[position:], face, size, spacing))
    return tuple(run for run in runs if run.text)
