"""One cell under its head → the words of a fact: indicator, value and unit, as a department would send them.

Nothing is converted: digits stay as shown. What cannot be said for certain is said with a doubt.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from draft.sources.cells import Cell, base_unit, join_words, looks_like_identifier
from draft.sources.heads import (
    GROWTH,
    MONEY,
    UNITLESS,
    Column,
    implied_unit,
    is_dated,
    is_rank,
    is_rate,
    same_base,
)

_BASIS = re.compile(r"同比|环比|[比较]上年(?:同期)?|[比较]去年(?:同期)?|[比较]上[月季](?:度|同期)?")
_GROWTH_WORDS = re.compile(
    r"(?:增长|增减|增幅|增速|升降|变化|增加|减少|下降)?(?:率|情况|额|数|量|幅度?|（?±）?|[±%])*$"
)
_DIRECTIONS = (
    "增长",
    "下降",
    "增加",
    "减少",
    "提高",
    "降低",
    "上升",
    "回落",
    "持平",
    "与上年",
    "翻",
    "缩小",
    "扩大",
    "多",
    "少",
)
_SHARES = ("%", "％", "‰")
_WHOLE = frozenset(
    {"人", "户", "个", "家", "所", "台", "件", "次", "人次", "名", "例", "床", "张", "辆", "份", "期", "场"}
)
_AMONG = re.compile(r"(?<=.)其中[:：]?\s*(?=.)")
_YEAR_HEAD = re.compile(r"年份|年度$|^年$|[建成竣投]年$")
_SERIALS = range(36_526, 54_789)  # 2000-01-01 to 2049-12-31, as spreadsheets count days
_LONG_TEXT = 8


@dataclass(frozen=True, slots=True)
class Units:
    """Where a unit may come from when the head names none: its row, or the words above the table."""

    row: str = ""
    table: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one cell says.

    Attributes:
        text: empty when nothing may be written.
        doubt: Chinese, without the address.
    """

    text: str
    doubt: str = ""


def phrase_cell(column: Column, cell: Cell, units: Units, label: str = "", before: str = "") -> Phrase:
    """Return the words for a cell; its own doubt comes first.

    Args:
        label: the name of the row, where the column stands straight behind it.
        before: the head of the column before, which a growth column need not repeat.
    """
    bare = column.role == "主值"
    head = "" if bare else _say_among(column.head, before)
    if not cell.number:
        return _phrase_words(head, column.head, cell)
    if looks_like_identifier(cell) and not cell.unit:
        return Phrase("", cell.doubt or f"{cell.text} 像是电话、证件号或编号，没有写进要点")
    if is_dated(column.head) and cell.text.isdigit() and int(cell.text) in _SERIALS:
        day = _date_of_serial(int(cell.text))
        return Phrase(join_words(head, day), f"{cell.text} 像是日期的序列值，读作{day}")
    if is_rank(column.head) and cell.text.isdigit():
        return Phrase(f"{head or column.head}第{cell.text}位", cell.doubt)
    if _YEAR_HEAD.search(column.head) and re.fullmatch(r"(?:19|20)\d{2}", cell.text):
        return Phrase(join_words(head, f"{cell.text}年"), cell.doubt)
    unit, doubt = choose_unit(column, cell, units, label)
    doubts = [cell.doubt, doubt]
    if GROWTH.search(column.head):
        text = _phrase_growth(column.head, cell.text, unit, before)
        doubts += ["是 0，与上期持平还是变化太小？"] if not cell.text.strip("+-0.%‰") and not doubt else []
    else:
        text = join_words(head, cell.text + unit, mark="为")
        doubts += [_doubt_value(cell.text, unit, f"{label}{column.head}")]
    return Phrase(text, "；".join(filter(None, doubts)))


def _say_among(head: str, before: str) -> str:
    """Return 其中重点人群 behind a column of the same group, 签约中，重点人群 elsewhere."""
    found = _AMONG.search(head)
    if not found:
        return head
    group, rest = head[: found.start()], head[found.end() :]
    return f"其中{rest}" if before.startswith(group) else f"{group}中，{rest}"


def choose_unit(column: Column, cell: Cell, units: Units, label: str) -> tuple[str, str]:
    """Return the unit to write behind the number, and why a person should look at it."""
    apart = GROWTH.search(column.head) or is_rate(column.head)  # not measured in the unit of the row
    named = column.unit or ("" if apart else units.row)
    if cell.text.endswith(_SHARES):
        clash = named and named not in _SHARES
        return "", f"单元格显示 {cell.text}，表头或单位栏写的是{named}" if clash else ""
    if cell.unit:
        return _join_units(named, cell.unit, growth=bool(GROWTH.search(column.head)))
    subject = column.head if column.role != "主值" else label
    if named:
        fraction = named == "%" and is_rate(f"{label}{column.head}") and _is_fraction(cell.text)
        return named, f"{cell.text}% 还是 {_as_percent(cell.text)}%？" if fraction else ""
    if GROWTH.search(column.head):
        other = "百分点" if units.row in {"", "%"} else units.row
        return "", f"没有写单位，是 % 还是{other}？"
    return _unit_of_table(subject or label, label, cell, units.table)


def _join_units(named: str, own: str, *, growth: bool) -> tuple[str, str]:
    """Return the unit of a cell that shows one itself: 万 in the cell and 元 in the head make 万元."""
    if own in {"万", "亿"} and named and base_unit(named) == named:
        return own + named, ""
    clash = named and not same_base(named, own) and not (growth and "百分点" in own)
    return own, f"单元格里写{own}，表头或单位栏写的是{named}" if clash else ""


def _unit_of_table(subject: str, label: str, cell: Cell, table: tuple[str, ...]) -> tuple[str, str]:
    """Return the unit named above the table unless the words of the head name another."""
    implied = implied_unit(subject) or implied_unit(label)
    if is_rate(subject) or is_rate(label):
        read = _as_percent(cell.text) if _is_fraction(cell.text) else cell.text
        return ("%", "") if "%" in table else ("", f"{cell.text} 没有单位，是不是 {read}%？")
    fitting = [unit for unit in table if _fits(unit, subject, implied)]
    if fitting:
        return fitting[0], ""
    if implied:
        return implied, f"表上注的单位是{'、'.join(table)}，“{subject}”按“{implied}”写" if table else ""
    if len(table) == 1:
        return table[0], ""
    if table:
        return "", f"表上注了 {'、'.join(table)} 几种单位，{cell.text} 是哪一种？"
    return "", "" if UNITLESS.search(subject + label) else f"{cell.text} 没有单位"


def _fits(unit: str, subject: str, implied: str) -> bool:
    """Tell whether the words of the head ask for this unit."""
    base = base_unit(unit)
    return (
        bool(implied and same_base(unit, implied))
        or (base in subject if len(base) > 1 else subject.endswith(base))
        or (base == "元" and bool(MONEY.search(subject)))
    )


def _phrase_words(head: str, column_head: str, cell: Cell) -> Phrase:
    """Return a text or date under its head."""
    basis = _BASIS.search(column_head)
    if GROWTH.search(column_head) and cell.text.startswith(_DIRECTIONS):
        text = cell.text if _BASIS.match(cell.text) or not basis else basis.group() + cell.text
        return Phrase(text, cell.doubt)
    if GROWTH.search(column_head) and basis and cell.doubt:
        return Phrase(basis.group() + cell.text, cell.doubt)
    between = "：" if head and len(cell.text) > _LONG_TEXT and re.search("[，。；：]", cell.text) else ""
    return Phrase(join_words(head + between, cell.text).rstrip("。；;"), cell.doubt)


def phrase_flat(head: str) -> str:
    """Return 与上年持平 and its kin for a change that is exactly none."""
    found = _BASIS.search(head)
    basis = found.group() if found else ""
    return f"与{basis[1:]}持平" if basis[:1] in {"比", "较"} else f"{basis}持平"


def _phrase_growth(head: str, value: str, unit: str, before: str) -> str:
    """Return 同比增长3.5% and its kin; the sign becomes a word, the digits stay."""
    basis = _BASIS.search(head)
    subject = _GROWTH_WORDS.sub("", head[: basis.start()] if basis else head).strip("（( ")
    falls = value.startswith("-")
    digits = value.lstrip("-+")
    share = unit in _SHARES or value.endswith(_SHARES) or not unit
    words = ("增长", "下降") if share else ("提高", "下降") if unit.endswith("分点") else ("增加", "减少")
    words = words if digits.strip("0.%‰") else ("变化", "变化")  # 0 neither rises nor falls
    between = "个" if unit in {"百分点", "千分点"} else ""
    known = subject and (subject in before or before.endswith(subject))
    said = f"{basis.group() if basis else ''}{words[falls]}{digits}{between}{unit}"
    return said if known else join_words(subject, said)


def _doubt_value(value: str, unit: str, subject: str) -> str:
    if value.startswith("-"):
        return f"{value}{unit} 是负数，请确认写法"
    if (
        "." in value
        and unit in _WHOLE
        and "均" not in subject
        and "每" not in subject
        and value.partition(".")[2].strip("0")
    ):
        return f"{value}{unit} 不是整数，单位对不对？"
    return ""


def _is_fraction(value: str) -> bool:
    whole, point, _ = value.lstrip("-+").partition(".")
    return (bool(point) and whole == "0") or value == "1"


def _as_percent(value: str) -> str:
    return format((Decimal(value) * 100).normalize(), "f")


def _date_of_serial(serial: int) -> str:
    day = dt.date(1899, 12, 30) + dt.timedelta(days=serial)
    return f"{day.year}年{day.month}月{day.day}日"
