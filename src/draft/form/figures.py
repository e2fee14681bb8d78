"""Rules of form about numbers that need their values: spelling side by side, what a difference is called.

Source: GB/T 15835-2011 4.1, 4.3; statistics practice.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from draft.form.rule import Rule, Span
from draft.numbers import Quantity, read_text
from draft.numbers.patterns import Pattern

_CHINESE = Pattern(r"[一二三四五六七八九十百千两]+")
_SENTENCE = Pattern(r"[^。！？\n]+")
_LEAST = 11  # counts up to ten are often written in Chinese
_NEAR = 8
_PRECISE = 7
_FEWEST = 3
_JOINED = Pattern(r"[、，]?[和与及]|、")
_ESTIMATE = Pattern(r"预计|预估|估计|估算|大约|约")
_MONEY = Pattern(r"([万亿])元")


class Sentence(NamedTuple):
    """A stretch of a text and the quantities that begin in it, with their places in the text."""

    start: int
    quantities: tuple[Quantity, ...]


@lru_cache(maxsize=2)
def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences that tell quantities; the rules ask for the same text in turn."""
    quantities = read_text(text)
    starts = [quantity.start for quantity in quantities]
    spans = [match.span() for match in _SENTENCE.finditer(text)] if quantities else []
    return tuple(
        Sentence(start, inside)
        for start, end in spans
        if (inside := tuple(quantities[bisect_left(starts, start) : bisect_left(starts, end)]))
    )


def _is_spelt(quantity: Quantity) -> bool:
    return quantity.kind == "count" and bool(_CHINESE.match(quantity.text))


def find_spelt_counts(text: str) -> Iterator[Span]:
    """Yield counts of eleven and more that are written in Chinese numerals."""
    for _, quantities in read_sentences(text):
        for quantity in quantities:
            value = quantity.value if quantity.value_hi is None else None
            if _is_spelt(quantity) and quantity.unit and isinstance(value, Decimal) and value >= _LEAST:
                yield quantity.start, quantity.end


def find_mixed_spelling(text: str) -> Iterator[Span]:
    """Yield counts in Chinese numerals beside counts of the same unit in digits, within a sentence."""
    for _, quantities in read_sentences(text):
        digits = {q.unit for q in quantities if q.kind == "count" and q.unit and q.text[0].isdigit()}
        for quantity in quantities:
            spelt = _is_spelt(quantity) and quantity.value != 1 and "半" not in quantity.text
            if spelt and quantity.unit in digits:
                yield quantity.start, quantity.end


def find_percent_differences(text: str) -> Iterator[Span]:
    """Yield a difference of two rates of the same sentence that is called % instead of 百分点."""
    for _, quantities in read_sentences(text):
        rates = [q for q in quantities if q.kind == "percent" and isinstance(q.value, Decimal)]
        for earlier, later, told in zip(rates, rates[1:], rates[2:], strict=False):
            if told.direction and _difference(earlier, later) == told.value:
                yield told.start, told.end


def _difference(one: Quantity, other: Quantity) -> Decimal | None:
    if isinstance(one.value, Decimal) and isinstance(other.value, Decimal):
        return abs(other.value - one.value)
    return None


def find_mixed_money(text: str) -> Iterator[Span]:
    """Yield amounts below 1亿元 written in 亿元 beside others in 万元: they cannot be compared at sight.

    Where most amounts are in 亿元, those in 万元 are the ones that differ.
    """
    small = [match.span() for match in re.finditer(r"(?<![0-9.])0\.[0-9]+亿元", text)]
    units = [match.group(1) for match in _MONEY.finditer(text)]
    if small and {"万", "亿"} <= set(units):
        few = units.count("万") < units.count("亿")
        yield from (m.span() for m in re.finditer(r"(?<![0-9.])[0-9][0-9.]*+万元", text)) if few else small


def find_wrong_multiples(text: str) -> Iterator[Span]:
    """Yield a multiple that does not fit the two values before it: 由5增加到15 is 增加2倍, or 是3倍."""
    for start, quantities in read_sentences(text):
        for then, now, told in zip(quantities, quantities[1:], quantities[2:], strict=False):
            ratio = _ratio(then, now) if told.unit == "倍" and then.unit == now.unit else None
            between = text[then.end : now.start]
            if ratio is None or not re.search("[到至]", between) or told.start - now.end > _NEAR:
                continue
            expected = (
                ratio - 1 if _tells_increase(told, text[max(start, told.start - 6) : told.start]) else ratio
            )
            if isinstance(told.value, Decimal) and abs(expected - told.value) > _slack(told):
                yield told.start, told.end


def _ratio(then: Quantity, now: Quantity) -> Decimal | None:
    if isinstance(then.value, Decimal) and isinstance(now.value, Decimal) and then.value > 0:
        return now.value / then.value
    return None


def _tells_increase(told: Quantity, before: str) -> bool:
    """增加了3倍 against 是原来的3倍; 翻一番 is told as the whole."""
    return "番" not in told.text and not re.search("[为是]|原来|上年", before)


def _slack(told: Quantity) -> Decimal:
    """Half of the last digit told; a tenth for 翻番, which is never meant exactly."""
    if not isinstance(told.value, Decimal):
        return Decimal(0)
    if "番" in told.text:
        return told.value / 10
    exponent = told.value.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1 if isinstance(exponent, int) else -1)


def find_overlapping_bounds(text: str) -> Iterator[Span]:
    """Yield X以下 where X以上 stands in the same sentence: both hold X, so it is counted twice."""
    for _, quantities in read_sentences(text):
        above = {_measure(q) for q in quantities if q.qualifier == "以上" and text[q.end : q.end + 1] != "及"}
        for quantity in quantities:
            below = quantity.qualifier == "以下" and text[quantity.end : quantity.end + 1] != "及"
            if below and quantity.value is not None and _measure(quantity) in above:
                yield quantity.start, quantity.end + len("以下")


def _measure(quantity: Quantity) -> tuple[str, str | None]:
    return str(quantity.value), quantity.unit


def find_false_precision(text: str) -> Iterator[Span]:
    """Yield estimates of seven and more significant digits: 预计123456789.01元."""
    if not _ESTIMATE.search(text):
        return
    for start, quantities in read_sentences(text):
        for quantity in quantities:
            if quantity.kind not in {"count", "money"} or len(quantity.text) < _PRECISE:
                continue
            estimated = _ESTIMATE.search(text, max(start, quantity.start - _NEAR), quantity.start)
            if estimated and _digits_told(quantity) >= _PRECISE:
                yield quantity.start, quantity.end


def _digits_told(quantity: Quantity) -> int:
    """Return how many digits the number has, without zeros at its ends, 万 and 亿 not counted."""
    return len(re.sub(r"\D", "", quantity.text.split("万")[0].split("亿")[0]).strip("0"))


def find_uneven_decimals(text: str) -> Iterator[Span]:
    """Yield lists of three rates and more with different decimals: 98.5%、97.35%、96%."""
    for _, quantities in read_sentences(text):
        rates = [q for q in quantities if q.kind == "percent" and q.qualifier is None and q.text != "100%"]
        for series in _series(rates, text):
            if len(series) >= _FEWEST and len({_decimals(rate) for rate in series}) > 1:
                yield series[0].start, series[-1].end


def _series(rates: Sequence[Quantity], text: str) -> Iterator[list[Quantity]]:
    """Yield the rates that stand in one list, joined by 、 or 和."""
    series: list[Quantity] = []
    for rate in rates:
        if series and not _JOINED.fullmatch(text, series[-1].end, rate.start):
            yield series
            series = []
        series.append(rate)
    yield series


def _decimals(quantity: Quantity) -> int:
    return len(quantity.text.rstrip("%％").partition(".")[2])


FIGURES: tuple[Rule, ...] = (
    Rule(
        "N01",
        "规定",
        "统计用的数写阿拉伯数字",
        find_spelt_counts,
        ("培训一百八十五人。",),
        ("培训185人。", "抓好三个方面", "第十二批", "二三十人"),
        "GB/T 15835 4.1.1",
    ),
    Rule(
        "N08",
        "规定",
        "同类数量的写法要一致",
        find_mixed_spelling,
        ("培训干部两千余人、群众3000余人。",),
        ("培训干部2000余人、群众3000余人。", "分三批培训3000人。", "3个街道新建一个站点。"),
        "GB/T 15835 4.3.3",
    ),
    Rule(
        "N24",
        "实务",
        "两个百分数之差是百分点",
        find_percent_differences,
        ("签约率由62%提高到68.2%，提高6.2%。",),
        ("签约率由62%提高到68.2%，提高6.2个百分点。", "甲率62%、乙率68%，收入增长7.1%。"),
    ),
    Rule(
        "U05",
        "推荐",
        "同一文件的金额用同一单位",
        find_mixed_money,
        ("发放5234万元，投资0.52亿元。",),
        ("发放5234万元，投资1.2亿元。", "投资0.52亿元。"),
    ),
    Rule(
        "N26",
        "实务",
        "倍数与前后两数不符：由5增加到15是增加2倍、为原来的3倍，翻一番是2倍，翻两番是4倍",
        find_wrong_multiples,
        (
            "床位由5张增加到15张，增加了3倍。",
            "产值由5亿元增长到30亿元，翻了一番。",
            "由5家发展到15家，是原来的2倍。",
        ),
        (
            "床位由5张增加到15张，增加了2倍。",
            "由5家发展到15家，是原来的3倍。",
            "产值由5亿元增长到10.2亿元，翻了一番。",
            "由3张增加到10张，增长2.3倍。",
        ),
    ),
    Rule(
        "N27",
        "实务",
        "“以上”“以下”都含本数，同一个数不能两头都算：一头写“不满”或“超过”",
        find_overlapping_bounds,
        ("80分以上50人、80分以下10人。",),
        ("80分及以上50人、80分以下50人。", "80分以上50人、60分以下3人。", "65岁以上老年人1200人。"),
    ),
    Rule(
        "N28",
        "推荐",
        "估计、预计的数不写到个位和分：写成约1.2亿元",
        find_false_precision,
        ("预计投入123456789.01元。",),
        ("预计投入约1.2亿元。", "实际投入123456789.01元。", "预计接待1200000人次。"),
    ),
    Rule(
        "N29",
        "推荐",
        "并列的百分数保留同样的小数位数",
        find_uneven_decimals,
        ("合格率分别为98.5%、97.35%、96.12%。",),
        (
            "合格率分别为98.50%、97.35%。",
            "下降18.2%和25%。",
            "合格率98.5%，满意率97%。",
            "接种率分别为98.5%、100%。",
            "95%以上和98.5%",
        ),
    ),
)
