"""A number in prose → its unit, kind and close: money, percent, per-units, ranges, the counted noun behind it."""

import re
from decimal import Decimal

from draft.numbers.numerals import EXACT
from draft.numbers.quantity import Kind, write_value
from draft.numbers.reading import Reading
from draft.numbers.spoken import Spoken, speak_arabic, speak_chinese
from draft.numbers.spoken import CHINESE
from draft.numbers.units import UNITS, is_shy, match_unit, written_unit
from draft.numbers.patterns import Pattern

_PER = Pattern(r"[ ]?(?:/|／|每)[ ]?(?P<per>(?:1?0?[0-9]*[十百千]?万?(?:人口|人|活产|例|户)?)?(?:人·年|人口|人次|人|户|月|年|日|天|小时|分钟|秒|亩|公顷|吨|公斤|千克|立方米|平方米|升|度|千瓦时|件|张|床|例|次|家|辆|台|生|学期|学年|课时|km|m³|m3|L|d|h|kg|a)?)")
_PER_TEN = Pattern(r"[ ]?[/／][ ]?(?P<per>1?[十0]{0,5}[百千]?万(?:人口|人)?|千人|千活产|10万)")
_SIGN = Pattern(r"[ ]?(?:—{1,2}|–|―|-{1,2}|－|~|～|〜|至|到|─)[ ]?(?:第)?(?=[0-9０-９一二三四五六七八九十两])")
_STOP = frozenset(
    "的了和与及或至到等于在是为有比较同其中以由从被把将已均都就也并且不未再又上下内外前后左右时则而但因达完增降提减升占居列排得获"
    "超近约逾余多各每分共计总累全新该此这那个合按据经通过给向对可能应须需要会使让令做作开展实成来去出入起进行加强建设立设推落抓确保持续能年月日号第之"
)
_NOUN = Pattern("[\u4e00-\u9fff]{1,2}")


def _unit_at(text: str, end: int, *, arabic: bool) -> tuple[str, int] | None:
    """Return the unit behind a number and where it ends; one space may stand between."""
    gap = end
    while gap < end + 2 and text[gap : gap + 1] in _SPACES:
        gap += 1
    name = match_unit(text, gap)
    if name is None:
        return None
    if not arabic and is_shy(name):
        return None
    return name, gap + len(name)


_SPACES = frozenset(" \u00a0\u3000\u2009")


def _kind_of(unit: str | None) -> Kind:
    if unit is None:
        return "count"
    head = unit.partition("/")[0]
    known = UNITS.get(head)
    if known is None:
        return "count"
    return _KINDS.get(known.dimension, "count")


_KINDS: dict[str, Kind] = {"money": "money", "share": "percent", "share difference": "percentage_point", "multiple": "ratio"}


def read_measure(text: str, start: int, spoken: Spoken) -> Reading | None:
    """Return the quantity of `spoken`, whose first character stands at `start`; None if it counts nothing."""
    reading = _one(text, start, spoken)
    if reading is None:
        return None
    return _range(text, reading, spoken) or reading


def _one(text: str, start: int, spoken: Spoken) -> Reading | None:
    found = _unit_at(text, spoken.end, arabic=spoken.arabic or not spoken.single)
    if found and found[0] in _AMBIGUOUS and not _AMBIGUOUS[found[0]].match(text, found[1]):
        found = None
    if found is None:
        return _without_unit(text, start, spoken)
    name, end = found
    reading = Reading(
        start,
        end,
        _kind_of(name),
        spoken.value,
        spoken.high,
        written_unit(name),
        spoken.infix,
        magnitude=spoken.magnitude,
    )
    if spoken.high is not None:
        _as_range(reading)
    _per(text, reading)
    return reading


# A unit that is also the beginning of another word counts only before these.
_AMBIGUOUS: dict[str, "re.Pattern[str]"] = {
    "时": Pattern(""),
    "会": Pattern("$^"),
    "大": Pattern("$^"),
    "开": Pattern("$^"),
}


def _without_unit(text: str, start: int, spoken: Spoken) -> Reading | None:
    per = _PER_TEN.match(text, spoken.end)
    if per and spoken.arabic:
        return Reading(start, per.end(), "ratio", spoken.value, None, "/" + per["per"].replace("人口", "").replace("人", ""), spoken.infix)
    if spoken.single:
        return None
    if not spoken.arabic and spoken.infix is None and spoken.high is None and _digits_only(text, start, spoken.end):
        return None
    noun = _noun(text, spoken) if spoken.arabic else None
    end = spoken.end + len(noun) if noun else spoken.end
    reading = Reading(start, end, "count", spoken.value, spoken.high, noun, spoken.infix, magnitude=spoken.magnitude, bare=noun is None)
    if spoken.high is not None:
        _as_range(reading)
    return reading


def _digits_only(text: str, start: int, end: int) -> bool:
    return all(char in "零〇一二两三四五六七八九" for char in text[start:end])


def _noun(text: str, spoken: Spoken) -> str | None:
    """Return the unknown noun that an Arabic number counts, or None."""
    first = text[spoken.end : spoken.end + 1]
    if not "\u4e00" <= first <= "\u9fff" or first in _STOP:
        return None
    second = text[spoken.end + 1 : spoken.end + 2]
    if "\u4e00" <= second <= "\u9fff" and second not in _STOP:
        return first + second
    return first


def _per(text: str, reading: Reading) -> None:
    """Extend the unit by what it is per: 元/人, 8.6例/10万, 公里/小时."""
    if text[reading.end : reading.end + 1] not in _PER_MARKS:
        return
    ten = _PER_TEN.match(text, reading.end)
    match = ten or _PER.match(text, reading.end)
    if not match or not match["per"]:
        return
    reading.end = match.end()
    reading.unit = f"{reading.unit}/{match['per']}"


_PER_MARKS = frozenset("/／")


def _as_range(reading: Reading) -> None:
    reading.kind = "range"
    reading.norm = f"{write_value(reading.value)}..{write_value(reading.value_hi)}"


def _range(text: str, first: Reading, spoken: Spoken) -> Reading | None:
    """Return the range that `first` begins, sharing unit and magnitude where the first end leaves them out."""
    if text[first.end : first.end + 1] not in _SIGN_FIRST or first.value is None or first.value_hi is not None:
        return None
    sign = _SIGN.match(text, first.end)
    if not sign:
        return None
    second = _second(text, sign.end())
    if second is None or not isinstance(second.value, Decimal) or not isinstance(first.value, Decimal) or second.value_hi is not None:
        return None
    low = first.value
    if first.unit is None and not _shares(first, second):
        return None
    if first.unit is not None and first.unit != second.unit:
        return None
    if first.unit is None and second.magnitude != 1 and spoken.magnitude == 1 and _mantissa(second) > low:
        low = EXACT.multiply(low, second.magnitude)
    reading = Reading(first.start, second.end, "range", low, second.value, second.unit, first.qualifier or second.qualifier)
    reading.norm = f"{write_value(low)}..{write_value(second.value)}"
    reading.bare = second.unit is None
    return reading


_SIGN_FIRST = frozenset("—–―-－~～〜至到─ ")


def _mantissa(reading: Reading) -> Decimal:
    value = reading.value
    assert isinstance(value, Decimal)  # noqa: S101  checked by the caller
    return value / reading.magnitude


def _shares(first: Reading, second: Reading) -> bool:
    return first.bare or second.unit is None


def _second(text: str, start: int) -> Reading | None:
    if text[start].isdigit():
        return _one(text, start, speak_arabic(text, start))
    run = CHINESE.match(text, start)
    spoken = speak_chinese(text, start, run.end()) if run else None
    return _one(text, start, spoken) if spoken else None
