"""The texts of a finished document as the cache keeps them: those that came out clean at the first draft.

They spare composing prompts and judging single sections, no more: whoever recalls them has the whole document
checked as if it had just been written.
"""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

import draft as program
from draft.document import Completion, Draft, Fate, Section, SectionDraft, Spec
from draft.fidelity import Verdict


class _Row(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Text(_Row):
    section: int
    text: str
    model: str
    prompt: str
    usage: dict[str, int]
    required: int
    survived: int
    written: int


class _Finished(_Row):
    texts: list[_Text]
    doubts: int
    tool: str


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
    return _Finished(texts=texts, doubts=doubts, tool=program.__version__).model_dump_json()


def read_finished(row: str, spec: Spec) -> Finished:
    """Return what a row says of the document `spec`; anybody's program may have written the row.

    Raises:
        ValueError: it is not one of ours.
    """
    try:
        found = _Finished.model_validate_json(row)
    except ValidationError:
        raise ValueError("里面有一条不是本程序写的记录") from None
    sections = {section.index: section for section in spec.walk()}
    return Finished(
        {
            text.section: _read(text, sections.get(text.section), spec)
            for text in found.texts
            if text.section == -1 or text.section in sections
        },
        found.doubts,
    )


def _is_plain(text: SectionDraft) -> bool:
    """True for one clean answer of a model, taken as it came."""
    untouched = not (text.rounds or text.placed or text.failure) and set(text.fates) <= {Fate()}
    return (
        untouched
        and text.verdict.ok
        and [completion.writer for completion in text.completions] == ["model"]
        and text.text == text.completions[0].text
    )


def _describe(text: SectionDraft) -> _Text:
    (completion,) = text.completions
    return _Text(
        section=text.section.index if text.section else -1,
        text=text.text,
        model=completion.model,
        prompt=completion.prompt,
        usage={name: count for name, count in completion.usage.items() if isinstance(count, int)},
        required=text.verdict.required,
        survived=text.verdict.survived,
        written=text.verdict.written,
    )


def _read(text: _Text, section: Section | None, spec: Spec) -> SectionDraft:
    completion = Completion(
        text.text, "model", text.model, cached=True, usage=dict(text.usage), prompt=text.prompt
    )
    return SectionDraft(
        section,
        text.text,
        Verdict(text.required, text.survived, text.written),
        completions=(completion,),
        fates=tuple(Fate() for _ in (section.facts if section else spec.opening)),
    )
