"""Facts that a person still has to confirm, and how they are written as facts.yaml with their doubts."""

import re
from dataclasses import dataclass

from draft.sources.tally import Tally

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What a facts file may not hold because nobody sees it."""
OPENING = "导语"
"""Heading of what stands before the first heading of a document."""
_LOST = "\ufffd"
_LOST_MARK = "□"
_LABEL_ONLY = re.compile(r"[\s0-9一二三四五六七八九十百第部分章节、．.（()）：:；;。①-⑳]*")
_PLAIN = re.compile(r"[^\s#&*!|>'\"%@`{}\[\],?:\-][^#:\n]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One fact as a source states it.

    Attributes:
        address: where it stands, e.g. ``签约!B3:D3`` or ``第12段``.
        source: the department, where the source names it.
        doubts: Chinese, what a person must look at.
    """

    text: str
    address: str = ""
    source: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidateSection:
    """Heading and facts.

    Attributes:
        depth: 0 for a first-level heading.
        place: where the heading stands.
    """

    heading: str
    facts: tuple[Candidate, ...]
    depth: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """What came out of a source, before anybody confirmed it.

    Attributes:
        remarks: what a person must look at.
        repairs: what was set right on the way, none of it a digit.
        tally: what became of every number of the source.
    """

    title: str
    sections: tuple[CandidateSection, ...]
    remarks: tuple[str, ...] = ()
    period: str = ""
    repairs: tuple[str, ...] = ()
    tally: Tally | None = None
    issuer: str = ""
    recipient: str = ""
    date: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found that a reader could see."""
        return not any(_one_line(fact.text) for section in self.sections for fact in section.facts)

    @property
    def doubtful(self) -> int:
        """How many facts carry a doubt."""
        return sum(bool(fact.doubts) for section in self.sections for fact in section.facts)


def render_facts_file(found: Import, origin: str) -> str:
    """Return a facts.yaml: every candidate with its address as id, every doubt as a comment above it."""
    lines = [f"# 由 {_one_line(origin)} 导入，请逐条确认后删去“请确认”的注释。"]
    if found.tally:
        lines.append(f"# {found.tally.describe()}。")
        lines += [f"# 略去的{_one_line(said)}" for said in found.tally.list_left()]
    lines += [f"# 请确认：{_one_line(remark)}" for remark in found.remarks]
    lines.append(f"title: {quote(found.title) if _one_line(found.title) else '【请补标题】'}")
    named = {"issuer": found.issuer, "recipient": found.recipient, "period": found.period, "date": found.date}
    lines += [f"{key}: {quote(text)}" for key, text in named.items() if text]
    opening, sections = _part_opening(found.sections)
    if opening:
        lines += ["opening:", *(line for fact in opening for line in _list_lines(fact, "  "))]
    lines.append("sections:")
    lines += _section_lines(sections, "  ")
    if found.repairs:
        lines += ["", "# 整理记录（数值一律未改）："]
        lines += [f"# {_one_line(repair)}" for repair in found.repairs]
    return "\n".join(lines) + "\n"


def _part_opening(
    sections: tuple[CandidateSection, ...],
) -> tuple[list[Candidate], tuple[CandidateSection, ...]]:
    """Return the facts of what stands before the first heading, and the sections; these are never none."""
    first, rest = sections[:1], sections[1:]
    opens = any(part.heading == OPENING and not part.depth and not part.place for part in first)
    if opens and any(map(_visible, rest)):
        return _visible(first[0]), rest
    return [], sections


def _visible(section: CandidateSection) -> list[Candidate]:
    """Return the facts that hold something a reader sees."""
    return [fact for fact in section.facts if _one_line(fact.text)]


def _list_lines(fact: Candidate, indent: str) -> list[str]:
    """Return a fact as an item of a list, each doubt as a comment above it."""
    doubts = (
        *fact.doubts,
        *(("删去了看不见的字符，请对照原件",) if _HIDDEN.search(fact.text) else ()),
        *((f"有丢失的字，写作 {_LOST_MARK}",) if _LOST in fact.text else ()),
    )
    return [
        *(f"{indent}# 请确认：{_one_line(doubt)}" for doubt in doubts),
        *(f"{indent}{line}" for line in _fact_lines(fact)),
    ]


def _section_lines(sections: tuple[CandidateSection, ...], indent: str) -> list[str]:
    """Return the sections with what stands below each nested in it; a heading over nothing is left out."""
    lines: list[str] = []
    position = 0
    while position < len(sections):
        section = sections[position]
        facts = _visible(section)
        end = position + 1
        while end < len(sections) and sections[end].depth > section.depth:
            end += 1
        below = _section_lines(sections[position + 1 : end], indent + "    ")
        if facts or below:
            lines.append(f"{indent}- heading: {quote(_heading(section.heading))}")
        if facts:
            lines.append(f"{indent}  facts:")
        lines += [line for fact in facts for line in _list_lines(fact, f"{indent}    ")]
        if below:
            lines += [f"{indent}  sections:", *below]
        position = end
    return lines


def quote(text: str) -> str:
    """Return `text` as a YAML scalar that reads back as exactly these characters."""
    text = _one_line(text)
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _fact_lines(fact: Candidate) -> list[str]:
    if not fact.address and not fact.source:
        return [f"- {quote(fact.text)}"]
    lines = [f"- text: {quote(fact.text)}"]
    if fact.address:
        lines.append(f"  id: {quote(fact.address)}")
    if fact.source:
        lines.append(f"  source: {quote(fact.source)}")
    return lines


def _heading(text: str) -> str:
    """Return a heading that is more than a number: 一、 alone is taken for numbering."""
    return f"“{text}”部分" if _LABEL_ONLY.fullmatch(_one_line(text)) else text


def _one_line(text: str) -> str:
    return " ".join(_HIDDEN.sub("", text).replace(_LOST, _LOST_MARK).split())
