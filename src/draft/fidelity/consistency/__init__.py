"""Facts × facts → contradictions, before anybody drafts. Pure; exact intervals; quiet on right facts.

Each check lives beside its kin, one module each; the words the checks look for are data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from draft.fidelity.consistency.averages import find_averages
from draft.fidelity.consistency.changes import find_changes
from draft.fidelity.consistency.checks import CHECKS
from draft.fidelity.consistency.labels import find_wrong_labels
from draft.fidelity.consistency.links import link_facts
from draft.fidelity.consistency.nouns import Contradiction, Outline, Place
from draft.fidelity.consistency.rates import find_false_alls, find_rates
from draft.fidelity.consistency.stages import find_calibers, find_stages
from draft.fidelity.consistency.sums import find_sums
from draft.fidelity.consistency.targets import find_missed_targets
from draft.fidelity.consistency.terms import Reading, read_facts
from draft.fidelity.consistency.times import find_wrong_times
from draft.fidelity.consistency.twice import find_repeats
from draft.fidelity.ledger import Ledger

__all__ = ["CHECKS", "Contradiction", "Outline", "Place", "find_contradictions"]


def find_contradictions(ledger: Ledger, outline: Outline | None = None) -> tuple[Contradiction, ...]:
    """Return where the facts of a ledger do not fit each other, in the order of the facts."""
    outline = outline or Outline()
    readings = read_facts(ledger)
    found: list[Contradiction] = []
    for reading in readings:
        found += _find_alone(reading)
        found += find_wrong_labels(reading, outline)
    found += _find_together(readings, {contradiction.message for contradiction in found})
    found += find_false_alls(readings)
    found += find_calibers(readings)
    found += find_repeats(readings, ledger.groups, outline.plans)
    found += find_wrong_times(ledger, readings, outline)
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=_order))


def _find_alone(reading: Reading) -> Iterator[Contradiction]:
    yield from find_sums(reading)
    yield from find_stages(reading)
    yield from find_rates(reading)
    yield from find_missed_targets(reading)
    yield from find_averages(reading)
    yield from find_changes(reading)


def _find_together(readings: Sequence[Reading], known: set[str]) -> Iterator[Contradiction]:
    """Yield what shows only when a fact is read with the one it goes on from."""
    for first, together in link_facts(readings):
        for contradiction in _find_alone(together):
            if contradiction.message not in known:
                known.add(contradiction.message)
                yield replace(contradiction, places=(first.place, together.place))


def _order(contradiction: Contradiction) -> tuple[int, int, str]:
    place = contradiction.places[-1]
    section = -2 if place.section is None else place.section
    return section, -1 if place.fact is None else place.fact, contradiction.check
