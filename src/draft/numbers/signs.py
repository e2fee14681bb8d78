"""What stands before the digits and belongs to them: signs of value and currency, 零下, a lone point."""

from decimal import Decimal
from fractions import Fraction

from draft.numbers.measures import CURRENCY_SIGNS, read_measure, take_currency
from draft.numbers.numerals import shift
from draft.numbers.patterns import Pattern
from draft.numbers.reading import Reading
from draft.numbers.spoken import Spoken

# What may stand before a number and belong to it: signs of value and of currency, the 下 of 零下.
SIGNS = frozenset("-−－负+＋±下$＄￥¥€£")
NO_POINT_AFTER = frozenset(".0123456789０１２３４５６７８９") | frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)


def without_zero(text: str, start: int, spoken: Spoken) -> Reading | None:
    """Return .46, written without its zero (GB/T 15835-2011 5.1.2 asks for 0.46)."""
    digits = spoken.end - start
    if spoken.value is None or not text[start : spoken.end].isdigit():
        return read_measure(text, start, spoken)
    reading = read_measure(text, start, spoken._replace(value=shift(spoken.value, -digits)))
    if reading is not None:
        reading.start -= 1
        if text[reading.start - 1 : reading.start] in _MINUS and reading.start:
            reading.start -= 1
            _negate(reading)
    return reading


def take_sign(text: str, start: int, reading: Reading | None) -> Reading | None:
    """Take a sign before the digits: −9.7% is down, −18℃ is negative, 零下18℃ too."""
    if reading is None:
        return None
    sign = text[start - 1 : start]
    if sign in CURRENCY_SIGNS:
        take_currency(text, reading)
        return reading
    if sign in _MINUS and _is_signed(text, start):
        reading.start -= 1
        _negate(reading)
        if reading.unit in _RATES or _is_compared(text, start):
            reading.direction = "down"
    elif sign in _PLUS and _is_signed(text, start):
        reading.start -= 1
        if reading.unit in _RATES or _is_compared(text, start):
            reading.direction = "up"
    elif sign == "±":
        reading.qualifier = "±"
        reading.start -= 1
    elif text.startswith("零下", max(0, start - 2)) and start > 1:
        reading.start -= 2
        _negate(reading)
    return reading


def _is_signed(text: str, start: int) -> bool:
    """Return whether the sign before `start` is one of value: no hyphen of a name or a date."""
    return text[start - 2 : start - 1] not in _NO_SIGN_AFTER or _is_compared(text, start)


def _is_compared(text: str, start: int) -> bool:
    """较上年+52户, 同比-9件: what stands before the sign is a base of comparison."""
    return _COMPARED.search(text, max(0, start - _BASE), start - 1) is not None


def _negate(reading: Reading) -> None:
    if isinstance(reading.value, Decimal | Fraction):
        reading.value = -reading.value if isinstance(reading.value, Fraction) else reading.value.copy_negate()
        if reading.norm and ".." in reading.norm:
            reading.norm = f"-{reading.norm}"


_RATES = frozenset({"%", "‰", "百分点"})
_BASE = 12
_COMPARED = Pattern(
    r"(?:[较比](?:[上去前]年|年初|[12][0-9]{3}年|[上同]期|上[个一]?(?:月|季度?|年度)|[0-9]{1,2}月)(?:同期|年?[末底初])?|[同环]比)[：:]?$"
)
_MINUS = frozenset({"-", "−", "－", "负"})
_PLUS = frozenset({"+", "＋"})
_NO_SIGN_AFTER = frozenset(
    "减担抱胜欠辜自肩正0123456789０１２３４５６７８９%％)）]〕ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-—年月日元人级"
)
