"""A Draft as a Word document laid out after GB/T 9704-2012 (by analogy: a 工作总结 has no 版头 or 版记).

Page 37/35/28/26 mm, 22 lines of 28 characters, title 2号小标宋, levels 黑体/楷体/仿宋, page numbers outside.
"""

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from draft.document import Draft
from draft.numbers import find_quantities
from draft.render.layout import Block, lay_out
from draft.render.page import parse_element, set_defaults, set_page
from draft.render.title import break_title
from draft.render.wordml import (
    SECOND,
    Face,
    Run,
    Shape,
    write_paragraph,
)

if TYPE_CHECKING:
    from docx.document import Document

FontProfile = Literal["windows", "gb2312"]

_MASK = re.compile(r"[xXｘＸ×*＊]{1,}(?=[一-鿿“])|[xXｘＸ]{2,}")
_LONGEST_PROPERTY = 255
"""Characters that Word allows in a property of the file."""
_TITLE_LINE = 720  # 36 pt for 22 pt type


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces of a 公文. The gb2312 names are those of older Windows and WPS machines."""

    title: Face
    level_1: Face
    level_2: Face
    body: Face
    page_number: Face

    def level(self, level: int) -> Face:
        """Return the face of a heading: 黑体, 楷体, then the body's."""
        return {1: self.level_1, 2: self.level_2}.get(level, self.body)


FONTS: dict[str, Fonts] = {
    "windows": Fonts(Face("方正小标宋简体"), Face("黑体"), Face("楷体"), Face("仿宋"), Face("宋体", "宋体")),
    "gb2312": Fonts(
        Face("方正小标宋简体"), Face("黑体"), Face("楷体_GB2312"), Face("仿宋_GB2312"), Face("宋体", "宋体")
    ),
}


def render_docx(draft: Draft, *, fonts: FontProfile = "windows") -> bytes:
    """Return the document as the bytes of a .docx file. Masks (XX人, x.x万) are highlighted."""
    # python-docx is imported here because only this form needs it (start-up time).
    import docx  # noqa: PLC0415

    faces = FONTS[fonts]
    document = docx.Document()
    set_page(document, faces.page_number)
    set_defaults(document, faces.body)
    _set_properties(document, draft)
    body = document.element.body
    for paragraph in _paragraphs(lay_out(draft), faces):
        body.insert(len(body) - 1, parse_element(paragraph))  # before the section properties
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def find_masks(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of masks in `text`: placeholder quantities and masked names."""
    spans = {(q.start, q.end) for q in find_quantities(text) if q.kind == "placeholder"}
    covered = sorted(spans)
    for match in _MASK.finditer(text):
        if not any(start < match.end() and end > match.start() for start, end in covered):
            spans.add(match.span())
    return tuple(sorted(spans))


def _paragraphs(blocks: tuple[Block, ...], faces: Fonts) -> list[str]:
    issuer = next((b.text for b in blocks if b.kind == "issuer"), "")
    date = next((b.text for b in blocks if b.kind == "date"), "")
    organ_indent, date_indent = sign_off_indents(issuer, date)
    made = []
    for block in blocks:
        match block.kind:
            case "title":
                made += _title(block.text, faces)
            case "recipient":
                made.append(_line(block.text, faces.body, Shape(first_line=0)))
            case "heading":
                shape = Shape(keep_next=True, outline=min(block.level, 9) - 1)
                made.append(_line(block.label + block.text, faces.level(block.level), shape))
            case "paragraph":
                lead = _runs(block.label + block.lead, faces.level(block.level)) if block.lead else ()
                made.append(write_paragraph(Shape(), (*lead, *_runs(block.text, faces.body))))
            case "issuer":
                made.append(_line("", faces.body, Shape(keep_next=True)))
                made.append(_line(block.text, faces.body, _right(organ_indent, keep_next=True)))
            case "date":
                made.append(_line(block.text, faces.body, _right(date_indent)))
    return made


def _title(text: str, faces: Fonts) -> list[str]:
    """Return the title and a blank line; where it is broken by sense stands a line break, not a paragraph."""
    shape = Shape(align="center", first_line=0, line=_TITLE_LINE, keep_next=True)
    lines = "\n".join(break_title(text))
    title = write_paragraph(shape, (Run(lines, faces.title, SECOND, 0),))
    return [title, _line("", faces.body, Shape(first_line=0, keep_next=True))]


def sign_off_indents(issuer: str, date: str) -> tuple[int, int]:
    """Return the right indents of organ and date, in hundredths of a character.

    The organ stands two characters from the right; the date begins two characters right of the organ's
    first character, or, when it is longer, ends two characters from the right and pushes the organ left.

    Source: GB/T 9704-2012 7.3.5.2.
    """
    organ_width, date_width = (
        sum(50 if character.isascii() else 100 for character in text) for text in (issuer, date)
    )
    date_indent = max(organ_width - date_width, 200) if issuer else 200
    organ_indent = max(200, date_width + 400 - organ_width) if date else 200
    return organ_indent, date_indent


def _right(indent: int, *, keep_next: bool = False) -> Shape:
    return Shape(align="right", first_line=0, right=indent, keep_next=keep_next)


def _line(text: str, face: Face, shape: Shape) -> str:
    return write_paragraph(shape, _runs(text, face))


def _runs(text: str, face: Face) -> tuple[Run, ...]:
    """Return the runs of a text, its masks highlighted."""
    runs: list[Run] = []
    position = 0
    for start, end in find_masks(text):
        runs += [Run(text[position:start], face), Run(text[start:end], face, highlight=True)]
        position = end
    runs.append(Run(text[position:], face))
    return tuple(run for run in runs if run.text)


def _set_properties(document: "Document", draft: Draft) -> None:
    core = document.core_properties
    core.title = draft.spec.title[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = draft.spec.issuer[:_LONGEST_PROPERTY]
    core.comments = ""
    core.language = "zh-CN"
