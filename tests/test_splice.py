"""Sentences are cut and put back without touching their neighbours."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.pipeline.splice import (
    close_ranks,
    count_disorder,
    find_parts,
    find_sentences,
    replace_each,
    widen,
)

TEXT = "全年培训185人。其中骨干12人！\n立案3起；结案2起。"


def test_sentences_end_at_full_stops_and_line_ends() -> None:
    assert [TEXT[a:b] for a, b in find_sentences(TEXT)] == [
        "全年培训185人。",
        "其中骨干12人！",
        "立案3起；结案2起。",
    ]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    text = "提出“献血人人有责。”全年完成。"
    assert [text[a:b] for a, b in find_sentences(text)] == ["提出“献血人人有责。”", "全年完成。"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("强调“要担当。要实干。”并部署3项。完成。", ["强调“要担当。要实干。”", "并部署3项。", "完成。"]),
        ("推进（见附件。另附）工作。完成。", ["推进（见附件。另附）工作。", "完成。"]),
        ("“未成对。后文。", ["“未成对。", "后文。"]),
        ("完成！！很好。", ["完成！！", "很好。"]),
    ],
)
def test_a_full_stop_within_a_pair_of_marks_ends_no_sentence(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in find_sentences(text)] == sentences


LIST = "一是培训185人；二是新建12所；三是投资3260万元。同时督导90次。"


def part_with(value: str) -> tuple[int, int]:
    return next(part for part in find_parts(LIST) if value in LIST[slice(*part)])


def test_an_item_of_a_list_is_a_part_and_its_list_is_the_sentence() -> None:
    parts = [LIST[a:b] for a, b in find_parts(LIST)]
    assert parts == ["一是培训185人；", "二是新建12所；", "三是投资3260万元。", "同时督导90次。"]
    assert [LIST[a:b] for a, b in widen(LIST, [part_with("12"), part_with("185")])] == [LIST[:-8]]


@pytest.mark.parametrize(
    ("value", "new", "whole"),
    [
        ("12", "新建站点13所。", LIST.replace("新建12所", "新建站点13所")),
        ("12", "二是新建站点13所；", LIST.replace("新建12所", "新建站点13所")),
        ("12", "新建13所。改造5所。", LIST.replace("新建12所", "新建13所，改造5所")),
        ("326", "总投资3万元。", LIST.replace("投资3260万元", "总投资3万元")),
        ("185", "1.培训186人", LIST.replace("培训185人", "1.培训186人")),
    ],
)
def test_a_new_item_keeps_number_and_mark_of_the_old(value: str, new: str, whole: str) -> None:
    assert replace_each(LIST, {part_with(value): new}) == whole


def test_each_sentence_is_replaced_in_its_own_place() -> None:
    first, second, third = find_sentences(TEXT)
    assert (
        replace_each(TEXT, {third: "立案4起。", first: "培训186人。"})
        == "培训186人。其中骨干12人！\n立案4起。"
    )
    assert replace_each(TEXT, {first: "", second: ""}) == "立案3起；结案2起。"
    assert replace_each("甲。", {(2, 2): "乙。"}) == "甲。乙。"


@pytest.mark.parametrize(
    ("text", "faults", "closed"),
    [
        ("一是甲。说明。二是乙。三是丙。", 0, "一是甲。说明。二是乙。三是丙。"),
        ("一是甲。三是丙。二是乙。", 2, "一是甲。二是丙。二是乙。"),
        ("一是甲。三是丙。四是丁。", 1, "一是甲。二是丙。三是丁。"),
        ("二是乙；三是丙。", 1, "一是乙；二是丙。"),
        ("一是甲；二是乙。\n一是丙；三是丁。", 1, "一是甲；二是乙。\n一是丙；二是丁。"),
        ("第一，甲。第三，丙。", 1, "第一，甲。第二，丙。"),
        ("一是一，二是二。", 0, "一是一，二是二。"),
    ],
)
def test_lists_are_counted_and_a_gap_is_closed(text: str, faults: int, closed: str) -> None:
    assert count_disorder(text) == faults
    assert close_ranks(text) == closed


@given(st.text(alphabet="甲乙1，。！？\n”", max_size=60))
def test_sentences_never_overlap_and_lose_nothing_but_line_ends(text: str) -> None:
    spans = find_sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize(
    ("line", "new", "told"),
    [
        ("（2）建成公路162公里。", "建成公路126公里。", "（2）建成公路126公里。"),
        ("2.建成公路162公里。", "建成公路126公里。", "2.建成公路126公里。"),
        ("②建成公路162公里。", "2、建成公路126公里。", "2、建成公路126公里。"),
        ("2.建成公路162公里。", "126公里公路建成。", "126公里公路建成。"),
        ("2.5公里公路建成。", "建成公路5.2公里。", "建成公路5.2公里。"),
        ("（2）建成公路162公里。", "", ""),
    ],
)
def test_a_line_keeps_its_number_before_new_words(line: str, new: str, told: str) -> None:
    text = f"（1）培训干部。\n{line}\n（3）办结诉求。"
    start = text.index(line)
    assert replace_each(text, {(start, start + len(line)): new}).split("\n")[1:-1] == [told] * bool(told)
