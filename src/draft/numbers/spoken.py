"""Prose at a place → the number written there, with what a numeral alone cannot say: 余, 多, 几, 三四百.

No units, no words: `draft.numbers.measures` puts those around it.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from draft.errors import NumeralError
from draft.numbers.numerals import EXACT, LARGE_OF, SMALL_OF, read_magnitude, shift
from draft.numbers.patterns import Pattern
from draft.numbers.units import match_unit

_D = "[0-9０-９]"
_SEPARATOR = "[,，'’ \u00a0\u2009\u202f]"
_GROUPED = rf"{_D}{{1,3}}({_SEPARATOR}){_D}{{3}}(?:\1{_D}{{3}})*(?!{_D})(?![,，'’]{_D})"
_PLAIN = rf"{_D}+"
_FRACTION = rf"(?:[.．]{_D}+)?"
# 千 belongs to 千米, 千克, 千瓦 …, 百 to 百分 and 百帕; 万 and 亿 always multiply.
_SMALL = "(?:十|百(?!分|帕|日|货|姓)|千(?![米克瓦伏卡焦赫帕方]|分点))"
_SCALE = f"(?:{_SMALL}[万萬]?[亿億]?|[万萬][万萬]|[万萬](?!元户|能|象|达)[亿億]?|[万萬]|[亿億])"
_INFIX = (
    "来(?=[人个家台户名项年天岁亩里斤次件万块元头只吨座米])|(?<=[百千万])把(?=[人个块斤里])"
    "|余(?![额热姚杭])|多(?!元[化文]|样|种|层|边|元素|元一)|[几幾](?![年])"
)
_CN = "零〇○一二两三四五六七八九"
_UNITS = "十百千万亿拾佰仟萬億"
_CN_ALL = _CN + "壹贰叁肆伍陆柒捌玖貳參陸兩" + _UNITS + "廿卅"

_CURRENCY = frozenset("$＄￥¥€£")
# A full-width comma behind $20 separates two prices: $20，300美圆.
_AFTER_SIGN = Pattern(rf"(?:{_GROUPED.replace('，', '')}|{_PLAIN}){_FRACTION}")
ARABIC = Pattern(rf"(?:{_GROUPED}|{_PLAIN}){_FRACTION}")
_SCALED = Pattern(
    rf"(?:[ \u00a0]{{0,2}}{_SCALE}(?: ?{_D}{{1,4}} ?{_SCALE}|零?{_D}{{1,4}}(?:{_SCALE}"
    rf"|(?![0-9０-９.．:：年月日时/％%\-—～~]))|零?[{_CN}](?:[{_CN}]"
    rf"|{_SMALL}){{0,7}}{_SCALE}?){{0,6}})"
)
_TAIL_SCALE = Pattern(rf" ?(?:{_INFIX})? ?(?P<scale>{_SCALE})?")
_INFIX_HERE = Pattern(rf" ?(?:{_INFIX})")
_GAP = f"(?<=[{_UNITS}]) (?=[{_CN_ALL}])|(?<=[{_CN_ALL}]) (?=[{_UNITS}])"
CHINESE = Pattern(rf"(?:[{_CN_ALL}]|兆(?=[{_CN_ALL}])|{_GAP}){{1,60}}")
_POINT = Pattern(" ?[点點] ?[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]+")
_CAPITALS = frozenset("壹贰叁肆伍陆柒捌玖貳參陸拾佰仟")
_LARGE_TAIL = Pattern(" ?[万萬]?[亿億]?(?<! )")
_PAIR = Pattern(
    "(?P<head>(?:[一二三四五六七八九十百千万亿]*[十百千万亿])?)(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?P<tail>[十百千万亿]*)"
)
_VAGUE = Pattern("(?:[几数幾]|好几)(?P<scale>[十百千万亿]+)|若干|[几数](?=[\u4e00-\u9fff])")
_VALUES = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


class Spoken(NamedTuple):
    """A number as it stands in prose.

    Attributes:
        end: offset one past its last character.
        value: exact, or None for 几十.
        high: the upper end of 三四百 (400), else None.
        infix: 余, 多 or 几 inside the number, else None.
        magnitude: what the leading digits were multiplied by (万 in 1.5万), for shared magnitudes.
        arabic: whether it is written with Arabic digits.
        single: whether it is one Chinese digit or 十, which needs a classifier to count.
        round: whether it is 百, 千万 or the like without a digit: it counts only behind 近, 超, 上 (上百).
    """

    end: int
    value: Decimal | None
    high: Decimal | None = None
    infix: str | None = None
    magnitude: Decimal = Decimal(1)
    arabic: bool = False
    single: bool = False
    round: bool = False


_ONE = Decimal(1)


def end_of_digits(text: str, start: int) -> int:
    """Return the end of the run of Arabic digits at `start`."""
    match = _DIGITS.match(text, start)
    return match.end() if match else start + 1


_DIGITS = Pattern("[0-9０-９]+")
_JOINERS = frozenset(",，'’. \u00a0\u2009\u202f．")


def speak_arabic(text: str, start: int, run_end: int) -> Spoken:
    """Return the number whose first Arabic digit stands at `start`: 1,100万, 3百余, 14多万, 13万2.

    `run_end` ends the run of digits there; the text is half-width.
    """
    following = text[run_end : run_end + 1]
    if following not in _JOINERS:
        digits = text[start:run_end]
        value, end = Decimal(digits), run_end
    else:
        match = (_AFTER_SIGN if text[start - 1 : start] in _CURRENCY and start else ARABIC).match(text, start)
        end = match.end() if match else run_end
        digits = text[start:end]
        value = read_magnitude(digits)
    following = text[end : end + 1]
    if following not in _STARTS_TAIL:
        return Spoken(end, value, arabic=True)
    if following in _LARGE_POWERS and text[end + 1 : end + 2] not in _GOES_ON:
        # The usual tail, 万 or 亿 and nothing that goes on.
        power = _LARGE_POWERS[following]
        return Spoken(end + 1, shift(value, power), magnitude=shift(_ONE, power), arabic=True)
    scaled = _SCALED.match(text, end)
    magnitude = _ONE
    if scaled:
        value, end, magnitude = _scale(value, scaled.group().lstrip(" \u00a0"), scaled, digits)
    return _with_infix(text, value, end, magnitude)


_LARGE_POWERS = {"万": 4, "亿": 8}
_GOES_ON = frozenset(" \u00a00123456789０１２３４５６７８９" + _CN_ALL + "余多几幾来把")
_STARTS_TAIL = frozenset(" \u00a0十百千万亿萬億余多几来把")


def _scale(value: Decimal, tail: str, match: "re.Match[str]", digits: str) -> tuple[Decimal, int, Decimal]:
    leading = _leading_scale(tail)
    if leading == len(tail):
        power = _power_of(tail)
        return shift(value, power), match.end(), shift(_ONE, power)
    plain = "".join(char for char in digits if char.isdigit() or char == ".")
    for length in (len(tail), leading):
        try:
            scaled = read_magnitude(plain + tail[:length])
        except NumeralError:
            continue
        power = _power_of(tail[:length])
        return scaled, match.end() - (len(tail) - length), shift(_ONE, power)
    return value, match.start(), _ONE


def _leading_scale(tail: str) -> int:
    return next(
        (place for place, char in enumerate(tail) if char not in SMALL_OF and char not in LARGE_OF), len(tail)
    )


def _power_of(tail: str) -> int:
    power = 0
    for char in tail:
        if char in SMALL_OF:
            power += len(str(SMALL_OF[char])) - 1
        elif char in LARGE_OF:
            power += len(str(LARGE_OF[char])) - 1
        else:
            break
    return power


def _with_infix(text: str, value: Decimal, end: int, magnitude: Decimal) -> Spoken:
    infix = _INFIX_HERE.match(text, end)
    if not infix:
        return Spoken(end, value, magnitude=magnitude, arabic=True)
    scale = _TAIL_SCALE.match(text, end)
    power = _power_of(scale.group("scale") or "") if scale else 0
    close = scale.end() if scale and power else infix.end()
    return Spoken(
        close, shift(value, power), None, infix.group().strip(), shift(magnitude, power), arabic=True
    )


def speak_chinese(text: str, start: int, run_end: int) -> Spoken | None:
    """Return the Chinese number at `start`; `run_end` ends the run of numeral characters there."""
    run = text[start:run_end]
    if run[0] in _CAPITALS and (len(run) == 1 or not any(char in _UNITS for char in run)):
        return None
    if " " in run:
        run = run.replace(" ", "")
    if run[-1] == "千" and len(run) > 1 and text[run_end : run_end + 1] in _KILO:
        run, run_end = run[:-1], run_end - 1
    if run[-1] == "两" and len(run) > 1 and match_unit(text, run_end) is None:
        run, run_end = run[:-1], run_end - 1
    if run[-1] == "零" and len(run) > 1 and text[run_end : run_end + 1] in "几幾":
        run = run[:-1]
    if run in (
        "百",
        "千",
        "万",
        "亿",
        "百万",
        "千万",
        "百亿",
        "千亿",
        "万亿",
    ):
        return _round(text, run, run_end)
    pair = _pair(run, run_end)
    if pair:
        return pair
    point = _POINT.match(text, run_end)
    try:
        value = read_magnitude(run + point.group().replace(" ", "").replace("點", "点") if point else run)
    except NumeralError:
        return None
    return _chinese_tail(text, run, point.end() if point else run_end, value)


_KILO = frozenset("米克瓦伏卡焦赫帕")


def _chinese_tail(text: str, run: str, end: int, value: Decimal) -> Spoken:
    single = len(run) == 1 and text[end - 1] in run
    large = _LARGE_TAIL.match(text, end)
    if large and large.group():
        power = _power_of(large.group())
        value, end = shift(value, power), large.end()
    infix = _INFIX_HERE.match(text, end)
    if not infix or (single and run != "十"):
        return Spoken(end, value, single=single)
    scale = _LARGE_TAIL.match(text, infix.end())
    power = _power_of(scale.group()) if scale else 0
    value = shift(value, power)
    close = scale.end() if scale and power else infix.end()
    if infix.group().strip() in ("几", "幾"):
        unit = shift(_ONE, power + _last_power(run))
        return Spoken(close, value, EXACT.add(value, unit), "几")
    return Spoken(close, value, None, infix.group().strip())


def _last_power(run: str) -> int:
    char = run[-1]
    if char in SMALL_OF:
        return len(str(SMALL_OF[char])) - 1
    return len(str(LARGE_OF[char])) - 1 if char in LARGE_OF else 0


def _round(text: str, run: str, end: int) -> Spoken:
    value = shift(_ONE, _power_of(run))
    infix = _INFIX_HERE.match(text, end)
    if infix and infix.group().strip() not in ("几", "幾"):
        scale = _LARGE_TAIL.match(text, infix.end())
        power = _power_of(scale.group()) if scale else 0
        close = scale.end() if scale and power else infix.end()
        return Spoken(close, shift(value, power), None, infix.group().strip())
    return Spoken(end, value, single=True, round=True)


def _pair(run: str, end: int) -> Spoken | None:
    """Read adjacent digits: 三四百 is 300 to 400, 十五六 is 15 to 16, 一万六七 is 16000 to 17000."""
    match = _PAIR.fullmatch(run)
    if not match:
        return None
    low, high = _VALUES[match["low"]], _VALUES[match["high"]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    head, tail = match["head"], match["tail"]
    try:
        ends = tuple(read_magnitude(f"{head}{digit}{tail}") for digit in (match["low"], match["high"]))
    except NumeralError:
        return None
    return Spoken(end, ends[0], ends[1])


_VAGUE_NAMES = {"数": "数", "若": "若干"}


def speak_vague(text: str, start: int) -> Spoken | None:
    """Return 几十万, 数百, 几 before a classifier: a number without a value."""
    match = _VAGUE.match(text, start)
    if not match:
        return None
    infix = _VAGUE_NAMES.get(text[start], "几")
    end = match.end()
    more = _INFIX_HERE.match(text, end)
    return Spoken(
        more.end() if more and more.group() != "几" else end, None, None, infix, single=not match["scale"]
    )
