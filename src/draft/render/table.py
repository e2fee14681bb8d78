"""WordprocessingML for a ruled table: fixed widths, no row split over two pages, the header on every page."""

from collections.abc import Sequence

from draft.render.wordml import NAMESPACE

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_MARGINS = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'


def write_table(widths: Sequence[int], rows: Sequence[str]) -> str:
    """Return one `w:tbl` with its namespace declared; widths in twips, rows from `write_row`."""
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _EDGES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def write_row(widths: Sequence[int], paragraphs: Sequence[str], *, header: bool = False) -> str:
    """Return one row; a single paragraph spans all columns."""
    repeated = "<w:tblHeader/>" if header else ""
    if len(paragraphs) == 1:
        cells = _cell(paragraphs[0], sum(widths), f'<w:gridSpan w:val="{len(widths)}"/>')
    else:
        cells = "".join(_cell(one, width) for one, width in zip(paragraphs, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cell(paragraph: str, width: int, span: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph}</w:tc>"
    )
