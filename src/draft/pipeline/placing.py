"""What of a text is to be rewritten, and the last resort: the facts' own clauses in place of broken parts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from draft.document import Fact, Task
from draft.fidelity import Verdict
from draft.pipeline.aligning import Place
from draft.pipeline.bench import Bench, badness, judge
from draft.pipeline.splice import (
    Span,
    close_ranks,
    count_disorder,
    is_item,
    replace_clauses,
    replace_each,
    widen,
)
from draft.pipeline.told import Told, is_told

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


def find_broken(task: Task, text: str, verdict: Verdict) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """Return the sentences to rewrite, or one item of a list alone, and the facts the new ones must carry."""
    told = Told(task, text, verdict)
    item = len(told.broken) == 1 and task.section is not None
    broken = tuple(told.broken) if item else widen(text, told.broken)
    inside = [part for part in told.parts if any(a <= part[0] and part[1] <= b for a, b in broken)]
    return broken, tuple(sorted(told.failing | told.facts_in(inside)))


def find_places(task: Task, text: str, verdict: Verdict) -> tuple[Place, ...]:
    """Return where an answer to the request is to go, numbered as its sentences are, and what belongs there.

    Facts that are nowhere in the text follow, each where it is to be told.
    """
    told = Told(task, text, verdict)
    broken, owed = find_broken(task, text, verdict)
    standing = {span: {fact for fact in owed if told.stands_in(fact, span)} for span in broken}
    nowhere = sorted(set(owed).difference(*standing.values()))
    places = [
        Place(span, tuple(task.facts[fact].text for fact in sorted(facts)))
        for span, facts in standing.items()
    ]
    for home, facts in groupby(nowhere, key=told.home_of):
        places.append(Place((home, home), tuple(task.facts[fact].text for fact in facts)))
    return tuple(places)


def place_clauses(task: Task, bench: Bench, text: str, verdict: Verdict) -> tuple[str, tuple[int, ...]]:
    """Return the text with the clauses of failing facts in place of the failing sentences, and which facts.

    Where the text is clean and whole without the failing sentences, they only go: an invention, the same
    thing said wrongly once more. Sentences that carry nothing but failing facts go too, so that nothing is
    said twice. When some passes do not help, the whole section becomes its facts, each in its own words;
    where even these are not clean, so that the fault lies outside the section, the text stays as it was. So
    does a 导语: facts alone are none.
    """
    written, fault = text, badness(verdict)
    placed: frozenset[int] = frozenset()
    for _ in range(_PASSES):
        if verdict.ok:
            return text, tuple(sorted(placed))
        shorter = _without_broken(task, bench, text, verdict)
        if shorter:
            return shorter, tuple(sorted(placed))
        text, placed = place_once(task, text, verdict, placed)
        verdict = judge(task, bench, text)
    if verdict.ok:
        return text, tuple(sorted(placed))
    for plain in tell_plainly(task.facts) if task.section else ():
        if badness(judge(task, bench, plain)) < fault:
            return plain, tuple(range(len(task.facts)))
    return written, ()


def tell_plainly(facts: Sequence[Fact]) -> tuple[str, str]:
    """Return the facts as sentences in proper form, and to the letter as they stand in the file."""
    letter = (f"{fact.text.strip().rstrip('。；;')}。" for fact in facts)
    return "".join(map(_spell, facts)), "".join(letter)


def _spell(fact: Fact) -> str:
    from draft.writers.builtin import own_sentence  # noqa: PLC0415  its patterns take 0.1 s to load

    return own_sentence(fact)


def _without_broken(task: Task, bench: Bench, text: str, verdict: Verdict) -> str:
    """Return the text without its failing sentences where nothing is lost with them, else an empty text."""
    told = Told(task, text, verdict)
    broken = widen(text, told.broken) if task.section else tuple(told.broken)
    words = "".join(text[start:end] for start, end in broken)
    counted = {e.fact for e in bench.ledger.entries if e.section == task.index and e.quantities}
    if not broken or any(n not in counted and is_told(f.text, words) for n, f in enumerate(task.facts)):
        return ""
    shorter = _put(task, text, dict.fromkeys(broken, ""))
    return shorter if shorter and judge(task, bench, shorter).ok else ""


def place_once(task: Task, text: str, verdict: Verdict, placed: frozenset[int]) -> tuple[str, frozenset[int]]:
    """Return the text with the clauses of the failing facts in it, and all facts placed so far."""
    told = Told(task, text, verdict)
    broken = told.broken | {part for fact in told.failing for part in told.parts_of(fact)}
    owed = told.failing | told.facts_in(broken)
    plan = _plan(told, broken | told.carrying_only(owed), owed)
    clauses = {place: "".join(_spell(task.facts[n]) for n in sorted(facts)) for place, facts in plan.items()}
    return _put(task, text, clauses), placed | {fact for facts in plan.values() for fact in facts}


def _put(task: Task, text: str, new: Mapping[Span, str]) -> str:
    """Return the text with new words in these places: clauses of a 导语, else sentences and items."""
    if task.section is None:
        return replace_clauses(text, new)
    replaced = replace_each(text, new)
    return close_ranks(replaced) if count_disorder(replaced) > count_disorder(text) else replaced


def _plan(told: Told, places: Collection[Span], owed: Collection[int]) -> dict[Span, set[int]]:
    """Return which facts to put where: each where most of it stood, else behind the fact before it."""
    plan: dict[Span, set[int]] = {place: set() for place in sorted(places)}
    for fact in sorted(owed):
        stood = (part for part in (*told.parts_of(fact), *told.wrongly_in(fact)) if part in plan)
        home = told.home_of(fact)
        plan.setdefault(next(stood, (home, home)), set()).add(fact)
    gaps = [place for place, facts in plan.items() if not facts and is_item(told.text, place)]
    for sentence in widen(told.text, gaps):
        plan = _with_whole_list(told, plan, sentence)
    return plan


def _with_whole_list(told: Told, plan: dict[Span, set[int]], sentence: Span) -> dict[Span, set[int]]:
    """Return the plan with a list told anew as a whole: an item taken out alone would leave a gap in it."""
    inside = {place for place in plan if sentence[0] <= place[0] and place[1] <= sentence[1]}
    parts = [part for part in told.parts if sentence[0] <= part[0] and part[1] <= sentence[1]]
    outside = {place: held for place, held in plan.items() if place not in inside}
    facts = told.facts_in(parts).difference(*outside.values()).union(*(plan[place] for place in inside))
    return {**outside, sentence: set(facts)}
