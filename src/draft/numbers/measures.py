"""A number in prose → its unit, kind and close: money, percent, per-units, ranges, the counted noun."""

from decimal import Decimal

from draft.numbers.numerals import EXACT, read_magnitude
from draft.numbers.patterns import Pattern
from draft.numbers.quantity import Kind, write_value
from draft.numbers.reading import Reading
from draft.numbers.spoken import CHINESE, Spoken, end_of_digits, speak_arabic, speak_chinese
from draft.numbers.units import dimension_of, find_units, is_shy, match_unit, written_unit

_PER_SCALE = Pattern("[ ]?[/／][ ]?(?P<scale>[百千]?[万亿]?)")
_PER_TEN = Pattern(
    r"[ ]?[/／][ ]?(?P<per>1?[十0]{0,5}[百千]?万(?:人口|人)?(?![元平立公吨千])|千人|千活产|10万)"
)
_PER_TOO = Pattern("[·•・](?P<per>年|月|天|日|小时|时|次|季)(?![\u4e00-\u9fff]{0,3}(?:度|份|均))")
_SIGN = Pattern(
    r"[ ]?(?:—{1,2}|–|―|-{1,2}|－|~|～|〜|至|到|─)[ ]?(?:第)?(?=[−－-]?[0-9０-９一二三四五六七八九十两])"
)
_STOP = frozenset(
    "的了和与及或至到等于在是为有比较同其中以由从被把将已均都就也并且不未再又上下内外前后左右时则而但因达完增降提减升占居列排得获"
    "优高低重负缩扩变转调改整修建成立办发签结审验检查评选培组参受享持配拨付收支投用装铺栽植造产销售出口输送接待救助慰走访发布颁解纠处罚没涉牵协请报送批复答印编写宣讲听看学训练演讲赛"
    "超近约逾余多各每分共计总累全新该此这那个合按据经通过给向对可能应须需要会使让令做作开展实成来去出入起进行加强建设立设推落抓确保持续能年月日号第之"
)


def _unit_at(text: str, end: int, *, arabic: bool) -> tuple[str, int] | None:
    """Return the unit behind a number and where it ends; one space may stand between."""
    gap = end
    while gap < end + 2 and text[gap : gap + 1] in _SPACES:
        gap += 1
    name = unit_here(text, gap)
    if name is None:
        return None
    if not arabic and is_shy(name) and not _counts_here(text, end, gap + len(name), name):
        return None
    return name, gap + len(name)


def _counts_here(text: str, end: int, close: int, name: str) -> bool:
    if text.startswith(_COUNTS_BEFORE.get(name, "\0"), close):
        return True
    if name == "期" and text[end - 1] in "两兩":
        return True
    return text[max(0, end - 4) : end - 1].endswith(_COUNTS_AFTER.get(name, "\0"))


# 三代人 counts although 三代 alone is a model or a word.
_COUNTS_BEFORE: dict[str, str | tuple[str, ...]] = {
    "代": "人",
    "节": "课",
    "级": "台阶",
    "口": ("机井", "锅", "井", "塘", "水井", "窖", "池"),
    "期": ("课程", "培训", "学员", "讲座", "班", "宣讲", "简报", "节目", "活动", "专题", "专栏"),
}
_COUNTS_AFTER: dict[str, str | tuple[str, ...]] = {
    "里": "方圆",
    "斤": ("亩产", "突破", "超"),
    # 项目二期 is a phase, 培训二期 counts.
    "期": tuple("训班课办讲播刊报编发展共计了出赛"),
}


def unit_here(text: str, start: int) -> str | None:
    """Return the unit that stands at `start`, or None; 升 of 升至 and 分 of 分别 are no units."""
    name = match_unit(text, start)
    if name is None or name not in _AMBIGUOUS or _AMBIGUOUS[name].match(text, start + len(name)):
        return name
    shorter = (other for other in find_units(text, start) if other != name)
    return next((other for other in shorter if other not in _AMBIGUOUS), None)


_SPACES = frozenset(" \u00a0\u3000\u2009")


_KINDS: dict[str, Kind] = {
    "money": "money",
    "share": "percent",
    "share difference": "percentage_point",
    "multiple": "ratio",
}


def _kind_of(unit: str) -> Kind:
    dimension = dimension_of(unit) or dimension_of(unit.partition("/")[0])
    return _KINDS.get(dimension, "count") if dimension else "count"


def read_measure(text: str, start: int, spoken: Spoken) -> Reading | None:
    """Return the quantity of `spoken`, whose first character stands at `start`; None if it counts nothing."""
    if (
        not spoken.arabic
        and spoken.end - start > 1
        and spoken.high is None
        and _digits_only(text, start, spoken.end)
    ):
        return None
    reading = _one(text, start, spoken)
    if reading is None:
        return _single_range(text, start, spoken)
    if reading.kind == "money" or reading.unit == "块":
        _small_change(text, reading)
    return _range(text, reading, spoken) or reading


def _single_range(text: str, start: int, spoken: Spoken) -> Reading | None:
    """Read 三至五天, 两到三个月: a lone digit counts if a range with a unit begins there."""
    if (
        not spoken.single
        or spoken.round
        or spoken.value is None
        or text[spoken.end : spoken.end + 1] not in _SIGN_FIRST
    ):
        return None
    bare = Reading(start, spoken.end, "count", spoken.value, bare=True)
    found = _range(text, bare, spoken)
    return found if found is not None and found.unit is not None else None


_PRICE = Pattern("(?:花费?|收费|价|售|卖|赚|交|元|钱|费|工资|补助|每斤|花费我|花费你)[^，。]{0,3}$")
_COIN = "[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_COINED = frozenset({"元", "块", "块钱"})
_BEGIN_COINS = frozenset("0123456789一二两三四五六七八九壹贰叁肆伍陆柒捌玖零整")
_COINS = Pattern(
    f"(?P<jiao>{_COIN})[角毛](?:(?P<fen>{_COIN})分)?|零?(?P<only>{_COIN})分(?![之钟])"
    f"|整(?![个体合改理顿治修数年月天村县])"
)


def _small_change(text: str, reading: Reading) -> None:
    """Add 角 and 分 to 元, in place: 123元1角1分 is 123.11 元; take 整 of 伍仟元整 into the text."""
    if reading.unit not in _COINED or text[reading.end : reading.end + 1] not in _BEGIN_COINS:
        return
    match = _COINS.match(text, reading.end)
    if not match or not isinstance(reading.value, Decimal):
        return
    jiao, fen, only = match.group("jiao", "fen", "only")
    if jiao:
        reading.value = EXACT.add(reading.value, read_magnitude(jiao) / 10)
    if fen or only:
        reading.value = EXACT.add(reading.value, read_magnitude(fen or only) / 100)
    reading.end = match.end()


CURRENCY_SIGNS = {"$": "美元", "＄": "美元", "￥": "元", "¥": "元", "€": "欧元", "£": "英镑"}


def take_currency(text: str, reading: Reading) -> None:
    """Take the currency sign before a number into its text, in place; a written unit wins over the sign."""
    sign = CURRENCY_SIGNS[text[reading.start - 1]]
    reading.start -= 2 if text[reading.start - 2 : reading.start - 1] == "U" else 1
    if reading.unit is None:
        reading.unit, reading.bare = sign, False
        _per(text, reading)
    if reading.kind == "count":
        reading.kind = "money"


def _one(text: str, start: int, spoken: Spoken) -> Reading | None:
    found = _unit_at(text, spoken.end, arabic=spoken.arabic or not spoken.single)
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
    if name == "块" and _PRICE.search(text, max(0, start - 6), start):
        reading.kind = "money"
    if spoken.high is not None:
        _as_range(reading)
    _per(text, reading)
    return reading


# A unit that is also the beginning of another word counts only before these.
_AMBIGUOUS: dict[str, Pattern] = {
    "升": Pattern("(?![至到为级幅])"),
    "列": Pattern("(?![全第居入前各])"),
    "高": Pattern("(?!于)"),
    "名": Pattern("(?!列|单)"),
    "点": Pattern("(?!击|燃|评)"),
    "分": Pattern("(?!别|布|类|析|配|为|级|层|解|批|期|组)"),
    "家": Pattern("(?!庭)"),
    "项": Pattern("(?!目(?![标录]))"),
    "部": Pattern("(?!门|署|队)"),
    "组": Pattern("(?!织)"),
    "位": Pattern("(?!于|列|居|置)"),
    "所": Pattern("(?!有|在(?!地)|属|需|得|占|示)"),
    "面": Pattern("(?!积|对|向|临)"),
    "线": Pattern("(?!上|下|索)"),
    "节": Pattern("(?!约|能|水)"),
    "场": Pattern("(?!所|地|馆)"),
    "门": Pattern("(?!诊)"),
    "本": Pattern("(?!次|地|年|月|级|市|县|区|省|科|土)"),
    "元": Pattern("(?!旦|宵|素)"),
    "天": Pattern("(?!然|气|津)"),
    "人": Pattern("(?!民|口|类)"),
    "支队": Pattern("(?!伍)"),
    "起": Pattern("(?!到|草|来|伏|诉|降|飞)"),
    "等": Pattern("(?=奖|功|舱|品|残)"),
    "两": Pattern("(?![\u4e00-\u9fff])|(?=重|银|黄金|酒|油|肉|米|茶|多|余|以|左)"),
    "期": Pattern("(?!工程|项目|建设|改造|扩建|竣工|开工|规划|厂房|投产)"),
    "会": Pattern("$^"),
    "大": Pattern("$^"),
    "开": Pattern("$^"),
}


def _without_unit(text: str, start: int, spoken: Spoken) -> Reading | None:
    per = _PER_TEN.match(text, spoken.end)
    if per and spoken.arabic:
        return Reading(
            start,
            per.end(),
            "ratio",
            spoken.value,
            None,
            "/" + per["per"].replace("人口", "").replace("人", ""),
            spoken.infix,
        )
    if spoken.single:
        return None
    if (
        not spoken.arabic
        and spoken.infix is None
        and spoken.high is None
        and _digits_only(text, start, spoken.end)
    ):
        return None
    noun = _noun(text, spoken) if spoken.arabic else None
    end = spoken.end + len(noun) if noun else spoken.end
    reading = Reading(
        start,
        end,
        "count",
        spoken.value,
        spoken.high,
        noun,
        spoken.infix,
        magnitude=spoken.magnitude,
        bare=noun is None and spoken.arabic,
    )
    if spoken.high is not None:
        _as_range(reading)
    return reading


def _digits_only(text: str, start: int, end: int) -> bool:
    return all(char in "零〇一二两三四五六七八九" for char in text[start:end])


# The end of the text closes a noun as a full stop does: a fact reads like the same words in a sentence.
_CLOSES_NOUN = frozenset(("", *"，。；、！？）)”\n,;的和与及"))


def _noun(text: str, spoken: Spoken) -> str | None:
    """Return the unknown noun that an Arabic whole number counts, or None.

    Only a noun that ends the phrase: 12盐场，; in 11.4万农村群众 the first word is not what is counted.
    """
    value = spoken.value
    if spoken.magnitude != 1 or value is None or value != value.to_integral_value():
        return None
    first = text[spoken.end : spoken.end + 1]
    if not "\u4e00" <= first <= "\u9fff" or first in _STOP:
        return None
    second = text[spoken.end + 1 : spoken.end + 2]
    if second in _CLOSES_NOUN:
        return first
    if (
        "\u4e00" <= second <= "\u9fff"
        and second not in _STOP
        and text[spoken.end + 2 : spoken.end + 3] in _CLOSES_NOUN
    ):
        return first + second
    return None


def _per(text: str, reading: Reading) -> None:
    """Extend the unit by what it is per, in place: 元/人, 8.6例/10万, 公里/小时, 立方米/万元."""
    if text[reading.end : reading.end + 1] not in _PER_MARKS:
        return
    ten = _PER_TEN.match(text, reading.end)
    if ten:
        name, end = ten["per"], ten.end()
    else:
        scale = _PER_SCALE.match(text, reading.end)
        place = scale.end() if scale else reading.end + 1
        unit = match_unit(text, place)
        if unit is None:
            return
        name, end = (scale["scale"] if scale else "") + unit, place + len(unit)
    more = _PER_TOO.match(text, end)
    if more:
        name, end = f"{name}·{more['per']}", more.end()
    reading.end = end
    reading.unit = f"{reading.unit}/{name}"


_PER_MARKS = frozenset("/／")


def _as_range(reading: Reading) -> None:
    reading.kind = "range"
    reading.norm = f"{write_value(reading.value)}..{write_value(reading.value_hi)}"


def _range(text: str, first: Reading, spoken: Spoken) -> Reading | None:
    """Return the range that `first` begins; its first end may share the unit and magnitude of the second."""
    if (
        text[first.end : first.end + 1] not in _SIGN_FIRST
        or first.value is None
        or first.value_hi is not None
    ):
        return None
    sign = _SIGN.match(text, first.end)
    if not sign:
        return None
    second = _second(text, sign.end())
    if (
        second is None
        or not isinstance(second.value, Decimal)
        or not isinstance(first.value, Decimal)
        or second.value_hi is not None
    ):
        return None
    low = first.value
    if first.unit is None and not _shares(first, second):
        return None
    if first.unit is not None and first.unit != second.unit:
        return None
    if first.unit is None and second.magnitude != 1 and spoken.magnitude == 1 and _mantissa(second) > low:
        low = EXACT.multiply(low, second.magnitude)
    reading = Reading(
        first.start, second.end, "range", low, second.value, second.unit, first.qualifier or second.qualifier
    )
    reading.norm = f"{write_value(low)}..{write_value(second.value)}"
    reading.bare = second.unit is None
    return reading


_SIGN_FIRST = frozenset("—–―-－~～〜至到─ ")


def _mantissa(reading: Reading) -> Decimal:
    value = reading.value
    assert isinstance(value, Decimal)  # noqa: S101  checked by the caller
    return value / reading.magnitude


def _shares(first: Reading, second: Reading) -> bool:
    return first.unit is None or second.unit is None


def _second(text: str, start: int) -> Reading | None:
    if text[start] in "−－-":
        found = _second(text, start + 1) if text[start + 1 : start + 2].isdigit() else None
        if found is not None and isinstance(found.value, Decimal):
            found.value = found.value.copy_negate()
        return found
    if text[start].isdigit():
        return _one(text, start, speak_arabic(text, start, end_of_digits(text, start)))
    run = CHINESE.match(text, start)
    spoken = speak_chinese(text, start, run.end()) if run else None
    return _one(text, start, spoken) if spoken else None
