"""Every text of a document asked for, repairs included, and nothing made of it: for writers that take notes.

What is asked is what a whole run would ask now; nobody takes over where there is no answer.
"""

from contextlib import suppress
from dataclasses import replace

from draft.document import Completion, Spec, Task
from draft.errors import EndpointError, Refused
from draft.pipeline.bench import Bench, Writer
from draft.pipeline.headings import align_headings
from draft.pipeline.options import Options
from draft.pipeline.plan import plan_tasks
from draft.pipeline.section import draft_section


async def ask_for_all(spec: Spec, writer: Writer, options: Options, *, parallel: bool = False) -> None:
    """Have `writer` asked for every text; one that it has no answer for is left out.

    Args:
        parallel: the headings are asked for first; without their answer nobody knows what else to ask.
    """
    try:
        aligned = await align_headings(spec, writer, fall_back=False) if parallel else spec
    except EndpointError:
        return
    bench = Bench(aligned, writer, _Nobody(), replace(options, fall_back=False))
    for task in plan_tasks(aligned, bench.options):
        with suppress(EndpointError):
            await draft_section(task, bench)


class _Nobody:
    """A writer that never writes."""

    name = "nobody"

    async def write(self, task: Task) -> Completion:
        raise Refused(f"没有答复（第{task.index + 1}节）")
