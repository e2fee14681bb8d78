"""The nouns of this room: where a contradiction stands, and what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Weight = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """An address in a facts file: section in reading order (-1 the opening), fact; None where there is none.

    A place without section is the title and its neighbours; one without fact is a heading.
    """

    section: int | None = None
    fact: int | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that do not fit each other.

    Attributes:
        check: number of the check, K01–K24, D01 for a fact said twice.
        weight: ``error`` when it cannot be right, ``warning`` when a person should look.
        message: one Chinese sentence with the arithmetic shown.
        places: one or two.
    """

    check: str
    weight: Weight
    message: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a ledger does not say about a document.

    Attributes:
        plans: sections that speak of what is to come.
        children: number of sections directly below, by section.
    """

    plans: frozenset[int] = frozenset()
    children: Mapping[int, int] = field(default_factory=dict)
