"""Reads whether a quantity is a level, a change, an end point or a share of the former level.

In: a mention. Out: direction (up, down) and mode (by 增加了, to 增加到, from 由, of 为原来的).
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from draft.fidelity.mentions import Mention
from draft.numbers.patterns import Pattern

Mode = Literal["by", "to", "from", "of"]

_UP = (
    "增长|上升|提高|增加|提升|上涨|上浮|上调|攀升|回升|反弹|扩大|扩增|扩充|增速|增幅|涨幅|升幅|增至|升至|涨至|提至|增到|升到|提到|"
    "(?:拓宽|加宽|加长|加高|加深|加密|加码|延伸|延时|扩围|扩面|扩容|扩展|拓展|抬高|抬升|扩编|增补|增配)(?=了|到|至|为)|"
    "延长至|延长到|延长|拉长|涨价|增收|高出|高于|多于|超出|净增|新增|增|升|涨|(?<!最)多(?!达)|快|(?<!最)高(?!达|至)"
)
_DOWN = (
    "(?:压降|压缩|压控|收缩|消减|调减|调低|降标|减负|瘦身|裁减|减并|精减|缩编)(?=了|到|至|为)|下降|减少|降低|缩短|压减|压缩|回落|收窄|下滑|下调|下浮|缩减|削减|精简|核减|降幅|减幅|跌幅|降至|减至|降到|减到|负增长|"
    "降价|减收|缩小|低于|少于|(?:撤并|裁撤|归并|关停|清退|腾退)(?=至|到|为|成)|减|降|跌|(?<!最)少(?!至|达)|缩|(?<!最)低(?!至|达)"
)
_IS_DOWN = Pattern(_DOWN.replace("(?=了|到|至|为)", ""))
_BETWEEN = (
    "每人每月|每人每年|每人每天|每平方米|每[人户月年周天日季亩班家村次件吨斤]|每(?:季度|学期|小时|公里|公顷|公斤)|人均|户均|平均|分别|均|上年同期|上年|去年同期|去年|全[国省市县区]平均(?:水平)?|"
    "全[国省市县区]|平均(?:水平)?|同期|计划|目标"
)
_SOFT = "近|约|超|超过|逾|将近|接近|不低于|不少于|至少|大约|不到|不足|突破|仅"
PARTICLE = Pattern(
    rf"(?P<verb>{_DOWN}|{_UP})(?P<rate>率|幅度|速度|幅)?(?P<mid>了|到|至|为|达到|达|成|:|：)?(?:现在的?|目前的?|如今的?|当前的?)?(?:{_BETWEEN}){{0,2}}(?:{_SOFT})?$"
)
_OF = Pattern(
    r"(?:为|是|至|到|仅为|仅有|只有|相当于|占|约为|达到|达)?(?:原来|原先|原|上年同期|上年|去年同期|去年|同期|改革前|此前|过去|"
    r"年初|[12]\d{3}年)的?(?:近|约|超|逾)?$"
)
_OF_NEED = Pattern(r"(?:的|原来|原先)(?:近|约|超|逾|不到|不足)?$")
FROM = Pattern(
    r"(?:(?:由|从)(?:[^，。；、]{0,12}?)|(?:比|较|相比)[^，。；、\d]{1,8}(?:[前时初底末]|原有|现有)的|(?:比|较)原有的?|(?:比|较|相比)?(?:上年同期|上年|去年同期|去年|年初|原来|原先|此前|之前|以前|改革前|过去|最初)的|(?:原来?|原先|上年|上年同期|去年|去年同期|此前|之前|以前|过去|最初|改革前|实施前|整治前|改造前)(?:仅|只|还|一直|均|都)?(?:是|为|有|需要?|要|达|在))(?:近|约|超|逾)?$"
)
# 由60万元提至80万元: behind the verb of arrival stands the end, whatever the verb.
_ARRIVED = Pattern(r"[增减升降提涨跌缩压扩延加调](?:高|低|大|小|少|短|长|升|整|强|加|缩|减)?[至到为]")
TO = Pattern(
    r"(?:到|至|达到|提升为|提高为|调整为|变为|扩大为|缩短为|压缩为|降为|增为|升为)(?:了)?(?:近|约|超|逾|不到|不足|不低于|以内)?$"
)
AFTER = Pattern(
    r"^(?:以上|左右|以内)?(?:的)?(?:大幅|较快|高速|同比|显著)?(?P<noun>增长|增幅|增速|涨幅|升幅|提升|降幅|减幅|跌幅|下降|降低|减少|压减|缩减)"
)
_SINCE = Pattern(r"(?:由|从|自|比|较)[^，]{0,12}$")
_RATE_ENDS = frozenset("%％点倍番成‰")
# Where none of these stands, PARTICLE and AFTER, FROM, TO match nothing (tested).
MOVES = frozenset("增升提涨浮调反扩延拉高多超快拓加抬瘦消裁压收补配降减缩落窄滑精跌低少并撤停退")
STARTS = frozenset("由从比较原上去此之以过最改实整年")
ENDS = frozenset("到至为")
_OF_A_YEAR = frozenset("年的")
_YEAR = Pattern(r"(?<=[由从自至到为])[12]\d{3}年的?$")
_PLUS_MINUS = frozenset("+＋-－−")
_BOUND = Pattern(r"(?:不[少低高多大小]于|不超过|不足|不到)$")
_TO_MID = frozenset({"到", "至", "为", "达到", "达", "成"})


class Change(NamedTuple):
    """What the words beside a quantity make of it.

    Attributes:
        adjacent: True when the verb stands directly before the quantity.
        verb: the word that states the change, for messages.
    """

    direction: Literal["up", "down"] | None = None
    mode: Mode | None = None
    adjacent: bool = False
    verb: str = ""


def change_of(mention: Mention) -> Change:
    """Return how the text states the quantity; an empty Change for a plain level."""
    quantity = mention.quantity
    left = mention.shared or mention.source[max(mention.clause[0], quantity.start - 20) : quantity.start]
    tail = mention.source[quantity.end : min(mention.clause[1], quantity.end + 10)]
    change = _read(left, tail, quantity.direction, quantity.text)
    if (
        isinstance(quantity.value, Decimal)
        and quantity.value < 0
        and (quantity.kind == "percent" or quantity.direction == "down")
    ):
        # 增长-9.7% is a fall.
        return change._replace(direction="down", mode=change.mode or "by")
    return change


@lru_cache(maxsize=4096)
def _read(  # noqa: PLR0911  one return per way of stating a change, in order of precedence
    left: str, tail: str, stated: Literal["up", "down"] | None, text: str
) -> Change:
    left = left.rstrip(" \u3000").replace("幅分别", "幅").replace("速分别", "速")
    if left[-1:] in _OF_A_YEAR and text[-1] not in _RATE_ENDS:
        # 增至2024年的320家: an end point with its year; a rate of a year (降至2020年的45%) is a share.
        left = _YEAR.sub("", left)
    left = _BOUND.sub("", left) if "不" in left else left
    if "番" in text:
        return Change("up", "of", adjacent=True, verb=text)
    if _is_share(left):
        return Change(stated, "of", adjacent=True, verb=left[-6:])
    verb = None if MOVES.isdisjoint(left) else PARTICLE.search(left)
    if verb:
        direction: Literal["up", "down"] = "down" if _IS_DOWN.fullmatch(verb["verb"]) else "up"
        ending = verb["verb"][-1] in "至到" or (verb["mid"] in _TO_MID and not _is_rate(verb))
        return Change(stated or direction, "to" if ending else "by", adjacent=True, verb=verb.group())
    start = None if STARTS.isdisjoint(left) else FROM.search(left)
    if start and not _ARRIVED.search(start.group()):
        return Change(None, "from", adjacent=True, verb="由")
    if not ENDS.isdisjoint(left) and TO.search(left):
        return Change(stated, "to", adjacent=False, verb=left[-2:])
    after = AFTER.match(tail) if text[-1] in _RATE_ENDS and not MOVES.isdisjoint(tail) else None
    if after:
        down = after["noun"] in ("降幅", "减幅", "跌幅", "下降", "降低", "减少", "压减", "缩减")
        return Change("down" if down else "up", "by", adjacent=True, verb=after["noun"])
    return Change(
        stated, "by" if stated else None, adjacent=False, verb=text[0] if text[0] in _PLUS_MINUS else ""
    )


def _is_share(left: str) -> bool:
    """原来的, 上年同期的: the quantity is a share of the former level."""
    if ("的" not in left and "原" not in left) or not _OF_NEED.search(left) or not _OF.search(left):
        return False
    return not _SINCE.search(left)


def _is_rate(verb: re.Match[str]) -> bool:
    return bool(verb["rate"]) or verb["verb"] in ("增速", "增幅", "涨幅", "升幅", "降幅", "减幅", "跌幅")
