"""Words that a bare figure may be given without saying more than it says: 应急演练6场 → 开展应急演练6场.

A verb only for events that are counted in occasions, where the count itself says that they took place.
The same verb is added at most twice in a section, not at all when the facts have used it up themselves.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from draft.writers.builtin.clause import Clause
from draft.writers.builtin.frames import PROBLEM_NEEDS
from draft.writers.builtin.lexing import CJK, NUMBER, leading_verb, strip_adverbs
from draft.writers.builtin.words import COUNTING, PURE_VERBS, TROUBLE_MARKS

_MOST = 2
_EVENTS = {
    "谈话 考核 质量信誉考核 提醒告诫 评估 复核 督导 测评 评查 回访 检测 监测 消杀 随访 体检 接种 抽检": (
        "开展",
    ),
    "行政处罚": ("实施",),
    "会议 推进会 座谈会 例会 调度会 专题会 联席会议 动员会 部署会": ("召开",),
    "讲座 培训班 专题班 论坛 竞赛 比赛 招聘会 读书班 联欢会 运动会": ("举办",),
    "演练 应急演练 培训 义诊 巡诊 宣传活动 主题活动 活动 志愿服务活动": ("开展", "组织"),
    "专项行动 行动 检查 专项检查 督查 巡查 抽查 执法检查 调研 宣传 宣讲 筛查": ("开展",),
}
_VERB_OF = {event: verbs for events, verbs in _EVENTS.items() for event in events.split()}
_ENDS = "|".join(sorted(_VERB_OF, key=len, reverse=True))
_OCCASIONS = re.compile(
    rf"(?:[{CJK}“”、]{{0,16}}?)({_ENDS})(?:约|近)?{NUMBER}[0-9xX.余多]*万?"
    r"(?:场次|班次|轮次|人次|家次|户次|剂次|人份|批次|[场期次轮届家户例人份])"
)
_NEXT_EVENT = re.compile(r"(?<=[场期次轮届])、")
_RATE = re.compile(
    rf"([{CJK}（）“”、0-9A-Za-z.]{{2,26}}?(?:率|占比|比例|比重|指数|浓度))({NUMBER}[0-9xX.]*(?:%|％|‰|[{CJK}].*)?)"
)


def add_verbs(clauses: Iterable[Clause]) -> list[Clause]:
    """Return the clauses of a section, its bare events with a verb and its bare rates with 为."""
    told = list(clauses)
    uses = Counter(verb for c in told for verbs in _EVENTS.values() for verb in verbs if verb in c.text)
    return [_with_verb(clause, uses) for clause in told]


def tell_as_problems(clauses: Iterable[Clause]) -> list[Clause]:
    """Return the clauses of a problem section, its bare rates with a word that says what they call for."""
    needs = iter(PROBLEM_NEEDS)
    return [_with_need(clause, needs) for clause in clauses]


def _with_need(clause: Clause, needs: Iterator[str]) -> Clause:
    troubled = any(mark in clause.text for mark in TROUBLE_MARKS)
    bare = clause.kind == "figure" and not clause.leaning and _RATE.fullmatch(clause.body)
    need = next(needs, "") if bare and not troubled else ""
    return replace(clause, text=f"{clause.text}，{need}") if need else clause


def _has_verb(body: str) -> bool:
    verb = leading_verb(strip_adverbs(body))
    named = verb == "打击" or body.startswith(tuple(_VERB_OF))  # 打击…专项行动 is a name, 推进会 too
    return verb in PURE_VERBS and not named


def _with_verb(clause: Clause, uses: Counter[str]) -> Clause:
    if clause.kind == "block" or clause.status or clause.leaning:
        return clause
    at = len(clause.time) + len(clause.scope)
    lead, body = clause.text[:at], clause.text[at:]
    events = [_OCCASIONS.fullmatch(part) for part in _NEXT_EVENT.split(body.split("，")[0])]
    if all(events) and events[0] and not _has_verb(body) and not body.startswith(COUNTING):
        verb = next((v for v in _VERB_OF[events[0].group(1)] if uses[v] < _MOST), "")
        uses[verb] += bool(verb)
        return replace(clause, text=lead + verb + body, kind="action" if verb else clause.kind)
    if clause.kind != "figure" or "，" in clause.text:
        return clause
    rate = _RATE.fullmatch(body)
    return replace(clause, text=f"{lead}{rate.group(1)}为{rate.group(2)}") if rate else clause
