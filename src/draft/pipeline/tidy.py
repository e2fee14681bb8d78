"""A model's prose → the same prose in proper form: marks, spaces, stray markup; no quantity changes.

What is only untidy is mended here, so that no repair round is spent on it. Every step is undone when the
quantities read differently after it.
"""

import re
from collections.abc import Callable

from draft.form import fix_form, read_quantities
from draft.pipeline.splice import find_sentences

_MATHS = re.compile(r"\$([0-9０-９.,%％\\\s万亿+\-×/]{1,30})\$|\\\(([0-9.,%％\\\s]{1,30})\\\)")
_LABEL = re.compile(r"(?m)(?:^|(?<=[。；]))[ \t]*(?:事实|要点)\s*[0-9一二三四五六七八九十]{1,3}\s*[：:]\s*")
_GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_UNENDED = re.compile(r"(?<=[一-鿿0-9%％”’）》])$|[，、；,;]$", re.MULTILINE)
_LISTED = re.compile(
    r"[ \t　]*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[0-9]{1,2}[.．、）]|[（(][0-9]{1,2}[）)]|[①-⑳])"
)
_PARAGRAPH = 260
"""Characters from which a paragraph closes before the next sentence."""


def tidy_prose(text: str) -> str:
    """Return the prose of a section in proper form, paragraphs separated by line ends."""
    text = _MATHS.sub(lambda m: (m.group(1) or m.group(2)).replace("\\", "").strip(), text)
    for step in _STEPS:
        tidied = step(text)
        if tidied != text and read_quantities(tidied) == read_quantities(text):
            text = tidied
    return text


def _without_labels(text: str) -> str:
    return _LABEL.sub("", text)


def _without_grouping(text: str) -> str:
    return _GROUPED.sub(lambda m: m.group().replace(",", ""), text)


def _in_form(text: str) -> str:
    return fix_form(text)[0]


def _ended(text: str) -> str:
    """Return the text with a full stop at the end of every paragraph that has none."""
    lines = filter(None, (line.strip() for line in text.split("\n")))
    return "\n".join(_UNENDED.sub("。", line, count=1) for line in lines)


def _in_paragraphs(text: str) -> str:
    """Return the text with paragraphs of one sentence each joined: a fact is no paragraph."""
    joined: list[str] = []
    open_for_more = False
    for line in filter(None, (part.strip() for part in text.split("\n"))):
        alone = len(find_sentences(line)) == 1 and line.endswith("。") and not _LISTED.match(line)
        if alone and open_for_more and len(joined[-1]) + len(line) <= _PARAGRAPH:
            joined[-1] += line
        else:
            joined.append(line)
        open_for_more = alone
    return "\n".join(joined)


_STEPS: tuple[Callable[[str], str], ...] = (
    _without_labels,
    _without_grouping,
    _in_form,
    _ended,
    _in_paragraphs,
)
