"""The owner phrase before a number: was its narrowing modifier lost, was the value put on another owner?

No table of nouns: the phrase of the fact is looked for, end first, around the carrier; what stands before the
common end is the modifier. Words of action (`verbs`) are no modifiers.
"""

from collections.abc import Collection
from functools import lru_cache
from types import MappingProxyType

from draft.fidelity.mentions import WORD, Mention
from draft.fidelity.modifiers import MODIFIERS
from draft.fidelity.verbs import VERBS
from draft.numbers.patterns import Pattern

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LINK = Pattern(
    r"(?:达到|达|是|为|有|共|计|(?<![契合条公制特节预])约|近|超|数|均|各|已|仅|至|到|占|的|人数|数量|总数|总量|分别|累计|合计|共计|余额|规模|增长|下降|增速|增幅|降幅|"
    r"同比|环比|提高|上升|增加|减少|降低|提升|实现|完成|净增|增收|减收|全长|总长|高|低|多|少|增|减|升|降)+$"
)
_CUT = Pattern(r"[较比于为获被以按将把向给]|对(?![象流])|占(?![地道用位])")
_PERIOD = Pattern(
    r"前?[一二三四]季度|[上下]半年|全年|年度|今年|去年|本年|(?<!\d)\d++月份?|月份?|以来|期间|年末|年底|月底|月末"
)
# Neither names nor kinds: their loss changes nothing.
GENERIC = frozenset(
    (
        "项目",
        "工作",
        "专项",
        "活动",
        "任务",
        "单位",
        "部门",
        "群众",
        "中心",
        "有关",
        "各类",
        "相关",
        "主要",
        "累计",
        "各级",
        "我县",
        "本级",
        "总共",
        "系统",
        "机关",
        "上述",
        "广大",
        "实际",
        "患者",
        "人员",
        "企业",
        "家庭",
        "活动",
        "时间",
    )
)
JOINTS = frozenset("为是按以对将把和与及的在等从由被让使向给其该各")
_CLASSES = frozenset(modifier[-2:] for modifier, _, _ in MODIFIERS) | frozenset(
    (
        "重点",
        "困难",
        "收入",
        "病险",
        "公办",
        "非法",
        "规范",
        "初次",
        "低保",
        "普惠",
        "政策",
        "集中",
        "骨干",
        "常住",
        "户籍",
        "不良",
    )
)
# 争取上级资金 is 向上争取资金.
_TOLD_AS = MappingProxyType({"上级": "向上"})
_MODIFIER = 2
_HEAD = 2
_LONGEST = 12


def owner_phrase(mention: Mention) -> str:
    """Return the words directly before the number, without links (达到, 为): 低收入人口."""
    return phrase_of(mention.item or mention.head_text)


@lru_cache(maxsize=4096)
def phrase_of(text: str) -> str:
    """Return the owner phrase that `text` ends with."""
    text = _LINK.sub("", _PERIOD.sub("，", text).rstrip(" “”\"'（(：:"))
    phrase: str = _CUT.split(_last_word(text))[-1]
    return phrase[-_LONGEST:]


def _last_word(text: str) -> str:
    """Return the Chinese characters and letters that `text` ends with."""
    start = len(text)
    while start and ("\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] in _LETTERS):
        start -= 1
    return text[start:]


def tail_phrase(mention: Mention) -> str:
    """Return the noun directly behind the number: 1300户困难老年人家庭; empty where an action follows."""
    return _first_phrase(mention.tail_text)


@lru_cache(maxsize=4096)
def _first_phrase(text: str) -> str:
    run = WORD.match(text.lstrip(" “"))
    phrase = run.group()[:_LONGEST] if run else ""
    for index in range(len(phrase) - 1):
        if phrase[index : index + 2] in VERBS:
            return phrase[:index]
    return phrase


def lost_modifier(
    required: Mention, written: Mention, around: str, phrases: Collection[str]
) -> tuple[str, str] | None:
    """Return (phrase, head) when the prose keeps the head of the owner but nowhere its modifier.

    Args:
        around: the words that may bring the modifier: the sentence, the one before, the heading.
        phrases: the owner phrases of all facts; a head that has two modifiers there needs its own.
    """
    own = written.item + "，" + written.head_text + "，" + written.tail_text
    for phrase in (owner_phrase(required), tail_phrase(required)):
        if len(phrase) < _MODIFIER + _HEAD or phrase in own:
            continue
        head = _common_end(phrase, own)
        modifier = phrase[-len(head) - _MODIFIER : -len(head)] if head else ""
        if len(modifier) < _MODIFIER or not _names(modifier, head, phrase) or _is_said(phrase, head, around):
            continue
        if modifier in _CLASSES or _has_siblings(head, modifier, phrases):
            return phrase, head
    return None


def _has_siblings(head: str, modifier: str, phrases: Collection[str]) -> bool:
    """Return whether the facts tell the same head apart by another modifier."""
    others = {phrase[-len(head) - _MODIFIER : -len(head)] for phrase in phrases if phrase.endswith(head)}
    return bool({other for other in others if len(other) == _MODIFIER and other not in VERBS} - {modifier})


def _common_end(phrase: str, own: str) -> str:
    for length in range(len(phrase) - _MODIFIER, _HEAD - 1, -1):
        if phrase[-length:] in own:
            return phrase[-length:]
    return ""


def _is_said(phrase: str, head: str, around: str) -> bool:
    before = phrase[: -len(head)][-2 * _MODIFIER :]
    pairs = {before[index : index + 2] for index in range(len(before) - 1)} - VERBS
    return any(pair in around or _TOLD_AS.get(pair, pair) in around for pair in pairs)


def _names(modifier: str, head: str, phrase: str) -> bool:
    """Return whether the modifier is part of a name rather than an action or the end of one."""
    if modifier in VERBS or modifier in GENERIC or JOINTS & set(modifier) or head[:2] in VERBS:
        return False
    at = phrase.rfind(modifier)
    crossing = {phrase[at - 1 : at + 1], phrase[at + 1 : at + 3]}
    return not crossing & VERBS


def owner_words(mention: Mention) -> set[str]:
    """Return the character pairs of the own words that are not words of action."""
    pairs: set[str] = set()
    for run in WORD.findall(f"{mention.item}，{mention.head_text[-10:]}，{mention.tail_text[:8]}"):
        cleaned = run
        for index in range(len(run) - 1):
            if run[index : index + 2] in VERBS:
                cleaned = cleaned.replace(run[index : index + 2], "，")
        for part in cleaned.split("，"):
            pairs.update(part[index : index + 2] for index in range(len(part) - 1))
    return pairs
