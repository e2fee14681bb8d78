"""What every section of a run shares: who writes, by what the text is judged, and how."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from draft.document import Completion, Spec, Task
from draft.fidelity import Entry, Ledger, Verdict, compare
from draft.pipeline.options import Options


class Writer(Protocol):
    """Whatever turns a task into prose."""

    name: str

    async def write(self, task: Task) -> Completion:
        """Return the prose for `task`, or raise an EndpointError."""
        ...


@dataclass(frozen=True, slots=True)
class Bench:
    """What every section of a run shares.

    Attributes:
        own: section → the ledger of its facts alone, made at the first check.
    """

    spec: Spec
    writer: Writer
    embedded: Writer
    options: Options
    own: dict[int, Ledger] = field(default_factory=dict)

    @property
    def ledger(self) -> Ledger:
        """All facts, read when the first text is there to be judged."""
        return self.spec.ledger()


def judge(task: Task, bench: Bench, text: str, completions: Sequence[Completion] = ()) -> Verdict:
    """Return what `text` made of the section's facts.

    A text that is clean by its own facts needs no licence from other sections, so these facts alone are
    asked first: asking all of them costs every section as much as the whole document. The whole is checked
    with all facts in the end.
    """
    if not bench.own:
        bench.own.update(_by_section(bench.ledger))
    alone = bench.own.get(task.index)
    verdict = _compare(alone, task, bench, text, completions) if alone else None
    if verdict is not None and verdict.ok:
        return verdict
    return _compare(bench.ledger, task, bench, text, completions)


def badness(verdict: Verdict) -> tuple[int, int]:
    """Order of preference: fewer wrong things first, then fewer missing."""
    errors = [violation for violation in verdict.violations if violation.severity == "error"]
    missing = sum(violation.kind == "omission" for violation in errors)
    return (len(errors) - missing, missing)


def _compare(
    ledger: Ledger, task: Task, bench: Bench, text: str, completions: Sequence[Completion]
) -> Verdict:
    return compare(
        ledger,
        text,
        sections={task.index},
        allow_rounding=bench.options.allow_rounding,
        example_texts=[shown for completion in completions for shown in completion.shown],
    )


def _by_section(ledger: Ledger) -> dict[int, Ledger]:
    """Return the ledger of each section that has facts: these, its heading, and the metadata of all."""
    entries: dict[int, list[Entry]] = {}
    for entry in ledger.entries:
        entries.setdefault(entry.section, []).append(entry)
    return {
        group.section: Ledger((group,), tuple(entries[group.section]), ledger.metadata)
        for group in ledger.groups
        if group.section in entries
    }
