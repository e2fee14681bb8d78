"""Where the tables of a sheet lie: parted by empty rows, by empty columns, or by heads that begin again."""

from collections.abc import Callable, Sequence

from draft.sources.cells import Cell
from draft.sources.grid import Rows
from draft.sources.layouts import Span

_FEWEST_PAIRS = 2


def find_bands(rows: Rows) -> list[Span]:
    """Return the row ranges that hold anything, which are parted by empty rows."""
    return _find_runs(len(rows), lambda index: any(cell.kind != "empty" for cell in rows[index]))


def split_columns(rows: Rows, band: Span) -> list[Span]:
    """Return the column ranges of the tables that stand side by side in a band of rows.

    An empty column parts two tables only when each side has words and numbers of its own; heads that say the
    same again to the right begin a second table as well.
    """
    inside = [rows[index] for index in range(band.start, band.end)]
    width = len(inside[0]) if inside else 0
    telling = [row for row in inside if not is_note_row(row)] or inside
    runs = _find_runs(width, lambda column: any(row[column].kind != "empty" for row in telling))
    joined: list[Span] = []
    for run in runs:
        if joined and not (_is_table(inside, run) and _is_table(inside, joined[-1])):
            joined[-1] = Span(joined[-1].start, run.end)
        else:
            joined.append(run)
    return [part for run in joined for part in _split_repeated(telling, run)] or [Span(0, width)]


def find_pairs(rows: Rows, columns: Span) -> list[Span]:
    """Return the pairs of columns of a form, in which names and values alternate; none when it is no form."""
    width = columns.end - columns.start
    if width < 2 * _FEWEST_PAIRS or width % 2:
        return []
    pairs = [Span(start, start + 2) for start in range(columns.start, columns.end, 2)]
    named = all(
        row[pair.start].kind in {"text", "empty"} and (row[pair.start].text or not row[pair.start + 1].text)
        for pair in pairs
        for row in rows
    )
    stated = all(any(row[pair.start + 1].stated for row in rows) for pair in pairs)
    return pairs if named and stated else []


def is_note_row(row: Sequence[Cell]) -> bool:
    """Tell whether the row says one thing only, in one cell or across merged ones."""
    said = [cell for cell in row if cell.kind != "empty" and not cell.merged]
    return len({cell.text for cell in row if cell.kind != "empty"}) <= 1 and all(
        c.kind in {"text", "date"} for c in said
    )


def _find_runs(length: int, filled: Callable[[int], bool]) -> list[Span]:
    runs: list[Span] = []
    start: int | None = None
    for index in range(length + 1):
        if index < length and filled(index):
            start = index if start is None else start
        elif start is not None:
            runs.append(Span(start, index))
            start = None
    return runs


def _is_table(rows: Rows, columns: Span) -> bool:
    """Tell whether a row has words to the left of a number within the columns."""
    for row in rows:
        cells = row[columns.start : columns.end]
        first = next((i for i, cell in enumerate(cells) if cell.kind == "text"), None)
        if first is not None and any(cell.stated for cell in cells[first + 1 :]):
            return True
    return False


def _split_repeated(rows: Rows, columns: Span) -> list[Span]:
    """Return the parts of a table that was folded: 序号|乡镇|人数|序号|乡镇|人数."""
    for row in rows[:4]:
        heads = [cell.text for cell in row[columns.start : columns.end]]
        half, odd = divmod(len(heads), 2)
        if (
            half > 1
            and not odd
            and heads[:half] == heads[half:]
            and all(heads)
            and len(set(heads[:half])) == half
        ):
            middle = columns.start + half
            return [Span(columns.start, middle), Span(middle, columns.end)]
    return [columns]
