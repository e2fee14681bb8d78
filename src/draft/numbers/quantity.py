"""The noun of this floor: one quantity as written in a text."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Kind = Literal[
    "count",
    "money",
    "percent",
    "percentage_point",
    "date",
    "time",
    "range",
    "ordinal",
    "ratio",
    "identifier",
    "placeholder",
    "idiom",
]
Direction = Literal["up", "down"]
Ratio = tuple[Decimal, ...]
Value = Decimal | Fraction | Ratio


@dataclass(frozen=True, slots=True)
class Quantity:
    """One place in a text where a quantity is written, and what it means.

    Attributes:
        text: the characters exactly as written.
        start: offset of the first character, in code points.
        end: offset one past the last; ``text == source[start:end]``.
        kind: see ``Kind``; durations, ages and measures are ``count``.
        value: exact, in ``unit``; 3.20亿元 is ``Decimal("320000000")``; percent as printed, −9.7% with its
            sign; None where there is no single value (dates, identifiers, masks, idioms, 几十万). A range
            has its lower end here.
        value_hi: upper end of a range, else None.
        unit: base unit without magnitude, or None for a bare number.
        qualifier: the word that bounds or softens, as written (约 近 超过 余 以上 …), or None;
            ``qualifier_class`` says which words mean the same.
        direction: where the text states a change.
        norm: dates ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, ``--MM-DD``; times ``HH:MM``; ranges ``a..b``;
            ratios ``a:b``, ``a/b``; else None.
        key: what a comparison of quantities made of it, for whoever compares it next; of a copy it is None.
    """

    text: str
    start: int
    end: int
    kind: Kind
    value: Value | None = None
    value_hi: Value | None = None
    unit: str | None = None
    qualifier: str | None = None
    direction: Direction | None = None
    norm: str | None = None
    key: object = field(default=None, init=False, compare=False, repr=False)

    def __hash__(self) -> int:
        # Text and place tell nearly all apart; hashing ten fields costs more than it saves.
        return hash((self.text, self.start, self.kind))

    def moved(self, by: int) -> "Quantity":
        """Return the same quantity `by` characters further on."""
        moved = Quantity(
            self.text,
            self.start + by,
            self.end + by,
            self.kind,
            self.value,
            self.value_hi,
            self.unit,
            self.qualifier,
            self.direction,
            self.norm,
        )
        object.__setattr__(moved, "key", self.key)
        return moved

    def to_json(self) -> dict[str, str | int | None]:
        """Return the JSON shape of the contract; values are strings, never floats."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "value": write_value(self.value),
            "value_hi": write_value(self.value_hi),
            "unit": self.unit,
            "kind": self.kind,
            "qualifier": self.qualifier,
            "direction": self.direction,
            "norm": self.norm,
        }


def write_value(value: Value | None) -> str | None:
    """Return the exact decimal string without trailing zeros; fractions "2/3", ratios "5:3:2"."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return ":".join(write_value(part) or "" for part in value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
