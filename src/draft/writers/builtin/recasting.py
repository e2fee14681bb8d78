"""Clauses told another way: 率91.3%，同比提高1.8个百分点 → 率同比提高1.8个百分点，达到91.3%.

Each form keeps every number, unit, direction and owner; only their order changes, or siblings share their
words with 分别. No form is used twice in a row, so that no manner becomes a pattern.
"""

from collections.abc import Sequence
from dataclasses import replace

from draft.writers.builtin.clause import Clause
from draft.writers.builtin.counting import count_first
from draft.writers.builtin.reordering import REORDERINGS, TOUCHES, Form
from draft.writers.builtin.siblings import pair_siblings, tell_halves

_FORMS: tuple[Form, ...] = (*REORDERINGS, tell_halves, count_first, *TOUCHES)
"""The forms, the one that changes most first."""


def recast(clauses: Sequence[Clause], turn: int) -> list[Clause]:
    """Return the clauses of a section of work, some of them told another way.

    Args:
        turn: an odd one leaves the first candidate as it was.
    """
    told: list[Clause] = []
    last: Form | None = None
    spared = turn % 2 == 1
    given = pair_siblings(clauses)
    for place, clause in enumerate(given):
        form, recasted = _retell(clause)
        if form is count_first and _keeps_order(given, place):
            form = None
        told.append(clause if form is None or spared or form is last else recasted)
        if form is not None:
            last = None if spared or form is last else form
            spared = False
    return told


def _keeps_order(clauses: Sequence[Clause], place: int) -> bool:
    """True where a neighbour would be told in the other order beside it.

    讲座3场、主题活动5场 share their verb; a short act and the act next to it may share a sentence.
    """
    clause = clauses[place]
    near = [*clauses[max(0, place - 1) : place], *clauses[place + 1 : place + 2]]
    shared = any(other.text.startswith(clause.text[:2]) for other in near)
    acts = any(other.kind == "action" and other.simple for other in near)
    return shared or (clause.simple and acts)


def _retell(clause: Clause) -> tuple[Form | None, Clause]:
    """Return the clause in the first form that fits it and that form, None where none does."""
    plain = not (clause.leaning or clause.leads or clause.apart or clause.kind == "block" or clause.status)
    if not plain:
        return None, clause
    at = len(clause.time) + len(clause.scope)
    lead, body = clause.text[:at], clause.text[at:]
    form = next((form for form in _FORMS if form(body)), None)
    if form is None:
        return None, clause
    text = form(body)
    opens = "action" if text.startswith(_ACTS) else clause.kind
    kind = "figure" if body.startswith("实现") and not text.startswith("实现") else opens
    return form, replace(clause, text=lead + text, kind=kind)


_ACTS = ("向", "投资", "完成", "累计", "投入", "发放", "支出", "拨付")
"""What a clause that has been told cost first, or receivers first, opens with."""
