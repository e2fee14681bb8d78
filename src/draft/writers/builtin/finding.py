"""Which verbs fit a note that only names a thing and a number, by its collocation or by its class."""

import re

from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.aiming import STATES
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.collocations import (
    ARRIVALS,
    COLLOCATIONS,
    MANNERS,
    UNCOUNTED,
    Collocation,
    find_collocation,
)
from draft.writers.builtin.events import names_work, verbs_by_class
from draft.writers.builtin.lexing import NUMBER, leading_verb
from draft.writers.builtin.noting import BARE_SECOND, COUNTED, NAMED, OWN_VERBS, split_items

_BROUGHT_FORTH = Pattern(
    r"新(?!技术|型|材料|能源|媒体|农|时代|区|村|城)|增|建|完成|培育|创建|累计|招|引进|减|退出|整治|检查|改造|培训|涉及|覆盖|发展|转|带动|惠及|缺|空编|除险|加固|修复|达标|认证|注销|吊销|取消|劝返|收治|接诊|接收|接待|参训|参加|受助|受益|救治|慰问|资助|选派|下派|考核|表彰|无证"
)


def verbs_for(part: str, clause: Clause, *, plan: bool) -> tuple[str, ...]:
    """Return the verbs that fit the first part of a note, best first; none where it is doubtful."""
    split = split_items(part)
    items = [COUNTED.fullmatch(item) for item in split if item is split[0] or not BARE_SECOND.fullmatch(item)]
    if not all(items):
        return () if re.search(NUMBER, part) else _verbs_of_name(part, clause)
    found = [item for item in items if item]
    things = [item["thing"] for item in found]
    if any(item["number"] == "0" for item in found) or things[0].startswith("第"):
        return ()
    dated = bool(clause.time) and not clause.time.startswith(("截至", "截止", "目前"))
    row = _row_of(things, {item["unit"] for item in found})
    if row is None:
        return _verbs_of_class(found, plan=plan, dated=dated)
    if _is_told_otherwise(things, row) or (row.done and plan):
        return ()
    return () if row.stock and (plan or dated) else row.verbs


def _verbs_of_class(items: list[re.Match[str]], *, plan: bool, dated: bool) -> tuple[str, ...]:
    """Return the verbs that the classes of all the things share, none where one is not known."""
    if any(_TOLD_WITHIN.search(item["thing"]) for item in items):
        return ()
    told = [_verbs_of_item(item["thing"], item["unit"], plan=plan) for item in items]
    shared = tuple(verb for verb in told[0] if all(verb in verbs for verbs in told))
    stock = bool(set(shared) & STATES)
    actor = _OWNER if stock else _DOER
    return () if (dated and stock) or any(actor.search(item["thing"]) for item in items) else shared


def _row_of(things: list[str], units: set[str]) -> Collocation | None:
    """Return the row that all the things share, None where they have none or are counted otherwise."""
    if len(things) == 1 and things[0].endswith("”") and units <= _ROUNDS:
        return _CAMPAIGN_ROW
    if len(things) == 1 and things[0].endswith("”") and units <= {"宗", "笔"}:
        return find_collocation("登记")
    rows = [find_collocation(thing) for thing in things]
    if len(rows) > 1 and all(row and set(row.verbs) & _HOLDING for row in rows):
        return _CAMPAIGN_ROW
    alike = rows[0] is not None and all(row is rows[0] for row in rows)
    fits = alike and rows[0] is not None and units <= _with_scales(rows[0].units)
    return rows[0] if fits and not things[0].startswith("第") else None


def _is_told_otherwise(things: list[str], row: Collocation) -> bool:
    """True where the words before the thing name who did it, or a verb that says it already."""
    actor = _ACTOR if row.stock else _DOER
    if any(actor.search(thing) or _TOLD_WITHIN.search(thing) for thing in things):
        return True
    if row.stock:
        return any(
            _BROUGHT_FORTH.search(t) or (leading_verb(t) not in _NOMINAL_STARTS and t not in COLLOCATIONS)
            for t in things
        )
    return any(
        leading_verb(t) not in _NOMINAL_STARTS and t not in COLLOCATIONS for t in things if not names_work(t)
    )


def _verbs_of_item(thing: str, unit: str, *, plan: bool) -> tuple[str, ...]:
    row = find_collocation(thing)
    if row and unit in _with_scales(row.units) and not _is_told_otherwise([thing], row):
        return () if plan and (row.done or row.stock) else row.verbs
    return verbs_by_class(thing, unit, plan=plan)


_TOLD_WITHIN = Pattern(
    "^(?:每|人均|户均|平均|前?[一二三]季度|前[一二三四五六七八九十]个?月|上半年|下半年)|(?<=.)(?:全年|累计|兑现|拨付|拥有)"
)
"""A share, a date or a verb inside the words: no verb may stand before them, 每千名老人拥有床位38张."""
_NOMINAL_STARTS = {"", *words.NOMINAL_STARTS}
_HOLDING = frozenset(("开展", "召开", "举办", "组织"))
_CAMPAIGN_ROW = Collocation(("开展",), frozenset())


_ACTOR = Pattern(
    r"(?:医院|卫生院|单位|企业|学校|部门|公司|中心|(?<=.)校|[县市区]|镇(?!街|村)|(?<!城)乡|局|委)(?=[^机人内外级域心户家组]{3})"
)
"""Who does it stands before what is done: 县医院两癌筛查."""
_DOER = Pattern(
    r"(?:医院|卫生院|部门|公司|中心|[县市区]|镇(?!街|村)|(?<!城)乡|局|委)(?=[^机人内外级域心户家组]{3})"
)
"""The same for a class of things, of which 企业 and 学校 are as often the objects: 工贸企业安全培训."""
_OWNER = Pattern(r"(?:医院|卫生院|公司|(?<!服务)中心|局)(?=[^级域心户家组]{3})")
"""Whose it is stands before what there is: 县医院康复师64名."""
_ROUNDS = frozenset(("场", "期", "次", "轮", "届", "批", "场次", "批次"))


def _with_scales(units: frozenset[str]) -> frozenset[str]:
    return units | {f"{unit}左右" for unit in units}


def _verbs_of_name(part: str, clause: Clause) -> tuple[str, ...]:
    """Return the verb of a work, a way of working or an arrival that is only named."""
    if not NAMED.fullmatch(part) or clause.kind == "action":
        return ()
    for table in (ARRIVALS, MANNERS, UNCOUNTED):
        ending = next((e for e in sorted(table, key=len, reverse=True) if part.endswith(e)), "")
        if ending and "期间" not in part and not _tells_itself(part[: -len(ending)]):
            return (table[ending],)
    return ()


def _tells_itself(words: str) -> bool:
    """True when the words before the named work hold a verb or an adverb of their own."""
    return bool(OWN_VERBS.search(words))
