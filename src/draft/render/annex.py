"""The annex 《主要指标一览表》: every indicator of the facts as a table, on pages of its own after the text.

Source: GB/T 9704-2012 7.3.4 (附件说明), 7.3.7 (附件).
"""

from bisect import bisect_right
from collections.abc import Iterator

from draft.document import Draft, Section, Spec
from draft.fidelity import OPENING, Violation, compare
from draft.form.rows import join_cells
from draft.render.faces import Face
from draft.render.indicators import Indicator, list_indicators, whole_fact
from draft.render.layout import number_heading
from draft.render.markdown import render_text
from draft.render.paper import Fonts
from draft.render.table import write_row, write_table
from draft.render.wordml import SECOND, TEXT_WIDTH, Run, Shape, mark_blanks, write_paragraph

TITLE = "主要指标一览表"
HEADER = ("序号", "指标", "单位", "数值", "来源")
_WIDTHS = (780, 4264, 1100, 1400, 1300)  # twips
_ALIGN = ("center", "left", "center", "center", "left")
_SOURCE = 4  # the column of the source, left out where no fact names one
_IN_WORDS = "见左"
"""Stands for the value of a fact that keeps its own words."""
_PASSES = 3
"""Checks of the rows: the first finds the facts to keep whole, the others whom they disturb."""
_SIZE = 24  # 小四, in half points
_PITCH = 400

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
        text += join_cells((row.name, row.value + row.unit, row.source)) + "\n"
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
    header = (_paragraph(name, fonts.level_1, "center") for name in HEADER[: len(widths)])
    rows = [write_row(widths, tuple(header), header=True)]
    headings = _number_sections(spec)
    section = None
    for number, indicator in enumerate(indicators, 1):
        if indicator.section != section:
            section = indicator.section
            heading = _paragraph(headings[section], fonts.level_1, "left", keep_next=True)
            rows.append(write_row(widths, (heading,)))
        cells = enumerate(_cells(number, indicator)[: len(widths)])
        rows.append(write_row(widths, tuple(_paragraph(text, fonts.body, _ALIGN[at]) for at, text in cells)))
    return write_table(widths, rows)


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


def _paragraph(text: str, face: Face, align: str, *, keep_next: bool = False) -> str:
    shape = Shape(align=align, first_line=0, line=_PITCH, keep_next=keep_next)
    return write_paragraph(shape, mark_blanks(text, face, _SIZE, 0))
