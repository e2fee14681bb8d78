"""A text → its sentences, each with its place: paragraph, heading or not, section of the facts it stands in.

Knows Markdown, numbered headings and plain paragraphs. Quantities are not looked at here.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from draft.numbers.patterns import Pattern

_MARKDOWN_HEADING = Pattern(r"[ \t]*(#{1,6})[ \t]+")
_TITLE = Pattern(r"[ \t]*#[ \t]+(?![一二三四五六七八九十]{1,3}、|[（(]|\d)")
_NUMBERING = Pattern(
    r"[ \t\u3000]*(?:\*\*)?(?:第?[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|"
    r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）])"
)
_SENTENCE_END = Pattern(r"[。！？!?]+[”’」』）)]*|\n+")
_CLAUSE_END = Pattern(r"[，；：。！？!?;\n]|,(?!\d{3})|:(?!\d)|——|…+")
_DECORATION = Pattern(r"[\s\u3000*_#`“”‘’\"'、，。；：:,.（）()《》【】\-—]+")
_HEADING_LENGTH = 40
_LIKE = 0.5
"""Share of characters from which two headings are taken for one in other words."""


class Sentence(NamedTuple):
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
    lines = text.split("\n")
    alone = [is_heading(line) for line in lines]
    sections = _match_lines(lines, alone, headings) if headings else {}
    found: list[Sentence] = []
    section: int | None = None
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line)
        section = sections.get(number, section)
        if line.strip():
            bounds = [(start, end)] if alone[number] else _split(text, start, end)
            found.extend(Sentence(a, b, number, alone[number], section) for a, b in bounds)
        start = end + 1
    return tuple(found)


def _match_lines(
    lines: Sequence[str], alone: Sequence[bool], headings: Sequence[tuple[int, str]]
) -> dict[int, int]:
    titles = [_title_of(line) for line in lines]
    standing = [n for n, line in enumerate(lines) if alone[n] and not _TITLE.match(line)]
    return match_headings(titles, standing, headings)


def match_headings(
    titles: Sequence[str], alone: Sequence[int], headings: Sequence[tuple[int, str]]
) -> dict[int, int]:
    """Return line → section for every line that is a heading of the facts, worded anew or not.

    `titles` are the words of every line, `alone` the lines that stand alone as headings, the title left out.
    A heading with the same words is found wherever it stands; where several have them, in their order. Lines
    that stand alone between two such headings are the facts' headings between these, if there are as many
    of them; otherwise those that share most of their characters.
    """
    wanted = [(section, plain(heading)) for section, heading in headings]
    places: dict[str, list[int]] = {}
    for place, (_, title) in enumerate(wanted):
        if title:
            places.setdefault(title, []).append(place)
    found: dict[int, int] = {}
    last = -1
    for line, title in enumerate(titles):
        known = places.get(title) if title else None
        if known:
            last = found[line] = next((place for place in known if place > last), known[0])
    strange = [line for line in alone if titles[line] and line not in found]
    if strange and len(set(found.values())) < len(wanted):
        found |= _match_strange(strange, titles, found, [title for _, title in wanted])
    return {line: wanted[place][0] for line, place in found.items()}


def _match_strange(
    strange: Sequence[int], titles: Sequence[str], found: dict[int, int], wanted: Sequence[str]
) -> dict[int, int]:
    """Return line → place for headings in words that the facts do not have."""
    matched: dict[int, int] = {}
    used = set(found.values())
    anchors = [(-1, -1), *sorted(found.items()), (len(titles), len(wanted))]
    for (line, place), (next_line, next_place) in pairwise(anchors):
        new = [one for one in strange if line < one < next_line]
        left = [one for one in range(place + 1, next_place) if one not in used and wanted[one]]
        if len(new) == len(left):
            matched |= dict(zip(new, left, strict=True))
            continue
        for one in new:
            best = max(left, key=lambda p: _likeness(titles[one], wanted[p]), default=None)
            if best is not None and _likeness(titles[one], wanted[best]) >= _LIKE:
                matched[one] = best
                left = [p for p in left if p > best]
    return matched


def _likeness(one: str, other: str) -> float:
    """Return the share of the shorter title's characters that the other has too."""
    shorter, longer = sorted((one, other), key=len)
    return sum(character in longer for character in shorter) / len(shorter)


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
