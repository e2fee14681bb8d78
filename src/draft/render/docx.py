"""A Draft as a Word document laid out after GB/T 9704-2012: plain, as an upward 报告, or in a house template.

Page 37/35/28/26 mm, 22 lines of 28 characters, title 2号小标宋, levels 黑体/楷体/仿宋, page numbers outside.
A 工作总结 has no 版头 or 版记 (plain, the default); sent upward it travels as a 报告, which has both.
"""

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from draft.document import Draft, Spec
from draft.render.annex import write_annex, write_note_of_annex
from draft.render.closing import write_closing
from draft.render.envelope import write_head, write_imprint, write_note, write_sealed_sign_off
from draft.render.layout import Block, lay_out
from draft.render.page import open_blank, parse_element, set_defaults, set_page
from draft.render.paper import PLAIN, REPORT, Paper
from draft.render.paragraphs import write_body, write_recipient, write_sign_off, write_title
from draft.render.wordml import writable

if TYPE_CHECKING:
    from docx.document import Document

_REPORT_GENRE = "报告"
_LONGEST_PROPERTY = 255
"""Characters that Word allows in a property of the file."""


def render_docx(draft: Draft, paper: Paper | None = None) -> bytes:
    """Return the document as the bytes of a .docx file. Masks (XX人, x.x万) are highlighted.

    Raises:
        DocumentError: the house template cannot be used.
    """
    paper = paper or Paper()
    if paper.template not in {PLAIN, REPORT}:
        from draft.render.template import render_template  # noqa: PLC0415  needs python-docx

        return render_template(draft, paper)
    document = open_blank()
    set_page(document, paper.fonts.page_number)
    set_defaults(document, paper.fonts.body)
    _set_properties(document, draft)
    body = document.element.body
    for paragraph in _write(draft, paper):
        body.insert(len(body) - 1, parse_element(paragraph))  # before the section properties
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write(draft: Draft, paper: Paper) -> list[str]:
    """Return the paragraphs and tables of the document in their order."""
    spec, fonts = draft.spec, paper.fonts
    report = paper.template == REPORT
    blocks = _close(spec, lay_out(draft)) if report else lay_out(draft)
    annex = write_annex(draft, fonts) if paper.annex else []
    return [
        *(write_head(spec, paper) if report else []),
        *write_title(paper.value("title", spec), fonts),
        *([write_recipient(spec, paper)] if report or paper.value("recipient", spec) else []),
        *write_body(blocks, fonts),
        *(write_note_of_annex(fonts) if annex else []),
        *(write_sealed_sign_off(spec, paper) if report else write_sign_off(spec, paper)),
        *(write_note(spec, paper) if report else []),
        *annex,
        *(write_imprint(spec, paper) if report else []),
    ]


def _close(spec: Spec, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with 特此报告。 at the end of a summary: sent upward it is a 报告."""
    prose = "\n".join(block.text for block in blocks if block.kind == "paragraph")
    closing = write_closing(replace(spec, genre=_REPORT_GENRE), prose) if "总结" in spec.genre else ""
    return (*blocks, Block("paragraph", closing)) if closing else blocks


def _set_properties(document: "Document", draft: Draft) -> None:
    core = document.core_properties
    core.title = writable(draft.spec.title)[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = writable(draft.spec.issuer)[:_LONGEST_PROPERTY]
    core.comments = ""
    core.language = "zh-CN"
