"""The mood of a fact: done, under way, planned, wrong. Adds a word only where the fact does not say it itself."""

from draft.writers.builtin import words
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.frames import Family


def in_mood(text: str, head: Clause, family: Family, *, modal: str) -> str:
    """Return the words in the mood their status or their section asks for.

    Args:
        text: a sentence or an item that opens with the clause `head`.
        modal: 将 or 还将 for a plan that no opening has called one; empty otherwise.
    """
    if head.kind == "block":
        return text
    if head.status == "拟":
        return _planned(text, head)
    if head.status == "在办":
        return _ongoing(text)
    return _intended(text, head, modal) if family == "plan" and modal else text


def _planned(text: str, head: Clause) -> str:
    if any(mark in head.text for mark in words.PLAN_MARKS):
        return text
    if head.kind == "action":
        at = len(head.time) + len(head.scope)
        return f"{text[:at]}拟{text[at:]}"
    return f"{text}，为拟办事项"


def _ongoing(text: str) -> str:
    return text if any(mark in text for mark in words.ONGOING_MARKS) else f"{text}，目前正在推进"


def _intended(text: str, head: Clause, modal: str) -> str:
    """Return a plan sentence with its modal unless it speaks of the future, or of the past, by itself."""
    own = head.text
    if any(mark in own for mark in (*words.PLAN_MARKS, *words.DONE_MARKS)):
        return text
    if head.kind == "action":
        at = len(head.time) + len(head.scope)
        return f"{text[:at]}{modal}{text[at:]}"
    if not head.time and any(mark in own for mark in words.TARGET_MARKS):
        return f"力争{text}"
    return text
