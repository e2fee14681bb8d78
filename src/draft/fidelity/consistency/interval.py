"""What a printed number can have been before it was rounded: exact intervals, both ends included."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from draft.fidelity.unit_classes import qualifier_class
from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_PRINTED = Pattern(r"[0-9][0-9,，]*(?:\.([0-9]+))?")
_LOOSE = Fraction(1, 5)
"""余, 近, 约 and their kin may hide a fifth; nobody writes 近40万 for less than 32万."""
_RATES = frozenset({"%", "百分点", "‰"})
_ABOVE = frozenset({"超", "余", "不少于", "以上"})
_BELOW = frozenset({"近", "不超过", "不足", "以下", "以内"})


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`."""

    low: Fraction
    high: Fraction

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        """Return the product; both are taken to be non-negative."""
        return Interval(self.low * other.low, self.high * other.high)

    def __truediv__(self, other: "Interval") -> "Interval | None":
        """Return the quotient of non-negative intervals, None when the divisor may be zero."""
        return Interval(self.low / other.high, self.high / other.low) if other.low > 0 else None

    def scaled(self, factor: Fraction) -> "Interval":
        """Return the interval times a positive factor."""
        return Interval(self.low * factor, self.high * factor)

    def meets(self, other: "Interval") -> bool:
        """Return whether some value lies in both; rounding bounds that only touch do not meet."""
        if self.high < other.low or other.high < self.low:
            return False
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and (self.low == self.high or other.low == other.high))

    def below(self, other: "Interval") -> bool:
        """Return whether every value here is smaller than every value there."""
        return self.low < other.low and not self.meets(other)


def exact(value: Fraction | int) -> Interval:
    """Return the interval of one value."""
    return Interval(Fraction(value), Fraction(value))


def total(intervals: list[Interval]) -> Interval:
    """Return the sum; of nothing it is zero."""
    return sum(intervals, exact(0))


def value_of(quantity: Quantity) -> Fraction | None:
    """Return the value as a fraction, None where there is no single one."""
    if isinstance(quantity.value, Decimal | Fraction) and quantity.value_hi is None:
        return Fraction(quantity.value)
    return None


def interval_of(quantity: Quantity) -> Interval | None:
    """Return what the printed value stands for: 39.5万 is 39.45万 to 39.55万, 近40万 from 32万 to 40万.

    A whole number without 万 or 亿 is itself, unless it is a rate. None where there is no single value.
    """
    value = value_of(quantity)
    if value is None:
        return None
    half = _half_step(quantity, value)
    word = qualifier_class(quantity.qualifier)
    low = value if word in _ABOVE else value - half
    high = value if word in _BELOW else value + half
    if word is None:
        return Interval(low, high)
    loose = abs(value) * _LOOSE
    return Interval(low if word in _ABOVE else low - loose, high if word in _BELOW else high + loose)


def sharpen(quantities: Sequence[Quantity]) -> list[Interval]:
    """Return the intervals of numbers printed side by side: beside 1.5亿元, 2亿元 means 2.0亿元.

    Quantities without a single value are left out.
    """
    steps = [_half_step(q, value) for q in quantities if "." in q.text and (value := value_of(q)) is not None]
    finest = min(steps, default=None)
    return [_at_most(found, finest, q) for q in quantities if (found := interval_of(q)) is not None]


def _at_most(interval: Interval, half: Fraction | None, quantity: Quantity) -> Interval:
    value = value_of(quantity)
    if half is None or value is None or quantity.qualifier or interval.high - interval.low <= 2 * half:
        return interval
    return Interval(value - half, value + half)


def _half_step(quantity: Quantity, value: Fraction) -> Fraction:
    """Return half a unit of the last printed digit; a whole number that is no rate is exact."""
    printed = _PRINTED.search(quantity.text)
    if printed is None:
        return Fraction(0)
    decimals = len(printed.group(1) or "")
    digits = int(printed.group().replace(",", "").replace("，", "").replace(".", ""))
    if not decimals and quantity.unit not in _RATES and value == digits:
        return Fraction(0)
    number = Fraction(digits, 10**decimals)
    factor = value / number if number else Fraction(1)
    rounded = decimals or factor > 1 or quantity.unit in _RATES
    return factor / 10**decimals / 2 if rounded else Fraction(0)


def write_like(value: Fraction, quantity: Quantity) -> str:
    """Return `value` as the quantity is written: 1007800 beside 99.78万人 is 100.78万人."""
    printed, own = _PRINTED.search(quantity.text), value_of(quantity)
    if printed is None or not own:
        return show(value)
    number = Fraction(printed.group().replace(",", "").replace("，", ""))
    shown = show(value * number / own)
    return quantity.text[: printed.start()] + shown + quantity.text[printed.end() :]


def show(value: Fraction, digits: int = 2) -> str:
    """Return the value rounded to `digits` decimals, without trailing zeros."""
    scaled = round(value * 10**digits)
    sign, scaled = ("-" if scaled < 0 else ""), abs(scaled)
    whole, part = divmod(scaled, 10**digits)
    decimals = f"{part:0{digits}d}".rstrip("0") if digits else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
