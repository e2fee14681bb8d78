"""What equal values leave over on both sides, paired with its nearest miss."""

from collections import defaultdict
from collections.abc import Callable, Collection
from fractions import Fraction

from draft.fidelity.alignment import Alignment, Pair
from draft.fidelity.equivalence import key_of, scalar
from draft.fidelity.mentions import is_attributive
from draft.fidelity.near import Miss, explain_miss
from draft.fidelity.restatements import significant

_WEAK_MISS = 0.52
_WEAK_FIT = 0.1
_SURE, _CLEAR, _CLEAR_MISS = 0.85, 0.6, 0.45
# Above this size only likely candidates are weighed, so that time grows with length.
_FEW = 60
_AT_HOME = 0.15


class Leftovers:
    """Pairs the leftovers of one alignment; `carrier` and `used` are filled in further."""

    def __init__(
        self,
        result: Alignment,
        carrier: dict[int, int],
        used: dict[int, int],
        score: Callable[[int, int], float],
    ) -> None:
        """Take the state of the matching of equal values; `score` weighs a pair."""
        self.result, self.required, self.written = result, result.required, result.written
        self.carrier, self.used, self.score = carrier, used, score

    def match(self, licensed: Collection[int], optional: Collection[int]) -> None:
        """Pair what is left on both sides, nearest miss first."""
        open_required = [r for r in range(len(self.required)) if r not in self.carrier and r not in optional]
        if not open_required:
            return
        free = [w for w in range(len(self.written)) if w not in self.used and w not in licensed]
        free += [w for w in self.result.repeats if not is_attributive(self.written[w].quantity)]
        free = [w for w in free if not self._is_total(w, open_required)]
        scored = self._weigh(free, open_required)
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

    def _weigh(self, free: list[int], open_required: list[int]) -> list[tuple[float, int, int, Miss]]:
        homes = self._homes()
        scored: list[tuple[float, int, int, Miss]] = []
        for w in free:
            for r in self._candidates(w, open_required):
                miss = explain_miss(self.required[r].quantity, self.written[w].quantity)
                if miss is None:
                    continue
                at_home = self.written[w].sentence in homes.get(self.required[r].place, ())
                near = self.result.fit(r, w) > _WEAK_FIT or miss.nearness >= _SURE
                if not near and not at_home:
                    continue
                total = self._total(r, w, miss) + (_AT_HOME if at_home else 0.0)
                if total >= (_WEAK_MISS if miss.nearness < _CLEAR else _CLEAR_MISS):
                    scored.append((total, r, w, miss))
        return scored

    def _total(self, r: int, w: int, miss: Miss) -> float:
        total = miss.nearness * 0.6 + min(1.0, self.score(r, w)) * 0.8
        if w in self.result.repeats:
            rival = self.result.fit(self.result.repeats[w], w)
            total -= max(0.0, rival - self.result.fit(r, w)) + 0.05
        return total

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

    def _homes(self) -> dict[int, set[tuple[int, int]]]:
        """Return fact → the sentences where its other quantities went."""
        homes: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for r, w in self.carrier.items():
            homes[self.required[r].place].add(self.written[w].sentence)
        return homes
