"""Sentences are cut and put back without touching their neighbours."""

import itertools

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
