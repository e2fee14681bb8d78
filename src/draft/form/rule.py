"""What a rule of form is: a value with its source, its strength, and examples that are its tests."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from draft.numbers.patterns import Pattern

Strength = Literal["规定", "一般", "推荐", "实务"]
Span = tuple[int, int]
Find = Callable[[str], Iterator[Span]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: as in the catalogue: P sequence marks and punctuation, N numbers, U units, W wording, F elements.
        strength: 规定 the norm demands it, 一般 it is normal, 推荐 advised, 实务 practice.
        message: Chinese: what is wrong and what is right.
        find: text → spans that break the rule.
        fix: repairs a whole text, for what is pure form; None where a person must decide.
        flags, passes: texts that must and must not be found.
        source: clause of the norm.
    """

    id: str
    strength: Strength
    message: str
    find: Find
    flags: tuple[str, ...]
    passes: tuple[str, ...]
    source: str = ""
    fix: Callable[[str], str] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that breaks a rule."""

    rule: str
    strength: Strength
    message: str
    span: Span
    text: str
    fixable: bool


@dataclass(frozen=True, slots=True)
class Search:
    """How a rule that is one expression finds and mends.

    Attributes:
        signs: one of these stands in every match, so a text without them is not searched; empty for none.
    """

    expression: Pattern
    signs: tuple[str, ...]

    def __call__(self, text: str) -> Iterator[Span]:
        """Yield where the expression matches."""
        if self._may_match(text):
            for match in self.expression.finditer(text):
                yield match.span()

    def mend(self, text: str, replacement: str | Callable[[re.Match[str]], str]) -> str:
        """Return the text with every match replaced."""
        return self.expression.sub(replacement, text) if self._may_match(text) else text

    def _may_match(self, text: str) -> bool:
        return not self.signs or any(sign in text for sign in self.signs)


def pattern_rule(  # noqa: PLR0913  the columns of a table
    name: str,
    strength: Strength,
    message: str,
    pattern: str,
    *,
    flags: tuple[str, ...],
    passes: tuple[str, ...],
    source: str = "",
    signs: Iterable[str] = (),
    replacement: str | Callable[[re.Match[str]], str] | None = None,
) -> Rule:
    """Return a rule that is one regular expression; with `replacement` it can be repaired."""
    search = Search(Pattern(f"(?m){pattern}"), tuple(signs))
    fix = None if replacement is None else partial(search.mend, replacement=replacement)
    return Rule(name, strength, message, search, flags, passes, source, fix)
