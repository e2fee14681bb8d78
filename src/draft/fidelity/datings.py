"""A date stands at its own quantity: 2025年底862家 told as 2026年底862家, though 2025年 stands elsewhere.

In: an alignment. Out: carriers before which another date stands than the fact puts there. A date may be left
out, and it may be said once for a paragraph; only another one at the same figure, or before it, is a finding.
"""

from collections.abc import Iterator, Sequence

from draft.fidelity.alignment import Alignment, Pair
from draft.fidelity.equivalence import year_of
from draft.fidelity.mentions import Mention, is_attributive
from draft.numbers.patterns import Pattern

# A year may be told by its place: 去年底, 今年.
_POINTED = Pattern(r"去年|上年|今年|本年|明年|前年|上一年|同期|当年|次年")
_BREAK = frozenset("；（(）)")


def find_other_dates(alignment: Alignment) -> Iterator[tuple[Pair, int, int]]:
    """Yield a carrier with the required and the written date that stand before its quantity."""
    if not any(mention.quantity.kind == "date" for mention in alignment.required):
        return
    dates_of: dict[tuple[int, int], list[Mention]] = {}
    for mention in alignment.written:
        if mention.quantity.kind in ("date", "range", "time"):
            dates_of.setdefault(mention.sentence, []).append(mention)
    told: set[int] = set()
    for pair in alignment.pairs:
        mention = alignment.required[pair.required]
        if is_attributive(mention.quantity):
            continue
        own = _date_before(alignment.required, pair.required)
        if own is None or own in told:
            continue
        other = _date_before(alignment.written, pair.written)
        if other is None:
            continue
        if _differ(alignment, own, other, mention, dates_of):
            told.add(own)
            yield pair, own, other


def _differ(
    alignment: Alignment,
    own: int,
    other: int,
    mention: Mention,
    dates_of: dict[tuple[int, int], list[Mention]],
) -> bool:
    left, right = alignment.required[own], alignment.written[other]
    if _POINTED.search(right.sentence_text):
        return False
    one, two = year_of(left.quantity), year_of(right.quantity)
    if one is None or two is None or one == two:
        return False
    here = [date.quantity for date in dates_of.get(right.sentence, ())]
    if any(year_of(date) == one or _says(date.norm, one) for date in here):
        return False
    facts = [m.quantity for m in alignment.required if m.place == mention.place]
    return not any(_says(fact.norm, two) or year_of(fact) == two for fact in facts)


def _says(norm: str | None, year: str) -> bool:
    return norm is not None and year in norm


def _date_before(mentions: Sequence[Mention], index: int) -> int | None:
    """Return the nearest date before a quantity in its sentence, None where ； or a bracket parts them."""
    mention = mentions[index]
    for at in range(index - 1, -1, -1):
        date = mentions[at]
        if date.place != mention.place or date.sentence != mention.sentence:
            return None
        if date.quantity.kind == "date":
            gap = mention.source[date.quantity.end : mention.quantity.start]
            return at if _BREAK.isdisjoint(gap) and year_of(date.quantity) else None
    return None
