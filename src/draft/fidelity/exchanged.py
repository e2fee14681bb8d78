"""A member of a series (`series`) that another took the place of, anywhere in the sentence: 北段 → 南段."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention
from draft.fidelity.sides import SERIES_GROUPS, Side, own_classes


def find_exchanged_member(
    fact: Side,
    required: Mention,
    prose: Side,
    written: Mention,
    licensed: Iterable[Mapping[int, Collection[str]]],
) -> Iterator[Finding]:
    """Yield the members that the words around a number lost while another of their series stands there.

    Args:
        licensed: group → classes of what else may be told there: headings, other facts of the sentence.
    """
    groups = SERIES_GROUPS & fact.classes.keys()
    if not groups:
        return
    own = own_classes(fact, required)
    led = fact.terms.classes(required.sentence[0], required.tail[1])
    told = prose.terms.classes(written.sentence[0], max(written.tail[1], written.clause[1]))
    for index in sorted(groups & led.keys() & told.keys()):
        members = own.get(index) or led[index]
        others = told[index] - fact.classes[index]
        if len(members) != 1 or not others or members & told[index]:
            continue
        others = {name for name in others if not any(name in side.get(index, ()) for side in licensed)}
        if others:
            yield Finding("noun", min(members), min(others))
