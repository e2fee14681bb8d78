"""A sheet → how its tables read: title, notes, head rows, columns and body are guessed from words and places.

What is not certain becomes a doubt of the layout; a map file says it outright instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from draft.sources.cells import Cell
from draft.sources.grid import Grid
from draft.sources.headrows import heads_years, is_tally, join_heads, numbers_columns
from draft.sources.heads import Column, clean_unit, is_known_head, read_head
from draft.sources.layouts import Layout, Reading, Span
from draft.sources.notes import (
    is_footnote,
    is_form_note,
    is_source_note,
    is_unit_note,
    name_form_note,
    read_period,
    read_source,
    read_units,
    strip_unit_note,
)
from draft.sources.regions import find_bands, find_pairs, is_note_row, split_columns
from draft.sources.settle import settle_columns

_MOST_TITLES = 2
_LOOK_AHEAD = 4
TITLE = "标题"


def read_sheet(grid: Grid) -> Reading:
    """Return how the sheet reads, tables in reading order."""
    reader = _Reader(grid)
    for band in find_bands(grid.rows):
        for columns in split_columns(grid.rows, band):
            reader.read(band, columns)
    return reader.finish()


@dataclass(slots=True)
class _Notes:
    """What stands above a table.

    Attributes:
        titles: by address.
    """

    titles: dict[str, str] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    source: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """Head rows that wait for the rows below an empty one."""

    rows: Span
    columns: Span


class _Reader:
    """Reads one sheet from top to bottom; notes and heads wait for the table they belong to."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._notes = _Notes()
        self._waiting: _Head | None = None
        self._layouts: list[Layout] = []
        self._left: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def read(self, rows: Span, columns: Span) -> None:
        """Read the tables in one block of cells."""
        while rows.start < rows.end:
            at = self._skip_notes(rows, columns)
            if at == rows.end:
                return
            rows = Span(self._read_one(Span(at, rows.end), columns), rows.end)

    def finish(self) -> Reading:
        """Return what was read; what still waits is kept as words."""
        self._keep_waiting()
        return Reading(tuple(self._layouts), self._left, self._words)

    def _read_one(self, rows: Span, columns: Span) -> int:
        """Read one table and return the row behind it."""
        first = self._find_body(rows, columns)
        if first is None:
            return self._keep(rows, columns)
        if first == rows.start and self._waiting and _overlap(self._waiting.columns, columns):
            head, self._waiting = self._waiting, None
            both = Span(min(head.columns.start, columns.start), max(head.columns.end, columns.end))
            return self._add(head.rows, rows, both)
        if first == rows.start and self._continues(columns):
            last = self._layouts[-1]
            self._layouts[-1] = replace(last, body=Span(last.body.start, rows.end))
            for address in self._notes.titles:  # a group's name inside the table
                self._left.pop(address, None)
            self._notes.titles.clear()
            return rows.end
        if first == rows.start and (pairs := find_pairs(self._grid.rows[rows.start : rows.end], columns)):
            return self._add_pairs(rows, pairs)
        return self._add(Span(rows.start, first), Span(first, rows.end), columns)

    def _add_pairs(self, rows: Span, pairs: Sequence[Span]) -> int:
        """Add a form, in which names and values alternate, as one table for each pair of columns."""
        notes = self._notes
        for pair in pairs:
            self._notes = notes
            self._add(Span(rows.start, rows.start), rows, pair)
        return rows.end

    def _cells(self, row: int, columns: Span) -> Sequence[Cell]:
        return self._grid.rows[row][columns.start : columns.end]

    def _skip_notes(self, rows: Span, columns: Span) -> int:
        """Return where the head begins; what stands above it is noted."""
        for index in range(rows.start, rows.end):
            cells = self._cells(index, columns)
            said = [cell for cell in cells if cell.kind != "empty" and not cell.merged]
            lonely = is_note_row(cells) and (len(cells) > 1 or rows.end - rows.start == 1)
            if any(cell.stated for cell in said) or not (lonely or all(_is_note(cell.text) for cell in said)):
                return index
            for cell in said:
                self._note(cell)
        return rows.end

    def _note(self, cell: Cell) -> None:
        """Keep what one cell above a table says of it."""
        text, notes = cell.text, self._notes
        units, source, period = read_units(text), read_source(text), read_period(text)
        notes.units, notes.source = units or notes.units, source or notes.source
        notes.period = period or notes.period
        if is_form_note(text):
            self._left[cell.address] = name_form_note(text)
        elif is_footnote(text):
            self._words[cell.address] = text
        elif title := strip_unit_note(text):
            notes.titles[cell.address] = title
            self._left[cell.address] = TITLE
        elif _is_note(text) or period:
            self._left[cell.address] = TITLE if period else "表头说明"
        else:
            notes.titles[cell.address] = text
            self._left[cell.address] = TITLE

    def _find_body(self, rows: Span, columns: Span) -> int | None:
        """Return the first row that states something, with group names above it; None when no row does."""
        if rows.end - rows.start > 1 and self._is_whole_head(rows.start, columns):
            first = range(rows.start + 1, rows.end)
            if any(cell.counted or cell.stated for index in first for cell in self._cells(index, columns)):
                return rows.start + 1
        for index in range(rows.start, rows.end):
            if self._states(index, rows.start, columns):
                while index - 1 > rows.start and self._is_before_values(index - 1, columns):
                    index -= 1  # noqa: PLW2901  the name of the first group stands between head and body
                return index
        if columns.end - columns.start == 1:
            cells = [self._cells(index, columns)[0] for index in range(rows.start, rows.end)]
            listed = [cell for cell in cells if cell.counted and not is_form_note(cell.text)]
            return rows.start if len(cells) > 1 and listed else None
        known = [cell for cell in self._cells(rows.start, columns) if is_known_head(cell.text)]
        wordy = any(cell.counted for i in range(rows.start + 1, rows.end) for cell in self._cells(i, columns))
        return rows.start + 1 if known and wordy else None

    def _is_whole_head(self, index: int, columns: Span) -> bool:
        """Tell whether a row heads every column by itself and no second level follows."""
        cells, below = self._cells(index, columns), self._cells(index + 1, columns)
        words = {cell.text for cell in cells if cell.kind == "text" and not cell.merged}
        if len(words) < len(cells) or len(cells) == 1 or not any(is_known_head(word) for word in words):
            return False
        filled = [cell for cell in below if cell.kind != "empty"]
        units = all(clean_unit(cell.text.strip("（）()")) for cell in filled)
        return bool(below[0].text) and not below[0].merged and not units and not is_tally(below)

    def _is_before_values(self, index: int, columns: Span) -> bool:
        """Tell whether a row of the body holds no value: the name of a group, or nothing reported."""
        cells = self._cells(index, columns)
        return is_note_row(cells) or any(cell.kind == "dash" for cell in cells)

    def _states(self, index: int, start: int, columns: Span) -> bool:
        cells = self._cells(index, columns)
        stated = [cell for cell in cells[1:] if cell.stated and not cell.merged]
        if not stated or heads_years(cells, first=index == start):
            return False
        if numbers_columns(cells) if index == start else self._is_tally(index, columns):
            return False
        # 0岁、1岁 in the first row are heads, 12人 below a head is a value.
        return index > start or any(not cell.unit for cell in stated)

    def _is_tally(self, index: int, columns: Span) -> bool:
        """Tell whether the row numbers the columns; 甲 1 2 over 乙 3 4 are two offices and their figures."""
        below = self._grid.rows[index + 1 : index + 1 + _LOOK_AHEAD]
        named = {next((c.text for c in row[columns.start : columns.end] if c.text), "") for row in below}
        return is_tally(self._cells(index, columns)) and not named & {"乙", "丙", "丁"}

    def _continues(self, columns: Span) -> bool:
        """Tell whether rows without a head go on with the table above."""
        if not self._layouts:
            return False
        width = self._layouts[-1].width
        return width.start <= columns.start and columns.end <= width.end and columns.end - columns.start > 1

    def _keep(self, rows: Span, columns: Span) -> int:
        """Keep rows that are no table: a head whose rows follow, or words; return the row behind."""
        filled = [cell for cell in self._cells(rows.end - 1, columns) if cell.kind != "empty"]
        self._keep_waiting()
        if len(filled) > 1 and not any(_is_note(cell.text) for cell in filled):
            self._waiting = _Head(rows, columns)
        else:
            self._keep_words(rows, columns)
        return rows.end

    def _keep_waiting(self) -> None:
        if self._waiting:
            self._keep_words(self._waiting.rows, self._waiting.columns)
        self._waiting = None

    def _keep_words(self, rows: Span, columns: Span) -> None:
        for cell in (cell for index in range(rows.start, rows.end) for cell in self._cells(index, columns)):
            if cell.kind == "empty" or cell.merged:
                continue
            if is_form_note(cell.text):
                self._left[cell.address] = name_form_note(cell.text)
            else:
                self._words[cell.address] = cell.text

    def _add(self, header: Span, body: Span, columns: Span) -> int:
        """Add the table and return the row behind it, where another may begin with a head of its own."""
        levels = [self._cells(index, columns) for index in range(header.start, header.end)]
        heads, doubts = join_heads(levels, columns.end - columns.start)
        read = [read_head(columns.start + place, head) for place, head in enumerate(heads)]
        end = self._find_end(body, columns, heads)
        settled = settle_columns(read, [self._grid.rows[index] for index in range(body.start, end)])
        notes = self._notes
        self._layouts.append(
            Layout(
                sheet=self._grid.name,
                title="，".join(list(dict.fromkeys(notes.titles.values()))[:_MOST_TITLES]),
                header=header,
                body=Span(body.start, end),
                width=columns,
                columns=settled,
                units=notes.units,
                source=notes.source,
                period=notes.period,
                doubts=doubts if any(heads) or not _speaks_for_itself(settled) else (),
            )
        )
        self._notes = _Notes(units=notes.units, source=notes.source, period=notes.period)
        return end

    def _find_end(self, body: Span, columns: Span, heads: list[str]) -> int:
        """Return the row where another table begins inside the block, its title included."""
        for index in range(body.start + 1, body.end):
            if self._begins_anew(Span(index, body.end), columns, heads):
                while index - 1 > body.start and is_note_row(self._cells(index - 1, columns)):
                    index -= 1  # noqa: PLW2901  its title
                return index
        return body.end

    def _begins_anew(self, rows: Span, columns: Span, heads: list[str]) -> bool:
        """Tell whether another head begins: words only, two of them known, over values."""
        cells = [cell for cell in self._cells(rows.start, columns) if cell.kind != "empty"]
        texts = [cell.text for cell in cells]
        if len(set(texts)) <= 1 or any(cell.kind != "text" for cell in cells):
            return False
        known = sum(map(is_known_head, texts))
        own = [cell.text for cell in self._cells(rows.start, columns)]
        repeated = all(text in head for text, head in zip(own, heads, strict=True))
        ahead = range(rows.start + 1, min(rows.start + _LOOK_AHEAD, rows.end))
        return known > 1 and not repeated and any(self._states(i, rows.start, columns) for i in ahead)


def _is_note(text: str) -> bool:
    return is_form_note(text) or is_unit_note(text) or is_source_note(text)


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def _speaks_for_itself(columns: Sequence[Column]) -> bool:
    """Tell whether a table needs no head: names and one value, or sentences."""
    return sum(column.role == "主值" for column in columns) == 1
