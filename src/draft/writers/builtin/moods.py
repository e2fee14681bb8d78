"""The mood of a fact: done, under way, planned, wrong. Adds a word only where the fact does not say it itself."""

from draft.writers.builtin import words
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.frames import Family


def in_mood(text: str, head: Clause, family: Family, *, listed: bool) -> str:
    """Return the words in the mood their status or their section asks for.

    Args:
        listed: the item stands under an opening that sets the mood, so that it needs no word of its own.
    """
    if head.kind == "block":
        return text
    if head.status == "拟":
        return _planned(text, head)
    if head.status == "在办":
        return _ongoing(text)
    if family == "plan" and not listed:
        return _intended(text, head)
    return text


def _planned(text: str, head: Clause) -> str:
    if any(mark in text for mark in words.PLAN_MARKS):
        return text
    if head.kind == "action":
        at = len(head.time) + len(head.scope)
        return f"{text[:at]}拟{text[at:]}"
    return f"{text}，为拟办事项"


def _ongoing(text: str) -> str:
    return text if any(mark in text for mark in words.ONGOING_MARKS) else f"{text}，目前正在推进"


def _intended(text: str, head: Clause) -> str:
    """Return a plan item with its 将 unless it speaks of the future, or of the past, by itself."""
    if any(mark in text for mark in words.PLAN_MARKS) or any(mark in text for mark in words.DONE_MARKS):
        return text
    if head.kind != "action":
        return text
    at = len(head.time) + len(head.scope)
    return f"{text[:at]}将{text[at:]}"
