"""The unfinished quantity that the rooms of this floor hand to each other, before it is frozen."""

from dataclasses import dataclass
from decimal import Decimal

from draft.numbers.quantity import Direction, Kind, Quantity, Value


@dataclass(slots=True)
class Reading:
    """A quantity being read; `Quantity` documents the shared fields.

    Attributes:
        magnitude: what the written digits were multiplied by, so that a range or list can share it.
        bare: whether nothing that counts stands behind the digits, so that a list may lend its unit.
        open: whether words around it may still add a qualifier or a direction.
    """

    start: int
    end: int
    kind: Kind
    value: Value | None = None
    value_hi: Value | None = None
    unit: str | None = None
    qualifier: str | None = None
    direction: Direction | None = None
    norm: str | None = None
    magnitude: Decimal = Decimal(1)
    bare: bool = False
    open: bool = True

    def freeze(self, text: str) -> Quantity:
        """Return the finished quantity of `text`."""
        return Quantity(
            text[self.start : self.end],
            self.start,
            self.end,
            self.kind,
            self.value,
            self.value_hi,
            self.unit,
            self.qualifier,
            self.direction,
            self.norm,
        )
