"""The exchange test: would the facts fit better if two written quantities changed places?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from draft.fidelity.alignment import OTHER_MEASURE_WORD, Alignment, Pair
from draft.fidelity.changes import change_of
from draft.fidelity.equivalence import key_of, scalar
from draft.fidelity.mentions import Mention, is_attributive
from draft.fidelity.owners import owner_phrase
from draft.fidelity.structure import Anchors
from draft.fidelity.unit_classes import qualifier_class
from draft.numbers.patterns import Pattern

_MARGIN, _HINT = 0.22, 0.04
_BLOCK = 60
_WORD, _NAME = 2, 3
_LABEL_GAP = 4
_FLOW = "新增"
_COMPARABLE = frozenset({"", OTHER_MEASURE_WORD})
_BEFORE = Pattern(
    r"[（(，](?:20\d\d年[末底]?|上年|去年|上年末|去年底|年初|此前|原来?|上年同期|去年同期)(?:为|是)?$"
)
_BEFORE_REACH = 9
_TARGET = Pattern(r"(?:任务|目标|指标)(?:数|值)?(?:为|是|：)?$")
_TARGET_REACH = 5
_BOUNDS = frozenset({"以上", "以下", "以内", "不足"})


class Swap(NamedTuple):
    """Two pairs whose owners changed places."""

    one: Pair
    other: Pair
    gain: float


def find_swaps(alignment: Alignment) -> list[Swap]:
    """Return the exchanges that the surroundings speak for, best first; a pair takes part in one only."""
    blocks: dict[str, list[Pair]] = defaultdict(list)
    for pair in alignment.pairs:
        quantity = alignment.required[pair.required].quantity
        if not is_attributive(quantity) and pair.note in _COMPARABLE:
            told = alignment.written[pair.written].quantity
            # 园区4个、企业31家 told as 园区31个、企业4家: each stands among those of either measure word.
            for dimension in {key_of(quantity).dimension, key_of(told).dimension}:
                blocks[dimension].append(pair)
    anchors = Anchors(alignment)
    swaps = [swap for block in blocks.values() for swap in _swaps_in(alignment, anchors, block)]
    swaps += _swaps_with_units(alignment)
    swaps += _swaps_of_targets(alignment)
    swaps += _swaps_of_sections(alignment)
    swaps.sort(key=lambda swap: (-swap.gain, swap.one.required))
    taken: set[int] = set()
    chosen = []
    for swap in swaps:
        if swap.one.required not in taken and swap.other.required not in taken:
            chosen.append(swap)
            taken |= {swap.one.required, swap.other.required}
    return chosen


def _swaps_in(alignment: Alignment, anchors: Anchors, block: list[Pair]) -> list[Swap]:
    by_required = {pair.required: pair for pair in block}
    found = []
    for pair in block:
        fits = alignment.fits[pair.written]
        here = fits.get(pair.required, 0.0)
        rivals = [r for r, fit in fits.items() if fit > here and r in by_required and r != pair.required]
        rivals.sort(key=lambda r: -fits[r])
        for r in rivals[:_BLOCK]:
            other = by_required[r]
            if key_of(alignment.required[r].quantity) == key_of(alignment.required[pair.required].quantity):
                continue
            if not _are_of_a_kind(alignment, pair, other):
                continue
            if (
                _keeps_owners(alignment, pair, other)
                or _keeps_leader(alignment, pair, other)
                or _keeps_followers(alignment, pair, other)
                or _keeps_labels(alignment, pair, other)
                or _keeps_total(alignment, pair, other)
                or _keeps_flow(alignment, pair, other)
                or _keeps_roles(alignment, pair, other)
                or _keeps_target(alignment, pair, other)
                or _keeps_anchors(alignment, anchors, pair, other)
            ):
                continue
            back = alignment.fit(pair.required, other.written) - alignment.fit(r, other.written)
            gain = fits[r] - here + back
            far = alignment.required[r].place != alignment.required[pair.required].place
            if far and back < -_HINT and gain < 2 * _MARGIN:
                # 98.6万元 with 支出 put before it, while 274.6万元 fits where it stands: one borrowed word.
                continue
            if gain > _MARGIN or (gain > _HINT and _names_crossed(alignment, pair, other)):
                found.append(Swap(pair, other, gain))
    return found


def _swaps_with_units(alignment: Alignment) -> list[Swap]:
    """党支部32个、党员986名 told as 党支部986名、党员32个: neighbours whose names crossed with the units."""
    found = []
    order = sorted(alignment.pairs, key=lambda pair: pair.written)
    names = [owner_phrase(alignment.required[pair.required]) for pair in order]
    for (one, first), (other, second) in pairwise(zip(order, names, strict=True)):
        if min(len(first), len(second)) < _WORD or first in second or second in first:
            continue
        if one.note or other.note or not _is_named(owner_phrase(alignment.written[one.written]), second):
            continue
        if _is_named(owner_phrase(alignment.written[other.written]), first):
            found.append(Swap(one, other, 1.0))
    return found


def _is_named(phrase: str, name: str) -> bool:
    """Return whether an owner phrase ends with a name; what the fact's sentence led with may be gone."""
    return phrase.endswith(name) or (len(phrase) > _WORD and name.endswith(phrase))


def _keeps_total(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """新建4所、2所、1所，共7所 told as 新建7所，其中…: the sum leads, its parts keep their owners."""
    for total, part in ((one, other), (other, one)):
        required, rest = alignment.required[total.required], alignment.required[part.required]
        phrase = owner_phrase(rest)
        if required.place != rest.place or len(phrase) < _WORD:
            continue
        dimension = key_of(required.quantity).dimension
        values = [
            scalar(m.quantity)
            for m in alignment.required
            if m.place == required.place and key_of(m.quantity).dimension == dimension
        ]
        whole = scalar(required.quantity)
        if (
            whole
            and None not in values
            and sum(v for v in values if v) == 2 * whole
            and phrase[-_NAME:] in alignment.written[part.written].own_text
        ):
            return True
    return False


def _keeps_flow(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """商户143家，其中新增12家 told as 新增商户12家，总量143家: what is new is still what is new."""
    new = [
        [_FLOW in m.head_text for m in (alignment.required[pair.required], alignment.written[pair.written])]
        for pair in (one, other)
    ]
    if not any("其中" in alignment.required[pair.required].head_text for pair in (one, other)):
        return False
    return [True, True] in new and [False, False] in new


def _are_of_a_kind(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """Return whether both count in one measure, or each is told in the other's."""
    left, right = (key_of(alignment.required[pair.required].quantity).dimension for pair in (one, other))
    here, there = (key_of(alignment.written[pair.written].quantity).dimension for pair in (one, other))
    return left == right or (left, right) == (there, here)


def _swaps_of_sections(alignment: Alignment) -> Iterator[Swap]:
    """新建项目12个 under 农业, 15个 under 工业, told the other way round: the headings are the owners."""
    strayed: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in alignment.pairs:
        home, place = alignment.required[pair.required].section, alignment.written[pair.written].section
        if home is not None and place is not None and home != place:
            strayed[home, place].append(pair)
    for (home, place), pairs in strayed.items():
        for one in pairs if home < place else ():
            name = owner_phrase(alignment.required[one.required])
            for other in strayed.get((place, home), ()):
                if name == owner_phrase(alignment.required[other.required]) and _are_of_a_kind(
                    alignment, one, other
                ):
                    yield Swap(one, other, 1.0)


def _swaps_of_targets(alignment: Alignment) -> Iterator[Swap]:
    """完成240户，任务200户 told as 任务240户，完成200户: one gave its being a target to the other."""
    lost: list[Pair] = []
    won: list[Pair] = []
    for pair in alignment.pairs:
        target = _is_target(alignment.required[pair.required])
        if target != _is_target(alignment.written[pair.written]):
            (lost if target else won).append(pair)
    for one in lost:
        for other in won:
            here, there = alignment.required[one.required], alignment.required[other.required]
            if here.place == there.place and _are_of_a_kind(alignment, one, other):
                yield Swap(one, other, 1.0)


def _keeps_target(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """完成240户，任务200户 told as 任务200户，实际完成240户: the target is still the target."""
    told = [
        [_is_target(m) for m in (alignment.required[pair.required], alignment.written[pair.written])]
        for pair in (one, other)
    ]
    return sorted(told) == [[False, False], [True, True]]


def _is_target(mention: Mention) -> bool:
    start = mention.quantity.start
    return _TARGET.search(mention.source, max(0, start - _TARGET_REACH), start) is not None


def _tells_before(mention: Mention) -> bool:
    """Return whether a fact gives the figure of an earlier time: 7.12张（2023年6.93张）."""
    start = mention.quantity.start
    return _BEFORE.search(mention.source, max(0, start - _BEFORE_REACH), start) is not None


def _keeps_roles(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """Return whether start and end point (由…降至…) are told as such: then nothing was exchanged."""
    modes = [
        (change_of(alignment.required[pair.required]).mode, change_of(alignment.written[pair.written]).mode)
        for pair in (one, other)
    ]
    if {left for left, _ in modes} != {"from", "to"}:
        return {right for _, right in modes} == {"from", "to"} and all(
            (right == "from") == _tells_before(alignment.required[pair.required])
            for pair, (_, right) in zip((one, other), modes, strict=True)
        )
    # 达8.1件，此前为5.6件: a plain level is the end point as long as the start is told as the start,
    # and a start in brackets is one: 由89元提到94元 told as 提高至94元（上年89元）.
    return all(
        (left == "from") == (right == "from" or _tells_before(alignment.written[pair.written]))
        for pair, (left, right) in zip((one, other), modes, strict=True)
    )


def _keeps_anchors(alignment: Alignment, anchors: Anchors, one: Pair, other: Pair) -> bool:
    """Return whether both rates still follow their own amounts: 43亿元，占81.9%."""
    carrier = alignment.carried
    if anchors.required[one.required] == anchors.required[other.required]:
        # 142件，办复率100%，解决率81.7%: rates of one amount are told apart by their own words.
        return False
    for pair in (one, other):
        if alignment.required[pair.required].item or alignment.written[pair.written].item:
            return False
        left, right = anchors.required[pair.required], anchors.written[pair.written]
        if left is None or right is None or carrier.get(left) != right:
            return False
    return alignment.required[one.required].quantity.unit == "%"


def _keeps_owners(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """Return whether both values stand with the very owners of the facts: then nothing was exchanged."""
    for pair in (one, other):
        required, written = alignment.required[pair.required], alignment.written[pair.written]
        phrase = owner_phrase(required)
        if len(phrase) <= 1 or not owner_phrase(written).endswith(phrase):
            return False
    return True


def _keeps_leader(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """生猪出栏42万头、存栏23万头 told as 生猪存栏23万头、出栏42万头: what leads the list leads it still."""
    for first, second in ((one, other), (other, one)):
        led, bare = (owner_phrase(alignment.required[pair.required]) for pair in (first, second))
        told, now_led = (owner_phrase(alignment.written[pair.written]) for pair in (first, second))
        if min(len(told), len(bare)) < _WORD or not led.endswith(told) or not now_led.endswith(bare):
            continue
        if led.removesuffix(told) == now_led.removesuffix(bare):
            return True
    return False


def _keeps_followers(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """Return whether two thresholds (10万元以上的村占81.6%) still stand before the figures they belong to."""
    carrier = alignment.carried
    for pair in (one, other):
        quantity = alignment.required[pair.required].quantity
        if qualifier_class(quantity.qualifier) not in _BOUNDS:
            return False
        follower = pair.required + 1
        if follower not in carrier or carrier[follower] != pair.written + 1:
            return False
        if alignment.required[follower].place != alignment.required[pair.required].place:
            return False
    return True


def _keeps_labels(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """Return whether both still stand behind their own band or date: 80—89岁每月50元、90—99岁100元."""
    return all(
        0 < pair.written - 1 == alignment.carried.get(pair.required - 1)
        and _is_label(alignment.required, pair.required)
        and _is_label(alignment.written, pair.written)
        for pair in (one, other)
    )


def _is_label(mentions: Sequence[Mention], index: int) -> bool:
    """Return whether what stands just before the quantity is a band, a date or a name."""
    label, mention = mentions[index - 1], mentions[index]
    gap = mention.quantity.start - label.quantity.end
    return is_attributive(label.quantity) and label.place == mention.place and 0 <= gap <= _LABEL_GAP


def _names_crossed(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """Return whether what tells the two owners apart stands, on both sides, only at the other value."""
    first, second = (_own(alignment.required[pair.required]) for pair in (one, other))
    here, there = (_own(alignment.written[pair.written]) for pair in (one, other))
    only_first, only_second = first - second, second - first
    kept = (here & only_first) | (there & only_second)
    return not kept and bool(here & only_second) and bool(there & only_first)


def _own(mention: Mention) -> set[str]:
    return {feature for feature, weight in mention.features.items() if weight >= 1.0}
