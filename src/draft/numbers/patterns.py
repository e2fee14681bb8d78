"""Regular expressions compiled when first used: compiling all of them would triple the start-up time."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_Match = Callable[..., re.Match[str] | None]


class Pattern:
    """A regular expression, compiled at its first use; its methods are those of `re.Pattern`.

    Attributes:
        source: the expression, built from named parts where it is long.
    """

    __slots__ = ("findall", "finditer", "fullmatch", "match", "search", "source", "split", "sub")

    fullmatch: _Match
    match: _Match
    search: _Match
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    split: Callable[..., list[Any]]
    sub: Callable[..., str]

    def __init__(self, source: str) -> None:
        self.source = source

    def __getattr__(self, name: str) -> Callable[..., Any]:
        # Only reached before the first use: afterwards the slots hold the methods of the compiled pattern.
        if name not in self.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self.source)
        for method in self.__slots__:
            if method != "source":
                setattr(self, method, getattr(compiled, method))
        found: Callable[..., Any] = getattr(self, name)
        return found
