"""Why two unequal quantities look like one another: the kind of mistake, and how near it is."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from draft.fidelity.equivalence import key_of, scalar
from draft.fidelity.unit_classes import CONVERSIONS, qualifier_class
from draft.numbers import Quantity, write_value

_RATES = frozenset({"%", "‰", "百分点"})
_TEN = Fraction(10)
_HANZI = "〇零一二三四五六七八九十百千两廿"
_THRESHOLDS = frozenset({"岁", "周岁", "月龄"})
_MULTIPLES = frozenset({"倍", "番"})
# Nearness of two numbers: any two of one kind, one edit apart, the same digits in another order.
_DIFFERENT, _SIMILAR_EDIT, _TRANSPOSED, _SAME_NAME = 0.35, 0.62, 0.85, 0.4
_FEW_DIGITS, _ONE_DIGIT, _LONGEST = 3, 10, 40
_HALF, _TWICE = Fraction(1, 2), 2


class Miss(NamedTuple):
    """A mistake and its nearness (1.0 = surely the same number gone wrong, 0.3 = only the same kind)."""

    kind: str
    nearness: float


def explain_miss(required: Quantity, written: Quantity) -> Miss | None:
    """Return what turned `required` into `written`, None when they have nothing in common."""
    kinds = {required.kind, written.kind}
    for names, explain in _BY_KIND:
        if kinds & names:
            return explain(required, written)
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
    return Miss("identifier", alike) if alike >= _SAME_NAME else None


def _explain_range(required: Quantity, written: Quantity) -> Miss | None:
    if _dimension(required) != _dimension(written):
        return Miss("unit", 0.5) if _ends(required) == _ends(written) else None
    if set(_ends(required)) & set(_ends(written)):
        return Miss("range", 0.9)
    return Miss("range", 0.45)


def _explain_value(required: Quantity, written: Quantity) -> Miss | None:
    if _is_other_scale(required, written):
        return Miss("unit", 0.9)
    left, right = scalar(required), scalar(written)
    same_unit = _dimension(required) == _dimension(written)
    if left is None or right is None:
        vague = required.value is None or written.value is None
        return Miss("qualifier" if vague else "value", 0.4) if same_unit else None
    if not same_unit:
        return _explain_unit(required, written, left, right)
    pair = _Pair(required, written, left, right)
    return next((miss for applies, miss in _MISTAKES if applies(pair)), None) or _explain_digits(pair)


class _Pair(NamedTuple):
    """Two single values of one dimension."""

    required: Quantity
    written: Quantity
    left: Fraction
    right: Fraction


def _explain_digits(pair: _Pair) -> Miss:
    left, right = _digits(pair.required), _digits(pair.written)
    alike = likeness(left, right)
    if sorted(left) == sorted(right):
        alike = max(alike, _TRANSPOSED)
    return Miss("value", _DIFFERENT + alike / 2 if alike >= _SIMILAR_EDIT else _DIFFERENT)


def _is_other_scale(required: Quantity, written: Quantity) -> bool:
    """86.5万亩 → 86.5万公顷: the same figure in another unit of the same dimension."""
    units = {required.unit, written.unit}
    return required.value == written.value and len(units) > 1 and units <= set(CONVERSIONS)


def _is_mistranscribed(pair: _Pair) -> bool:
    return _in_hanzi(pair.written) and not _in_hanzi(pair.required) and pair.written.qualifier is None


def _is_softened(pair: _Pair) -> bool:
    near = abs(pair.left - pair.right) * 4 < abs(pair.left)
    return _is_hedged(pair.written) and not pair.required.qualifier and near


def _is_cut(pair: _Pair) -> bool:
    whole_tens = pair.required.unit in _RATES and pair.right % 10 == 0
    return not whole_tens and _rounds_to(pair.left, pair.right)


def _explain_unit(required: Quantity, written: Quantity, left: Fraction, right: Fraction) -> Miss | None:
    rates = {_dimension(required), _dimension(written)}
    same_digits = _digits(required) == _digits(written)
    if abs(left) == abs(right):
        return _explain_same_value(rates, same_digits=same_digits)
    if same_digits and len(_digits(required)) > 1:
        return Miss("unit", 0.7)
    if rates & _MULTIPLES and rates & _RATES:
        return Miss("multiple", 0.4)
    return Miss("value", 0.3) if None in (required.unit, written.unit) else None


def _explain_same_value(rates: set[str], *, same_digits: bool) -> Miss:
    if rates <= _RATES:
        return Miss("percent_point", 0.97)
    if rates & _MULTIPLES:
        return Miss("multiple", 0.8)
    return Miss("unit", 0.9 if same_digits else 0.75)


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
    if not left or not right or _HALF < abs(left) / abs(right) < _TWICE:
        return False
    a, b = (_plain(value).replace(".", "").strip("0") for value in (left, right))
    return min(len(a), len(b)) >= _FEW_DIGITS and (a.startswith(b) or b.startswith(a))


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
    if short / step < _ONE_DIGIT and step >= 1 and exact / short > Fraction(3, 2):
        return False
    # One or two digits left of a short number are a different number, not a rounding.
    significant = len(str(int(short / step)))
    near = abs(exact - short) < step
    return near and (significant > 1 or abs(exact - short) / exact < Fraction(1, 20))


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
    if longer > _LONGEST:
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


def _explain_ordinal(required: Quantity, written: Quantity) -> Miss | None:
    if required.kind != written.kind:
        return None
    return Miss("rank" if required.unit in (None, "位", "名") else "identifier", 0.55)


_MISTAKES: tuple[tuple[Callable[[_Pair], bool], Miss], ...] = (
    # The first that applies names the mistake.
    (lambda pair: pair.left == pair.right, Miss("value", 1.0)),
    (lambda pair: pair.left == -pair.right, Miss("direction", 1.0)),
    (_is_mistranscribed, Miss("numeral", 0.6)),
    (lambda pair: _is_power_of_ten(pair.left, pair.right), Miss("magnitude", 0.95)),
    (_is_softened, Miss("rounding", 0.9)),
    (_is_cut, Miss("rounding", 0.9)),
    (lambda pair: _is_threshold(pair.required) and _is_threshold(pair.written), Miss("range", 0.6)),
    (lambda pair: bool({pair.required.unit, pair.written.unit} & _MULTIPLES), Miss("multiple", 0.6)),
    (lambda pair: _same_leading_digits(pair.left, pair.right), Miss("magnitude", 0.8)),
)

_BY_KIND: tuple[tuple[frozenset[str], Callable[[Quantity, Quantity], Miss | None]], ...] = (
    (frozenset({"placeholder"}), _explain_mask),
    (frozenset({"date", "time"}), _explain_date),
    (frozenset({"identifier"}), _explain_name),
    (frozenset({"ordinal"}), _explain_ordinal),
    (frozenset({"range"}), _explain_range),
)
