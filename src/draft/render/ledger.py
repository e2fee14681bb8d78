"""The 数据核对表: every fact, its quantities, the sentence that carries them, the verdict, a box to sign.

Rows first (`list_rows`), then the same rows as xlsx, docx or csv.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from draft.document import Fact, Spec
from draft.fidelity import OPENING, Verdict
from draft.numbers import Quantity, find_quantities

HEADER = ("序号", "节", "要点", "行", "来源", "数量", "所在句", "核对结果", "核对人签字")
_WIDTHS = (6, 18, 40, 6, 12, 24, 48, 18, 12)  # of the spreadsheet's columns, in characters
NO_SOURCE = "未注明来源"
"""What the part is called whose facts name no department."""
_NUMBERS = frozenset({HEADER.index("序号"), HEADER.index("行")})
"""Columns that hold numbers, which Excel sorts and filters as such."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31  # of a sheet
_RULED = "核对表"  # the style of its cells
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One fact in the sheet; texts as they are printed."""

    number: int
    heading: str
    fact: str
    line: int
    source: str
    quantities: str
    sentence: str
    result: str

    def cells(self) -> tuple[str, ...]:
        """Return the cells under HEADER, the last one empty for the signature."""
        line = str(self.line) if self.line else ""
        head = (str(self.number), self.heading, self.fact, line, self.source)
        return (*head, self.quantities, self.sentence, self.result, "")


def list_rows(
    spec: Spec, document: str, verdict: Verdict, fates: Mapping[tuple[int, int], str] | None = None
) -> tuple[Row, ...]:
    """Return one row per fact, in the order of the facts file; `verdict` is about `document`."""
    groups = [(OPENING, "导语", spec.opening)] if spec.opening else []
    groups += [(section.index, section.heading, section.facts) for section in spec.walk()]
    addressed = [
        (index, number, heading, fact)
        for index, heading, facts in groups
        for number, fact in enumerate(facts)
    ]
    return tuple(
        _row(
            position,
            heading,
            fact,
            (index, number),
            document,
            verdict,
            (fates or {}).get((index, number), ""),
        )
        for position, (index, number, heading, fact) in enumerate(addressed, 1)
    )


def select_source(rows: tuple[Row, ...], source: str) -> tuple[Row, ...]:
    """Return the rows of one department, numbered as in the whole sheet."""
    return tuple(row for row in rows if row.source == source)


def split_by_source(rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each department, each part numbered from 1, as a table of its own."""
    return {
        source: tuple(replace(row, number=number) for number, row in enumerate(part, 1))
        for source, part in _group_by_source(rows).items()
    }


def _group_by_source(rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each department in order of first appearance; those without one come last."""
    named = dict.fromkeys(row.source for row in rows if row.source)
    parts = {source: select_source(rows, source) for source in named}
    rest = select_source(rows, "")
    return {**parts, NO_SOURCE: rest} if rest else parts


def render_csv(rows: tuple[Row, ...], *, by_source: bool = False) -> bytes:
    """Return the sheet as CSV that Excel opens in Chinese (UTF-8 with a byte order mark).

    By source the rows of a department stand together.
    """
    if by_source:
        rows = tuple(row for part in _group_by_source(rows).values() for row in part)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([[_harmless(cell) for cell in row.cells()] for row in rows])
    return stream.getvalue().encode("utf-8-sig")


def render_xlsx(rows: tuple[Row, ...], title: str, *, by_source: bool = False) -> bytes:
    """Return the sheet as an Excel file: header repeated on every page, cells wrapped, no cell a formula.

    By source every department has a sheet of its own, named after it.
    """
    # openpyxl is loaded only for this form (start-up time).
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    parts = split_by_source(rows) if by_source else {}
    if not parts:
        _write_sheet(book.create_sheet("数据核对表"), rows, f"{title}数据核对表")
    names: set[str] = set()
    for source, part in parts.items():
        name = _name_sheet(source, names)
        names.add(name.lower())
        _write_sheet(book.create_sheet(name), part, f"{title}数据核对表（{source}）")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _name_sheet(source: str, taken: set[str]) -> str:
    """Return a name that Excel takes for a sheet: no forbidden character, at most 31 of them, none twice."""
    plain = _FORBIDDEN.sub(" ", source).strip("' ")[:_LONGEST_NAME] or NO_SOURCE
    numbered = (f"{plain[: _LONGEST_NAME - 4]} {number}" for number in range(2, len(taken) + 3))
    return next(name for name in (plain, *numbered) if name.lower() not in taken)


def _write_sheet(sheet: Any, rows: tuple[Row, ...], title: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415  as in render_xlsx
    from openpyxl.styles.named_styles import NamedStyle  # noqa: PLC0415  the same
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415  the same

    sheet.append([title])
    sheet.append(list(HEADER))
    for row in rows:
        sheet.append([int(cell) if at in _NUMBERS and cell else cell for at, cell in enumerate(row.cells())])
    thin = Side(style="thin")
    ruled = NamedStyle(
        _RULED,
        alignment=Alignment(wrap_text=True, vertical="center"),
        border=Border(left=thin, right=thin, top=thin, bottom=thin),
    )
    if _RULED not in sheet.parent.named_styles:
        sheet.parent.add_named_style(ruled)
    for number, cells in enumerate(sheet.iter_rows(max_col=len(HEADER))):
        for cell in cells:
            # Text is never a formula, whatever a fact begins with; what counts rows and lines is a number.
            cell.data_type = "s" if isinstance(cell.value, str) and cell.value else "n"
            if number:
                cell.style = _RULED
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHI"[index]].width = width
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _row(
    position: int,
    heading: str,
    fact: Fact,
    address: tuple[int, int],
    document: str,
    verdict: Verdict,
    fate: str,
) -> Row:
    carriers = [link.written for link in verdict.links if (link.section, link.fact) == address]
    wrong = [v.message for v in verdict.violations if (v.section, v.fact) == address]
    quantities = [write_hedged(fact.text, q) for q in find_quantities(fact.text) if q.kind != "idiom"]
    result = "；".join(wrong) if wrong else _all_well(quantities, carriers, fate)
    sentences = dict.fromkeys(_sentence_at(document, written.start) for written in carriers)
    return Row(
        position,
        heading,
        fact.text,
        fact.line,
        fact.source or "",
        "；".join(quantities),
        "".join(sentences),
        result,
    )


def write_hedged(text: str, quantity: Quantity) -> str:
    """Return a quantity of `text` with the word that bounds it, where that stands beside it: 近1.5万人次."""
    word = quantity.qualifier or ""
    start, end = quantity.start, quantity.end
    if word and text.startswith(word, start - len(word)):
        start -= len(word)
    elif word and text.startswith(word, end):
        end += len(word)
    return text[start:end]


def _all_well(quantities: list[str], carriers: list[Quantity], fate: str) -> str:
    if not quantities:
        return "无数量"
    how = f"（{fate}）" if fate else ""
    return f"一致{how}" if carriers or all(map(_is_masked_name, quantities)) else "未见"


def _is_masked_name(text: str) -> bool:
    """Return whether a quantity is only the mask of a name (XX县), which nothing has to carry."""
    return bool(re.fullmatch(r"[xXｘＸ×*]+[^0-9]*", text))


def _sentence_at(document: str, position: int) -> str:
    left = max(document.rfind(mark, 0, position) for mark in "。！？\n") + 1
    ends = [end for end in (document.find(mark, position) for mark in "。！？\n") if end >= 0]
    return document[left : min(ends, default=len(document) - 1) + 1].strip()


def _harmless(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it and never runs it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
