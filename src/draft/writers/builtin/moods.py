"""The mood of a fact: under way, planned, to come. Adds a word only where the fact does not say it itself."""

import re

from draft.document import Status
from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.lexing import NUMBER

_INNER = Pattern("|".join(sorted({*words.PURE_VERBS, *words.TURNING_VERBS}, key=len, reverse=True)))


def with_status(text: str, status: Status | None, *, kind: str, at: int) -> str:
    """Return the words of a fact with its declared status said, if they do not say it themselves.

    Args:
        kind: of the clause; an action takes the word before its verb.
        at: where the clause proper begins, behind its leading date and scope.
    """
    if status == "拟" and not any(mark in text for mark in words.PLAN_MARKS):
        return _planned(text, kind, at)
    if status == "在办" and not any(mark in text for mark in words.ONGOING_MARKS):
        plain = kind == "action" and not text[at:].startswith(words.COUNTING) and "，" not in text
        if plain:
            return f"{text[:at]}正在{text[at:]}"
        thing = "" if re.search(rf"[，；：]|{NUMBER}", text) else text[at:]
        if thing.endswith(words.BUILT):
            return f"{text[:at]}正在推进{thing}建设"
        return f"{text[:at]}正在推进{thing}" if thing.endswith(words.THING_ENDS) else f"{text}，正在推进"
    return text


def _planned(text: str, kind: str, at: int) -> str:
    if kind == "action":
        return f"{text[:at]}拟{text[at:]}"
    inner = _INNER.search(text, at + 2)
    if inner and text[inner.start() - 1] not in "的、“《（":
        return f"{text[: inner.start()]}拟{text[inner.start() :]}"
    return f"{text[:at]}拟安排{text[at:]}" if kind == "figure" else f"{text}，为拟办事项"


def with_modal(text: str, *, at: int) -> str:
    """Return a plan sentence that opens with an action with its 将, unless that would change a fact.

    It would where the words are marked as plan or as past already, and where the verb tells an end.

    Args:
        at: where the clause proper begins, behind its leading date and scope.
    """
    marked = any(mark in text for mark in (*words.PLAN_MARKS, *words.DONE_MARKS))
    if marked or text[at:].startswith(words.REACHING):
        return text
    return f"{text[:at]}将{text[at:]}"
