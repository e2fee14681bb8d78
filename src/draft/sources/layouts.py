"""How a table is to be read: its rows and columns, guessed by `guess` or written in a map file.

Rows and columns are 0-based on the sheet; a range is half-open.
"""

from dataclasses import dataclass

from draft.sources.grid import Grid, Rows
from draft.sources.heads import Column


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of rows or columns."""

    start: int
    end: int

    def __contains__(self, index: object) -> bool:
        """Tell whether a row or column lies inside."""
        return isinstance(index, int) and self.start <= index < self.end


@dataclass(frozen=True, slots=True)
class Layout:
    """One table of a sheet.

    Attributes:
        title: what the facts below it are about; empty: the name of the sheet.
        header, body: the rows of the head and those below it.
        width: the columns.
        columns: what each holds, in order.
        skipped: rows of the body that are not read.
        units: what stands above the table as unit; more than one when it names several.
        source: the department named above the table.
        period: goes in front of every fact.
        doubts: Chinese, about the table as a whole.
    """

    sheet: str
    title: str
    header: Span
    body: Span
    width: Span
    columns: tuple[Column, ...]
    skipped: frozenset[int] = frozenset()
    units: tuple[str, ...] = ()
    source: str = ""
    period: str = ""
    doubts: tuple[str, ...] = ()

    def with_role(self, *roles: str) -> tuple[Column, ...]:
        """Return the columns that have one of these roles, in order."""
        return tuple(column for column in self.columns if column.role in roles)

    def rows(self, grid: Grid) -> Rows:
        """Return the rows of the body, cut to the columns of the table; cells keep their address."""
        return [grid.rows[index] for index in range(self.body.start, min(self.body.end, len(grid.rows)))]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a whole sheet is read.

    Attributes:
        left: address → reason, for cells outside the tables that hold nothing to write.
        words: address → text, for words beside the tables that a person should see.
        asked: addresses that the doubts of a layout speak of.
    """

    layouts: tuple[Layout, ...]
    left: dict[str, str]
    words: dict[str, str]
    asked: frozenset[str] = frozenset()
