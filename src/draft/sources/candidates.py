"""Facts that a person still has to confirm, and how they are written as facts.yaml with their doubts."""

import re
from dataclasses import dataclass

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
    """Heading and facts; `depth` 0 for a first-level heading."""

    heading: str
    facts: tuple[Candidate, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """What came out of a source, before anybody confirmed it."""

    title: str
    sections: tuple[CandidateSection, ...]
    remarks: tuple[str, ...] = ()
    period: str = ""

    @property
    def doubtful(self) -> int:
        """How many facts carry a doubt."""
        return sum(bool(fact.doubts) for section in self.sections for fact in section.facts)


def render_facts_file(found: Import, origin: str) -> str:
    """Return a facts.yaml: every candidate with its address as id, every doubt as a comment above it."""
    lines = [f"# 由 {_one_line(origin)} 导入，请逐条确认后删去“请确认”的注释。"]
    lines += [f"# 请确认：{_one_line(remark)}" for remark in found.remarks]
    lines.append(f"title: {quote(found.title)}")
    if found.period:
        lines.append(f"period: {quote(found.period)}")
    lines.append("sections:")
    for section in found.sections:
        lines.append(f"  - heading: {quote(section.heading)}")
        lines.append("    facts:")
        for fact in section.facts:
            lines += [f"      # 请确认：{_one_line(doubt)}" for doubt in fact.doubts]
            lines += _fact_lines(fact)
    return "\n".join(lines) + "\n"


def quote(text: str) -> str:
    """Return `text` as a YAML scalar that reads back as exactly these characters."""
    text = _one_line(text)
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _fact_lines(fact: Candidate) -> list[str]:
    if not fact.address and not fact.source:
        return [f"      - {quote(fact.text)}"]
    lines = [f"      - text: {quote(fact.text)}"]
    if fact.address:
        lines.append(f"        id: {quote(fact.address)}")
    if fact.source:
        lines.append(f"        source: {quote(fact.source)}")
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())
