"""What stands after a number: units and counting words, their dimension, family and exact conversion.

`find_unit` looks a word up, `same_unit` says whether two words count the same thing (人 = 名 = 位,
公里 = 千米 = km), `convert` changes between units of one dimension exactly. Magnitudes (万 亿) are no units.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from draft.numbers.units_table import COUNTED, MEASURES, MONEY, MONEY_PARTS, SHY_WORDS


@dataclass(frozen=True, slots=True)
class Unit:
    """One spelling of a unit.

    Attributes:
        name: as written after a number, without 万 or 亿.
        base: the unit that `factor` leads to; units with the same base convert into each other.
        factor: how many `base` one of this unit is, exactly.
        dimension: length, money, people, cases, …
        family: the first spelling of its row; spellings of one family are the same unit.
        source: the norm or practice the row comes from.
    """

    name: str
    base: str
    factor: Fraction
    dimension: str
    family: str
    source: str


_COUNTED_DIMENSIONS = frozenset(row[0] for row in COUNTED)
# The written unit of a quantity drops 个 before these: 2.8个百分点 has the unit 百分点, 3个小时 has 小时.
_KEEP_GE = frozenset({"个月", "个次"})
_WRITTEN = {
    "％": "%",
    "﹪": "%",
    "元整": "元",
    "圆整": "元",
}


_Row = tuple[
    str, str, str, str, str
]  # base, factor, dimension, family, source: Units are built when asked for


def _measures() -> dict[str, _Row]:
    return {
        name: (base, factor, dimension, names.partition(" ")[0], source)
        for dimension, source, base, families in MEASURES
        for names, factor in families
        for name in names.split()
    }


def _money() -> dict[str, _Row]:
    source = "currency names in official prose"
    whole: dict[str, _Row] = {
        name: (base, "1", "money", base, source) for base, names in MONEY for name in names.split()
    }
    parts: dict[str, _Row] = {
        name: ("元", factor, "money", family, source)
        for family, names, factor in MONEY_PARTS
        for name in names.split()
    }
    return whole | parts


def _counted() -> dict[str, _Row]:
    rows: dict[str, _Row] = {}
    for dimension, source, families in COUNTED:
        for names in families.split("|"):
            family = names.partition(" ")[0]
            for name in names.split():
                rows.setdefault(name, (family, "1", dimension, family, source))
    return rows


# A name of two rows belongs to the first: 钱 and 元 are no counting words.
_ROWS: dict[str, _Row] = _counted() | _money() | _measures()
UNIT_NAMES = frozenset(_ROWS)


def _by_first() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for name in _ROWS:
        groups.setdefault(name[0], []).append(name)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in groups.items()}


_BY_FIRST = _by_first()
_SIZES = {
    first: tuple(sorted({len(name) for name in names}, reverse=True)) for first, names in _BY_FIRST.items()
}
_ASCII_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


def dimension_of(name: str) -> str | None:
    """Return the dimension of a unit (length, money, people, …), or None for a word outside the table."""
    row = _ROWS.get(name)
    return row[2] if row else None


@lru_cache(maxsize=4096)
def find_unit(name: str | None) -> Unit | None:
    """Return the table's unit of that name, or None for a bare number or a word outside the table."""
    row = _ROWS.get(name) if name else None
    if name is None or row is None:
        return None
    base, factor, dimension, family, source = row
    return Unit(name, base, Fraction(factor), dimension, family, source)


def find_units(text: str, start: int) -> tuple[str, ...]:
    """Return the unit names that stand at `start`, longest first; empty is fine."""
    return tuple(
        name
        for name in _BY_FIRST.get(text[start : start + 1], ())
        if text.startswith(name, start)
        and not (
            name[-1] in _ASCII_LETTERS and text[start + len(name) : start + len(name) + 1] in _ASCII_LETTERS
        )
    )


def match_unit(text: str, start: int) -> str | None:
    """Return the longest unit name that stands at `start`, or None."""
    for size in _SIZES.get(text[start : start + 1], ()):
        name = text[start : start + size]
        if name in _ROWS and len(name) == size:
            if name[-1] in _ASCII_LETTERS and text[start + size : start + size + 1] in _ASCII_LETTERS:
                continue
            return name
    return None


def written_unit(name: str) -> str:
    """Return the unit as a quantity reports it: ％ as %, 个百分点 as 百分点, 块钱 stays."""
    if name in _WRITTEN:
        return _WRITTEN[name]
    if name[0] == "个" and name != "个" and name not in _KEEP_GE and name[1:] in _ROWS:
        return name[1:]
    return name


def is_shy(name: str) -> bool:
    """Whether a Chinese numeral before this word is usually part of a word (一线, 二级)."""
    return name in SHY_WORDS


def counts_things(name: str) -> bool:
    """Whether the word counts things (人, 起, 家) instead of measuring."""
    return dimension_of(name) in _COUNTED_DIMENSIONS


def same_unit(first: str | None, second: str | None) -> bool:
    """Return whether two units count or measure the same thing, without converting.

    人 = 名 = 位, 公里 = 千米 = km, ㎡ = 平方米 are the same; 人 and 人次, 公里 and 米, % and 百分点 are not.
    Words outside the table are the same only if they are written alike; a bare number equals only itself.
    """
    if first == second:
        return True
    if first is None or second is None:
        return False
    if "/" in first and "/" in second and first.count("/") == second.count("/") == 1:
        return all(
            same_unit(a or None, b or None) for a, b in zip(first.split("/"), second.split("/"), strict=True)
        )
    one, other = find_unit(first), find_unit(second)
    return one is not None and other is not None and one.family == other.family and one.base == other.base


def same_dimension(first: str | None, second: str | None) -> bool:
    """Return whether a value in one unit can be converted to the other (公斤 and 吨, 角 and 元)."""
    one, other = find_unit(first), find_unit(second)
    return one is not None and other is not None and one.base == other.base


def convert(value: Decimal | Fraction, origin: str, target: str) -> Fraction | None:
    """Return `value` in `target`, exactly; None if the two units do not convert into each other."""
    one, other = find_unit(origin), find_unit(target)
    if one is None or other is None or one.base != other.base:
        return None
    return Fraction(value) * one.factor / other.factor
