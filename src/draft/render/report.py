"""A Draft as a report: what became of every fact, in JSON for machines and for the review page."""

from typing import Any

from draft.document import PLACED, Completion, Draft, Fact, Fate, SectionDraft
from draft.form import find_faults, measure_manner
from draft.render.blanks import find_blanks
from draft.render.markdown import render_text
from draft.render.paper import Paper

_LEVELS = {
    1: "数字由程序填入",
    2: "数字连同限定词、增减由程序填入",
    3: "数字连同所说对象由程序填入",
    PLACED: "按要点原文落位",
}
"""What of a fact the writer did not have in hand, by level."""


def render_report(draft: Draft, run: dict[str, Any], paper: Paper | None = None) -> dict[str, Any]:
    """Return the report of one run.

    `run` says what only the command line knows: version, writer, endpoint, files.
    The ``check`` part has the shape of `draft check --json`.
    """
    return {
        **run,
        "title": draft.spec.title,
        "ok": draft.verdict.ok,
        "counts": count_quantities(draft),
        "lead_in": _describe(draft.lead_in, draft.spec.opening, draft),
        "sections": [
            _describe(text, text.section.facts, draft) for text in draft.sections if text.section is not None
        ],
        "blanks": [blank.to_json() for blank in find_blanks(draft, paper)],
        "form": describe_form(render_text(draft), draft.spec.words()),
        "check": draft.verdict.to_json(),
    }


def describe_form(text: str, material: str | None = None) -> dict[str, Any]:
    """Return what is to be said of a text's form and manner; `material` is the facts as one text."""
    manner = measure_manner(text)
    return {
        "findings": [
            {
                "rule": finding.rule,
                "strength": finding.strength,
                "message": finding.message,
                "text": finding.text,
                "span": list(finding.span),
                "fixable": finding.fixable,
            }
            for finding in find_faults(text, material)
        ],
        "characters": manner.characters,
        "empty_share": round(manner.empty_share, 4),
        "repeated_verbs": dict(manner.repeated_verbs),
        "longest_sentence": manner.longest,
        "mean_sentence": round(manner.mean, 1),
        "density": round(manner.density, 1),
    }


def count_quantities(draft: Draft) -> dict[str, int]:
    """Return the figures a user wants first."""
    invented = [v for v in draft.verdict.violations if v.fact is None and v.severity == "error"]
    texts = (draft.lead_in, *draft.sections)
    return {
        "sections": len(draft.sections),
        "facts": sum(len(text.section.facts) for text in draft.sections if text.section)
        + len(draft.spec.opening),
        "required": draft.verdict.required,
        "survived": draft.verdict.survived,
        "invented": len(invented),
        "violations": len(draft.verdict.violations),
        "repaired": sum(text.rounds > 0 for text in texts),
        "placed": sum(len(text.placed) for text in texts),
        "requests": sum(c.requests for text in texts for c in text.completions),
        "cached": sum(c.cached for text in texts for c in text.completions),
    }


def _describe(text: SectionDraft, facts: tuple[Fact, ...], draft: Draft) -> dict[str, Any]:
    section = text.section
    index = section.index if section else -1
    return {
        "index": index,
        "heading": section.heading if section else "",
        "role": section.role if section else "导语",
        "text": text.text,
        "ok": text.verdict.ok,
        "rounds": text.rounds,
        "failure": text.failure,
        "facts": [_fate(number, fact, text) for number, fact in enumerate(facts)],
        "completions": [_provenance(completion) for completion in text.completions],
        "violations": [v.to_json() for v in draft.verdict.violations if v.section == index],
    }


def fates_of(draft: Draft) -> dict[tuple[int, int], str]:
    """Return by (section, fact) how it got into the text, in words; nothing for what was right at once."""
    return {
        (text.section.index if text.section else -1, number): tell_fate(text.fate(number))
        for text in (draft.lead_in, *draft.sections)
        for number in range(len(text.section.facts if text.section else draft.spec.opening))
    }


def tell_fate(fate: Fate) -> str:
    """Return how a fact got into the text, as a person says it."""
    after = f"，第{fate.rounds}轮" if fate.rounds else ""
    if fate.level:
        return f"{_LEVELS[fate.level]}{after}"
    return f"第{fate.rounds}轮重写后相符" if fate.rounds else ""


def _how(number: int, text: SectionDraft) -> str:
    fate = text.fate(number)
    if fate.level == PLACED:
        return "placed"
    if fate.level:
        return "locked"
    return "repaired" if fate.rounds else "written"


def _fate(number: int, fact: Fact, text: SectionDraft) -> dict[str, Any]:
    return {
        "text": fact.text,
        "line": fact.line,
        "id": fact.id,
        "source": fact.source,
        "status": fact.status,
        "how": _how(number, text),
        "level": f"L{text.fate(number).level}",
        "rounds": text.fate(number).rounds,
    }


def _provenance(completion: Completion) -> dict[str, Any]:
    return {
        "writer": completion.writer,
        "model": completion.model,
        "prompt": completion.prompt,
        "cached": completion.cached,
        "requests": completion.requests,
        "seconds": round(completion.seconds, 3),
        "usage": completion.usage,
        "remarks": list(completion.remarks),
    }
