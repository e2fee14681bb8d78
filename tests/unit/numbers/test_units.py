"""The table of units: families, exact conversion, and that every row can be read after a number."""

from decimal import Decimal
from fractions import Fraction

import pytest

from draft.numbers import UNIT_NAMES, convert, find_quantities, find_unit, same_dimension, same_unit

SAME = [
    ("人", "名"),
    ("位", "人"),
    ("公里", "千米"),
    ("km", "公里"),
    ("㎡", "平方米"),
    ("％", "%"),
    ("元/人", "元/名"),
    ("件", "件"),
]
OTHER = [
    ("人", "人次"),
    ("户", "户次"),
    ("公里", "米"),
    ("%", "百分点"),
    ("亩", "公顷"),
    ("元", "美元"),
    ("例", "人"),
    ("件", None),
]
CONVERTED = [
    ("3", "亩", "公顷", Fraction(1, 5)),
    ("2.5", "吨", "公斤", Fraction(2500)),
    ("1", "平方公里", "公顷", Fraction(100)),
    ("90", "分钟", "小时", Fraction(3, 2)),
    ("2", "年", "个月", Fraction(24)),
    ("5", "‰", "%", Fraction(1, 2)),
    ("3", "角", "元", Fraction(3, 10)),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_spellings_of_one_family_are_the_same_unit(first: str, second: str) -> None:
    assert same_unit(first, second)
    assert same_unit(second, first)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_what_counts_or_measures_otherwise_is_another_unit(first: str, second: str | None) -> None:
    assert not same_unit(first, second)


@pytest.mark.parametrize(("value", "origin", "target", "result"), CONVERTED)
def test_conversion_is_exact(value: str, origin: str, target: str, result: Fraction) -> None:
    assert convert(Decimal(value), origin, target) == result
    assert convert(result, target, origin) == Fraction(value)


def test_days_and_months_do_not_convert() -> None:
    assert convert(Decimal(30), "天", "个月") is None
    assert not same_dimension("天", "个月")
    assert not same_dimension("人", "户")


def test_every_unit_names_its_family_and_source() -> None:
    for name in sorted(UNIT_NAMES):
        unit = find_unit(name)
        assert unit is not None
        family = find_unit(unit.family)
        assert family is not None, name
        assert family.base == unit.base, name
        assert unit.source, name
        assert unit.factor > 0, name


# Units that need a word before or behind them; each is read in its own place (corpus).
_ONLY_IN_CONTEXT = {"世纪", "千兆", "会", "号", "开", "等"}


def test_every_unit_is_read_after_an_arabic_number() -> None:
    unread = [
        name
        for name in sorted(UNIT_NAMES)
        if name not in _ONLY_IN_CONTEXT
        and [q.value for q in find_quantities(f"共计36{name}，") if q.unit is not None and q.start == 2]
        != [Decimal(36)]
    ]
    assert unread == []
