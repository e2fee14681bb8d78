"""WordprocessingML for one paragraph or run, elements in schema order; numbers are twips unless named.

Source: GB/T 9704-2012 7.3; measured page geometry in docs/decisions/004-docx.md.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE_PITCH = 579
"""28.95 pt: 22 lines fill the 225 mm of the text area; 580 gives only 21."""
TIGHTEN = -5
"""−0.25 pt a character: 28 characters of 16 pt fit into 156 mm."""

THIRD = 32
"""3号, in half points."""
SECOND = 44
"""2号."""
FOURTH = 28
"""4号."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface for Chinese and one for Latin letters and digits."""

    east_asian: str
    latin: str = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look.

    Attributes:
        size: in half points.
        spacing: in twips, between characters.
    """

    text: str
    face: Face
    size: int = THIRD
    spacing: int = TIGHTEN
    highlight: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands.

    Attributes:
        first_line: indent in hundredths of a character.
        right: indent in hundredths of a character.
        line: exact line height.
        outline: 0-based outline level of a heading, or None.
    """

    align: str = "both"
    first_line: int = 200
    right: int = 0
    line: int = LINE_PITCH
    keep_next: bool = False
    outline: int | None = None
    page_break: bool = False


def write_paragraph(shape: Shape, runs: tuple[Run, ...]) -> str:
    """Return one `w:p` with its namespace declared."""
    return f'<w:p xmlns:w="{NAMESPACE}">{_paragraph_properties(shape)}{"".join(map(write_run, runs))}</w:p>'


def write_run(run: Run) -> str:
    """Return one `w:r`."""
    breaks = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in run.text.split("\n")
    )
    return f"<w:r>{_run_properties(run)}{breaks}</w:r>"


def write_page_field(face: Face) -> str:
    """Return the runs of “— 1 —”: the number as a field, 4号, without tightening."""
    dash = write_run(Run("— ", face, FOURTH, 0))
    properties = _run_properties(Run("", face, FOURTH, 0))
    field = "".join(
        f"<w:r>{properties}{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return dash + field + write_run(Run(" —", face, FOURTH, 0))


def _run_properties(run: Run) -> str:
    latin, chinese = quoteattr(run.face.latin), quoteattr(run.face.east_asian)
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii={latin} w:eastAsia={chinese}'
        f" w:hAnsi={latin} w:cs={latin}/>"
        '<w:b w:val="0"/><w:color w:val="000000"/>'
        + (f'<w:spacing w:val="{run.spacing}"/>' if run.spacing else "")
        + f'<w:kern w:val="0"/><w:sz w:val="{run.size}"/><w:szCs w:val="{run.size}"/>'
        + ('<w:highlight w:val="yellow"/>' if run.highlight else "")
        + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )


def _paragraph_properties(shape: Shape) -> str:
    indent = ""
    if shape.first_line:
        indent += f' w:firstLineChars="{shape.first_line}" w:firstLine="{shape.first_line * 315 // 100}"'
    if shape.right:
        indent += f' w:rightChars="{shape.right}" w:right="{shape.right * 315 // 100}"'
    return (
        "<w:pPr>"
        + ("<w:keepNext/>" if shape.keep_next else "")
        + ("<w:pageBreakBefore/>" if shape.page_break else "")
        + '<w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:overflowPunct w:val="1"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{shape.line}" w:lineRule="exact"/>'
        + (f"<w:ind{indent}/>" if indent else "")
        + f'<w:jc w:val="{shape.align}"/>'
        + (f'<w:outlineLvl w:val="{shape.outline}"/>' if shape.outline is not None else "")
        + "</w:pPr>"
    )
