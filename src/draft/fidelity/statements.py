"""Facts told without a figure beside them: their clauses are found again and their frame words compared.

In: the clauses of a fact that carry no quantity of their own. Out: words that took another's place.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draft.fidelity.finding import Finding
from draft.fidelity.terms import Contrast, Terms

_CLAUSE = re.compile(r"[^，；：。！？\n]+")
_HAN = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]+")
_LIKE = 0.45
_MANY = 40
_KINDS = frozenset({"status", "negation", "identifier", "date", "rank", "scope", "basis"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause and its character pairs."""

    start: int
    end: int
    pairs: frozenset[str]


def split_clauses(text: str) -> list[Clause]:
    """Return the clauses of `text`, cut at each mark but 、."""
    return [Clause(m.start(), m.end(), _pairs(m.group())) for m in _CLAUSE.finditer(text)]


class ClauseIndex:
    """Finds the clause of a prose that says what a clause of the facts says."""

    def __init__(self, prose: str) -> None:
        """Index the clauses by character pair."""
        self.clauses = split_clauses(prose)
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, clause in enumerate(self.clauses):
            for pair in clause.pairs:
                self._where[pair].append(number)

    def closest(self, clause: Clause) -> Clause | None:
        """Return the prose clause that shares most pairs, None when none shares enough."""
        scores: dict[int, int] = defaultdict(int)
        for pair in clause.pairs:
            where = self._where.get(pair, ())
            if len(where) <= _MANY:
                for number in where:
                    scores[number] += 1
        if not scores:
            return None
        best = max(scores, key=lambda number: (scores[number], -len(self.clauses[number].pairs), -number))
        return self.clauses[best] if scores[best] >= _LIKE * len(clause.pairs) else None


def compare_statements(
    fact: Terms,
    clause: Clause,
    prose: Terms,
    told: Clause,
    groups: Sequence[Contrast],
    licensed: dict[int, set[str]],
) -> Iterator[Finding]:
    """Yield the frame words of `told` that took the place of those of `clause`."""
    near = fact.classes(clause.start, clause.end)
    found = prose.classes(told.start, told.end)
    for index in sorted(index for index in near if index in found and index < len(groups)):
        group = groups[index]
        foreign = found[index] - licensed.get(index, set())
        if group.kind in _KINDS and foreign and not near[index] & found[index]:
            yield Finding(group.kind, min(near[index]), min(foreign))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(word[i : i + 2] for word in _HAN.findall(text) for i in range(len(word) - 1))
