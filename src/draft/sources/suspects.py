"""Places in a scraped text where a character or a number is likely misread or lost. Nothing is repaired."""

import re
from collections.abc import Iterator

from draft.numbers import find_quantities

SUSPECTS: tuple[tuple[str, str, str, str], ...] = (
    (r"[0-9][%％][oO0]", "“%”后面多出一个字符", "66.46%o系统", "66.46%，系统"),
    (r"[0-9]\s?[虬齐]", "数字后面的字像是认错的单位", "达到100虬", "达到100%"),
    (r"[0-9][A-Za-z][0-9]", "数字中间夹着字母", "3T1岁", "3—11岁"),
    (r"[0-9][Il|][0-9]|[0-9][oO][0-9]", "数字中间夹着像 1、0 的字母", "1O5人", "105人"),
    (r"[0-9]\s?[（(][0-9](?![0-9]*[）)])", "括号不成对，可能掉了字", "17477齐(1", "17477剂（1例）"),
    (r"[0-9][.．][0-9]+[.．][0-9]", "小数点不止一个", "1.2.3万", "1.23万"),
    (r"截[至止][^，。；]{0,8}[0-9]{1,2}底", "日期像是掉了“月”字", "截至12底", "截至12月底"),
    (r"(?:19|20)[0-9]{2}\s+[0-9]{1,2}月", "日期像是掉了“年”字", "截至2021 12月", "截至2021年12月"),
    (r"[，、。；][，、。；]", "标点连用，中间可能掉了字", "信息、，734条", "信息734条"),
)
"""Pattern, why, a text it must find, a text it must pass."""

_SUSPECTS = tuple((re.compile(pattern), why) for pattern, why, _, _ in SUSPECTS)
_PAIRS = ("《》", "“”", "（）")
_AROUND = 6


def find_suspects(text: str) -> Iterator[str]:
    """Yield, in Chinese, what in one sentence should be compared with the original."""
    for pattern, why in _SUSPECTS:
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            yield f"“{around}”{why}，数字未改，请对照原件"
    if any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS):
        yield "括号或引号不成对，可能掉了字"
    for quantity in find_quantities(text):
        if quantity.kind == "count" and quantity.unit is None and quantity.text[-1:].isdigit():
            around = text[max(0, quantity.start - _AROUND) : quantity.end + _AROUND]
            yield f"“{around}”里的 {quantity.text} 没有单位，可能掉了字"
