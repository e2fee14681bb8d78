"""One section: the first draft, at most some repair rounds, locks of the failing facts, their own clauses.

What goes in: a task, a writer, the ledger. What comes out: a SectionDraft whose text passed the check,
or the best there is with its violations.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from draft.document import Completion, Fate, SectionDraft, Task
from draft.errors import EndpointError
from draft.fidelity import Verdict
from draft.form import find_faults
from draft.pipeline.accepting import Judged, is_accepted
from draft.pipeline.aligning import Reading, read_answer
from draft.pipeline.bench import Bench, Writer, badness, judge
from draft.pipeline.locks import lock_facts, needed_level, unlock
from draft.pipeline.placing import ask_to_mend, find_broken, find_places, place_clauses
from draft.pipeline.splice import Span
from draft.pipeline.tidy import tidy_prose

_FREE: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A text with its verdict and history; `fates` of the facts that were rewritten at least once."""

    text: str
    verdict: Verdict
    completions: tuple[Completion, ...]
    rounds: int = 0
    fates: Mapping[int, Fate] = field(default_factory=dict)


async def draft_section(task: Task, bench: Bench) -> SectionDraft:
    """Return the prose of the task's section: checked, repaired, clauses placed where repair failed.

    Raises:
        EndpointError: the endpoint has no answer and `fall_back` is off.
    """
    if task.section and not task.section.facts:
        return await _lead(task, bench)
    failure = ""
    try:
        attempt = await _first_draft(task, bench, bench.writer)
        attempt = await _repair(task, bench, attempt)
    except EndpointError as error:
        if not bench.options.fall_back or error.everybody:
            raise
        failure = str(error)
        attempt = await _first_draft(task, bench, bench.embedded)
    text, placed = place_clauses(task, bench, attempt.text, attempt.verdict)
    if task.section is None and not (text and judge(task, bench, text).ok):
        own = await _first_draft(task, bench, bench.embedded)  # facts alone are no 导语
        attempt = replace(own, completions=(*attempt.completions, *own.completions), rounds=attempt.rounds)
        text, placed = place_clauses(task, bench, attempt.text, attempt.verdict)
    verdict = attempt.verdict if text == attempt.text else judge(task, bench, text)
    fates = tuple(attempt.fates.get(number, Fate()) for number in range(len(task.facts)))
    return SectionDraft(
        task.section, text, verdict, attempt.rounds, placed, attempt.completions, failure, fates
    )


async def mend_once(task: Task, bench: Bench, draft: SectionDraft, verdict: Verdict) -> SectionDraft:
    """Return the text after one more repair round, for what the check of the whole finds in it.

    Without an answer it stays as it is.
    """
    fates = dict(enumerate(draft.fates))
    attempt = _Attempt(draft.text, verdict, draft.completions, draft.rounds, fates)
    try:
        mended = await _mend(task, bench, attempt, _FREE)
    except EndpointError:
        return draft
    if mended is None:
        return draft
    return replace(
        draft,
        text=mended.text,
        verdict=draft.verdict if mended.text == draft.text else mended.verdict,
        rounds=mended.rounds,
        completions=mended.completions,
        fates=tuple(mended.fates.get(number, Fate()) for number in range(len(task.facts))),
    )


async def _lead(task: Task, bench: Bench) -> SectionDraft:
    """Return the few words that lead into sections below, or none when they are not clean.

    There are no facts to tell, so no model is asked: all it could add would be its own.
    """
    completion = await bench.embedded.write(task)
    verdict = judge(task, bench, completion.text)
    if not verdict.ok:
        return SectionDraft(task.section, "", judge(task, bench, ""), completions=(completion,))
    return SectionDraft(task.section, completion.text, verdict, completions=(completion,))


async def _first_draft(task: Task, bench: Bench, writer: Writer) -> _Attempt:
    """Return the cleanest of the wished number of first drafts; no more are asked for once one is faultless.

    Fewer violations come first, then fewer faults of form.
    """
    best: _Attempt | None = None
    least = (0, 0, 0)
    completions: tuple[Completion, ...] = ()
    candidates = bench.options.candidates if writer is bench.writer else 1
    for candidate in range(candidates):
        # Candidates ask for distinct answers: the attempt number is part of what is asked for.
        try:
            completion = await writer.write(replace(task, attempt=candidate * (bench.options.rounds + 1)))
        except EndpointError as error:
            if best is None or error.everybody:
                raise
            break  # one draft is there; that another has no answer changes nothing
        completions = (*completions, completion)
        text = completion.text if writer is bench.embedded else tidy_prose(completion.text)
        found = _Attempt(text, judge(task, bench, text, (completion,)), ())
        faults = (*badness(found.verdict), _count_faults(text) if candidates > 1 else 0)
        if best is None or faults < least:
            best, least = found, faults
        if not any(least):
            break
    if best is None:
        raise ValueError("candidates must be at least 1")
    return replace(best, completions=completions)


def _count_faults(text: str) -> int:
    return sum(finding.strength in {"规定", "一般"} for finding in find_faults(text))


async def _repair(task: Task, bench: Bench, attempt: _Attempt) -> _Attempt:
    """Ask for the broken sentences again, then with locked facts; keep whichever text is better."""
    if bench.writer.name == bench.embedded.name:
        return attempt  # it would write the same again
    for _ in range(bench.options.rounds):
        if attempt.verdict.ok:
            break
        mended = await _mend(task, bench, attempt, _FREE)
        if mended is None:
            return attempt  # what is there is kept; the program places the clauses that are still wrong
        attempt = mended
    return await _escalate(task, bench, attempt)


async def _escalate(task: Task, bench: Bench, attempt: _Attempt) -> _Attempt:
    """Ask again with the failing facts locked, each at the next level that can help it.

    One request per level at most; a fact that was left out in spite of its slots is not locked further.
    """
    tried: dict[int, int] = {}
    for _ in range(bench.options.lock):
        levels = {} if attempt.verdict.ok else _next_levels(task, attempt, tried, bench.options.lock)
        if not levels:
            break
        tried |= levels
        _, owed = find_broken(task, attempt.text, attempt.verdict)
        mended = await _mend(task, bench, attempt, {n: tried[n] for n in owed if n in tried})
        if mended is None:
            break
        attempt = mended
    return attempt


def _next_levels(task: Task, attempt: _Attempt, tried: Mapping[int, int], highest: int) -> dict[int, int]:
    """Return the failing facts for which there is a next lock level, and that level."""
    errors = [v for v in attempt.verdict.violations if v.severity == "error"]
    kinds: dict[int, set[str]] = {}
    for violation in errors:
        if violation.fact is not None and violation.section == task.index:
            kinds.setdefault(violation.fact, set()).add(violation.kind)
    if not kinds:  # an invention in their sentence: told with slots, they leave less room for it
        _, owed = find_broken(task, attempt.text, attempt.verdict)
        kinds = {number: {"invented"} for number in owed}
    levels = {
        number: max(tried.get(number, 0) + 1, needed_level(found))
        for number, found in kinds.items()
        if not (number in tried and found == {"omission"})
    }
    return {number: level for number, level in levels.items() if level <= highest}


async def _mend(task: Task, bench: Bench, attempt: _Attempt, levels: Mapping[int, int]) -> _Attempt | None:
    """Return the attempt with its broken sentences rewritten where that is better, None without an answer."""
    number = attempt.rounds + 1
    mend = ask_to_mend(replace(task, attempt=number), attempt.text, attempt.verdict)
    try:
        completion = await _ask(mend, bench, levels)
    except EndpointError as error:
        if not bench.options.fall_back or error.everybody:
            raise
        return None
    completions = (*attempt.completions, completion)
    mended = _splice(task, bench, attempt, completion)
    if mended is None:
        return replace(attempt, completions=completions, rounds=number)
    fates = {fact: Fate(levels.get(fact, 0), number) for fact in mend.owed}
    return _Attempt(*mended, completions, number, {**attempt.fates, **fates})


async def _ask(mend: Task, bench: Bench, levels: Mapping[int, int]) -> Completion:
    if not levels:
        return await bench.writer.write(mend)
    locked, slots = lock_facts(mend, levels)
    return unlock(await bench.writer.write(locked), slots)


def _splice(
    task: Task, bench: Bench, attempt: _Attempt, completion: Completion
) -> tuple[str, Verdict] | None:
    """Return the best of the texts that the answer may mean, None where none is acceptable."""
    start = (attempt.text, attempt.verdict)
    places = find_places(task, *start)
    reading = read_answer(attempt.text, places, tidy_prose(completion.text))
    completions = (*attempt.completions, completion)

    def better(text: str, than: Judged) -> Judged | None:
        judged = (text, judge(task, bench, text, completions))
        return judged if is_accepted(task, than, judged) else None

    best = _take_moves(reading, start, better)
    for whole in () if best[1].ok else reading.whole:
        best = better(whole, best) or best
    return None if best == start else best


def _take_moves(reading: Reading, start: Judged, better: Callable[[str, Judged], Judged | None]) -> Judged:
    """Return the text with all of the answer's sentences where that is good, else with those that are.

    What the answer leaves out goes where the rest does without it: an invention, two sentences made one.
    """
    spans = tuple(reading.moves)
    taken: tuple[Span, ...] = ()
    best = start
    for whole in (spans, (*spans, *reading.left_out)):
        if found := better(reading.apply(whole), best) if spans else None:
            taken, best = whole, found
    for span in () if best[1].ok else (*spans, *reading.left_out):
        if span not in taken and (found := better(reading.apply((*taken, span)), best)):
            taken, best = (*taken, span), found
    return best
