"""One table, read by its layout → its facts, one a row, and what a person must be asked about it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from draft.sources.candidates import Candidate, CandidateSection
from draft.sources.cells import Cell, join_words
from draft.sources.changes import FLAT, read_change
from draft.sources.grid import Grid
from draft.sources.headrows import is_tally
from draft.sources.heads import GROWTH, Column, clean_unit, is_period, split_unit
from draft.sources.layouts import Layout
from draft.sources.notes import name_form_note
from draft.sources.phrases import Phrase, Units, choose_unit, phrase_cell, phrase_flat
from draft.sources.rows import Row, list_rows, strip_numbering
from draft.sources.sums import doubt_total
from draft.sources.tally import Account

_MOST_VALUES = 8  # in one fact: more do not read as a sentence
_MOST_NAMED = 6
_MOST_REMARKED = 200
_LONG_TEXT = 8
_YEAR_DIGITS = 4
_SILENT = frozenset({"empty", "dash"})

Stated = list[tuple[Column, Cell]]


class TableWriter:
    """Writes the facts of one table.

    Attributes:
        remarks: what a person must look at, beyond the doubts of single facts; filled by `sections`.
    """

    def __init__(self, grid: Grid, layout: Layout, account: Account) -> None:
        self._grid = grid
        self._layout = layout
        self._account = account
        self._rows = list_rows(grid, layout)
        self.remarks: list[str] = []

    def sections(self) -> list[CandidateSection]:
        """Return the sections with facts; the account and the remarks are filled on the way."""
        title = strip_numbering(self._layout.title) or self._grid.name
        parts: list[tuple[str, list[Candidate]]] = [("", [])]
        for position, row in enumerate(self._rows):
            if row.sort == "group":
                name = row.name or next(cell.text for cell in self._own(row) if cell.text)
                parts.append((strip_numbering(name), []))
            elif row.sort == "states":
                part = parts[0] if self._is_grand_total(position) else parts[-1]
                named = replace(row, name=part[0] + row.name[-2:]) if row.total and part[0] else row
                part[1].extend(self._facts(position, named))
            else:
                self._pass_over(row)
        sections = [
            CandidateSection(name or title, tuple(facts), 1 if name else 0)
            for place, (name, facts) in enumerate(parts)
            if facts or (place == 0 and len(parts) > 1)
        ]
        self._account_for_columns(sections)
        self._remark_on_rows()
        return sections

    def _is_grand_total(self, position: int) -> bool:
        """Tell whether the row sums the totals of groups above it."""
        if not self._rows[position].total:
            return False
        before, after = self._rows[:position], self._rows[position + 1 :]
        return any(row.total and row.sort == "states" for row in before) and not any(
            row.sort in {"states", "group"} for row in after
        )

    def _own(self, row: Row) -> Sequence[Cell]:
        return row.cells[self._layout.width.start : self._layout.width.end]

    def _pass_over(self, row: Row) -> None:
        """Account for a row that gives no fact."""
        reasons = {"repeats": "重复的表头", "skipped": "对照表里略去的行"}
        for cell in self._own(row):
            if row.sort in reasons:
                self._account.leave(cell.address, reasons[row.sort])
            elif row.sort == "form":
                self._account.leave(cell.address, name_form_note(cell.text))
            elif row.sort == "note" and cell.kind != "empty" and not cell.merged:
                self._account.ask(cell.address)
                self.remarks.append(f"{self._grid.name}!{cell.address} 表下的注没有写进要点：“{cell.text}”")

    def _remark_on_rows(self) -> None:
        """Tell which rows reported nothing, and which names were taken from the row above."""
        place = f"“{self._grid.name}”"
        filled = [row for row in self._rows if row.filled and row.sort == "states"]
        if filled:
            blanks = _some([row.filled for row in filled])
            self.remarks.append(f"{place}：{blanks} 空着，按上面一行的名称读（如“{filled[0].name}”）")
        lacking = [f"第 {_row_number(row)} 行{row.name}" for row in self._rows if row.sort == "lacks"]
        if lacking:
            self.remarks.append(f"{place}：{_some(lacking)} 没有报数，没有写进要点")

    def _account_for_columns(self, sections: Sequence[CandidateSection]) -> None:
        """Account for heads and for the columns that are left out; a 备注 with words is shown to a person."""
        written = [fact.text for section in sections for fact in section.facts]
        levels = [
            self._grid.rows[index][self._layout.width.start : self._layout.width.end]
            for index in range(self._layout.header.start, self._layout.header.end)
        ]
        for level in levels:
            if is_tally(level):
                for cell in level:
                    self._account.leave(cell.address, "栏次")
        self._account.find_heads((cell for level in levels if not is_tally(level) for cell in level), written)
        for column in self._layout.with_role("略去"):
            self._leave_column(column)

    def _leave_column(self, column: Column) -> None:
        cells = [
            row.cells[column.index] for row in self._rows if row.sort not in {"repeats", "note", "group"}
        ]
        remarked = []
        for cell in cells:
            if cell.kind == "text" and column.reason == "备注":
                remarked.append(cell)
                self._account.ask(cell.address)
            else:
                self._account.leave(cell.address, column.reason or "对照表里略去的列")
        if remarked:
            told = _some([f"{cell.address} “{cell.text}”" for cell in remarked], _MOST_REMARKED)
            self.remarks.append(f"“{self._grid.name}”：{column.head}列没有写进要点：{told}")

    def _facts(self, position: int, row: Row) -> list[Candidate]:
        """Return the facts of a row: one, or several when it has many columns."""
        cells = [(column, row.cells[column.index]) for column in self._layout.with_role("数值", "主值")]
        stated = [
            (column, cell) for column, cell in cells if cell.kind not in _SILENT and not self._copied(cell)
        ]
        blank = [cell for _, cell in cells if cell.kind in _SILENT]
        pieces = [stated[start : start + _MOST_VALUES] for start in range(0, len(stated), _MOST_VALUES)]
        facts = [fact for piece in pieces if (fact := self._fact(position, row, piece))]
        for column in self._layout.with_role("名称"):
            self._leave_numbering(row.cells[column.index])
        if facts:
            words = self._layout.with_role("名称", "时段", "截至", "单位", "来源")
            said = [text for fact in facts for text in (fact.text, fact.source)]
            self._account.find_heads((row.cells[column.index] for column in words), said)
        if facts and blank:
            facts[0] = replace(facts[0], doubts=(*facts[0].doubts, _ask_blank(blank)))
        return facts

    def _leave_numbering(self, cell: Cell) -> None:
        """Account for a name whose digits only number it: 1.门诊."""
        rest = strip_numbering(cell.text)
        if rest != cell.text and not any(character.isdigit() for character in rest):
            self._account.leave(cell.address, "序号")

    def _copied(self, cell: Cell) -> bool:
        """Tell whether a number stands in a merged range that begins elsewhere: it is stated once, there."""
        return cell.merged and cell.stated

    def _fact(self, position: int, row: Row, stated: Stated) -> Candidate | None:
        """Return the fact that some cells of a row state; what may not be written becomes a remark."""
        name, units, doubts = self._name_and_units(row)
        parts: list[str] = []
        kept: Stated = []
        before = ""
        for column, cell in stated:
            growth = bool(GROWTH.search(column.head))
            change = read_change(column, cell, _measure(stated, units, name) if growth else (), units.row)
            flat = change == FLAT
            measured = replace(column, unit=change) if change and not flat else column
            found = (
                Phrase(phrase_flat(column.head), cell.doubt)
                if flat
                else phrase_cell(measured, cell, units, name, before)
            )
            before = column.head
            problems = [found.doubt, self._doubt_merged(position, column, cell)]
            problems += [doubt_total(self._rows, position, column)] if row.total else []
            doubts += [f"{cell.address} {problem}" for problem in problems if problem]
            if any(problems):
                self._account.ask(cell.address)
            if found.text and cell.kind not in {"error", "pending"}:
                self._account.leave(cell.address, "写成“持平”的 0") if flat else self._account.write(
                    cell.address
                )
                parts.append(found.text)
                kept.append((column, cell))
        if not kept:
            self.remarks += [f"{self._grid.name}!{doubt}" for doubt in doubts]
            return None
        first, last = kept[0][1].address, kept[-1][1].address
        address = f"{self._grid.name}!{first}" + (f":{last}" if first != last else "")
        source = self._word(row, "来源") or self._layout.source
        return Candidate(self._join(row, name, parts, kept), address, source, tuple(doubts))

    def _doubt_merged(self, position: int, column: Column, cell: Cell) -> str:
        """Return a doubt about a number merged over several rows or columns: whose is it?"""
        below = self._rows[position + 1].cells[column.index] if position + 1 < len(self._rows) else None
        cells = self._rows[position].cells
        beside = cells[column.index + 1] if column.index + 1 < len(cells) else None
        spread = [
            near for near in (below, beside) if near is not None and near.merged and near.text == cell.text
        ]
        return "是合并的单元格，这个数是几行（列）共有的吗？" if cell.stated and spread else ""

    def _name_and_units(self, row: Row) -> tuple[str, Units, list[str]]:
        """Return the name of a row, the units it offers, and what is doubtful about them."""
        name, unit = split_unit(row.name)
        raw = self._word(row, "单位")
        named = clean_unit(raw)
        doubts = []
        if raw and not named:
            cell = row.cells[self._layout.with_role("单位")[0].index]
            doubts.append(f"{cell.address} “{raw}”不像单位")
            named = raw if cell.kind == "text" and not any(c.isdigit() for c in raw) else ""
        return (name if unit else row.name), Units(named or unit, self._layout.units), doubts

    def _word(self, row: Row, role: str) -> str:
        cells = (row.cells[column.index] for column in self._layout.with_role(role))
        return next((cell.shown for cell in cells if cell.kind != "dash"), "")

    def _join(self, row: Row, name: str, parts: list[str], stated: Stated) -> str:
        """Return the sentence: when, name, then what is stated."""
        first, cell = stated[0]
        main = first.role == "主值"
        period = _write_period(self._word(row, "时段"), self._layout) or self._layout.period
        period = "" if period == name else period
        until = self._word(row, "截至")
        if not period and name and not main and is_period(first.head):
            period, parts, main = first.head, [parts[0].removeprefix(first.head), *parts[1:]], True
        narrative = main and not cell.stated and len(parts[0]) > _LONG_TEXT
        between = "：" if name and ((len(parts) > 1 and not main) or narrative) else ""
        said = join_words(period + ("，" if period[-1:].isdigit() else ""), name, between, "，".join(parts))
        return join_words(f"截至{until}，" if until else "", said)


def _measure(stated: Stated, units: Units, name: str) -> Stated:
    """Return the numbers with the units they are written in, those without doubt."""
    measured = []
    for column, cell in stated:
        unit, doubt = choose_unit(column, cell, units, name) if cell.number else ("", "")
        if cell.number and not doubt:
            measured.append((replace(column, unit=unit or column.unit), cell))
    return measured


def _write_period(text: str, layout: Layout) -> str:
    head = next((column.head for column in layout.with_role("时段")), "")
    if text.isdigit():
        return text + ("年" if len(text) == _YEAR_DIGITS else "月" if "月" in head else "")
    return text


def _ask_blank(cells: list[Cell]) -> str:
    marks = sorted({cell.text for cell in cells if cell.text})
    shown = f"（写着 {'、'.join(marks)}）" if marks else ""
    return f"{_some([cell.address for cell in cells])} 没有数{shown}，是没有报还是 0？"


def _row_number(row: Row) -> str:
    return re.sub(r"\D", "", row.cells[0].address)


def _some(names: list[str], most: int = _MOST_NAMED) -> str:
    return "、".join(names[:most]) + (f"等 {len(names)} 处" if len(names) > most else "")
