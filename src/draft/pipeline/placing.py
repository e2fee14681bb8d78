"""What of a text is broken, and the last resort: the facts' own clauses in the place of broken sentences."""

from collections.abc import Sequence
from dataclasses import replace

from draft.document import Task
from draft.fidelity import Verdict
from draft.pipeline.bench import Bench, badness, judge
from draft.pipeline.splice import Span, find_touched, replace_sentences, widen
from draft.writers.builtin import own_sentence

_PASSES = 3


def ask_to_mend(task: Task, text: str, verdict: Verdict) -> Task:
    """Return the task that asks for the broken sentences of `text` again, and for nothing else."""
    broken, owed = find_broken(task, text, verdict)
    return replace(
        task,
        broken="\n".join(text[start:end] for start, end in broken),
        violations=tuple(v for v in verdict.violations if v.severity == "error"),
        owed=owed,
    )


def place_clauses(task: Task, bench: Bench, text: str, verdict: Verdict) -> tuple[str, tuple[int, ...]]:
    """Return the text with the clauses of failing facts in place of the failing sentences, and which facts.

    Sentences that carry nothing but such facts go too, so that nothing is said twice. When some passes
    do not help, the whole section becomes its facts, each in its own words; where even these are not
    clean, so that the fault lies outside the section, the text stays as it was.
    """
    written, fault = text, badness(verdict)
    placed: set[int] = set()
    for _ in range(_PASSES):
        if verdict.ok:
            return text, tuple(sorted(placed))
        broken, owed = find_broken(task, text, verdict)
        superfluous = _carry_only(task, text, verdict, placed | set(owed))
        if len({*widen(text, broken), *superfluous}) > 1:  # an item taken out alone would leave a gap
            broken = widen(text, broken)
            owed = _find_owed(task, text, verdict, broken)
            superfluous = _carry_only(task, text, verdict, placed | set(owed))
        placed.update(owed)
        clauses = "".join(own_sentence(task.facts[index]) for index in sorted(placed))
        text = replace_sentences(text, {*broken, *superfluous}, clauses)
        verdict = judge(task, bench, text)
    if verdict.ok:
        return text, tuple(sorted(placed))
    plain = "".join(own_sentence(fact) for fact in task.facts)
    if badness(judge(task, bench, plain)) < fault:
        return plain, tuple(range(len(task.facts)))
    return written, ()


def find_broken(task: Task, text: str, verdict: Verdict) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """Return the sentences to rewrite and the facts the rewritten ones must carry."""
    errors = [violation for violation in verdict.violations if violation.severity == "error"]
    spans = [violation.span for violation in errors if violation.span]
    spans += [(v.written.start, v.written.end) for v in errors if v.written]
    broken = find_touched(text, spans)
    return broken, _find_owed(task, text, verdict, broken)


def _find_owed(task: Task, text: str, verdict: Verdict, broken: Sequence[Span]) -> tuple[int, ...]:
    """Return the facts that fail and those that these sentences carry."""
    errors = [violation for violation in verdict.violations if violation.severity == "error"]
    owed = {v.fact for v in errors if v.fact is not None and v.section == task.index}
    for link in verdict.links:
        if link.section == task.index and _inside(link.written.start, broken):
            owed.add(link.fact)
    counted = {link.fact for link in verdict.links if link.section == task.index}
    told = "".join(text[start:end] for start, end in broken)
    owed.update(n for n, fact in enumerate(task.facts) if n not in counted and _is_told(fact.text, told))
    return tuple(sorted(owed))


def _is_told(fact: str, prose: str) -> bool:
    """True when most of the fact's pairs of characters stand in the prose; without numbers it has no link."""
    pairs = [fact[at : at + 2] for at in range(len(fact) - 1)]
    return 2 * sum(pair in prose for pair in pairs) > len(pairs)


def _carry_only(task: Task, text: str, verdict: Verdict, facts: set[int]) -> tuple[Span, ...]:
    """Return the sentences whose quantities all belong to `facts`."""
    carried: dict[Span, set[int]] = {}
    for link in verdict.links:
        for sentence in widen(text, [(link.written.start, link.written.end)]):
            carried.setdefault(sentence, set()).add(link.fact if link.section == task.index else -1)
    return tuple(sentence for sentence, owners in carried.items() if owners <= facts)


def _inside(position: int, spans: Sequence[Span]) -> bool:
    return any(start <= position < end for start, end in spans)
