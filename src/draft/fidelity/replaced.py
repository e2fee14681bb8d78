"""A word that another took the place of, between the same neighbours: 药品零售企业 told as 药品批发企业.

The words that lead to a number are laid over each other from the number outwards, the words of a fact over
those of its sentence from neighbour to neighbour; adverbs and links (共, 均, 达到) count for nothing. What
stands between two neighbours is compared: another thing, with no character in common, is a replacement,
also where other facts know that thing: it is then the owner of another number.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention
from draft.fidelity.owners import JOINTS
from draft.fidelity.slots import GENERAL
from draft.fidelity.verbs import VERBS
from draft.numbers.patterns import Pattern

# What may come or go beside a word without another thing being meant.
_LOOSE = Pattern(
    r"(?<![契合条公制特节预])约|同比|分别|累计|全年|一共|总共|共计|合计|其中|已经|目前|现已|全部|实际|达到|比例|比重|占比|"
    r"(?<!公)共(?![享建同治富管青党])|(?<![日月年季周人户亩平村校])均|达(?!标)|[已为的了仅各也还又]|是(?!否)"
)
_BREAK = Pattern(r"[^\u4e00-\u9fffA-Za-z“”]")
# Words of measure, bound and comparison, and those that only point: none of them is a thing.
_POINTING = Pattern(
    r"不低|不少|不超|至少|至多|最多|控制|恢复|相当|此前|以前|之前|原来|原有|前者|后者|上述|上年|去年|今年|明年|年底|年末|月底|"
    r"年初|同期|常年|遭遇|经历|遇到|出现|乏人|不足|短缺|标准|执行|水平|规定|方面|领域|左右|接近|超过|以上|以下|仍有|只有|达标|余下|剩余|其余|另有|位居|排名|第一|首位|假期|期间|地区生产"
)
_HOLLOW = JOINTS | frozenset("每均至到较比不未无没于起位居列余致使成受遭")
_LONGEST, _WIDEST, _NEAR, _PAIR = 10, 6, 60, 2
_ANCHOR, _MASK = 2, "\ue000"
_UNTOLD = frozenset({"date", "time", "identifier"})


class Gap(NamedTuple):
    """What stands between the same neighbours on both sides; `begin` or `end` is empty where none is."""

    begin: str
    end: str
    required: str
    written: str


# The same thing in two words that share no character.
_ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "隐患 问题",
        "项目 工程",
        "单位 机构",
        "车辆 汽车 机动车",
        "学生 孩子",
        "老人 长者",
        "医生 大夫",
        "农户 家庭",
        "平台 系统",
        "岗位 职位",
        "设备 器械 装备",
        "房屋 住宅",
        "民警 警力",
        "读者 市民",
        "游客 旅客",
        "资金 经费 款项",
        "企业 公司 厂家",
        "群众 百姓 居民 村民 市民",
        "矛盾 纠纷",
        "线索 信息",
        "技能 本领",
        "产值 效益",
        "客流 游客",
        "来电 电话",
        "树苗 苗木",
        "干部 工作人员",
        "人员 队伍 力量",
        "警情 报警",
        "作业 施工",
        "小区 院落",
        "场馆 场地",
        "藏书 馆藏 图书",
        "农村 乡村",
        "城镇 城市",
    )
)


def find_replaced_word(
    required: Mention, written: Mention, known: str, owners: Collection[str]
) -> Finding | None:
    """Return the word before (or behind) the number and the one that took its place.

    Args:
        known: heading and title of the fact, which may bring a word of their own.
        owners: the character pairs of all facts; where no neighbour is left, only their words replace.
    """
    if required.quantity.kind in _UNTOLD:
        return None
    source = required.source
    start = max(0, written.sentence[0] - _NEAR)
    near = f"{written.source[start : written.sentence[1]]}|{written.item}"
    for gap in _gaps_at(required, written):
        pair = _replaced(gap.required, gap.written, is_led=len(gap.end) >= _ANCHOR)
        if pair is None:
            continue
        lost, new = pair
        if pairs(new) & pairs(source):
            continue
        if gap.begin and gap.end:
            return Finding("noun", lost, new)
        if pairs(lost) & pairs(near) or _things(new) & pairs(known):
            continue
        alike = bool(gap.begin) and len(lost) == len(new)
        if alike or len(gap.end) >= _ANCHOR or not _things(new).isdisjoint(owners):
            return Finding("noun", lost, new)
    return None


def _gaps_at(required: Mention, written: Mention) -> Iterator[Gap]:
    own, told = _loosen(_before(required)), _loosen(_before(written))
    gap = lay_back(own, told)
    if gap:
        yield gap
    behind = _loosen(written.tail_text)[: 2 * _LONGEST + _PAIR]
    if len(own) > _PAIR and own[-_PAIR:] in behind and own[-_PAIR:] not in told:
        # 双通道药店21家 told as 21家定点药店
        gap = lay_back(own, behind[: behind.index(own[-_PAIR:]) + _PAIR])
        if gap:
            yield gap


def lay_back(own: str, told: str) -> Gap | None:
    """Lay two texts over each other from their ends; None where one is the end of the other."""
    end = 0
    while end < min(len(own), len(told)) and own[-1 - end] == told[-1 - end]:
        end += 1
    left, right = own[: len(own) - end], told[: len(told) - end]
    if not left or not right:
        return None
    last = own[len(own) - end :]
    best: tuple[int, int, int] | None = None
    for at in range(max(0, len(left) - _LONGEST - _PAIR), len(left) - _PAIR + 1):
        there = right.rfind(left[at : at + _PAIR])
        if there >= 0 and (best is None or len(left) - at + len(right) - there < best[0]):
            best = len(left) - at + len(right) - there, at, there
    if best is None:
        return Gap("", last, left, right)
    _, at, there = best
    return Gap(left[at : at + _PAIR], last, left[at + _PAIR :], right[there + _PAIR :])


def find_crossed(told: Sequence[tuple[Mention, Mention]]) -> Iterator[tuple[int, int]]:
    """Yield the places in `told` of two numbers whose owners changed places: 人大办建议, 政协办提案.

    Each number stayed with what it counts, so the words around fit as well; only the owners say it.
    """
    seen: dict[tuple[str, str, tuple[int, int]], int] = {}
    for index, (required, written) in enumerate(told):
        if required.quantity.kind in _UNTOLD:
            continue
        gap = lay_back(_loosen(_before(required)), _loosen(_before(written)))
        if gap is None:
            continue
        common = 0
        while (
            common < min(map(len, (gap.required, gap.written)))
            and gap.required[common] == gap.written[common]
        ):
            common += 1
        lost, new = _thing(gap.required[common:]), _thing(gap.written[common:])
        if not lost or not new:
            continue
        other = seen.get((new, lost, written.sentence))
        if other is not None:
            yield other, index
        seen[lost, new, written.sentence] = index


def find_replaced_between(
    fact: str, sentence: str, carriers: Sequence[tuple[Mention, Mention]], others: str
) -> Iterator[Finding]:
    """Yield the words of a fact that stand no more between their neighbours in the sentence that tells it.

    Args:
        carriers: the quantities of the fact with those of the sentence that carry them.
        others: the other facts told in the same sentence, with the heading.
    """
    begin = carriers[0][1].sentence[0]
    spans = [_figures(m, 0) for m, _ in carriers]
    places = [_figures(m, begin) for _, m in carriers]
    for mask in (True, False):
        # 低于省定0.9‰指标 may be told as 低于0.9‰的国家指标: then the words are compared without figures.
        for gap in _gaps_between(_masked(fact, spans, mask=mask), _masked(sentence, places, mask=mask)):
            pair = _replaced(gap.required, gap.written)
            if pair is None:
                continue
            lost, new = pair
            # A figure is no neighbour to speak of: beside one only a word of the same length is its like.
            if len(lost) != len(new) and not (mask and max(gap.begin, gap.end) < _MASK):
                continue
            if not (
                pairs(new) & pairs(fact) or _things(new) & pairs(others) or pairs(lost) & pairs(sentence)
            ):
                yield Finding("noun", lost, new)


def _figures(mention: Mention, begin: int) -> tuple[int, int]:
    """Return where the quantity stands, counted from `begin`, without the words that bound it (低于)."""
    text = mention.quantity.text
    lead = next((at for at, character in enumerate(text) if character.isdigit()), 0)
    return mention.quantity.start + lead - begin, mention.quantity.end - begin


def _masked(text: str, spans: Sequence[tuple[int, int]], *, mask: bool) -> str:
    """Return the text without its links, each carried quantity a character of its own, or gone."""
    parts: list[str] = []
    at = 0
    for number, (start, end) in enumerate(spans):
        if start >= at:
            parts += [_loosen(text[at:start]), chr(ord(_MASK) + number) if mask else ""]
            at = end
    return "".join([*parts, _loosen(text[at:])])


def _gaps_between(own: str, told: str) -> Iterator[Gap]:
    at, last, unknown = 0, "", -1
    while at < len(own):
        end = at
        while end < len(own) and own[at : end + 1] in told:
            end += 1
        if end - at < _ANCHOR and not (end > at and own[at] >= _MASK):
            unknown = at if unknown < 0 else unknown
            at += 1
            continue
        here = own[at:end]
        if last and unknown >= 0 and at - unknown <= _WIDEST:
            yield from _between(last, own[unknown:at], here, told)
        last, unknown, at = here, -1, end


def _between(last: str, lost: str, here: str, told: str) -> Iterator[Gap]:
    begin = last[-1:] if last[-1] >= _MASK else last[-_PAIR:]
    end = here[:1] if here[0] >= _MASK else here[:_PAIR]
    at = told.find(begin)
    while at >= 0:
        start = at + len(begin)
        stop = told.find(end, start + 1, start + _WIDEST + len(end))
        if stop >= 0:
            yield Gap(begin, end, lost, told[start:stop])
        at = told.find(begin, start)


def _replaced(lost: str, new: str, *, is_led: bool = False) -> tuple[str, str] | None:
    """Return the two things where one took the other's place, None where no thing did.

    Words that are said of many things (企业, 项目) tell things apart where they stand before one (`is_led`).
    """
    one, other = _thing(lost), _thing(new)
    if not one or not other or set(one) & set(other):
        return None
    if any(_ends_with(one, words) and _ends_with(other, words) for words in _ALIKE):
        return None
    if is_led and len(one) == len(other) == _PAIR:
        return (one, other) if not ({one, other} & VERBS or _HOLLOW & set(one + other)) else None
    return (one, other) if _things(one) and _things(other) else None


def _ends_with(thing: str, words: frozenset[str]) -> bool:
    return any(thing.endswith(word) for word in words)


def _thing(text: str) -> str:
    """Return the thing without words of action before and behind it; empty where it is no single one."""
    if _BREAK.search(text.strip("“”")):
        return ""
    thing = text.strip("“”")
    while thing[:_PAIR] in VERBS:
        thing = thing[_PAIR:]
    while thing[-_PAIR:] in VERBS:
        thing = thing[:-_PAIR]
    if not _PAIR <= len(thing) <= _LONGEST or _POINTING.search(thing):
        return ""
    return "" if thing[0] in _HOLLOW and len(thing) <= _PAIR else thing


def _things(text: str) -> set[str]:
    own = pairs(text) - VERBS - GENERAL
    return {pair for pair in own if not _HOLLOW & set(pair)}


def pairs(text: str) -> set[str]:
    """Return the character pairs of `text`."""
    return {text[at : at + _PAIR] for at in range(len(text) - 1)}


def _loosen(text: str) -> str:
    return _LOOSE.sub("", text)


def _before(mention: Mention) -> str:
    """Return the item of a list, else the words from the quantity before (or the clause's start)."""
    return mention.item or mention.head_text
