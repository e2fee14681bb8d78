"""When two quantities are the same (E0, E1), and how they differ when they are not.

Values are compared as exact fractions in a base unit; there is no tolerance anywhere.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from draft.fidelity.unit_classes import CONVERSIONS, UNIT_CLASSES, same_bound
from draft.numbers import Quantity, Value
from draft.numbers.patterns import Pattern

Exact = Fraction | tuple[Fraction, ...] | str | None


class Key(NamedTuple):
    """What a quantity says, normalised: dimension and exact value(s)."""

    dimension: str
    value: Exact
    high: Exact = None

    def __hash__(self) -> int:
        # The hash of a fraction is dear, and keys are looked up again and again.
        value = self.value
        return hash((self.dimension, value.numerator if isinstance(value, Fraction) else value))


_FULL = str.maketrans("０１２３４５６７８９．％：，（）〔〕ＸｘＡＢＣ∶—～－–", "0123456789.%:,()()XxABC:----")
_MASK = Pattern(r"[xX×*＊某]+")
_MASK_UNITS = (("名", "人"), ("位", "人"), ("千米", "公里"), ("㎡", "平方米"), ("％", "%"))
_GRADE = Pattern(r"([一二三])级([甲乙丙])等?")
_FEBRUARY = 2
_ONE = Fraction(1)
_LAST_DAYS = {
    f"{month:02}": (("28", "29") if month == _FEBRUARY else ("30",) if month in (4, 6, 9, 11) else ("31",))
    for month in range(1, 13)
}
# 136辆车 counts in 辆, 12家企业 in 家.
_COUNTERS = "辆家所名个条位座台件项处支场份张间栋本期门株头只艘架册幅盏根颗棵口部顶床"
_YEAR = Pattern(r"^(\d{4})")


def key_of(quantity: Quantity) -> Key:
    """Return the normalised statement of `quantity`; equal keys are equal statements of value and unit.

    It stays with the quantity: a document has more of them than a memory of fixed size would keep.
    """
    key = quantity.key
    if not isinstance(key, Key):
        key = _normalise(quantity)
        object.__setattr__(quantity, "key", key)
    return key


def _normalise(quantity: Quantity) -> Key:
    if quantity.kind in ("identifier", "idiom"):
        return Key(quantity.kind, plain_name(quantity.text))
    if quantity.kind == "placeholder":
        return Key("placeholder", _mask_of(quantity.text))
    if quantity.kind in ("date", "time") or (quantity.kind == "range" and quantity.value is None):
        return Key("date", quantity.norm or plain_name(quantity.text))
    if quantity.value is None:
        return Key(_dimension(quantity), plain_name(quantity.text))
    if quantity.kind == "ordinal":
        front = "前" if "前" in quantity.text else "第"
        return Key(f"ordinal{front}", _exact(quantity.value))
    dimension, factor = _measure(quantity)
    if isinstance(quantity.value, Decimal) and quantity.value < 0 and _is_fall(quantity, dimension):
        # -9.7% is 下降9.7%, 较上年-9件 is 减少9件: the sign is the direction.
        factor = -factor
    return Key(dimension, _times(quantity.value, factor), _times(quantity.value_hi, factor))


def _is_fall(quantity: Quantity, dimension: str) -> bool:
    return dimension == "%" or quantity.direction == "down"


def _mask_of(text: str) -> str:
    mask = _MASK.sub("X", text.replace(" ", ""))
    for word, name in _MASK_UNITS:
        if mask.endswith(word):
            return mask.removesuffix(word) + name
    return mask


def plain_name(text: str) -> str:
    """Return an identifier's characters in one width, one kind of bracket, one kind of dash, upper case."""
    name = _GRADE.sub(r"\1\2", text.translate(_FULL).replace("[", "(").replace("]", ")"))
    return re.sub(r"[\s·“”‘’\"']", "", name).upper()


def same_number(left: Quantity, right: Quantity) -> bool:
    """Return whether both state the same exact value in the same dimension (qualifiers aside)."""
    a, b = key_of(left), key_of(right)
    if a == b:
        return True
    if a.dimension == b.dimension == "date":
        return dates_agree(str(a.value), str(b.value))
    return False


def dates_agree(left: str, right: str) -> bool:
    """Return whether one date is the other with its year left out (--12-10 and 2023-12-10)."""
    if ".." in left or ".." in right:
        lows, highs = left.split(".."), right.split("..")
        return len(lows) == len(highs) and all(dates_agree(a, b) for a, b in zip(lows, highs, strict=True))
    if left.startswith("--") == right.startswith("--"):
        return left == right
    short, long = (left, right) if left.startswith("--") else (right, left)
    return bool(_YEAR.match(long)) and long[5:] == short[2:]


def is_month_end(left: Quantity, right: Quantity) -> bool:
    """Return whether one says 12月底 (or 年底) and the other names that last day."""
    for month, day in ((left, right), (right, left)):
        if month.norm and day.norm and ".." in month.norm and day.text[-1] in "底末":
            # 截至6月底 closes 上半年.
            return dates_agree(month.norm.split("..")[1], day.norm) or month.norm.endswith(f"..{day.norm}")
        if not month.norm or not day.norm or month.text[-1] not in "底末":
            continue
        stem = month.norm if "-" in month.norm[1:] else f"{month.norm}-12"
        last = _LAST_DAYS.get(stem[-2:], ())
        if any(dates_agree(f"{stem}-{end}", day.norm) for end in last):
            return True
    return False


def year_of(quantity: Quantity) -> str | None:
    """Return the year a date states, None where it states none."""
    if quantity.kind not in ("date", "range") or not quantity.norm:
        return None
    match = _YEAR.match(quantity.norm)
    return match.group(1) if match and (quantity.kind == "date" or quantity.value is None) else None


def same_qualifier(left: Quantity, right: Quantity) -> bool:
    """Return whether both are bounded or softened alike."""
    return same_bound(left.qualifier, right.qualifier)


def _dimension(quantity: Quantity) -> str:
    return _measure(quantity)[0]


def _measure(quantity: Quantity) -> tuple[str, Fraction]:
    unit = (quantity.unit or "").replace(" ", "")
    symbol = UNIT_CLASSES.get(unit, unit)
    if unit in CONVERSIONS or symbol in CONVERSIONS:
        return CONVERSIONS[unit if unit in CONVERSIONS else symbol]
    if quantity.kind == "ratio" and not unit and isinstance(quantity.value, Fraction):
        return "%", Fraction(100)
    if unit not in UNIT_CLASSES and len(unit) > 1 and unit[0] in _COUNTERS and unit[-1] not in "次月套额":
        unit = unit[0]
    return UNIT_CLASSES.get(unit, unit), _ONE


def _exact(value: Value | None) -> Exact:
    if value is None:
        return None
    if isinstance(value, tuple):
        return tuple(Fraction(part) for part in value)
    # Two whole numbers are taken as they are; what else a Fraction is made of is asked for its class first.
    return Fraction(*value.as_integer_ratio())


def _times(value: Value | None, factor: Fraction) -> Exact:
    exact = _exact(value)
    return exact * factor if factor is not _ONE and isinstance(exact, Fraction) else exact


def scalar(quantity: Quantity) -> Fraction | None:
    """Return the single exact value in the base unit, None for ranges, ratios, names and masks."""
    if isinstance(quantity.value, (Decimal, Fraction)) and quantity.value_hi is None:
        value = key_of(quantity).value
        return value if isinstance(value, Fraction) else None
    return None
