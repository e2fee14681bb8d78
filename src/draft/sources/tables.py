"""Sheets → candidate facts with the account of every number: written, left out, or asked about.

Wide (one row a place) and long (one row an indicator). Nothing is summed or converted; what is not certain
becomes a doubt for a person.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from draft.sources.candidates import CandidateSection, Import
from draft.sources.grid import Grid
from draft.sources.guess import TITLE, read_sheet
from draft.sources.layouts import Reading
from draft.sources.table_facts import TableWriter
from draft.sources.tally import Account, Tally

_UNNAMED = re.compile(r"(?i)sheet\s*\d*|工作表\s*\d*")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What one sheet gave.

    Attributes:
        remarks: what a person must look at.
        told: what was read otherwise than it is stored.
    """

    sections: tuple[CandidateSection, ...]
    remarks: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    tally: Tally = field(default_factory=Tally)


def read_facts(grid: Grid, reading: Reading | None = None) -> SheetFacts:
    """Return the facts of a sheet with the account of its numbers; `reading` says how, else it is guessed."""
    reading = reading or read_sheet(grid)
    account = Account(grid)
    sections: list[CandidateSection] = []
    remarks: list[str] = []
    for layout in reading.layouts:
        writer = TableWriter(grid, layout, account)
        sections += writer.sections()
        remarks += [*(f"“{grid.name}”：{doubt}" for doubt in layout.doubts), *writer.remarks]
    for address, reason in reading.left.items():
        if reason != TITLE:
            account.leave(address, reason)
    for address, text in reading.words.items():
        account.ask(address)
        remarks.append(f"{grid.name}!{address} 的文字没有写进要点：“{text}”")
    for address in reading.asked:
        account.ask(address)
    account.find_words(_list_texts(sections))
    remarks += [f"{grid.name}!{told} 没有写进要点，请看要不要补" for told in account.forgotten()]
    return SheetFacts(_number_titles(sections), tuple(remarks), _list_told(grid, account), account.close())


def join_sheets(grids: Sequence[Grid], sheets: Sequence[SheetFacts], stem: str, title: str = "") -> Import:
    """Return the import of a whole workbook; `stem` is the name of its file."""
    remarks = [remark for grid in grids for remark in grid.remarks]
    remarks += [
        f"工作表“{grid.name}”没有认出数字表格，未导入"
        for grid, sheet in zip(grids, sheets, strict=True)
        if not sheet.sections
    ]
    remarks += [remark for sheet in sheets for remark in sheet.remarks]
    sections = [section for sheet in sheets for section in sheet.sections]
    return Import(
        title or f"{stem}（请改为文件标题）",
        tuple(
            replace(section, heading=stem) if _UNNAMED.fullmatch(section.heading) else section
            for section in sections
        ),
        tuple(remarks),
        repairs=tuple(line for sheet in sheets for line in sheet.told),
        tally=sum((sheet.tally for sheet in sheets), Tally()),
    )


def _list_texts(sections: Sequence[CandidateSection]) -> list[str]:
    """Return everything of the sections that reaches a facts file."""
    facts = [text for section in sections for fact in section.facts for text in (fact.text, fact.source)]
    return [*facts, *(section.heading for section in sections)]


def _list_told(grid: Grid, account: Account) -> tuple[str, ...]:
    """Return what was read otherwise than stored, of the cells that are written."""
    told: dict[str, list[str]] = {}
    for cell in (cell for row in grid.rows for cell in row):
        if cell.told and not cell.merged and account.stands(cell.address):
            told.setdefault(cell.told, []).append(f"{grid.name}!{cell.address}")
    return tuple(f"{'、'.join(places)} {words}" for words, places in told.items())


def _number_titles(sections: list[CandidateSection]) -> tuple[CandidateSection, ...]:
    """Number first-level sections of one name, so that headings stay apart."""
    seen: Counter[str] = Counter()
    named = []
    for section in sections:
        seen[section.heading] += section.depth == 0
        again = seen[section.heading] - 1 if section.depth == 0 else 0
        named.append(replace(section, heading=f"{section.heading}（续{again}）") if again else section)
    return tuple(named)
