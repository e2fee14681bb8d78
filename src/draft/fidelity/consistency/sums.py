"""Totals and their parts: sums (K01), parts larger than the whole (K02)."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from draft.fidelity.consistency import words
from draft.fidelity.consistency.interval import Interval, sharpen, total, value_of, write_like
from draft.fidelity.consistency.nouns import Contradiction, Weight
from draft.fidelity.consistency.terms import Reading, Term
from draft.fidelity.unit_classes import CONVERSIONS, qualifier_class
from draft.numbers.patterns import Pattern

_AMONG = Pattern(r"(?<![初高集])[中里]，?(?:已有|有|已)$")
_ALL_OF = Pattern(r"全[县市区镇乡省]|共有|现有|辖区")
_CHANGED = Pattern(rf"(?:{'|'.join((*words.RISE, *words.FALL, '增', '多', '少'))})了?$")
_FAR = 16
_RATES = ("%", "百分点", "‰")
_NAMED = "named"
_NUMBER_FIRST = "number first"
"""卫生院21所，18所达基本标准、5所达推荐标准: no word says so, yet these are parts."""
_NEARLY_ALL = 100
"""Parts that miss their total by less than a hundredth of it were probably meant to be all."""


def find_sums(reading: Reading) -> Iterator[Contradiction]:
    """Yield totals that their parts do not add up to, and parts larger than the whole."""
    for position, term in enumerate(reading.terms):
        if term.unit is None or _is_open(term) or _is_change(term) or words.AVERAGE.search(term.subject):
            continue
        parts, begin = _parts_after(reading, position)
        if parts:
            yield from _compare_parts(reading, term, parts, begin)
        before = _parts_before(reading, position)
        if before:
            yield from _unequal(reading, term, before)
    yield from _among(reading)


def _is_open(term: Term) -> bool:
    threshold = qualifier_class(term.quantity.qualifier) in ("以上", "以下", "不少于", "不超过")
    return term.interval is None or threshold or term.unit in _RATES or term.unit in words.DURATIONS


def _is_change(term: Term) -> bool:
    return bool(_CHANGED.search(term.head))


def _parts_after(reading: Reading, position: int) -> tuple[list[Term], str]:
    """Return the parts that follow a total in its sentence, and the word that introduces them."""
    whole = reading.terms[position]
    parts: list[Term] = []
    begin = ""
    for term in reading.terms[position + 1 :]:
        if term.sentence != whole.sentence:
            break
        if term.interval is None:
            return [], ""
        if term.unit in _RATES or (not parts and _is_change(term)):
            continue
        if _is_open(term):
            break
        if not parts:
            begin = _begins_parts(reading, whole, term)
            if not begin or not _same_unit(term, whole):
                return [], ""
        elif not _continues(term, parts[-1], whole) or _leaves_brackets(reading, parts[-1], term):
            break
        parts.append(term)
    if begin == _NAMED and not _exclude_each_other(parts, all_of=True):
        return [], ""
    return parts, begin


def _begins_parts(reading: Reading, whole: Term, term: Term) -> str:
    """Return the word or mark before the first part, ``named`` where only the parts' names can tell."""
    word = next((word for word in words.PARTS_BEGIN if term.head.startswith(word)), "")
    if word or term.clause != whole.clause + 1:
        return word
    between = reading.text[whole.quantity.end : term.quantity.start]
    mark = next(
        (mark for mark in ("：", "（") if between.replace(":", "：").replace("(", "（").startswith(mark)), ""
    )
    if mark == "（" and re.search(r"[）)]", between):
        return ""  # 2个（心血管内科、骨科），市级3个: the aside is over
    if mark or whole.tail:
        return mark
    if term.head or not term.tail:
        return _NAMED
    return "" if _is_part_itself(reading, whole, term) else _NUMBER_FIRST


def _is_part_itself(reading: Reading, whole: Term, term: Term) -> bool:
    """12件实事完成5件，7件推进: both are parts of what was counted before, not the one of the other."""
    return any(
        before.sentence == whole.sentence
        and _same_unit(whole, before)
        and before.interval is not None
        and term.interval is not None
        and not before.interval.below(term.interval)
        for before in reading.terms[: whole.index]
    )


def _leaves_brackets(reading: Reading, part: Term, term: Term) -> bool:
    return bool(re.search(r"[）)]", reading.text[part.quantity.end : term.quantity.start]))


def _same_unit(part: Term, whole: Term) -> bool:
    return part.unit is None or part.unit == whole.unit


def _continues(term: Term, part: Term, whole: Term) -> bool:
    """Return whether a list goes on: same unit, nothing new begun, in a new clause no larger value."""
    new = re.match(
        r"其中|另|还|同比|较|比上|占|累计|共|合计|人均|户均|平均|完成率|全年|今年|新增(?!$)|实有|现有|目前|全[县市区镇省]",
        term.head,
    )
    larger = (
        term.interval
        and whole.interval
        and whole.interval.below(term.interval)
        and term.clause != part.clause
    )
    return (
        _same_unit(term, whole)
        and term.unit == part.unit
        and not new
        and bool(term.head or term.tail)
        and not larger
    )


def _compare_parts(reading: Reading, whole: Term, parts: list[Term], begin: str) -> Iterator[Contradiction]:
    assert whole.interval  # noqa: S101  the caller has looked
    for part in parts:
        if part.interval and whole.interval.below(part.interval):
            message = f"{_name(part)}{part.text}大于总数{whole.text}，请核对"
            yield Contradiction("K02", "error", message, (reading.place,))
            return
    if len(parts) < 2:  # noqa: PLR2004  one part is no list
        return
    printed, added = _whole_and_sum(whole, parts)
    if added.meets(printed):
        return
    closed = _is_closed(reading, whole, parts, begin)
    if printed.below(added):
        if closed or _exclude_each_other(parts):
            yield _sum_message(reading, whole, parts, "error", "")
        elif _alike(whole, parts):
            yield _sum_message(reading, whole, parts, "warning", "；如各项有重叠请注明")
    elif closed:
        yield _sum_message(reading, whole, parts, "error", "")
    elif begin in ("其中", "（") and _almost_all(whole, parts) and not words.OPEN_LIST.search(reading.text):
        yield _sum_message(reading, whole, parts, "warning", "；如已列全请核对，未列全请加“等”")


def _whole_and_sum(whole: Term, parts: Sequence[Term]) -> tuple[Interval, Interval]:
    first, *others = sharpen([whole.quantity, *(part.quantity for part in parts)])
    return first, total(others)


def _is_closed(reading: Reading, whole: Term, parts: list[Term], begin: str) -> bool:
    listed = reading.text[whole.quantity.start : parts[-1].quantity.end + 12]
    if words.OPEN_LIST.search(listed) or begin in ("含", "包括"):
        return False
    return (
        begin in words.CLOSED_BEGIN
        or begin in ("：", _NAMED)
        or (begin in ("其中", "（") and _exclude_each_other(parts, all_of=True))
    )


def _exclude_each_other(parts: Sequence[Term], *, all_of: bool = False) -> bool:
    """Return whether every part is named by a different word of one group that cannot overlap.

    Args:
        all_of: only groups that leave nothing out, all of them named, such as 男 and 女.
    """
    money = words.MONEY_PARTITIONS if parts[0].unit == "元" else ()
    for group in words.WHOLE_PARTITIONS if all_of else (*words.PARTITIONS, *words.WHOLE_PARTITIONS, *money):
        named = [next((word for word in group if word in part.head + part.tail), "") for part in parts]
        if all(named) and len(set(named)) == len(parts) and (not all_of or len(parts) == len(group)):
            return True
    return False


def leave_nothing_out(parts: Sequence[Term]) -> bool:
    """Return whether the parts are named by all words of one group, such as 男 and 女."""
    return len(parts) > 1 and _exclude_each_other(parts, all_of=True)


def _alike(whole: Term, parts: Sequence[Term]) -> bool:
    """Return whether the parts are of one shape: 通过基本标准、通过推荐标准, but not 女党员、35岁以下党员.

    Kinds of roads, money, goods do not overlap; marks of people do.
    """
    if whole.quantity.kind == "money" or whole.unit in CONVERSIONS or whole.unit in words.CASES:
        return True
    first, *others = [part.head.removeprefix("其中") + part.tail for part in parts]
    shared = {first[i : i + 2] for i in range(len(first) - 1)}
    return any(all(pair in other for other in others) and pair not in whole.subject for pair in shared)


def _almost_all(whole: Term, parts: Sequence[Term]) -> bool:
    if len(parts) < 3 or not whole.interval:  # noqa: PLR2004  two of many is an ordinary 其中
        return False
    _, added = _whole_and_sum(whole, parts)
    return (whole.interval.low - added.high) * _NEARLY_ALL < whole.interval.low


def _sum_message(
    reading: Reading, whole: Term, parts: list[Term], weight: Weight, hint: str
) -> Contradiction:
    added = sum((value_of(part.quantity) or Fraction(0) for part in parts), Fraction(0))
    printed = value_of(whole.quantity) or Fraction(0)
    listed = "＋".join(part.text for part in parts)
    more = "多" if added > printed else "少"
    difference = f"总数为{whole.text}，{more}{write_like(abs(added - printed), whole.quantity)}{hint}"
    message = f"分项之和与总数不符：{listed}＝{write_like(added, whole.quantity)}，{difference}"
    return Contradiction("K01", weight, message, (reading.place,))


def _parts_before(reading: Reading, position: int) -> list[Term]:
    """Return the parts of which a bare 合计N is the sum."""
    whole = reading.terms[position]
    if not words.TOTALS.match(whole.head):
        return []
    parts: list[Term] = []
    for term in reversed(reading.terms[:position]):
        if term.sentence != whole.sentence or term.unit != whole.unit or term.interval is None:
            break
        parts.insert(0, term)
    complete = len(parts) == position or (parts and parts[0].index > 0)
    return (
        parts
        if len(parts) > 1 and complete and not any(part.head.startswith("其中") for part in parts)
        else []
    )


def _unequal(reading: Reading, whole: Term, parts: list[Term]) -> Iterator[Contradiction]:
    printed, added = _whole_and_sum(whole, parts)
    if not added.meets(printed):
        yield _sum_message(reading, whole, parts, "error", "")


def _among(reading: Reading) -> Iterator[Contradiction]:
    """全县N所中已有M所: M is at most N."""
    for whole, part in pairwise(reading.terms):
        if not (whole.interval and part.interval and whole.unit == part.unit):
            continue
        between = reading.text[whole.quantity.end : part.quantity.start]
        inside = whole.clause == part.clause and _AMONG.search(between)
        already = (
            part.clause == whole.clause + 1 and part.head.startswith("已") and _ALL_OF.search(whole.subject)
        )
        if (inside or already) and len(between) < _FAR and whole.interval.below(part.interval):
            message = f"部分大于整体：{whole.text}中{part.head}{part.text}，请核对"
            yield Contradiction("K02", "error", message, (reading.place,))


def _name(term: Term) -> str:
    return term.head.removeprefix("其中") or "其中"
