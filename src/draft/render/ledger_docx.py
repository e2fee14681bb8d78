"""The 数据核对表 as a Word table: landscape, header repeated on every page, no row split over two pages."""

import io

from draft.render.faces import Face
from draft.render.ledger import HEADER, Row, split_by_source
from draft.render.page import open_blank, parse_element, set_defaults, set_page
from draft.render.table import write_row, write_table
from draft.render.wordml import Run, Shape, write_paragraph

_WIDTHS = (700, 1500, 3200, 600, 1000, 2000, 3600, 1600, 1300)  # twips, landscape A4 within the margins
_SMALL = 21  # 五号, in half points
_PITCH = 320
_BODY = Face("仿宋")
_HEAD = Face("黑体")


def render_ledger_docx(rows: tuple[Row, ...], title: str, *, by_source: bool = False) -> bytes:
    """Return the sheet as the bytes of a .docx file; by source every department begins a page of its own."""
    # python-docx is loaded only for this form (start-up time).
    import docx  # noqa: PLC0415
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415

    document = open_blank()
    set_page(document, Face("宋体", "宋体"))
    set_defaults(document, _BODY)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = docx.shared.Mm(12)
    section.top_margin = section.bottom_margin = docx.shared.Mm(20)
    body = document.element.body
    parts = {f"（{name}）": part for name, part in split_by_source(rows).items()} if by_source else {}
    for place, (name, part) in enumerate((parts or {"": rows}).items()):
        heading = Shape(align="center", first_line=0, line=500, page_break=place > 0, keep_next=True)
        runs = (Run(f"{title}数据核对表{name}", _HEAD, 32, 0),)
        for element in (write_paragraph(heading, runs), _table(part)):
            body.insert(len(body) - 1, parse_element(element))  # before the section properties
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(rows: tuple[Row, ...]) -> str:
    lines = [write_row(_WIDTHS, _paragraphs(HEADER, _HEAD, "center"), header=True)]
    return write_table(
        _WIDTHS, [*lines, *(write_row(_WIDTHS, _paragraphs(row.cells(), _BODY)) for row in rows)]
    )


def _paragraphs(cells: tuple[str, ...], face: Face, align: str = "left") -> tuple[str, ...]:
    shape = Shape(align=align, first_line=0, line=_PITCH)
    return tuple(write_paragraph(shape, (Run(text, face, _SMALL, 0),)) for text in cells)
