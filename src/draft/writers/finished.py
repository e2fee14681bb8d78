"""The texts of a finished document as the cache keeps them: those that came out clean at the first draft.

They spare composing prompts and judging single sections, no more: whoever recalls them has the whole document
checked as if it had just been written.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import draft as program
from draft.document import Completion, Draft, Fate, Section, SectionDraft, Spec
from draft.fidelity import OPENING, Verdict


class Finished(NamedTuple):
    """What is known of a document.

    Attributes:
        texts: by index of the section, -1 for the 导语; those that took repairs are absent.
        doubts: places where the facts contradict each other.
    """

    texts: Mapping[int, SectionDraft]
    doubts: int


def describe_finished(draft: Draft, doubts: int) -> str:
    """Return the row of a document whose check was clean; an empty string where nothing is worth a row."""
    texts = [_describe(text) for text in (draft.lead_in, *draft.sections) if _is_plain(text)]
    if not texts or not draft.verdict.ok:
        return ""
    row = {"texts": texts, "doubts": doubts, "tool": program.__version__}
    return json.dumps(row, ensure_ascii=False)


def read_finished(row: str, spec: Spec) -> Finished:
    """Return what a row says of the document `spec`; anybody's program may have written the row.

    Raises:
        ValueError: it is not one of ours.
    """
    try:
        found = json.loads(row)
        sections = {section.index: section for section in spec.walk()}
        texts = [_read(text, sections, spec) for text in found["texts"]]
        return Finished(dict(texts), int(found["doubts"]))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise ValueError("里面有一条不是本程序写的记录") from None


def _is_plain(text: SectionDraft) -> bool:
    """True for one clean answer of a model, taken as it came."""
    untouched = not (text.rounds or text.placed or text.failure) and set(text.fates) <= {Fate()}
    return (
        untouched
        and text.verdict.ok
        and [completion.writer for completion in text.completions] == ["model"]
        and text.text == text.completions[0].text
    )


def _describe(text: SectionDraft) -> dict[str, Any]:
    (completion,) = text.completions
    return {
        "section": text.section.index if text.section else OPENING,
        "text": text.text,
        "model": completion.model,
        "prompt": completion.prompt,
        "usage": {name: count for name, count in completion.usage.items() if isinstance(count, int)},
        "verdict": [text.verdict.required, text.verdict.survived, text.verdict.written],
    }


def _read(row: Mapping[str, Any], sections: Mapping[int, Section], spec: Spec) -> tuple[int, SectionDraft]:
    index = int(row["section"])
    section = None if index == OPENING else sections[index]
    text, model, prompt = (_as_text(row[name]) for name in ("text", "model", "prompt"))
    usage = {str(name): int(count) for name, count in row["usage"].items()}
    required, survived, written = map(int, row["verdict"])
    draft = SectionDraft(
        section,
        text,
        Verdict(required, survived, written),
        completions=(Completion(text, "model", model, cached=True, usage=usage, prompt=prompt),),
        fates=tuple(Fate() for _ in (section.facts if section else spec.opening)),
    )
    return index, draft


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
