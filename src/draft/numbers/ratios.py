"""Shares and multiples at one place: 百分之…, 三成五, 三分之二, 2/3, 5:3:2, 1比0.4, 翻一番, 一半, 半年."""

import re
from decimal import Decimal
from fractions import Fraction

from draft.errors import NumeralError
from draft.numbers.numerals import EXACT, narrow, read_magnitude
from draft.numbers.patterns import Pattern
from draft.numbers.quantity import write_value
from draft.numbers.reading import Reading
from draft.numbers.units import match_unit, written_unit

_D = "[0-9０-９]"
_CN = "[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]"
_NUMBER = rf"(?:{_D}{{1,3}}(?:[,，]{_D}{{3}})+|{_D}+(?:[.．]{_D}+)?|{_CN}+(?:点[零〇一二三四五六七八九]+)?)"
_PARTS = Pattern(
    rf"(?P<whole>百|千|万)分之(?P<share>百(?![0-9一二三四五六七八九])"
    rf"|{_NUMBER})(?P<infix>[多余几](?![次元个样]))?(?:[ ]?(?:—|–|-|~|～|至|到)[ ]?(?:(?P<again>百"
    rf"|千|万)分之)?(?P<high>{_NUMBER}))?"
)
_VAGUE_PARTS = Pattern("(?:百|千|万)分之(?:几十?|数十)")
_PAIR_PARTS = Pattern(
    "(?:百|千"
    "|万)分之(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<tail>十?)(?![十一二三四五六七八九])"
)
_FRACTION = Pattern(rf"(?P<bottom>{_NUMBER}) ?分 ?之 ?(?P<top>{_NUMBER})")
_MIXED = Pattern(rf"(?P<whole>{_NUMBER}) ?又 ?(?={_NUMBER} ?分)")
_SLASH = Pattern(rf"(?P<top>{_D}{{1,3}})[/／](?P<bottom>{_D}{{1,4}})(?![0-9０-９/.％%])")
_RATIO = Pattern(rf"{_D}+(?:\.{_D}+)?(?:[ ]?[:：∶][ ]?{_D}+(?:\.{_D}+)?)+")
_WORD_RATIO = Pattern(rf"(?P<a>{_NUMBER})比(?P<b>{_NUMBER})(?:比(?P<c>{_NUMBER}))?(?![赛例看学拼干评查])")
_TENTH = (
    "(?:半|[一二两三四五六七八九](?=[成折点—至到])|[一二三四五六七八九](?=[一二三四五六七八九]折)"
    "|十(?=成)|[0-9０-９]+)(?:[.．点][0-9０-９一二三四五六七八九]+|[一二三四五六七八九](?=折))?"
)
_TENTHS = Pattern(
    rf"(?P<n>{_TENTH})(?:(?P<cheng>成)(?P<m>[一二三四五六七八九](?![个人家名项成])"
    rf"|半)?(?![员立为功果效绩本人年都长熟品套交语形像份因才])"
    rf"|(?P<zhe>折)(?![合算扣旧叠射磨腾断现]))"
)
_TENTHS_PAIR = Pattern(
    "(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])成(?![员立为功果效绩本人年都长熟品])"
)
_TENTHS_LINK = Pattern("(?:至|到|—|-|~|～)")
_FAN = Pattern(
    "翻(?:了)?(?P<n>[一二两三四五12345])番|翻(?:了)?(?P<x>\\d+(?:\\.\\d+)?|[一二两三四五六七八九十]+)倍|翻番"
)
_HALF = Pattern("(?P<pre>过|近|超|逾)?(?:一半|半数)(?!天|路|会|夜)|过半(?!数?夜)|对半")
_HALF_UNIT = Pattern(
    "半(?:个)?(?P<unit>年|小时|月|个月|天|学期|学年|世纪|周|钟头|公里|亩|斤|里)(?!度|夜|月|刊|板)"
)
_RATIO_WORDS = Pattern(
    "(?:比例|比为|比值|之比|配比|配置比|比重|比分|结构|收入比|投入比|医护比|床护比|师生比|生师比"
    "|患比|中签|竞争|报录比|性别比|产出比|负债比)[^，。；]{0,8}$"
)


def _read(text: str) -> Decimal:
    return read_magnitude(narrow(text))


def read_hundredths(text: str, start: int) -> Reading | None:
    """Return 百分之四十五点二, 千分之三 or 万分之五 at `start`, or None."""
    vague = _VAGUE_PARTS.match(text, start)
    pair = _PAIR_PARTS.match(text, start)
    match = _PARTS.match(text, start)
    unit = {"百": "%", "千": "‰", "万": "‱"}[text[start]]
    if pair:
        low, top = _read(pair["low"] + pair["tail"]), _read(pair["high"] + pair["tail"])
        norm = f"{write_value(low)}..{write_value(top)}"
        return Reading(start, pair.end(), "range", low, top, unit, norm=norm)
    if not match:
        return Reading(start, vague.end(), "percent", unit=unit, qualifier="几") if vague else None
    try:
        value = Decimal(100) if match["share"] == "百" else _read(match["share"])
        high = _read(match["high"]) if match["high"] else None
    except NumeralError:
        return None
    if high is not None:
        norm = f"{write_value(value)}..{write_value(high)}"
        return Reading(start, match.end(), "range", value, high, unit, norm=norm)
    return Reading(start, match.end(), "percent", value, None, unit, match["infix"])


def read_fraction(text: str, start: int) -> Reading | None:
    """Return 三分之二 at `start`, or None."""
    match = _FRACTION.match(text, start)
    if not match:
        return None
    try:
        top, bottom = _read(match["top"]), _read(match["bottom"])
    except NumeralError:
        return None
    if not bottom:
        return None
    norm = f"{write_value(top)}/{write_value(bottom)}"
    return Reading(start, match.end(), "ratio", Fraction(top) / Fraction(bottom), norm=norm)


def read_mixed(text: str, start: int) -> Reading | None:
    """Return 三又五分之二 (17/5) at `start`, or None."""
    match = _MIXED.match(text, start)
    part = read_fraction(text, match.end()) if match else None
    if not match or part is None or not isinstance(part.value, Fraction):
        return None
    value = Fraction(_read(match["whole"])) + part.value
    return Reading(start, part.end, "ratio", value, norm=write_value(value))


def read_slash(text: str, start: int) -> Reading | None:
    """Return the fraction 2/3 at `start`, or None; 8.6/10万 and 24/7 are not fractions."""
    match = _SLASH.match(text, start)
    if not match or (text[match.end() : match.end() + 1] in "万亿千" and text[match.end() : match.end() + 1]):
        return None
    top, bottom = int(_read(match["top"])), int(_read(match["bottom"]))
    if not bottom or (top >= bottom and text[start - 1 : start] not in " -−－" and start):
        return None
    return Reading(start, match.end(), "ratio", Fraction(top, bottom), norm=f"{top}/{bottom}")


def read_ratio(text: str, start: int) -> Reading | None:
    """Return 5∶3∶2 or 1比0.4 at `start`, or None."""
    match = _RATIO.match(text, start)
    if match:
        parts = tuple(_read(part.strip()) for part in re.split("[:：∶]", match.group()))
        return _ratio(start, match.end(), parts)
    word = _WORD_RATIO.match(text, start)
    if not word:
        return None
    try:
        parts = tuple(_read(part) for part in word.group("a", "b", "c") if part)
    except NumeralError:
        return None
    return _ratio(start, word.end(), parts)


def _ratio(start: int, end: int, parts: tuple[Decimal, ...]) -> Reading:
    norm = ":".join(write_value(part) or "" for part in parts)
    return Reading(start, end, "ratio", parts, norm=norm)


def speaks_of_ratio(text: str, start: int) -> bool:
    """Whether the words before say that a:b is a ratio and not a clock time."""
    return _RATIO_WORDS.search(text, max(0, start - 12), start) is not None


def read_tenths(text: str, start: int) -> Reading | None:
    """Return 三成 (30 %), 三成五 (35 %), 七八成, 一成到两成 or 八五折 (85 %) at `start`, or None."""
    pair = _TENTHS_PAIR.match(text, start)
    if pair and int(_read(pair["high"])) - int(_read(pair["low"])) == 1:
        return _tenths_range(start, pair.end(), _read(pair["low"]) * 10, _read(pair["high"]) * 10)
    first = _one_tenth(text, start)
    if not first:
        return None
    value, end = first
    link = _TENTHS_LINK.match(text, end)
    second = _one_tenth(text, link.end()) if link else None
    if second:
        return _tenths_range(start, second[1], value, second[0])
    return Reading(start, end, "ratio", value, unit="%")


def _tenths_range(start: int, end: int, low: Decimal, high: Decimal) -> Reading:
    return Reading(start, end, "range", low, high, "%", norm=f"{write_value(low)}..{write_value(high)}")


def _one_tenth(text: str, start: int) -> tuple[Decimal, int] | None:
    match = _TENTHS.match(text, start)
    if not match:
        return None
    number = match["n"]
    if "半" in number and number != "半":
        return None
    if match["cheng"]:
        value = Decimal(5) if number == "半" else _read(number) * 10
        if match["m"]:
            value += 5 if match["m"] == "半" else _read(match["m"])
        return value, match.end()
    value = Decimal(5) if number == "半" else _read(number)
    return (value if value >= 10 else value * 10), match.end()  # noqa: PLR2004  75折 and 7.5折 are the same


def read_doubling(text: str, start: int) -> Reading | None:
    """Return 翻一番 (2 倍), 翻两番 (4 倍), 翻三倍 or 翻番 at `start`, or None."""
    match = _FAN.match(text, start)
    if not match:
        return None
    value = _read(match["x"]) if match["x"] else Decimal(2) ** int(_read(match["n"] or "一"))
    return Reading(start, match.end(), "ratio", value, unit="倍", direction="up")


def read_half(text: str, start: int) -> Reading | None:
    """Return 一半, 过半, 半数 or 半年 at `start`, or None."""
    match = _HALF.match(text, start)
    if match and text[start - 1 : start] in "间务双" and start and match.group() == "过半":
        return None
    if match:
        qualifier = "过" if match.group() == "过半" else match["pre"]
        begin = match.start() + (1 if match["pre"] else 0)
        return Reading(begin, match.end(), "ratio", Fraction(1, 2), qualifier=qualifier, norm="1/2")
    half = _HALF_UNIT.match(text, start)
    if not half or text[start - 1 : start] in _NOT_HALF_AFTER:
        return None
    unit = "个月" if half["unit"] == "月" else half["unit"]
    return Reading(start, half.end(), "count", Decimal("0.5"), unit=unit)


_NOT_HALF_AFTER = frozenset("上下前后大多小夜事过减对各")


_MORE = Pattern("多(?P<unit>月|小时|星期|世纪|学期|工作日|百分点|钟头|季度)")


def _and_more(text: str, reading: Reading) -> bool:
    """Extend 3个 by 多月, in place: 3个多月 is 3 个月 with the qualifier 多."""
    match = _MORE.match(text, reading.end) if reading.unit == "个" else None
    if not match:
        return False
    reading.end = match.end()
    reading.unit = "个月" if match["unit"] == "月" else match["unit"]
    reading.qualifier = "多"
    reading.kind = "percentage_point" if match["unit"] == "百分点" else reading.kind
    return True


_TENTH_MORE = Pattern(
    "[1-9一二三四五六七八九](?![0-9一二三四五六七八九十百千万个年月日米元块角毛名人家项次.岁A-Za-z])"
)


_TENTH_OF_MU = Pattern("[1-9一二三四五六七八九]分(?![之钟别])")


def _tenth_more(text: str, reading: Reading) -> None:
    """Extend 1米 by 8, in place: 1米8 is 1.8 米, 一亩二分 is 1.2 亩."""
    pattern = _TENTH_OF_MU if reading.unit == "亩" else _TENTH_MORE
    match = pattern.match(text, reading.end)
    if match and isinstance(reading.value, Decimal):
        reading.value = EXACT.add(reading.value, read_magnitude(match.group()[0]) / 10)
        reading.end = match.end()


def half_more(text: str, reading: Reading) -> None:
    """Extend 一年 by 半 (一年半 is 1.5 年), 两个 by 半, 一个 by 半月, in place."""
    if reading.unit in _EXTENDED:
        if _and_more(text, reading):
            return
        _tenth_more(text, reading)
    if (
        text[reading.end : reading.end + 1] != "半"
        or not isinstance(reading.value, Decimal)
        or reading.value_hi is not None
    ):
        return
    unit = match_unit(text, reading.end + 1)
    written = text[reading.start : reading.end]
    if reading.unit == "个" and unit in ("月", "小时", "世纪", "学期", "钟头", "星期"):
        reading.end += 1 + len(unit)
        reading.unit = "个月" if unit == "月" else written_unit(unit)
    elif (
        reading.unit in _HALVED
        and text[reading.end + 1 : reading.end + 2] not in _NOT_HALF_BEFORE
        and written
    ):
        reading.end += 1
    else:
        return
    reading.value = EXACT.add(reading.value, Decimal("0.5"))


EXTENDS = frozenset("半多123456789一二三四五六七八九")
_HALVED = frozenset(
    ["年", "天", "个", "小时", "周", "倍", "亩", "里", "斤", "公里", "吨", "米", "千克", "公斤"]
)
_NOT_HALF_BEFORE = frozenset("年天路数夜途")
_EXTENDED = frozenset({"个", "米", "块", "亩"})
