"""What one cell of a table says: a number with the unit it shows, a date, words, an error, or nothing.

Numbers keep their digits; grouping marks, blanks and full-width forms are laid aside and told.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from draft.numbers import find_unit

Kind = Literal["empty", "text", "number", "date", "dash", "error", "pending"]
"""`dash`: a mark for nothing reported; `pending`: a formula whose result the file does not hold."""

_WIDE = str.maketrans("０１２３４５６７８９．，％＋－（）：／\u00a0\u3000", "0123456789.,%+-():/  ")
_NUMBER = re.compile(r"([-+−]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(\.\d+)? ?([^\d\s].{0,11})?")
_BRACKETED = re.compile(r"\((\d[\d,]*(?:\.\d+)?%?)\)")
_DASHES = frozenset(
    (
        "—",
        "-",
        "–",
        "－",
        "/",
        "\\",
        "／",
        "无",
        "～",
        "~",
        "…",
        "...",
        "——",
        "--",
        "//",
        "暂无",
        "未报",
        "缺",
        "N/A",
        "n/a",
    )
)
_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_DATE = re.compile(r"((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})(?:[ T]00?:00(?::00)?)?")
_MAGNITUDE = re.compile(r"^(?:[十百千]?[万亿]|[十百千])?")
_CALENDAR = frozenset(("年", "月", "日", "号", "时", "点", "分", "秒", "季度", "月份", "年度"))
_LONGEST_PLAIN = 10  # digits; a longer whole number without unit is a telephone or card number
STORED_AS_TEXT = "存成了文本，照显示的数读"
_UNREADABLE = re.compile(r"[\d.,:/ +\-%▲△▼▽]+")
_RATIO = re.compile(r"\d+(?:\.\d+)?:\d+(?:\.\d+)?|\d{1,2}:\d{2}")
_FRACTION = re.compile(r"(?:[1-9]0*|十|百|千|万)?(?:/|每)[1-9]?\d*[万千百亿]?[\u4e00-\u9fff]{0,3}")
_PER = re.compile(r"([^/]{1,6})/([^/]{1,6})")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: as displayed; of a number the digits without grouping, with % where the cell shows it.
        address: e.g. ``B3``.
        unit: what the cell itself shows behind its number (12人), % excepted.
        merged: whether the text was copied from the head of a merged range.
        doubt: Chinese, why a person should look at it; else empty.
        told: Chinese, what was laid aside without doubt (stored as text, rounded when shown); else empty.
    """

    text: str
    address: str
    kind: Kind = "empty"
    unit: str = ""
    merged: bool = False
    doubt: str = ""
    told: str = ""

    @property
    def number(self) -> bool:
        """Whether it holds a number."""
        return self.kind == "number"

    @property
    def shown(self) -> str:
        """The text with the unit the cell shows."""
        return self.text + self.unit

    @property
    def counted(self) -> bool:
        """Whether it is one of the numbers of the table: it holds digits, or would if it were calculated."""
        digits = any(character.isdigit() for character in self.text)
        return not self.merged and (self.kind in {"error", "pending"} or digits)

    @property
    def stated(self) -> bool:
        """Whether it is a number, or stands where one is missing."""
        return self.kind in {"number", "error", "pending"}


def read_text_cell(raw: str, address: str = "", *, stored: bool = False) -> Cell:
    """Return what a cell of plain text says.

    Args:
        stored: the file could have held a number and holds text; then it is told.
    """
    text = " ".join(raw.split())
    plain = text.translate(_WIDE).strip().lstrip("'’")
    if plain[:1] in {"↑", "↓"}:
        plain = plain.replace("↑", "+").replace("↓", "-").replace(" ", "")
    if not plain:
        return Cell("", address)
    money = plain[:1] in {"¥", "￥"} and plain[1:2].isdigit()
    if money:
        plain = plain[1:] + ("" if plain[-1:] in {"元", "万", "亿"} else "元")
    if plain in _DASHES:
        return Cell(text, address, "dash")
    if plain.upper() in _ERRORS:
        return Cell(plain, address, "error", doubt=f"是错误值 {plain}，请改正后再导入，或补上数字")
    if plain[0] == "=" and len(plain) > 1:
        return Cell("", address, "pending", doubt=f"是公式原文 {plain[:30]}，没有计算结果")
    dated = _DATE.fullmatch(plain)
    if dated and (shown := _write_date(dated)):
        return Cell(shown, address, "date", told=f"“{text}”写作{shown}")
    return _read_bracketed(text, plain, address) or _read_number(text, plain, address, stored=stored)


def is_unit(text: str) -> bool:
    """Tell whether `text` can stand behind a number: 人, 万人次, %, 个百分点, 元/人, /10万."""
    plain = text.replace("％", "%").strip()
    if plain in {"%", "‰"} or _FRACTION.fullmatch(plain):
        return True
    if (
        _MAGNITUDE.sub("", plain, count=1) == ""
        or find_unit(plain)
        or find_unit(_MAGNITUDE.sub("", plain, count=1))
    ):
        return bool(plain)
    per = _PER.fullmatch(plain)
    return bool(per) and is_unit(per.group(1)) if per else False


def base_unit(text: str) -> str:
    """Return the unit without its magnitude: 万人次 → 人次."""
    return _MAGNITUDE.sub("", text, count=1)


def _write_date(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return ""
    return f"{year}年{month}月{day}日"


def _read_bracketed(text: str, plain: str, address: str) -> Cell | None:
    found = _BRACKETED.fullmatch(plain)
    if not found:
        return None
    value = "-" + found.group(1).replace(",", "")
    return Cell(value, address, "number", doubt=f"“{text}”按负数 {value} 读")


def _read_number(text: str, plain: str, address: str, *, stored: bool) -> Cell:
    found = _NUMBER.fullmatch(plain)
    if not found:
        return _read_words(text, plain, address)
    sign, whole, fraction, behind = found.groups()
    digits = whole.replace(",", "").replace(" ", "")
    value = sign.replace("−", "-") + digits + (fraction or "")
    behind = (behind or "").strip()
    if behind in {"%", "‰"}:
        value, behind = value + behind, ""
    if behind and (behind in _CALENDAR or not is_unit(behind)):
        return _read_words(text, plain, address)
    doubt = "前面有 0，像是编号" if len(digits) > 1 and digits[0] == "0" and not fraction else ""
    if " " in whole:
        doubt = f"“{text}”中间有空格，读作 {value}"
    told = STORED_AS_TEXT if stored and value[-1] not in "%‰" and not behind else ""
    return Cell(value, address, "number", behind, doubt=doubt, told=told)


def _read_words(text: str, plain: str, address: str) -> Cell:
    digits = any(character.isdigit() for character in plain)
    strange = digits and _UNREADABLE.fullmatch(plain) and not _RATIO.fullmatch(plain)
    return Cell(text, address, "text", doubt=f"“{text}”认不准是什么数" if strange else "")


def join_words(*parts: str, mark: str = "：") -> str:
    """Return the parts as one text; between digits that would run together stands `mark`: PM2.5 and 35."""
    joined = ""
    for part in filter(None, parts):
        runs_on = joined[-1:].isdigit() and (part[0].isdigit() or part[0] in ".．,，")
        joined += (mark if runs_on else "") + part
    return joined


def looks_like_identifier(cell: Cell) -> bool:
    """Tell whether the digits are a telephone, card or code number rather than an amount."""
    digits = cell.text.lstrip("-+")
    return cell.number and digits.isdigit() and (len(digits) > _LONGEST_PLAIN or digits[0] == "0" != digits)
