"""The same value in other characters: Chinese numerals, full-width digits, separators, other magnitudes."""

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def in_chinese(value: int) -> str:
    """Return 0 … 99,999,999 as running prose writes it: 10 is 十, 105 is 一百零五."""
    if value == 0:
        return "零"
    high, low = divmod(value, 10_000)
    text = _below_ten_thousand(low) if low else ""
    if high:
        text = _below_ten_thousand(high) + "万" + ("零" if low and low < 1000 else "") + text  # noqa: PLR2004
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_ten_thousand(value: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return text


def percent_in_chinese(digits: str) -> str:
    """Return 71.4 as 百分之七十一点四."""
    whole, _, decimals = digits.partition(".")
    tail = "点" + "".join(_DIGITS[int(d)] for d in decimals) if decimals else ""
    return f"百分之{in_chinese(int(whole))}{tail}"


def year_in_chinese(year: str) -> str:
    """Return 2024 as 二〇二四."""
    return "".join(_DIGITS[int(d)] for d in year).replace("零", "〇")


def full_width(text: str) -> str:
    """Return `text` with full-width digits."""
    return text.translate(_FULL_WIDTH)


def grouped(digits: str) -> str:
    """Return 86420 as 86,420."""
    whole, point, decimals = digits.partition(".")
    return f"{int(whole):,}{point}{decimals}"


def plain(value: Decimal) -> str:
    """Return the exact decimal string without exponent or trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
