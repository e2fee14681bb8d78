"""Words beside a quantity that another, which excludes them, took the place of: 名义 → 实际, 首批 → 每批.

In: the words around a required quantity and its carrier, or a fact and the sentence that tells it.
Out: findings. A row asks for one word on one side and the other on the other, so what is left unsaid is none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention
from draft.fidelity.signature import NEGATED
from draft.fidelity.verbs import VERBS
from draft.numbers.patterns import Pattern

_ENDS_NEAR = r"[^，。；、：\d]{0,8}$"
# kind, sign that stands in the fact, its word, what excludes it, how far is read; the last is the reason.
_ROWS: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "basis",
        "名",
        r"名义",
        r"实际(?=[^，。；]{0,4}[增上提下])",
        "clause",
        "nominal growth and growth at constant prices",
    ),
    (
        "basis",
        "实",
        r"实际(?=[^，。；]{0,4}[增上提下])|扣除价格因素",
        r"名义(?=[^，。；]{0,4}[增上提下])",
        "clause",
        "the reverse",
    ),
    (
        "basis",
        "全",
        r"[去上]年(?:度)?全年",
        r"[去上]年同期|同比",
        "clause",
        "the whole of last year is not the same months of it",
    ),
    ("scope", "首", r"首[批期次轮]", r"[每各][批期次轮]|全部批次", "own", "the first of several is not each"),
    ("scope", "每", r"[每各][批期次轮]", r"首[批期次轮]", "own", "the reverse"),
    (
        "scope",
        "首",
        r"首[批期次轮]",
        rf"(?:全部|所有){_ENDS_NEAR}",
        "before",
        "the first of several is not all of them",
    ),
    (
        "rank",
        "后",
        r"(?:后|倒数|末尾?)$",
        r"(?<![年月日之以提目此事会])前$",
        "before",
        "the last of a list are not its first",
    ),
    (
        "rank",
        "前",
        r"(?<![年月日之以提目此事会])前$",
        r"(?<![年月日之以先今])后$|倒数$|末尾?$",
        "before",
        "the reverse",
    ),
    (
        "status",
        "申",
        rf"(?:申报|申请){_ENDS_NEAR}",
        rf"(?:通过|获批|获评|获得|入选)(?!率){_ENDS_NEAR}",
        "before",
        "applied for is not granted",
    ),
    (
        "noun",
        "来",
        rf"(?:(?<![近以历本往未原])来|接收|引进|迁入|调入|流入|转入){_ENDS_NEAR}",
        rf"(?:派出|选派|外派|迁出|调出|流出|转出|输出|送出){_ENDS_NEAR}",
        "before",
        "coming in is not going out",
    ),
    (
        "noun",
        "入",
        rf"(?:迁入|调入|流入|转入){_ENDS_NEAR}",
        rf"(?:派出|选派|外派|迁出|调出|流出|转出|输出|送出){_ENDS_NEAR}",
        "before",
        "coming in is not going out",
    ),
    (
        "noun",
        "去出",
        r"(?<![过失除])去$|(?:派出|外派|迁出|调出|流出|转出|输出|送出)" + _ENDS_NEAR,
        r"(?<![近以历本往未原])来$" + rf"|(?:接收|迁入|调入|流入|转入){_ENDS_NEAR}",
        "before",
        "going out is not coming in",
    ),
)


class _Row(NamedTuple):
    kind: str
    signs: str
    fact: re.Pattern[str]
    prose: re.Pattern[str]
    reach: str


_TABLE = tuple(
    _Row(kind, signs, re.compile(a), re.compile(b), reach) for kind, signs, a, b, reach, _ in _ROWS
)
_SIGNS = frozenset("".join(row.signs for row in _TABLE))
_LEVEL = Pattern(r"(?<![全我本各该外])(?P<level>国家|自治区|省|市|县)级?(?P<body>[\u4e00-\u9fff]{4,})")
_BODY = 4
_PER = Pattern(r"每(餐|天|日|周|月|季度?|年|学期|次|趟|场|班)")
_ONE_DAY = {"日": "天", "季度": "季"}
_MONEY = frozenset({"元", "万元", "亿元"})
_DONE = Pattern(r"已经?|均|全部|全面|都")
_AHEAD = Pattern(r"[未没无不待需将拟]|抓紧|加快|推动|尽快|力争|争取|加强|着力|继续|计划|确保")
_AND_ACT = Pattern(r"并(?:已|均|全部|及时)?(?P<act>[\u4e00-\u9fff]{2})")
_OWNER = Pattern(r"[\u4e00-\u9fff]{2,}$")
_NO_ACT = frozenset("来成经必知婚免曾能有到见满足及予于在")
_REACH, _PAIR = 10, 2


def compare_turned(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield the words at the quantity that turned into what excludes them."""
    if not _SIGNS.isdisjoint(required.clause_text):
        for row in _TABLE:
            if any(sign in required.clause_text for sign in row.signs):
                left, right = _region(required, row.reach), _region(written, row.reach)
                lost, told = row.fact.search(left), row.prose.search(right)
                if lost and told and not row.prose.search(left) and not row.fact.search(right):
                    yield Finding(row.kind, lost.group(), told.group())
    yield from _compare_level(required, written)
    yield from _compare_occasion(required, written)


def find_moved_act(required: Mention, later: Sequence[Mention], written: Mention) -> Finding | None:
    """Return the act that moved to an earlier figure: 推送3462条，核实217条 told as 推送并核实3462条.

    Args:
        later: the quantities of the same fact behind the required one.
    """
    match = _AND_ACT.search(written.head_text) if "并" in written.head_text else None
    if match is None or match["act"] not in VERBS:
        return None
    act = match["act"]
    if (
        act in required.source[: required.tail[1]]
        or act in written.source[written.quantity.end : written.sentence[1]]
    ):
        return None
    owner = next((mention for mention in later if act in mention.head_text), None)
    if owner is None:
        return None
    hint = f"前加了“并{act}”，要点中“{act}”说的是“{owner.quantity.text}”"
    return Finding("misattached", "", act, hint=hint)


def _region(mention: Mention, reach: str) -> str:
    start = mention.clause[0] if reach == "clause" else mention.head[0]
    end = mention.quantity.start if reach == "before" else mention.tail[1]
    return mention.source[start:end]


def _compare_level(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where a body is of another level: 省重点实验室 → 国家重点实验室."""
    told = {m["body"][:_BODY]: m for m in _LEVEL.finditer(written.own_text)}
    if not told:
        return
    known = {(m["body"][:_BODY], m["level"]) for m in _LEVEL.finditer(required.source)}
    for match in _LEVEL.finditer(required.own_text):
        body, other = match["body"][:_BODY], told.get(match["body"][:_BODY])
        if other and other["level"] != match["level"] and (body, other["level"]) not in known:
            name = _common(match["body"], other["body"])
            yield Finding("identifier", match["level"] + name, other["level"] + name)


def _common(one: str, other: str) -> str:
    """Return what both begin with."""
    length = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return min(one, other, key=len) if length is None else one[:length]


def _compare_occasion(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where money is paid by another occasion: 每餐补2元 → 每天补2元."""
    if required.quantity.unit not in _MONEY or "每" not in written.head_text or "每" not in required.source:
        return
    told = _occasions(written.head_text)
    known = _occasions(required.source[required.sentence[0] : required.quantity.start])
    if told and known and not told & known and not known & _occasions(written.clause_text):
        yield Finding("basis", "每" + min(known), "每" + min(told))


def _occasions(text: str) -> set[str]:
    return {_ONE_DAY.get(word, word) for word in _PER.findall(text)}


def find_turned_acts(fact: str, told: str) -> Iterator[tuple[Finding, tuple[int, int]]]:
    """Yield what a fact says is not done and its sentence says is, or the reverse, with the place in `told`.

    县级配套未落实 told as 县级配套已落实: the same owner before the same verb, its negation gone.
    """
    for match in NEGATED.finditer(fact):
        verb, owner = match.group(1), _OWNER.search(fact[max(0, match.start() - _REACH) : match.start()])
        if owner is None or verb[0] in _NO_ACT:
            continue
        place = _find_act(told, owner.group()[-_PAIR:], verb)
        if place:
            yield Finding("negation", match.group(), told[slice(*place)]), place


def _find_act(told: str, owner: str, verb: str) -> tuple[int, int] | None:
    """Return where the verb stands behind its owner as done, None where it does not or is negated as well."""
    at = told.find(verb)
    while at >= 0:
        start = max(told.rfind(mark, 0, at) for mark in "，；。：（\n") + 1
        lead = told[start:at]
        place = lead.rfind(owner)
        between = lead[place + _PAIR :]
        behind = told[at + _PAIR : at + 2 * _PAIR]
        if (
            place >= 0
            and not _AHEAD.search(lead)
            and (_DONE.search(between) or behind in ("到位", "完毕") or behind[:1] == "了")
        ):
            done = _DONE.search(between)
            first = start + place + _PAIR + (done.start() if done else len(between))
            return first, at + _PAIR
        at = told.find(verb, at + 1)
    return None
