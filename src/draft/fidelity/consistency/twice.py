"""One indicator stated twice: two values (K07, K08), 人 and 人次 (K09), 近 and 超 (K17), facts (D01)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from draft.fidelity.consistency import words
from draft.fidelity.consistency.interval import value_of
from draft.fidelity.consistency.nouns import Contradiction, Place
from draft.fidelity.consistency.terms import SOFT_AFTER, SOFT_BEFORE, Reading, Term
from draft.fidelity.ledger import OPENING, FactGroup
from draft.fidelity.unit_classes import loosely_same_unit, qualifier_class
from draft.numbers.patterns import Pattern

_CHINESE = Pattern(r"[一-鿿]")
_MARKS = Pattern(r"[\s，。；：、“”‘’《》（）()!！?？]|(?<![0-9])[.,:;]|[.,:;](?![0-9])")
_NOISE = Pattern(r"[^一-鿿A-Za-z0-9]")
_ONE_UNIT = Pattern(r"(?:镇|乡|县|区|市|街道|村|局|委|办|公司|学校|中学|小学|医院|集团|科|分局|所|队|站)$")
"""A heading that names a place or a body."""
_SHORTEST = 4
_MOST = 40
"""Indicators that end in the same words and are compared with each later one; keeps the work linear."""
_SLIPS = (Fraction(1000), Fraction(10_000), Fraction(10**8))
_PLANNED = Pattern(r"计划(?!生)|任务|目标|拟|将|力争|预计|应|预算|确保")
_OTHER = Pattern(
    r"去年|上年|同期|年初|期初|原有|往年|上半年|下半年|季度|[0-9]月|上月|历年|其中|首批|第[一二三四五0-9]"
)
"""Words before a quantity that make it another one than the plain indicator."""
_SOFT_INSIDE = Pattern(r"[0-9十百千万亿](?:余|多)(?!元)")


@dataclass(frozen=True, slots=True)
class _Indicator:
    """What a term counts and when; `specific` when its words make it that and no other."""

    key: str
    term: Term
    reading: Reading
    specific: bool
    times: tuple[str | None, ...]


def find_repeats(
    readings: Sequence[Reading], groups: Sequence[FactGroup], plans: frozenset[int]
) -> Iterator[Contradiction]:
    """Yield indicators that two facts give differently, and facts that stand twice.

    Sections that report on one town or bureau each are not compared with other sections.
    """
    apart = {group.section for group in groups if _ONE_UNIT.search(group.heading)}
    yield from _same_facts(readings, apart)
    seen: dict[tuple[int | None, str], list[_Indicator]] = {}
    for reading in readings:
        scope = reading.place.section if reading.place.section in apart else None
        for indicator in _indicators(reading, planned=reading.place.section in plans):
            alike = seen.setdefault((scope, indicator.key[-_SHORTEST:]), [])
            same = (
                other
                for other in alike
                if _can_differ(other, indicator) and _same_indicator(other, indicator)
            )
            differing = (found for other in same for found in _compare(other, indicator))
            yield from islice(differing, 1)
            if len(alike) < _MOST:
                alike.append(indicator)
    for reading in readings:
        yield from _two_softeners(reading)


def _same_facts(readings: Sequence[Reading], apart: set[int]) -> Iterator[Contradiction]:
    """A lead-in may repeat what its sections say; a section may not."""
    first: dict[tuple[int | None, str], Reading] = {}
    for reading in readings:
        section = reading.place.section
        key = (section if section in apart or section == OPENING else None, _MARKS.sub("", reading.text))
        if key in first and key[1]:
            place = _place_name(first[key].place)
            message = f"这条要点与{place}相同，请删去一条"
            yield Contradiction("D01", "warning", message, (first[key].place, reading.place))
        else:
            first[key] = reading


def _indicators(reading: Reading, *, planned: bool) -> Iterator[_Indicator]:
    """Yield the first term of each clause, with the words that say what it counts."""
    if planned or reading.entry.status == "拟":
        return
    clauses: set[int] = set()
    times = _times(reading)
    before = ""
    for term in reading.terms:
        own = _key(term)
        key = _owner(reading, term) + own
        if _CHANGE.fullmatch(own):
            key = before + key  # 同比增长 speaks of the indicator before it
        else:
            before = key
        first = term.clause not in clauses
        clauses.add(term.clause)
        if not first or term.interval is None or _OTHER.search(term.subject):
            continue
        planned_here = _PLANNED.search(reading.text[: term.quantity.start])
        if not planned_here and len(_CHINESE.findall(key)) >= _SHORTEST:
            yield _Indicator(key, term, reading, _is_specific(key, alone=term.index == 0), times)


def _is_specific(key: str, *, alone: bool) -> bool:
    """Return whether the words name one thing: 户籍人口 does, 举办培训班 happens again and again.

    Args:
        alone: nothing counted stands before it in the fact, so that it may begin with its verb.
    """
    acted = words.ACTED.match(key)
    noun = key[acted.end() :] if acted else key
    if words.COMMON.search(noun) or (acted and not alone):
        return False
    shortest = _SHORTEST - 1 if acted else _SHORTEST
    return len(_CHINESE.findall(noun)) >= shortest or noun in words.SHORT_INDICATORS


def _owner(reading: Reading, term: Term) -> str:
    """Return 城关镇 for what stands behind 城关镇：, empty where no such words lead the sentence."""
    start = max(reading.text.rfind(mark, 0, term.quantity.start) for mark in "。；;") + 1
    lead, colon, _ = reading.text[start : term.quantity.start].partition("：")
    return _NOISE.sub("", lead) if colon and len(lead) <= _LONGEST_OWNER else ""


_LONGEST_OWNER = 20
_MOVED = "|".join((*words.RISE, *words.FALL))
_CHANGE = Pattern(rf"(?:同比|环比|[较比]\w{{2,4}})?(?:净|实际|分别|年均){{0,2}}(?:{_MOVED})了?")


def _key(term: Term) -> str:
    return _NOISE.sub("", words.TIME_WORDS.sub("", term.subject))


def _same_indicator(one: _Indicator, other: _Indicator) -> bool:
    """Same words and same time; 粮食总产量 and a 总产量 in a fact about 粮食 are one."""
    here, there = one.reading.place, other.reading.place
    if here.section == there.section:
        if here.fact == there.fact:
            return False
    elif one.term.unit == "%" and OPENING not in (here.section, there.section):
        return False
    if one.times != other.times:
        return False
    if one.key == other.key:
        return True
    longer, shorter = (one, other) if len(one.key) > len(other.key) else (other, one)
    rest = longer.key.removesuffix(shorter.key)
    return longer.key.endswith(shorter.key) and bool(rest) and rest in _NOISE.sub("", shorter.reading.text)


def _can_differ(one: _Indicator, other: _Indicator) -> bool:
    """Two counts in one unit differ only where the words of both name one thing."""
    return (one.specific and other.specific) or one.term.unit != other.term.unit


def _times(reading: Reading) -> tuple[str | None, ...]:
    return tuple(date.norm or date.text for date in reading.dates)


def _compare(one: _Indicator, other: _Indicator) -> Iterator[Contradiction]:
    left, right = one.term, other.term
    both = one.specific and other.specific
    if not (left.interval and right.interval):
        return
    places = (one.reading.place, other.reading.place)
    said = f"{one.key}：一处为{left.shown}，另一处为{right.shown}"
    meet = left.interval.meets(right.interval)
    if left.unit != right.unit:
        if meet and {left.unit, right.unit} in [set(pair) for pair in words.CONFUSABLE]:
            yield Contradiction("K09", "error", f"{said}，单位不一致，请核对", places)
        if not (loosely_same_unit(left.unit, right.unit) and not meet):
            return
    if not both:
        return
    bound = _broken_bound(left, right)
    if bound:
        yield Contradiction("K17", "error", f"{said}，“{bound}”不成立", places)
    elif not meet:
        slip = _slip(left, right)
        check, hint = (
            ("K08", "，相差整万倍（千倍、亿倍），请核对单位") if slip else ("K07", "，请核对或注明时点、口径")
        )
        yield Contradiction(check, "error", said + hint, places)


def _slip(left: Term, right: Term) -> bool:
    one, other = value_of(left.quantity), value_of(right.quantity)
    if not one or not other:
        return False
    return max(one / other, other / one) in _SLIPS


def _broken_bound(left: Term, right: Term) -> str:
    """Return the qualifier that the exact one of two values breaks: 超40万 for 39.5万."""
    for bound, plain in ((left, right), (right, left)):
        word = qualifier_class(bound.quantity.qualifier)
        edge = value_of(bound.quantity)
        if word is None or edge is None or plain.quantity.qualifier or not plain.interval:
            continue
        too_low = word in ("超", "余", "不少于", "以上") and plain.interval.high < edge
        too_high = word in ("近", "不足", "不超过", "以下", "以内") and plain.interval.low > edge
        if too_low or too_high:
            return bound.quantity.qualifier or word
    return ""


def _two_softeners(reading: Reading) -> Iterator[Contradiction]:
    for term in reading.terms:
        before = SOFT_BEFORE.search(reading.text[: term.quantity.start])
        after = SOFT_AFTER.match(reading.text, term.quantity.end)
        inside = _SOFT_INSIDE.search(term.text)
        if sum(map(bool, (before, after, inside))) > 1:
            message = f"“{term.shown}”重复或矛盾地限定了同一个数，请只留一个限定词"
            yield Contradiction("K17", "warning", message, (reading.place,))


def _place_name(place: Place) -> str:
    where = "导语" if place.section is None or place.section < 0 else f"第{place.section + 1}节"
    return f"{where}第{(place.fact or 0) + 1}条"
