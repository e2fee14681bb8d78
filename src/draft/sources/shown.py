"""A stored number and its number format → the characters a spreadsheet shows.

Reads what departments use: places, grouping, percent, 万-scaling by commas, words around the number, the
sections for negative and zero. What it cannot read is shown as stored, with a doubt; never a silent guess.
Source: ECMA-376-1 18.8.30 (number format codes); "!" escapes as Chinese editions write it.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|!(.)|[_*].|\[(\$[^\]-]*)[^\]]*\]|\[([^\]]*)\]|([0#?]+)|(General|通用格式|G/通用格式)|(.)',
    re.DOTALL,
)
_COLOURS = re.compile(
    r"(?i)(?:black|blue|cyan|green|magenta|red|white|yellow|颜色|color\s?\d+|黑|蓝|青|绿|洋红|红|白|黄)色?"
)
_DATE_PARTS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[ymdhsYMDHS]')
_GENERAL_DIGITS = 10  # a general cell shows eleven characters, one of them the point
_NOISE_DIGITS = 15  # a spreadsheet keeps fifteen digits; more is binary noise


@dataclass(frozen=True, slots=True)
class Shown:
    """What a number looks like.

    Attributes:
        digits: sign, digits and point, without grouping; % or ‰ at the end where shown.
        before, behind: other words the format puts around the number.
        hides: whether stored digits are not shown.
        stored: the exact value in the scale in which it is shown.
        doubt: Chinese; the format is not understood or takes the sign away.
    """

    digits: str
    before: str = ""
    behind: str = ""
    hides: bool = False
    stored: str = ""
    doubt: str = ""


@dataclass(slots=True)
class _Pattern:
    """One section of a format, read."""

    before: str = ""
    behind: str = ""
    whole: int = 0  # digits that are always shown
    least: int = 0  # places that are always shown
    most: int = 0
    scale: int = 0  # powers of ten the shown value is larger than the stored
    thousands: int = 0  # commas behind the last digit: each hides three digits
    point: bool = False
    shifted: bool = False  # the point is a mark put among the digits, not the decimal point
    percent: str = ""
    general: bool = False
    number: bool = False
    unknown: str = ""


def show_number(value: Decimal, pattern: str) -> Shown:
    """Return how a cell with this format shows `value`."""
    sections = _split(pattern)
    chosen, own_sign = _choose(value, sections)
    read = _read(chosen)
    if read.unknown:
        return Shown(_plain(_without_noise(value)), doubt=f"显示格式 {pattern[:30]} 认不全，按存的值取用")
    if not read.number:
        return Shown(_plain(_without_noise(value)), doubt=f"显示为“{read.before}”，存的是 {_plain(value)}")
    if read.general:
        shown, stored = _show_general(value)
        return Shown(shown, read.before, read.behind, shown != stored, stored)
    scaled = _without_noise(value).scaleb(read.scale)
    rounded = _round(scaled, read)
    digits = _pad(_plain(abs(rounded), read.least), read.whole)
    negative = rounded < 0
    signed = negative and (not own_sign or "-" in read.before or ("(" in read.before and ")" in read.behind))
    doubt = "存的是负数，显示时没有负号" if negative and not signed else ""
    if read.thousands and not read.behind.strip():
        doubt = f"显示时缩小了 {1000**read.thousands} 倍，存的是 {_plain(_without_noise(value))}"
    before, behind = (part.replace("-", "").strip("()（） ") for part in (read.before, read.behind))
    sign = "-" if negative else ""
    return Shown(sign + digits + read.percent, before, behind, rounded != scaled, _plain(scaled), doubt)


def show_date(value: dt.datetime | dt.date, pattern: str) -> str:
    """Return a date in words, with the parts that its format shows; all three when it shows none."""
    parts = {found.lower() for found in _DATE_PARTS.findall(pattern) if len(found) == 1}
    clock = isinstance(value, dt.datetime) and (value.hour or value.minute or "h" in parts)
    if clock and "h" not in parts:
        clock = False
    months = "m" in parts and ("y" in parts or "d" in parts or not clock)
    if not parts & {"y", "d"} and not months:
        parts, months = parts | {"y", "d"}, True
    text = f"{value.year}年" if "y" in parts else ""
    text += f"{value.month}月" if months else ""
    text += f"{value.day}日" if "d" in parts else ""
    return text + (f"{value.hour}:{value.minute:02}" if clock and isinstance(value, dt.datetime) else "")


def _split(pattern: str) -> list[str]:
    sections, current = [], ""
    for token in _TOKEN.finditer(pattern):
        if token.group() == ";":
            sections.append(current)
            current = ""
        else:
            current += token.group()
    return [*sections, current]


def _choose(value: Decimal, sections: list[str]) -> tuple[str, bool]:
    """Return the section for `value`, and whether it shows the sign itself."""
    if value < 0 and len(sections) > 1 and sections[1]:
        return sections[1], True
    if value == 0 and len(sections) > 2 and sections[2]:  # noqa: PLR2004  positive; negative; zero
        return sections[2], False
    return sections[0], False


def _read(section: str) -> _Pattern:
    """Return one section of a format, token by token."""
    read = _Pattern()
    for token in _TOKEN.finditer(section):
        quoted, escaped, banged, currency, bracketed, places, general, other = token.groups()
        literal = quoted if quoted is not None else escaped or banged or (currency or "")[1:]
        if places:
            _read_places(read, places)
        elif general or other == "@":
            read.general = read.number = True
        elif bracketed is not None:
            read.unknown = read.unknown if _COLOURS.fullmatch(bracketed) else bracketed
        elif other:
            _read_mark(read, other)
        else:
            _add(read, literal)
    return read


def _read_places(read: _Pattern, places: str) -> None:
    """Count digits before or behind the point; a comma between digits only groups them."""
    read.number = True
    if not read.point:
        read.whole += places.count("0")
        read.scale, read.thousands = 0, 0
        return
    read.least += places.count("0")
    read.most += len(places)
    read.scale -= len(places) if read.shifted else 0


def _read_mark(read: _Pattern, mark: str) -> None:
    if mark == "." and not read.point:
        read.point = True
    elif mark == ",":
        read.scale -= 3
        read.thousands += 1
    elif mark in {"%", "‰"}:
        read.scale += 2 if mark == "%" else 0
        read.percent = mark
    elif mark in {"E", "e"} or (mark == "/" and read.number):
        read.unknown = mark
    else:
        _add(read, mark)


def _add(read: _Pattern, literal: str) -> None:
    """Put words of the format before or behind the number."""
    if literal in {"%", "‰"}:
        read.percent = literal
    elif literal == "." and read.number:
        read.point = read.shifted = True  # 0!.0, shows 12345 as 1.2: the common mark for 万
    elif read.number:
        read.behind += literal
    else:
        read.before += literal


def _round(value: Decimal, read: _Pattern) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-read.most), ROUND_HALF_UP) if read.most < 30 else value  # noqa: PLR2004


def _plain(value: Decimal, least: int = 0) -> str:
    text = format(value, "f")
    if "." in text:
        whole, fraction = text.split(".")
        fraction = fraction.rstrip("0").ljust(least, "0")
        return f"{whole}.{fraction}" if fraction else whole
    return text + (f".{'0' * least}" if least else "")


def _pad(digits: str, whole: int) -> str:
    head, point, tail = digits.partition(".")
    return head.zfill(whole) + point + tail


def _without_noise(value: Decimal) -> Decimal:
    """Return what a spreadsheet would show of a binary fraction: 0.30000000000000004 is 0.3."""
    spare = len(value.as_tuple().digits) - _NOISE_DIGITS
    exponent = value.as_tuple().exponent
    if spare <= 0 or not isinstance(exponent, int) or exponent >= 0:
        return value
    return value.quantize(Decimal(1).scaleb(exponent + spare), ROUND_HALF_UP)


def _show_general(value: Decimal) -> tuple[str, str]:
    exact = _without_noise(value)
    whole = len(str(abs(int(exact))))
    shown = exact
    if len(exact.as_tuple().digits) > _GENERAL_DIGITS and exact != exact.to_integral():
        shown = exact.quantize(Decimal(1).scaleb(-max(_GENERAL_DIGITS - whole, 0)), ROUND_HALF_UP)
    return _plain(shown), _plain(exact)
