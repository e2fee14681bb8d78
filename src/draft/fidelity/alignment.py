"""Which written quantity carries which required one.

First by equal value, by the best fit of the words around; then what is left over is paired with its nearest
miss. Dates, names and age bands may be said once for several facts; counts need a carrier each, unless the
prose merges them openly (各, 均) or two facts state the same quantity of the same owner.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from draft.fidelity.binding import Fitness, add_features
from draft.fidelity.equivalence import Key, dates_agree, is_month_end, key_of, same_number, scalar
from draft.fidelity.mentions import Mention, is_attributive
from draft.fidelity.near import Miss, explain_miss
from draft.fidelity.restatements import bucket, growth_factor, owner_likeness, significant
from draft.fidelity.unit_classes import loosely_same_unit
from draft.numbers import Quantity

_MERGE = re.compile(r"均|各|都|皆|同为|也|同样|一样|并|全部|悉数|逐一|全数|每")
_SAME_SECTION = 0.12
_SAME_SENTENCE = 0.1
_SAME_OWNER = 0.5
_WEAK_MISS = 0.52
_WEAK_FIT = 0.1
_SURE, _CLEAR, _CLEAR_MISS, _HARDLY = 0.85, 0.6, 0.45, 0.05
# Above these sizes only likely candidates are weighed, so that time grows with length.
_BLOCK, _FEW, _LIKELY, _BESIDE = 400, 60, 8, 4
RESTATED = "倍数与增幅的等值改写"
OTHER_MEASURE_WORD = "量词不同，所指相同"
MONTH_END = "月底即当月最后一天"
MERGED = "合并"


Concepts = Callable[[Mention], Iterable[str]]


@dataclass(slots=True)
class Pair:
    """A required quantity and its carrier; `level` is E0, E1 or the mistake that parts them."""

    required: int
    written: int
    fit: float
    miss: Miss | None = None
    note: str = ""


@dataclass(slots=True)
class Alignment:
    """The outcome.

    Attributes:
        pairs: one per carried required quantity.
        repeats: written quantities that state a required value once more: written → required.
        misses: required ones whose carrier states something else.
        missing: required ones without any carrier.
        spare: written ones that nothing in the facts explains.
        fits: written → required → fit of the surroundings.
        carried: required → written, of `pairs`.
    """

    required: Sequence[Mention]
    written: Sequence[Mention]
    pairs: list[Pair] = field(default_factory=list)
    repeats: dict[int, int] = field(default_factory=dict)
    misses: list[Pair] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    spare: list[int] = field(default_factory=list)
    fits: list[dict[int, float]] = field(default_factory=list)
    carried: dict[int, int] = field(default_factory=dict)

    def fit(self, required: int, written: int) -> float:
        """Return how well the words around both agree, 0..1."""
        return self.fits[written].get(required, 0.0)


def align(
    required: Sequence[Mention],
    written: Sequence[Mention],
    licensed: Collection[int],
    optional: Collection[int],
    concepts: tuple[Concepts, Concepts],
) -> Alignment:
    """Return the pairs, the misses and what is left over on both sides.

    Args:
        licensed: written quantities that the metadata allow; they are nobody's wrong carrier.
        optional: required ones that may be missing; they are nobody's wrong original.
        concepts: name the classes that the own words of a required and of a written mention belong to.
    """
    add_features(required, concepts[0])
    add_features(written, concepts[1])
    fitness = Fitness(required)
    result = Alignment(required, written, fits=[fitness.of(mention) for mention in written])
    _Matcher(result, licensed, optional).run()
    return result


class _Matcher:
    """Carries the state of one alignment."""

    def __init__(self, result: Alignment, licensed: Collection[int], optional: Collection[int]) -> None:
        self.licensed, self.optional = licensed, optional
        self.result = result
        self.required, self.written = result.required, result.written
        self.carrier: dict[int, int] = {}
        self.used: dict[int, int] = {}

    def run(self) -> None:
        self._match_equal()
        self._match_restated()
        self._share_carriers()
        self._match_misses()
        self._collect()

    def score(self, r: int, w: int) -> float:
        """Return the fit with a little weight for the same section and the same qualifier."""
        required, written = self.required[r], self.written[w]
        total = self.result.fit(r, w)
        if required.section is not None and required.section == written.section:
            total += _SAME_SECTION
        if required.quantity.qualifier == written.quantity.qualifier:
            total += 0.05
        return total - (0.1 if written.heading else 0.0)

    def _match_equal(self) -> None:
        by_key: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index, mention in enumerate(self.required):
            by_key[bucket(mention.quantity)][0].append(index)
        for index, mention in enumerate(self.written):
            by_key[bucket(mention.quantity)][1].append(index)
        for lefts, rights in by_key.values():
            if lefts and rights:
                self._assign(lefts, rights)

    def _assign(self, lefts: list[int], rights: list[int]) -> None:
        if len(lefts) == 1 and len(rights) == 1:
            if same_number(self.required[lefts[0]].quantity, self.written[rights[0]].quantity):
                self._link(lefts[0], rights[0])
            return
        scored = [
            (self.score(r, w), -w, r)
            for r, w in self._pairs_of(lefts, rights)
            if same_number(self.required[r].quantity, self.written[w].quantity)
        ]
        scored.sort(key=lambda item: (-item[0], item[2], -item[1]))
        scored = self._improve_order(scored, lefts, rights)
        for _, minus_w, r in scored:
            if r not in self.carrier and -minus_w not in self.used:
                self._link(r, -minus_w)
        for _, minus_w, r in scored:
            if -minus_w not in self.used:
                # Once more the same value: a repetition, or the number put on a second owner.
                self.used[-minus_w] = r
                self.result.repeats[-minus_w] = r

    def _pairs_of(self, lefts: list[int], rights: list[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs worth weighing: all of a small block, likely and close ones of a large one."""
        if len(lefts) * len(rights) <= _BLOCK:
            yield from product(lefts, rights)
            return
        inside = set(lefts)
        for place, w in enumerate(rights):
            fits = self.result.fits[w]
            likely = sorted((r for r in fits if r in inside), key=lambda r: (-fits[r], r))[:_LIKELY]
            at = place * len(lefts) // len(rights)
            yield from ((r, w) for r in dict.fromkeys([*likely, *lefts[max(0, at - _BESIDE) : at + _BESIDE]]))

    def _improve_order(
        self, scored: list[tuple[float, int, int]], lefts: list[int], rights: list[int]
    ) -> list[tuple[float, int, int]]:
        """Put first the choices whose second best is much worse (regret), for small blocks."""
        if len(lefts) * len(rights) > _BLOCK:
            return scored
        best: dict[int, list[float]] = defaultdict(list)
        for score, _, r in scored:
            best[r].append(score)
        regret = {r: scores[0] - (scores[1] if len(scores) > 1 else 0.0) for r, scores in best.items()}
        return sorted(
            scored, key=lambda item: (-(item[0] + 0.5 * regret[item[2]]), -item[0], item[2], -item[1])
        )

    def _match_restated(self) -> None:
        """Link E1 restatements: 翻一番 = 2倍 = 增长100%."""
        growth = {
            index: value
            for index, mention in enumerate(self.written)
            if index not in self.used and (value := growth_factor(mention)) is not None
        }
        for r, mention in enumerate(self.required):
            wanted = growth_factor(mention) if r not in self.carrier else None
            if wanted is None:
                continue
            equal = [w for w, value in growth.items() if value == wanted and w not in self.used]
            if equal:
                best = max(equal, key=lambda w: (self.score(r, w), -w))
                self._link(r, best)
                self.result.pairs[-1].note = RESTATED
        self._match_split_ranges()
        self._match_alike(
            "money", lambda a, b: a.value == b.value and loosely_same_unit(a.unit, b.unit), OTHER_MEASURE_WORD
        )
        self._match_alike(
            "count", lambda a, b: a.value == b.value and loosely_same_unit(a.unit, b.unit), OTHER_MEASURE_WORD
        )
        self._match_alike("date", is_month_end, MONTH_END)
        self._match_alike("", lambda a, b: a.text == b.text, "")

    def _match_split_ranges(self) -> None:
        """Link 3月15日至5月31日 to 自3月15日起至5月31日, told as two dates."""
        dates = [w for w, m in enumerate(self.written) if m.quantity.kind == "date" and m.quantity.norm]
        for r, mention in enumerate(self.required):
            ends = (mention.quantity.norm or "").split("..")
            if r in self.carrier or len(ends) == 1 or mention.quantity.value is not None:
                continue
            said = [
                next((w for w in dates if dates_agree(end, self.written[w].quantity.norm or "")), None)
                for end in ends
            ]
            if None not in said and said[0] is not None and said[-1] is not None:
                self._link(r, said[0])
                self.used.setdefault(said[-1], r)

    def _match_alike(self, kind: str, alike: Callable[[Quantity, Quantity], bool], note: str) -> None:
        """Link what is left on both sides and says the same by `alike`; `kind` empty for every kind."""
        free = [
            w
            for w, mention in enumerate(self.written)
            if w not in self.used and kind in ("", mention.quantity.kind)
        ]
        for r, mention in enumerate(self.required):
            if not free or r in self.carrier or kind not in ("", mention.quantity.kind):
                continue
            equal = [
                w
                for w in free
                if w not in self.used
                and alike(mention.quantity, self.written[w].quantity)
                and (kind != "count" or self.result.fit(r, w) > _WEAK_FIT)
            ]
            if equal:
                self._link(r, max(equal, key=lambda w: (self.score(r, w), -w)))
                self.result.pairs[-1].note = note

    def _share_carriers(self) -> None:
        linked: dict[Key, list[int]] = defaultdict(list)
        for r, w in list(self.carrier.items()):
            linked[bucket(self.required[r].quantity)].append(w)
        for r, mention in enumerate(self.required):
            if r in self.carrier:
                continue
            candidates = [
                w
                for w in linked.get(bucket(mention.quantity), ())
                if same_number(mention.quantity, self.written[w].quantity) and self._may_share(r, w)
            ]
            if candidates:
                best = max(candidates, key=lambda w: (self.score(r, w), -w))
                self.carrier[r] = best
                self.result.pairs.append(Pair(r, best, self.result.fit(r, best), note=MERGED))

    def _may_share(self, r: int, w: int) -> bool:
        mention, carrier = self.required[r], self.written[w]
        if is_attributive(mention.quantity):
            return True
        other = self.required[self.used[w]]
        if other.place == mention.place or self._is_near(r, w):
            text = carrier.source[
                max(carrier.sentence[0], carrier.quantity.start - 24) : carrier.quantity.end + 6
            ]
            if _MERGE.search(text) and self._owner_is_there(mention, carrier):
                return True
        return owner_likeness(mention, other) >= _SAME_OWNER and other.place != mention.place

    def _is_near(self, r: int, w: int) -> bool:
        return self.result.fit(r, w) > _HARDLY

    def _owner_is_there(self, mention: Mention, carrier: Mention) -> bool:
        words = {f for f in mention.features if len(f) > 1 and mention.features[f] >= 1.0}
        text = carrier.sentence_text
        return not words or any(word in text for word in words)

    def _match_misses(self) -> None:
        """Pair what is left on both sides, nearest miss first."""
        open_required = [
            r for r in range(len(self.required)) if r not in self.carrier and r not in self.optional
        ]
        free = [w for w in range(len(self.written)) if w not in self.used and w not in self.licensed]
        free += [w for w in self.result.repeats if not is_attributive(self.written[w].quantity)]
        free = [w for w in free if not self._is_total(w, open_required)]
        homes = self._homes()
        scored: list[tuple[float, int, int, Miss]] = []
        for w in free:
            for r in self._candidates(w, open_required):
                miss = self._miss(r, w)
                if miss is None:
                    continue
                near = self.result.fit(r, w) > _WEAK_FIT or miss.nearness >= _SURE
                if not near and self.written[w].sentence not in homes.get(self.required[r].place, ()):
                    continue
                home = 0.15 if self.written[w].sentence in homes.get(self.required[r].place, ()) else 0.0
                total = miss.nearness * 0.6 + min(1.0, self.score(r, w)) * 0.8 + home
                if w in self.result.repeats:
                    rival = self.result.fit(self.result.repeats[w], w)
                    total -= max(0.0, rival - self.result.fit(r, w)) + 0.05
                if total >= (_WEAK_MISS if miss.nearness < _CLEAR else _CLEAR_MISS):
                    scored.append((total, r, w, miss))
        scored.sort(key=lambda item: (-item[0], item[1], item[2]))
        taken: set[int] = set()
        for _, r, w, miss in scored:
            if r in self.carrier or w in taken:
                continue
            self.carrier[r] = w
            taken.add(w)
            copied = self.result.repeats.pop(w, None) is not None
            self.used.setdefault(w, r)
            kind = "misattached" if copied else miss.kind
            self.result.misses.append(Pair(r, w, self.result.fit(r, w), Miss(kind, miss.nearness)))

    def _is_total(self, w: int, open_required: list[int]) -> bool:
        """Return whether a written number is the sum of what one fact misses: computed, not mistyped."""
        total = scalar(self.written[w].quantity)
        dimension = key_of(self.written[w].quantity).dimension
        parts: dict[int, list[Fraction]] = defaultdict(list)
        for r in open_required if total else ():
            value = scalar(self.required[r].quantity)
            if value is not None and key_of(self.required[r].quantity).dimension == dimension:
                parts[self.required[r].place].append(value)
        return any(len(values) > 1 and sum(values) == total for values in parts.values())

    def _candidates(self, w: int, open_required: list[int]) -> list[int]:
        if len(open_required) <= _FEW:
            return open_required
        fits = self.result.fits[w]
        digits = significant(self.written[w].quantity)
        return [r for r in open_required if r in fits or significant(self.required[r].quantity) == digits]

    def _miss(self, r: int, w: int) -> Miss | None:
        return explain_miss(self.required[r].quantity, self.written[w].quantity)

    def _homes(self) -> dict[int, set[tuple[int, int]]]:
        """Return fact → the sentences where its other quantities went."""
        homes: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for r, w in self.carrier.items():
            homes[self.required[r].place].add(self.written[w].sentence)
        return homes

    def _link(self, r: int, w: int) -> None:
        self.carrier[r] = w
        self.used[w] = r
        self.result.pairs.append(Pair(r, w, self.result.fit(r, w)))

    def _collect(self) -> None:
        self.result.pairs.sort(key=lambda pair: pair.required)
        self.result.carried = {pair.required: pair.written for pair in self.result.pairs}
        self.result.misses.sort(key=lambda pair: pair.required)
        self.result.missing = [r for r in range(len(self.required)) if r not in self.carrier]
        self.result.spare = [w for w in range(len(self.written)) if w not in self.used]
