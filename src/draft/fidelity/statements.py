"""Facts told without a figure beside them: their clauses are found again and their frame words compared.

In: the clauses of a fact that carry no quantity of their own. Out: words that took another's place.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from draft.fidelity.finding import Finding
from draft.fidelity.terms import Contrast, Terms
from draft.numbers.patterns import Pattern

_CLAUSE = Pattern(r"[^，；：。！？\n]+")
_HAN = Pattern(r"[\u4e00-\u9fff0-9A-Za-z]+")
_LIKE = 0.45
_MANY, _FEW = 40, 4
_KINDS = frozenset({"status", "negation", "identifier", "date", "rank", "scope", "basis", "direction"})


Span = tuple[int, int]


@lru_cache(maxsize=1024)
def clauses_of(fact: str) -> tuple[Span, ...]:
    """Return the clauses of a fact, cut at each mark but 、; they are asked for at every check."""
    return tuple(match.span() for match in _CLAUSE.finditer(fact))


class ClauseIndex:
    """Finds the clause of a prose that says what a clause of the facts says."""

    def __init__(self, prose: str) -> None:
        """Remember the prose; its clauses are indexed by character pair when first asked for."""
        self._prose = prose
        self._clauses: list[Span] = []
        self._sizes: list[int] = []
        self._where: dict[str, list[int]] = defaultdict(list)

    def _index(self) -> None:
        for number, match in enumerate(_CLAUSE.finditer(self._prose)):
            pairs = _pairs(match.group())
            self._clauses.append(match.span())
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._where[pair].append(number)

    def closest(self, clause: str, *, part: bool = False) -> Span | None:
        """Return the prose clause that shares most pairs, None when none shares enough.

        Args:
            part: it is enough that the prose clause says a part of `clause`: 可研已获批 of a longer name's.
        """
        if not self._clauses:
            self._index()
        scores: dict[int, int] = defaultdict(int)
        pairs = _pairs(clause)
        for pair in pairs:
            where = self._where.get(pair, ())
            if len(where) <= _MANY:
                for number in where:
                    scores[number] += 1
        if not scores:
            return None
        best = max(scores, key=lambda number: (scores[number], -self._sizes[number], -number))
        wanted = min(len(pairs), self._sizes[best]) if part and scores[best] >= _FEW else len(pairs)
        return self._clauses[best] if scores[best] >= _LIKE * wanted else None


def compare_statements(
    fact: Terms,
    clause: Span,
    prose: Terms,
    told: Span,
    groups: Sequence[Contrast],
    licensed: dict[int, set[str]],
) -> Iterator[Finding]:
    """Yield the frame words of `told` that took the place of those of `clause`."""
    near = fact.classes(*clause)
    found = prose.classes(*told)
    for index in sorted(index for index in near if index in found and index < len(groups)):
        group = groups[index]
        foreign = found[index] - licensed.get(index, set())
        if group.kind in _KINDS and foreign and not near[index] & found[index]:
            yield Finding(group.kind, min(near[index]), min(foreign))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(word[i : i + 2] for word in _HAN.findall(text) for i in range(len(word) - 1))
