"""Reads a written document back and proves that nothing of the checked text was lost on the way to paper."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from draft.errors import DocumentError

READ_BACK = frozenset({"md", "docx"})
"""Suffixes of the documents that carry the whole text and can be read."""

_SHOWN = 40
_END_MARKS = "。；：，."
"""A heading in the line of its text ends with a mark of its own."""


def prove_whole(path: Path, report: dict[str, Any]) -> None:
    """Read `path` back; every checked heading and paragraph must stand there, to the character, in its order.

    So the quantities are the same: none is lost, none differs.

    Raises:
        DocumentError: naming the first one that does not; this is a defect of the program.
    """
    from draft.cli.texts import read_document

    found = _letters(read_document(str(path)))
    position = 0
    for place, paragraph in _paragraphs(report):
        wanted = _letters(paragraph)
        start = found.find(wanted, position)
        if start < 0:
            raise DocumentError(
                f"{path}: 写好后读回核对，少了{place}的“{paragraph[:_SHOWN]}”。这是程序的缺陷，不是要点有错；"
                "此文件请勿使用，可改用 --format md，并请连同要点文件反馈。"
            )
        position = start + len(wanted)


def _letters(text: str) -> str:
    """Return the characters that are seen: white space may be laid out otherwise, hidden ones are dropped."""
    for hidden in (one for one in set(text) if unicodedata.category(one)[0] in "CZ"):
        text = text.replace(hidden, "")
    return text


def _paragraphs(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield where each checked heading and paragraph belongs, and its text."""
    for part in (report["lead_in"], *report["sections"]):
        place = f"第{part['index'] + 1}节《{part['heading']}》" if part["index"] >= 0 else "导语"
        if part["index"] >= 0 and part["text"].strip():
            yield place, part["heading"].strip().rstrip(_END_MARKS)
        for paragraph in part["text"].split("\n"):
            if paragraph.strip():
                yield place, paragraph
