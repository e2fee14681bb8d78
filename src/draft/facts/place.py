"""Where something is wrong: the head of every message about a facts file, and quoting without harm."""

from draft.errors import FactsError

_SHOWN = 24


def facts_error(name: str, line: int, message: str) -> FactsError:
    """Return the error `NAME:LINE: message`; the name is made one printable line."""
    return FactsError(f"{''.join(c if c.isprintable() else '?' for c in name)}:{line}: {message}")


def quote(text: str) -> str:
    """Return `text` in Chinese quotation marks, printable, at most 24 characters of it."""
    shown = "".join(c if c.isprintable() else " " for c in text[:_SHOWN])
    return f"“{shown}{'…' if len(text) > _SHOWN else ''}”"
