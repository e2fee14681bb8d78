"""What a fact is about, as a noun phrase: 招聘教师142人 → 教师招聘, 查处违规案件3起 → 违规案件查处.

Used in the topic sentence of a section. Only the fact's own words are used, and only where the noun phrase
is sure; anything else has no theme.
"""

import re

from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.collocations import find_collocation
from draft.writers.builtin.lexing import leading_verb, strip_adverbs

_BUILDING = frozenset(("新建", "建成", "建设", "改扩建", "扩建", "修建", "续建", "开工"))
_THING = Pattern(r"[\u4e00-\u9fff]{2,7}")
_CHAIN = Pattern(r"^(?:新建|改建|扩建|改扩建|改造)(?:、(?:新建|改建|扩建|改扩建|改造|续建))*")
_UNFIT = Pattern(
    r"[不未无已均共再其该各某个为是]|重点|全部|累计|方面|以上|所有|有关|相关|问题$|任务$|工作$|人员$|剩余|完成|发现|本级"
)
_LEADING_COUNT = Pattern("^[0-9xX.]+[余多]?万?余?[\u4e00-\u9fff]")
"""A number told before its noun: 新建4所幼儿园."""
_LONGEST = 9
_SHORTEST = 4


def theme_of(clause: Clause) -> str:
    """Return what the clause is about as a noun phrase of four to nine characters, or an empty string."""
    if clause.kind != "action" or clause.time or clause.leaning or clause.fragment:
        return ""
    body = strip_adverbs(clause.text[len(clause.scope) :])
    chain = _CHAIN.match(body)
    verb = chain.group() if chain else leading_verb(body)
    thing = re.split(
        r"[0-9xX，、；：《（]|(?<![民公契])约(?=[0-9xX])|近(?=[0-9])",
        _LEADING_COUNT.sub("", body[len(verb) :]),
        maxsplit=1,
    )[0]
    if not verb or not _THING.fullmatch(thing) or _UNFIT.search(thing):
        return ""
    theme = _join(verb, thing)
    return theme if _SHORTEST <= len(theme) <= _LONGEST else ""


def field_of(clause: Clause) -> str:
    """Return the topic of a clause whose thing it names, else an empty string: 新增学位 → 学位供给."""
    body = strip_adverbs(clause.text[len(clause.scope) :])
    thing = _LEADING_COUNT.sub("", body[len(leading_verb(body)) :])
    told = clause.kind == "action" and clause.topic and not (clause.time or clause.leaning)
    return clause.topic if told and thing.startswith(clause.topic[:2]) else ""


def _join(verb: str, thing: str) -> str:
    """Return verb and thing as a noun phrase, empty where they make none."""
    if verb[:2] in _BUILDING or (_CHAIN.fullmatch(verb) and verb != "改造"):
        return f"{thing}建设"
    if verb in words.NOMINAL_VERBS:
        return thing + verb
    event = find_collocation(thing)
    held = event is not None and event.verbs[0] in _HOLDING
    eventful = held or thing[-2:] in words.NOMINAL_VERBS | words.EVENTFUL_ENDS
    return thing if verb in words.HELD_VERBS and eventful else ""


_HOLDING = frozenset(("开展", "召开", "举办", "组织"))


def join_themes(themes: list[str]) -> str:
    """Return some noun phrases as a list, with 和 before the last where none holds one itself."""
    if len(themes) < 2 or any("和" in theme or "与" in theme for theme in themes):  # noqa: PLR2004
        return "、".join(themes)
    return "、".join(themes[:-1]) + "和" + themes[-1]
