"""Numbered labels known by their shape alone: “四必查一询问”, 三组七专班, 一村一品, “九不准”.

A label names something and counts nothing. Known names are in the lexicon; this room sees new ones.
"""

import re

from draft.numbers.patterns import Pattern
from draft.numbers.units import counts_things, is_shy, match_unit

_N = "[一二两三四五六七八九十百千双]"
_H = "[\u4e00-\u9fff]"
_QUOTED = Pattern(r"[“\"‘「『](?P<label>[^”\"’」』“‘，。；：！？,;:\n0-9]{2,16})[”\"’」』]")
_LINKED = "至到比和与、又分点"
_PAIRS = Pattern(
    rf"{_N}(?![{_LINKED}]|{_N}){_H}{{1,3}}?(?:{_N}(?![{_LINKED}]"
    rf"|{_N}){_H}{{1,3}}?){{1,6}}(?=[制工机模体行活路格方建、，。；“”（）的和等运服管原要战措思做经政目标联保责治平是]"
    rf"|$|\n)"
)
_ONE_ONE = Pattern(rf"一(?!{_N})(?P<a>{_H})一(?!{_N})(?P<b>{_H})")
_PLAIN = Pattern(rf"(?P<n>{_N}+)(?P<rest>{_H}*)")
_NUMERALS = frozenset("一二两三四五六七八九十百千双")
_MAGNITUDES = frozenset("十百千万亿")
_SESSION = Pattern(
    "[一二三四五六七八九十]{1,3}届(?=全国|人大|政协|中央|党|[一二三四五六七八九]中"
    "|[一二三四五六七八九十]{1,2}次|全会|职代会|代表|理事|委员|省委|市委|县委|区委|人民|常委)"
)
_MEETING = Pattern("[一二三四五六七八九十]{1,3}次(?=会议|全会|职代会|代表大会|党代会|常委会|理事会|全体)")
_PHRASE = Pattern("[“「][\u4e00-\u9fff]{2,10}[”」]")
_UNIT_WORDS = frozenset(
    [
        "年",
        "个月",
        "月",
        "天",
        "日",
        "周",
        "小时",
        "分钟",
        "秒",
        "元",
        "万元",
        "亿元",
        "岁",
        "人",
        "人次",
        "名",
        "次",
        "户",
        "倍",
        "届",
        "例",
        "起",
        "台",
        "套",
        "辆",
        "件",
        "家",
        "公里",
        "米",
        "千米",
        "亩",
        "吨",
        "批",
        "轮",
        "期",
        "场",
        "剂",
        "针",
        "分",
        "位",
    ]
)


def find_label(text: str, start: int, run_end: int) -> int | None:
    """Return the end of the label whose first numeral stands at `start`, or None."""
    if text[start - 1 : start] in '“"‘「『' and start:
        quoted = _QUOTED.match(text, start - 1)
        if quoted and _names(quoted["label"]):
            return quoted.end("label")
    session = _SESSION.match(text, start)
    if session or (text[start - 1 : start] in "届大央协" and start and _MEETING.match(text, start)):
        return run_end + 1
    one = _ONE_ONE.match(text, start)
    if one and _is_pattern(one):
        return one.end()
    pairs = _PAIRS.match(text, start) if run_end - start == 1 else None
    if pairs and not _counts(text, start, pairs.end()):
        return pairs.end()
    return None


def _is_pattern(match: "re.Match[str]") -> bool:
    return not (match["a"] in "年月日天周" and match["b"] in "次回遍趟")


def _names(label: str) -> bool:
    """A quotation that begins with a numeral is a name unless all of it is one number with its unit."""
    match = _PLAIN.fullmatch(label)
    if not match:
        return bool(re.fullmatch(rf"{_N}.*[{_H[1:-1]}、·]+", label)) and not label[-1].isdigit()
    return match["rest"] not in _UNIT_WORDS


def _counts(text: str, start: int, end: int) -> bool:
    """三所中心两个站 counts; in the label 三组七专班 a numeral stands before a word that is no classifier."""
    numerals = [place for place in range(start, end) if text[place] in _NUMERALS]
    first = match_unit(text, start + 1)
    if first in _UNIT_WORDS or any(text[place + 1 : place + 2] in _MAGNITUDES for place in numerals):
        return True
    for place in numerals:
        unit = match_unit(text, place + 1)
        if unit is None or (is_shy(unit) and counts_things(unit)):
            return False
        if place + 1 + len(unit) >= end:
            return True
    return True


def find_quoted_phrase(text: str, start: int, run_end: int) -> int | None:
    """Return the end of a short quoted phrase around the lone numeral at `start` (“最多跑一次”), or None."""
    if run_end - start > 1 or text[start] not in "一二两三":
        return None
    opening = max(text.rfind("“", max(0, start - 8), start), text.rfind("「", max(0, start - 8), start))
    if opening < 0 or opening == start - 1:
        return None
    match = _PHRASE.match(text, opening)
    return match.end() - 1 if match and match.end() > run_end else None


_EACH = Pattern(
    "一(?P<a>[\u4e00-\u9fff])(?P=a)|一[户人个村件项家处名分寸米刻天日](?:也|都)?[不没未](?!少|足|到"
    "|满|超|低|等|同|含|断|含)"
)


_NOT_ONE = Pattern("[不未没无][漏落溃垮死伤亡掉缺丢让差拉留放误](?:一[\u4e00-\u9fff])?$")


def find_rhetorical(text: str, start: int) -> int | None:
    """Return the end of 一座座, 一户不落 or the like at `start`: they say each or none, or None."""
    if text[start] != "一":
        return None
    match = _EACH.match(text, start)
    if match:
        return match.end()
    return start + 2 if _NOT_ONE.search(text, max(0, start - 4), start) else None


def in_title(text: str, start: int) -> bool:
    """Whether `start` stands inside 《…》: a Chinese numeral in a title counts nothing."""
    opening = text.rfind("《", max(0, start - 40), start)
    return opening >= 0 and text.find("》", opening, start) < 0
