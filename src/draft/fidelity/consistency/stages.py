"""What became of things: later stages (K02, K19), what came in and went out (K13), calibers (K22)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from draft.fidelity.consistency import words
from draft.fidelity.consistency.interval import Interval, write_like
from draft.fidelity.consistency.nouns import Contradiction, Weight
from draft.fidelity.consistency.terms import Reading, Term


def find_stages(reading: Reading) -> Iterator[Contradiction]:
    """Yield stages that outgrow the one before, flows and stocks that do not balance."""
    counted = [term for term in reading.terms if term.unit not in ("%", "百分点", "‰")]
    for first, second, third in zip(counted, counted[1:], counted[2:], strict=False):
        yield from _flow(reading, first, second, third)
        yield from _net(reading, first, second, third)
    yield from _stages(reading, counted)
    yield from _stock(reading, counted)


def find_calibers(readings: Sequence[Reading]) -> Iterator[Contradiction]:
    """Yield counts above the largest count of their section that they should lie within."""
    for part, whole, why in words.CALIBERS:
        largest: dict[int | None, Term] = {}
        for term in (term for reading in readings for term in reading.terms if term.head.endswith(whole)):
            known = largest.setdefault(term.place.section, term)
            if _low(term) > _low(known):
                largest[term.place.section] = term
        for term in (term for reading in readings for term in reading.terms if part in term.head):
            other = largest.get(term.place.section)
            if other and term.interval and other.interval and _low(other) < _low(term):
                message = f"{part}{term.text}多于{whole}{other.text}，请注明口径（{why}）"
                places = tuple(dict.fromkeys((other.place, term.place)))
                yield Contradiction("K22", "warning", message, places)


def _low(term: Term) -> Fraction:
    return term.interval.low if term.interval else Fraction(0)


def _stages(reading: Reading, counted: Sequence[Term]) -> Iterator[Contradiction]:
    """A later stage of one thing is at most the one before."""
    side_by_side = [
        (first, term)
        for first, term in pairwise(counted)
        if term.sentence == first.sentence and term.unit == first.unit
    ]
    if not side_by_side:
        return
    carried_over = words.CARRIED_OVER.search(reading.text)
    for chain, carried in words.STAGES:
        if carried and carried_over:
            continue
        for early, late in pairwise(chain):
            if early not in reading.text or late not in reading.text:
                continue
            yield from _stage_pair(reading, side_by_side, early, late, "warning" if carried else "error")


def _stage_pair(
    reading: Reading, side_by_side: Sequence[tuple[Term, Term]], early: str, late: str, weight: Weight
) -> Iterator[Contradiction]:
    for first, term in side_by_side:
        if not (first.interval and term.interval and _stage_of(first, early) and _stage_of(term, late)):
            continue
        if first.interval.below(term.interval):
            message = f"{late}{term.text}多于{early}{first.text}，请核对"
            yield Contradiction("K02", weight, message, (reading.place,))
        elif term.interval.below(first.interval) and words.ALL_OF_THEM.search(reading.text):
            message = f"{early}{first.text}，{late}{term.text}，不能写“全部”"
            yield Contradiction("K19", "error", message, (reading.place,))


def _stage_of(term: Term, word: str) -> bool:
    return term.head.endswith(word) or (term.head.startswith(word) and len(term.head) <= len(word) + 8)


def _flow(reading: Reading, first: Term, second: Term, third: Term) -> Iterator[Contradiction]:
    """接到 = 办结 + 未结."""
    if len({first.unit, second.unit, third.unit}) > 1 or words.CARRIED_OVER.search(reading.text):
        return
    if not (_says(first, words.RECEIVED) and _says(second, words.DONE) and _says(third, words.PENDING)):
        return
    if not (first.interval and second.interval and third.interval):
        return
    added = second.interval + third.interval
    if not added.meets(first.interval):
        apart = write_like(abs(_middle(added) - _middle(first.interval)), first.quantity)
        sum_of_both = f"办结{second.text}＋未结{third.text}＝{write_like(_middle(added), first.quantity)}"
        message = f"收支不平：{sum_of_both}，与接到{first.text}相差{apart}"
        yield Contradiction("K13", "error", message, (reading.place,))


def _net(reading: Reading, more: Term, less: Term, net: Term) -> Iterator[Contradiction]:
    """新登记 − 注销 = 净增."""
    named = _says(more, words.INFLOW) and _says(less, words.OUTFLOW) and net.head.endswith(words.NET)
    if not named or len({more.unit, less.unit, net.unit}) > 1:
        return
    if not (more.interval and less.interval and net.interval):
        return
    difference = more.interval - less.interval
    if not difference.meets(net.interval):
        made = f"{more.text}－{less.text}＝{write_like(_middle(difference), net.quantity)}"
        yield Contradiction("K13", "error", f"增减不平：{made}，与所写净增{net.text}不符", (reading.place,))


def _stock(reading: Reading, terms: Sequence[Term]) -> Iterator[Contradiction]:
    """年初 + 新增 − 减少 = 年末."""
    if len({term.unit for term in terms}) != 1 or len(terms) not in (3, 4):
        return
    start, *moves, end = terms
    if not (_says(start, words.OPENING_STOCK) and _says(end, words.CLOSING_STOCK)):
        return
    if not (start.interval and end.interval):
        return
    expected, written = start.interval, start.text
    for term in moves:
        if term.interval is None or not _says(term, (*words.INFLOW, *words.OUTFLOW)):
            return
        inward = _says(term, words.INFLOW)
        expected = expected + term.interval if inward else expected - term.interval
        written += ("＋" if inward else "－") + term.text
    if not expected.meets(end.interval):
        message = f"存量不平：{written}＝{write_like(_middle(expected), end.quantity)}，文中为{end.text}"
        yield Contradiction("K13", "error", message, (reading.place,))


def _middle(interval: Interval) -> Fraction:
    return (interval.low + interval.high) / 2


def _says(term: Term, options: Sequence[str]) -> bool:
    return any(word in term.head or term.tail.startswith(word) for word in options)
