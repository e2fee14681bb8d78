"""Where only the whole is not clean, the fault is mended where it stands; what does not help is undone."""

import asyncio
from dataclasses import dataclass

from draft.document import Completion, Draft, Fact, Section, Spec, Task
from draft.pipeline.expand import expand
from draft.render.markdown import render_text
from draft.writers.builtin import BuiltinWriter

FIRST = "聚焦能力提升，培训基层医师185人。着眼条件改善，扎实新建社区卫生服务站12所。"
SECOND = "坚持源头治理，办结投诉举报48件。"
SPEC = Spec(
    "XX县2023年工作总结",
    (
        Section("推进基层建设", 0, facts=(Fact("培训基层医师185人"), Fact("新建社区卫生服务站12所"))),
        Section("强化行业监管", 1, facts=(Fact("办结投诉举报48件"),)),
    ),
)


@dataclass
class Fixed:
    """A model with one faithful text for each section."""

    name: str = "model"

    async def write(self, task: Task) -> Completion:
        return Completion(("现将有关情况报告如下。", FIRST, SECOND)[task.index + 1], self.name)


def run(old: str, new: str) -> Draft:
    """Return the document of a renderer that miswrites `old`."""

    def render(draft: Draft) -> str:
        return render_text(draft).replace(old, new)

    return asyncio.run(expand(SPEC, Fixed(), BuiltinWriter(), render=render))


def texts(draft: Draft) -> list[str]:
    return [text.text for text in draft.sections]


def test_a_clean_whole_stays_as_it_is() -> None:
    assert texts(run("甲", "乙")) == [FIRST, SECOND]


def test_only_the_sentence_that_is_wrong_in_the_whole_is_placed() -> None:
    draft = run("扎实新建社区卫生服务站12所", "扎实新建社区卫生服务站13所")
    assert draft.verdict.ok
    assert texts(draft) == ["聚焦能力提升，培训基层医师185人。新建社区卫生服务站12所。", SECOND]
    assert [text.placed for text in draft.sections] == [(1,), ()]


def test_prose_stays_when_nothing_helps() -> None:
    draft = run("48件", "49件")
    assert not draft.verdict.ok
    assert texts(draft) == [FIRST, SECOND]
    assert [text.placed for text in draft.sections] == [(), ()]


def test_a_fault_outside_all_sections_costs_no_prose() -> None:
    draft = run("# XX县2023年工作总结", "# XX县2023年工作总结\n\n群众满意度98.7%。")
    assert not draft.verdict.ok
    assert texts(draft) == [FIRST, SECOND]
