"""What one cell shows: number formats, text that is a number, dates, units, errors."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.sources.cells import is_unit, read_text_cell
from draft.sources.heads import read_head
from draft.sources.shown import show_date, show_number

FORMATS = [
    ("0.8355", "0.00%", "83.55%", ""),
    ("0.004", "0%", "0%", ""),
    ("12.5", "0.00", "12.50", ""),
    ("100", "0.##", "100", ""),
    ("7", "000", "007", ""),
    ("1234567", "#,##0", "1234567", ""),
    ("-3.5", "0.00_);(0.00)", "-3.50", ""),
    ("-3.5", "0.00;[Red]0.00", "-3.50", "没有负号"),
    ("0", '0;-0;"—"', "0", "显示为“—”"),
    ("12345", '0!.0,"万"', "1.2", ""),
    ("998000", "#,##0,", "998", "缩小了 1000 倍"),
    ("12.5", '0.0"万元"', "12.5", ""),
    ("5", "@", "5", ""),
    ("5", "G/通用格式", "5", ""),
    ("0.30000000000000004", "General", "0.3", ""),
    ("3.14159265358979", "General", "3.141592654", ""),
    ("0.1234", "0.00E+00", "0.1234", "认不全"),
    ("1.5", "# ?/?", "1.5", "认不全"),
    ("5", "[>=10]0;0.0", "5", "认不全"),
]


@pytest.mark.parametrize(("value", "pattern", "digits", "doubt"), FORMATS)
def test_a_number_is_shown_as_its_format_shows_it(value: str, pattern: str, digits: str, doubt: str) -> None:
    shown = show_number(Decimal(value), pattern)
    assert shown.digits == digits
    assert doubt in shown.doubt
    assert bool(doubt) == bool(shown.doubt)


@given(st.decimals(-(10**6), 10**6, places=3), st.sampled_from(["General", "0.000", "#,##0.000", "0.0##"]))
def test_a_format_with_room_for_every_digit_hides_none(value: Decimal, pattern: str) -> None:
    shown = show_number(value, pattern)
    assert Decimal(shown.digits) == value
    assert not shown.hides


@given(st.decimals(-(10**6), 10**6, places=4))
def test_what_a_format_hides_is_told_with_the_stored_value(value: Decimal) -> None:
    shown = show_number(value, "0.00")
    assert shown.hides == (Decimal(shown.digits) != value)
    assert Decimal(shown.stored) == value


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("yyyy-mm-dd", "2023年12月10日"),
        ('yyyy"年"m"月"', "2023年12月"),
        ('m"月"d"日"', "12月10日"),
        ("yyyy", "2023年"),
        ("yyyy-mm-dd h:mm", "2023年12月10日8:30"),
        ("General", "2023年12月10日"),
    ],
)
def test_a_date_shows_the_parts_its_format_shows(pattern: str, text: str) -> None:
    assert show_date(dt.datetime(2023, 12, 10, 8, 30), pattern) == text  # noqa: DTZ001  cells have no zone


TEXTS = [
    ("1,234", "number", "1234", ""),
    ("１２３４．５", "number", "1234.5", ""),
    ("'123", "number", "123", ""),
    ("1 234", "number", "1234", ""),
    ("12 人", "number", "12", "人"),
    ("12.5万元", "number", "12.5", "万元"),
    ("¥30,000.00", "number", "30000.00", "元"),
    ("（3.5）", "number", "-3.5", ""),
    ("↓2.5%", "number", "-2.5%", ""),
    ("8.5/10万", "number", "8.5", "/10万"),
    ("2023-12-10", "date", "2023年12月10日", ""),
    ("2023-13-10", "text", "2023-13-10", ""),
    ("2023年", "text", "2023年", ""),
    ("3月", "text", "3月", ""),
    ("1,23", "text", "1,23", ""),
    ("▲4.0", "text", "▲4.0", ""),
    ("—", "dash", "—", ""),
    ("暂无", "dash", "暂无", ""),
    ("#DIV/0!", "error", "#DIV/0!", ""),
    ("=A1+1", "pending", "", ""),
    (" ", "empty", "", ""),
]


@pytest.mark.parametrize(("raw", "kind", "text", "unit"), TEXTS)
def test_a_text_is_read_as_the_number_it_writes(raw: str, kind: str, text: str, unit: str) -> None:
    cell = read_text_cell(raw, "A1")
    assert (cell.kind, cell.text, cell.unit) == (kind, text, unit)


@pytest.mark.parametrize("raw", ["1 234", "（3.5）", "▲4.0", "1,23", "2023-13-10", "007", "#N/A", "=1"])
def test_a_text_that_may_be_misread_is_asked_about(raw: str) -> None:
    assert read_text_cell(raw, "A1").doubt


@given(st.integers(0, 10**9), st.sampled_from(["{:,}", "{}", " {} ", "\u00a0{}"]))
def test_any_way_to_write_a_whole_number_has_its_value(number: int, pattern: str) -> None:
    assert read_text_cell(pattern.format(number), "A1").text == str(number)


@pytest.mark.parametrize(
    "text", ["人", "万人次", "%", "‰", "个百分点", "/10万", "元/人", "亿元", "人/平方公里"]
)
def test_units_are_known(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize("text", ["", "公立", "含党员", "2023年", "其中", "一级"])
def test_other_words_are_no_units(text: str) -> None:
    assert not is_unit(text)


HEADS = [
    ("投入（万元）", "投入", "数值", "万元"),
    ("同比（±%）", "同比", "数值", "%"),
    ("金额/万元", "金额", "数值", "万元"),
    ("完成率%", "完成率", "数值", "%"),
    ("孕产妇死亡率（1/10万）", "孕产妇死亡率", "数值", "/10万"),
    ("机构（公立）", "机构（公立）", "数值", ""),
    ("人次", "", "数值", "人次"),
    ("计量单位", "计量单位", "单位", ""),
    ("责任科室", "责任科室", "来源", ""),
    ("截止时间", "截止时间", "截至", ""),
    ("年份", "年份", "时段", ""),
    ("联系电话", "联系电话", "略去", ""),
    ("序号", "序号", "略去", ""),
]


@pytest.mark.parametrize(("head", "name", "role", "unit"), HEADS)
def test_a_head_tells_what_its_column_holds(head: str, name: str, role: str, unit: str) -> None:
    column = read_head(0, head)
    assert (column.head, column.role, column.unit) == (name, role, unit)
