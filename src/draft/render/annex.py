"""The annex 《主要指标一览表》: every indicator of the facts as a table, on pages of its own after the text.

Source: GB/T 9704-2012 7.3.4 (附件说明), 7.3.7 (附件).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from draft.document import Draft, Section, Spec
from draft.fidelity import OPENING, Violation, compare
from draft.render.indicators import Indicator, list_indicators, whole_fact
from draft.render.layout import number_heading
from draft.render.markdown import render_text
from draft.render.masks import mark_blanks
from draft.render.paper import Fonts
from draft.render.wordml import NAMESPACE, SECOND, TEXT_WIDTH, Face, Run, Shape, write_paragraph

TITLE = "主要指标一览表"
HEADER = ("序号", "指标", "单位", "数值", "来源")
_WIDTHS = (780, 4264, 1100, 1400, 1300)  # twips
_SOURCE = 4  # the column of the source, left out where no fact names one
_IN_WORDS = "见左"
"""Stands for the value of a fact that keeps its own words."""
_LEADS = re.compile(
    r"(?:提高|上升|增长|增加|增|下降|降低|减少|减|降|缩短|压缩|高于|低于|不足|达到|超过)[至到了]?$"
)
"""A name that runs on into its value, as the reader of Word tables has it."""
_PASSES = 3
"""Checks of the rows: the first finds the facts to keep whole, the others whom they disturb."""
_SIZE = 24  # 小四, in half points
_PITCH = 400
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_MARGINS = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'


Address = tuple[int, int]
"""Section and fact."""


def write_note_of_annex(fonts: Fonts) -> list[str]:
    """Return the 附件说明 that stands between text and signature; a single annex has no number."""
    empty = write_paragraph(Shape(first_line=0, keep_next=True), ())
    return [empty, write_paragraph(Shape(keep_next=True), (Run(f"附件：{TITLE}", fonts.body),))]


def write_annex(draft: Draft, fonts: Fonts) -> list[str]:
    """Return the annex, or nothing where no fact measures anything."""
    spec = draft.spec
    indicators = choose_rows(draft)
    if not indicators:
        return []
    flush = Shape(align="left", first_line=0, page_break=True, keep_next=True)
    centred = Shape(align="center", first_line=0, line=720, keep_next=True)
    empty = write_paragraph(Shape(first_line=0, keep_next=True), ())
    return [
        write_paragraph(flush, (Run("附件", fonts.level_1),)),
        empty,
        write_paragraph(centred, (Run(TITLE, fonts.title, SECOND, 0),)),
        empty,
        _table(spec, indicators, fonts),
        write_paragraph(Shape(first_line=0, line=20), ()),  # Word wants a paragraph after a table
    ]


def choose_rows(draft: Draft) -> tuple[Indicator, ...]:
    """Return the indicators, written so that the check finds in text and annex no more than in the text.

    A fact whose cut-up rows the check does not take for its own stands whole in one row.
    """
    written = {part.section.index for part in draft.sections if part.section} | {OPENING}
    rows = tuple(row for row in list_indicators(draft.spec) if row.section in written)
    everything = all(section.index in written for section in draft.spec.walk() if section.facts)
    ledger = draft.spec.ledger()
    known = {violation.message for violation in draft.verdict.violations}
    for _ in range(_PASSES):
        document, places = _read_rows(draft, rows)
        verdict = compare(ledger, document, sections=None if everything else written)
        blamed = {
            address
            for violation in verdict.violations
            if violation.message not in known
            for address in _blame(violation, rows, places)
        }
        if not blamed:
            return rows
        rows = _keep_whole(draft.spec, rows, blamed)
    return rows


def _read_rows(draft: Draft, rows: tuple[Indicator, ...]) -> tuple[str, list[int]]:
    """Return text and annex as the Word file will be read back, and where each row begins."""
    text = f"{render_text(draft)}附件\n# {TITLE}\n{'，'.join(HEADER)}。\n"
    headings = _number_sections(draft.spec)
    places: list[int] = []
    for row, before in zip(rows, (None, *rows), strict=False):
        if before is None or before.section != row.section:
            text += f"{headings[row.section]}。\n"
        places.append(len(text))
        value = f"{'' if _LEADS.search(row.name) else '，'}{row.value}{row.unit}" if row.value else ""
        text += f"{row.name}{value}{f'，{row.source}' if row.source else ''}。\n"
    return text, places


def _blame(violation: Violation, rows: tuple[Indicator, ...], places: list[int]) -> Iterator[Address]:
    """Yield the facts in whose rows a violation stands; those it names when it stands in the text."""
    start = violation.span[0] if violation.span else -1
    if violation.written:
        start = violation.written.start
    if places and start >= places[0]:
        row = rows[bisect_right(places, start) - 1]
        yield row.section, row.fact
    elif violation.section is not None and violation.fact is not None:
        yield violation.section, violation.fact


def _keep_whole(spec: Spec, rows: tuple[Indicator, ...], blamed: set[Address]) -> tuple[Indicator, ...]:
    """Return the rows with one row for each blamed fact: its own words, nothing cut out of them."""
    facts = {section.index: section.facts for section in spec.walk()} | {OPENING: spec.opening}
    kept = [row for row in rows if (row.section, row.fact) not in blamed]
    for section, number in blamed:
        kept.append(whole_fact(section, number, facts[section][number]))
    return tuple(sorted(kept, key=lambda row: (row.section, row.fact)))


def _table(spec: Spec, indicators: tuple[Indicator, ...], fonts: Fonts) -> str:
    sourced = any(indicator.source for indicator in indicators)
    widths = list(_WIDTHS if sourced else _WIDTHS[:_SOURCE])
    widths[1] += TEXT_WIDTH - sum(widths)
    rows = [_row(HEADER[: len(widths)], widths, fonts.level_1, header=True)]
    headings = _number_sections(spec)
    section = None
    for number, indicator in enumerate(indicators, 1):
        if indicator.section != section:
            section = indicator.section
            rows.append(_heading_row(headings[section], widths, fonts.level_1))
        rows.append(_row(_cells(number, indicator)[: len(widths)], widths, fonts.body))
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _EDGES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cells(number: int, indicator: Indicator) -> tuple[str, ...]:
    name = f"　{indicator.name}" if indicator.follows else indicator.name
    return (str(number), name, indicator.unit, indicator.value or _IN_WORDS, indicator.source)


def _number_sections(spec: Spec) -> dict[int, str]:
    """Return the heading of each section with its label, as if every section had prose."""
    found = {-1: "导语"}

    def walk(sections: tuple[Section, ...]) -> None:
        for number, section in enumerate(sections, 1):
            found[section.index] = number_heading(section.level, number) + section.heading
            walk(section.sections)

    walk(spec.sections)
    return found


def _row(cells: tuple[str, ...], widths: list[int], face: Face, *, header: bool = False) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    columns = "".join(
        _cell(text, width, face, "left" if column in {1, _SOURCE} and not header else "center")
        for column, (text, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{columns}</w:tr>"


def _heading_row(heading: str, widths: list[int], face: Face) -> str:
    cell = _cell(heading, sum(widths), face, "left", f'<w:gridSpan w:val="{len(widths)}"/>', keep_next=True)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _cell(text: str, width: int, face: Face, align: str, span: str = "", *, keep_next: bool = False) -> str:
    shape = Shape(align=align, first_line=0, line=_PITCH, keep_next=keep_next)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        f"{write_paragraph(shape, mark_blanks(text, face, _SIZE, 0))}</w:tc>"
    )
