"""The blocks of a document as Word paragraphs: title, headings, text with run-in headings, sign-off."""

from collections.abc import Iterable

from draft.document import Spec
from draft.render.envelope import fill, width_of
from draft.render.faces import Face
from draft.render.layout import Block
from draft.render.paper import Fonts, Paper
from draft.render.title import break_title
from draft.render.wordml import SECOND, THIRD, TIGHTEN, Run, Shape, mark_blanks, write_paragraph

_KEPT_BLOCKS, _KEPT_TEXT = 4, 280
"""Blocks there must be before the last paragraph may leave its page, and characters that it may have."""
_TITLE_LINE = 720  # 36 pt for 22 pt type


def write_title(text: str, fonts: Fonts) -> list[str]:
    """Return the title and a blank line; where it is broken by sense stands a line break, not a paragraph."""
    shape = Shape(align="center", first_line=0, line=_TITLE_LINE, keep_next=True)
    lines = "\n".join(break_title(text))
    title = write_paragraph(shape, mark_blanks(lines, fonts.title, SECOND, 0))
    return [title, write_paragraph(Shape(first_line=0, keep_next=True), ())]


def write_recipient(spec: Spec, paper: Paper) -> str:
    """Return the 主送机关 with its full-width colon, flush left (7.3.2)."""
    face = paper.fonts.body
    recipient = paper.value("recipient", spec).rstrip("：:")
    return write_paragraph(Shape(first_line=0), (*fill(recipient, "recipient", face), Run("：", face)))


def write_body(blocks: Iterable[Block], fonts: Fonts) -> list[str]:
    """Return headings and paragraphs; other blocks are left out.

    The last paragraph stays with what follows, so that no page holds the signature alone; not when it is
    long or the only one, as LibreOffice moves it whole and would leave the page before it empty.
    """
    made = []
    written = [block for block in blocks if block.kind in {"heading", "paragraph"}]
    kept = written[-1] if len(written) > _KEPT_BLOCKS and len(written[-1].text) <= _KEPT_TEXT else None
    for block in written:
        if block.kind == "heading":
            shape = Shape(keep_next=True, outline=min(block.level, 9) - 1)
            made.append(write_line(block.label + block.text, fonts.level(block.level), shape))
        elif block.kind == "paragraph":
            lead = block.label + block.lead if block.lead else ""
            runs = (*_runs(lead, fonts.level(block.level)), *_runs(block.text, fonts.body))
            made.append(write_paragraph(Shape(keep_next=block is kept), runs))
    return made


def write_sign_off(spec: Spec, paper: Paper) -> list[str]:
    """Return organ and date as on a paper without a seal; what is empty is left out."""
    fonts, issuer, date = paper.fonts, paper.value("issuer", spec), paper.value("date", spec)
    organ_indent, date_indent = sign_off_indents(issuer, date)
    made = []
    if issuer:
        made.append(write_line("", fonts.body, Shape(first_line=0, keep_next=True)))
        made.append(write_line(issuer, fonts.body, _right(organ_indent, keep_next=True)))
    if date:
        made.append(write_line(date, fonts.body, _right(date_indent)))
    return made


def sign_off_indents(issuer: str, date: str) -> tuple[int, int]:
    """Return the right indents of organ and date, in hundredths of a character.

    The organ stands two characters from the right; the date begins two characters right of the organ's
    first character, or, when it is longer, ends two characters from the right and pushes the organ left.

    Source: GB/T 9704-2012 7.3.5.2.
    """
    organ_width, date_width = width_of(issuer), width_of(date)
    date_indent = max(organ_width - date_width, 200) if issuer else 200
    organ_indent = max(200, date_width + 400 - organ_width) if date else 200
    return organ_indent, date_indent


def write_line(text: str, face: Face, shape: Shape) -> str:
    """Return one paragraph of one face, its masks highlighted."""
    return write_paragraph(shape, _runs(text, face))


def _right(indent: int, *, keep_next: bool = False) -> Shape:
    return Shape(align="right", first_line=0, right=indent, keep_next=keep_next)


def _runs(text: str, face: Face) -> tuple[Run, ...]:
    return mark_blanks(text, face, THIRD, TIGHTEN)
