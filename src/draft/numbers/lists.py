"""Lists after the scan: bare members borrow unit and direction of their neighbour (1.24和1.76个百分点).

A note leaves out what the count before has: 23家（公办15、民办8）, 由15天压到10. Also joins 三年以上十年以下
into one range.
"""

from decimal import Decimal
from itertools import pairwise

from draft.numbers.numerals import EXACT
from draft.numbers.patterns import Pattern
from draft.numbers.quantity import write_value
from draft.numbers.reading import Reading

_LINKS = frozenset(
    {"、", "和", "与", "及", "，", ",", "或", "以及", "/", " 和 ", "、 ", "和约", "、约", "；", "或者"}
)
_CLOSE_LINKS = frozenset({"、", "和", "与", "及", "或", "以及", "和约", "、约"})


_MONTHS = 12
_DAYS = 31
# 12、15万元 shares the 万; 2100和1.6万人 does not.
_SMALL = Decimal(1000)


def share_units(text: str, readings: list[Reading]) -> None:
    """Lend units backwards and directions forwards through lists, in place; join bounds to ranges."""
    for place in range(len(readings) - 2, -1, -1):
        first, second = readings[place], readings[place + 1]
        if second.start - first.end > 4:  # noqa: PLR2004  no link is longer
            continue
        gap = text[first.end : second.start]
        if second.qualifier and gap != second.qualifier:
            gap = gap.removesuffix(second.qualifier)  # 日均1.2万、最高2.1万人次
        if first.bare and second.kind == "date" and _is_year(first, second, gap):
            written = write_value(first.value) or ""
            first.norm = _norm_like(written, second.norm or "")
            first.kind, first.value, first.bare = "date", None, False
            continue
        if first.unit == "个" and gap in _CLOSE_LINKS and _measures(text, second):
            first.unit, first.kind = second.unit, second.kind
        if first.bare and first.unit is None and second.unit and gap in _LINKS and _lends(second, gap):
            _lend(first, second, gap)
    for place in range(1, len(readings)):
        _inherit_rank(text, readings[place - 1], readings[place])
        _inherit_direction(text, readings[place - 1], readings[place])
    _borrow_from_before(text, readings)
    _join_bounds(text, readings)


def _norm_like(written: str, norm: str) -> str:
    """Return the norm of a bare year, month or day in a list that ends with `norm`."""
    if norm.startswith("---"):
        return f"---{int(written):02d}"
    return f"--{int(written):02d}" if norm.startswith("--") else written


def _is_year(first: Reading, second: Reading, gap: str) -> bool:
    """Whether a bare number is a year of a list: 2021、2022、2023年."""
    written = write_value(first.value) or ""
    if second.norm and second.norm.startswith("---"):
        return gap == "、" and written.isdigit() and 1 <= int(written) <= _DAYS
    if second.norm and second.norm.startswith("--") and len(second.norm) == len("--06"):
        return (
            gap == "、" and len(written) <= len("12") and written.isdigit() and 1 <= int(written) <= _MONTHS
        )
    return (
        gap in _CLOSE_LINKS
        and len(written) == len(second.norm or "") == len("2023")
        and written[:2] in ("19", "20")
    )


def _measures(text: str, second: Reading) -> bool:
    """Whether 个 belongs to the measure of the second: 1.2个和0.9个百分点, 3个和5个月."""
    return second.unit in _WITH_GE and text[second.start : second.end].endswith(
        f"个{second.unit}".replace("个个", "个")
    )


_WITH_GE = frozenset({"百分点", "个月", "小时", "工作日", "钟头", "星期"})


def _lends(second: Reading, gap: str) -> bool:
    return second.kind in ("count", "money", "percent", "percentage_point", "ratio") and (
        gap in _CLOSE_LINKS or second.kind in ("percent", "percentage_point")
    )


def _lend(first: Reading, second: Reading, gap: str) -> None:
    first.unit, first.kind = second.unit, second.kind
    if (
        first.magnitude == 1
        and second.magnitude != 1
        and isinstance(first.value, Decimal)
        and first.value < _SMALL
        and gap in _CLOSE_LINKS
    ):
        first.value = EXACT.multiply(first.value, second.magnitude)
        first.magnitude = second.magnitude


_RANKED = frozenset("第0123456789")


def _inherit_rank(text: str, first: Reading, second: Reading) -> None:
    """Make the later members of 第1、2、3批 ordinals, in place."""
    if first.kind == "ordinal" and first.unit in (None, second.unit) and second.kind == "count":
        gap = text[first.end : second.start] if second.start - first.end < len(" 和第 ") else ""
        if gap in ("、", "和", "至") and text[first.start] in _RANKED:
            second.kind = "ordinal"


def _inherit_direction(text: str, first: Reading, second: Reading) -> None:
    if second.direction is not None or first.direction is None or second.start - first.end > 4:  # noqa: PLR2004  see above
        return
    gap = text[first.end : second.start]
    if not gap or (first.kind == second.kind and gap in _CLOSE_LINKS):
        second.direction = first.direction


# Between a count and the first of its parts, between two parts, between the two ends of a change.
_PART = Pattern(r"[（(](?:其中)?[^，。；：、（）()0-9]{1,8}")
_NEXT_PART = Pattern(r"[、，；][^，。；：、（）()0-9]{1,8}")
_END = Pattern(r"[^，。；：、（）()0-9]{0,4}(?:[增减升降提涨跌缩压扩延加调][\u4e00-\u9fff]{0,2}?)?[到至为]")
_CLOSES = frozenset("）)、，；。 ")
_LONGEST_LEAD = 12


def _borrow_from_before(text: str, readings: list[Reading]) -> None:
    """Give a bare count the unit of the whole it is a part of, or of the start of its change, in place."""
    parts = False
    for before, reading in pairwise(readings):
        if before.kind != "count" or reading.kind != "count" or reading.start - before.end > _LONGEST_LEAD:
            parts = False
            continue
        gap = text[before.end : reading.start]
        first = gap[:1] in "（(" and _PART.fullmatch(gap) is not None
        parts = first or (parts and _NEXT_PART.fullmatch(gap) is not None)
        if not before.unit or not (reading.end == len(text) or text[reading.end] in _CLOSES):
            continue
        if (parts and reading.unit is None) or (
            reading.unit in (None, "个") and gap[-1:] in "到至为" and _END.fullmatch(gap)
        ):
            reading.unit, reading.bare = before.unit, False


def _join_bounds(text: str, readings: list[Reading]) -> None:
    place = 0
    while place + 1 < len(readings):
        first, second = readings[place], readings[place + 1]
        if _bounds(text, first, second):
            first.end = second.end + 2
            first.value_hi, first.kind, first.qualifier = second.value, "range", None
            first.norm = f"{write_value(first.value)}..{write_value(first.value_hi)}"
            del readings[place + 1]
        place += 1


def _bounds(text: str, first: Reading, second: Reading) -> bool:
    return (
        first.qualifier in ("以上", "及以上")
        and second.qualifier == "以下"
        and first.unit == second.unit
        and text[first.end : second.start] in ("以上", "以上、", "以上，", "及以上")
        and isinstance(first.value, Decimal)
        and isinstance(second.value, Decimal)
        and text.startswith("以下", second.end)
    )
