"""Which written quantity carries which required one.

First by equal value, by the best fit of the words around; then what is left over is paired with its nearest
miss. Dates, names and age bands may be said once for several facts; counts need a carrier each, unless the
prose merges them openly (各, 均) or two facts state the same quantity of the same owner.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import product

from draft.fidelity.alignment import (
    MERGED,
    MONTH_END,
    OTHER_MEASURE_WORD,
    RESTATED,
    UNIT_GIVEN,
    Alignment,
    Pair,
)
from draft.fidelity.equivalence import Key, dates_agree, is_month_end, same_number
from draft.fidelity.known import KnownFacts
from draft.fidelity.leftovers import Leftovers
from draft.fidelity.mentions import Mention, is_attributive
from draft.fidelity.restatements import bucket, growth_factor, owner_likeness
from draft.fidelity.unit_classes import loosely_same_unit
from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_MERGE = Pattern(r"均|各|都|双双|皆|同为|也|同样|一样|并|全部|悉数|逐一|全数|每")
_TOTAL = Pattern(r"(?:(?<![公党])共(?![青享建同])|合计|总计)[^，。；、各均每\d]{0,4}$")
_ALL = Pattern(r"全部|悉数|全数|均已")
# 万 and 亿 alone, and nouns that are counted in 元.
_MYRIADS = frozenset("万亿")
# What a unit of weight names besides: 吨标准煤.
_WEIGHED = ("标准煤", "标煤")
_MONEY = Pattern(r"[资奖基补税罚]金|[投融]资|[收支]|补[贴助]|罚没|[税费]|[金余额]额|贷款|产值|款")
_SAME_SECTION = 0.12
# What another section's fact must fit better to take a number from those asked for.
_OTHER_SECTION = 0.3
_SAME_OWNER = 0.5
_WEAK_FIT = 0.1
_HARDLY = 0.05
# Above these sizes only likely candidates are weighed, so that time grows with length.
_BLOCK, _LIKELY, _BESIDE = 400, 8, 4


def align(
    known: KnownFacts,
    written: Sequence[Mention],
    licensed: Collection[int],
    optional: Collection[int],
) -> Alignment:
    """Return the pairs, the misses and what is left over on both sides.

    Args:
        licensed: written quantities that the metadata allow; they are nobody's wrong carrier.
        optional: required ones that may be missing; they are nobody's wrong original.
    """
    result = Alignment(known.required, written, fits=[known.fitness.of(mention) for mention in written])
    _Matcher(result, known.by_key, licensed, optional).run()
    return result


class _Matcher:
    """Carries the state of one alignment."""

    def __init__(
        self,
        result: Alignment,
        by_key: Mapping[Key, list[int]],
        licensed: Collection[int],
        optional: Collection[int],
    ) -> None:
        self.by_key, self.licensed, self.optional = by_key, licensed, optional
        self.result = result
        self.required, self.written = result.required, result.written
        self.carrier: dict[int, int] = {}
        self.used: dict[int, int] = {}

    def run(self) -> None:
        self._match_equal()
        self._match_restated()
        self._share_carriers()
        Leftovers(self.result, self.carrier, self.used, self.score).match(self.licensed, self.optional)
        self._collect()

    def score(self, r: int, w: int) -> float:
        """Return the fit with a little weight for the same section and the same qualifier."""
        required, written = self.required[r], self.written[w]
        total = self.result.fit(r, w)
        if required.section is not None and required.section == written.section:
            total += _SAME_SECTION
        if required.quantity.qualifier == written.quantity.qualifier:
            total += 0.05
        if r in self.optional:
            total -= _OTHER_SECTION
        return total - (0.1 if written.heading else 0.0)

    def _match_equal(self) -> None:
        by_key: dict[Key, list[int]] = defaultdict(list)
        for index, mention in enumerate(self.written):
            by_key[bucket(mention.quantity)].append(index)
        for key, rights in by_key.items():
            lefts = self.by_key.get(key)
            if lefts:
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
        for r, mention in enumerate(self.required) if growth else ():
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
        self._match_completed()
        self._match_named_units()
        self._match_alike("date", is_month_end, MONTH_END)
        self._match_alike("", lambda a, b: a.text == b.text, "")

    def _match_completed(self) -> None:
        """Link 补助资金675万 to 675万元, 年流通人次83万 to 83万人次: the noun or the total says the unit."""
        bare = [
            r
            for r, m in enumerate(self.required)
            if r not in self.carrier and m.quantity.unit is None and m.quantity.text[-1] in _MYRIADS
        ]
        for r in bare:
            value = self.required[r].quantity.value
            for w, mention in enumerate(self.written):
                told = mention.quantity
                if w in self.used or told.value != value or not self._completes(r, told):
                    continue
                self._link(r, w)
                self.result.pairs[-1].note = UNIT_GIVEN
                break

    def _match_named_units(self) -> None:
        """Link 3.2万吨标煤 to 标准煤3.2万吨: what is weighed may stand before the number."""
        for r, mention in enumerate(self.required):
            unit = mention.quantity.unit or ""
            if r in self.carrier or not unit.endswith(_WEIGHED):
                continue
            value = mention.quantity.value
            for w, told in enumerate(self.written):
                plain = told.quantity.unit or ""
                if w in self.used or not plain or not unit.startswith(plain) or told.quantity.value != value:
                    continue
                if any(noun in told.head_text for noun in _WEIGHED):
                    self._link(r, w)
                    break

    def _completes(self, r: int, told: Quantity) -> bool:
        mention, unit = self.required[r], told.unit
        if not unit:
            return False
        if unit == "元":
            return _MONEY.search(mention.head_text) is not None
        totals = (
            other
            for other in self.required[:r]
            if other.place == mention.place and other.sentence == mention.sentence
        )
        return unit in mention.head_text or any(other.quantity.unit == unit for other in totals)

    def _match_split_ranges(self) -> None:
        """Link 3月15日至5月31日 to 自3月15日起至5月31日, told as two dates."""
        dates = [w for w, m in enumerate(self.written) if m.quantity.kind == "date" and m.quantity.norm]
        for r, mention in enumerate(self.required) if dates else ():
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
        for r, mention in enumerate(self.required) if free else ():
            if r in self.carrier or kind not in ("", mention.quantity.kind):
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
            if r in self.carrier or r in self.optional:
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
        if _is_total_of_list(other, mention, carrier):
            return False
        if other.place == mention.place or self._is_near(r, w):
            text = carrier.source[
                max(carrier.sentence[0], carrier.quantity.start - 24) : carrier.quantity.end + 6
            ]
            # 17个项目已全部开工 tells of 开工17个 as well.
            whole = _ALL.search(carrier.source, carrier.quantity.end, carrier.sentence[1])
            if (whole or _MERGE.search(text)) and self._owner_is_there(mention, carrier):
                return True
        return owner_likeness(mention, other) >= _SAME_OWNER and other.place != mention.place

    def _is_near(self, r: int, w: int) -> bool:
        return self.result.fit(r, w) > _HARDLY

    def _owner_is_there(self, mention: Mention, carrier: Mention) -> bool:
        words = {f for f in mention.features if len(f) > 1 and mention.features[f] >= 1.0 and f[0] != "@"}
        text = carrier.sentence_text
        return not words or any(word in text for word in words)

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


def _is_total_of_list(one: Mention, other: Mention, carrier: Mention) -> bool:
    """图书馆9个、文化馆9个 told as 图书馆、文化馆共9个: a total is no common figure of both."""
    if not _TOTAL.search(carrier.source, carrier.clause[0], carrier.quantity.start):
        return False
    first, second = sorted((one, other), key=lambda mention: mention.quantity.start)
    gap = one.source[first.quantity.end : second.quantity.start]
    return one.place == other.place and "、" in gap and "，" not in gap
