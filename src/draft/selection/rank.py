"""A section and the style examples → the examples in the order of their fitness, each with its reasons.

Deterministic: the order of the given examples has no influence, ties go by name. Wording is compared by
BM25 over character bigrams without digits; no segmenter, no embedding, no network.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop
from itertools import takewhile
from operator import add
from types import MappingProxyType

from draft.document import StyleExample
from draft.numbers import Quantity, find_quantities
from draft.selection.domains import guess_domain
from draft.selection.tokens import estimate_tokens

Reader = Callable[[str], Iterable[Quantity]]
_Kinship = tuple[int, float, float, float, float, float]
"""Place of an example, and the parts of its score that do not hang on wording."""

_WORDS = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+")
_KINSHIPS_KEPT = 128
_FULL = "名额已满"
_K1, _B = 1.2, 0.75  # the usual constants of BM25; a change needs a measurement
_UNCOUNTED = frozenset({"idiom", "identifier", "placeholder", "date", "time"})

# What may serve a role, best first: 1 for the type itself, less for its kin.
_FITNESS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "导语": MappingProxyType({"T1": 1.0}),
        "工作成效": MappingProxyType({"T3": 1.0, "T3a": 0.9, "T3b": 0.8, "T3c": 0.8, "T4": 0.7, "T5": 0.6}),
        "存在问题": MappingProxyType({"T6": 1.0}),
        "下一步打算": MappingProxyType({"T7a": 1.0, "T7": 0.6}),
        "其他": MappingProxyType({"T5": 1.0, "T3": 0.8, "T3a": 0.7, "T4": 0.6}),
    }
)
_LOW, _HIGH = 9.5, 19.5  # quantities per 1,000 characters, half-way between the 4, 15 and 24 of the genre
EXPANSION = 1.5
"""Characters of prose per character of fact, the mean of the shipped examples."""

_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"类型": 3.0, "领域": 3.0, "用词": 3.0, "密度": 1.0, "篇幅": 1.0, "文种": 0.5}
)
_LEVELS = ("low", "middle", "high")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a section looks like to the ranking.

    Attributes:
        density: ``low``, ``middle``, ``high``; empty to be measured on the facts.
        office: title and issuer of the document, which tell the field of a section that does not.
    """

    role: str
    heading: str
    facts: tuple[str, ...]
    document: str = "工作总结"
    density: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One example with its score; `parts` add up to it."""

    example: StyleExample
    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return _add([value for _, value in self.parts])

    def explain(self) -> str:
        """Return the score and its parts in Chinese."""
        return f"{self.score:.2f}＝" + "＋".join(f"{name}{value:.2f}" for name, value in self.parts)


@dataclass(frozen=True, slots=True)
class Choice:
    """The examples taken, and those passed over with the reason."""

    taken: tuple[Ranked, ...]
    passed: tuple[tuple[Ranked, str], ...]


def measure_density(texts: Sequence[str], *, expansion: float = 1.0, read: Reader = find_quantities) -> str:
    """Return ``low``, ``middle`` or ``high`` by the quantities per 1,000 characters of `texts`.

    Args:
        read: text → its quantities; somebody may have read the texts already.
    """
    length = sum(len(text) for text in texts) * expansion
    count = sum(1 for text in texts for q in read(text) if q.kind not in _UNCOUNTED)
    rate = 1000 * count / length if length else 0.0
    return "low" if rate < _LOW else "middle" if rate < _HIGH else "high"


class Selector:
    """Ranks a fixed set of style examples; everything that does not depend on the section is counted once."""

    def __init__(self, examples: Iterable[StyleExample]) -> None:
        self._examples = tuple(sorted(examples, key=lambda e: e.name))
        self._kinships: dict[tuple[str, str, str, int, str], list[_Kinship]] = {}
        self._wording = _Wording([Counter(_list_bigrams((e.heading, *e.facts))) for e in self._examples])
        self._costs = {
            e.name: estimate_tokens("".join((e.heading, *e.facts, e.prose))) for e in self._examples
        }

    def rank(self, wanted: Wanted) -> tuple[Ranked, ...]:
        """Return the examples that can serve the role, fittest first."""
        return tuple(self._rank(wanted))

    def _rank(self, wanted: Wanted) -> Iterator[Ranked]:
        domain = guess_domain(wanted.heading, "".join(wanted.facts), wanted.office)
        density = wanted.density or measure_density(wanted.facts, expansion=EXPANSION)
        alike = self._compare_kind(wanted.role, domain, density, len(wanted.facts), wanted.document)
        wording = self._wording.compare((wanted.heading, *wanted.facts))
        top = max([wording[one[0]] for one in alike], default=0.0) or 1.0
        weight = _WEIGHTS["用词"]
        scored = [
            # added in the order of the parts, as _add does
            (-(kind + field + round(weight * (wording[place] / top), 4) + level + size + document), order)
            for order, (place, kind, field, level, size, document) in enumerate(alike)
        ]
        heapify(scored)  # few are looked at; those alike come in the order of their names
        while scored:
            place, kind, field, *rest = alike[heappop(scored)[1]]
            parts = kind, field, round(weight * (wording[place] / top), 4), *rest
            yield Ranked(self._examples[place], tuple(zip(_WEIGHTS, parts, strict=True)))

    def _compare_kind(
        self, role: str, domain: str, density: str, facts: int, document: str
    ) -> list[_Kinship]:
        """Return for each example that can serve the role what all but its wording adds to its score."""
        asked = (role, domain, density, facts, document)
        if asked not in self._kinships:
            fitness = _FITNESS.get(role, _FITNESS["工作成效"])
            level = _LEVELS.index(density)
            if len(self._kinships) >= _KINSHIPS_KEPT:
                self._kinships.clear()
            self._kinships[asked] = [
                (
                    place,
                    _weigh("类型", fitness[one.section_type]),
                    _weigh("领域", _domain_share(domain, one.domain)),
                    _weigh("密度", 1 - abs(level - _LEVELS.index(one.density)) / 2),
                    _weigh("篇幅", _length_share(facts, len(one.facts))),
                    _weigh("文种", float(document == one.document)),
                )
                for place, one in enumerate(self._examples)
                if one.section_type in fitness
            ]
        return self._kinships[asked]

    def choose(self, wanted: Wanted, *, count: int, budget: int) -> Choice:
        """Return at most `count` examples that together stay within `budget` estimated tokens."""
        judged = list(self._judge(wanted, count=count, budget=budget))
        return Choice(
            tuple(ranked for ranked, reason in judged if not reason),
            tuple((ranked, reason) for ranked, reason in judged if reason),
        )

    def take(self, wanted: Wanted, *, count: int, budget: int) -> tuple[Ranked, ...]:
        """Return the examples that `choose` takes; those behind the last one are not looked at."""
        judged = takewhile(lambda found: found[1] != _FULL, self._judge(wanted, count=count, budget=budget))
        return tuple(ranked for ranked, reason in judged if not reason)

    def _judge(self, wanted: Wanted, *, count: int, budget: int) -> Iterator[tuple[Ranked, str]]:
        """Yield each example, fittest first, and why it is passed over; empty for one that is taken."""
        taken: list[Ranked] = []
        left = budget
        for ranked in self._rank(wanted):
            cost = self._costs[ranked.example.name]
            if len(taken) >= count:
                yield ranked, _FULL
            elif _is_enumerated(ranked) and any(map(_is_enumerated, taken)):
                yield ranked, "“一是……二是……”的样例已选一个，句式宜有变化"
            elif cost > left:
                yield ranked, f"约需{cost}个词元，预算只剩{left}个"
            else:
                taken.append(ranked)
                left -= cost
                yield ranked, ""


class _Wording:
    """How well the wording of each of some texts fits a query, by BM25; counted before the query comes.

    Args:
        grams: the pairs of characters of each text.
    """

    def __init__(self, grams: Sequence[Counter[str]]) -> None:
        total, mean = len(grams), sum(g.total() for g in grams) / len(grams) if grams else 0.0
        holders = Counter(gram for counts in grams for gram in counts)
        self._texts = total
        self._gains: dict[str, list[tuple[int, float]]] = {}
        for place, counts in enumerate(grams):
            norm = _K1 * (1 - _B + _B * counts.total() / mean) if mean else _K1
            for gram, count in counts.items():
                held = holders[gram]
                weight = math.log(1 + (total - held + 0.5) / (held + 0.5)) * (_K1 + 1)
                self._gains.setdefault(gram, []).append((place, weight * count / (count + norm)))

    def compare(self, texts: Iterable[str]) -> list[float]:
        """Return for each text how well it fits the query `texts`; no pair counts twice in a query."""
        found = [0.0] * self._texts
        shared = self._gains.keys() & _list_bigrams(texts)
        for gram in sorted(shared):  # in one order, as sums of floats depend on it
            for place, gain in self._gains[gram]:
                found[place] += gain
        return found


def _weigh(name: str, share: float) -> float:
    """Return what a share adds to a score."""
    return round(_WEIGHTS[name] * share, 4)


def _add(parts: Sequence[float]) -> float:
    """Return the sum from left to right; `sum` adds otherwise from Python 3.12 on, and ties hang on it."""
    total = 0.0
    for part in parts:
        total += part
    return total


def _is_enumerated(ranked: Ranked) -> bool:
    return ranked.example.prose.startswith("一是")


def _list_bigrams(texts: Iterable[str]) -> Iterator[str]:
    """Yield each pair of neighbouring characters; digits and punctuation cut the text."""
    for text in texts:
        for run in _WORDS.findall(text):
            yield from map(add, run, run[1:]) if len(run) > 1 else run


def _domain_share(wanted: str, offered: str) -> float:
    if not wanted or not offered:
        return 0.0
    if wanted == offered:
        return 1.0
    return 0.3 if wanted[0] == offered[0] == "H" else 0.0


def _length_share(wanted: int, offered: int) -> float:
    return min(wanted, offered) / max(wanted, offered, 1)
