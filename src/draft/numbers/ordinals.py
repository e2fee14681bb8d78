"""第N and ranks: 第一剂, 第2批, 全省第3, 前三名; beside them 第三十二条, 第二人民医院, 三级甲等."""

import re
from decimal import Decimal

from draft.errors import NumeralError
from draft.numbers.identifiers import is_clause, names_entity
from draft.numbers.numerals import narrow, read_magnitude
from draft.numbers.patterns import Pattern
from draft.numbers.reading import Reading
from draft.numbers.units import match_unit, written_unit

_NUMBER = "(?:[0-9０-９]+|[零〇一二两三四五六七八九十百千万]+)"
_ORDINAL = Pattern(f"第[ ]?(?P<n>{_NUMBER})(?:(?P<s>—|–|-|~|～|至|到|、)(?:第)?(?P<m>{_NUMBER}))?")
_RANK = Pattern(f"前(?P<n>{_NUMBER})(?P<unit>[名位强]|(?=[，。、；列]|$|行列|以内))")
_GRADE = Pattern("[一二三四](?:级[甲乙丙](?:等)?|[甲乙](?![类型方乙醇双苯肝流级])(?:医院|等)?)|[A-E]{1,5}级")
_CLAUSES = Pattern(f"(?:第{_NUMBER}[款项目条节])*")


def read_ordinal(text: str, start: int) -> Reading | None:  # noqa: PLR0911  one line per family
    """Return the ordinal or the numbered name whose 第 stands at `start`, or None."""
    match = _ORDINAL.match(text, start)
    if not match:
        return None
    end = match.end("n")
    if match["m"] and match["s"] != "、":
        ranged = _ordinal_range(text, start, match)
        if ranged:
            return ranged
    value = _value(match["n"])
    if value is None:
        return None
    if is_clause(text, end):
        more = _CLAUSES.match(text, end + 1)
        return Reading(start, more.end() if more else end + 1, "identifier", open=False)
    if names_entity(text, end) or text[end : end + 1] == "号":
        return Reading(start, _name_end(text, end), "identifier", open=False)
    gap = end + 1 if text[end : end + 1] == " " else end
    unit = match_unit(text, gap)
    if unit and unit in _NOT_RANKED:
        unit = None
    close = gap + len(unit) if unit else end
    if unit is None and match["n"] in _FIRSTS and _begins_word(text, start, close):
        return None
    if text.startswith("，", close) and unit is None and _opens_clause(text, start):
        return None
    return Reading(start, close, "ordinal", value, None, written_unit(unit) if unit else None)


# 第一现场, 第一落点: words; 全省第一 and 位居第一的 rank.
_FIRSTS = frozenset("一二三")
_RANKS = Pattern(
    "(?:[省市县区国州镇乡]|排名?|居|列|获|荣|得|名|均为|达|约|保持|系统|全球|世界|同类|总量|增速"
    "|绩|分|全|位|并列|行业|组)$"
)


def _begins_word(text: str, start: int, end: int) -> bool:
    following = text[end : end + 1]
    if not "\u4e00" <= following <= "\u9fff" or following in "的和及与并且，以":
        return False
    return _RANKS.search(text, max(0, start - 3), start) is None


_NOT_RANKED = frozenset(["大", "县", "区", "村", "市", "省", "会", "家庭", "党支部", "支部"])


def _opens_clause(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "。；\n：:;！ \u3000"


def _ordinal_range(text: str, start: int, match: "re.Match[str]") -> Reading | None:
    low, high = _value(match["n"]), _value(match["m"])
    if low is None or high is None:
        return None
    unit = match_unit(text, match.end())
    end = match.end() + (len(unit) if unit else 0)
    reading = Reading(start, end, "range", low, high, written_unit(unit) if unit else None, open=False)
    reading.norm = f"{low}..{high}"
    return reading


_NAME = Pattern(
    "(?:[\u4e00-\u9fff]{0,4}?(?:医院|中学|小学|高中|初中|幼儿园|公司|学校|支队|大队|监狱|法院"
    "|检察院|研究院|研究所|工程局|设计院|水厂|电厂))?"
)


def _name_end(text: str, end: int) -> int:
    match = _NAME.match(text, end)
    if match and match.end() > end:
        return match.end()
    return end + 1 if text[end : end + 1] == "号" else end


def _value(written: str) -> Decimal | None:
    try:
        return read_magnitude(narrow(written))
    except NumeralError:
        return None


def read_rank(text: str, start: int) -> Reading | None:
    """Return 前三名, 前10强, 排名前三 at `start`, or None."""
    match = _RANK.match(text, start)
    if not match:
        return None
    value = _value(match["n"])
    if value is None or (not match["unit"] and text[start - 1 : start] not in "名列居进第位入市省国县区州"):
        return None
    return Reading(start, match.end(), "ordinal", value, None, match["unit"] or None, open=False)


def read_grade(text: str, start: int) -> Reading | None:
    """Return the hospital grade at `start` (三级甲等, 二甲), or None."""
    match = _GRADE.match(text, start)
    return Reading(start, match.end(), "identifier", open=False) if match else None
