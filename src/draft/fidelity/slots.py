# ruff: noqa: SIM905  a table reads better as words
"""The noun that stands in the slot of a number: another one than the fact's, from nowhere in the facts?

No list of nouns: the phrases directly before and behind the number are laid over each other on both sides.
Where what differs is a noun that no fact, heading or title has, and what the fact has there stands nowhere
near the carrier, the noun was replaced. Words of action, measure and place of speech are no such nouns.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention, clause_before, goes_on, is_attributive
from draft.fidelity.owners import GENERIC, JOINTS, owner_phrase, phrase_of, tail_phrase
from draft.fidelity.verbs import VERBS
from draft.numbers.patterns import Pattern

# What links a noun to its number, what leads into it, and where a noun behind a number ends.
_LINK = Pattern(
    r"(?:占比|占|比例|比重|每人|每年|每|实际|现有|其中|含|全部|全|均|共|已|现|新|又|再|还|更|才|就|都|规模|标准|水平|情况|"
    r"的|达到|达|是|有|计|(?<![契合条公制特节预])约|近|超|数|各|仅|至|到|人数|数量|总数|总量|为)+$"
)
_LEAD = Pattern(
    r"^(?:占|全部|所有|整个|全[国省市县区镇乡州院校局]|[我本该][国省市县区镇乡院校局]|其中|含|共|现有|又|新|全|已|均|都|各|另有|另|还有|其余|年|月|日|底|末|度)+"
)
_TAIL_END = Pattern(r"[均都已全各将也又被在了为是与和及并]|以上|以下|左右")
# Said of many things or of none: one of them in the slot says nothing about what is counted.
GENERAL = GENERIC | frozenset(
    "群众 居民 百姓 村民 市民 人民 主体 公司 对象 资金 经费 "
    "款项 问题 情况 数量 总数 总量 规模 比例 占比 人数 金额 "
    "总额 综合 全部 重点 人口 大家 方面 水平 指标 其他 部分 "
    "整体 总体 工期 周期 期限 成果 成效 面积 时长 单价 里程 长度 总长 全长 "
    "价格 周末 汛期 假期 期间 还会 这里 那里 其中 先后 遭遇 "
    "经历 出现 遇到 亩均 户均 人均 平均 亩产 单产 阶段 建立".split()
)
_COUNTED = frozenset({"count", "money", "percent", "percentage_point", "placeholder", "range"})
# One character that acts, before a noun: 设摊位 is 摆出摊位.
_ACTS = frozenset("设植栽获建种养修办开评发投引招送增减用做打搞抓出入到下上成有占摘")
_NO_NOUN = JOINTS | frozenset("每均")
# After these a word of action is part of a name: 纠错率, 销售总额.
_BOUND = ("率", "总额", "额", "量", "费", "债", "金", "款")
# The yield of an acre, said in two ways.
_SAME = (frozenset({"单", "亩"}),)
# Where the owner ends and its figures begin.
_FIGURES = Pattern(r"同比|环比|[比较与](?:上年|去年|年初|常年)|增长|上升|提高|增加|提升|下降|降低|减少|达|\d")
_BEFORE, _LONGEST_MIDDLE, _SHORT_TAIL = 30, 6, 6
_CLOSE_REQUIRED, _CLOSE_WRITTEN = 3, 4
_WORD = 2


class _Overlay(NamedTuple):
    """Two phrases laid over each other: what both begin and end with, what stands between on each side."""

    begin: str
    end: str
    required: str
    written: str

    @property
    def is_close(self) -> bool:
        """True for one phrase with one word exchanged."""
        kept = len(self.begin) + len(self.end)
        longest = max(len(self.required), len(self.written), 2)
        return (
            kept >= longest and len(self.required) <= _CLOSE_REQUIRED and len(self.written) <= _CLOSE_WRITTEN
        )


def find_replaced_noun(
    required: Mention, written: Mention, prose: str, known: Collection[str]
) -> Finding | None:
    """Return the noun of the fact and the one that took its slot, None when nothing was replaced.

    Args:
        prose: the text that holds `written`.
        known: the character pairs of all facts, headings and metadata.
    """
    if is_attributive(required.quantity) or required.quantity.kind not in _COUNTED:
        return None
    facts, slots = list(_slots(required)), list(_slots(written))
    overlays = [(f, s, _lay_over(f[0], s[0])) for s in slots for f in facts]
    if any(not overlay.required or not overlay.written for _, _, overlay in overlays):
        return None
    for fact, slot, overlay in overlays:
        if _is_replaced(written, prose, known, overlay) or _has_other_head(
            fact, slot, written, prose, known, overlay
        ):
            return Finding("noun", fact[0], slot[0])
    return None


def find_replaced_owner(required: Mention, written: Mention, prose: str) -> Finding | None:
    """Return the body that leads the fact's sentence and the one of its kind that took its place.

    The figures of 县人民医院 told of 县中医医院: the first is named nowhere near, the second not in the fact.
    """
    if required.quantity.kind not in _COUNTED or is_attributive(required.quantity):
        return None
    if required.item or written.item:
        return None
    own = _leading_body(required, required.sentence[0])
    told = _leading_body(written, written.clause[0]) or _leading_body(written, written.sentence[0])
    if not own or not told or told in required.source or own in told or told in own:
        return None
    overlay = _lay_over(own, told)
    left, right = overlay.required, overlay.written
    if not overlay.end or not left or not right or set(left) & set(right):
        return None
    near = prose[max(0, written.sentence[0] - _SENTENCE_BEFORE) : written.sentence[1]]
    return None if left in near else Finding("misattached", own, told)


_SENTENCE_BEFORE = 120
_BODY = Pattern(
    r"(?:[\u4e00-\u9fffXx×]{1,8}?)(?:医院|保健院|卫生院|中心|支队|大队|公司|集团|学校|中学|小学|学院|大学|幼儿园|镇|乡|街道|社区|村|"
    r"园区|开发区|景区|局|馆|站|水库|河|县|市|区)(?![级民政委直域内外场属])"
)
_NO_NAME = frozenset("各每全某该本其")
_LONGEST_BODY = 12


def _leading_body(mention: Mention, start: int) -> str:
    """Return the office, place or institution whose name stands at `start`, empty when none does."""
    found = _BODY.match(mention.source, start, min(start + _LONGEST_BODY, mention.quantity.start))
    name = found.group() if found else ""
    return "" if _NO_NAME & set(name) or pairs_of(name) & VERBS else name


def pairs_of(text: str) -> set[str]:
    """Return the character pairs of `text`."""
    return {left + right for left, right in pairwise(text)}


def led_phrase(mention: Mention) -> str:
    """Return the owner that stands before a clause which only goes on: 运动员比上年增加310名，达2960名."""
    if not goes_on(mention):
        return ""
    return phrase_of(_FIGURES.split(mention.source[clause_before(mention) : mention.clause[0] - 1])[0])


def _slots(mention: Mention) -> Iterator[tuple[str, bool]]:
    """Yield the nouns before and behind the number, and whether they stand behind it."""
    before = owner_phrase(mention) or led_phrase(mention)
    while (shorter := _LINK.sub("", before)) != before:
        before = shorter
    behind = _TAIL_END.split(tail_phrase(mention))[0]
    for phrase, is_tail in ((before, False), (behind, True)):
        noun = _without_actions(_LEAD.sub("", phrase))
        if len(noun) > 1:
            yield noun, is_tail


def _without_actions(phrase: str) -> str:
    """Return the phrase without words of action before and behind the thing: 受理 …, … 受理."""
    noun = phrase
    while noun[:_WORD] in VERBS and len(noun) > _WORD + 1 and not noun.startswith(_BOUND, _WORD):
        noun = noun[_WORD:]
    while noun[-_WORD:] in VERBS and len(noun) > 2 * _WORD:
        noun = noun[:-_WORD]
    return noun


def _after_action(text: str) -> str:
    """Return what stands behind the last word of action in `text`."""
    ends = [at + _WORD for at in range(len(text) - 1) if text[at : at + _WORD] in VERBS]
    return text[ends[-1] :] if ends else text


def _lay_over(required: str, written: str) -> _Overlay:
    end = 0
    while end < min(len(required), len(written)) and required[-1 - end] == written[-1 - end]:
        end += 1
    left, right = required[: len(required) - end], written[: len(written) - end]
    begin = 0
    while begin < min(len(left), len(right)) and left[begin] == right[begin]:
        begin += 1
    return _Overlay(
        left[:begin],
        required[len(required) - end :],
        left[begin:][-_LONGEST_MIDDLE:],
        right[begin:][-_LONGEST_MIDDLE:],
    )


def _is_replaced(written: Mention, prose: str, known: Collection[str], overlay: _Overlay) -> bool:
    """医疗保险参保率 for 养老保险参保率: the same end, another beginning."""
    left, right = overlay.required, overlay.written
    if not overlay.end.startswith(_BOUND):
        left, right = _after_action(left), _after_action(right)
    if not overlay.end or not left or not right or set(left) & set(right):
        return False
    if min(len(left), len(right)) == 1:
        if len(left) + len(right) > _WORD or {left, right} & _ACTS or {left, right} in _SAME:
            return False
        before, after = overlay.begin[-1:], overlay.end[:1]
        if {before + left, before + right, left + after, right + after} & VERBS:
            return False
        lost, new = _nouns(before + left + after), _nouns(before + right + after)
    elif overlay.end.startswith(_BOUND):
        lost, new = pairs_of(left), pairs_of(right)
    else:
        lost, new = _nouns(left), _nouns(right)
    if not lost or not new or new & set(known):
        return False
    return not any(pair in _around(written, prose, wide=not overlay.is_close) for pair in lost)


def _has_other_head(
    fact: tuple[str, bool],
    slot: tuple[str, bool],
    written: Mention,
    prose: str,
    known: Collection[str],
    overlay: _Overlay,
) -> bool:
    """栽下花卉 for 栽植树苗: nothing of the counted thing is left in the sentence."""
    acts = bool(pairs_of(overlay.begin) & VERBS)
    if (
        overlay.end
        or (len(overlay.begin) > _WORD and not acts)
        or set(overlay.required) & set(overlay.written)
    ):
        return False
    if fact[1] != slot[1] and not (slot[1] and len(slot[0]) <= _SHORT_TAIL):
        return False
    lost, new = fact[0][-_WORD:], slot[0][-_WORD:]
    sentence = f"{prose[written.sentence[0] : written.sentence[1]]}|{written.item}"
    if (
        lost[0] in _ACTS
        or new[0] in _ACTS
        or not _nouns(lost)
        or not _nouns(new)
        or new in known
        or lost in sentence
    ):
        return False
    if set(lost) & set(_around(written, prose, wide=False)):
        return False
    return bool(overlay.begin) or not any(pair in sentence for pair in {lost, *_nouns(fact[0][-4:])})


def _around(written: Mention, prose: str, *, wide: bool) -> str:
    """Return the own words of the carrier, or its clause with some words before it."""
    if not wide:
        return f"{written.item}|{written.head_text}|{written.tail_text}"
    start = max(written.sentence[0], written.clause[0] - _BEFORE)
    return f"{prose[start : written.clause[1]]}|{written.item}"


def _nouns(text: str) -> set[str]:
    """Return the character pairs that may be part of the name of a thing."""
    return {
        pair
        for pair in pairs_of(text)
        if pair not in VERBS and pair not in GENERAL and not _NO_NOUN & set(pair)
    }
