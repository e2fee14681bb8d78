"""A whole document: all sections at once, in their order, then one check of the rendered whole."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from draft.document import Draft, SectionDraft, Spec, Task
from draft.errors import EndpointError
from draft.fidelity import OPENING, Verdict, compare
from draft.pipeline.bench import Bench, Options, Writer
from draft.pipeline.section import draft_section
from draft.writers.builtin import own_sentence

Progress = Callable[[SectionDraft, int, int], None]
"""Called as each text is done: the draft, how many are done, how many there are."""

Render = Callable[[Draft], str]


async def expand(  # noqa: PLR0913  most of them for one kind of run
    spec: Spec,
    writer: Writer,
    embedded: Writer,
    *,
    render: Render,
    options: Options | None = None,
    only: Collection[int] | None = None,
    gate: asyncio.Semaphore | None = None,
    known: Mapping[int, SectionDraft] | None = None,
    progress: Progress = lambda _draft, _done, _total: None,
) -> Draft:
    """Return the whole document, checked.

    Args:
        writer: writes the sections.
        embedded: takes over where `writer` has no answer; may be the same object.
        render: the whole as text; the final check reads it from scratch.
        only: indices of the sections to write, -1 for the 导语; None for all.
        gate: bounds the sections in work over several documents; None for one of this document's own.
        known: texts by index, -1 for the 导语, that are not written again. The check of the whole judges them
            like all others; where it finds any fault, everything is written anew.

    Raises:
        EndpointError: the endpoint refuses, or gave no usable answer at all.
    """
    options = options or Options()
    bench = Bench(spec.ledger(), writer, embedded, options)
    tasks = [task for task in plan_tasks(spec, bench.options) if only is None or task.index in only]
    gate = gate or asyncio.Semaphore(bench.options.workers)
    drafts = await _write_all(
        [task for task in tasks if not known or task.index not in known], bench, gate, progress
    )
    if known:
        written = {draft.section.index if draft.section else OPENING: draft for draft in drafts}
        drafts = [written.get(task.index) or known[task.index] for task in tasks]
    _refuse_if_nothing_came(drafts, bench)
    draft = _assemble(spec, drafts, bench.options)
    document, verdict = _check_whole(draft, render, bench, only)
    if not verdict.ok and known:
        return await expand(
            spec, writer, embedded, render=render, options=options, only=only, gate=gate, progress=progress
        )
    if not verdict.ok:
        draft = _use_own_words(draft, _find_blamed(draft, document, verdict))
        document, verdict = _check_whole(draft, render, bench, only)
    return replace(draft, verdict=verdict)


def plan_tasks(spec: Spec, options: Options) -> list[Task]:
    """Return one task per text: the 导语, then every section that has facts or is to be led into."""
    sections = [
        Task(spec, part, length=options.lengths.get(part.index, options.length), density=options.density)
        for part in spec.walk()
        if part.facts or (options.leads and part.sections)
    ]
    return [Task(spec, None, length=options.lengths.get(OPENING, 0)), *sections]


async def _write_all(
    tasks: list[Task], bench: Bench, gate: asyncio.Semaphore, progress: Progress
) -> list[SectionDraft]:
    done = 0

    async def one(task: Task) -> SectionDraft:
        nonlocal done
        async with gate:
            draft = await draft_section(task, bench)
        done += 1
        progress(draft, done, len(tasks))
        return draft

    running = [asyncio.create_task(one(task)) for task in tasks]
    try:
        return list(await asyncio.gather(*running))
    except BaseException:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        raise


def _refuse_if_nothing_came(drafts: list[SectionDraft], bench: Bench) -> None:
    """A document written wholly by the embedded writer is not what was asked of an endpoint."""
    asked = [draft for draft in drafts if draft.section is None or draft.section.facts]
    if bench.writer.name != bench.embedded.name and asked and all(draft.failure for draft in asked):
        raise EndpointError(asked[0].failure)


def _assemble(spec: Spec, drafts: list[SectionDraft], options: Options) -> Draft:
    nothing = SectionDraft(None, "", Verdict(0, 0, 0))
    lead_in = next((draft for draft in drafts if draft.section is None), nothing)
    sections = tuple(
        draft for draft in drafts if draft.section is not None and (draft.text or draft.section.facts)
    )
    return Draft(spec, lead_in, sections, Verdict(0, 0, 0), run_in=options.run_in)


def _check_whole(
    draft: Draft, render: Render, bench: Bench, only: Collection[int] | None
) -> tuple[str, Verdict]:
    document = render(draft)
    return document, compare(
        bench.ledger, document, sections=only, allow_rounding=bench.options.allow_rounding
    )


def _find_blamed(draft: Draft, document: str, verdict: Verdict) -> frozenset[int]:
    """Return the sections that own a violation of the whole document, or in whose text it stands."""
    blamed = {violation.section for violation in verdict.violations if violation.section is not None}
    spans = [violation.span for violation in verdict.violations if violation.span]
    position = 0
    for text in (draft.lead_in, *draft.sections):
        for paragraph in filter(None, text.text.split("\n")):
            start = document.find(paragraph, position)
            if start < 0:
                continue
            position = start + len(paragraph)
            if any(start <= span[0] < position for span in spans):
                blamed.add(text.section.index if text.section else OPENING)
    return frozenset(blamed)


def _use_own_words(draft: Draft, blamed: frozenset[int]) -> Draft:
    """Return the draft with the facts' own words in every blamed section."""

    def own_words(text: SectionDraft) -> SectionDraft:
        if (text.section.index if text.section else OPENING) not in blamed:
            return text
        facts = text.section.facts if text.section else draft.spec.opening
        placed = tuple(range(len(facts)))
        return replace(text, text="".join(own_sentence(fact) for fact in facts), placed=placed)

    return replace(
        draft, lead_in=own_words(draft.lead_in), sections=tuple(own_words(text) for text in draft.sections)
    )


__all__ = ["Options", "Progress", "Writer", "expand"]
