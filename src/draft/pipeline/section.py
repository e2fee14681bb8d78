"""One section: the first draft, at most some repair rounds, then the facts' own clauses.

What goes in: a task, a writer, the ledger. What comes out: a SectionDraft whose text passed the check,
or the best there is with its violations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from draft.document import Completion, SectionDraft, Task
from draft.errors import EndpointError
from draft.fidelity import Entry, Ledger, Verdict, compare
from draft.pipeline.splice import Span, find_touched, replace_sentences
from draft.writers.builtin import own_sentence

_PLACING_PASSES = 3


class Writer(Protocol):
    """Whatever turns a task into prose."""

    name: str

    async def write(self, task: Task) -> Completion:
        """Return the prose for `task`, or raise an EndpointError."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """How hard to try.

    Attributes:
        rounds: repair rounds asked of the writer before the program places clauses.
        workers: sections written at the same time.
        candidates: first drafts asked for; the cleanest is kept.
        allow_rounding: accept hedged rounding.
        fall_back: let the embedded writer take a section for which the endpoint has no answer.
        length: wished characters of each section, 0 for no wish.
        lengths: the same for single sections, by their index.
        density: wished density ``low``, ``middle``, ``high``, empty for no wish.
        lock: after failed repairs ask once more with every quantity a slot that the model cannot change.
        run_in: headings below the first level stand in the first line of their text.
    """

    rounds: int = 2
    workers: int = 2
    candidates: int = 1
    allow_rounding: bool = False
    fall_back: bool = True
    length: int = 0
    lengths: Mapping[int, int] = field(default_factory=dict)
    density: str = ""
    lock: bool = False
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Bench:
    """What every section of a run shares.

    Attributes:
        own: section → the ledger of its facts alone, made at the first check.
        locked: the writer behind slots for quantities, None where nobody wants it.
    """

    ledger: Ledger
    writer: Writer
    embedded: Writer
    options: Options
    own: dict[int, Ledger] = field(default_factory=dict)
    locked: Writer | None = None


@dataclass(frozen=True, slots=True)
class _Attempt:
    text: str
    verdict: Verdict
    completions: tuple[Completion, ...]
    rounds: int = 0
    locked: tuple[int, ...] = ()


async def draft_section(task: Task, bench: Bench) -> SectionDraft:
    """Return the prose of the task's section: checked, repaired, clauses placed where repair failed.

    Raises:
        EndpointError: the endpoint has no answer and `fall_back` is off.
    """
    failure = ""
    writer = bench.writer
    try:
        attempt = await _first_draft(task, bench, writer)
        attempt = await _repair(task, bench, attempt)
    except EndpointError as error:
        if not bench.options.fall_back or error.everybody:
            raise
        failure = str(error)
        attempt = await _first_draft(task, bench, bench.embedded)
    text, placed = place_clauses(task, bench, attempt.text, attempt.verdict)
    if not text:  # a 导语 that was nothing but invention
        attempt = await _first_draft(task, bench, bench.embedded)
        text, placed = place_clauses(task, bench, attempt.text, attempt.verdict)
    verdict = attempt.verdict if text == attempt.text else _check(task, bench, text)
    locked = tuple(fact for fact in attempt.locked if fact not in placed)
    return SectionDraft(
        task.section, text, verdict, attempt.rounds, placed, attempt.completions, failure, locked
    )


async def _first_draft(task: Task, bench: Bench, writer: Writer) -> _Attempt:
    best: _Attempt | None = None
    for candidate in range(bench.options.candidates if writer is bench.writer else 1):
        # Candidates ask for distinct answers: the attempt number is part of what is asked for.
        completion = await writer.write(replace(task, attempt=candidate * (bench.options.rounds + 1)))
        found = _Attempt(completion.text, _check(task, bench, completion.text, (completion,)), (completion,))
        if best is None or _badness(found.verdict) < _badness(best.verdict):
            best = replace(found, completions=(*(best.completions if best else ()), completion))
        else:
            best = replace(best, completions=(*best.completions, completion))
        if best.verdict.ok:
            break
    if best is None:
        raise ValueError("candidates must be at least 1")
    return best


async def _repair(task: Task, bench: Bench, attempt: _Attempt) -> _Attempt:
    """Ask for the broken sentences again; keep whichever text is better."""
    if bench.writer.name == bench.embedded.name:
        return attempt  # it would write the same again
    for number in range(1, bench.options.rounds + 1):
        if attempt.verdict.ok:
            break
        mended = await _mend(task, bench, attempt, bench.writer, number)
        if mended is None:
            return attempt  # what is there is kept; the program places the clauses that are still wrong
        attempt = mended
    return attempt if attempt.verdict.ok or bench.locked is None else await _lock(task, bench, attempt)


async def _lock(task: Task, bench: Bench, attempt: _Attempt) -> _Attempt:
    """Ask once more with slots for the quantities; keep whichever text is better."""
    if bench.locked is None:
        return attempt
    _, owed = _what_is_broken(task, attempt.text, attempt.verdict)
    mended = await _mend(task, bench, attempt, bench.locked, bench.options.rounds + 1)
    if mended is None or mended.text == attempt.text:
        return attempt
    return replace(mended, locked=owed)


async def _mend(task: Task, bench: Bench, attempt: _Attempt, writer: Writer, number: int) -> _Attempt | None:
    """Return the attempt with its broken sentences rewritten where that is better, None without an answer."""
    broken, _ = _what_is_broken(task, attempt.text, attempt.verdict)
    mend = ask_to_mend(replace(task, attempt=number), attempt.text, attempt.verdict)
    try:
        completion = await writer.write(mend)
    except EndpointError as error:
        if not bench.options.fall_back or error.everybody:
            raise
        return None
    text = replace_sentences(attempt.text, broken, completion.text)
    completions = (*attempt.completions, completion)
    verdict = _check(task, bench, text, completions)
    if _badness(verdict) < _badness(attempt.verdict):
        return _Attempt(text, verdict, completions, number)
    return replace(attempt, completions=completions, rounds=number)


def ask_to_mend(task: Task, text: str, verdict: Verdict) -> Task:
    """Return the task that asks for the broken sentences of `text` again, and for nothing else."""
    broken, owed = _what_is_broken(task, text, verdict)
    return replace(
        task,
        broken="\n".join(text[start:end] for start, end in broken),
        violations=verdict.violations,
        owed=owed,
    )


def place_clauses(task: Task, bench: Bench, text: str, verdict: Verdict) -> tuple[str, tuple[int, ...]]:
    """Return the text with the clauses of failing facts in place of the failing sentences, and which facts.

    Sentences that carry nothing but such facts go too, so that nothing is said twice. When some passes
    do not help, the whole section becomes its facts, each in its own words; where even these are not
    clean, so that the fault lies outside the section, the text stays as it was.
    """
    written, fault = text, _badness(verdict)
    placed: set[int] = set()
    for _ in range(_PLACING_PASSES):
        if verdict.ok:
            return text, tuple(sorted(placed))
        broken, owed = _what_is_broken(task, text, verdict)
        placed.update(owed)
        superfluous = _carry_only(task, text, verdict, placed)
        clauses = "".join(own_sentence(task.facts[index]) for index in sorted(placed))
        text = replace_sentences(text, {*broken, *superfluous}, clauses)
        verdict = _check(task, bench, text)
    if verdict.ok:
        return text, tuple(sorted(placed))
    plain = "".join(own_sentence(fact) for fact in task.facts)
    if _badness(_check(task, bench, plain)) < fault:
        return plain, tuple(range(len(task.facts)))
    return written, ()


def _what_is_broken(task: Task, text: str, verdict: Verdict) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """Return the sentences to rewrite and the facts the rewritten ones must carry."""
    errors = [violation for violation in verdict.violations if violation.severity == "error"]
    spans = [violation.span for violation in errors if violation.span]
    spans += [(v.written.start, v.written.end) for v in errors if v.written]
    broken = find_touched(text, spans)
    owed = {v.fact for v in errors if v.fact is not None and v.section == task.index}
    for link in verdict.links:
        if link.section == task.index and _inside(link.written.start, broken):
            owed.add(link.fact)
    counted = {link.fact for link in verdict.links if link.section == task.index}
    told = "".join(text[start:end] for start, end in broken)
    owed.update(n for n, fact in enumerate(task.facts) if n not in counted and _is_told(fact.text, told))
    return broken, tuple(sorted(owed))


def _is_told(fact: str, prose: str) -> bool:
    """True when most of the fact's pairs of characters stand in the prose; without numbers it has no link."""
    pairs = [fact[at : at + 2] for at in range(len(fact) - 1)]
    return 2 * sum(pair in prose for pair in pairs) > len(pairs)


def _carry_only(task: Task, text: str, verdict: Verdict, facts: set[int]) -> tuple[Span, ...]:
    """Return the sentences whose quantities all belong to `facts`."""
    carried: dict[Span, set[int]] = {}
    for link in verdict.links:
        for sentence in find_touched(text, [(link.written.start, link.written.end)]):
            carried.setdefault(sentence, set()).add(link.fact if link.section == task.index else -1)
    return tuple(sentence for sentence, owners in carried.items() if owners <= facts)


def _inside(position: int, spans: Sequence[Span]) -> bool:
    return any(start <= position < end for start, end in spans)


def _check(task: Task, bench: Bench, text: str, completions: Sequence[Completion] = ()) -> Verdict:
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


def _badness(verdict: Verdict) -> tuple[int, int]:
    """Order of preference: fewer wrong things first, then fewer missing."""
    missing = sum(1 for violation in verdict.violations if violation.kind == "omission")
    return (len(verdict.violations) - missing, missing)
