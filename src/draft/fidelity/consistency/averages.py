"""Averages against total and count (K14); shares of a whole against 100 (K16)."""

import re
from collections.abc import Iterator
from fractions import Fraction

from draft.fidelity.consistency import words
from draft.fidelity.consistency.interval import Interval, exact, show, total, value_of
from draft.fidelity.consistency.nouns import Contradiction
from draft.fidelity.consistency.sums import leave_nothing_out
from draft.fidelity.consistency.terms import Reading, Term
from draft.fidelity.unit_classes import CONVERSIONS, UNIT_CLASSES
from draft.numbers.patterns import Pattern

_EACH = Pattern(r"(?:平均每([一-鿿])[^，]{0,6}|(?:^|[^平])([场笔店校院家期])均[^，]{0,4})$")
_CLAIMED = Pattern(r"分别占|占比分别|比重分别|各占|结构|构成|比例分别")
_CHANGE = Pattern(r"增长|下降|提高|同比")
_PERCENT = "%"
_HUNDRED = Fraction(100)
_NEAR = Interval(Fraction(90), Fraction(110))
"""Shares that add up to this were meant to be all."""
_SEVERAL = 3


def find_averages(reading: Reading) -> Iterator[Contradiction]:
    """Yield averages that total and count do not make, and shares that do not make a whole."""
    yield from _averages(reading)
    shares = [term for term in reading.terms if term.unit == _PERCENT and term.interval]
    if _are_all(reading, shares):
        yield from _shares(reading, shares)
    yield from _structures(reading)


def _averages(reading: Reading) -> Iterator[Contradiction]:
    """Total = average × count, where all three stand in one fact."""
    for average in reading.terms:
        units = _divides_by(average)
        if not units or average.interval is None:
            continue
        counts = [
            term for term in reading.terms if term.unit in units and term is not average and term.interval
        ]
        sums = [term for term in reading.terms if term is not average and _factor(average.unit, term.unit)]
        if len(counts) == 1 and len(sums) == 1:
            yield from _average(reading, average, counts[0], sums[0])


def _divides_by(average: Term) -> frozenset[str]:
    """Return the units of the count an average divides by: 户 for 户均, 期 for 平均每期."""
    each = _EACH.search(average.head)
    if each:
        unit = each.group(1) or each.group(2)
        return frozenset({UNIT_CLASSES.get(unit, unit)})
    return next((units for word, units in words.AVERAGES if average.head.endswith(word)), frozenset())


def _factor(average: str | None, whole: str | None) -> Fraction | None:
    """Return how many units of the average make one of the total; None when they measure different things."""
    if average == whole or (average, whole) in words.CONFUSABLE or (average, whole) == ("人", "人次"):
        return Fraction(1)
    one, other = CONVERSIONS.get(average or ""), CONVERSIONS.get(whole or "")
    return other[1] / one[1] if one and other and one[0] == other[0] else None


def _average(reading: Reading, average: Term, count: Term, whole: Term) -> Iterator[Contradiction]:
    factor = _factor(average.unit, whole.unit)
    if not (factor and average.interval and count.interval and whole.interval) or count is whole:
        return
    product = average.interval * count.interval
    if not product.meets(whole.interval.scaled(factor)):
        quotient = whole.interval.scaled(factor) / count.interval
        computed = show((quotient.low + quotient.high) / 2) if quotient else "?"
        made = f"{whole.text}÷{count.text}＝{computed}{average.quantity.unit or ''}"
        message = f"{made}，与所写{average.head}{average.text}不符"
        yield Contradiction("K14", "warning", message, (reading.place,))


def _are_all(reading: Reading, shares: list[Term]) -> bool:
    """Return whether the shares claim to be all: 分别占 of three or more, or 男 and 女."""
    named = leave_nothing_out(shares) and all("占" in term.subject for term in shares)
    claimed = len(shares) >= _SEVERAL and bool(_CLAIMED.search(reading.text))
    whole = len({term.sentence for term in shares}) == 1 and not words.OPEN_LIST.search(reading.text)
    plain = not any(term.quantity.qualifier or _CHANGE.search(term.head) for term in shares)
    return (named or claimed) and whole and plain


def _shares(reading: Reading, shares: list[Term]) -> Iterator[Contradiction]:
    added = total([term.interval for term in shares if term.interval])
    printed = sum((value_of(term.quantity) or Fraction(0) for term in shares), Fraction(0))
    if printed != _HUNDRED and added.meets(_NEAR):
        listed = "＋".join(term.text for term in shares)
        why = "可能是四舍五入所致，请调整或注明" if added.meets(exact(100)) else "请核对"
        message = f"各部分占比之和不是100%：{listed}＝{show(printed)}%，{why}"
        yield Contradiction("K16", "warning", message, (reading.place,))


def _structures(reading: Reading) -> Iterator[Contradiction]:
    """三次产业结构12.5:40.2:47.3 adds up to 100."""
    ratios = [q for q in reading.entry.quantities if q.kind == "ratio" and isinstance(q.value, tuple)]
    for quantity in ratios if re.search(r"结构|构成|占比|比重", reading.text) else ():
        parts = quantity.value if isinstance(quantity.value, tuple) else ()
        added = sum((Fraction(part) for part in parts), Fraction(0))
        if len(parts) >= _SEVERAL and _NEAR.low <= added <= _NEAR.high and added != _HUNDRED:
            message = f"各部分之和不是100：{quantity.text}，合计{show(added)}，请核对"
            yield Contradiction("K16", "warning", message, (reading.place,))
