"""The 数据核对表 as a Word table: landscape, header repeated on every page, no row split over two pages."""

import io

from draft.render.ledger import HEADER, Row, split_by_source
from draft.render.page import open_blank, parse_element, set_defaults, set_page
from draft.render.wordml import NAMESPACE, Face, Run, Shape, write_paragraph

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
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    lines = _line(HEADER, _HEAD, header=True) + "".join(_line(row.cells(), _BODY) for row in rows)
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def _line(cells: tuple[str, ...], face: Face, *, header: bool = False) -> str:
    shape = Shape(align="center" if header else "left", first_line=0, line=_PITCH)
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{write_paragraph(shape, (Run(text, face, _SMALL, 0),))}</w:tc>"
        for text, width in zip(cells, _WIDTHS, strict=True)
    )
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{columns}</w:tr>"
