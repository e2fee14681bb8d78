"""Sibling figures told together: two rates with 分别为, two growths with 同比分别增长."""

from collections.abc import Sequence
from dataclasses import replace

from draft.numbers.patterns import Pattern
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.lexing import CJK, leading_verb
from draft.writers.builtin.reordering import BASE, FALL, NUM, RISE

_GROWN = Pattern(
    rf"(?P<name>[{CJK}“”]{{2,14}}?)(?P<value>{NUM}[{CJK}]{{1,3}})，(?P<base>{BASE})?(?P<way>{RISE}|{FALL})(?P<by>[0-9.xX]+[%％])"
)
_RATE = Pattern(rf"(?P<name>[{CJK}“”A-Za-z0-9]{{4,24}}?率)(?:为|达到|达)?(?P<value>[0-9.xX]+[%％‰])")
_SHARED = 4
"""Characters that two names of rates must end in alike to be told together."""
_LONGEST_PAIR = 60


def tell_halves(body: str) -> str:
    """Return a note of two sibling figures parted by ； as one clause, an empty string for any other."""
    halves = body.split("；")
    return _two_rates(*halves) or _two_growths(*halves) if len(halves) == 2 else ""  # noqa: PLR2004


def pair_siblings(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses with neighbours of one kind of rate, or of one kind of growth, told together."""
    told: list[Clause] = []
    for clause in clauses:
        together = _together(told[-1], clause) if told else ""
        if together:
            told[-1] = replace(told[-1], text=told[-1].text[: _lead(told[-1])] + together)
        else:
            told.append(clause)
    return told


def _lead(clause: Clause) -> int:
    return len(clause.time) + len(clause.scope)


def _together(one: Clause, other: Clause) -> str:
    """Return two sibling figures as one clause with 分别, an empty string where they are no siblings."""
    apart = one.leaning or other.leaning or one.status or other.status or other.time or other.scope
    if apart or "block" in {one.kind, other.kind} or "分别" in one.text:
        return ""
    first, second = one.text[_lead(one) :], other.text
    text = _two_rates(first, second) or _two_growths(first, second)
    return text if len(text) <= _LONGEST_PAIR else ""


def _two_rates(first: str, second: str) -> str:
    one, other = _RATE.fullmatch(first), _RATE.fullmatch(second)
    if not one or not other:
        return ""
    shared = _common_end(one["name"], other["name"])
    owners = one["name"][: -len(shared) or None], other["name"][: -len(shared) or None]
    if len(shared) < _SHARED or not all(2 <= len(owner) <= 10 for owner in owners):  # noqa: PLR2004
        return ""
    return f"{owners[0]}、{owners[1]}{shared}分别为{one['value']}和{other['value']}"


def _two_growths(first: str, second: str) -> str:
    one, other = _GROWN.fullmatch(first), _GROWN.fullmatch(second)
    if not one or not other or one["base"] != other["base"] or one["way"] != other["way"]:
        return ""
    if one["by"][-1] != other["by"][-1] or one["value"] == other["value"]:
        return ""
    verb = leading_verb(one["name"])
    second = other["name"].removeprefix(verb)
    owners = f"{one['name']}{one['value']}、{second or other['name']}{other['value']}"
    told = f"{owners}，{one['base'] or ''}分别{one['way']}"
    return f"{told}{one['by']}和{other['by']}"


def _common_end(one: str, other: str) -> str:
    """Return the longest end that two names share."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return one[len(one) - size :]
