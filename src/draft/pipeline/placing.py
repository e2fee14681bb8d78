"""What of a text is broken, and the last resort: the facts' own clauses in the place of broken sentences."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from draft.document import Fact, Task
from draft.fidelity import Verdict
from draft.pipeline.bench import Bench, badness, judge
from draft.pipeline.splice import Span, find_sentences, find_touched, replace_each, widen
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

    Where the text is clean and whole without the failing sentences, they only go: an invention, the same
    thing said wrongly once more. Sentences that carry nothing but failing facts go too, so that nothing is
    said twice. When some passes do not help, the whole section becomes its facts, each in its own words;
    where even these are not clean, so that the fault lies outside the section, the text stays as it was.
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
    for plain in tell_plainly(task.facts):
        if badness(judge(task, bench, plain)) < fault:
            return plain, tuple(range(len(task.facts)))
    return written, ()


def tell_plainly(facts: Sequence[Fact]) -> tuple[str, str]:
    """Return the facts as sentences in proper form, and to the letter as they stand in the file."""
    letter = (f"{fact.text.strip().rstrip('。；;')}。" for fact in facts)
    return "".join(map(own_sentence, facts)), "".join(letter)


def place_once(task: Task, text: str, verdict: Verdict, placed: frozenset[int]) -> tuple[str, frozenset[int]]:
    """Return the text with the clauses of the failing facts, and all facts placed so far."""
    broken, owed = find_broken(task, text, verdict)
    repeats = _carry_only(task, text, verdict, placed | set(owed))
    if len({*widen(text, broken), *repeats}) > 1:  # an item taken out alone would leave a gap
        broken = widen(text, broken)
        owed = _find_owed(task, text, verdict, broken)
        repeats = _carry_only(task, text, verdict, placed | set(owed))
    placed = placed | set(owed)
    places = _only_widest({*broken, *repeats})
    return replace_each(text, _clauses_by_place(task, text, verdict, places, placed)), placed


def _without_broken(task: Task, bench: Bench, text: str, verdict: Verdict) -> str:
    """Return the text without its failing sentences where nothing is lost with them, else an empty text."""
    broken = widen(text, find_broken(task, text, verdict)[0])
    told = "".join(text[start:end] for start, end in broken)
    counted = {
        entry.fact for entry in bench.ledger.entries if entry.section == task.index and entry.quantities
    }
    if not broken or any(n not in counted and _is_told(f.text, told) for n, f in enumerate(task.facts)):
        return ""
    shorter = replace_each(text, dict.fromkeys(broken, ""))
    return shorter if shorter and judge(task, bench, shorter).ok else ""


def _only_widest(places: Collection[Span]) -> list[Span]:
    """Return the places in order, without items of sentences that are there whole."""
    return [p for p in sorted(places) if not any(o != p and o[0] <= p[0] and p[1] <= o[1] for o in places)]


def _clauses_by_place(
    task: Task, text: str, verdict: Verdict, places: Sequence[Span], placed: Collection[int]
) -> dict[Span, str]:
    """Return what to put where: each fact's clause where the fact stood, else behind the fact before it."""
    left = set(placed)
    clauses: dict[Span, str] = {}
    for place in places:
        here = sorted(left & set(_find_told(task, text, verdict, [place])))
        left -= set(here)
        clauses[place] = "".join(own_sentence(task.facts[number]) for number in here)
    for number in sorted(left):
        home = find_home(task, text, verdict, number)
        inside = next((place for place in places if place[0] <= home < place[1]), (home, home))
        clauses[inside] = clauses.get(inside, "") + own_sentence(task.facts[number])
    return clauses


def find_home(task: Task, text: str, verdict: Verdict, fact: int) -> int:
    """Return where a fact that is nowhere belongs: behind the sentence of the last fact before it."""
    ends = {
        link.fact: sentence[1]
        for link in verdict.links
        if link.section == task.index
        for sentence in widen(text, [(link.written.start, link.written.end)])
    }
    for number in range(fact - 1, -1, -1):
        words = task.facts[number].text
        told = next((end for start, end in find_sentences(text) if _is_told(words, text[start:end])), None)
        if (home := ends.get(number, told)) is not None:
            return home
    return len(text.rstrip())


def find_broken(task: Task, text: str, verdict: Verdict) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """Return the sentences to rewrite and the facts the rewritten ones must carry."""
    errors = [violation for violation in verdict.violations if violation.severity == "error"]
    spans = [violation.span for violation in errors if violation.span]
    spans += [(v.written.start, v.written.end) for v in errors if v.written]
    spans += [
        (start, end)
        for v in errors
        if not v.span and not v.written and v.fact_text and v.section == task.index
        for start, end in find_sentences(text)
        if _is_told(v.fact_text, text[start:end])  # 很少发生 for 未发生: no figure shows the place
    ]
    broken = find_touched(text, spans)
    return broken, _find_owed(task, text, verdict, broken)


def _find_owed(task: Task, text: str, verdict: Verdict, broken: Sequence[Span]) -> tuple[int, ...]:
    """Return the facts that fail and those that these sentences carry."""
    errors = [violation for violation in verdict.violations if violation.severity == "error"]
    failing = {v.fact for v in errors if v.fact is not None and v.section == task.index}
    return tuple(sorted(failing | set(_find_told(task, text, verdict, broken))))


def _find_told(task: Task, text: str, verdict: Verdict, places: Sequence[Span]) -> Iterator[int]:
    """Yield the facts that these places carry, rightly or wrongly."""
    for link in verdict.links:
        if link.section == task.index and _inside(link.written.start, places):
            yield link.fact
    counted = {link.fact for link in verdict.links if link.section == task.index}
    for violation in verdict.violations:
        start = violation.written.start if violation.written else violation.span[0] if violation.span else -1
        if violation.fact is not None and violation.section == task.index and _inside(start, places):
            yield violation.fact
    told = "".join(text[start:end] for start, end in places)
    yield from (n for n, fact in enumerate(task.facts) if n not in counted and _is_told(fact.text, told))


def _is_told(fact: str, prose: str) -> bool:
    """True when most of the fact's pairs of characters stand in the prose; without numbers it has no link."""
    pairs = [fact[at : at + 2] for at in range(len(fact) - 1)]
    return 2 * sum(pair in prose for pair in pairs) > len(pairs)


def _carry_only(task: Task, text: str, verdict: Verdict, facts: Collection[int]) -> tuple[Span, ...]:
    """Return the sentences whose quantities all belong to `facts`."""
    carried: dict[Span, set[int]] = {}
    for link in verdict.links:
        for sentence in widen(text, [(link.written.start, link.written.end)]):
            carried.setdefault(sentence, set()).add(link.fact if link.section == task.index else -1)
    return tuple(sentence for sentence, owners in carried.items() if owners <= set(facts))


def _inside(position: int, spans: Sequence[Span]) -> bool:
    return any(start <= position < end for start, end in spans)
