"""Characters → one exact Decimal, or NumeralError; and an exact value → characters.

Reads Arabic digits of either width, Chinese and capital numerals, and mixtures of both (3万4000, 13万2).
Approximate spellings (几十, 三四百, 300余) are not numerals; `draft.numbers.spoken` reads them.
"""

from decimal import Context, Decimal
from typing import Literal

from draft.errors import NumeralError
from draft.numbers.patterns import Pattern

Style = Literal["plain", "grouped", "wan", "yi", "chinese", "capital"]

DIGIT_OF = {
    **dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "两": 2,
    "貳": 2,
    "參": 3,
    "陸": 6,
    "兩": 2,
    "倆": 2,
    "幺": 1,
    "○": 0,
}
SMALL_OF = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE_OF = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_TENS_OF = {"廿": 20, "卅": 30, "念": 20}

# The default context rounds to 28 digits; a numeral may be longer and stays exact.
EXACT = Context(prec=999_999)

_FULL_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {ord("．"): "."}
_SIGNS = {"-": -1, "−": -1, "－": -1, "负": -1, "+": 1, "＋": 1, "正": 1}
_ARABIC = Pattern(
    r"[0-9]{1,3}(?:([,，'’ \u00a0\u2009\u202f])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
)
_ZEROS = frozenset("零〇○")
# Digits that may follow a unit without 零: 3万4000 has the four of 万, 3千200 the three of 千.
_FULL_TAIL = {10: 1, 100: 2, 1000: 3, 10**4: 4, 10**8: 8, 10**12: 12}


def narrow(text: str) -> str:
    """Return `text` with full-width digits and points made half-width; the length does not change."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def parse_numeral(text: str) -> Decimal:
    """Return the exact value that `text` writes.

    Reads Arabic digits of either width with grouping ("１,２３４.5"), Chinese numerals ("三千二百",
    "二〇二四", "四十五点二", "伍仟"), shorthand ("三百二" is 320, "13万2" is 132000),
    mixtures ("10亿零817万").

    Raises:
        NumeralError: for anything else. There is no fallback value.
    """
    body = narrow(text.strip())
    sign = _SIGNS.get(body[:1], 0)
    if sign:
        body = body[1:].lstrip()
    value = read_magnitude(body, text)
    return value.copy_negate() if sign < 0 else value


def read_magnitude(body: str, shown: str | None = None) -> Decimal:
    """Return the value of an unsigned numeral whose digits are half-width already.

    Raises:
        NumeralError: if `body` is not exactly one numeral; the message shows `shown` or `body`.
    """
    plain = _ARABIC.fullmatch(body)
    if plain:
        return Decimal(body.replace(plain.group(1), "") if plain.group(1) else body)
    whole, point, fraction = body.partition("点")
    value = _Sum(shown or body).of(whole.replace("万万", "亿").replace("萬萬", "亿"))
    if point:
        value = EXACT.add(value, _fraction(fraction, shown or body))
    return value


def _fraction(digits: str, shown: str) -> Decimal:
    if not digits or any(char not in DIGIT_OF for char in digits):
        raise NumeralError(f"“{shown}”不是一个数：小数点后应为数字，请改写后再试。")
    return Decimal("0." + "".join(str(DIGIT_OF[char]) for char in digits))


class _Sum:
    """One pass over a numeral: section (十百千) inside 万 inside 亿.

    Attributes:
        shown: the numeral as the user wrote it, for the message.
    """

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.huge = self.total = self.wan = self.section = Decimal(0)
        self.pending: Decimal | None = None
        self.pending_text = ""
        self.last_small = 10**4
        self.last_unit = 0
        self.zero = False

    def fail(self) -> NumeralError:
        return NumeralError(f"“{self.shown}”不是一个完整的数，请改写成阿拉伯数字或规范的汉字数字。")

    def of(self, text: str) -> Decimal:
        """Return the value of `text`, which has no decimal 点."""
        if len(text) > 1 and all(char in DIGIT_OF for char in text):
            return Decimal("".join(str(DIGIT_OF[char]) for char in text))
        place = 0
        while place < len(text):
            place = self._take(text, place)
        return self._finish(text)

    def _take(self, text: str, place: int) -> int:
        char = text[place]
        arabic = _ARABIC.match(text, place)
        if arabic:
            self._digit(read_magnitude(arabic.group()), arabic.group())
            return arabic.end()
        if char in SMALL_OF:
            self._small(SMALL_OF[char])
        elif char in LARGE_OF:
            self._large(LARGE_OF[char])
        elif char in _ZEROS:
            self._zero(text, place)
        elif char in DIGIT_OF:
            self._digit(Decimal(DIGIT_OF[char]), char)
        elif char in _TENS_OF:
            self._digit(Decimal(_TENS_OF[char] // 10), char)
            self._small(10)
        else:
            raise self.fail()
        return place + 1

    def _zero(self, text: str, place: int) -> None:
        if self.zero or self.pending is not None or (len(text) > 1 and place + 1 == len(text)):
            raise self.fail()
        self.zero = True

    def _digit(self, value: Decimal, written: str) -> None:
        if self.pending is not None:
            raise self.fail()
        self.pending, self.pending_text = value, written

    def _small(self, unit: int) -> None:
        if self.pending is None:
            if unit != SMALL_OF["十"] or (self.last_unit and not self.zero and self.last_small != 10**4):
                raise self.fail()
            self.pending = Decimal(1)
        if unit >= self.last_small:
            raise self.fail()
        self.section = EXACT.add(self.section, EXACT.multiply(self.pending, Decimal(unit)))
        self.pending, self.last_small, self.last_unit, self.zero = None, unit, unit, False

    def _large(self, unit: int) -> None:
        base = EXACT.add(self.section, self.pending or Decimal(0))
        if unit == 10**12:
            if self.total or self.wan or not base:
                raise self.fail()
            self.huge = shift(base, 12)
        elif unit == 10**4:
            if not (base or self.pending is not None) or self.wan:
                raise self.fail()
            self.wan = shift(base, 4)
        else:
            base = EXACT.add(base, self.wan)
            if not (base or self.pending is not None) or self.total:
                raise self.fail()
            self.total, self.wan = shift(base, 8), Decimal(0)
        self.section, self.pending, self.zero = Decimal(0), None, False
        self.last_small, self.last_unit = 10**4, unit

    def _finish(self, text: str) -> Decimal:
        if self.pending is None and (not self.last_unit or self.zero) and text not in _ZEROS:
            raise self.fail()
        return EXACT.add(
            EXACT.add(self.huge, EXACT.add(self.total, self.wan)), EXACT.add(self.section, self._tail())
        )

    def _tail(self) -> Decimal:
        """Return what the digits after the last unit are worth: 13万2 gives 2000, 1千零20 gives 20."""
        if self.pending is None:
            return Decimal(0)
        if not self.last_unit or self.zero or self.last_unit == SMALL_OF["十"]:
            return self.pending
        if len(self.pending_text) == 1:
            return EXACT.multiply(self.pending, Decimal(self.last_unit // 10))
        if len(self.pending_text.partition(".")[0]) != _FULL_TAIL[self.last_unit]:
            raise self.fail()
        return self.pending


_NAMES = {"chinese": ("零一二三四五六七八九", "十百千"), "capital": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")}


def write_numeral(value: Decimal, style: Style = "plain") -> str:
    """Return `value` written exactly in `style`; reading it back gives the same value.

    plain 566240 · grouped 566,240 · wan 56.624万 · yi 0.0056624亿 · chinese 五十六万六千二百四十 · capital …

    Raises:
        NumeralError: if the value is not finite, or too large (1e16 and above) for a Chinese style.
    """
    if not value.is_finite():
        raise NumeralError(f"{value}不是有限的数，无法写出。")
    sign = "-" if value < 0 else ""
    size = value.copy_abs()
    if style in ("plain", "grouped"):
        return sign + _write_plain(size, grouped=style == "grouped")
    if style in ("wan", "yi"):
        power, name = (-4, "万") if style == "wan" else (-8, "亿")
        return sign + _write_plain(shift(size, power)) + name
    return ("负" if sign else "") + _write_chinese(size, style)


def shift(value: Decimal, power: int) -> Decimal:
    """Return value × 10**power, exactly, whatever the number of digits."""
    return EXACT.scaleb(value, Decimal(power))


def _write_plain(size: Decimal, *, grouped: bool = False) -> str:
    whole, _, fraction = format(size, "f").partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.lstrip("0") or "0"
    whole = format(Decimal(whole), ",f") if grouped else whole
    return f"{whole}.{fraction}" if fraction else whole


# 千万亿 is the largest place that official prose writes in characters.
_LONGEST_CHINESE = 16


def _write_chinese(size: Decimal, style: str) -> str:
    digits, units = _NAMES[style]
    whole, _, fraction = _write_plain(size).partition(".")
    if len(whole) > _LONGEST_CHINESE:
        raise NumeralError(f"{size}太大，汉字数字只写到千万亿，请用阿拉伯数字。")
    number = int(whole)
    text = _write_whole(number, digits, units)
    if style == "chinese" and text.startswith("一十"):
        text = text[1:]
    return f"{text}点{''.join(digits[int(char)] for char in fraction)}" if fraction else text


def _write_whole(number: int, digits: str, units: str) -> str:
    if number < 10**4:
        return _write_section(number, digits, units) or digits[0]
    size, name = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    head, rest = divmod(number, size)
    text = _write_whole(head, digits, units) + name
    if not rest:
        return text
    gap = digits[0] if rest < size // 10 else ""
    return text + gap + _write_whole(rest, digits, units)


def _write_section(number: int, digits: str, units: str) -> str:
    out = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += (digits[0] if gap and out else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return out
