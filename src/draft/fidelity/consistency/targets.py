"""Targets and what was done: 超额, 全面完成, 全部整改 against the numbers beside them (K06, K19)."""

import re
from collections.abc import Iterator
from fractions import Fraction

from draft.fidelity.consistency import words
from draft.fidelity.consistency.interval import value_of
from draft.fidelity.consistency.nouns import Contradiction
from draft.fidelity.consistency.rates import rate_name
from draft.fidelity.consistency.terms import Reading, Term

_PERCENT = "%"
_HUNDRED = Fraction(100)


def find_missed_targets(reading: Reading) -> Iterator[Contradiction]:
    """超额 only above the target, 全部完成 only from the target on."""
    for target in reading.terms:
        if not (target.interval and words.ends_with(target.head, words.TARGETS)):
            continue
        for actual in reading.terms[target.index + 1 : target.index + 2]:
            alike = actual.unit == target.unit and actual.sentence == target.sentence
            if alike and words.ends_with(actual.head, words.ACTUALS):
                yield from _target_words(reading, target, actual)
    yield from _rate_words(reading)


def _target_words(reading: Reading, target: Term, actual: Term) -> Iterator[Contradiction]:
    if not (target.interval and actual.interval):
        return
    numbers = f"任务{target.text}，完成{actual.text}"
    if words.OVER.search(reading.text) and actual.interval.high <= target.interval.low:
        yield Contradiction("K06", "error", f"{numbers}，没有超过任务，不能写“超额”", (reading.place,))
    elif words.ALL_DONE.search(reading.text) and actual.interval.below(target.interval):
        yield Contradiction("K06", "error", f"{numbers}，没有达到任务，不能写“全面完成”", (reading.place,))
    elif words.UNDER.search(reading.text) and target.interval.high <= actual.interval.low:
        yield Contradiction("K06", "error", f"{numbers}，已达到任务，不能写“未完成”", (reading.place,))


def _rate_words(reading: Reading) -> Iterator[Contradiction]:
    for term in reading.terms:
        stem = rate_name(term)[-3:-1]
        printed = value_of(term.quantity)
        if len(stem) == len("完成") and printed and printed < _HUNDRED:
            claimed = re.search(rf"(?:全部|均已|全都)(?:完成)?{stem}", reading.text)
            if claimed:
                message = f"{term.head}{term.text}不到100%，不能写“{claimed.group()}”"
                yield Contradiction("K19", "error", message, (reading.place,))
    done = [term for term in reading.terms if rate_name(term).endswith("完成率") or _of_the_target(term)]
    if len(done) != 1 or done[0].interval is None:
        return
    rate = done[0].interval
    if words.OVER.search(reading.text) and (value_of(done[0].quantity) or rate.high) <= _HUNDRED:
        message = f"完成率{done[0].text}没有超过100%，不能写“超额”"
        yield Contradiction("K06", "error", message, (reading.place,))
    elif words.ALL_DONE.search(reading.text) and rate.high < _HUNDRED:
        message = f"完成率{done[0].text}不到100%，不能写“全面完成”"
        yield Contradiction("K06", "error", message, (reading.place,))


def _of_the_target(term: Term) -> bool:
    named = re.search(r"完成(?:全年|年度|年初|下达|省市?级?)*(?:任务|计划|目标)(?:数|量)?的?$", term.head)
    return term.unit == _PERCENT and bool(named) and not words.OVER.search(term.head)
