"""Troubles told as such: a bare rate with what it calls for, a trouble that is only named with 存在."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from draft.numbers.patterns import Pattern
from draft.writers.builtin.aiming import RATE
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.frames import PROBLEM_NEEDS
from draft.writers.builtin.lexing import CJK, NUMBER
from draft.writers.builtin.words import TROUBLE_MARKS


def tell_as_problems(clauses: Iterable[Clause]) -> list[Clause]:
    """Return the clauses of a problem section, its bare rates with a word that says what they call for."""
    needs = iter(PROBLEM_NEEDS)
    return [_with_need(clause, needs) for clause in clauses]


def _with_need(clause: Clause, needs: Iterator[str]) -> Clause:
    troubled = any(mark in clause.text for mark in TROUBLE_MARKS)
    bare = clause.kind == "figure" and not clause.leaning and RATE.fullmatch(clause.body)
    need = next(needs, "") if bare and not troubled else ""
    if _NAMED_TROUBLE.match(clause.text):
        return replace(clause, text=f"存在{clause.text}", kind="action", added="存在")
    return replace(clause, text=f"{clause.text}，{need}") if need else clause


_NAMED_TROUBLE = Pattern(
    rf"[{CJK}“”、]{{2,14}}?(?:问题(?=$|，)|(?:缺口|空缺|差距|短板)(?=$|，|约?{NUMBER}[0-9xX.]*[余多]?[万亿]?[{CJK}]{{1,3}}(?:$|，)))"
)
"""A trouble that is only named: 资金缺口0.42亿元 → 存在资金缺口0.42亿元."""
