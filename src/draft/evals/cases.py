"""One line of `evals/cases/pairs/*.jsonl` → a faithful pair with gold links.

The prose carries its gold links as marks: ``[0|1505人]`` is a place that carries the words ``1505人`` of
fact 0; ``[0|182400元|18.24万元]`` carries ``182400元`` of fact 0, written ``18.24万元``.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from draft.errors import InputError

_MARK = re.compile(r"\[(?P<fact>[0-9]+)\|(?P<required>[^|\]]+)(?:\|(?P<written>[^|\]]+))?\]")
_CLAUSE_ENDS = "，。；！？\n"
_SENTENCE_ENDS = "。！？\n"
STYLES = ("near", "reordered", "free")
"""How freely the prose of a pair is written: a near copy, re-ordered, a free paraphrase."""
_METADATA = ("title", "issuer", "period", "date")


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A place in the prose and the fact whose quantity it carries.

    Attributes:
        required: the words of the fact.
        start: offset in the unmarked prose.
        end: one past the last character.
    """

    fact: int
    required: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Facts and prose that is faithful to them.

    Attributes:
        style: ``near`` copy, ``reordered`` or ``free`` paraphrase.
        links: in reading order, never overlapping.
        metadata: title, issuer, period, date as far as given.
    """

    id: str
    facts: tuple[str, ...]
    prose: str
    links: tuple[GoldLink, ...] = ()
    style: str = "near"
    metadata: dict[str, str] = field(default_factory=dict)

    def written(self, link: GoldLink) -> str:
        """Return the characters of the prose that carry `link`."""
        return self.prose[link.start : link.end]

    def clause(self, position: int) -> tuple[int, int]:
        """Return the span between punctuation marks around `position`, marks excluded."""
        return _stretch(self.prose, position, _CLAUSE_ENDS)

    def sentence(self, position: int) -> tuple[int, int]:
        """Return the span of the sentence around `position`, its end mark excluded."""
        return _stretch(self.prose, position, _SENTENCE_ENDS)

    def links_in(self, span: tuple[int, int]) -> list[GoldLink]:
        """Return the links that lie inside `span`."""
        return [link for link in self.links if span[0] <= link.start and link.end <= span[1]]


def _stretch(text: str, position: int, ends: str) -> tuple[int, int]:
    start = max((text.rfind(mark, 0, position) for mark in ends), default=-1) + 1
    stops = [stop for mark in ends if (stop := text.find(mark, position)) >= 0]
    return start, min(stops, default=len(text))


def parse_marked(marked: str) -> tuple[str, tuple[GoldLink, ...]]:
    """Return the prose without marks, and its links."""
    pieces: list[str] = []
    links: list[GoldLink] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        before = marked[at : mark.start()]
        words = mark["written"] or mark["required"]
        start = length + len(before)
        length = start + len(words)
        pieces += [before, words]
        links.append(GoldLink(int(mark["fact"]), mark["required"], start, length))
        at = mark.end()
    return "".join([*pieces, marked[at:]]), tuple(links)


def parse_pairs(lines: Iterable[str], place: str) -> Iterator[Pair]:
    """Yield the pairs of a JSONL file, `place` naming it in messages.

    Raises:
        InputError: a line is not a pair, or a link names words its fact does not hold.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            pair = _parse_pair(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{place}:{number}: 不是可用的样例（{error!r}），请对照 evals/README.md 修改"
            ) from error
        _refuse_broken_links(pair, f"{place}:{number}")
        yield pair


def _parse_pair(row: dict[str, object]) -> Pair:
    prose, links = parse_marked(str(row["prose"]))
    facts = row["facts"]
    if not isinstance(facts, list):
        raise TypeError("facts")
    metadata: dict[str, str] = {key: str(row[key]) for key in _METADATA if key in row}
    style = str(row.get("style", "near"))
    if style not in STYLES:
        raise ValueError(style)
    return Pair(str(row["id"]), tuple(map(str, facts)), prose, links, style, metadata)


def _refuse_broken_links(pair: Pair, place: str) -> None:
    for link in pair.links:
        if link.fact >= len(pair.facts) or link.required not in pair.facts[link.fact]:
            raise InputError(f"{place}: 第{link.fact}条要点里没有“{link.required}”，请改正标注")


Change = tuple[int, int, str]
"""Start, end and new characters."""


def apply_changes(pair: Pair, changes: Iterable[Change]) -> Pair:
    """Return the pair with `changes` made in its prose; links that a change cuts through are dropped."""
    links, prose, shift = list(pair.links), pair.prose, 0
    for start, end, new in sorted(changes):
        prose = prose[: start + shift] + new + prose[end + shift :]
        moved = (_moved(link, start + shift, end + shift, len(new)) for link in links)
        links = [link for link in moved if link]
        shift += len(new) - (end - start)
    return replace(pair, prose=prose, links=tuple(links))


def _moved(link: GoldLink, start: int, end: int, length: int) -> GoldLink | None:
    grown = length - (end - start)
    if link.end <= start:
        return link
    if link.start >= end:
        return replace(link, start=link.start + grown, end=link.end + grown)
    if link.start <= start and end <= link.end:
        return replace(link, end=link.end + grown)
    return None
