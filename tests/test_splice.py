"""Sentences are cut and put back without touching their neighbours."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.pipeline.splice import find_sentences, find_touched, replace_sentences

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


def touch(*values: str) -> tuple[tuple[int, int], ...]:
    return find_touched(LIST, [(LIST.index(value), LIST.index(value) + 2) for value in values])


def test_an_item_of_a_list_is_touched_alone_but_two_items_are_the_list() -> None:
    assert [LIST[a:b] for a, b in touch("12")] == ["二是新建12所；"]
    assert [LIST[a:b] for a, b in touch("12", "185")] == ["一是培训185人；二是新建12所；三是投资3260万元。"]
    assert [LIST[a:b] for a, b in touch("12", "90")] == [LIST[:-8], LIST[-8:]]


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
    assert replace_sentences(LIST, touch(value), new) == whole


def test_only_the_touched_sentence_is_found() -> None:
    start = TEXT.index("12")
    assert [TEXT[a:b] for a, b in find_touched(TEXT, [(start, start + 3)])] == ["其中骨干12人！"]


def test_the_rewritten_sentence_takes_the_place_of_the_first_broken_one() -> None:
    first, _, third = find_sentences(TEXT)
    assert replace_sentences(TEXT, [third, first], "培训骨干。") == "培训骨干。其中骨干12人！"


def test_without_a_broken_sentence_the_new_one_is_added_at_the_end() -> None:
    assert replace_sentences("甲。", [], "乙。") == "甲。乙。"


@given(st.text(alphabet="甲乙1，。！？\n”", max_size=60))
def test_sentences_never_overlap_and_lose_nothing_but_line_ends(text: str) -> None:
    spans = find_sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).replace("\n", "") == text.replace("\n", "")
