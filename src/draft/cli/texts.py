"""Finished texts as people have them: .md, .txt, .docx or standard input, UTF-8 or GB18030."""

import sys
from collections.abc import Callable
from pathlib import Path

from draft.encoding import decode_chinese
from draft.errors import DocumentError, explain_os_error

STDIN = "-"
_WORD = ".docx"
_MARKDOWN = frozenset({".md", ".markdown"})


def read_document(name: str, *, untouched: bool = False, as_written: bool = False) -> str:
    """Return the text of a document, `-` for standard input.

    Args:
        untouched: keep every character as it is.
        as_written: keep the backslashes of Markdown, which are otherwise taken away from a .md file.

    Raises:
        DocumentError: it cannot be read or is no text.
    """
    if name == STDIN:
        return decode(sys.stdin.buffer.read(), "标准输入", untouched=untouched)
    path = Path(name)
    if path.suffix.lower() == _WORD:
        # Imported here: Word files are the exception, and their reader is heavy.
        from draft.sources.docx import read_docx

        if not is_file(path) and not is_folder(path):
            raise DocumentError(f"{path}: 没有这个文件。")
        if is_file(path):
            return read_docx(path)
    text = decode(read_bytes(path), str(path), untouched=untouched)
    if untouched or as_written or path.suffix.lower() not in _MARKDOWN or "\\" not in text:
        return text
    from draft.render.markdown import unescape_markdown

    return unescape_markdown(text)


def locate(name: str) -> tuple[Callable[[int], str], tuple[str, ...]]:
    """Return where a place of the text stands in a .docx file, and what the file holds beside that text.

    For any other document the place is empty and there is nothing to tell.
    """
    path = Path(name)
    if name == STDIN or path.suffix.lower() != ".docx":
        return (lambda _: ""), ()
    from draft.sources.docx import find_place, read_lines
    from draft.sources.word_remarks import describe_beside

    lines = read_lines(path)
    return (lambda offset: find_place(lines, offset)), describe_beside(path)


def hide_envelope(name: str, text: str) -> str:
    """Return the text with the lines of an official envelope blanked when it comes from a Word file.

    There the office itself has written 发文字号 and 印发日期; in any other text a number is checked wherever
    it stands.
    """
    if Path(name).suffix.lower() != _WORD:
        return text
    from draft.sources import envelope

    return envelope.hide_envelope(text)


def read_bytes(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        DocumentError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        if is_folder(path):
            raise DocumentError(f"{path}: 这是一个文件夹；请给出其中一个文件的路径。") from error
        raise DocumentError(f"{path}: 读不了（{explain_os_error(error)}）；请检查文件名和权限。") from error


def is_folder(path: Path) -> bool:
    """Return whether a folder stands there; a name that no system takes stands nowhere."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Return whether a file stands there, as `is_folder`."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def decode(content: bytes, name: str, *, untouched: bool = False) -> str:
    """Return `content` as text: UTF-8, or GB18030 as older office machines write.

    Args:
        untouched: leave the line ends as they are; without it all become line feeds.

    Raises:
        DocumentError: it is neither.
    """
    if b"\0" in content:
        raise DocumentError(f"{name}: 不是文本文件；可核对的有 .md、.txt、.docx。")
    try:
        text = decode_chinese(content)
    except UnicodeDecodeError:
        raise DocumentError(f"{name}: 既不是 UTF-8 也不是 GB18030 编码；请另存为 UTF-8。") from None
    return text if untouched else text.replace("\r\n", "\n").replace("\r", "\n")
