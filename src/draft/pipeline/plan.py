"""What texts a document has, how they make a whole, and the whole out of texts that are all known already.

Nothing is written here and nobody is asked, so a document out of the memory loads neither loop nor repairs.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from draft.document import Draft, SectionDraft, Spec, Task
from draft.fidelity import OPENING, Ledger, Verdict, compare
from draft.pipeline.options import Options

Render = Callable[[Draft], str]


def plan_tasks(spec: Spec, options: Options) -> list[Task]:
    """Return one task per text: the 导语, then every section that has facts or is to be led into."""
    sections = [
        Task(spec, part, length=options.lengths.get(part.index, options.length), density=options.density)
        for part in spec.walk()
        if part.facts or (options.leads and part.sections)
    ]
    return [Task(spec, None, length=options.lengths.get(OPENING, 0)), *sections]


def assemble(spec: Spec, drafts: Collection[SectionDraft], options: Options) -> Draft:
    """Return the document made of these texts; its whole is not judged yet."""
    nothing = SectionDraft(None, "", Verdict(0, 0, 0))
    lead_in = next((draft for draft in drafts if draft.section is None), nothing)
    sections = tuple(
        draft for draft in drafts if draft.section is not None and (draft.text or draft.section.facts)
    )
    return Draft(spec, lead_in, sections, Verdict(0, 0, 0), run_in=options.run_in)


def judge_whole(
    draft: Draft, render: Render, ledger: Ledger, options: Options, only: Collection[int] | None
) -> Draft:
    """Return the draft with the verdict on its whole; `only` the facts of these sections are required."""
    verdict = compare(ledger, render(draft), sections=only, allow_rounding=options.allow_rounding)
    return replace(draft, verdict=verdict)


def recall_whole(
    spec: Spec,
    known: Mapping[int, SectionDraft],
    *,
    render: Render,
    options: Options,
    only: Collection[int] | None = None,
) -> Draft | None:
    """Return the document of known texts, its whole read from scratch and found clean.

    None where a text is missing or the check finds any fault: then it has to be written.
    """
    wanted = [task.index for task in plan_tasks(spec, options) if only is None or task.index in only]
    if not all(index in known for index in wanted):
        return None
    draft = assemble(spec, [known[index] for index in wanted], options)
    judged = judge_whole(draft, render, spec.ledger(), options, only)
    return judged if judged.verdict.ok else None
