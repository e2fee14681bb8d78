"""A member of a series (`series`) that another took the place of, anywhere in the sentence: 北段 → 南段."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention, is_attributive
from draft.fidelity.sides import SERIES_GROUPS, Side, own_classes


def find_exchanged_member(
    fact: Side,
    required: Mention,
    beside: Sequence[Mention],
    prose: Side,
    written: Mention,
    licensed: Iterable[Mapping[int, Collection[str]]],
) -> Iterator[Finding]:
    """Yield the members that the words around a number lost while another of their series stands there.

    Args:
        beside: the quantities of the fact.
        licensed: group → classes of what else may be told there: headings, other facts of the sentence.
    """
    groups = SERIES_GROUPS & fact.classes.keys()
    if not groups:
        return
    own = own_classes(fact, required)
    led = fact.terms.classes(*_lead(required, beside))
    told = prose.terms.classes(written.sentence[0], max(written.tail[1], written.clause[1]))
    for index in sorted(groups & (led.keys() | own.keys()) & told.keys()):
        members = own.get(index) or led[index]
        others = told[index] - fact.classes[index]
        if len(members) != 1 or not others or members & told[index]:
            continue
        others = {name for name in others if not any(name in side.get(index, ()) for side in licensed)}
        if others:
            yield Finding("noun", min(members), min(others))


def _lead(required: Mention, beside: Sequence[Mention]) -> tuple[int, int]:
    """Return where the words stand that lead the whole fact: 二期 in 治理二期9月开工，河长12.6公里."""
    counted = [m for m in beside if m.sentence == required.sentence and not is_attributive(m.quantity)]
    start, first = required.sentence[0], min(m.clause[0] for m in counted) if counted else 0
    return (start, first) if first > start else (required.clause[0], required.head[1])
