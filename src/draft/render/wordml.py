"""WordprocessingML for one paragraph or run, elements in schema order; numbers are twips unless named.

Source: GB/T 9704-2012 7.3; measured page geometry in docs/decisions/004-docx.md.
"""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from draft.render.faces import Face
from draft.render.masks import find_masks

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE_PITCH = 579
"""28.95 pt: 22 lines fill the 225 mm of the text area; 580 gives only 21."""
TIGHTEN = -5
"""−0.25 pt a character: 28 characters of 16 pt fit into 156 mm."""

TEXT_WIDTH = 8844
"""156 mm."""
CHARACTER = 315
"""Width of one character of the text, tightened."""
RED = "FF0000"

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FRAME = (
    f'<w:framePr w:w="{TEXT_WIDTH}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin"'
    ' w:xAlign="left" w:yAlign="bottom"/>'
)

THIRD = 32
"""3号, in half points."""
SECOND = 44
"""2号."""
FOURTH = 28
"""4号."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look.

    Attributes:
        size: in half points.
        spacing: in twips, between characters.
        color: six hexadecimal digits.
    """

    text: str
    face: Face
    size: int = THIRD
    spacing: int = TIGHTEN
    highlight: bool = False
    color: str = "000000"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands.

    Attributes:
        first_line: indent in hundredths of a character.
        right: indent in hundredths of a character.
        left: indent in hundredths of a character.
        line: exact line height.
        outline: 0-based outline level of a heading, or None.
        tab: where a tab stands, from the left edge of the text; 0 for none.
        tab_side: which side of the text stands there.
        bottom: the paragraph stands in a frame at the bottom edge of the text area.
        shade: colour behind the paragraph, empty for none.
        rules: lines above and below the paragraph, in eighths of a point, 0 for none, and their colour.
    """

    align: str = "both"
    first_line: int = 200
    left: int = 0
    right: int = 0
    line: int = LINE_PITCH
    keep_next: bool = False
    outline: int | None = None
    page_break: bool = False
    tab: int = 0
    tab_side: str = "right"
    rules: tuple[int, int, str] = (0, 0, "000000")
    bottom: bool = False
    shade: str = ""


def write_paragraph(shape: Shape, runs: tuple[Run, ...]) -> str:
    """Return one `w:p` with its namespace declared."""
    return f'<w:p xmlns:w="{NAMESPACE}">{_paragraph_properties(shape)}{"".join(map(write_run, runs))}</w:p>'


def write_run(run: Run) -> str:
    """Return one `w:r`."""
    return f"<w:r>{_run_properties(run)}{_characters(run.text)}</w:r>"


def writable(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def _characters(text: str) -> str:
    """Return the content of a run: line ends become breaks, tabs tabs, what XML cannot hold is left out."""
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(
        marks.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in re.split(r"([\n\t])", writable(text))
        if part
    )


def mark_blanks(text: str, face: Face, size: int, spacing: int) -> tuple[Run, ...]:
    """Return the runs of a text, its masks highlighted."""
    runs: list[Run] = []
    position = 0
    for start, end in find_masks(text):
        runs += [Run(text[position:start], face, size, spacing)]
        runs += [Run(text[start:end], face, size, spacing, highlight=True)]
        position = end
    runs.append(Run(text[position:], face, size, spacing))
    return tuple(run for run in runs if run.text)


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
        '<w:b w:val="0"/>'
        f'<w:color w:val="{run.color}"/>'
        + (f'<w:spacing w:val="{run.spacing}"/>' if run.spacing else "")
        + f'<w:kern w:val="0"/><w:sz w:val="{run.size}"/><w:szCs w:val="{run.size}"/>'
        + ('<w:highlight w:val="yellow"/>' if run.highlight else "")
        + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )


def _paragraph_properties(shape: Shape) -> str:
    indent = ""
    for side, hundredths in (("left", shape.left), ("right", shape.right)):
        indent += _indent(side, hundredths)
    indent += _indent("firstLine" if shape.first_line > 0 else "hanging", abs(shape.first_line))
    return (
        "<w:pPr>"
        + ("<w:keepNext/>" if shape.keep_next else "")
        + ("<w:pageBreakBefore/>" if shape.page_break else "")
        + (_FRAME if shape.bottom else "")
        + '<w:widowControl w:val="0"/>'
        + _rules(*shape.rules)
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{shape.shade}"/>' if shape.shade else "")
        + (f'<w:tabs><w:tab w:val="{shape.tab_side}" w:pos="{shape.tab}"/></w:tabs>' if shape.tab else "")
        + '<w:kinsoku w:val="1"/><w:overflowPunct w:val="1"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{shape.line}" w:lineRule="exact"/>'
        + (f"<w:ind{indent}/>" if indent else "")
        + f'<w:jc w:val="{shape.align}"/>'
        + (f'<w:outlineLvl w:val="{shape.outline}"/>' if shape.outline is not None else "")
        + "</w:pPr>"
    )


def _indent(side: str, hundredths: int) -> str:
    """Return an indent in twips, and in characters where it is whole or half ones."""
    if not hundredths:
        return ""
    characters = f' w:{side}Chars="{hundredths}"' if hundredths % 50 == 0 else ""
    return f'{characters} w:{side}="{hundredths * 315 // 100}"'


def _rules(above: int, below: int, color: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{color}"/>'
        for side, width in (("top", above), ("bottom", below))
        if width
    )
    return f"<w:pBdr>{sides}</w:pBdr>" if sides else ""
