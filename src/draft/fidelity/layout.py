"""A text → its sentences, each with its place: paragraph, heading or not, section of the facts it stands in.

Knows Markdown, numbered headings and plain paragraphs. Quantities are not looked at here.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_MARKDOWN_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t]+")
_NUMBERING = re.compile(
    r"[ \t\u3000]*(?:\*\*)?(?:第?[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|"
    r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）])"
)
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n+")
_CLAUSE_END = re.compile(r"[，；：。！？!?;\n]|,(?!\d{3})|:(?!\d)|——|…+")
_DECORATION = re.compile(r"[\s\u3000*_#`“”‘’\"'、，。；：:,.（）()《》【】\-—]+")
_HEADING_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, half-open, line ends excluded.

    Attributes:
        paragraph: number of the line it stands in.
        heading: True for a heading that stands alone on its line.
        section: section of the facts whose heading stands above, None where no heading matches.
    """

    start: int
    end: int
    paragraph: int
    heading: bool
    section: int | None = None


def find_sentences(text: str, headings: Sequence[tuple[int, str]] = ()) -> tuple[Sentence, ...]:
    """Return the sentences of `text`, in order; `headings` are (section, heading) of the facts."""
    known = {plain(heading): section for section, heading in headings if plain(heading)}
    found: list[Sentence] = []
    section: int | None = None
    start = 0
    for number, line in enumerate(text.split("\n")):
        end = start + len(line)
        alone = is_heading(line)
        title = _title_of(line)
        if title and title in known:
            section = known[title]
        if line.strip():
            bounds = [(start, end)] if alone else _split(text, start, end)
            found.extend(Sentence(a, b, number, alone, section) for a, b in bounds)
        start = end + 1
    return tuple(found)


def find_clause_ends(text: str) -> list[int]:
    """Return the offsets just after each mark that ends a clause, ascending; 、 is not one."""
    return [match.end() for match in _CLAUSE_END.finditer(text)]


def sentence_at(sentences: Sequence[Sentence], starts: Sequence[int], offset: int) -> int:
    """Return the index of the sentence that holds `offset` (or of the one before it)."""
    return max(0, min(bisect_right(starts, offset) - 1, len(sentences) - 1))


def is_heading(line: str) -> bool:
    """Return whether `line` is a heading that stands alone."""
    if _MARKDOWN_HEADING.match(line):
        return True
    body = line.strip(" \t\u3000*")
    if not body or len(body) > _HEADING_LENGTH or not _NUMBERING.match(line):
        return False
    return (
        body[-1] not in "；;，,：:" and "，" not in body[:-1] and "。" not in body[:-1] and body[-1] != "。"
    )


def plain(text: str) -> str:
    """Return `text` without marks and white space, for comparing headings."""
    return _DECORATION.sub("", text)


def _title_of(line: str) -> str:
    match = _MARKDOWN_HEADING.match(line)
    body = line[match.end() :] if match else line
    numbering = _NUMBERING.match(body)
    body = body[numbering.end() :] if numbering else body
    return plain(body.split("。")[0]) if len(body) <= 4 * _HEADING_LENGTH or numbering else ""


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    bounds, at = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        bounds.append((at, match.end()))
        at = match.end()
    if text[at:end].strip():
        bounds.append((at, end))
    return bounds
