"""Texts in the encodings of offices; a damaged UTF-8 text is told, not guessed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.encoding import decode_chinese

TEXT = "全年培训185人，\r\n完成率66.46%。\n"
CHINESE = st.text(st.characters(codec="gb18030", exclude_characters="\ufeff"), max_size=60)


@given(CHINESE)
def test_utf8_with_and_without_mark_is_read_as_it_was_written(text: str) -> None:
    assert decode_chinese(text.encode()) == decode_chinese(text.encode("utf-8-sig")) == text


def test_gb18030_is_read_where_the_bytes_are_no_utf8() -> None:
    assert (
        decode_chinese(TEXT.encode("gb18030"))
        == decode_chinese(b"\x84\x31\x95\x33" + TEXT.encode("gbk"))
        == TEXT
    )


def test_one_damaged_byte_does_not_turn_utf8_into_gibberish() -> None:
    damaged = TEXT.encode().replace("率".encode(), "率".encode()[:2])
    with pytest.raises(UnicodeDecodeError) as caught:
        decode_chinese(damaged)
    assert caught.value.encoding == "utf-8"
    assert damaged.count(b"\n", 0, caught.value.start) == 1


def test_what_is_neither_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        decode_chinese(b"\xff\xff\xff")
    assert caught.value.encoding == "gb18030"
