"""What is done where only the rendered whole is not clean.

First the writer is asked once more for the sentences in fault, then the facts' clauses are placed where the
fault stands, then the facts' own words for the whole section; whatever does not help is undone.
"""

from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import replace
from functools import partial

from draft.document import Draft, SectionDraft, Task
from draft.fidelity import OPENING, Verdict, Violation
from draft.pipeline.bench import Bench, badness
from draft.pipeline.placing import place_once, tell_plainly
from draft.pipeline.plan import Render, judge_whole
from draft.pipeline.section import mend_once

_Shift = Callable[[tuple[int, int] | None], tuple[int, int] | None]
_Mend = Callable[[Task, SectionDraft, Verdict], Awaitable[SectionDraft]]
"""What makes another text of one that the whole blames, by the whole's verdict on it alone."""


async def settle(draft: Draft, render: Render, bench: Bench, only: Collection[int] | None) -> Draft:
    """Return a judged draft, mended where that makes its whole cleaner."""
    steps: tuple[_Mend, ...] = (
        partial(_ask_again, bench),
        _place_where_it_stands,
        partial(_use_own_words, bench, 0),
        partial(_use_own_words, bench, 1),
    )
    for mend in steps:
        if draft.verdict.ok:
            break
        mended = await _mend_blamed(draft, render(draft), mend)
        if mended is not draft:
            tried = judge_whole(mended, render, bench.ledger, bench.options, only)
            draft = tried if badness(tried.verdict) < badness(draft.verdict) else _undo(tried, draft)
    return draft


def _undo(tried: Draft, draft: Draft) -> Draft:
    """Return the draft as it was, with what was asked for in vain: it was asked and paid for."""

    def undo(new: SectionDraft, old: SectionDraft) -> SectionDraft:
        return replace(old, completions=new.completions, rounds=new.rounds)

    sections = map(undo, tried.sections, draft.sections)
    return replace(draft, lead_in=undo(tried.lead_in, draft.lead_in), sections=tuple(sections))


async def _mend_blamed(draft: Draft, document: str, mend: _Mend) -> Draft:
    """Return the draft with every text mended that the whole blames; the same where that changes nothing."""
    texts = []
    position = 0
    for text in (draft.lead_in, *draft.sections):
        spans, position = _find_paragraphs(text.text, document, position)
        index = text.section.index if text.section else OPENING
        local = _localise(draft.verdict, index, spans)
        texts.append(await mend(Task(draft.spec, text.section), text, local) if local.violations else text)
    lead_in, *sections = texts
    if all(new is old for new, old in zip(texts, (draft.lead_in, *draft.sections), strict=True)):
        return draft
    return replace(draft, lead_in=lead_in, sections=tuple(sections))


async def _ask_again(bench: Bench, task: Task, text: SectionDraft, local: Verdict) -> SectionDraft:
    """Return the text with its sentences in fault written once more by whoever wrote it."""
    itself = bench.writer.name == bench.embedded.name  # it would write the same again
    if itself or text.failure or not bench.options.rounds:
        return text
    return await mend_once(task, bench, text, local)


async def _place_where_it_stands(task: Task, text: SectionDraft, local: Verdict) -> SectionDraft:
    """Return the text with the facts' clauses in the place of the sentences in fault."""
    new, placed = place_once(task, text.text, local, frozenset(text.placed))
    return replace(text, text=new, placed=tuple(sorted(placed)))


async def _use_own_words(
    bench: Bench, form: int, task: Task, text: SectionDraft, _local: Verdict
) -> SectionDraft:
    """Return the text with the facts' own words, in one of two forms; a 导语 of the embedded writer."""
    if task.section is None:
        own = await bench.embedded.write(task)
        return replace(text, text=own.text, placed=(), completions=(*text.completions, own))
    return replace(text, text=tell_plainly(task.facts)[form], placed=tuple(range(len(task.facts))))


def _find_paragraphs(text: str, document: str, position: int) -> tuple[list[tuple[int, int, int]], int]:
    """Return start and end in the document and start in the text of each paragraph, and where they end."""
    spans: list[tuple[int, int, int]] = []
    start = 0
    for line in text.split("\n"):
        found = document.find(line, position) if line.strip() else -1
        if found >= 0:
            position = found + len(line)
            spans.append((found, position, start))
        start += len(line) + 1
    return spans, position


def _localise(verdict: Verdict, section: int, spans: list[tuple[int, int, int]]) -> Verdict:
    """Return what the verdict says of one section, with places in its own text; others are left out."""

    def shift(span: tuple[int, int] | None) -> tuple[int, int] | None:
        inside = next(((a, own) for a, b, own in spans if span and a <= span[0] < b), None)
        return (span[0] - inside[0] + inside[1], span[1] - inside[0] + inside[1]) if span and inside else None

    links = [
        replace(link, written=replace(link.written, start=place[0], end=place[1]))
        for link in verdict.links
        if (place := shift((link.written.start, link.written.end)))
    ]
    return replace(verdict, violations=tuple(_shifted(verdict, section, shift)), notes=(), links=tuple(links))


def _shifted(verdict: Verdict, section: int, shift: _Shift) -> Iterator[Violation]:
    for violation in verdict.violations:
        span = shift(violation.span)
        written = violation.written
        place = shift((written.start, written.end)) if written else None
        own = replace(written, start=place[0], end=place[1]) if written and place else None
        if violation.severity == "error" and (violation.section == section or span or own):
            yield replace(violation, span=span, written=own)
