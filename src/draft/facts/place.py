"""Where something is wrong: the head of every message about a facts file, and quoting without harm."""

from draft.errors import FactsError

_SHOWN = 24


def facts_error(name: str, line: int, message: str) -> FactsError:
    """Return the error `NAME:LINE: message`, `NAME: message` for line 0: there is no file to have lines.

    The name is made one printable line.
    """
    place = "".join(c if c.isprintable() else "?" for c in name) + (f":{line}" if line else "")
    return FactsError(f"{place}: {message}")


def quote(text: str) -> str:
    """Return `text` in Chinese quotation marks, printable, at most 24 characters of it."""
    shown = "".join(c if c.isprintable() else " " for c in text[:_SHOWN])
    return f"“{shown}{'…' if len(text) > _SHOWN else ''}”"
