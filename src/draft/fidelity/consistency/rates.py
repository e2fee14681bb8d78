"""Rates against what they are made of (K03), against reason (K18, K24), against 均 (K19)."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from draft.fidelity.consistency import words
from draft.fidelity.consistency.interval import exact, sharpen, show, value_of
from draft.fidelity.consistency.nouns import Contradiction
from draft.fidelity.consistency.terms import Reading, Term
from draft.fidelity.unit_classes import qualifier_class
from draft.numbers.patterns import Pattern

_RATE = Pattern(r"([一-鿿]{1,8}率)(?:已|均|也|高|分别)?(?:达到|达|为|是|至|提高到|上升到|在|保持在)?$")
_SHARE = Pattern(r"(?:占比|占|比例|比重)(?:总数|全[县市区镇]|其中|比|例|的|为|达|到|约)*$")
_ALL = Pattern(r"均(?:达到|达|在|为|超过)?$")
_OF = Pattern(r"占|完成|达到|相当于|实现")
_OF_PLAN = Pattern(r"占(?:年度|全年|总)?(?:计划|任务|目标)(?:数|总数|量)?的?$")
_DUE = Pattern(r"应|计划|目标|任务|拟")
_MANNER = Pattern(r"(?:按期|按时|及时|如期|准时|限时|提前|即时|当场|当日|当年|首次|一次性?|网上|规范|有效)$")
_HEADCOUNT = Pattern(r"人数$")
_TAKEN_IN = Pattern(
    r"应|总|共|计划|目标|任务|拟|报名|参加|参与|参考|应考|预约|登记|检查|检测|筛查|申请|受理|毕业|培训|出生|排查|抽检|采样|适龄|对象|符合条件"
)
"""What stands in the head of a whole: those that were taken in, of whom some got there."""
_PERCENT = "%"
_HUNDRED = Fraction(100)


def find_rates(reading: Reading) -> Iterator[Contradiction]:
    """Yield rates of one fact that do not fit its counts or themselves."""
    for term in reading.terms:
        if term.unit == _PERCENT and term.interval is not None:
            yield from _rate(reading, term)
            yield from _too_high(reading, term)
            yield from _wrong_unit(reading, term)
        elif term.unit == "倍" and term.head == "的":
            yield from _times(reading, term)
        else:
            yield from _half_a_person(reading, term)


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
    """Return the two counts before the rate, when words say that they make it."""
    before = [term for term in reading.terms[: rate.index] if term.sentence == rate.sentence]
    if len(before) < 2:  # noqa: PLR2004  a rate needs two counts
        return None
    part, whole = before[-1], before[-2]
    if rate.head == "的" and part.clause == rate.clause:
        part, whole = whole, part
        named = bool(_OF.search(whole.head))
    elif _OF_PLAN.search(rate.head):
        planned = [term for term in before[:-1] if words.ends_with(term.head, words.TARGETS)]
        whole = planned[-1] if planned else part
        named = whole is not part
    else:
        named = part.clause != whole.clause and _names_both(part, whole, rate)
    alike = part.unit == whole.unit and part.unit not in (_PERCENT, "百分点")
    return (part, whole) if named and alike else None


def _times(reading: Reading, times: Term) -> Iterator[Contradiction]:
    """1200个，是上年600个的3倍."""
    pair = reading.terms[times.index - 2 : times.index] if times.index > 1 else ()
    if not pair or times.interval is None or times.quantity.qualifier:
        return
    whole, base = pair
    said = base.clause == times.clause and base.unit == whole.unit and re.match(r"是|为|相当于|达", base.head)
    if not (said and whole.interval and base.interval):
        return
    upper, lower = sharpen([whole.quantity, base.quantity])
    quotient = upper / lower
    if quotient and not quotient.meets(times.interval):
        made = show((value_of(whole.quantity) or upper.low) / (value_of(base.quantity) or 1))
        message = f"{whole.text}÷{base.text}＝{made}，与所写{times.text}不符"
        yield Contradiction("K03", "error", message, (reading.place,))


def _names_both(part: Term, whole: Term, rate: Term) -> bool:
    """办结率 is named by 办结798件; 应参保 is what 已参保 is a part of; 占比 needs 其中."""
    name = rate_name(rate)
    if re.search(r"[较比]", part.head):
        return False
    if not name:
        return bool(_SHARE.search(rate.head)) and part.head.startswith("其中")
    stem = name[:-1][-2:]
    manner = _MANNER.search(name[:-3])
    if manner and manner.group() not in part.head + part.tail:
        return False  # 按期办结率 counts those that were due, not all that were taken
    if _is_other_matter(part, whole, _MANNER.sub("", name[:-3])):
        return False
    due = stem not in whole.head or bool(_DUE.search(whole.head))
    return due and bool(re.search(rf"(?<![不未非]){stem}", part.head + part.tail))


def _is_other_matter(part: Term, whole: Term, about: str) -> bool:
    """Tell whether `whole` counts something else: 老年人体检人数 is no part of 签约其中重点人群.

    Args:
        about: what the rate's name says before its stem, 老年人 in 老年人体检率.
    """
    if "其中" in whole.head and "其中" not in part.head:
        return True
    pairs = {about[at : at + 2] for at in range(len(about) - 1)}
    if pairs and about in part.head and not any(pair in whole.head for pair in pairs):
        return True
    return bool(_HEADCOUNT.search(part.head)) and not _TAKEN_IN.search(whole.head)


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
            message = f"“均”不成立：{claimed.head}{claimed.shown}，而{term.head}只有{term.text}"
            places = tuple(dict.fromkeys((claimed.place, term.place)))
            yield Contradiction("K19", "error", message, places)


def _floor(claim: Term | None) -> Fraction:
    return (value_of(claim.quantity) if claim else None) or Fraction(0)


def _claims_all(term: Term) -> bool:
    bound = qualifier_class(term.quantity.qualifier) in ("以上", "不少于", "超")
    bound = bound or term.tail.startswith("以上") or value_of(term.quantity) == _HUNDRED
    return term.unit == _PERCENT and bool(_ALL.search(term.head)) and bound and "率" in term.head
