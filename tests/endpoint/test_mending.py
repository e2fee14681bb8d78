"""Answers to a repair request, over the wire: each sentence in its place, and nothing but sentences."""

from pathlib import Path

import pytest

from endpoint.fault_server import FaultServer, Seen
from endpoint.test_expand import Office

FACTS = """\
title: 甲县城管局2025年工作总结
period: 2025年
sections:
  - heading: 存在的问题
    facts:
      - 在编186人，缺编54人
      - 油烟投诉3127件，比去年同期多612件
      - 作业费拖欠2个季度，约4200万元
"""
RIGHT = (
    "一是力量不足。在编186人，缺编54人。二是油烟投诉反弹，共3127件，比去年同期多612件。"
    "三是作业费拖欠2个季度，约4200万元。"
)
FIRST = RIGHT.replace("54", "45").replace("约4200", "超过4200")
LEAD_IN = "2025年，县城管局扎实工作。现将有关情况报告如下："

FULL_ANSWERS = {
    "a line each": "在编186人，缺编54人。\n三是作业费拖欠2个季度，约4200万元。",
    "numbered as asked": "【1】在编186人，缺编54人。\n【2】三是作业费拖欠2个季度，约4200万元。",
    "numbered otherwise": "1. 在编186人，缺编54人。\n2. 三是作业费拖欠2个季度，约4200万元。",
    "numbers in other marks": "[1]在编186人，缺编54人。\n[2]三是作业费拖欠2个季度，约4200万元。",
    "on one line": "【1】在编186人，缺编54人。【2】三是作业费拖欠2个季度，约4200万元。",
    "without the number of the list": "在编186人，缺编54人。\n作业费拖欠2个季度，约4200万元。",
    "turned round": "三是作业费拖欠2个季度，约4200万元。\n在编186人，缺编54人。",
    "turned round with numbers": "【2】三是作业费拖欠2个季度，约4200万元。\n【1】在编186人，缺编54人。",
    "the whole paragraph": RIGHT,
    "with talk around": "好的，以下是修改后的句子：\n在编186人，缺编54人。\n"
    "三是作业费拖欠2个季度，约4200万元。\n以上句子已按核对结果逐项改正。",
    "the words before as well": "一是力量不足，在编186人，缺编54人。\n三是作业费拖欠2个季度，约4200万元。",
}
NO_ANSWERS = (
    "原句与事实一致，无需修改。",
    "好的，已按要求修改完毕。",
    "经核对，上述句子与事实一致，无需修改。",
    "好的，以下是修改后的句子：",
    "抱歉，我无法完成这一要求。",
    "（未录）。",
    "说明：第一句缺编人数有误，第二句限定词有误。",
    "二是油烟投诉反弹，共3127件，比去年同期多612件。",
)


def expand(place: Path, answer: str, *more: str) -> tuple[str, list[dict[str, object]]]:
    """Return the section's text, and its facts in the report, where repairs get `answer`."""

    def choose(seen: Seen, _: int) -> str:
        if "写导语" in seen.user:
            return f"say:{LEAD_IN}"
        return f"say:{answer}" if "核对结果" in seen.user else f"say:{FIRST}"

    office = Office(place)
    office.facts.write_text(FACTS, encoding="utf-8")
    with FaultServer(choose=choose) as server:
        code, said = office.expand(server.url, *more)
    assert code == 0, said
    (found,) = (office.place / "out").glob("*.md")
    lines = [line for line in found.read_text("utf-8").splitlines() if "在编" in line]
    assert len(lines) == 1
    return lines[0], office.report()["sections"][0]["facts"]


@pytest.mark.parametrize("answer", FULL_ANSWERS.values(), ids=FULL_ANSWERS)
def test_each_mended_sentence_goes_where_its_broken_one_stood(tmp_path: Path, answer: str) -> None:
    text, facts = expand(tmp_path, answer)
    assert text.replace("不足，在编", "不足。在编") == RIGHT
    assert [fact["level"] for fact in facts] == ["L0", "L0", "L0"]


@pytest.mark.parametrize("answer", NO_ANSWERS)
def test_what_answers_nothing_leaves_the_text_and_the_clauses_are_placed(tmp_path: Path, answer: str) -> None:
    text, facts = expand(tmp_path, answer)
    assert text == RIGHT
    assert [fact["level"] for fact in facts] == ["L4", "L0", "L4"]


def test_one_sentence_of_two_mended_is_taken_and_the_other_placed(tmp_path: Path) -> None:
    text, facts = expand(tmp_path, "【2】三是环卫作业费拖欠2个季度，约4200万元。")
    assert text == RIGHT.replace("三是作业费", "三是环卫作业费")
    assert [fact["level"] for fact in facts] == ["L4", "L0", "L0"]


def test_a_sentence_that_does_harm_is_not_taken_with_one_that_helps(tmp_path: Path) -> None:
    text, facts = expand(tmp_path, "【1】在编186人，缺编54人。\n【2】三是作业费拖欠，约4200万元。")
    assert text == RIGHT
    assert [fact["level"] for fact in facts] == ["L0", "L0", "L4"]


def test_sentences_to_mend_are_numbered_and_a_single_one_is_not(tmp_path: Path) -> None:
    asked: list[str] = []

    def choose(seen: Seen, number: int) -> str:
        asked.append(seen.user)
        return (
            "forget" if "写导语" in seen.user else ("say:" + (FIRST, RIGHT.replace("54", "45"))[number > 1])
        )

    office = Office(tmp_path)
    office.facts.write_text(FACTS, encoding="utf-8")
    with FaultServer(choose=choose) as server:
        assert office.expand(server.url, "--workers", "1")[0] == 0
    mends = [user for user in asked if "<待改>" in user]
    assert "【1】在编186人，缺编45人。\n【2】三是作业费拖欠2个季度，超过4200万元。" in mends[0]
    assert "【" not in mends[1]
    assert "<待改>\n在编186人，缺编45人。\n</待改>" in mends[1]
