"""What must hold for any text: spans, order, coverage of digits, masks without value, linear time."""

import re
import sys
import threading
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft.numbers import find_quantities, parse_numeral, write_value
from draft.numbers.enumerators import find_enumerator
from draft.numbers.quantities import read_text

CHARACTERS = (
    "全县完成人次元万亿百千十一二三四五零〇两半几多余近约超上下增长降低至到第前年月日时分之比成折倍个名家级"
    "%‰．.,，。；、：:—-－～~/／（）“”《》〔〕号xX×*＊_+±−$￥每数 \n0123456789１２３ABGH"
)
PIECES = st.sampled_from(
    [
        *CHARACTERS,
        "百分之",
        "分之",
        "个百分点",
        "上半年",
        "以上",
        "万元",
        "第一",
        "12月",
        "10日",
        "8:30",
        "/10万",
        "半折",
        "5",
    ]
)
PROSE = st.lists(PIECES, max_size=40).map("".join)
DIGITS = re.compile("[0-9０-９]+")
ATTACKS = [
    "一",
    "1",
    "万",
    "（",
    "〔",
    "〔2021〕",
    "9万",
    "x",
    "X人",
    "1、",
    "一二",
    "第一",
    "百分之",
    "12:30",
    "2023年",
    "3—",
    "零",
    "半",
    "“一",
    "“三会",
    "1.",
    "1,000",
    "1/",
    "三至",
    "一点",
    "A1",
    "1-",
    "*",
    "千万",
    "十万",
    "一月",
    "三分之",
    "1比",
    "几",
    "《一",
    "1×",
    "http://1",
    "一一二",
    "翻一",
    "1人、",
    "上半年",
    "xx年",
]


@given(PROSE)
@settings(max_examples=250)
def test_spans_are_exact_ordered_and_apart(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.text
        assert quantity.start >= end
        end = quantity.end


@given(PROSE)
@settings(max_examples=250)
def test_every_run_of_arabic_digits_is_covered_or_numbers_an_item(text: str) -> None:
    covered = [(quantity.start, quantity.end) for quantity in find_quantities(text)]
    for run in DIGITS.finditer(text):
        inside = any(start < run.end() and run.start() < end for start, end in covered)
        assert inside or _numbers_an_item(text, run.start(), run.end()), (text, run.group())


def _numbers_an_item(text: str, start: int, end: int) -> bool:
    if text[end : end + 1] == "：":
        return True
    starts = [place for place in range(max(0, start - 12), start + 1) if text[place] in "0123456789０１２３"]
    return any((find_enumerator(text, place) or 0) >= end for place in starts)


@given(PROSE)
@settings(max_examples=120)
def test_values_are_exact_and_written_as_plain_decimals(text: str) -> None:
    for quantity in find_quantities(text):
        for value in (quantity.value, quantity.value_hi):
            assert value is None or isinstance(value, Decimal | Fraction | tuple)
            written = write_value(value)
            assert written is None or re.fullmatch(r"-?[0-9]+(?:\.[0-9]*[1-9])?(?:[:/]-?[0-9.]+)*", written)
            if isinstance(value, Decimal):
                assert parse_numeral(written or "") == value


@given(PROSE)
@settings(max_examples=120)
def test_masks_names_and_dates_have_no_value(text: str) -> None:
    for quantity in find_quantities(text):
        if quantity.kind in ("placeholder", "identifier", "idiom", "date", "time"):
            assert quantity.value is None
            assert quantity.value_hi is None


@given(PROSE)
@settings(max_examples=80)
def test_a_silent_sentence_behind_changes_nothing(text: str) -> None:
    alone = [quantity.to_json() for quantity in find_quantities(text + "。")]
    joined = [quantity.to_json() for quantity in find_quantities(text + "。\n干部群众齐心协力。")]
    assert joined == alone


@pytest.mark.parametrize("attack", [*ATTACKS, " ", "1 ", "1，"])
def test_time_grows_with_the_length_only(attack: str) -> None:
    small, large = (_seconds(attack * (size // len(attack))) for size in (600, 2_400))
    assert large < max(10 * small, 0.03), (attack, small, large)


def _seconds(text: str) -> float:
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        find_quantities(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("attack", ["一", "1", "（", "〔", "万", "十万", "一1（万", "“三会", "x"])
def test_a_hundred_thousand_characters_take_seconds_at_most(attack: str) -> None:
    start = time.process_time()
    find_quantities(attack * (100_000 // len(attack)))
    assert time.process_time() - start < 8


def test_texts_are_read_in_several_threads() -> None:
    failed: list[BaseException] = []

    def read(thread: int) -> None:
        try:
            for number in range(2_000):
                read_text(f"完成{thread * 10_000 + number}件。")
        except KeyError as error:
            failed.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not failed
