"""Why two unequal quantities look like one another: the kind of mistake, and how near it is."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from draft.fidelity.equivalence import key_of, scalar
from draft.fidelity.unit_classes import CONVERSIONS, qualifier_class
from draft.numbers import Quantity, write_value

_RATES = frozenset({"%", "‰", "百分点"})
_TEN = Fraction(10)
_HANZI = "〇零一二三四五六七八九十百千两廿"
_THRESHOLDS = frozenset({"岁", "周岁", "月龄"})
_SIMILAR_EDIT = 0.62


@dataclass(frozen=True, slots=True)
class Miss:
    """A mistake and its nearness (1.0 = surely the same number gone wrong, 0.3 = only the same kind)."""

    kind: str
    nearness: float


def explain_miss(required: Quantity, written: Quantity) -> Miss | None:
    """Return what turned `required` into `written`, None when they have nothing in common."""
    if required.kind == "placeholder" or written.kind == "placeholder":
        return _explain_mask(required, written)
    if required.kind in ("date", "time") or written.kind in ("date", "time"):
        return _explain_date(required, written)
    if required.kind == "identifier" or written.kind == "identifier":
        return _explain_name(required, written)
    if required.kind == "ordinal" or written.kind == "ordinal":
        same = required.kind == written.kind
        return Miss("rank" if required.unit in (None, "位", "名") else "identifier", 0.55) if same else None
    if required.kind == "range" or written.kind == "range":
        return _explain_range(required, written)
    return _explain_value(required, written)


def _explain_mask(required: Quantity, written: Quantity) -> Miss | None:
    if (
        written.kind in ("date", "time", "identifier")
        and required.kind == "placeholder"
        and "年" not in required.text
    ):
        return None
    alike = required.unit == written.unit or not required.unit or not written.unit
    return Miss("placeholder", 0.6 if alike else 0.2)


def _explain_date(required: Quantity, written: Quantity) -> Miss | None:
    if required.kind != written.kind and "range" not in (required.kind, written.kind):
        return None
    if required.value is not None or written.value is not None:
        return None
    return Miss("date", 0.35 + 0.5 * likeness(required.norm or required.text, written.norm or written.text))


def _explain_name(required: Quantity, written: Quantity) -> Miss | None:
    if required.kind != written.kind:
        return None
    alike = likeness(str(key_of(required).value), str(key_of(written).value))
    return Miss("identifier", alike) if alike >= 0.4 else None


def _explain_range(required: Quantity, written: Quantity) -> Miss | None:
    if _dimension(required) != _dimension(written):
        return Miss("unit", 0.5) if _ends(required) == _ends(written) else None
    if set(_ends(required)) & set(_ends(written)):
        return Miss("range", 0.9)
    return Miss("range", 0.45)


def _explain_value(required: Quantity, written: Quantity) -> Miss | None:
    left, right = scalar(required), scalar(written)
    if (
        required.value == written.value
        and required.unit != written.unit
        and {required.unit, written.unit} <= set(CONVERSIONS)
    ):
        return Miss("unit", 0.9)
    same_unit = _dimension(required) == _dimension(written)
    if left is None or right is None:
        if not same_unit:
            return None
        vague = required.value is None or written.value is None
        return Miss("value" if not vague else "qualifier", 0.4)
    if not same_unit:
        return _explain_unit(required, written, left, right)
    if left == right:
        return Miss("value", 1.0)
    if _in_hanzi(written) and not _in_hanzi(required) and written.qualifier is None:
        return Miss("numeral", 0.6)
    if _is_power_of_ten(left, right):
        return Miss("magnitude", 0.95)
    if _is_hedged(written) and not required.qualifier and abs(left - right) * 4 < abs(left):
        return Miss("rounding", 0.9)
    if _rounds_to(left, right) and not (required.unit in _RATES and right % 10 == 0):
        return Miss("rounding", 0.9)
    if _is_threshold(required) and _is_threshold(written):
        return Miss("range", 0.6)
    if required.unit in ("倍", "番") or written.unit in ("倍", "番"):
        return Miss("multiple", 0.6)
    alike = likeness(_digits(required), _digits(written))
    if sorted(_digits(required)) == sorted(_digits(written)):
        alike = max(alike, 0.85)
    if _same_leading_digits(left, right):
        return Miss("magnitude", 0.8)
    return Miss("value", 0.35 + 0.5 * alike if alike >= _SIMILAR_EDIT else 0.35)


def _explain_unit(required: Quantity, written: Quantity, left: Fraction, right: Fraction) -> Miss | None:
    rates = {_dimension(required), _dimension(written)}
    if abs(left) == abs(right):
        if rates <= _RATES:
            return Miss("percent_point", 0.97)
        if "倍" in rates or "番" in rates:
            return Miss("multiple", 0.8)
        return Miss("unit", 0.9 if _digits(required) == _digits(written) else 0.75)
    if _digits(required) == _digits(written) and len(_digits(required)) > 1:
        return Miss("unit", 0.7)
    if "倍" in rates and rates & _RATES:
        return Miss("multiple", 0.4)
    if required.unit is None or written.unit is None:
        return Miss("value", 0.3)
    return None


def _dimension(quantity: Quantity) -> str:
    return key_of(quantity).dimension


def _ends(quantity: Quantity) -> tuple[object, ...]:
    key = key_of(quantity)
    return tuple(end for end in (key.value, key.high) if end is not None)


def _is_threshold(quantity: Quantity) -> bool:
    return quantity.unit in _THRESHOLDS or qualifier_class(quantity.qualifier) in ("以上", "以下", "以内")


def _is_hedged(quantity: Quantity) -> bool:
    return qualifier_class(quantity.qualifier) in ("近", "约", "超", "几", "数", "上")


def _is_power_of_ten(left: Fraction, right: Fraction) -> bool:
    if not left or not right:
        return False
    ratio = max(left / right, right / left)
    while ratio > 1:
        ratio /= _TEN
    return ratio == 1


def _same_leading_digits(left: Fraction, right: Fraction) -> bool:
    """566240 and 5.66万: truncated and shifted as well."""
    a, b = _plain(left).replace(".", "").strip("0"), _plain(right).replace(".", "").strip("0")
    return (
        min(len(a), len(b)) >= 3
        and (a.startswith(b) or b.startswith(a))
        and abs(left) / abs(right) not in (1,)
        and not (Fraction(1, 2) < abs(left) / abs(right) < 2)
    )


def _rounds_to(exact: Fraction, short: Fraction) -> bool:
    """Return whether `short` is `exact` rounded or cut off to fewer digits."""
    if not short or exact == short or (exact < 0) != (short < 0):
        return False
    exact, short = abs(exact), abs(short)
    step = Fraction(1)
    while (short / step).denominator != 1:
        step /= _TEN
        if step < Fraction(1, 10**9):
            return False
    while (short / (step * _TEN)).denominator == 1:
        step *= _TEN
    if short / step < 10 and step >= 1 and exact / short > Fraction(3, 2):
        return False
    # One or two digits left of a short number are a different number, not a rounding.
    significant = len(str(int(short / step)))
    near = abs(exact - short) < step
    return near and (significant >= 2 or abs(exact - short) / exact < Fraction(1, 20))


def _plain(value: Fraction) -> str:
    return write_value(Decimal(value.numerator) / Decimal(value.denominator)) or "0"


def _digits(quantity: Quantity) -> str:
    value = write_value(quantity.value) or ""
    return value.replace(".", "").replace("-", "").strip("0") or "0"


def _in_hanzi(quantity: Quantity) -> bool:
    return not any(character.isdigit() and character.isascii() for character in quantity.text) and any(
        character in _HANZI for character in quantity.text
    )


def likeness(left: str, right: str) -> float:
    """Return 1 − edit distance (with transposition) / longer length."""
    if left == right:
        return 1.0
    longer = max(len(left), len(right))
    if longer > 40:
        return 0.0
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if older and i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return 1 - row[-1] / longer
