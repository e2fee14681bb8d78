"""Fact → Clause: its words made fit to stand in prose, and what the writer must know before it joins them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from draft.document import Fact, Status
from draft.writers.builtin import moods, words
from draft.writers.builtin.cleaning import ODD, clean_text, spell_pairs, strip_final
from draft.writers.builtin.lexing import (
    CJK,
    FIRST_NUMBER,
    SCOPE,
    TIME,
    ends_counted,
    match_lead,
    opens_with_verb,
)
from draft.writers.builtin.turning import turn_clauses

Kind = Literal["action", "figure", "clause", "block"]

_LONG = 110
"""A fact longer than this is a sentence by itself."""
_BARE_RATE = 4
"""Characters before its number that make a rate too short to have an owner of its own."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One fact as it will stand in prose.

    Attributes:
        index: of the fact within its section.
        text: cleaned words, no final mark.
        time: leading date words, comma included, as they stand in `text`.
        scope: leading 全县, 我区 … after the time.
        kind: ``action`` opens with a verb, ``figure`` names values, ``clause`` has a subject of its own,
            ``block`` is long, holds several sentences or is no plain Chinese: it stands alone.
        leaning: belongs to the fact before it (其中, 同比, 完成率 …).
        leads: ended in a colon: it announces the next fact.
        fragment: a bare 依据…, 针对… that the next fact must complete.
        ahead: opens with a word that makes it a plan (拟, 将, 计划 …), which would govern what follows.
        topic: label from the topic table, may be empty.
        added: the verb it was given.
        apart: shares no sentence: none is told of a thing that the note counted as zero.
    """

    index: int
    text: str
    time: str = ""
    scope: str = ""
    kind: Kind = "clause"
    leaning: bool = False
    leads: bool = False
    fragment: bool = False
    ahead: bool = False
    topic: str = ""
    status: Status | None = None
    added: str = ""
    apart: bool = False

    @property
    def body(self) -> str:
        """The words after the leading time."""
        return self.text[len(self.time) :]

    @property
    def simple(self) -> bool:
        """True when the clause holds no mark that splits it."""
        return not any(mark in self.text for mark in "，；。：")


def read_clause(index: int, fact: Fact, *, plan: bool = False) -> Clause:
    """Return what the writer knows of one fact.

    Args:
        plan: the section speaks of what is to be done.
    """
    cleaned = clean_text(fact.text)
    leads = cleaned.endswith(("：", ":")) and len(cleaned) > 1 and not TIME.match(cleaned)
    text = strip_final(cleaned) or cleaned
    if ODD.search(cleaned) or not re.search(rf"[{CJK}]", cleaned):
        return Clause(index, text, kind="block", leads=leads, status=fact.status)
    text = spell_pairs(text)
    if leads or _stands_alone(text):
        return Clause(index, text, kind="block", leads=leads, status=fact.status)
    text = turn_clauses(text, plan=plan)
    time = match_lead(TIME, text)
    scope = match_lead(SCOPE, text[len(time) :])
    kind = _kind(text[len(time) + len(scope) :])
    text = moods.with_status(text, fact.status, kind=kind, at=len(time) + len(scope))
    return Clause(
        index,
        text,
        time,
        scope,
        kind,
        leaning=index > 0 and _leans(text),
        fragment=_is_fragment(text),
        ahead=_is_ahead(text[len(time) + len(scope) :]),
        status=fact.status,
    )


def _is_ahead(body: str) -> bool:
    """True when the clause opens as a plan; 将…纳入清单 and 争取资金 are none: they only take an object."""
    if body.startswith(words.WON):
        return False
    return body.startswith(words.AHEAD) or (body.startswith("将") and opens_with_verb(body[1:]))


def _is_fragment(text: str) -> bool:
    """True for a prepositional phrase that no verb follows."""
    if not text.startswith(words.FRAGMENT_HEADS) or re.search("[，；：]", text):
        return False
    rest = re.sub(r"《[^》]{0,200}》|“[^”]{0,200}”", "", text[2:])
    return not any(verb in rest for verb in (*words.PURE_VERBS, "推进", "工作", "进行"))


def read_facts(facts: Sequence[Fact], *, plan: bool = False, split: bool = False) -> tuple[Clause, ...]:
    """Return the clauses of some facts, one or more each; one given twice to the letter is read once.

    Args:
        plan: the section speaks of what is to be done.
        split: a fact of several notes parted by ； is read as several clauses.
    """
    seen: dict[tuple[str, Status | None], list[Clause]] = {}
    for index, fact in enumerate(facts):
        if fact.text.strip():
            words_as_written = strip_final(clean_text(fact.text))
            parts = _split(fact, words_as_written) if split else [fact]
            told = [read_clause(index, part, plan=plan) for part in parts]
            seen.setdefault((words_as_written, fact.status), told)
    return tuple(clause for told in seen.values() for clause in told)


def _split(fact: Fact, text: str) -> list[Fact]:
    """Return the notes a fact holds, parted by ；; the fact itself where a date or place would be lost."""
    parts = text.split("；")
    lead = (
        match_lead(TIME, text) or match_lead(SCOPE, text) or "：" in text or "。" in text or ODD.search(text)
    )
    whole = (
        len(parts) == 1
        or lead
        or any(len(part) < _SHORTEST_NOTE or part.count("（") != part.count("）") for part in parts)
    )
    broken = any(part.count("“") != part.count("”") or _leans(part) for part in parts[1:])
    return (
        [fact]
        if whole or broken or len(parts) > _MOST_NOTES
        else [replace(fact, text=part) for part in parts]
    )


_SHORTEST_NOTE = 6
_MOST_NOTES = 3


def _stands_alone(text: str) -> bool:
    return "。" in text or len(text) > _LONG or text.count("；") > 1


def _leans(text: str) -> bool:
    if text.startswith(words.COMPARED) or re.match("(?:平均|人均|户均)[\u4e00-\u9fff]{2,}", text):
        return False
    if text.startswith(words.LINKED_HEADS):
        return True
    number = FIRST_NUMBER.search(text)
    head = text[: number.start()] if number else ""
    if head and text.startswith(words.LINKED_BEFORE_NUMBERS):
        return len(head) <= _BARE_RATE
    bare = head.rstrip("达为")
    return bare in {"占比", "增幅"} or (1 < len(bare) < _BARE_RATE and bare.endswith("率"))


def _kind(body: str) -> Kind:
    """Return how a fact behaves in a sentence."""
    if opens_with_verb(body):
        return "action"
    if all(ends_counted(part) for part in re.split(r"[，；、]", body)):
        return "figure"
    return "clause"
