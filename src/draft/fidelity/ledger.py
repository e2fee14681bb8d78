"""The ledger: the quantities that the facts require, each with its address."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from draft.numbers import Quantity, find_quantities

OPENING = -1
"""Section index of the facts of the 导语."""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one section, as the checker sees them.

    Attributes:
        section: index in reading order over all sections, nested ones included; OPENING for the 导语.
        heading: licenses its own numbers in the prose.
        facts: the texts, in order.
        statuses: per fact 完成, 在办, 拟 or None; empty when nobody declared any.
        role: of the section, e.g. 存在问题 or 下一步打算, each written in its own mood; empty where unknown.
    """

    section: int
    heading: str
    facts: tuple[str, ...]
    statuses: tuple[str | None, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What else in a facts file licenses a number."""

    title: str = ""
    issuer: str = ""
    recipient: str = ""
    period: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact, read once.

    Attributes:
        known: what a check has made of it, kept for the next one: empty before the first.
    """

    section: int
    fact: int
    text: str
    status: str | None
    quantities: tuple[Quantity, ...]
    known: list[object] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All facts of a document and what licenses further numbers."""

    groups: tuple[FactGroup, ...]
    entries: tuple[Entry, ...]
    metadata: Metadata


@lru_cache(maxsize=2048)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a short text, a fact or a heading, which is asked for again and again."""
    return find_quantities(text)


def build_ledger(groups: Sequence[FactGroup], metadata: Metadata | None = None) -> Ledger:
    """Return the ledger of `groups`; reads each fact once."""
    entries = tuple(
        Entry(
            group.section,
            index,
            text,
            group.statuses[index] if group.statuses else None,
            read_quantities(text),
        )
        for group in groups
        for index, text in enumerate(group.facts)
    )
    return Ledger(tuple(groups), entries, metadata or Metadata())
