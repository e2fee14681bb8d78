"""Numerals: exact both ways, with cn2an as an outside judge of plain ones."""

from decimal import Decimal
from typing import get_args

import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.errors import NumeralError
from draft.numbers import find_quantities, parse_numeral, write_numeral
from draft.numbers.numerals import Style

READ = {
    "312.6万": "3126000",
    "1.35亿": "135000000",
    "2千万": "20000000",
    "1.2千万": "12000000",
    "1,100万": "11000000",
    "二十万亿": "20000000000000",
    "3万4000": "34000",
    "25万6千": "256000",
    "1千零20": "1020",
    "13万2": "132000",
    "10亿零817万": "1008170000",
    "一千零五": "1005",
    "三百二": "320",
    "一万六": "16000",
    "〇": "0",
    "二〇二四": "2024",
    "四十五点二": "45.2",
    "廿五": "25",
    "伍仟": "5000",
    "１２．５": "12.5",
    "1 505": "1505",
    "1'505": "1505",
    "9，876": "9876",
    "-3.5": "-3.5",
    "负十二": "-12",
    "一百九十万零三千九百七十一": "1903971",
    "五兆六十二亿四万五千二": "5006200045200",
    "4.78万亿": "4780000000000",
}
REFUSED = [
    "",
    "万",
    "百",
    "收拾",
    "三百万万亿",
    "一千千",
    "十百",
    "1,10万",
    "几十",
    "三百余",
    "点五",
    "五点",
    "1.2.3",
    "abc",
    "12a",
]
WHOLE = st.integers(min_value=0, max_value=10**16 - 1)
FRACTIONS = st.integers(min_value=0, max_value=6)


@pytest.mark.parametrize(("written", "value"), READ.items())
def test_a_numeral_is_read_exactly(written: str, value: str) -> None:
    assert parse_numeral(written) == Decimal(value)


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_numeral_is_refused_and_never_guessed(written: str) -> None:
    with pytest.raises(NumeralError):
        parse_numeral(written)


@given(WHOLE, FRACTIONS, st.sampled_from(get_args(Style)), st.sampled_from([1, -1]))
def test_whatever_is_written_reads_back_the_same(whole: int, places: int, style: Style, sign: int) -> None:
    value = Decimal(whole).scaleb(-places) * (sign if whole else 1)
    assert parse_numeral(write_numeral(value, style)) == value


@given(WHOLE)
def test_chinese_numerals_agree_with_an_outside_writer(whole: int) -> None:
    assert parse_numeral(cn2an.an2cn(whole)) == whole
    assert cn2an.cn2an(write_numeral(Decimal(whole), "chinese"), "smart") == whole


@given(st.integers(min_value=1, max_value=10**12))
def test_capital_numerals_agree_with_an_outside_writer(whole: int) -> None:
    assert parse_numeral(cn2an.an2cn(whole, "up")) == whole


def test_a_numeral_of_thousands_of_digits_stays_exact() -> None:
    digits = "7" * 20000
    assert parse_numeral(digits) == Decimal(digits)
    assert format(parse_numeral(digits + "万"), "f") == digits + "0000"


@pytest.mark.parametrize("style", [style for style in get_args(Style) if style != "plain"])
@given(whole=st.integers(min_value=11, max_value=10**12))
def test_a_written_count_is_found_in_prose_with_its_value(style: Style, whole: int) -> None:
    written = write_numeral(Decimal(whole), style)
    found = find_quantities(f"全年发放补贴{written}元。")
    assert [(q.value, q.unit, q.kind) for q in found] == [(Decimal(whole), "元", "money")]
