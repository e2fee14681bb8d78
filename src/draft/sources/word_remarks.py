"""What a Word file holds beside the text that is checked: changes, comments, headers, charts. Only told."""

import re
import zipfile
from pathlib import Path

_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom) ")
_COMMENT = re.compile(rb"<w:comment ")
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_EDGE = re.compile(r"word/(header|footer)[0-9]*\.xml")
_PAGE_WORDS = re.compile(r"[\s0-9第页共/\-—－·]+")
_PICTURES = ("word/charts/", "word/diagrams/", "word/embeddings/", "word/afchunk")
_SHOWN = 30
_MAIN, _COMMENTS = "word/document.xml", "word/comments.xml"


def describe_beside(path: Path) -> tuple[str, ...]:
    """Return Chinese remarks about a .docx file that `read_docx` has read."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        parts = {
            name: archive.read(name) for name in names if name in {_MAIN, _COMMENTS} or _EDGE.fullmatch(name)
        }
    changes = len(_CHANGES.findall(parts.get(_MAIN, b"")))
    comments = len(_COMMENT.findall(parts.get(_COMMENTS, b"")))
    remarks = [
        *([f"有修订 {changes} 处，按全部接受后的文字核对"] if changes else []),
        *([f"有批注 {comments} 条，批注不核对"] if comments else []),
        *_describe_edges(parts),
    ]
    if any(name.lower().startswith(_PICTURES) for name in names):
        remarks.append("有图表或嵌入的对象，其中的数字不核对")
    return tuple(remarks)


def _describe_edges(parts: dict[str, bytes]) -> list[str]:
    """Return a remark on figures in headers and footers, page numbers aside."""
    said = set()
    for name, content in parts.items():
        text = (
            b"".join(_TEXT.findall(content)).decode("utf-8", "replace").strip()
            if _EDGE.fullmatch(name)
            else ""
        )
        if any(c.isdigit() for c in text) and not _PAGE_WORDS.fullmatch(text):
            said.add(text[:_SHOWN])
    return [f"页眉页脚里的文字不核对：“{text}”" for text in sorted(said)]
