"""A model's untidy answer is put in form without a repair round, and no quantity changes."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.document import Completion, Fact, Section, Spec, Task
from draft.form import read_quantities
from draft.pipeline.expand import expand
from draft.pipeline.options import Options
from draft.pipeline.tidy import tidy_prose
from draft.render.markdown import render_text
from draft.writers.body import RawReply
from draft.writers.builtin import BuiltinWriter
from draft.writers.reply import accept_reply

FACTS = ("培训基层医师185人，考核合格率96.5%", "新建社区卫生服务站12所，总投资3260万元")
FIRST, SECOND = "培训基层医师185人，考核合格率96.5%。", "新建社区卫生服务站12所，总投资3260万元。"
SPEC = Spec("XX县2023年工作总结", (Section("推进基层建设", 0, facts=tuple(map(Fact, FACTS))),))
ANSWERS = {
    "a paragraph for each fact": f"{FIRST}\n\n{SECOND}",
    "the heading again": f"### 推进基层建设\n\n{FIRST}{SECOND}",
    "bold figures": "培训基层医师**185人**，考核合格率**96.5%**。" + SECOND,
    "English marks": "培训基层医师185人, 考核合格率96.5%. 新建社区卫生服务站12所, 总投资3260万元.",
    "a numbered list": f"1. {FIRST}\n2. {SECOND}",
    "bullets without a final mark": f"- {FIRST[:-1]}\n- {SECOND[:-1]}",
    "mathematics": "培训基层医师$185$人，考核合格率$96.5\\%$。" + SECOND,
    "spaces around figures": "培训基层医师 185 人，考核合格率 96.5 %。 " + SECOND,
    "grouped thousands": FIRST + "新建社区卫生服务站12所，总投资3,260万元。",
    "labels of the facts": f"事实1：{FIRST}事实2：{SECOND}",
}


class OneAnswer:
    """A model that answers every request for the section in the same way."""

    name = "model"

    def __init__(self, raw: str) -> None:
        self.raw, self.asked = raw, 0

    async def write(self, task: Task) -> Completion:
        if task.section is None:
            return Completion("现将有关情况报告如下。", self.name)
        self.asked += 1
        text = accept_reply(RawReply(text=self.raw, finish="stop")).text
        return Completion(text, self.name)


@pytest.mark.parametrize("raw", ANSWERS.values(), ids=list(ANSWERS))
def test_an_untidy_answer_becomes_proper_prose_without_asking_again(raw: str) -> None:
    writer = OneAnswer(raw)
    draft = asyncio.run(expand(SPEC, writer, BuiltinWriter(), render=render_text, options=Options()))
    assert draft.verdict.ok
    assert writer.asked == 1
    assert draft.sections[0].text == FIRST + SECOND


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("一是抓培训，培训185人。\n二是抓考核，考核90人。", "一是抓培训，培训185人。二是抓考核，考核90人。"),
        ("（一）培训185人。\n（二）考核90人。", "（一）培训185人。\n（二）考核90人。"),
        ("培训185人。考核90人。\n督导12次。", "培训185人。考核90人。\n督导12次。"),
        ('落实"双随机"，检查12次；', "落实“双随机”，检查12次。"),
        ("主要做法：\n培训185人。", "主要做法：\n培训185人。"),
    ],
)
def test_what_is_form_is_mended_and_what_is_structure_stays(text: str, tidied: str) -> None:
    assert tidy_prose(text) == tidied


@given(st.text(alphabet='培训一二三是（）1,2.35人%万元，。；\n "$事实：', max_size=50))
def test_tidying_keeps_every_quantity(text: str) -> None:
    plain = text.replace("$", "")
    assert read_quantities(tidy_prose(plain)) == read_quantities(plain)
