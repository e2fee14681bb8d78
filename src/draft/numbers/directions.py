"""Whether the words around a number state a change: 下降9.7%, 由62%提高到68.2%, 降幅达3%, 3.5%的增幅."""

import re

from draft.numbers.quantity import Direction
from draft.numbers.patterns import Pattern

UP_VERBS = (
    "增长 上升 提高 增加 提升 上涨 扩大 净增 增至 增到 升至 升到 提至 提到 增 升 涨 上调 回升 攀升 跃升 上浮 提速 多增 增幅 增速 涨幅 升幅 增长率 增量 "
    "增加值增长 扩充 扩容 增收 翻 增加额 增长额 增加量 增资 增持 增产 上扬 加快 拓展 延长 拉动 高增 扩增 增设至 扩至 扩展 增多 加大 净增加 净增长 壮大 反弹 回暖增长 正增长 "
    "净流入增长 递增 倍增 猛增 激增 剧增 飙升 抬升 走高 增强 跃增 提前"
).split()
DOWN_VERBS = (
    "下降 降低 减少 压减 缩短 回落 下调 降至 降到 减至 减到 降 减 跌 压缩 下滑 减退 降幅 跌幅 收窄 下浮 缩减 削减 精简 裁减 核减 净减 调减 下跌 萎缩 降为 "
    "负增长 缩小 走低 递减 锐减 骤减 压降 少增 压低 缩至 缩 净减少 净下降 减量 减幅 降本 减亏 减支 减产 减损 衰减 消减 降低率 少 下探 压至 压到"
).split()
_UP = "|".join(sorted(UP_VERBS, key=len, reverse=True))
_DOWN = "|".join(sorted((verb for verb in DOWN_VERBS if verb != "少"), key=len, reverse=True))
_LINK = (
    "(?:幅度|比例|率|幅|额|量|数|比|了|到|至|为|达到|达|约|近|超过|超|逾|大约|将近|接近|不低于|不少于|不超过|至少|最多|高达|仅为|仅|只|又|再|均|都|在|的|是|同比|环比"
    "|分别|累计|平均|各|共|成|大|突破|不足|不到|将|有|个|过| )"
)
_LINKS = f"{_LINK}{{0,5}}"
_OBJECT = "[^，。；：、！？,;0-9的和与及至到为]{0,9}?"
_NEAR = Pattern(
    f"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_LINKS}$",
)
_FAR = Pattern(
    "(?:(?P<up>净增加|净增|增加|提高|提升|扩大|上调|增配|延长)|(?P<down>压减|减少|降低|缩短|下调|压缩|精简|核减|削减|缩减))了?"
    f"{_OBJECT}{_LINKS}$"
)
_MORE = Pattern("(?:比|较)[^，。；：、]{1,14}?(?:(?P<up>多|高)|(?P<down>少|低)){0,1}(?:出|了)?$")
_MORE_END = Pattern("(?:比|较)[^，。；：、]{1,14}(?:(?P<up>多|增)|(?P<down>少|减))(?:出|了)?$")
_BEHIND = Pattern("的?(?:(?P<up>增幅|增长|涨幅|增速|升幅|提升|提高)|(?P<down>降幅|下降|跌幅|降低|减幅))")
_NOT_CHANGE = Pattern("(?:减免|减排|减负|减税|减灾|减贫|减轻|增设|增派|升级|升学|升旗|减半|增值税|增加值|增加值为|增减|降水|降雨|降温|增补|升华|翻修|翻建|增值|降级|减刑|减肥)$")
_CLAUSE = 24
_TRIGGER = frozenset("增升涨提扩翻高多上延加壮反回正倍猛激剧飙抬走跃拓拉净降减压缩下跌收少负萎裁削精核调骤锐衰消低递")


def find_direction(text: str, start: int, end: int) -> Direction | None:
    """Return up or down if the words before `start` or behind `end` state a change, else None."""
    clause = _clause_before(text, start)
    if not _TRIGGER.isdisjoint(clause):
        found = _NEAR.search(clause)
        if found and not _NOT_CHANGE.search(clause[: found.end()].rstrip()):
            return _side(found)
        found = _FAR.search(clause) or _MORE_END.search(clause)
        if found:
            return _side(found)
    if text[end : end + 1] in _BEHIND_FIRST:
        behind = _BEHIND.match(text, end)
        if behind:
            return _side(behind)
    return None


_BEHIND_FIRST = frozenset("的")


def _side(match: "re.Match[str]") -> Direction:
    return "up" if match["up"] else "down"


def _clause_before(text: str, start: int) -> str:
    head = text[max(0, start - _CLAUSE) : start]
    for place in range(len(head) - 1, -1, -1):
        if head[place] in _BREAKS:
            return head[place + 1 :]
    return head


_BREAKS = frozenset("，。；：！？,;\n、（）()“”")
