"""The envelope of an upward 报告: 版头 above the title, sign-off ready for the seal, 版记 on the last page.

Nothing is invented: what neither the facts nor the settings say stands as a highlighted 【…】.
"""

import re
from dataclasses import replace

from draft.document import Spec
from draft.render.faces import Face
from draft.render.paper import Paper, label_of
from draft.render.wordml import (
    CHARACTER,
    FOURTH,
    LINE_PITCH,
    RED,
    TEXT_WIDTH,
    THIRD,
    TIGHTEN,
    Run,
    Shape,
    mark_blanks,
    write_paragraph,
)

_MARK_TOP = 1984
"""35 mm from the top of the text area to the top of the 发文机关标志."""
_RULE_GAP = 227
"""4 mm from the 发文字号 to the red rule."""
_LARGEST_MARK, _SMALLEST_MARK = 48, 22  # points
_RED_RULE = 12  # eighths of a point; the norm gives no thickness
_OUTER_RULE, _INNER_RULE = 20, 14
"""0.35 mm and 0.25 mm (7.4.1), in twips."""
_NAMES_A_LINE = 2
_SMALL_CHARACTER = 89
"""One character of 4号, in hundredths of one of 3号."""


def fill(value: str, name: str, face: Face, size: int = THIRD, spacing: int = TIGHTEN) -> tuple[Run, ...]:
    """Return the runs of the value, its masks highlighted, or of its name as a highlighted blank."""
    if value:
        return mark_blanks(value, face, size, spacing)
    return (Run(f"【{label_of(name)}】", face, size, spacing, highlight=True),)


def write_head(spec: Spec, paper: Paper) -> list[str]:
    """Return the paragraphs above the title.

    Source: GB/T 9704-2012 7.2.
    """
    fonts = paper.fonts
    flush = Shape(align="left", first_line=0, keep_next=True)
    first = [
        (name, fonts.body if name == "serial" else fonts.level_1) for name in ("serial", "secrecy", "urgency")
    ]
    head = [
        write_paragraph(flush, (Run(value, face),))
        for name, face in first
        if (value := paper.value(name, spec))
    ]
    mark = paper.value("mark", spec)
    size = _mark_size(mark)
    gap = _MARK_TOP - len(head) * LINE_PITCH - 2 * size  # a line a little higher than its type
    head += [write_paragraph(Shape(first_line=0, line=gap), ())] if gap > 0 else []
    runs = tuple(replace(run, color=RED) for run in fill(mark, "mark", fonts.title, 2 * size, 0))
    head.append(write_paragraph(Shape(align="center", first_line=0, line=24 * size, keep_next=True), runs))
    empty = write_paragraph(flush, ())
    return [*head, empty, empty, *_numbers(spec, paper), _red_rule(), empty, empty]


def _mark_size(mark: str) -> int:
    """Return the size of the 发文机关标志 in points: as large as fits on one line."""
    fitting = TEXT_WIDTH // 20 // max(len(mark), 1)
    return max(_SMALLEST_MARK, min(_LARGEST_MARK, fitting))


def _numbers(spec: Spec, paper: Paper) -> list[str]:
    """Return the lines of 发文字号 (left, on the last line) and 签发人 (right).

    Source: GB/T 9704-2012 7.2.5, 7.2.6.
    """
    fonts = paper.fonts
    number = fill(paper.value("number", spec), "number", fonts.body)
    names = re.split(r"[、，,;；\s]+", paper.value("signer", spec).strip())
    rows = ["　".join(names[at : at + _NAMES_A_LINE]) for at in range(0, len(names), _NAMES_A_LINE)]
    widest = max(width_of(row or label_of("signer")) for row in rows) + (0 if names[0] else 200)  # 【】
    begin = TEXT_WIDTH - CHARACTER - widest * CHARACTER // 100  # of the names, one under the other
    lines = []
    for position, row in enumerate(rows):
        left = number if position == len(rows) - 1 else ()
        label = Run("\t" if position else "\t签发人：", fonts.body)
        shape = Shape(
            align="left", first_line=0, left=100, keep_next=True, tab_side="left",
            tab=begin if position else begin - 4 * CHARACTER,
        )  # fmt: skip
        lines.append(write_paragraph(shape, (*left, label, *fill(row, "signer", fonts.level_2))))
    return lines


def _red_rule() -> str:
    return write_paragraph(Shape(first_line=0, line=_RULE_GAP, rules=(0, _RED_RULE, RED), keep_next=True), ())


def write_imprint(spec: Spec, paper: Paper) -> list[str]:
    """Return the 版记: 抄送, then 印发机关 and 印发日期, between rules at the bottom of the page.

    Source: GB/T 9704-2012 7.4.
    """
    face = paper.fonts.body
    copies = paper.value("copies_to", spec).rstrip("。.")
    by, on = (paper.value(name, spec) for name in ("printed_by", "printed_on"))
    copied = (_small("抄送：", face), *fill(copies, "copies_to", face, FOURTH, 0), _small("。", face))
    printing = (
        *fill(by, "printed_by", face, FOURTH, 0),
        _small("\t", face),
        *fill(on.removesuffix("印发"), "printed_on", face, FOURTH, 0),
        _small("印发", face),
    )
    framed = Shape(align="left", first_line=0, left=_SMALL_CHARACTER, tab=TEXT_WIDTH - 280, bottom=True)
    hanging = replace(
        framed, first_line=-3 * _SMALL_CHARACTER, left=4 * _SMALL_CHARACTER, right=_SMALL_CHARACTER
    )
    return [
        _rule(_OUTER_RULE),
        write_paragraph(hanging, copied),
        _rule(_INNER_RULE),
        write_paragraph(framed, printing),
        _rule(_OUTER_RULE),
        write_paragraph(Shape(first_line=0, line=20), ()),  # a frame needs something to hold on to
    ]


def _rule(thickness: int) -> str:
    """Return a rule of the width of the text: a line of that height, blackened.

    A border would do, were it not that LibreOffice (7.4) then leaves the frame where the text ends.
    """
    return write_paragraph(Shape(first_line=0, line=thickness, bottom=True, shade="000000"), ())


def _small(text: str, face: Face) -> Run:
    return Run(text, face, FOURTH, 0)


def write_sealed_sign_off(spec: Spec, paper: Paper) -> list[str]:
    """Return organ and date, four characters from the right, the organ centred over the date for the seal.

    Source: GB/T 9704-2012 7.3.5.1.
    """
    face = paper.fonts.body
    organ = fill(paper.value("issuer", spec), "issuer", face)
    date = fill(paper.value("date", spec), "date", face)
    organ_width, date_width = (sum(width_of(run.text) for run in runs) for runs in (organ, date))
    date_indent = max(400, (organ_width - date_width) // 2)
    organ_indent = date_indent + (date_width - organ_width) // 2
    keep = Shape(align="right", first_line=0, right=organ_indent, keep_next=True)
    empty = write_paragraph(Shape(first_line=0, keep_next=True), ())
    return [
        empty,
        empty,
        write_paragraph(keep, organ),
        write_paragraph(Shape(align="right", first_line=0, right=date_indent), date),
    ]


def write_note(spec: Spec, paper: Paper) -> list[str]:
    """Return the 附注 in round brackets, nothing without one (7.3.6)."""
    note = paper.value("note", spec).strip("（）()")
    return [write_paragraph(Shape(), (Run(f"（{note}）", paper.fonts.body),))] if note else []


def width_of(text: str) -> int:
    """Return the width of a text in hundredths of a Chinese character."""
    return sum(50 if character.isascii() else 100 for character in text)
