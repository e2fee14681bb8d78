"""Dates, periods and clock times at one place: exact span and the written precision as `norm`.

A date and the hour behind it are two quantities. Ranges of dates have the kind range and the norm `a..b`.
"""

import re
from typing import NamedTuple

from draft.errors import NumeralError
from draft.numbers.numerals import narrow, read_magnitude
from draft.numbers.patterns import Pattern
from draft.numbers.reading import Reading

_D = "[0-9０-９]"
_CN_YEAR = "[一二][〇零○九八七六五四三二一]{3}"
_CN_SMALL = "[一二三四五六七八九十]{1,3}"
_S = "[ \u00a0]?"
YEAR = rf"(?:(?:1[5-9]|2[01])\d\d|[１２]{_D}{{3}}|{_CN_YEAR})"
_YEAR_WORD = rf"{_S}(?:年度(?!假)|年(?![级龄限]|以上|以下|以内|代)|(?=(?:统计年度|学年|财年|财政年度)))"
_MONTH = r"(?:1[0-2]|0?[1-9]|１[０-２]|[１-９]|十[一二]?|[一二三四五六七八九]|元)(?=[ \u00a0]?月)"
_MONTH_WORD = rf"{_S}月(?!均|度|薪|嫂|饼|租|报|例会|子|供|票|销|产|季|刊|台|计|考|结|龄|牙)份?"
_DAY = (
    rf"(?:3[01]|[12]\d|0?[1-9]|[１２３]?{_D}|三十一?|二?十[一二三四五六七八九]?"
    rf"|[一二三四五六七八九])(?=[ \u00a0]?[日号])"
)
_DAY_WORD = rf"{_S}[日号](?![常均报产处间程线楼门])"
_PART = "(?:[上中下]旬|月?底|月?末|月?初|中旬)"

_DATE = Pattern(
    rf"(?:(?P<y>{YEAR}){_YEAR_WORD}{_S})?(?:(?P<m>{_MONTH}){_MONTH_WORD}{_S})?(?:(?P<d>{_DAY}){_DAY_WORD})?"
)
_SIGN = "(?:—{1,2}|–|―|-{1,2}|－|~|～|〜|至|到|─)"
_RANGE_SIGN = Pattern(rf"{_S}{_SIGN}{_S}")
_BARE = Pattern(rf"({YEAR}|{_D}{{1,2}}|{_CN_SMALL})(?={_S}{_SIGN}{_S}(?:{_D}|[一二三四五六七八九十]))")
_YEAR_END = Pattern(
    rf"{_S}(?:(?:全年)?(?P<half>[上下]半年)|第?(?P<n>[一二三四1-4１-４]){_S}个?季度"
    rf"|(?P<front>前)(?P<fn>[二三四2-4两]){_S}个?季度"
    rf"|(?P<edge>年?[底末初中](?![期间学华国央高考小])))"
)
_PERIOD = Pattern(
    rf"(?P<half>[上下]半年)(?!度?[以之]?[上内])|(?:第(?P<n>[一二三四1-4])"
    rf"|(?P<front>前)(?P<fn>[一二三四两1-4])|(?P<plain>[一二三四1-4])(?=季度)){_S}个?季度"
    rf"|前(?P<months>{_D}{{1,2}}|[一二三四五六七八九十]{{1,2}})个月"
)
_NUMERIC = Pattern(
    r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12]\d"
    r"|0?[1-9])(?![0-9]|[-/.][0-9])"
)
_NUMERIC_MONTH = Pattern(r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>0[1-9]|1[0-2])(?![0-9.亿万元%％-]|[—~～]\d)")
_YEARS = Pattern(
    rf"(?P<a>(?:19|20)\d\d){_S}(?:{_SIGN}|/(?=\d{{4}}学年)){_S}(?P<b>(?:19"
    rf"|20)\d\d)(?!{_D})(?:学年度?|年度|年)?"
)
_CENTURY = Pattern(
    rf"(?:(?P<c>\d{{1,2}}|二十一?|十[八九]){_S}世纪)(?:(?P<n>[1-9]0"
    rf"|[一二三四五六七八九]十)年代[初中末]?)?|(?P<n2>[2-9]0|[二三四五六七八九]十)年代[初中末]?"
)
_CLOCK = Pattern(r"(?P<h>2[0-4]|[01]?\d)[:：](?P<m>[0-5]\d)(?:[:：](?P<s>[0-5]\d))?(?![0-9:：])")
_HOUR = Pattern(
    rf"(?P<h>2[0-4]|[01]?\d|[０-２]?{_D}|二?十[一二三四五六七八九]?"
    rf"|[零〇一二三四五六七八九两])(?:{_S}(?P<w>时"
    rf"|点钟?)(?![间代段期候机刻差速长位评建要意以之面空])(?:(?P<m>{_D}{{1,2}}"
    rf"|[一二三四五]?十[一二三四五六七八九]?"
    rf"|[零〇][一二三四五六七八九])(?:分(?![钟之])(?:(?P<s>{_D}{{1,2}})秒)?|(?<=点{_D}{_D})(?!{_D}"
    rf"|[年月日%％个名人家]))|(?P<half>半)|(?P<quarter>[一三])刻|(?P<sharp>整))?)"
)
_MONTH_PAIR = Pattern("(?P<a>[一二三四五六七八九])(?P<b>[二三四五六七八九])月份?")
_QUARTERS = Pattern(
    rf"第?(?P<a>[一二三1-3])(?:季度)?{_S}(?:—{{1,2}}|–|-|~|～|至|到){_S}第?(?P<b>[二三四2-4])季度"
)
# 由20日缩短至7日 tells how long, not when.
_LASTS = (
    "(?:缩短|压缩|延长|压减|时限|用时|周期|办结|历时|为期|工期|假期|连用|连续|连服|疗程|公示|隔离"
    "|住院|观察|随访|留观|冷藏|保存)"
)
_LASTING = Pattern(f"{_LASTS}[^，。；、]*$")
_LASTING_BEHIND = Pattern(f"[^，。；、]{{0,4}}{_LASTS}")
_OF_MONTH = Pattern("(?:每月|本月|当月|上月|次月|同月)$")
_OF_DAYS = Pattern(
    "[ \u00a0]?(?:无理由|试用|体验|有效|内|以内|之内|以上|以下|左右|游|龄|均|后|前|共|的|为限)"
)


class Parts(NamedTuple):
    """Year, month and day as written, None where not written."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def norm(self) -> str | None:
        """Return the norm of the contract; ---17 for a day without its month, None for nothing."""
        if self.year is None:
            if self.month is None:
                return None if self.day is None else f"---{self.day:02d}"
            return f"--{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")
        tail = "" if self.month is None else f"-{self.month:02d}"
        return f"{self.year:04d}{tail}" + (
            "" if self.day is None or self.month is None else f"-{self.day:02d}"
        )


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "元":
        return 1
    try:
        return int(read_magnitude(narrow(text)))
    except NumeralError:
        return None


class _Found(NamedTuple):
    end: int
    parts: Parts
    suffix: str = ""


def _read_parts(text: str, start: int) -> _Found | None:
    match = _DATE.match(text, start)
    if not match or match.end() == start:
        return None
    year, month, day = match.group("y", "m", "d")
    parts = Parts(_number(year), _number(month), _number(day))
    if year and day and not month:
        cut = _DATE.match(text, start, match.start("d"))
        return _Found(cut.end() if cut else match.end(), Parts(parts.year))
    end = match.end()
    while text[end - 1] in " \u00a0":
        end -= 1
    return _Found(end, parts)


_ONLY_MONTH_PART = Pattern("(?:上旬|中旬|下旬|底|末(?!位)|初(?!步|中|级|始|期|心|次|审|评|试)|中(?=旬))")


def read_date(text: str, start: int) -> Reading | None:
    """Return the date, period or range of dates that begins at `start`, or None."""
    pair = _MONTH_PAIR.match(text, start) if text[start] in "一二三四五六七八" else None
    if pair and (_number(pair["b"]) or 0) - (_number(pair["a"]) or 0) == 1:
        return Reading(
            start,
            pair.end(),
            "range",
            norm=f"--{_number(pair['a']):02d}..--{_number(pair['b']):02d}",
            open=False,
        )
    numeric = _read_numeric(text, start) if text[start] in "12" else None
    if numeric:
        return _numeric_range(text, numeric) or numeric
    found = _read_parts(text, start)
    if (
        found
        and found.parts.year is None
        and found.parts.month is None
        and not _day_alone(text, start, found.end)
    ):
        return None
    left = _read_range(text, start, found)
    if left:
        return left
    if not found:
        return _read_century(text, start)
    return _with_period(text, start, found)


def _day_alone(text: str, start: int, end: int) -> bool:
    """Whether 15日 without its month is a date; 15日内 and 由20日缩短至7日 say how long."""
    if _RANGE_SIGN.match(text, end) and _read_parts(text, end + 1):
        return True
    if _OF_MONTH.search(text, max(0, start - 4), start):
        return True
    if text[end - 1] == "号" or _OF_DAYS.match(text, end) or text[start] in _CHINESE_DIGITS:
        return False
    return not (_LASTING.search(text, max(0, start - 12), start) or _LASTING_BEHIND.match(text, end))


_CHINESE_DIGITS = frozenset("一二三四五六七八九十")


def _numeric_range(text: str, first: Reading) -> Reading | None:
    """Return 2023.01.05—2023.02.28 as one range, or None."""
    sign = _RANGE_SIGN.match(text, first.end) if first.kind == "date" else None
    second = _read_numeric(text, sign.end()) if sign else None
    if second is None or second.kind != "date":
        return None
    return Reading(first.start, second.end, "range", norm=f"{first.norm}..{second.norm}", open=False)


# What may stand behind the year of 2023-01-05, 2023.01 or 2021—2025年.
_NUMERIC_MARKS = frozenset("-/. \u00a0—–―－~～〜至到─")


def _read_numeric(text: str, start: int) -> Reading | None:
    if text[start + 4 : start + 5] not in _NUMERIC_MARKS:
        return None
    match = _NUMERIC.match(text, start)
    if match:
        norm = Parts(int(match["y"]), int(match["m"]), int(match["d"])).norm()
        return Reading(start, match.end(), "date", norm=norm, open=False)
    years = _YEARS.match(text, start)
    if years and int(years["a"]) < int(years["b"]):
        return Reading(start, years.end(), "range", norm=f"{years['a']}..{years['b']}", open=False)
    month = _NUMERIC_MONTH.match(text, start)
    if month and (month["s"] != "." or text[month.end() : month.end() + 1] in "年—-~～至"):
        return Reading(
            start, month.end(), "date", norm=Parts(int(month["y"]), int(month["m"])).norm(), open=False
        )
    return None


def _read_range(text: str, start: int, found: _Found | None) -> Reading | None:
    """Return a range of dates: 1—6月, 2021—2025年, 3月5日至10日, 2023年1—6月."""
    place = found.end if found else start
    sign = _RANGE_SIGN.match(text, place) if found else None
    left = found.parts if found else Parts()
    bare: str | None = None
    if not sign:
        match = _BARE.match(text, place) if _may_range(text, place) else None
        if not match:
            return None
        bare = match.group(1)
        sign = _RANGE_SIGN.match(text, match.end())
    right = _read_parts(text, sign.end()) if sign else None
    if not right:
        return None
    ends = _join_ends(left, bare, right.parts)
    if ends is None:
        return None
    first, last = ends
    low, high = first.norm(), last.norm()
    if low is None or high is None:
        return None
    end = _month_part(text, right.end, last)
    return Reading(start, end, "range", norm=f"{low}..{high}", open=False)


def _may_range(text: str, start: int) -> bool:
    """Whether a sign of a range may stand behind a short number at `start`."""
    return not _RANGE_SIGNS.isdisjoint(text[start + 1 : start + 6])


_RANGE_SIGNS = frozenset("—–―-－~～〜至到─")


def _join_ends(left: Parts, bare: str | None, right: Parts) -> tuple[Parts, Parts] | None:
    if bare is not None:
        number = _number(bare)
        if right.year is not None and left == Parts() and right.month is None:
            left = Parts(number)
        elif right.month is not None and right.year is None and left.month is None and right.day is None:
            left = Parts(left.year, number)
        elif right.day is not None and right.month is None and left.day is None:
            left = Parts(left.year, left.month, number)
        else:
            return None
    if left.day is not None and right.day is None and right.month is None and right.year is None:
        return None
    year = right.year if right.year is not None else left.year
    month = right.month if right.month is not None or right.year is not None else left.month
    if right.month is None and right.day is None and right.year is None:
        return None
    return left, Parts(year, month, right.day)


def _month_part(text: str, end: int, parts: Parts) -> int:
    if parts.month is None or parts.day is not None:
        return end
    part = _ONLY_MONTH_PART.match(text, end)
    return part.end() if part else end


_BEGIN_PERIOD = frozenset(" \u00a0全上下第一二三四1234１２３４前年底末初中")


def _with_period(text: str, start: int, found: _Found) -> Reading:
    parts = found.parts
    norm = parts.norm()
    end = found.end
    if parts.year is not None and parts.month is None:
        period = _YEAR_END.match(text, end) if text[end : end + 1] in _BEGIN_PERIOD else None
        if period:
            return Reading(
                start, period.end(), "date", norm=_period_norm(period, parts.year, norm), open=False
            )
    end = _month_part(text, end, parts)
    return Reading(start, end, "date", norm=norm, open=False)


def _period_norm(match: "re.Match[str]", year: int | None, norm: str | None) -> str | None:
    found = match.groupdict()
    head = f"{year:04d}-" if year is not None else "--"
    if found.get("half"):
        months = ("01", "06") if found["half"][0] == "上" else ("07", "12")
    elif found.get("months"):
        months = ("01", f"{_number(found['months']):02d}")
    elif found.get("front"):
        months = ("01", f"{3 * (_number(found['fn']) or 0):02d}")
    elif found.get("n") or found.get("plain"):
        quarter = _number(found.get("n") or found.get("plain")) or 1
        months = (f"{3 * quarter - 2:02d}", f"{3 * quarter:02d}")
    else:
        return norm
    return f"{head}{months[0]}..{head}{months[1]}"


def read_period(text: str, start: int) -> Reading | None:
    """Return 上半年, 前三季度, 第三季度, 一季度 or 前11个月 at `start`, or None."""
    quarters = _QUARTERS.match(text, start)
    if quarters:
        low, high = _number(quarters["a"]) or 1, _number(quarters["b"]) or 4
        return Reading(
            start, quarters.end(), "range", norm=f"--{3 * low - 2:02d}..--{3 * high:02d}", open=False
        )
    match = _PERIOD.match(text, start)
    if not match:
        return None
    return Reading(start, match.end(), "date", norm=_period_norm(match, None, None), open=False)


def _read_century(text: str, start: int) -> Reading | None:
    match = _CENTURY.match(text, start)
    return Reading(start, match.end(), "date", open=False) if match else None


def read_clock(text: str, start: int) -> Reading | None:
    """Return the clock time, or range of times, that begins at `start`, or None."""
    first = _one_clock(text, start)
    if not first:
        return None
    end, norm = first
    sign = _RANGE_SIGN.match(text, end)
    second = _one_clock(text, _skip_next_day(text, sign.end())) if sign else None
    if second:
        return Reading(start, second[0], "range", norm=f"{norm}..{second[1]}", open=False)
    return Reading(start, end, "time", norm=norm, open=False)


def _skip_next_day(text: str, place: int) -> int:
    for word in ("次日", "翌日", "当日", "下午", "晚上", "晚", "凌晨", "上午", "中午"):
        if text.startswith(word, place):
            return place + len(word)
    return place


def _one_clock(text: str, start: int) -> tuple[int, str] | None:
    match = _CLOCK.match(text, start)
    if match:
        return match.end(), f"{int(match['h']):02d}:{match['m']}"
    hour = _HOUR.match(text, start)
    if not hour or not _is_hour(text, start, hour):
        return None
    minute = _minute(hour)
    value = _number(hour["h"])
    if value is None or value > 24 or minute is None or minute > 59:  # noqa: PLR2004  hours and minutes of a day
        return None
    return hour.end(), f"{value:02d}:{minute:02d}"


def _minute(match: "re.Match[str]") -> int | None:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"] == "一" else 45
    return _number(match["m"].lstrip("零〇") if match["m"] else "0")


_MOVED = Pattern("(?:推迟|提前|延迟|延长|调整|开始|开会|开门|开诊|准时|集合|出发)")
_MOVED_FROM = Pattern("(?:推迟|提前|延迟|延长|调整)(?:到|至|为)$")


def _is_hour(text: str, start: int, match: "re.Match[str]") -> bool:
    """A bare 3点 is three points and 一时 a while; a clock needs minutes or a part of the day."""
    before = text[start - 1 : start]
    certain = bool(match["m"] or match["half"] or match["quarter"] or match["sharp"])
    if match["w"] == "时" and text[start].isdigit():
        return True
    if _MOVED.match(text, match.end()) or _MOVED_FROM.search(text, max(0, start - 6), start):
        return True
    return certain or (match["w"] == "点钟") or (before in "午晨晚夜间早日" and bool(before))


_PARTS_OF_DAY = (
    "上午",
    "下午",
    "中午",
    "凌晨",
    "早上",
    "晚上",
    "傍晚",
    "清晨",
    "早晨",
    "夜间",
    "午后",
    "晚间",
    "深夜",
    "晚",
    "早",
)
_AFTERNOON = frozenset({"下午", "晚上", "傍晚", "夜间", "午后", "晚间", "深夜", "晚"})


def take_part_of_day(text: str, reading: Reading) -> None:
    """Take 上午 or 下午 before a time into its text, in place; 下午3时 has the norm 15:00."""
    for word in _PARTS_OF_DAY:
        if text.startswith(word, max(0, reading.start - len(word))) and reading.start >= len(word):
            reading.start -= len(word)
            if word in _AFTERNOON and reading.norm:
                reading.norm = "..".join(_later(end) for end in reading.norm.split(".."))
            return


def _later(norm: str) -> str:
    hour = int(norm[:2])
    return f"{hour + 12:02d}{norm[2:]}" if hour < 12 else norm  # noqa: PLR2004  hours of the morning
