"""What is prose in a raw reply, and what is not."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.writers.body import RawReply, read_body
from draft.writers.faults import Fault, classify_status, read_retry_after, shorten
from draft.writers.reply import accept_reply, ends_unfinished

ROWS = tomllib.loads((Path(__file__).parent / "replies.toml").read_text(encoding="utf-8"))["reply"]


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_every_raw_text_gives_the_prose_of_its_row(row: dict[str, Any]) -> None:
    raw = RawReply(row["raw"], "stop")
    if "fault" in row:
        with pytest.raises(Fault) as caught:
            accept_reply(raw)
        assert caught.value.kind.name == row["fault"]
    else:
        reply = accept_reply(raw)
        assert reply.text == row["prose"]
        assert accept_reply(RawReply(reply.text, "stop")).text == reply.text


@given(st.text(alphabet='全县共摸排人，。\n 12345.%<>think/`*#{}"：好的以下是', max_size=80))
def test_digits_outside_thinking_are_never_lost(text: str) -> None:
    prose = "新建公路37公里，惠及2086户。" + text.replace("<", "〈").replace("`", "'") + "完成率66.46%。"
    try:
        kept = accept_reply(RawReply(prose, "stop")).text
    except Fault as fault:
        if fault.kind.name != "loop":
            raise
    else:
        assert [char for char in kept if char.isdigit()] == [char for char in prose if char.isdigit()]


@given(
    st.binary(max_size=300),
    st.sampled_from(["application/json", "text/event-stream", "text/html; charset=gbk"]),
)
def test_any_bytes_are_a_reply_or_a_fault(content: bytes, kind: str) -> None:
    try:
        assert isinstance(read_body(content, kind).text, str)
    except Fault as fault:
        if not fault.kind.message:
            raise


@given(st.integers(100, 599), st.text(max_size=200))
def test_any_error_body_is_a_fault_with_one_line(status: int, body: str) -> None:
    fault = classify_status(status, {}, body)
    assert "\n" not in fault.detail
    assert len(fault.detail) <= 201


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("1、2个项目未交付；\n2、电梯314部。", "2个项目未交付；\n电梯314部。"),
        ("不足：\n1．2个项目未交付。\n2．电梯314部。", "不足：\n1.2个项目未交付。\n电梯314部。"),
        ("1.2万人受益。\n2.3亿元到位。", "1.2万人受益。\n2.3亿元到位。"),
        ("3、4月各检查1次。\n5月检查2次。", "3、4月各检查1次。\n5月检查2次。"),
        ("1）培训12人。\n2）义诊3场。", "培训12人。\n义诊3场。"),
    ],
)
def test_numbers_of_lines_are_told_from_the_figures_behind_them(said: str, kept: str) -> None:
    assert accept_reply(RawReply(said, "stop")).text == kept


HOSTILE = (
    "<think>" * 20_000, "```" * 30_000, "**" * 50_000, "（" * 100_000, "1" * 200_000, "<" * 100_000,
    "\n" * 100_000,
    "- " * 50_000, "全县共摸排人员" * 20_000, "好的" * 50_000 + "\n。",
)  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE, ids=[f"{raw[:7]!r}" for raw in HOSTILE])
def test_hostile_text_is_judged_in_no_time(raw: str) -> None:
    begun = time.perf_counter()
    try:
        accept_reply(RawReply(raw, "stop"))
    except Fault as fault:
        if fault.kind.name not in {"empty", "loop", "thinking_open"}:
            raise
    assert time.perf_counter() - begun < 1.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "500"}, 0.0),
        ({"retry-after": "nan"}, 0.0),
        ({"retry-after": "soon"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({}, 0.0),
    ],
)
def test_retry_after_is_believed_within_a_minute(headers: dict[str, str], seconds: float) -> None:
    assert read_retry_after(headers) == seconds


def test_an_unfinished_sentence_is_told_from_a_finished_one() -> None:
    assert ends_unfinished("完成率66.4")
    assert not any(map(ends_unfinished, ["完成率66.46%。", "“好”", "如下：", "（详见附件）", ""]))


def test_what_a_server_says_is_shown_as_one_short_plain_line() -> None:
    said = shorten("<html><b>bad\x1b[31m key</b>\n sk-abcdef0123 " + "x" * 500)
    assert said.startswith("bad[31m key *** x")
    assert len(said) == 201
