"""One comparison of a ledger with a prose: which questions are asked, in which order."""

from collections.abc import Collection, Sequence

from draft.fidelity.case import Case
from draft.fidelity.extras import report_repeats, report_spare
from draft.fidelity.ledger import Ledger
from draft.fidelity.losses import report_missing
from draft.fidelity.pairs import (
    report_crossed,
    report_labels,
    report_misplaced,
    report_misses,
    report_nouns,
    report_pairs,
    report_replaced,
    report_swaps,
)
from draft.fidelity.sayings import (
    report_acts,
    report_claims,
    report_names,
    report_statements,
    report_weakened,
)
from draft.fidelity.stages import report_stages
from draft.fidelity.turned_pairs import report_dates, report_turned, report_turned_acts
from draft.fidelity.verdict import Verdict

_STEPS = (
    # An exchange explains more than the words around, so it is asked first; claims look at what is left.
    report_swaps,
    report_labels,
    report_crossed,
    report_misplaced,
    report_dates,
    report_pairs,
    report_turned,
    report_nouns,
    report_replaced,
    report_misses,
    report_missing,
    report_repeats,
    report_spare,
    report_statements,
    report_stages,
    report_acts,
    report_names,
    report_weakened,
    report_turned_acts,
    report_claims,
)


def compare_texts(
    ledger: Ledger,
    prose: str,
    *,
    sections: Collection[int] | None,
    allow_rounding: bool,
    example_texts: Sequence[str],
) -> Verdict:
    """Return what `prose` made of the facts in `ledger`."""
    case = Case(ledger, prose, sections=sections, allow_rounding=allow_rounding, example_texts=example_texts)
    for step in _STEPS:
        step(case)
    return case.verdict()
