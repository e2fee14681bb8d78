"""Rates (K03), targets (K06), averages (K14), shares (K16), plausible values (K18, K24), 均 (K19)."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from draft.fidelity.consistency import words
from draft.fidelity.consistency.interval import Interval, exact, sharpen, show, total, value_of
from draft.fidelity.consistency.nouns import Contradiction
from draft.fidelity.consistency.sums import leave_nothing_out
from draft.fidelity.consistency.terms import Reading, Term
from draft.fidelity.unit_classes import CONVERSIONS, UNIT_CLASSES, qualifier_class

_RATE = re.compile(r"([一-鿿]{1,8}率)(?:已|均|也|高|分别)?(?:达到|达|为|是|至|提高到|上升到|在|保持在)?$")
_SHARE = re.compile(r"(?:占比|占|比例|比重)(?:总数|全[县市区镇]|其中|比|例|的|为|达|到|约)*$")
_ALL = re.compile(r"均(?:达到|达|在|为|超过)?$")
_EACH = re.compile(r"平均每([一-鿿])[^，]{0,6}$")
_OF = re.compile(r"占|完成|达到|相当于|实现")
_DUE = re.compile(r"应|计划|目标|任务|拟")
_PERCENT = "%"
_HUNDRED = Fraction(100)
_NEAR = Interval(Fraction(90), Fraction(110))
"""Shares that add up to this were meant to be all."""
_SEVERAL = 3


def find_rates(reading: Reading) -> Iterator[Contradiction]:
    """Yield rates of one fact that do not fit its counts or themselves."""
    for term in reading.terms:
        if term.unit == _PERCENT and term.interval is not None:
            yield from _rate(reading, term)
            yield from _too_high(reading, term)
            yield from _wrong_unit(reading, term)
        else:
            yield from _half_a_person(reading, term)
    yield from _targets(reading)
    yield from _averages(reading)
    yield from _shares(reading)
    yield from _structures(reading)


def rate_name(term: Term) -> str:
    """Return 完成率 for a term whose head ends in it, empty for other terms."""
    found = _RATE.search(term.head)
    return found.group(1) if found and term.unit == _PERCENT else ""


def _rate(reading: Reading, rate: Term) -> Iterator[Contradiction]:
    """A rate printed right after its numerator and denominator is their quotient."""
    pair = _numerator_and_denominator(reading, rate)
    if pair is None or rate.interval is None or rate.quantity.qualifier:
        return
    part, whole = pair
    if not (part.interval and whole.interval) or _explained(reading, rate, pair):
        return
    upper, lower = sharpen([part.quantity, whole.quantity])
    quotient = upper / lower
    if quotient is None or quotient.scaled(_HUNDRED).meets(rate.interval):
        return
    computed = (value_of(part.quantity) or part.interval.low) * _HUNDRED / (value_of(whole.quantity) or 1)
    message = f"{part.text}÷{whole.text}＝{show(computed)}%，与所写{rate.head}{rate.text}不符"
    yield Contradiction("K03", "error", message, (reading.place,))


def _numerator_and_denominator(reading: Reading, rate: Term) -> tuple[Term, Term] | None:
    """Return the two counts right before the rate, when words say that they make it."""
    before = [term for term in reading.terms[: rate.index] if term.sentence == rate.sentence]
    if rate.head == "的" and len(before) > 1 and before[-1].clause == rate.clause:
        part, whole = before[-2:]
        return (part, whole) if part.unit == whole.unit and _OF.search(whole.head) else None
    if len(before) < 2:  # noqa: PLR2004  a rate needs two counts
        return None
    whole, part = before[-2], before[-1]
    if (
        part.unit != whole.unit
        or part.unit in (_PERCENT, "百分点")
        or part.clause == whole.clause == rate.clause
    ):
        return None
    name = rate_name(rate)
    if name:
        stem = name[:-1][-2:]
        due = stem not in whole.head or _DUE.search(whole.head)
        named = re.search(rf"(?<![不未非]){stem}", part.head + part.tail)
        return (part, whole) if named and due else None
    if _SHARE.search(rate.head) and part.head.startswith("其中"):
        return part, whole
    return None


def _explained(reading: Reading, rate: Term, pair: tuple[Term, Term]) -> bool:
    """Return whether any two counts of the fact make the rate, or what it leaves of 100: then all is well."""
    counts = [term for term in reading.terms if term.interval and term.unit not in (_PERCENT, "百分点")]
    turned_round = (pair[1].index, pair[0].index)
    return any(
        part.unit == whole.unit and (part.index, whole.index) != turned_round and _make(part, whole, rate)
        for part, whole in permutations(counts, 2)
    )


def _make(part: Term, whole: Term, rate: Term) -> bool:
    if not (part.interval and whole.interval and rate.interval):
        return False
    upper, lower = sharpen([part.quantity, whole.quantity])
    quotient = upper / lower
    percent = quotient.scaled(_HUNDRED) if quotient else exact(0)
    return percent.meets(rate.interval) or (exact(100) - percent).meets(rate.interval)


def _too_high(reading: Reading, rate: Term) -> Iterator[Contradiction]:
    name = rate_name(rate)
    if not (name.endswith(words.BOUNDED_RATES) and rate.interval and rate.interval.low > _HUNDRED):
        return
    if not words.EXCEEDABLE.search(reading.text):
        message = f"{name}{rate.text}超过100%，请核对，或注明口径（如按户籍人口计算）"
        yield Contradiction("K18", "warning", message, (reading.place,))


def _wrong_unit(reading: Reading, rate: Term) -> Iterator[Contradiction]:
    for name, unit in words.RATE_UNITS:
        if re.search(rf"{name}(?:为|达|是|降至|下降到|控制在)?$", rate.head):
            message = f"{name}通常以{unit}表示，文中为{rate.text}，请核对单位"
            yield Contradiction("K24", "warning", message, (reading.place,))
            return


def _half_a_person(reading: Reading, term: Term) -> Iterator[Contradiction]:
    value = value_of(term.quantity)
    if (
        term.unit not in words.WHOLE_UNITS
        or value is None
        or value.denominator == 1
        or term.quantity.kind != "count"
    ):
        return
    if not words.AVERAGE.search(re.split(r"[；。]", reading.text[: term.quantity.start])[-1] + term.tail):
        message = f"{term.text}不是整数，请核对（是否漏写“万”或应为平均数）"
        yield Contradiction("K18", "warning", message, (reading.place,))


def _targets(reading: Reading) -> Iterator[Contradiction]:
    """超额 only above the target, 全部完成 only from the target on."""
    for target in reading.terms:
        if not (target.interval and _ends_with(target, words.TARGETS)):
            continue
        actual = next(
            (
                term
                for term in reading.terms[target.index + 1 : target.index + 2]
                if term.unit == target.unit
                and term.sentence == target.sentence
                and _ends_with(term, words.ACTUALS)
            ),
            None,
        )
        if actual and actual.interval:
            yield from _target_words(reading, target, actual)
    yield from _rate_words(reading)


def _ends_with(term: Term, options: tuple[str, ...]) -> bool:
    return any(word in term.head[-6:] for word in options)


def _target_words(reading: Reading, target: Term, actual: Term) -> Iterator[Contradiction]:
    if not (target.interval and actual.interval):
        return
    numbers = f"任务{target.text}，完成{actual.text}"
    if words.OVER.search(reading.text) and actual.interval.high <= target.interval.low:
        yield Contradiction("K06", "error", f"{numbers}，没有超过任务，不能写“超额”", (reading.place,))
    elif words.ALL_DONE.search(reading.text) and actual.interval.below(target.interval):
        yield Contradiction("K06", "error", f"{numbers}，没有达到任务，不能写“全面完成”", (reading.place,))
    elif words.UNDER.search(reading.text) and target.interval.high <= actual.interval.low:
        yield Contradiction("K06", "error", f"{numbers}，已达到任务，不能写“未完成”", (reading.place,))


def _rate_words(reading: Reading) -> Iterator[Contradiction]:
    for term in reading.terms:
        stem = rate_name(term)[-3:-1]
        printed = value_of(term.quantity)
        if len(stem) == len("完成") and printed and printed < _HUNDRED:
            claimed = re.search(rf"(?:全部|均已|全都)(?:完成)?{stem}", reading.text)
            if claimed:
                message = f"{term.head}{term.text}不到100%，不能写“{claimed.group()}”"
                yield Contradiction("K19", "error", message, (reading.place,))
    done = [term for term in reading.terms if rate_name(term).endswith("完成率") or _of_the_target(term)]
    if len(done) != 1 or done[0].interval is None:
        return
    rate = done[0].interval
    if words.OVER.search(reading.text) and (value_of(done[0].quantity) or rate.high) <= _HUNDRED:
        message = f"完成率{done[0].text}没有超过100%，不能写“超额”"
        yield Contradiction("K06", "error", message, (reading.place,))
    elif words.ALL_DONE.search(reading.text) and rate.high < _HUNDRED:
        message = f"完成率{done[0].text}不到100%，不能写“全面完成”"
        yield Contradiction("K06", "error", message, (reading.place,))


def _of_the_target(term: Term) -> bool:
    named = re.search(r"完成(?:全年|年度|年初|下达|省市?级?)*(?:任务|计划|目标)(?:数|量)?的?$", term.head)
    return term.unit == _PERCENT and bool(named) and not words.OVER.search(term.head)


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
        return frozenset({UNIT_CLASSES.get(each.group(1), each.group(1))})
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
        made = f"{whole.text}÷{count.text}＝{computed}{average.unit or ''}"
        message = f"{made}，与所写{average.head}{average.text}不符"
        yield Contradiction("K14", "warning", message, (reading.place,))


def _shares(reading: Reading) -> Iterator[Contradiction]:
    """Shares that claim to be all add up to 100."""
    shares = [term for term in reading.terms if term.unit == _PERCENT and term.interval]
    claimed = re.search(r"分别占|占比分别|比重分别|各占|结构|构成|比例分别", reading.text)
    complete = leave_nothing_out(shares) and all("占" in term.subject for term in shares)
    if not complete and not (claimed and len(shares) >= _SEVERAL):
        return
    if len({term.sentence for term in shares}) > 1:
        return
    if words.OPEN_LIST.search(reading.text) or any(
        qualifier_class(term.quantity.qualifier) for term in shares
    ):
        return
    if any(re.search(r"增长|下降|提高|同比", term.head) for term in shares):
        return
    added = total([term.interval for term in shares if term.interval])
    printed = sum((value_of(term.quantity) or Fraction(0) for term in shares), Fraction(0))
    if printed != _HUNDRED and added.meets(_NEAR):
        listed = "＋".join(term.text for term in shares)
        why = "可能是四舍五入所致，请调整或注明" if added.meets(exact(100)) else "请核对"
        message = f"各部分占比之和不是100%：{listed}＝{show(printed)}%，{why}"
        yield Contradiction("K16", "warning", message, (reading.place,))


def _structures(reading: Reading) -> Iterator[Contradiction]:
    """三次产业结构12.5:40.2:47.3 adds up to 100."""
    for quantity in reading.entry.quantities:
        value = quantity.value
        if quantity.kind != "ratio" or not isinstance(value, tuple) or len(value) < _SEVERAL:
            continue
        added = sum((Fraction(part) for part in value), Fraction(0))
        if (
            re.search(r"结构|构成|占比|比重", reading.text)
            and _NEAR.low <= added <= _NEAR.high
            and added != _HUNDRED
        ):
            message = f"各部分之和不是100：{quantity.text}，合计{show(added)}，请核对"
            yield Contradiction("K16", "warning", message, (reading.place,))


def find_false_alls(readings: Sequence[Reading]) -> Iterator[Contradiction]:
    """Yield rates below what 均达95%以上 claims for all of the same section."""
    terms = [
        term for reading in readings for term in reading.terms if term.unit == _PERCENT and term.interval
    ]
    strictest: dict[tuple[int | None, str], Term] = {}
    for claim in filter(_claims_all, terms):
        key = claim.place.section, re.sub(r"均.*$", "", claim.head)[-3:]
        if _floor(claim) > _floor(strictest.get(key)):
            strictest[key] = claim
    for term in terms:
        claimed = strictest.get((term.place.section, rate_name(term)[-3:]))
        below = claimed and not _claims_all(term) and term.interval and term.interval.high < _floor(claimed)
        if claimed and below:
            message = f"“均”不成立：{claimed.head}{claimed.text}以上，而{term.head}只有{term.text}"
            places = tuple(dict.fromkeys((claimed.place, term.place)))
            yield Contradiction("K19", "error", message, places)


def _floor(claim: Term | None) -> Fraction:
    return (value_of(claim.quantity) if claim else None) or Fraction(0)


def _claims_all(term: Term) -> bool:
    bound = qualifier_class(term.quantity.qualifier) in ("以上", "不少于", "超")
    bound = bound or term.tail.startswith("以上")
    return term.unit == _PERCENT and bool(_ALL.search(term.head)) and bound and "率" in term.head
