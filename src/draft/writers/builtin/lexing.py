"""Where a clause's words begin and end: leading dates and scopes, adverbs, the verb it opens with.

No segmenter is used: word tables and short patterns, so that the same words are always read the same way.
"""

import re
from collections.abc import Sequence

from draft.numbers.patterns import Pattern
from draft.writers.builtin import words

CJK = "\u4e00-\u9fff"
NUMBER = r"(?:[0-9０-９]|[xX×*]{1,6}(?![a-zA-Z]))"
"""The first character, or mask, of a written number."""

_YEAR = r"(?:(?:[12][0-9]{3}|20[xX]{2}|[xX]{2,4})年(?:度)?)"
_DAY = r"(?:份|底|末|初)?(?:[0-9xX]{1,2}日)?(?:[0-9xX]{1,2}时)?"
_MONTH = rf"(?:前)?[0-9xX一二三四五六七八九十]{{1,3}}(?:[—～~-][0-9]{{1,2}})?月{_DAY}"
_SPAN = rf"(?:[上下]半年|第?[一二三四1-4]季度|{_MONTH}|年底|年末|年初|全年|年内|底|末)"
_POINT = (
    rf"(?:{_YEAR}{_SPAN}?|(?:今年|去年|明年|来年|次年|当年|本年度?|本月|本周|近年|上年)(?:{_SPAN})?|{_SPAN})"
)
TIME = Pattern(
    rf"^(?:(?:截至|截止|到|自|从)?{_POINT}(?:以来|来|起|前|为止|期间)?|截至(?:目前|现在)|截止目前|目前(?:为止)?|近年来|近期|当前|期间|此前)"
    "(?:，|,)?"
)
"""Leading words that date what follows, with their comma."""

SCOPE = Pattern(
    r"^(?:全[省市县区镇乡州旗街校局院系国村域](?:道|统)?(?:各级|各)?|我[省市县区镇乡州旗局委校院所村](?:系统)?|辖区内?|城区|县域内?|市域|全社会)"
)
NUMBER_TAIL = Pattern(rf"{NUMBER}[余多]?[万亿千百]?[^0-9，；。：（）]{{0,7}}(?:[（(][^（）()]*[）)])?$")
FIRST_NUMBER = Pattern(rf"(?<![A-Za-z0-9.“《]){NUMBER}")

ADVERBS = frozenset(words.ADVERBS)
_ADVERB_SIZES = sorted({len(adverb) for adverb in ADVERBS}, reverse=True)
_VERBS = frozenset(words.VERBS)
_RATES = ("率", "量", "额", "度")
_SHORT_VERBS = frozenset("建办查打抓获设破缴")
_INNER_VERB = Pattern("|".join(sorted({*words.PURE_VERBS, *words.LINKING}, key=len, reverse=True)))


def match_lead(pattern: Pattern, text: str) -> str:
    """Return the leading words the pattern finds, empty when they are none or all."""
    match = pattern.match(text)
    return match.group() if match and match.end() < len(text) else ""


def strip_adverbs(body: str) -> str:
    """Return the words after leading adverbs."""
    rest = body.lstrip("，")
    while rest[:2] not in _VERBS:
        adverb = next((rest[:size] for size in _ADVERB_SIZES if rest[:size] in ADVERBS), "")
        if not adverb or len(adverb) >= len(rest):
            return rest
        rest = rest[len(adverb) :]
    return rest


def closing_word(text: str, table: frozenset[str], sizes: Sequence[int]) -> str:
    """Return the longest word of the table that the text ends with, or an empty string."""
    return next((text[-size:] for size in sizes if text[-size:] in table), "")


def ends_counted(text: str) -> bool:
    """True when the words end in a quantity, so that they name a value rather than tell an event."""
    tail = NUMBER_TAIL.search(text)
    return tail is not None and not any(
        tail.group()[i : i + 2] in _VERBS for i in range(len(tail.group()) - 1)
    )


_PLACE_OF_WORK = Pattern(
    r"(?:服务|供应|销售|收购|采样|监测|救助|回收|教学|实训|种植|养殖|接种|检测|托管|托养|康复|孵化|展示|调解|治疗|护理|救援|宣讲|"
    r"培训|加工|储备|配送|维修|执法|指挥|调度|交易|就业|创业|充电|指导)(?:网点|站点|点位|点|站|中心|机构|基地|平台|队|团|大厅|窗口|终端)(?![长])"
)
"""Where a work is done is no deed: 供应网点172个."""


def leading_verb(rest: str) -> str:
    """Return the longest known verb the words open with, or an empty string."""
    if rest.startswith(words.NOUNS_OF_VERBS) or _PLACE_OF_WORK.match(rest):
        return ""
    for size in (3, 2):
        if rest[:size] in _VERBS:
            return rest[:size]
    short = rest[:1] in _SHORT_VERBS and len(rest) > 1 and not rest.startswith(words.NOUNS_LIKE_VERBS)
    return rest[:1] if short else ""


def _opens_with_preposition(text: str) -> bool:
    return text.startswith(words.PREPOSITIONS) and not text.startswith(words.NOT_PREPOSITIONS)


def opens_with_verb(body: str) -> bool:
    """True when the words open with a verb that makes no noun; adverbs or a preposition may precede it."""
    rest = strip_adverbs(body)
    if any(_opens_with_preposition(text) for text in (body, rest)):
        return True
    verb = leading_verb(rest)
    if not verb:
        return rest.startswith(("未", "没有", "零", "杜绝")) and not rest.startswith("未来")
    after = rest[len(verb) :]
    if verb in words.PURE_VERBS:
        return bool(after) and not after.startswith(_RATES)
    first_part = re.split(r"[，；]", after, maxsplit=1)[0]
    return bool(after) and not after.startswith(words.NOMINAL_TAILS) and not _INNER_VERB.search(first_part)
