"""Regular expressions compiled when first used: compiling all of them would triple the start-up time."""

import re
from collections.abc import Callable


class Pattern:
    """A regular expression, compiled at its first use; `match`, `search` and `fullmatch` are those of `re`.

    Attributes:
        source: the expression, built from named parts where it is long.
    """

    __slots__ = ("fullmatch", "match", "search", "source")

    fullmatch: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]

    def __init__(self, source: str) -> None:
        self.source = source

    def __getattr__(self, name: str) -> Callable[..., re.Match[str] | None]:
        # Only reached before the first use: afterwards the slots hold the methods of the compiled pattern.
        if name not in ("match", "search", "fullmatch"):
            raise AttributeError(name)
        compiled = re.compile(self.source)
        self.match, self.search, self.fullmatch = compiled.match, compiled.search, compiled.fullmatch
        found: Callable[..., re.Match[str] | None] = getattr(compiled, name)
        return found
