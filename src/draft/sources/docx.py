"""A .docx file → its text as a reader sees it: paragraphs, tables, text boxes and notes, changes accepted.

Headings keep their level as Markdown marks; numbering made by Word itself is not text and is left out, and so
are hidden text, deleted rows and the copies of text boxes that Word keeps for old readers.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from draft.errors import DocumentError
from draft.sources.archive import inspect_archive
from draft.sources.word_table import find_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt")} | {_FALLBACK}
)
_CONTAINERS = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_NOTES = ("/footnotes", "/endnotes")
_HEADING = "Heading"
_DEEPEST = 6
_BODY_LEVEL = 9  # the outline level that means text
_TITLE = 36  # 小二, in half points


def read_docx(path: Path) -> str:
    """Return the text of a Word file, one paragraph or table row per line, notes at the end.

    Raises:
        DocumentError: the file is no .docx, is damaged, locked with a password or made to do harm.
    """
    # Imported here so that checking plain text never loads it.
    from docx import Document  # noqa: PLC0415

    inspect_archive(path)
    try:
        document = Document(str(path))
    except Exception as error:
        # python-docx raises KeyError, BadZipFile, PackageNotFoundError, XMLSyntaxError … for damaged files.
        raise DocumentError(
            f"{path}: 不是可读的 .docx 文件（可能已损坏、加了密码，或是旧式 .doc）；"
            "请用 Word 另存为 .docx 再试。"
        ) from error
    levels = _heading_styles(document)
    return "\n".join([*_lines(document.element.body, levels), *_note_lines(document)])


def _note_lines(document: Any) -> "Iterator[str]":
    """Yield the text of footnotes and endnotes: a figure may stand there as well."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    for relation in document.part.rels.values():
        if relation.reltype.endswith(_NOTES) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                yield from _lines(note, {})


def _heading_styles(document: Any) -> dict[str, int]:
    levels = {}
    for style in document.styles:
        name = style.name or ""
        if name.startswith(_HEADING) and name.split()[-1].isdigit():
            levels[style.style_id] = min(int(name.split()[-1]), _DEEPEST)
    return levels


def _lines(parent: Any, levels: dict[str, int]) -> "Iterator[str]":
    begun = ""  # of a paragraph whose end mark was deleted: it runs on in the next
    for child in parent:
        if child.tag == f"{_W}p":
            begun += _text_of(child).replace("\n", "" if _is_centred(child) else "\n")
            if _is_marked(child.find(f"{_W}pPr/{_W}rPr"), "del", "moveFrom"):
                continue
            text, begun = begun.strip(), ""
            level = levels.get(_style_of(child), 0) or _own_level(child)
            if text:
                yield f"{'#' * level} {text}" if level else text
        elif child.tag == f"{_W}tbl":
            yield from _rows(child)
        elif child.tag in _CONTAINERS:
            yield from _lines(child, levels)
    if begun.strip():
        yield begun.strip()


def _rows(table: Any) -> "Iterator[str]":
    columns = None
    for row in _members(table, f"{_W}tr"):
        if not _is_marked(row.find(f"{_W}trPr"), "del"):
            cells = ["".join(_lines(cell, {})) for cell in _members(row, f"{_W}tc")]
            columns = columns or find_columns(cells)
            yield columns.read(cells)


def _members(parent: Any, tag: str) -> "Iterator[Any]":
    """Yield the rows of a table or the cells of a row, those of tables inside left out."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _members(child, tag)


def _is_marked(properties: Any, *names: str) -> bool:
    return properties is not None and any(properties.find(f"{_W}{name}") is not None for name in names)


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


def _text_of(element: Any) -> str:
    """Return the text of runs below `element`; deleted, moved-away and hidden ones left out."""
    if element.tag in _SKIPPED or (element.tag == f"{_W}r" and _is_hidden(element)):
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_W}txbxContent":
        return "\n" + "\n".join(_lines(element, {})) + "\n"
    return _CHARACTERS.get(element.tag, "") or "".join(_text_of(child) for child in element)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in _OFF
