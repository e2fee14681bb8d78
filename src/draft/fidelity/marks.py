"""Emphasis marks of Markdown are taken out before reading; offsets are led back to the untouched text."""

import re
from bisect import bisect_right
from dataclasses import replace

from draft.numbers import Quantity

_EMPHASIS = re.compile(r"(\*\*|__|\*)(?=[^\s*_])([^*\n]+?)(?<=[^\s*_])\1")


class Unmarked:
    """A text without emphasis marks.

    Attributes:
        text: what is read.
    """

    def __init__(self, source: str, *, masked: bool) -> None:
        """Take the marks out of `source`; `masked` says that the facts use ** as a mask, then it stays."""
        self._source = source
        self._starts: list[int] = [0]
        self._shifts: list[int] = [0]
        self.text = source if masked or not _may_have_marks(source) else self._without_marks(source)

    def _without_marks(self, source: str) -> str:
        parts: list[str] = []
        at = length = 0
        for match in _EMPHASIS.finditer(source):
            for start, end in ((at, match.start()), (match.start(2), match.end(2))):
                parts.append(source[start:end])
                self._starts.append(length)
                self._shifts.append(start - length)
                length += end - start
            at = match.end()
        parts.append(source[at:])
        self._starts.append(length)
        self._shifts.append(at - length)
        return "".join(parts)

    def origin(self, offset: int) -> int:
        """Return where the character at `offset` stands in the untouched text."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the untouched text; empty spans stay empty."""
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)

    def restore(self, quantity: Quantity) -> Quantity:
        """Return the quantity with its place and characters in the untouched text."""
        start, end = self.span(quantity.start, quantity.end)
        return replace(quantity, text=self._source[start:end], start=start, end=end)


def _may_have_marks(source: str) -> bool:
    return "*" in source or "__" in source
