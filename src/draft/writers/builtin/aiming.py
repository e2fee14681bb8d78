"""Rates told with their value, and what is to come told as a task: 确保…竣工, 推动…提高到."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from draft.numbers.patterns import Pattern
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.lexing import CJK, NUMBER, leading_verb
from draft.writers.builtin.words import DONE_MARKS, PLAN_MARKS, PURE_VERBS

STATES = frozenset(("现有", "共有", "拥有", "建有"))
"""Verbs of what there is."""
_ONCE = frozenset(("现有", "共有", "建有"))
"""Said once in a section: a second inventory takes another verb."""
_TASKS = frozenset(("确保", "推动", "推进"))
_MOST, _MOST_TASKS = 2, 3
RATE = Pattern(
    rf"([{CJK}（）“”、0-9A-Za-z.+]{{2,28}}?(?:率|占比|比例|比重|指数|浓度))({NUMBER}[0-9xX.]*(?:[%％‰](?:以上|以下|以内|左右)?|[{CJK}].*)?)"
)
_HIGH = Pattern(r"(?:100|9[5-9](?:\.[0-9]+)?)[%％]")
_GOOD_RATE = Pattern(
    r"(?:覆盖|合格|完成|办结|整改|满意|参保|达标|处置|通车|入学|就业|结案|调解成功|成功|知晓|报告|接种|规范管理|通过|回复|发放|巩固)率$"
)
_PLAN_VERBS = Pattern(
    r"达到|提高|突破|稳定|增长|投用|竣工|建成|完工|通车|下降|降至|降低|控制在|不低于|不少于|不高于|保持|以上|投运|启用|全覆盖|清零|压缩|缩短|翻番|扩大到|扩大至|拓展到|延伸到|达[0-9]|再[降增]|上线|投产|通水|封顶|打通|全部编完|全部办结|整改到位|销号"
)
_SECURED = Pattern(r"不低于|不少于|不高于|以上|以内|前|保持|稳定|控制|100[%％]|全覆盖")


def take(verbs: Iterable[str], uses: Counter[str]) -> str:
    """Return the first verb that is not yet used up in a section, and count it."""
    verb = next((v for v in verbs if uses[v] < _limit(v)), "")
    uses[verb] += bool(verb)
    return verb


def _limit(verb: str) -> int:
    if verb in _TASKS:
        return _MOST_TASKS
    return 1 if verb in _ONCE else _MOST


def tell_rate(parts: list[str], *, plan: bool) -> str:
    """Return the first part with 为 or 达到 between a rate and its value, nothing for anything else."""
    if len(parts) > 1 and not re.match(r"同比|比上年|较上年|比去年|高于|低于|增长|下降|提高", parts[1]):
        return ""
    rate = RATE.fullmatch(parts[0])
    if not rate or not re.match(NUMBER, rate.group(2)) or leading_verb(rate.group(1)) in PURE_VERBS:
        return ""
    name, value = rate.groups()
    high = bool(_HIGH.match(value)) and bool(_GOOD_RATE.search(name))
    aimed = plan and ("%" in value or "％" in value)
    return f"{name}{'达到' if aimed else '达' if high else '为'}{value}"


def as_plan(clause: Clause, uses: Counter[str], at: int) -> Clause:
    """Return what is to come about with the word that makes it a task: 确保…竣工, 推动…提高到."""
    lead, body = clause.text[:at], _with_target(clause.text[at:])
    marked = any(mark in clause.text for mark in (*_MOODS, *DONE_MARKS)) or clause.status or clause.scope
    if marked or _opens_as_task(body):
        return clause
    verb = take([task for task in _tasks_for(body) if task not in body], uses)
    return replace(clause, text=lead + verb + body, kind="action") if verb else clause


def _tasks_for(body: str) -> tuple[str, ...]:
    """Return the words that make a task of what is to come about, none where it is told already."""
    parts = body.split("，")
    lines = RATE.fullmatch(parts[0]) and any(map(_HELD_LINE.match, parts[1:2]))
    if _IDEAL.search(parts[0]) and "完成" not in parts[0]:
        return ("实现", "推动", "确保")
    if _PLAN_VERBS.search(parts[0]) or lines:
        return ("确保", "推动") if _SECURED.search(body) else ("推动", "确保")
    if _DUE.search("，".join(parts[1:2])):
        return ("推进", "推动")
    return ("确保",) if parts[0].endswith(("质量", "安全", "稳定")) else ()


_MOODS = tuple(mark for mark in PLAN_MARKS if mark not in {"年底前", "到年底", "明年", "下半年", "目标"})
"""Marks that make a plan of the words; a date alone makes none."""
_IDEAL = Pattern("应.尽.$|(?:全覆盖|清零|零发生)$")
_DUE = Pattern("[0-9]{1,2}月|年底|年内|季度|[上下]半年|底前")
"""A second part that says by when."""


def _with_target(body: str) -> str:
    """Return 技术合同成交额100亿元 with 达到 before what is aimed at."""
    target = _TARGET.match(body)
    return f"{target['name']}达到{target['value']}" if target and not _HOLDS.search(target["name"]) else body


_TARGET = Pattern(
    rf"(?P<name>[{CJK}“”A-Za-z]{{2,18}}(?:额|总数|总量|强度|收入|面积|产值|规模|产量|总产|里程|率|占比|比重|比例))"
    rf"(?P<value>{NUMBER}[^，]*(?:，.*)?)$"
)
_HOLDS = Pattern(
    "达|至|到|为|由|约|近|超|突破|稳定|保持|控制|不低|不少|不高|增长|下降|提高|降低|高于|低于|力争|确保|投资|投入(?!强度)|累计"
)


def secured(part: str, uses: Counter[str]) -> str:
    """Return a later part of a plan that holds a line, 结案率保持98%以上, with its 确保."""
    return take(("确保",), uses) + part if _HELD_LINE.match(part) else part


_HELD_LINE = Pattern(rf"[{CJK}“”]{{2,14}}(?:率|占比|面积|总量)(?:保持|稳定|控制|不低于|不少于|不高于)")


def _opens_as_task(body: str) -> bool:
    return body.startswith(("实现", "确保", "推动", "力争", "未", "不", "每")) or "要" in body
