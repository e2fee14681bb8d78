"""What a rule of form is: a value with its source, its strength, and examples that are its tests."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

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


def pattern_rule(
    name: str,
    strength: Strength,
    message: str,
    pattern: str,
    *,
    flags: tuple[str, ...],
    passes: tuple[str, ...],
    source: str = "",
    replacement: str | Callable[[re.Match[str]], str] | None = None,
) -> Rule:
    """Return a rule that is one regular expression; with `replacement` it can be repaired."""
    compiled = re.compile(pattern, re.MULTILINE)

    def find(text: str) -> Iterator[Span]:
        for match in compiled.finditer(text):
            yield match.span()

    fix = None if replacement is None else (lambda text: compiled.sub(replacement, text))
    return Rule(name, strength, message, find, flags, passes, source, fix)
