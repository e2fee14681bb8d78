"""A whole document: all sections at once, in their order, then one check of the rendered whole."""

import asyncio
from collections.abc import Callable, Collection, Mapping

from draft.document import Draft, SectionDraft, Spec, Task
from draft.errors import EndpointError
from draft.fidelity import OPENING
from draft.pipeline.bench import Bench, Writer
from draft.pipeline.options import Options
from draft.pipeline.plan import Render, assemble, judge_whole, plan_tasks
from draft.pipeline.section import draft_section
from draft.pipeline.whole import settle

Progress = Callable[[SectionDraft, int, int], None]
"""Called as each text is done: the draft, how many are done, how many there are."""


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
    bench = Bench(spec, writer, embedded, options)
    tasks = [task for task in plan_tasks(spec, bench.options) if only is None or task.index in only]
    gate = gate or asyncio.Semaphore(bench.options.seats)
    drafts = await _write_all(
        [task for task in tasks if not known or task.index not in known], bench, gate, progress
    )
    if known:
        written = {draft.section.index if draft.section else OPENING: draft for draft in drafts}
        drafts = [written.get(task.index) or known[task.index] for task in tasks]
    _refuse_if_nothing_came(drafts, bench)
    draft = judge_whole(assemble(spec, drafts, bench.options), render, bench.ledger, bench.options, only)
    if not draft.verdict.ok and known:
        return await expand(
            spec, writer, embedded, render=render, options=options, only=only, gate=gate, progress=progress
        )
    return await settle(draft, render, bench, only)


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
