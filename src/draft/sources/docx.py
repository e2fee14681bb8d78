"""A .docx file → its text as a reader sees it: paragraphs, tables, text boxes and notes, changes accepted.

Headings keep their level as Markdown marks; numbering made by Word itself is not text and is left out; so are
hidden text, deleted rows, tables of contents and the copies of text boxes that Word keeps for old readers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from draft.errors import DocumentError
from draft.sources.archive import inspect_archive
from draft.sources.word_runs import W as _W
from draft.sources.word_runs import is_marked, read_runs
from draft.sources.word_table import find_columns

_CONTAINERS = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_NOTE_NAMES = {"/footnotes": "脚注", "/endnotes": "尾注"}
_CONTENTS = ("toc ", "目录")  # names of the styles of a table of contents
_HEADING = "Heading"
_DEEPEST = 6
_BODY_LEVEL = 9  # the outline level that means text
_TITLE = 36  # 小二, in half points


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, row of a table or note, as read.

    Attributes:
        text: may hold line breaks.
        place: Chinese, where a person finds it: 第12段, 表2第3行, 脚注1. Empty paragraphs are not counted.
    """

    text: str
    place: str


def read_docx(path: Path) -> str:
    """Return the text of a Word file, one paragraph or table row per line, notes at the end.

    Raises:
        DocumentError: the file is no .docx, is damaged, locked with a password or made to do harm.
    """
    return "\n".join(line.text for line in read_lines(path))


def read_lines(path: Path) -> tuple[Line, ...]:
    """Return the lines of `read_docx` with their places.

    Raises:
        DocumentError: as `read_docx`.
    """
    # Imported here so that checking plain text never loads it.
    from docx import Document  # noqa: PLC0415

    inspect_archive(path, "word/")
    try:
        document = Document(str(path))
    except Exception as error:
        # python-docx raises KeyError, BadZipFile, PackageNotFoundError, XMLSyntaxError … for damaged files.
        raise DocumentError(
            f"{path}: 不是可读的 .docx 文件（可能已损坏、加了密码，或是旧式 .doc）；"
            "请用 Word 另存为 .docx 再试。"
        ) from error
    levels = _heading_styles(document)
    return (*_body_lines(document.element.body, levels), *_note_lines(document))


def find_place(lines: Sequence[Line], offset: int) -> str:
    """Return the place of a character of the text that `lines` make."""
    for line in lines:
        if offset <= len(line.text):
            return line.place
        offset -= len(line.text) + 1
    return ""


def _body_lines(body: Any, levels: dict[str, int]) -> Iterator[Line]:
    paragraphs = tables = rows = 0
    table: Any = None
    for text, parent in _lines(body, levels):
        if parent is None:
            paragraphs += 1
            yield Line(text, f"第{paragraphs}段")
            continue
        tables, rows = (tables, rows + 1) if parent is table else (tables + 1, 1)
        table = parent
        if text:
            yield Line(text, f"表{tables}第{rows}行")


def _note_lines(document: Any) -> Iterator[Line]:
    """Yield the text of footnotes and endnotes: a figure may stand there as well."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    for relation in document.part.rels.values():
        kind = next((name for end, name in _NOTE_NAMES.items() if relation.reltype.endswith(end)), "")
        if not kind or relation.is_external:
            continue
        number = 0
        for note in parse_xml(relation.target_part.blob):
            texts = [text for text, _ in _lines(note, {})]
            number += bool(texts)
            yield from (Line(text, f"{kind}{number}") for text in texts)


def _heading_styles(document: Any) -> dict[str, int]:
    """Return the level of each heading style; −1 for the styles of a table of contents."""
    levels = {}
    for style in document.styles:
        name = style.name or ""
        if name.lower().startswith(_CONTENTS):
            levels[style.style_id] = -1
        if name.startswith(_HEADING) and name.split()[-1].isdigit():
            levels[style.style_id] = min(int(name.split()[-1]), _DEEPEST)
    return levels


def _lines(parent: Any, levels: dict[str, int]) -> Iterator[tuple[str, Any]]:
    """Yield each paragraph with None, and each row of a table with the table; an empty row has no text."""
    begun = ""  # of a paragraph whose end mark was deleted: it runs on in the next
    for child in parent:
        if child.tag == f"{_W}p":
            begun += read_runs(child, _texts).replace("\n", "" if _is_centred(child) else "\n")
            if is_marked(child.find(f"{_W}pPr/{_W}rPr"), "del", "moveFrom"):
                continue
            text, begun = begun.strip(), ""
            level = levels.get(_style_of(child), 0) or _own_level(child)
            if text and level >= 0:
                yield (f"{'#' * level} {text}" if level else text), None
        elif child.tag == f"{_W}tbl":
            yield from ((row, child) for row in _rows(child))
        elif child.tag in _CONTAINERS:
            yield from _lines(child, levels)
    if begun.strip():
        yield begun.strip(), None


def _texts(parent: Any) -> Iterator[str]:
    return (text for text, _ in _lines(parent, {}))


def _rows(table: Any) -> Iterator[str]:
    columns = None
    for row in _members(table, f"{_W}tr"):
        if not is_marked(row.find(f"{_W}trPr"), "del"):
            cells = ["".join(_texts(cell)) for cell in _members(row, f"{_W}tc") if not _is_deleted(cell)]
            columns = columns or find_columns(cells)
            yield columns.read(cells)


def _is_deleted(cell: Any) -> bool:
    return is_marked(cell.find(f"{_W}tcPr"), "cellDel")


def _members(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those of tables inside left out."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _members(child, tag)


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _is_centred(paragraph: Any) -> bool:
    """Return whether a paragraph is centred: a title, whose lines are broken for their look alone."""
    place = paragraph.find(f"{_W}pPr/{_W}jc")
    return place is not None and place.get(f"{_W}val") == "center"


def _own_level(paragraph: Any) -> int:
    """Return the level of a heading that no style names: 1 for what looks like a title, then by outline."""
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    value = outline.get(f"{_W}val", "") if outline is not None else ""
    if value.isdigit() and int(value) < _BODY_LEVEL:
        return min(int(value) + 2, _DEEPEST)
    return int(_is_title(paragraph))


def _is_title(paragraph: Any) -> bool:
    """Return whether a paragraph looks like a document's title: centred, in type of 小二 or larger."""
    sizes = [run.find(f"{_W}rPr/{_W}sz") for run in paragraph.findall(f"{_W}r")]
    figures = [size.get(f"{_W}val", "") for size in sizes if size is not None]
    return _is_centred(paragraph) and any(figure.isdigit() and int(figure) >= _TITLE for figure in figures)
