"""A .docx file → its text as a reader sees it: paragraphs and tables in order, tracked changes accepted.

Headings keep their level as Markdown marks; numbering made by Word itself is not text and is left out.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from draft.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText"})
_HEADING = "Heading"
_DEEPEST = 6


def read_docx(path: Path) -> str:
    """Return the text of a Word file, one paragraph or table row per line.

    Raises:
        DocumentError: the file is no .docx, is damaged or locked with a password.
    """
    # Imported here so that checking plain text never loads it.
    from docx import Document  # noqa: PLC0415

    try:
        document = Document(str(path))
    except Exception as error:
        # python-docx raises KeyError, BadZipFile, PackageNotFoundError, XMLSyntaxError … for damaged files.
        raise DocumentError(
            f"{path}: 不是可读的 .docx 文件（可能已损坏、加了密码，或是旧式 .doc）；"
            "请用 Word 另存为 .docx 再试。"
        ) from error
    return "\n".join(_lines(document.element.body, _heading_styles(document)))


def _heading_styles(document: Any) -> dict[str, int]:
    levels = {}
    for style in document.styles:
        name = style.name or ""
        if name.startswith(_HEADING) and name.split()[-1].isdigit():
            levels[style.style_id] = min(int(name.split()[-1]), _DEEPEST)
    return levels


def _lines(parent: Any, levels: dict[str, int]) -> "Iterator[str]":
    for child in parent:
        if child.tag == f"{_W}p":
            text = _text_of(child).strip()
            level = levels.get(_style_of(child), 0)
            if text:
                yield f"{'#' * level} {text}" if level else text
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                yield "，".join(filter(None, (_cell(cell) for cell in row.iter(f"{_W}tc")))) + "。"
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _lines(child, levels)


def _cell(cell: Any) -> str:
    return "".join(_text_of(paragraph).strip() for paragraph in cell.iter(f"{_W}p"))


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _text_of(element: Any) -> str:
    """Return the text of runs below `element`, deleted and moved-away ones left out."""
    if element.tag in _SKIPPED:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in (f"{_W}tab", f"{_W}br"):
        return " " if element.tag == f"{_W}tab" else "\n"
    return "".join(_text_of(child) for child in element)
