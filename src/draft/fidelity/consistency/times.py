"""Dates that cannot be or come out of order (K11), periods and plan years (K12), anniversaries (K20)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draft.errors import NumeralError
from draft.fidelity.consistency import words
from draft.fidelity.consistency.nouns import Contradiction, Outline, Place
from draft.fidelity.consistency.terms import Reading
from draft.fidelity.ledger import FactGroup, Ledger
from draft.numbers import parse_numeral
from draft.numbers.patterns import Pattern

_YEAR = Pattern(r"(?<![0-9])(20[0-9]{2}|19[0-9]{2})年(?!以来)")
_DAY = Pattern(
    r"(?:(20[0-9]{2}|19[0-9]{2})年)?(?<![0-9])([0-9]{1,2})月(?:([0-9]{1,2})[日号]|([底末初份]))?(?!份?[至到—～~-])"
)
_UNTIL = Pattern(r"截[至止]到?(?:目前)?[^，。；]{0,2}$")
_SPAN = Pattern(r"(?<![0-9])(?:(20[0-9]{2})年)?([0-9]{1,2})月?(?:份)?[至到—～~-]{1,2}([0-9]{1,2})月(?!前)")
_PLAN_WORDS = Pattern(r"打算|计划|安排|思路|谋划|展望|要点|部署")
_REPORT_WORDS = Pattern(r"总结|汇报|报告|回顾|情况")
_AHEAD = Pattern(r"计划|目标|拟|将|预算|规划|力争|到20|至20|年底前|下一步|任务|预计|纲要|—20|-20|～20")
_NEXT_YEAR = Pattern(r"次年|翌年|来年|去年|上年|冬春")
_FIRST_YEAR = Pattern(r"(20[0-9]{2})年(?![底末初]|以来|起|至|度?[被获评]|[0-9]{1,2}月)")
_COMPARED = Pattern(r"今年|本年|去年|上年|同比|同期|较|比|累计|以来|基[数期]|—|～|(?<!截)[至到]20")
_NEXT = Pattern(
    "参保|缴费|征缴|征订|征兵|订单|储备|施行|执行|实施|启用|生效|[0-9]届|发布|印发|编制|谋划|申报|立项|招生|备耕|春耕|元旦|春节|学年"
)
"""What a report of one year says of the next without planning it: 2024年度医保缴费."""
_LEFT_OVER = Pattern(
    "续建|项目|资金|结转|遗留|中央|省级|计划|任务|考核|批|年度|毕业|审计|决算|试点|获|评|荣|印发|出台"
)
"""What a report of one year says of the year before without an error: 2022年续建项目."""
# Not the target of the year, nor the whole of another one that is compared with.
_WHOLE_YEAR = Pattern(r"(?<![去上前]年)(?<![去上前]年度)全年(?!度?[计目任])")
# 6月10日前结束 sets a day; 已于6月10日前完成 tells of it.
_BY_THEN = Pattern(r"之?前|以前")
_HALF = "上半年"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DECEMBER = 12
_ANNIVERSARY = Pattern(r"([0-9一二三四五六七八九十百零〇]{1,4})周年")
_PERIOD_NAMES = {month: name for name, month in reversed(words.PERIOD_ENDS)}
_TITLE = (Place(),)


@dataclass(frozen=True, slots=True)
class _Period:
    """The year the document speaks about, and the last month of it; 0 where it is not said."""

    year: int = 0
    month: int = _DECEMBER

    @property
    def name(self) -> str:
        """How a message calls it."""
        return f"{self.year}年{_PERIOD_NAMES.get(self.month, '')}"


def find_wrong_times(
    ledger: Ledger, readings: Sequence[Reading], outline: Outline
) -> Iterator[Contradiction]:
    """Yield dates and years that do not fit the calendar, each other or the document."""
    about = ledger.metadata
    period = _period(about.period or about.title)
    issued = _issued(about.date)
    yield from _head(about.title, about.period, about.date, period, issued)
    for group in ledger.groups:
        yield from _heading(group, period, outline)
    for reading in readings:
        yield from _calendar(reading, period)
        yield from _cut_off(reading, period, issued)
        yield from _anniversary(reading, period)
        if reading.place.section not in outline.plans and reading.entry.status != "拟":
            yield from _foreign_time(reading, period)
            yield from _after_issue(reading, period, issued)


def _period(text: str) -> _Period:
    year = _YEAR.search(text)
    month = next((month for name, month in words.PERIOD_ENDS if name in text), _DECEMBER)
    return _Period(int(year.group(1)) if year else 0, month)


def _issued(text: str) -> tuple[int, int, int] | None:
    """Return year, month, day of the date of issue; None when it is masked, absent or short of a month."""
    found = re.search(
        r"(20[0-9]{2}|19[0-9]{2})\s*[年.\-/]\s*([0-9]{1,2})(?:\s*[月.\-/]\s*([0-9]{1,2}))?", text
    )
    return (int(found.group(1)), int(found.group(2)), int(found.group(3) or 31)) if found else None


def _head(
    title: str, period_text: str, date: str, period: _Period, issued: tuple[int, int, int] | None
) -> Iterator[Contradiction]:
    years = [(int(found.group(1)), found.end()) for found in _YEAR.finditer(title)]
    if years and period.year and period_text and years[0][0] != period.year:
        message = f"标题写{years[0][0]}年，时段 period 写{period.year}年，请统一"
        yield Contradiction("K12", "error", message, _TITLE)
    elif years and period_text and (_HALF in period_text) != (_HALF in title):
        message = f"标题“{title}”与时段“{period_text}”一处是上半年、一处是全年，请统一"
        yield Contradiction("K12", "warning", message, _TITLE)
    yield from _title_years(title, years)
    if issued and period.year and issued[0] < period.year:
        yield Contradiction("K12", "error", f"成文日期{date}早于所讲的{period.name}，请核对", _TITLE)
    elif issued and period.year and issued[0] > period.year + 1:
        yield Contradiction(
            "K12", "warning", f"成文日期{date}比所讲的{period.name}晚一年以上，请核对", _TITLE
        )


def _title_years(title: str, years: list[tuple[int, int]]) -> Iterator[Contradiction]:
    """2023年度工作总结及2023年度工作打算: the plan is for the year after."""
    if len(years) != 2:  # noqa: PLR2004  one for the report, one for the plan
        return
    (first, end), (second, after) = years
    if not (_REPORT_WORDS.search(title[end:after]) and _PLAN_WORDS.search(title[after:])):
        return
    if second != first + 1 and _HALF not in title:
        message = f"标题中总结是{first}年，打算是{second}年，打算应为{first + 1}年，请核对"
        yield Contradiction("K12", "error", message, _TITLE)


def _heading(group: FactGroup, period: _Period, outline: Outline) -> Iterator[Contradiction]:
    year = _YEAR.search(group.heading)
    if not (year and period.year):
        return
    place = (Place(group.section),)
    found = int(year.group(1))
    if group.section in outline.plans:
        first = period.year if period.month < _DECEMBER else period.year + 1
        if found < first:
            message = f"“{group.heading}”是打算，所写{found}年不晚于所讲的{period.name}，请核对"
            yield Contradiction("K12", "error", message, place)
    elif found != period.year:
        message = f"“{group.heading}”写{found}年，而本文讲的是{period.name}，请核对"
        yield Contradiction("K12", "warning", message, place)


def _calendar(reading: Reading, period: _Period) -> Iterator[Contradiction]:
    for found in _DAY.finditer(reading.text):
        month, day = int(found.group(2)), int(found.group(3) or 1)
        year = int(found.group(1) or period.year)
        leap = not year or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        impossible = (month, day) == (2, 29) and not leap
        if impossible or not (1 <= month <= _DECEMBER and 1 <= day <= _DAYS[month - 1]):
            message = f"没有“{found.group()}”这一天，请核对"
            yield Contradiction("K11", "error", message, (reading.place,))
    for found in _SPAN.finditer(reading.text):
        first, last = int(found.group(2)), int(found.group(3))
        if last < first <= _DECEMBER and not _NEXT_YEAR.search(reading.text):
            message = f"“{found.group()}”起止颠倒，请核对；跨年请写“次年{last}月”"
            yield Contradiction("K11", "warning", message, (reading.place,))


def _cut_off(
    reading: Reading, period: _Period, issued: tuple[int, int, int] | None
) -> Iterator[Contradiction]:
    for found in _DAY.finditer(reading.text):
        if not _UNTIL.search(reading.text[: found.start()]):
            continue
        year = int(found.group(1) or period.year or (issued[0] if issued else 0))
        until = (year, int(found.group(2)), _last_day(found))
        shown = f"截至{found.group()}"
        if issued and year and until > issued:
            message = f"“{shown}”晚于成文日期{issued[0]}年{issued[1]}月{issued[2]}日，请核对"
            yield Contradiction("K11", "error", message, (reading.place,))
        elif (
            period.year == year + 1 and found.group(3) and until[1:] != (_DECEMBER, 31) and _one_year(reading)
        ):
            message = f"“{shown}”不在所讲的{period.name}内，请核对年份"
            yield Contradiction("K11", "warning", message, (reading.place,))
        elif period.year and until[:2] > (period.year, period.month):
            message = f"“{shown}”超出所讲的{period.name}，请核对"
            yield Contradiction("K11", "error", message, (reading.place,))


def _after_issue(
    reading: Reading, period: _Period, issued: tuple[int, int, int] | None
) -> Iterator[Contradiction]:
    """A report knows nothing of what happens after its own date."""
    if not issued or issued[0] != period.year or _AHEAD.search(reading.text):
        return
    for found in _DAY.finditer(reading.text):
        year = int(found.group(1) or period.year)
        day = (year, int(found.group(2)), int(found.group(3) or 1))
        if "已" not in reading.text and _BY_THEN.match(reading.text, found.end()):
            continue
        if found.group(3) and day > issued and not _UNTIL.search(reading.text[: found.start()]):
            message = f"“{found.group()}”晚于成文日期{issued[0]}年{issued[1]}月{issued[2]}日，请核对"
            yield Contradiction("K11", "warning", message, (reading.place,))
            return


def _last_day(found: re.Match[str]) -> int:
    if found.group(3):
        return int(found.group(3))
    return 1 if found.group(4) == "初" else 28


def _foreign_time(reading: Reading, period: _Period) -> Iterator[Contradiction]:
    """A report of the first half of a year knows no October, a report of 2023 no results of 2024."""
    if not period.year:
        return
    for found in _YEAR.finditer(reading.text):
        if int(found.group(1)) > period.year and not (
            _AHEAD.search(reading.text) or _NEXT.search(reading.text)
        ):
            message = f"所讲的是{period.name}，这里写到{found.group()}，请核对"
            yield Contradiction("K12", "warning", message, (reading.place,))
            return
    first = _FIRST_YEAR.match(reading.text)
    if (
        first
        and int(first.group(1)) < period.year
        and _one_year(reading)
        and not _LEFT_OVER.search(reading.text)
    ):
        message = f"所讲的是{period.name}，这里写{first.group(1)}年，请核对年份"
        yield Contradiction("K12", "warning", message, (reading.place,))
        return
    if period.month == _DECEMBER or _AHEAD.search(reading.text):
        return
    late = [
        name
        for name, month in words.FESTIVALS
        if month > period.month and re.search(rf"{name}节?[前后期]", reading.text)
    ]
    if late or _WHOLE_YEAR.search(reading.text):
        message = f"所讲的是{period.name}，这里写到“{late[0] if late else '全年'}”，请核对时段"
        yield Contradiction("K12", "warning", message, (reading.place,))


def _one_year(reading: Reading) -> bool:
    """Return whether the fact speaks of a single year: no second one, no comparison, no base."""
    return len(_YEAR.findall(reading.text)) == 1 and not _COMPARED.search(reading.text)


def _anniversary(reading: Reading, period: _Period) -> Iterator[Contradiction]:
    if not period.year:
        return
    for found in _ANNIVERSARY.finditer(reading.text):
        before = reading.text[max(0, found.start() - 16) : found.start()]
        start = next((year for what, year in words.ANNIVERSARIES if what in before), None)
        years = _whole(found.group(1))
        if start and years and start + years != period.year:
            right = f"{start}年起算，{period.name}应为{period.year - start}周年"
            message = f"{right}，文中为{found.group()}（{start + years}年），请核对"
            yield Contradiction("K20", "warning", message, (reading.place,))
    for name, (first, last) in words.PLANS.items():
        if name not in reading.text:
            continue
        for moment, end in words.PLAN_MOMENTS:
            year = last if end else first
            if re.search(rf"{name}[”\"]?(?:规划)?{moment}之?年", reading.text) and year != period.year:
                message = f"“{name}”{moment}之年是{year}年，本文讲的是{period.name}，请核对"
                yield Contradiction("K20", "warning", message, (reading.place,))


def _whole(numeral: str) -> int:
    try:
        return int(parse_numeral(numeral))
    except (NumeralError, ValueError):
        return 0
