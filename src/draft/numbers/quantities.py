"""Any Chinese prose → its quantities, in reading order, never overlapping."""

import re
from decimal import Decimal

from draft.numbers.quantity import Quantity

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of `text`, in reading order; empty is fine."""
    return tuple(
        Quantity(m.group(), m.start(), m.end(), "count", Decimal(m.group())) for m in _DIGITS.finditer(text)
    )
