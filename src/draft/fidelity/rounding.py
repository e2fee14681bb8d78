"""Hedged rounding (E2), accepted only when the user allows it."""

from draft.fidelity.equivalence import scalar
from draft.fidelity.unit_classes import qualifier_class
from draft.numbers import Quantity, write_value

_DIGITS = 3


def is_honest_rounding(exact: Quantity, written: Quantity) -> bool:
    """Return whether `written` is a hedged rounding in the right sense; never for money totals or rates."""
    left, right = scalar(exact), scalar(written)
    if left is None or right is None or exact.kind in ("money", "percent", "percentage_point"):
        return False
    digits = "".join(c for c in written.text if c.isdigit()) or (write_value(written.value) or "")
    if len(digits.strip("0")) < _DIGITS and len(digits) < _DIGITS:
        return False
    sense = qualifier_class(written.qualifier)
    return (sense == "近" and left < right) or (sense == "超" and left > right) or sense == "约"
