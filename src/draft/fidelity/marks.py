"""Emphasis marks and spaces around numbers are taken out before reading; offsets lead back to the text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_EMPHASIS = Pattern(r"(\*\*|__|\*)(?=[^\s*_])([^*\n]+?)(?<=[^\s*_])\1")


# A space between a number and what it belongs to: 860 顶, 2.5 : 1, 第 2 批.
_SPACE = Pattern(r"(?<=[0-9０-９]) (?=[\u4e00-\u9fff%％‰:：∶/])|(?<=[\u4e00-\u9fff:：∶/]) (?=[0-9０-９])")


class Unmarked:
    """A text without emphasis marks and spaces around numbers.

    Attributes:
        source: the text as it stands.
        text: what is read; `source` itself where nothing is taken out.
    """

    def __init__(self, source: str, facts: Sequence[str]) -> None:
        """Take out of `source` what the facts do not use: ** may be a mask, a space their manner."""
        masked = any("*" in fact for fact in facts)
        spaced = any(" " in fact and _SPACE.search(fact) for fact in facts)
        self.source = source
        self._starts: list[int] = [0]
        self._shifts: list[int] = [0]
        cuts = [] if spaced or " " not in source else [match.span() for match in _SPACE.finditer(source)]
        if not masked and ("*" in source or "__" in source):
            for match in _EMPHASIS.finditer(source):
                cuts += [(match.start(), match.start(2)), (match.end(2), match.end())]
        self.text = self._without(sorted(cuts)) if cuts else source

    def _without(self, cuts: list[tuple[int, int]]) -> str:
        """Return the source without the spans `cuts`, noting how far what follows each has moved."""
        parts: list[str] = []
        at = length = 0
        for start, end in cuts:
            parts.append(self.source[at:start])
            length += start - at
            at = end
            self._starts.append(length)
            self._shifts.append(at - length)
        parts.append(self.source[at:])
        return "".join(parts)

    def origin(self, offset: int) -> int:
        """Return where the character at `offset` stands in the untouched text."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the untouched text; empty spans stay empty."""
        if self.text is self.source:
            return start, end
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)

    def restore(self, quantity: Quantity) -> Quantity:
        """Return the quantity with its place and characters in the untouched text."""
        if self.text is self.source:
            return quantity
        start, end = self.span(quantity.start, quantity.end)
        return replace(quantity, text=self.source[start:end], start=start, end=end)
