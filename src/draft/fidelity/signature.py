"""Compares what a pair states besides its value: qualifier, direction, 到 or 了, negation of its verb."""

from collections.abc import Iterator

from draft.fidelity.changes import Change, change_of
from draft.fidelity.equivalence import key_of, same_qualifier
from draft.fidelity.finding import Finding
from draft.fidelity.ledger import read_quantities
from draft.fidelity.mentions import Mention
from draft.fidelity.unit_classes import qualifier_class
from draft.numbers.patterns import Pattern

# 平均浓度31，同比下降3.1%: the rate that follows is the level's own.
_ITS_RATE = Pattern(r"[，、（](?:同比|环比|比|较|(?:提高|提升|上升|增加|增长|下降|降低|减少|回落)了?\d)")
_UP_FROM, _DOWN_FROM = (
    Pattern(rf"(?:及|[（(]含[本数]?[）)]|含){end}") for end in ("(?:以上|之上)", "(?:以下|之下|以内)")
)
_REACH = 14
_OVER = Pattern(r"超额?(?:完成|实现)?[^，。；、\d的]{0,6}(?:任务|目标|计划|指标)数?$")
_ADDED = Pattern(r"新增|新建|新改建|扩建|净增|增加")
_NEW_THINGS = Pattern("新")
_EXCLUDED = Pattern(r"(?<![除并莫是无])非(?!常|法|洲|遗|凡|但|得|要|典)([\u4e00-\u9fff]{2})")
# 日供水, 人均年补助, 每日供水; not 全年供水, 3月供水, 年度, 日常.
_PER = Pattern(
    r"(?:每(?P<period>[日天周月季年])|(?<![\d/／〇零一二三四五六七八九十两几半数多全当本上下今去前次翌明来逐连累整终每同青少中老成学历近往常周生节假作易休元])"
    r"(?P<bare>[日月年]))(?P<thing>(?![度龄报轻鉴内底初末货间常前照程期用饼中上以起至来计份均平人户])[\u4e00-\u9fff]{2})"
)
_PERIODS = frozenset("日天周月季年")
NEGATED = Pattern(r"(?:尚未|未能|没有|未)([\u4e00-\u9fff]{2})")
_NOT = Pattern(r"(?:尚未|未能|没有|未|不|无|没|待|免|非)(?:得到|能|得|有|再|曾|予|被|及时|有效|全部|完全)*$")
_HELD = Pattern(r"控制在$")
_NOT_OVER = frozenset({"未突破", "未超", "未超过", "没有超过", "没有突破", "不超过", "不超"})
_WITHIN = frozenset({"以内", "之内", "以下", "内"})
_ACT = 2
_RATE_UNITS = frozenset({"%", "‰", "百分点", "倍"})


def compare_qualifier(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where one side is bounded or softened and the other is not, or otherwise."""
    left, right = required.quantity, written.quantity
    if same_qualifier(left, right) or left.kind in ("date", "time", "identifier"):
        return
    if all(_is_exceeded(mention) for mention in (required, written)) or _is_same_end(required, written):
        return
    yield Finding("qualifier", left.qualifier or "", right.qualifier or "")


def _is_exceeded(mention: Mention) -> bool:
    """超过2公里, 超出2公里."""
    start = mention.quantity.start
    said = mention.source[max(0, start - 2) : start] == "超出"
    return said or qualifier_class(mention.quantity.qualifier) == "超"


def _is_same_end(required: Mention, written: Mention) -> bool:
    """不低于98% is 98%及以上: the bound itself is counted in; a bare 以上 stays as written."""
    for one, other in ((required, written), (written, required)):
        held = _HELD.search(one.source, max(0, one.quantity.start - _REACH), one.quantity.start)
        if held and other.quantity.qualifier in _NOT_OVER and one.quantity.qualifier in _WITHIN:
            return True  # 控制在3亿元以内, 未突破3亿元
        bound = qualifier_class(one.quantity.qualifier)
        ends = {"不少于": _UP_FROM, "不超过": _DOWN_FROM}.get(bound or "")
        if ends is not None and ends.match(other.source, other.quantity.end):
            return True
    return False


def compare_change(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where direction, 到/了, or level and change differ."""
    if required.quantity.kind in ("date", "time", "identifier", "ordinal", "placeholder"):
        return
    left, right = change_of(required), change_of(written)
    rate = written.quantity.unit in _RATE_UNITS
    if {left.mode, right.mode} == {"from", "to"}:
        yield Finding("swap", left.verb, right.verb, "起点与终点颠倒")
    elif left.direction and right.direction and left.direction != right.direction:
        yield Finding("direction", left.verb, right.verb)
    elif (left.mode == "of") != (right.mode == "of") and "by" in (left.mode, right.mode):
        yield Finding("multiple" if written.quantity.unit == "倍" else "to_by", left.verb, right.verb)
    elif _is_overfulfilled(written) and not _is_overfulfilled(required):
        yield Finding("multiple", "", "超")
    elif {left.mode, right.mode} == {"by", "to"} and (left.adjacent or right.adjacent):
        yield Finding("to_by", left.verb, right.verb)
    elif _is_new_change(left, right) and not (
        _grows_by_fact(required, right) or _is_same_bound(required, right)
    ):
        act = right.mode == "to" and right.verb[:_ACT] in required.clause_text
        yield Finding("to_by" if act else "direction", "", right.verb)
    elif _is_lost_change(left, right) and not _states_change(written.clause_text, left.direction):
        yield Finding("direction" if rate else "to_by", left.verb, "")


def _is_overfulfilled(mention: Mention) -> bool:
    """超额完成任务5.7% is 105.7% of it; 完成任务的105.7% is not 超额完成105.7%."""
    start = mention.quantity.start
    if mention.quantity.unit != "%" or "超" not in mention.source[max(0, start - _REACH) : start]:
        return False
    return _OVER.search(mention.source, max(mention.clause[0], start - _REACH), start) is not None


def _is_new_change(left: Change, right: Change) -> bool:
    """A level told as a change: 占比4.6% → 降至4.6%."""
    return left.direction is None and right.direction is not None and right.adjacent and left.mode != "from"


def _grows_by_fact(required: Mention, told: Change) -> bool:
    """Return whether the fact states the change, in the same clause or, for an end point, beside it."""
    direction = told.direction
    if told.mode != "to":
        return _states_change(required.clause_text, direction)
    added = direction == "up" and _adds_to(required)
    after = required.source[required.clause[1] : required.clause[1] + _REACH]
    rate = _ITS_RATE.match(after) is not None and _states_change(after, direction)
    words = required.clause_text
    if required.quantity.unit in _RATE_UNITS:
        words = words.replace("新", "")  # 占新建建筑比例35.6% states no rise of the share
    return added or rate or _states_change(words, direction) or _is_announced(required, direction)


def _adds_to(required: Mention) -> bool:
    """新增床位20张，总数200张: what was added is of the kind whose level is told."""
    if required.quantity.unit in _RATE_UNITS or not _ADDED.search(required.source):
        return False
    dimension = key_of(required.quantity).dimension
    return any(
        key_of(quantity).dimension == dimension
        and _ADDED.search(required.source, max(0, quantity.start - _REACH), quantity.start)
        for quantity in read_quantities(required.source)
    )


def _is_announced(required: Mention, direction: str | None) -> bool:
    """标准提高：城市830元，农村690元: what leads the list in says how its figures moved."""
    start = required.sentence[0]
    colon = max(required.source.rfind(mark, start, required.quantity.start) for mark in "：:")
    return colon > 0 and _states_change(required.source[max(start, colon - _REACH) : colon], direction)


def _is_same_bound(required: Mention, told: Change) -> bool:
    """不足60% and 低于60%: the word is the bound itself, not a comparison."""
    bound = required.quantity.qualifier
    return bound is not None and qualifier_class(told.verb) == qualifier_class(bound)


def _is_lost_change(left: Change, right: Change) -> bool:
    return left.mode == "by" and left.adjacent and right.direction is None and right.mode is None


_ANY_UP = Pattern(r"增|升|提高|提升|扩|拓|延|加宽|加高|加长|加深|抬|高于|高出|多|涨|超|快|新")
_ANY_DOWN = Pattern(r"降|减|缩|压|少|低|回落|下滑|收窄|跌|负|精简|节")


def _states_change(text: str, direction: str | None) -> bool:
    pattern = _ANY_UP if direction == "up" else _ANY_DOWN
    return bool(pattern.search(text))


def compare_exclusion(required: Mention, written: Mention, around: str) -> Iterator[Finding]:
    """Yield a finding where 非 before a noun is lost or added: 非国有博物馆 → 国有博物馆."""
    for one, other, near in ((required, written, around), (written, required, required.source)):
        if "非" not in one.own_text:
            continue
        for match in _EXCLUDED.finditer(one.own_text):
            noun = match.group(1)
            if noun in other.own_text and match.group() not in near:
                pair = (match.group(), noun) if one is required else (noun, match.group())
                yield Finding("noun", *pair)
                return
            if one is required:
                yield from _lost_exclusion(one.own_text[match.start() :], other.own_text, near)


def _lost_exclusion(excluded: str, told: str, near: str) -> Iterator[Finding]:
    """Yield a finding where what is excluded is gone with its 非: 非煤矿山 → 矿山."""
    for length in (2, 3):
        head = excluded[length : length + 2]
        if len(head) > 1 and head.isalpha() and head in told and excluded[:length] not in near:
            yield Finding("noun", excluded[: length + 2], head)
            return


def compare_period(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where the same thing is told per another stretch of time: 年服务时长 → 月服务时长."""
    told = dict(periods_in(written.own_text))
    for thing, period in periods_in(required.own_text) if told else ():
        if thing in told and told[thing] != period:
            yield Finding("basis", period + thing, told[thing] + thing)


def periods_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text tells per day, month or year, and the stretch of time."""
    if _PERIODS.isdisjoint(text):
        return
    for match in _PER.finditer(text):
        period = match["period"] or match["bare"]
        yield match["thing"], "日" if period == "天" else period


def compare_polarity(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where a verb is negated on one side only."""
    for one, other, lost in ((required, written, True), (written, required, False)):
        own = one.source[one.head[0] : one.tail[1]]
        if "未" not in own and "没有" not in own:
            continue
        for match in NEGATED.finditer(own):
            verb = match.group(1)
            at = other.source.find(verb, other.clause[0], other.clause[1])
            if at >= 0 and not _NOT.search(other.source[max(0, at - 7) : at]):
                yield Finding("negation", match.group() if lost else verb, verb if lost else match.group())
                return
