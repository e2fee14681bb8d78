"""Notes that only name a thing and a number, told as clauses: 应急演练6场 → 开展应急演练6场.

A word is added only where the note itself says as much. The same verb is added at most twice in a section,
not at all when the facts have used it up themselves.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.collocations import (
    ACCIDENTS,
    ARRIVALS,
    COLLOCATIONS,
    COMPANIONS,
    MANNERS,
    UNCOUNTED,
    Collocation,
    find_collocation,
)
from draft.writers.builtin.frames import PROBLEM_NEEDS
from draft.writers.builtin.lexing import CJK, NUMBER, leading_verb, strip_adverbs
from draft.writers.builtin.words import COUNTING, DONE_MARKS, PLAN_MARKS, PURE_VERBS, TROUBLE_MARKS

_MOST = 2
_ADDED = frozenset(verb for row in COLLOCATIONS.values() for verb in row.verbs) | {"确保", "推动", "实现"}
_UNIT = rf"[{CJK}㎡]{{1,4}}?"
_QUANTITY = rf"(?:约|近|超|逾)?{NUMBER}[0-9xX.,]*[余多]?[万亿]?[余多]?(?:{_UNIT})"
_COUNTED = Pattern(
    rf"(?P<thing>(?:[0-9]{{1,2}}周?岁(?:及)?以[上下]|[0-9]{{1,2}}日(?=无理由)|1[0-9]{{4}})?[{CJK}“”《》（）、·A-Za-z+＋]{{2,26}}?)(?:约|近|超|逾|共)?(?P<number>{NUMBER}[0-9xX.,]*[余多]?)(?P<scale>[万亿]?)[余多]?"
    rf"(?P<unit>[{CJK}㎡]{{1,4}})(?:{_QUANTITY})?(?:以上)?"
)
_NEXT_ITEM = Pattern("、(?=[^0-9]*[0-9xX])")
_ZERO = Pattern(rf"(?P<thing>[{CJK}“”]{{2,20}}?)(?:0|０|零)(?P<unit>起|例|人|件|宗|次|名)")
_BARE_SECOND = Pattern(rf"(?:约|近|超)?{NUMBER}[0-9xX.,]*[余多]?[万亿]?(?P<unit>人次|户次|人|名|户|元)")
_RATE = Pattern(
    rf"([{CJK}（）“”、0-9A-Za-z.+]{{2,28}}?(?:率|占比|比例|比重|指数|浓度))({NUMBER}[0-9xX.]*(?:%|％|‰|[{CJK}].*)?)"
)
_NAMED = Pattern(rf"[{CJK}“”《》（）、·A-Za-z+]{{4,30}}")
_BROUGHT_FORTH = Pattern(
    r"新|增|建|完成|培育|创建|累计|招|引进|减|退出|整治|检查|改造|培训|涉及|覆盖|发展|转|带动|惠及|缺|空编|除险|加固|修复|达标|认证|注销|吊销|取消|劝返|收治|接诊|接收|接待|参训|参加|受助|受益|救治|慰问|资助|选派|下派|考核|表彰|无证"
)
_HIGH = Pattern(r"(?:100|9[5-9](?:\.[0-9]+)?)[%％]")
_GOOD_RATE = Pattern(
    r"(?:覆盖|合格|完成|办结|整改|满意|参保|达标|处置|通车|入学|就业|结案|调解成功|成功|知晓|报告|接种|规范管理|通过|回复|发放|巩固)率$"
)
_PLAN_VERBS = Pattern(
    r"达到|提高|突破|稳定|增长|投用|竣工|建成|完工|通车|下降|降至|降低|控制在|不低于|不少于|不高于|保持|以上|投运|启用|全覆盖|清零|压缩|缩短|翻番|全部编完|全部办结|整改到位|销号"
)
_SECURED = Pattern(r"不低于|不少于|不高于|以上|以内|前|保持|稳定|控制|100[%％]|全覆盖")


def add_verbs(clauses: Iterable[Clause], *, plan: bool = False, turn: int = 0) -> list[Clause]:
    """Return the clauses of a section, its bare events with a verb and its bare rates with 为 or 达到.

    Args:
        plan: the section speaks of what is to be done: no word may tell that it has been done.
        turn: an odd one takes the verbs of what there is from their other end: 共有 for 现有.
    """
    told: list[Clause] = []
    given = list(clauses)
    uses = Counter(verb for c in given for verb in _ADDED if verb in c.text)
    for clause in given:
        before = told[-1].text if told and told[-1].simple else ""
        told.append(_complete(clause, uses, before, plan=plan))
    return [_with_stock_verb(clause, turn) for clause in told]


def _with_stock_verb(clause: Clause, turn: int) -> Clause:
    """Return a clause that was given 现有 with 共有 in every other section."""
    swapped = turn % 2 and clause.added == "现有"
    return replace(clause, text=clause.text.replace("现有", "共有", 1), added="共有") if swapped else clause


def tell_as_problems(clauses: Iterable[Clause]) -> list[Clause]:
    """Return the clauses of a problem section, its bare rates with a word that says what they call for."""
    needs = iter(PROBLEM_NEEDS)
    return [_with_need(clause, needs) for clause in clauses]


def _with_need(clause: Clause, needs: Iterator[str]) -> Clause:
    troubled = any(mark in clause.text for mark in TROUBLE_MARKS)
    bare = clause.kind == "figure" and not clause.leaning and _RATE.fullmatch(clause.body)
    need = next(needs, "") if bare and not troubled else ""
    if _NAMED_TROUBLE.match(clause.text):
        return replace(clause, text=f"存在{clause.text}", kind="action", added="存在")
    return replace(clause, text=f"{clause.text}，{need}") if need else clause


_NAMED_TROUBLE = Pattern(
    rf"[{CJK}“”、]{{2,14}}?(?:问题(?=$|，)|(?:缺口|空缺|差距|短板)(?=$|，|约?{NUMBER}[0-9xX.]*[余多]?[万亿]?[{CJK}]{{1,3}}(?:$|，)))"
)
"""A trouble that is only named: 资金缺口0.42亿元 → 存在资金缺口0.42亿元."""


def _complete(clause: Clause, uses: Counter[str], before: str, *, plan: bool) -> Clause:
    """Return the clause with the verb that its thing is used with, if it has none.

    Args:
        uses: of the verbs in this section.
        before: the clause before it; a verb it opens with is not said a second time and costs nothing.
    """
    if clause.kind == "block" or clause.leaning or (clause.status and not plan):
        return clause
    at = len(clause.time) + len(clause.scope)
    if clause.scope in _PART_OF_NAME or _HONOURED.match(clause.text, at):
        at = len(clause.time)
    lead, parts = clause.text[:at], _part_campaign(clause.text[at:]).split("，")
    zero = "" if at else _tell_zero(parts[0])
    if zero:
        return replace(clause, text="，".join([zero, *parts[1:]]), kind="clause", apart=zero.startswith("未"))
    parts[1:] = [_complete_second(parts, place) for place in range(1, len(parts))]
    if plan and clause.kind == "action":
        parts[1:] = [_secured(part, uses) for part in parts[1:]]
    rate = _tell_rate(parts, plan=plan)
    verb = "" if rate else _find_verb(parts, clause, uses, before, plan=plan)
    text = lead + _serve("，".join([verb + (rate or parts[0]), *parts[1:]]))
    kind = clause.kind if not verb else "figure" if verb in _STATES else "action"
    told = replace(clause, text=text, kind=kind, added=verb)
    return _as_plan(told, uses, at) if plan and kind != "action" else told


_HONOURED = Pattern("(?:级)?(?:重点|先进|优秀|示范|最美|文明)")
"""What follows 全国 in a name: 全国重点文物保护单位."""
_PART_OF_NAME = frozenset(("城乡", "城区", "县域", "市域", "辖区", "县域内"))
_CAMPAIGN = Pattern(
    rf"^((?:“[^”]+”)?[^，0-9xX]{{0,14}}(?:活动|行动|大会战|宣传周|宣传月))((?:发放?|检查|走访|出动|查处|查办|整改|受理|入户|覆盖|转移|惠及|吸引|服务)"
    rf"[{CJK}]{{1,8}}{NUMBER}.*)$"
)


def _part_campaign(body: str) -> str:
    """Return “3·15”活动发资料5000份 as “3·15”活动，发放资料5000份."""
    match = _CAMPAIGN.match(body)
    if not match or _OWN_VERBS.search(match.group(1)):
        return body
    told = re.sub("^发(?=资料|传单|手册)", "发放", match.group(2))
    return f"开展{match.group(1)}，{told}"


_STATES = frozenset(("现有", "共有", "拥有", "建有"))
_SERVED = Pattern(
    rf"(发放[{CJK}“”（）]*?(?:补贴|补助|津贴|贷款|信贷|资金|金)”?(?:约|近|超)?(?:{NUMBER}[0-9xX.,]*[余多]?[万亿]?元)?)、?"
    rf"((?:约|近|超)?{NUMBER}[0-9xX.,]*[余多]?万?(?:人次|户次|人|名|户))(?=$|，(?!合计|金额|发放|资金|[0-9xX.]+[余多]?[万亿]?元))"
)


_TWO_COUNTS = Pattern(
    r"(?<=[0-9xX万][户人次家个笔宗件份])，(?=[0-9xX.]+[余多]?[万亿]?元(?:$|，))|(?<=人次|户次)，(?=[0-9xX.]+[余多]?[万亿]?元(?:$|，))"
)


def _serve(text: str) -> str:
    """Return 发放补贴118人 as 发放补贴，惠及118人: what is handed out is no people."""
    return _SERVED.sub(r"\1，惠及\2", _TWO_COUNTS.sub("、", text))


def _find_verb(parts: list[str], clause: Clause, uses: Counter[str], before: str, *, plan: bool) -> str:
    """Return the verb to put before the first part, an empty string where none is wanted or free."""
    if _has_verb("，".join(parts)) or parts[0].startswith(COUNTING):
        return ""
    verbs = [verb for verb in _verbs_for(parts[0], clause, plan=plan) if verb not in clause.text[:8]]
    if _REACHED in verbs and (before.startswith(_REACHED) or _FELL.search("，".join(parts[1:]))):
        return ""
    shared = next((verb for verb in verbs if before.startswith(verb) and len(parts) == 1), "")
    return shared or _take(verbs, uses)


_REACHED = "实现"
_FELL = Pattern("下降|减少|降低|回落|收窄|减收")
"""A sum that fell is nothing that was brought about."""


def _has_verb(body: str) -> bool:
    verb = leading_verb(strip_adverbs(body))
    named = verb == "打击" or find_collocation(re.split("[0-9xX]", body, maxsplit=1)[0]) is not None
    return verb in PURE_VERBS and not (
        named
        and _COUNTED.fullmatch(body.split("，", maxsplit=1)[0])
        and verb in {"打击", "推进", "培训", "调研"}
    )


def _take(verbs: Iterable[str], uses: Counter[str]) -> str:
    """Return the first verb that is not yet used up, and count it."""
    verb = next((v for v in verbs if uses[v] < _MOST), "")
    uses[verb] += bool(verb)
    return verb


def _verbs_for(part: str, clause: Clause, *, plan: bool) -> tuple[str, ...]:
    """Return the verbs that fit the first part of a note, best first; none where it is doubtful."""
    items = [_COUNTED.fullmatch(item) for item in _NEXT_ITEM.split(part)]
    if not all(items):
        return () if re.search(NUMBER, part) else _verbs_of_name(part, clause)
    things = [item["thing"] for item in items if item]
    row = _row_of(things, {item["unit"] for item in items if item})
    if any(item and item["number"] == "0" for item in items):
        return ()
    if row is None or _is_told_otherwise(things, row) or (row.done and plan):
        return ()
    dated = clause.time and not clause.time.startswith(("截至", "截止", "目前"))
    return () if row.stock and (plan or dated) else row.verbs


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
    if any(_ACTOR.search(thing) or _TOLD_WITHIN.search(thing) for thing in things):
        return True
    if row.stock:
        return any(_BROUGHT_FORTH.search(t) or (leading_verb(t) and t not in COLLOCATIONS) for t in things)
    return any(leading_verb(t) not in _NOMINAL_STARTS and t not in COLLOCATIONS for t in things)


_TOLD_WITHIN = Pattern(
    "^(?:每|人均|户均|平均|前?[一二三]季度|前[一二三四五六七八九十]个?月|上半年|下半年)|(?<=.)(?:全年|累计|兑现|拨付|拥有)"
)
"""A share, a date or a verb inside the words: no verb may stand before them, 每千名老人拥有床位38张."""
_NOMINAL_STARTS = {"", *words.NOMINAL_STARTS}
_HOLDING = frozenset(("开展", "召开", "举办", "组织"))
_CAMPAIGN_ROW = Collocation(("开展",), frozenset())


_ACTOR = Pattern(
    r"(?:医院|卫生院|单位|企业|学校|部门|公司|中心|(?<=.)校|[县市区镇]|(?<!城)乡|局|委)(?=[^机人内外级域心户家组]{3,})"
)
"""Who does it stands before what is done: 县医院两癌筛查."""
_ROUNDS = frozenset(("场", "期", "次", "轮", "届", "批", "场次", "批次"))


def _with_scales(units: frozenset[str]) -> frozenset[str]:
    return units | {f"{unit}左右" for unit in units}


def _verbs_of_name(part: str, clause: Clause) -> tuple[str, ...]:
    """Return the verb of a work, a way of working or an arrival that is only named."""
    if not _NAMED.fullmatch(part) or clause.kind == "action":
        return ()
    for table in (ARRIVALS, MANNERS, UNCOUNTED):
        ending = next((e for e in sorted(table, key=len, reverse=True) if part.endswith(e)), "")
        if ending and "期间" not in part and not _tells_itself(part[: -len(ending)]):
            return (table[ending],)
    return ()


_OWN_VERBS = Pattern(
    "|".join(
        sorted(
            {*PURE_VERBS, "已", "均", "正在", "做到", "达到", "保持", "得到", "到位", "有序", "有效"},
            key=len,
            reverse=True,
        )
    )
)


def _tells_itself(words: str) -> bool:
    """True when the words before the named work hold a verb or an adverb of their own."""
    return bool(_OWN_VERBS.search(words))


def _complete_second(parts: list[str], place: int) -> str:
    """Return a later part of a note, with the verb of a number that has no noun of its own."""
    part = parts[place]
    none = _tell_zero(part)
    if none.endswith("人数为零"):
        return none
    bare = _BARE_SECOND.fullmatch(part)
    if not bare or place > 1:
        return part
    before = re.split("[0-9xX]", parts[0], maxsplit=1)[0]
    for endings, units, verb in COMPANIONS:
        if before.endswith(endings) and bare["unit"] in units and (verb != "罚没" or "罚" in before):
            return verb + part
    return part


def _tell_zero(part: str) -> str:
    """Return `事故0起` as 未发生事故, an empty string for anything else."""
    zero = _ZERO.fullmatch(part)
    if not zero:
        return ""
    thing = zero["thing"]
    if thing.endswith(tuple(ACCIDENTS)):
        return f"无人员{thing}" if thing in {"死亡", "伤亡"} else f"未发生{thing}"
    return f"{thing}人数为零" if zero["unit"] in {"人", "名"} else ""


def _tell_rate(parts: list[str], *, plan: bool) -> str:
    """Return the first part with 为 or 达到 between a rate and its value, nothing for anything else."""
    if len(parts) > 1 and not re.match(r"同比|比上年|较上年|比去年|高于|低于|增长|下降|提高", parts[1]):
        return ""
    rate = _RATE.fullmatch(parts[0])
    if not rate or not re.match(NUMBER, rate.group(2)) or leading_verb(rate.group(1)) in PURE_VERBS:
        return ""
    name, value = rate.groups()
    high = bool(_HIGH.match(value)) and bool(_GOOD_RATE.search(name))
    return f"{name}{'达到' if plan and value[-1] in '%％' else '达' if high else '为'}{value}"


def _as_plan(clause: Clause, uses: Counter[str], at: int) -> Clause:
    """Return what is to come about with the word that makes it a task: 确保…竣工, 推动…提高到."""
    lead, body = clause.text[:at], clause.text[at:]
    marked = any(mark in clause.text for mark in (*PLAN_MARKS, *DONE_MARKS)) or clause.status or clause.scope
    parts = body.split("，")
    lines = _RATE.fullmatch(parts[0]) and any(map(_HELD_LINE.match, parts[1:2]))
    aimed = _PLAN_VERBS.search(parts[0]) or lines
    if marked or not aimed or _opens_as_task(body):
        return clause
    verb = _take(("确保", "推动") if _SECURED.search(body) else ("推动", "确保"), uses)
    return replace(clause, text=lead + verb + body, kind="action") if verb else clause


def _secured(part: str, uses: Counter[str]) -> str:
    """Return a later part of a plan that holds a line, 结案率保持98%以上, with its 确保."""
    return _take(("确保",), uses) + part if _HELD_LINE.match(part) else part


_HELD_LINE = Pattern(rf"[{CJK}“”]{{2,14}}(?:率|占比|面积|总量)(?:保持|稳定|控制|不低于|不少于|不高于)")


def _opens_as_task(body: str) -> bool:
    return body.startswith(("实现", "确保", "推动", "力争", "未", "不", "每")) or "要" in body
