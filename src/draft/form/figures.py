"""Rules of form about numbers that need their values: spelling side by side, what a difference is called.

Source: GB/T 15835-2011 4.1, 4.3; statistics practice.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from draft.form.rule import Rule, Span
from draft.numbers import Quantity, find_quantities

_CHINESE = re.compile(r"[一二三四五六七八九十百千两]+")
_SENTENCE = re.compile(r"[^。！？\n]+")
_LEAST = 11  # counts up to ten are often written in Chinese
_MONEY = re.compile(r"([万亿])元")


def _sentences(text: str) -> Iterator[tuple[int, tuple[Quantity, ...]]]:
    for match in _SENTENCE.finditer(text):
        yield match.start(), find_quantities(match.group())


def _is_spelt(quantity: Quantity) -> bool:
    return quantity.kind == "count" and bool(_CHINESE.match(quantity.text))


def find_spelt_counts(text: str) -> Iterator[Span]:
    """Yield counts of eleven and more that are written in Chinese numerals."""
    for offset, quantities in _sentences(text):
        for quantity in quantities:
            value = quantity.value if quantity.value_hi is None else None
            if _is_spelt(quantity) and quantity.unit and isinstance(value, Decimal) and value >= _LEAST:
                yield offset + quantity.start, offset + quantity.end


def find_mixed_spelling(text: str) -> Iterator[Span]:
    """Yield counts in Chinese numerals beside counts of the same unit in digits, within a sentence."""
    for offset, quantities in _sentences(text):
        digits = {q.unit for q in quantities if q.kind == "count" and q.unit and q.text[0].isdigit()}
        for quantity in quantities:
            spelt = _is_spelt(quantity) and quantity.value != 1 and "半" not in quantity.text
            if spelt and quantity.unit in digits:
                yield offset + quantity.start, offset + quantity.end


def find_percent_differences(text: str) -> Iterator[Span]:
    """Yield a difference of two rates of the same sentence that is called % instead of 百分点."""
    for offset, quantities in _sentences(text):
        rates = [q for q in quantities if q.kind == "percent" and isinstance(q.value, Decimal)]
        for earlier, later, told in zip(rates, rates[1:], rates[2:], strict=False):
            if told.direction and _difference(earlier, later) == told.value:
                yield offset + told.start, offset + told.end


def _difference(one: Quantity, other: Quantity) -> Decimal | None:
    if isinstance(one.value, Decimal) and isinstance(other.value, Decimal):
        return abs(other.value - one.value)
    return None


def find_mixed_money(text: str) -> Iterator[Span]:
    """Yield amounts below 1亿元 written in 亿元 beside others in 万元: they cannot be compared at sight."""
    units = {match.group(1) for match in _MONEY.finditer(text)}
    if units == {"万", "亿"}:
        for match in re.finditer(r"(?<![0-9.])0\.[0-9]+亿元", text):
            yield match.span()


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
)
