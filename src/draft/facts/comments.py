"""Text that YAML takes for a comment though it reads like part of the fact: 改造 #3 机组 2 台."""

from pathlib import Path

from draft.facts.reading import read_bytes
from draft.facts.text import decode_text
from draft.numbers.patterns import Pattern

_SWALLOWED = Pattern(r"\s*+(?:-\s++)?+(?:\w++:\s++)?+[^\s\"'#|>&*\[{][^#]*\s(#[^\s#]{0,8}[0-9].*)$")
_LONGEST = 2000


def find_questions(path: str | Path) -> tuple[int, ...]:
    """Return the lines whose comment still asks a person to confirm something.

    Raises:
        FactsError: the file cannot be read.
    """
    lines = decode_text(read_bytes(Path(path)), str(path)).split("\n")
    return tuple(
        number for number, line in enumerate(lines, 1) if line.partition("#")[2].strip().startswith("请确认")
    )


def find_swallowed(path: str | Path) -> tuple[tuple[int, str], ...]:
    """Return (line, comment) where a number follows `#` at once behind unquoted text.

    `# 来源：2023年报`, with a blank behind the mark, is an ordinary comment.

    Raises:
        FactsError: the file cannot be read.
    """
    lines = decode_text(read_bytes(Path(path)), str(path)).split("\n")
    found = ((number, _SWALLOWED.match(line[:_LONGEST])) for number, line in enumerate(lines, 1))
    return tuple((number, match.group(1)) for number, match in found if match)
