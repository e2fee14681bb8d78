"""A sheet as people see it: rows of cells with their addresses, and what to say about the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from draft.errors import DocumentError
from draft.sources.cells import Cell

Rows = Sequence[Sequence[Cell]]

MOST_ROWS = 20_000
MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows of equal length, hidden rows and columns included and told.

    Attributes:
        remarks: Chinese, what a person must look at.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    remarks: tuple[str, ...] = ()


def column_letters(index: int) -> str:
    """Return the letters of the 0-based column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the 0-based column that `letters` name, −1 when they name none."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return -1
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def refuse_large(path: Path, name: str, rows: int, columns: int) -> None:
    """Raise a DocumentError when a sheet is larger than any department's table."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise DocumentError(
            f"{path}: 工作表“{name}”有 {rows} 行 {columns} 列，"
            f"超过 {MOST_ROWS} 行或 {MOST_COLUMNS} 列；请删去多余的空行空列，或拆成几个文件。"
        )
