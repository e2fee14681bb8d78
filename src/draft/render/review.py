"""The review page: one self-contained HTML file, facts on the left, prose on the right, every number linked.

Takes the document as text with the verdict on just that text: `draft expand` and `draft check` share it.
No network, no remote file; whatever comes from the user is escaped.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from draft.document import Fact, Spec
from draft.fidelity import OPENING, Verdict, Violation
from draft.numbers import Quantity, find_quantities
from draft.render.blanks import Blank
from draft.render.masks import find_masks

if TYPE_CHECKING:
    from jinja2 import Template

Address = tuple[int, int]
"""Section and fact."""

_LONGEST_SENTENCE = 400
_LEAD = re.compile(r"\*\*([^*]+)\*\*")
"""A heading that runs into its text, as the checked text writes it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a fact or of the prose that the page makes touchable.

    Attributes:
        kind: ``kept``, ``wrong``, ``invented`` or ``mask``.
        key: equal on both sides of a link; empty where there is no partner.
        words: what a tooltip says.
    """

    start: int
    end: int
    kind: str
    key: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked or plain."""

    text: str
    mark: Mark | None = None


def render_review(
    spec: Spec,
    document: str,
    verdict: Verdict,
    fates: Mapping[Address, str] | None = None,
    remarks: tuple[str, ...] = (),
    blanks: tuple[Blank, ...] = (),
) -> str:
    """Return the page.

    Args:
        document: the Markdown or plain text that `verdict` is about.
        fates: how each fact got into the text, in words, where there is something to say.
        remarks: lines about the run worth showing on top.
        blanks: what is still to be filled in.
    """
    sections, lines = _describe_facts(spec, verdict, fates or {}), _describe_lines(document, verdict)
    script, style = (_source(f"review.{suffix}") for suffix in ("js", "css"))
    return _page().render(
        title=spec.title,
        policy=f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'",
        script=script,
        style=style,
        verdict=verdict,
        sections=sections,
        sources=sorted({fact["source"] for section in sections for fact in section["facts"]} - {""}),
        lines=lines,
        first=_list_first(sections, lines),
        problems=[
            _describe_problem(violation, document) for violation in (*verdict.violations, *verdict.notes)
        ],
        remarks=remarks,
        blanks=[
            {
                "where": blank.where,
                "text": blank.text,
                "key": f"{blank.section}.{blank.fact}.{blank.start}",
                "section": "" if blank.section is None else blank.section,
            }
            for blank in blanks
        ],
    )


def _describe_facts(spec: Spec, verdict: Verdict, fates: Mapping[Address, str]) -> list[dict[str, Any]]:
    groups = [(OPENING, "导语", spec.opening)] if spec.opening else []
    groups += [(section.index, section.heading, section.facts) for section in spec.walk() if section.facts]
    return [
        {
            "index": index,
            "name": f"第{index + 1}节" if index != OPENING else "",
            "heading": heading,
            "facts": [
                _describe_fact(fact, (index, number), verdict, fates.get((index, number), ""))
                for number, fact in enumerate(facts)
            ],
        }
        for index, heading, facts in groups
    ]


def _describe_fact(fact: Fact, address: Address, verdict: Verdict, fate: str) -> dict[str, Any]:
    wrong = [v.message for v in verdict.violations if (v.section, v.fact) == address]
    return {
        "pieces": cut(fact.text, _fact_marks(fact.text, address, verdict)),
        "line": fact.line,
        "source": fact.source or "",
        "fate": fate,
        "wrong": wrong,
    }


def _list_first(sections: list[dict[str, Any]], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a reader should look at first, each kind with its count and where the page finds it."""
    facts = [fact for section in sections for fact in section["facts"]]
    marks = [piece.mark.kind for line in lines for piece in line["pieces"] if piece.mark]
    counted = (
        ("有误的要点", "wrong", sum(bool(fact["wrong"]) for fact in facts), "#facts li.wrong mark.wrong"),
        ("要点中没有", "invented", marks.count("invented"), "#prose mark.invented"),
        ("待填", "mask", marks.count("mask"), "#prose mark.mask"),
        ("由程序写入或重写过", "how", sum(bool(fact["fate"]) for fact in facts), "#facts li.fated mark"),
    )
    return [
        {"name": name, "kind": kind, "count": count, "selector": selector}
        for name, kind, count, selector in counted
        if count
    ]


def _fact_marks(text: str, address: Address, verdict: Verdict) -> list[Mark]:
    linked = {q.required.start for q in verdict.links if (q.section, q.fact) == address}
    wrong = {
        v.required.start: v.message
        for v in verdict.violations
        if v.required and (v.section, v.fact) == address
    }
    marks = []
    for quantity in find_quantities(text):
        key = _key(address, quantity)
        if quantity.start in wrong:
            marks.append(Mark(quantity.start, quantity.end, "wrong", key, wrong[quantity.start]))
        elif quantity.start in linked:
            kind = "mask" if quantity.kind == "placeholder" else "kept"
            marks.append(Mark(quantity.start, quantity.end, kind, key))
    return marks


def _describe_lines(document: str, verdict: Verdict) -> list[dict[str, Any]]:
    """Return the document's lines as headings or paragraphs of pieces."""
    marks = _prose_marks(document, verdict)
    lines: list[dict[str, Any]] = []
    offset = 0
    section = OPENING
    for line in document.split("\n"):
        stripped = line.lstrip("#")
        level = len(line) - len(stripped) if stripped.startswith(" ") else 0
        start = offset + (level + 1 if level else 0)
        lead = _LEAD.match(line)
        inside = [mark for mark in marks if start <= mark.start and mark.end <= offset + len(line)]
        section = _section_of(inside, section)
        if line.strip():
            lines.append(
                {
                    "level": level,
                    "lead": _cut_lead(document, inside, offset, lead) if lead else [],
                    "pieces": _cut_rest(document[: offset + len(line)], inside, start, lead),
                    "section": section,
                    "wrong": any(mark.kind in {"wrong", "invented"} for mark in inside),
                }
            )
        offset += len(line) + 1
    for heading, below in reversed(list(pairwise(lines))):
        if heading["level"]:  # a heading belongs to what stands beneath it
            heading["section"] = below["section"]
    return lines


def _cut_lead(document: str, marks: list[Mark], offset: int, lead: re.Match[str]) -> list[Piece]:
    """Return the pieces of the heading that runs into a line, without its asterisks."""
    start, end = offset + lead.start(1), offset + lead.end(1)
    return cut(document[start:end], [mark for mark in marks if mark.end <= end], start)


def _cut_rest(document: str, marks: list[Mark], start: int, lead: re.Match[str] | None) -> list[Piece]:
    """Return the pieces of a line, the last of `document`, behind the heading that runs into it."""
    if lead:
        start += lead.end()
    return cut(document[start:], [mark for mark in marks if mark.start >= start], start)


def _section_of(marks: list[Mark], default: int) -> int:
    keyed = [mark.key for mark in marks if mark.key]
    return int(keyed[0].split(".")[0]) if keyed else default


def _prose_marks(document: str, verdict: Verdict) -> list[Mark]:
    marks: dict[int, Mark] = {}
    for violation in verdict.violations:
        if violation.written:
            kind = "invented" if violation.fact is None else "wrong"
            marks[violation.written.start] = Mark(
                violation.written.start,
                violation.written.end,
                kind,
                _violation_key(violation),
                violation.message,
            )
    for link in verdict.links:
        key = _key((link.section, link.fact), link.required)
        written = link.written
        kind = "mask" if written.kind == "placeholder" else "kept"
        marks.setdefault(written.start, Mark(written.start, written.end, kind, key))
    for start, end in find_masks(document):
        marks.setdefault(start, Mark(start, end, "mask"))
    return _without_overlap(sorted(marks.values(), key=lambda mark: (mark.start, -mark.end)))


def _without_overlap(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def cut(text: str, marks: list[Mark], offset: int = 0) -> list[Piece]:
    """Return `text`, which begins at `offset` of the text the marks speak of, as marked and plain pieces."""
    pieces: list[Piece] = []
    position = 0
    for mark in marks:
        start, end = mark.start - offset, mark.end - offset
        pieces += [Piece(text[position:start]), Piece(text[start:end], mark)]
        position = end
    pieces.append(Piece(text[position:]))
    return [piece for piece in pieces if piece.text]


def _describe_problem(violation: Violation, document: str) -> dict[str, Any]:
    start, end = violation.span or (0, 0)
    left = max(document.rfind("。", 0, start), document.rfind("\n", 0, start)) + 1
    right = document.find("。", end)
    end_of_sentence = right + 1 if right >= 0 else len(document)
    if not violation.span or end_of_sentence - left > _LONGEST_SENTENCE:
        end_of_sentence = left  # nothing to quote, or the whole document
    written, required = violation.written, violation.required
    kind = "invented" if violation.fact is None else "wrong"
    marks = [Mark(written.start, written.end, kind)] if written and left <= written.start else []
    fact = [Mark(required.start, required.end, "wrong")] if required else []
    return {
        "kind": violation.kind,
        "severity": violation.severity,
        "message": violation.message,
        "fact": cut(violation.fact_text, fact) if violation.fact_text else [],
        "sentence": cut(document[left:end_of_sentence], marks, left),
        "key": _violation_key(violation),
        "section": violation.section,
    }


def _violation_key(violation: Violation) -> str:
    if violation.section is None or violation.fact is None or violation.required is None:
        return ""
    return _key((violation.section, violation.fact), violation.required)


def _key(address: Address, quantity: Quantity) -> str:
    return f"{address[0]}.{address[1]}.{quantity.start}"


@cache
def _page() -> "Template":
    """Return the template of the page, compiled once: that takes longer than filling it."""
    # jinja2 is loaded only for this form (start-up time).
    import jinja2  # noqa: PLC0415

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(_source("review.html.j2"))


@cache
def _source(name: str) -> str:
    return resources.files("draft.render").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
