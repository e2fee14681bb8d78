"""Changes: growth against its two values (K04), percentage points (K05), slips of ten thousand (K08)."""

from collections.abc import Iterator
from fractions import Fraction

from draft.fidelity.consistency import words
from draft.fidelity.consistency.interval import Interval, exact, sharpen, show
from draft.fidelity.consistency.nouns import Contradiction
from draft.fidelity.consistency.terms import Reading, Term
from draft.numbers.patterns import Pattern

_PERCENT = "%"
_INCREASE = Pattern(r"(?:比|较)(?:上年|去年|上年同期|去年同期)?[^，]{0,4}(?:增|减|下降|上升|提高)[^，]{0,2}$")
_LAST_YEAR = Pattern(r"比|较|而?(?:上年|去年|上年同期|去年同期|同期)(?:为|是|的)?$")
_RATE_NAME = Pattern(r"率(?:达到|达|为|是|稳定在|保持在)?$")
_RATE_CHANGE = Pattern(r"(?:比|较)(?:上年|去年)(?:同期)?(?:提高|上升|提升|下降|降低|增加|回落)了?$")
_SPEED = Pattern(
    r"(?:增速|增幅|降幅|占比|比重)(?:比|较)(?:上年|去年)(?:同期)?(?:加快|提高|回落|扩大|收窄|上升|下降)了?$"
)
_FALL = Pattern(rf"(?:{'|'.join(words.FALL)})了?$")
_HUNDRED = Fraction(100)
_FROM = Pattern(r"(?:由|从)[^，。；]{0,16}$")
_GROWTH = Pattern(rf"(?:{'|'.join([*words.RISE, *words.FALL])}|增幅|降幅|增速)(?:了|达到|达|为|近|约)*$")
_YEAR = Pattern(r"(?:^|[^0-9])(?:([0-9]{4})年|(去年同期|上年同期|去年|上年|同期)|(今年|本年))")
_THOUSAND = 1000
_PER_HEAD = 1


def find_changes(reading: Reading) -> Iterator[Contradiction]:
    """Yield changes of one fact that its two values do not bear out."""
    for position, change in enumerate(reading.terms):
        if change.interval is None or not _GROWTH.search(change.head):
            continue
        pair = _then_and_now(reading, position) or _told_after(reading, position)
        if pair is None:
            yield from _rate_by_percent(reading, change)
            continue
        then, now = pair
        if then.unit == _PERCENT:
            yield from _points(reading, then, now, change)
        elif change.unit == "倍":
            yield from _times_more(reading, then, now, change)
        elif change.unit == _PERCENT:
            yield from _growth(reading, then, now, change)
        elif change.unit == now.unit:
            yield from _difference(reading, then, now, change)
    yield from _derived(reading)
    yield from _times_less(reading)
    yield from _leap(reading)
    yield from _per_head(reading)


def _then_and_now(reading: Reading, position: int) -> tuple[Term, Term] | None:
    """Return the two values right before a change: 由A增长到B，增长…; 2024年B，2023年A，同比增长…."""
    sentence = reading.terms[position].sentence
    before = [t for t in reading.terms[:position] if t.sentence == sentence and not _is_change(t)]
    if len(before) < 2:  # noqa: PLR2004  a change needs two values
        return None
    first, second = before[-2:]
    if first.unit != second.unit or not (first.interval and second.interval):
        return None
    if _FROM.search(first.head) and words.REACH.search(second.head):
        return first, second
    if _is_later(first, second) or _is_compared(second):
        return second, first
    return (first, second) if _is_later(second, first) else None


def _told_after(reading: Reading, position: int) -> tuple[Term, Term] | None:
    """Return the values of 同比下降20%，由10起减少到9起, where nothing else is said to change."""
    change, after = reading.terms[position], reading.terms[position + 1 : position + 3]
    if len(after) < 2 or "率" in change.head or len(reading.terms) > position + 3:  # noqa: PLR2004  two values
        return None
    first, second = after
    told = first.sentence == change.sentence == second.sentence and first.unit == second.unit
    moved = _FROM.match(first.head) and words.REACH.search(second.head)
    return (first, second) if told and moved and first.interval and second.interval else None


def _is_change(term: Term) -> bool:
    return bool(_GROWTH.search(term.head)) and not words.REACH.search(term.head)


def _rate_by_percent(reading: Reading, change: Term) -> Iterator[Contradiction]:
    """森林覆盖率63.5%，比上年提高0.8%: between two rates lie percentage points."""
    rate = reading.terms[change.index - 1] if change.index else None
    named = (
        rate and rate.unit == _PERCENT and _RATE_NAME.search(rate.head) and rate.clause + 1 == change.clause
    )
    plain = change.unit == _PERCENT and _RATE_CHANGE.match(change.head)
    speed = change.unit == _PERCENT and _SPEED.search(change.head)
    if (named and plain) or speed:
        message = f"“{change.head[-8:]}{change.text}”是两个率之差，应写“个百分点”"
        yield Contradiction("K05", "warning", message, (reading.place,))


def _is_compared(term: Term) -> bool:
    """Return whether the term is last year's value, 比上年42微克, and not the change, 比上年增加1200元."""
    moved = any(word in term.head for word in (*words.RISE, *words.FALL, "增", "多", "少"))
    return _year_of(term) == "then" and bool(_LAST_YEAR.match(term.head)) and not moved


def _is_later(one: Term, other: Term) -> bool:
    """Return whether one is this year's and the other the year before's."""
    years = _year_of(one), _year_of(other)
    return years == ("now", "then") or (_is_year(years) and int(years[0]) == int(years[1]) + 1)


def _is_year(years: tuple[str, str]) -> bool:
    return years[0].isdigit() and years[1].isdigit()


def _year_of(term: Term) -> str:
    """Return the last year named before a term: four digits, ``then``, ``now`` or nothing."""
    named = list(_YEAR.finditer(term.subject))
    if not named:
        return ""
    return named[-1].group(1) or ("then" if named[-1].group(2) else "now")


def _points(reading: Reading, then: Term, now: Term, change: Term) -> Iterator[Contradiction]:
    before, after = sharpen([then.quantity, now.quantity])
    if change.interval is None:
        return
    points = _apart(before, after)
    middle = show((points.low + points.high) / 2)
    fits = points.meets(change.interval)
    if change.unit == "百分点" and not fits:
        message = f"{then.text}与{now.text}相差{middle}个百分点，文中为{change.text}"
        yield Contradiction("K05", "error", message, (reading.place,))
    elif change.unit == _PERCENT and fits:
        message = f"{then.text}与{now.text}之差应写{middle}个百分点，文中为{change.text}"
        yield Contradiction("K05", "error", message, (reading.place,))
    elif change.unit == _PERCENT and not _relative(before, after).meets(change.interval):
        message = f"{then.text}与{now.text}相差{middle}个百分点，与所写{change.text}不符"
        yield Contradiction("K05", "error", message, (reading.place,))
    if fits or change.unit == "百分点":
        yield from _direction(reading, then, now, change)


def _growth(reading: Reading, then: Term, now: Term, change: Term) -> Iterator[Contradiction]:
    if change.interval is None or change.quantity.qualifier:
        return
    growth = _relative(*sharpen([then.quantity, now.quantity]))
    yield from _direction(reading, then, now, change)
    if not growth.meets(change.interval):
        message = (
            f"由{then.text}到{now.text}，变化{show((growth.low + growth.high) / 2)}%"
            f"（（{now.text}－{then.text}）÷{then.text}），与所写{change.text}不符"
        )
        yield Contradiction("K04", "error", message, (reading.place,))


def _times_more(reading: Reading, then: Term, now: Term, change: Term) -> Iterator[Contradiction]:
    """由5家增加到15家 is 增加了2倍, not 3."""
    upper, lower = sharpen([now.quantity, then.quantity])
    ratio = upper / lower
    if ratio is None or change.interval is None or change.quantity.qualifier:
        return
    more = ratio - exact(1)
    if not more.meets(change.interval):
        message = (
            f"由{then.text}到{now.text}，增加了{show((more.low + more.high) / 2)}倍，与所写{change.text}不符"
        )
        yield Contradiction("K04", "error", message, (reading.place,))


def _difference(reading: Reading, then: Term, now: Term, change: Term) -> Iterator[Contradiction]:
    if change.interval is None or change.quantity.qualifier:
        return
    apart = _apart(*sharpen([then.quantity, now.quantity]))
    yield from _direction(reading, then, now, change)
    if not apart.meets(change.interval):
        message = (
            f"由{then.text}到{now.text}，相差{show((apart.low + apart.high) / 2)}，与所写{change.text}不符"
        )
        yield Contradiction("K04", "error", message, (reading.place,))


def _derived(reading: Reading) -> Iterator[Contradiction]:
    """31.2万吨，比上年增产0.4万吨，增长2.3%: growth against the value less its increase."""
    for now, more, rate in zip(reading.terms, reading.terms[1:], reading.terms[2:], strict=False):
        alike = now.unit == more.unit and rate.unit == _PERCENT and now.sentence == rate.sentence
        if (
            not (alike and _INCREASE.search(more.head) and _GROWTH.search(rate.head))
            or rate.quantity.qualifier
        ):
            continue
        if not (now.interval and more.interval and rate.interval) or now.clause + 1 != more.clause:
            continue
        up = any(word in more.head for word in ("增", *words.RISE))
        then = now.interval - more.interval if up else now.interval + more.interval
        ratio = more.interval / then if then.low > 0 else None
        if ratio and not ratio.scaled(_HUNDRED).meets(rate.interval):
            percent = show((ratio.low + ratio.high) * _HUNDRED / 2)
            base = f"（{now.text}{'－' if up else '＋'}{more.text}）"
            message = f"{more.text}÷{base}＝{percent}%，与所写{rate.head}{rate.text}不符"
            yield Contradiction("K04", "error", message, (reading.place,))


def _times_less(reading: Reading) -> Iterator[Contradiction]:
    """A fall of one time leaves nothing."""
    for term in reading.terms:
        fall = _FALL.search(term.head)
        if term.unit == "倍" and fall:
            message = f"“{fall.group()}{term.text}”：减少不能用倍数，请改为百分比或分数"
            yield Contradiction("K04", "warning", message, (reading.place,))


def _apart(one: Interval, other: Interval) -> Interval:
    """Return the absolute difference."""
    low, high = (one, other) if one.low <= other.low else (other, one)
    return Interval(max(Fraction(0), high.low - low.high), high.high - low.low)


def _relative(then: Interval, now: Interval) -> Interval:
    """Return the absolute change in per cent of `then`."""
    ratio = now / then
    if ratio is None:
        return Interval(Fraction(0), Fraction(10**12))
    low, high = (ratio.low - 1) * _HUNDRED, (ratio.high - 1) * _HUNDRED
    return Interval(low, high) if low >= 0 else Interval(max(Fraction(0), -high), -low)


def _direction(reading: Reading, then: Term, now: Term, change: Term) -> Iterator[Contradiction]:
    rises = any(word in change.head for word in (*words.RISE, "增幅"))
    falls = any(word in change.head for word in (*words.FALL, "降幅"))
    if not (then.interval and now.interval) or rises == falls:
        return
    if (rises and now.interval.below(then.interval)) or (falls and then.interval.below(now.interval)):
        message = f"由{then.text}到{now.text}，方向与“{change.head}”相反"
        yield Contradiction("K04", "error", message, (reading.place,))


def _leap(reading: Reading) -> Iterator[Contradiction]:
    """Two years of one indicator a thousandfold apart: 万 or 亿 was lost."""
    for position in range(2, len(reading.terms) + 1):
        first, second = reading.terms[position - 2 : position]
        pair = _then_and_now_at(first, second)
        if pair is None or not (first.interval and second.interval) or first.interval.low <= 0:
            continue
        ratio = second.interval.low / first.interval.low
        if ratio >= _THOUSAND or (ratio > 0 and 1 / ratio >= _THOUSAND):
            message = f"{first.text}与{second.text}相差千倍以上，请核对是否漏写“万”或“亿”"
            yield Contradiction("K08", "error", message, (reading.place,))


def _then_and_now_at(first: Term, second: Term) -> tuple[Term, Term] | None:
    if first.unit != second.unit or first.sentence != second.sentence or first.unit in ("%", "百分点"):
        return None
    years = _year_of(first), _year_of(second)
    moved = bool(_FROM.search(first.head)) and bool(words.REACH.search(second.head))
    neighbours = _is_year(years) and abs(int(years[0]) - int(years[1])) == 1
    return (first, second) if moved or neighbours or set(years) == {"then", "now"} else None


def _per_head(reading: Reading) -> Iterator[Contradiction]:
    """Less than one yuan a head: 万 was lost."""
    for position in range(2, len(reading.terms) + 1):
        heads, money = reading.terms[position - 2 : position]
        if heads.unit not in words.HEADS or money.unit != "元" or heads.sentence != money.sentence:
            continue
        if words.UNIT_PRICE.search(reading.text[heads.quantity.end : money.quantity.end]):
            continue
        if not (heads.interval and money.interval and words.PAID.search(heads.head + money.head)):
            continue
        each = money.interval / heads.interval
        if each and each.high < _PER_HEAD:
            message = f"{money.text}÷{heads.text}＝每人（户）不到1元，请核对是否漏写“万”"
            yield Contradiction("K08", "error", message, (reading.place,))
