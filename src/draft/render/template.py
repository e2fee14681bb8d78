"""A house template: a Word file with fields like {{标题}} or {{title}}, filled with a document.

Only plain fields: no conditions, no loops, nothing is executed. {{body}} stands alone in its paragraph and
becomes the text of the document, laid out as the standard says; the rest of the file stays as it is.
"""

import io
import re
from collections import Counter
from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from draft.document import Draft
from draft.errors import DocumentError
from draft.render.annex import write_annex
from draft.render.layout import lay_out
from draft.render.page import parse_element
from draft.render.paper import ANNEX, BODY, FIELDS, PARTS, SPEC_FIELDS, Paper, field_name, label_of
from draft.render.paragraphs import write_body
from draft.render.wordml import NAMESPACE, writable

if TYPE_CHECKING:
    from docx.document import Document

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")
_NAME = re.compile(r"[\w一-鿿]{1,30}")
_W = f"{{{NAMESPACE}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The copy of a text box that Word keeps for old readers."""
_LONGEST_SHOWN = 30


def find_fields(
    content: bytes, path: str, given: Collection[str] = (), *, annex: bool = False
) -> tuple[str, ...]:
    """Return the fields a template asks for, by English name, its whole paragraphs left out.

    Args:
        given: names the user has given a content of their own.
        annex: the template must have a place for the annex.

    Raises:
        DocumentError: it could not be filled; names the place.
    """
    document = _open(content, path)
    names = dict.fromkeys(name for one in _paragraphs(document) for name in _fields_of(one, path))
    _refuse_misplaced(document, path)
    if BODY not in names:
        raise DocumentError(f"{path}: 模板里没有 {{{{正文}}}}；请在要放正文的地方单独成段写上 {{{{正文}}}}。")
    if annex and ANNEX not in names:
        raise DocumentError(
            f"{path}: 要附指标一览表（--annex），模板里却没有 {{{{附件}}}}；请在要放的地方单独成段写上。"
        )
    for name in names:
        if name not in {*FIELDS, *SPEC_FIELDS, *PARTS, *given}:
            known = "、".join([*SPEC_FIELDS.values(), *PARTS.values(), *FIELDS.values()])
            raise DocumentError(
                f"{path}: 模板里的 {{{{{name}}}}} 没有内容可填；可用的有：{known}；"
                f"自己的项目请用 --field {name}=内容 给出，或写在 draft.toml 的 [docx.fields]。"
            )
    return tuple(name for name in names if name not in PARTS)


def _refuse_misplaced(document: "Document", path: str) -> None:
    """Refuse a part that stands twice, or in a header or footer, where it would be on every page.

    Raises:
        DocumentError: naming the part.
    """
    edges = Counter(name for one in _edges(document) for name in _fields_of(one, path))
    shown = (one for one in document.element.body.iter(f"{_W}p") if not any(one.iterancestors(_FALLBACK)))
    inside = Counter(name for one in shown for name in _fields_of(one, path))
    for name, chinese in PARTS.items():
        if edges[name]:
            raise DocumentError(f"{path}: 模板的页眉或页脚里有 {{{{{chinese}}}}}；请移到页面中间，单独成段。")
        if inside[name] > 1:
            raise DocumentError(f"{path}: 模板里有 {inside[name]} 处 {{{{{chinese}}}}}；请只留一处。")


def render_template(draft: Draft, paper: Paper) -> bytes:
    """Return the template filled with the document; a field nobody gave stands as a highlighted 【…】.

    Raises:
        DocumentError: the template cannot be used.
    """
    document = _open(paper.content, paper.template)
    blocks = {
        BODY: write_body(lay_out(draft), paper.fonts),
        ANNEX: write_annex(draft, paper.fonts) if paper.annex else [],
    }
    for paragraph in list(_paragraphs(document)):
        names = _fields_of(paragraph, paper.template)
        if names and names[0] in blocks:
            _replace(paragraph, blocks[names[0]])
        elif names:
            _fill(paragraph, draft, paper)
    document.core_properties.title = writable(draft.spec.title)[:255]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _open(content: bytes, path: str) -> "Document":
    # python-docx is loaded only for this form (start-up time).
    import docx  # noqa: PLC0415

    try:
        return docx.Document(io.BytesIO(content))
    except Exception as error:
        # python-docx raises KeyError, BadZipFile, PackageNotFoundError, XMLSyntaxError … for damaged files.
        raise DocumentError(f"{path}: 模板不是可读的 .docx 文件；请用 Word 另存为 .docx 再试。") from error


def _paragraphs(document: "Document") -> Iterator[Any]:
    """Yield every paragraph: text, tables, text boxes, headers, footers."""
    yield from document.element.body.iter(f"{_W}p")
    yield from _edges(document)


def _edges(document: "Document") -> Iterator[Any]:
    """Yield the paragraphs of headers and footers."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            yield from relation.target_part.element.iter(f"{_W}p")


def _fields_of(paragraph: Any, path: str) -> list[str]:
    """Return the fields of a paragraph by English name.

    Raises:
        DocumentError: braces that are no field, or {{body}} beside other words.
    """
    text = _text_of(paragraph)
    if "{" not in text and "}" not in text:
        return []
    names = [field_name(match.group(1)) for match in _FIELD.finditer(text)]
    shown = text.strip()[:_LONGEST_SHOWN]
    if _STRAY.search(_FIELD.sub("", text)) or not all(_NAME.fullmatch(name) for name in names):
        raise DocumentError(
            f"{path}: 模板中“{shown}”一段的花括号写得不对；字段请写成 {{{{标题}}}}，不支持条件和循环。"
        )
    for name in (BODY, ANNEX):
        if name in names and _FIELD.sub("", text, count=1).strip():
            raise DocumentError(f"{path}: 模板中 {{{{{label_of(name)}}}}} 要单独成段，不能与“{shown}”同段。")
    return names


def _texts(paragraph: Any) -> list[Any]:
    """Return the text elements of a paragraph that belong to it and not to a text box inside."""
    return [
        element for element in paragraph.iter(f"{_W}t") if next(element.iterancestors(f"{_W}p")) is paragraph
    ]


def _text_of(paragraph: Any) -> str:
    return "".join(element.text or "" for element in _texts(paragraph))


def _replace(paragraph: Any, blocks: list[str]) -> None:
    """Put paragraphs and tables in the place of a paragraph."""
    for block in blocks:
        paragraph.addprevious(parse_element(block))
    parent = paragraph.getparent()
    if blocks or len(parent.findall(f"{_W}p")) > 1:
        parent.remove(paragraph)


def _fill(paragraph: Any, draft: Draft, paper: Paper) -> None:
    """Replace the fields of a paragraph; a value takes the look of the field's first character."""
    texts = _texts(paragraph)
    whole = "".join(element.text or "" for element in texts)
    blanks = set()
    for match in reversed(list(_FIELD.finditer(whole))):
        name = field_name(match.group(1))
        value = writable(paper.value(name, draft.spec))
        if not value:
            value = f"【{label_of(name)}】"
            blanks.add(value)
        _write_over(texts, match.start(), match.end(), value)
    for element in texts if blanks else ():
        _highlight(element, blanks)


def _write_over(texts: list[Any], start: int, end: int, value: str) -> None:
    """Put `value` over the characters from start to end of the texts together."""
    position, written = 0, False
    for element in texts:
        text = element.text or ""
        left, right = start - position, end - position
        position += len(text)
        if right <= 0 or left >= len(text):
            continue
        element.text = text[: max(left, 0)] + ("" if written else value) + text[max(right, 0) :]
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        written = True


def _highlight(element: Any, blanks: set[str]) -> None:
    """Highlight the blanks in a text element; what stands around them becomes runs of its own."""
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415  only for this form

    run = element.getparent()
    pattern = "|".join(map(re.escape, sorted(blanks)))
    pieces = [piece for piece in re.split(f"({pattern})", element.text or "") if piece]
    if not blanks.intersection(pieces) or len(run.findall(f"{_W}t")) > 1:
        return
    for piece in pieces:
        copy = deepcopy(run)
        copy.find(f"{_W}t").text = piece
        if piece in blanks:
            copy.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW
        run.addprevious(copy)
    run.getparent().remove(run)
