"""What was imported → as many facts files as it needs, each within what the reader of facts files takes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from draft.sources.candidates import Candidate, CandidateSection, Import

_SPARE = 200  # bytes of keys and indentation a fact may need
_BREAK = re.compile(r"(?<=[。；;！？])|(?<=[，、,])")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one facts file may hold.

    Attributes:
        facts: how many.
        characters: of one fact.
        size: bytes of the file; a part of it is kept for remarks.
    """

    facts: int
    characters: int
    size: int


def split_import(found: Import, limits: Limits) -> tuple[Import, ...]:
    """Return the import in parts that can be read back, usually one; remarks stand in the first."""
    sections = [replace(section, facts=tuple(_shorten(section.facts, limits))) for section in found.sections]
    parts = [tuple(part) for part in _pack(sections, limits)]
    if len(parts) <= 1:
        return (_bound(replace(found, sections=tuple(sections)), limits),)
    return tuple(
        _bound(
            replace(
                found,
                title=f"{found.title}（第{number}部分）",
                sections=part,
                remarks=found.remarks if number == 1 else (),
                repairs=found.repairs if number == 1 else (),
                tally=found.tally if number == 1 else None,
            ),
            limits,
        )
        for number, part in enumerate(parts, 1)
    )


def _bound(found: Import, limits: Limits) -> Import:
    """Return the import with no more remarks than a quarter of the file takes."""
    return replace(
        found,
        remarks=_first(found.remarks, limits.size // 8),
        repairs=_first(found.repairs, limits.size // 8),
    )


def _first(lines: tuple[str, ...], size: int) -> tuple[str, ...]:
    for count, line in enumerate(lines):
        size -= len(line.encode(errors="replace")) + _SPARE
        if size < 0:
            return (*lines[:count], f"……另有 {len(lines) - count} 处，没有列出")
    return lines


def _shorten(facts: tuple[Candidate, ...], limits: Limits) -> Iterator[Candidate]:
    """Yield the facts; one that is too long comes in pieces, cut behind a mark where there is one."""
    for fact in facts:
        if len(fact.text) <= limits.characters:
            yield fact
            continue
        for number, piece in enumerate(_cut(fact.text, limits.characters), 1):
            address = f"{fact.address}（{number}）" if fact.address else ""
            doubts = (*fact.doubts, f"原文太长，分成了几条，这是第 {number} 条")
            yield replace(fact, text=piece, address=address, doubts=doubts)


def _cut(text: str, most: int) -> Iterator[str]:
    current = ""
    for piece in _BREAK.split(text):
        if current and len(current) + len(piece) > most:
            yield current
            current = ""
        current += piece
        while len(current) > most:
            yield current[:most]
            current = current[most:]
    if current.strip():
        yield current


def _pack(sections: list[CandidateSection], limits: Limits) -> Iterator[list[CandidateSection]]:
    """Yield lists of sections within the limits; a section that is cut goes on under its headings."""
    part: list[CandidateSection] = []
    open_: dict[int, CandidateSection] = {}
    facts = size = 0
    for section in sections:
        open_ = {depth: above for depth, above in open_.items() if depth < section.depth}
        open_[section.depth] = replace(section, facts=())
        kept: list[Candidate] = []
        for fact in section.facts:
            more = _size(fact)
            if facts + 1 > limits.facts or size + more > limits.size // 2:
                yield [*part, replace(section, facts=tuple(kept))]
                part, kept, facts, size = [above for _, above in sorted(open_.items())][:-1], [], 0, 0
            kept.append(fact)
            facts, size = facts + 1, size + more
        part.append(replace(section, facts=tuple(kept)))
    yield part


def _size(fact: Candidate) -> int:
    return _SPARE + sum(
        len(text.encode(errors="replace")) + _SPARE
        for text in (fact.text, fact.address, fact.source, *fact.doubts)
    )
