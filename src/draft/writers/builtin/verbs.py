"""Notes that only name a thing and a number, told as clauses: 应急演练6场 → 开展应急演练6场.

A word is added only where the note itself says as much. The same verb is added at most twice in a section,
not at all when the facts have used it up themselves.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from draft.numbers.patterns import Pattern
from draft.writers.builtin.aiming import STATES, as_plan, secured, take, tell_rate
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.collocations import COLLOCATIONS, find_collocation
from draft.writers.builtin.events import is_clause, names_work, tell_visit
from draft.writers.builtin.finding import verbs_for
from draft.writers.builtin.lexing import leading_verb, strip_adverbs
from draft.writers.builtin.noting import (
    COUNTED,
    complete_second,
    level_first,
    part_campaign,
    part_counts,
    serve,
    tell_zero,
)
from draft.writers.builtin.words import COUNTING, LINKED_HEADS, NOMINAL_STARTS, PURE_VERBS

_ADDED = frozenset(verb for row in COLLOCATIONS.values() for verb in row.verbs) | {"确保", "推动", "实现"}


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
    other = {"现有": "共有", "共有": "现有"}.get(clause.added, "") if turn % 2 else ""
    return replace(clause, text=clause.text.replace(clause.added, other, 1), added=other) if other else clause


def _complete(clause: Clause, uses: Counter[str], before: str, *, plan: bool) -> Clause:
    """Return the clause with the verb that its thing is used with, if it has none.

    Args:
        uses: of the verbs in this section.
        before: the clause before it; a verb it opens with is not said a second time and costs nothing.
    """
    if clause.kind == "block" or clause.leaning or (clause.status and not plan):
        return clause
    at = len(clause.time) + len(clause.scope)
    if clause.scope in _PART_OF_NAME or clause.scope in _WIDER or _HONOURED.match(clause.text, at):
        at = len(clause.time)
    lead, parts = clause.text[:at], part_campaign(clause.text[at:]).split("，")
    zero = "" if at else tell_zero(parts[0])
    if zero:
        return replace(clause, text="，".join([zero, *parts[1:]]), kind="clause", apart=zero.startswith("未"))
    parts = [level_first(part) for part in part_counts(parts)]
    parts[1:] = [complete_second(parts, place) for place in range(1, len(parts))]
    if plan and clause.kind == "action":
        parts[1:] = [secured(part, uses) for part in parts[1:]]
    rate = tell_rate(parts, plan=plan)
    visited = "" if plan or rate or clause.kind == "action" else tell_visit(parts[0])
    verb = "" if rate or visited else _find_verb(parts, clause, uses, before, plan=plan)
    first = verb + (rate or visited or parts[0])
    text = lead + serve(_join_parts([first, *parts[1:]], verb, clause, uses, plan=plan))
    stated = verb in STATES | _BEFALLEN
    kind = clause.kind if not (verb or visited) else "figure" if stated else "action"
    told = replace(clause, text=text, kind=kind, added=verb)
    return as_plan(told, uses, at) if plan and kind != "action" else told


def _join_parts(parts: list[str], verb: str, clause: Clause, uses: Counter[str], *, plan: bool) -> str:
    """Return the parts of a note, each later thing with the verb of the first, or with its own.

    开展技能培训12期，电商客服班2期 share theirs; 引进首店12家，夜间经济集聚区2个 need two.
    """
    text = parts[0]
    given = verb or leading_verb(strip_adverbs(parts[0]))
    for part in parts[1:]:
        verbs = _verbs_of_later(part, clause, plan=plan)
        piece = text.replace("、", "，").rpartition("，")[2]
        own_verb = _verb_of_deed(piece.removeprefix(given))
        last = COUNTED.fullmatch(piece.removeprefix(given))
        stock = bool(set(verbs) & STATES)
        alike = given in verbs or (stock and given in STATES)
        if last and ((alike and not own_verb) or (given and _is_sibling(last, part))):
            text += f"、{part}"
            continue
        own = "" if stock else take([v for v in verbs if v != given or own_verb], uses)
        text += f"，{own}{part}"
        given = own or given
    return text


def _verb_of_deed(piece: str) -> str:
    """Return the verb that the words open with, an empty string where it opens a name: 警示教育2次."""
    verb = leading_verb(piece)
    return "" if verb in NOMINAL_STARTS or names_work(piece[:4]) else verb


def _is_sibling(last: re.Match[str] | None, part: str) -> bool:
    """True for two things of one name in one unit: 整改通知书386份，停工通知书17份."""
    new = COUNTED.fullmatch(part)
    if not last or not new or _stands_for_itself(part):
        return False
    alike = new["unit"] == last["unit"] and last["scale"] == new["scale"]
    return alike and new["thing"][-2:] == last["thing"][-2:] and len(new["thing"]) > 2  # noqa: PLR2004


def _stands_for_itself(part: str) -> bool:
    """True where a later part opens with a verb, an adverb or a word that leans on the part before."""
    leans = part.startswith((*LINKED_HEADS, "每", "超"))
    return leans or bool(leading_verb(part)) or strip_adverbs(part) != part


def _verbs_of_later(part: str, clause: Clause, *, plan: bool) -> tuple[str, ...]:
    """Return the verbs of a later part that tells of its own; what is said of the first has none."""
    counted = COUNTED.fullmatch(part)
    if plan or not counted or part[-1] == "元" or _stands_for_itself(part) or is_clause(counted["thing"]):
        return ()
    return tuple(verb for verb in verbs_for(part, clause, plan=plan) if verb not in part)


_BEFALLEN = frozenset(("出现", "发生", "获", "荣立", "获批"))
"""Verbs of what came about, which is no deed that words may lead into."""
_HONOURED = Pattern("(?:级)?(?:重点|先进|优秀|示范|最美|文明)")
"""What follows 全国 in a name: 全国重点文物保护单位."""
_WIDER = ("全国", "全省")
"""Wider than any office: what it did was not done there, so that the verb stands before 全国助残日活动."""
_PART_OF_NAME = frozenset(("城乡", "城区", "县域", "市域", "辖区", "县域内"))


def _find_verb(parts: list[str], clause: Clause, uses: Counter[str], before: str, *, plan: bool) -> str:
    """Return the verb to put before the first part, an empty string where none is wanted or free."""
    said = any(state in parts[0] for state in STATES)
    if said or _has_verb("，".join(parts)) or parts[0].startswith(COUNTING):
        return ""
    verbs = [
        verb
        for verb in verbs_for(parts[0], clause, plan=plan)
        if verb not in clause.text[: _NEAR if len(verb) > 1 else None]
    ]
    verbs += ["共有"] if "现有" in verbs else []
    if _REACHED in verbs and (before.startswith(_REACHED) or _FELL.search("，".join(parts[1:]))):
        return ""
    shared = next((verb for verb in verbs if before.startswith(verb) and len(parts) == 1), "")
    return shared or take(verbs, uses)


_NEAR = 8
"""Characters of a clause in which a verb may not stand already."""
_REACHED = "实现"
_FELL = Pattern("下降|减少|降低|回落|收窄|减收")
"""A sum that fell is nothing that was brought about."""


def _has_verb(body: str) -> bool:
    verb = leading_verb(strip_adverbs(body))
    named = verb == "打击" or find_collocation(re.split("[0-9xX]", body, maxsplit=1)[0]) is not None
    return verb in PURE_VERBS and not (
        named
        and COUNTED.fullmatch(body.split("，", maxsplit=1)[0])
        and verb in {"打击", "推进", "培训", "调研"}
    )
