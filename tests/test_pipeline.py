"""The order of things: a first draft, at most two repairs, then the facts' own clauses."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from draft.document import Completion, Draft, Fact, Section, Spec, Task
from draft.errors import EndpointError, Refused, ReplyError
from draft.fidelity import compare
from draft.pipeline.bench import Bench
from draft.pipeline.expand import expand
from draft.pipeline.options import Options
from draft.pipeline.placing import ask_to_mend, place_clauses
from draft.render.markdown import render_markdown

FACTS = ("培训基层医师185人，考核合格率96.5%", "新建社区卫生服务站12所，总投资3260万元")
FAITHFUL = "培训基层医师185人，考核合格率96.5%；新建社区卫生服务站12所，总投资3260万元。"
Answer = str | Exception


@dataclass
class ScriptedWriter:
    """Answers each section's tasks in turn; the last answer is repeated."""

    answers: Sequence[Answer]
    name: str = "model"
    asked: list[Task] = field(default_factory=list)

    async def write(self, task: Task) -> Completion:
        self.asked.append(task)
        turn = sum(1 for before in self.asked if before.index == task.index) - 1
        answer = self.answers[min(turn, len(self.answers) - 1)] if task.section else "现将有关情况报告如下。"
        if isinstance(answer, Exception):
            raise answer
        return Completion(answer, self.name)


@dataclass
class OwnWords:
    """Stands for the embedded writer: every fact as its own sentence."""

    name: str = "builtin"

    async def write(self, task: Task) -> Completion:
        return Completion("".join(f"{fact.text}。" for fact in task.facts) or "现将情况报告如下。", self.name)


def spec_of(*facts: str) -> Spec:
    section = Section("推进基层医疗建设", 0, facts=tuple(Fact(text) for text in facts))
    return Spec("XX县卫生健康委2023年工作总结", (section,), period="2023年")


def run(writer: ScriptedWriter, spec: Spec | None = None, options: Options | None = None) -> Draft:
    return asyncio.run(
        expand(spec or spec_of(*FACTS), writer, OwnWords(), render=render_markdown, options=options)
    )


def test_a_faithful_first_draft_is_kept_as_it_is() -> None:
    writer = ScriptedWriter([FAITHFUL])
    draft = run(writer)
    assert draft.verdict.ok
    assert draft.sections[0].text == FAITHFUL
    assert draft.sections[0].rounds == 0
    assert [task.attempt for task in writer.asked if task.section] == [0]


def test_a_wrong_number_is_asked_for_again_with_only_the_broken_sentence() -> None:
    wrong = FAITHFUL.replace("；", "。").replace("185", "158")
    writer = ScriptedWriter([wrong, "培训基层医师185人，考核合格率96.5%。"])
    draft = run(writer)
    assert draft.verdict.ok
    assert draft.sections[0].text == FAITHFUL.replace("；", "。")
    mend = [task for task in writer.asked if task.violations]
    assert [task.broken for task in mend] == ["培训基层医师158人，考核合格率96.5%。"]
    assert mend[0].owed == (0,)


def test_after_two_failed_repairs_the_facts_own_clause_is_placed() -> None:
    writer = ScriptedWriter([FAITHFUL.replace("185", "158").replace("；", "。")])
    draft = run(writer)
    assert draft.verdict.ok
    assert draft.sections[0].placed == (0,)
    assert "培训基层医师185人，考核合格率96.5%。" in draft.sections[0].text
    assert "158" not in draft.sections[0].text
    assert sum(1 for task in writer.asked if task.section) == 3


def test_an_invented_sentence_disappears_and_nothing_else() -> None:
    writer = ScriptedWriter([FAITHFUL + "群众满意度达到98.2%。"])
    draft = run(writer, options=Options(rounds=0))
    assert draft.verdict.ok
    assert draft.sections[0].text == FAITHFUL


@pytest.mark.parametrize(
    "answer", ["", "本节工作扎实推进。", "1505人、1548人、98%、12家。", "培训185人。" * 30]
)
def test_a_document_comes_out_whatever_the_model_says(answer: str) -> None:
    draft = run(ScriptedWriter([answer]))
    assert draft.verdict.ok
    assert draft.verdict.survived == draft.verdict.required == 4


def test_a_section_without_answer_is_written_by_the_embedded_writer_and_said_so() -> None:
    spec = Spec(
        "XX县2023年工作总结",
        (
            Section("甲", 0, facts=(Fact("培训185人"),)),
            Section("乙", 1, facts=(Fact("立案3起"),)),
        ),
    )

    @dataclass
    class Half(ScriptedWriter):
        async def write(self, task: Task) -> Completion:
            if task.index == 1:
                raise ReplyError("truncated", "答复被截断")
            return await ScriptedWriter.write(self, task)

    draft = run(Half(["全年培训185人。"]), spec)
    assert draft.verdict.ok
    assert [bool(text.failure) for text in draft.sections] == [False, True]


def test_a_wrong_item_of_a_list_is_placed_within_the_list() -> None:
    spec = spec_of("培训基层医师185人", "新建社区卫生服务站12所", "开展义诊90场次")
    answer = "主要做了以下工作：一是培训基层医师185人；二是新建社区卫生服务站13所；三是开展义诊90场次。"
    draft = run(ScriptedWriter([answer]), spec, Options(rounds=0))
    assert draft.verdict.ok
    assert draft.sections[0].placed == (1,)
    assert draft.sections[0].text == answer.replace("13", "12")


def test_an_endpoint_that_answers_nothing_at_all_is_an_error() -> None:
    @dataclass
    class Dead(ScriptedWriter):
        async def write(self, task: Task) -> Completion:
            raise ReplyError("empty", f"没有答复{task.index}")

    with pytest.raises(EndpointError, match="没有答复"):
        run(Dead([]))


def test_a_refusal_ends_the_run_at_once() -> None:
    refused = Refused("密钥无效")
    with pytest.raises(Refused):
        run(ScriptedWriter([refused]), options=Options(fall_back=False))


def test_candidates_are_distinct_requests_and_the_cleanest_is_kept() -> None:
    writer = ScriptedWriter([FAITHFUL.replace("185", "158"), FAITHFUL])
    draft = run(writer, options=Options(candidates=2))
    assert draft.sections[0].text == FAITHFUL
    attempts = [task.attempt for task in writer.asked if task.section]
    assert len(set(attempts)) == len(attempts) == 2


def test_of_two_faithful_drafts_the_one_in_better_form_is_kept_and_no_third_is_asked_for() -> None:
    spelt = FAITHFUL.replace("185", "一百八十五")
    writer = ScriptedWriter([spelt, FAITHFUL, spelt])
    draft = run(writer, options=Options(candidates=3))
    assert draft.sections[0].text == FAITHFUL
    assert sum(1 for task in writer.asked if task.section) == 2
    assert len(draft.sections[0].completions) == 2
    assert draft.sections[0].rounds == 0


def test_a_candidate_without_answer_leaves_the_drafts_that_are_there() -> None:
    writer = ScriptedWriter([FAITHFUL.replace("185", "158"), ReplyError("empty", "没有答复")])
    draft = run(writer, options=Options(candidates=2, rounds=0))
    assert draft.verdict.ok
    assert draft.sections[0].failure == ""


def test_sections_keep_their_order_when_they_finish_in_another() -> None:
    spec = Spec(
        "XX县2023年工作总结",
        tuple(Section(f"第{n}项", n, facts=(Fact(f"培训{n + 11}人"),)) for n in range(5)),
    )

    @dataclass
    class Backwards(ScriptedWriter):
        async def write(self, task: Task) -> Completion:
            await asyncio.sleep(0.01 * (5 - task.index))
            return Completion("".join(f"{fact.text}。" for fact in task.facts) or "报告如下。", self.name)

    finished: list[int] = []
    draft = asyncio.run(
        expand(
            spec,
            Backwards([]),
            OwnWords(),
            render=render_markdown,
            options=Options(workers=8),
            progress=lambda text, _done, _total: finished.append(text.section.index if text.section else -1),
        )
    )
    assert [text.section.index for text in draft.sections if text.section] == [0, 1, 2, 3, 4]
    assert finished == [4, 3, 2, 1, 0, -1]


def test_only_the_chosen_sections_are_written() -> None:
    spec = Spec(
        "XX县2023年工作总结",
        (Section("甲", 0, facts=(Fact("培训185人"),)), Section("乙", 1, facts=(Fact("立案3起"),))),
    )
    writer = ScriptedWriter(["全县立案3起。"])
    draft = asyncio.run(expand(spec, writer, OwnWords(), render=render_markdown, only={1}))
    assert draft.verdict.ok
    assert "培训" not in render_markdown(draft)


def test_a_repair_without_answer_keeps_the_first_draft_and_places_the_rest() -> None:
    writer = ScriptedWriter(
        [FAITHFUL.replace("185", "158").replace("；", "。"), ReplyError("empty", "没有答复")]
    )
    draft = run(writer)
    assert draft.verdict.ok
    assert draft.sections[0].failure == ""
    assert draft.sections[0].placed == (0,)
    assert "新建社区卫生服务站12所，总投资3260万元。" in draft.sections[0].text


def test_an_endpoint_that_stops_answering_is_not_asked_again_with_locks() -> None:
    writer = ScriptedWriter([FAITHFUL.replace("185", "158"), ReplyError("empty", "没有答复")])
    assert run(writer, options=Options(lock=3)).verdict.ok
    assert sum(1 for task in writer.asked if task.section) == 2


def test_a_lead_in_that_is_nothing_but_invention_is_written_by_the_embedded_writer_and_counted() -> None:
    @dataclass
    class Inventing(ScriptedWriter):
        async def write(self, task: Task) -> Completion:
            if task.section is None:
                return Completion("全年完成投资98.6亿元。", self.name, requests=1)
            return await ScriptedWriter.write(self, task)

    draft = run(Inventing([FAITHFUL]))
    assert draft.verdict.ok
    assert draft.lead_in.text == "现将情况报告如下。"
    assert sum(completion.requests for completion in draft.lead_in.completions) == 3
    assert draft.lead_in.rounds == 2


def test_wishes_reach_the_writer_for_all_sections_and_for_one() -> None:
    spec = Spec(
        "XX县2023年工作总结",
        (Section("甲", 0, facts=(Fact("培训185人"),)), Section("乙", 1, facts=(Fact("立案3起"),))),
    )
    writer = ScriptedWriter(["培训185人。"])
    run(writer, spec, Options(length=300, lengths={1: 80}, density="low"))
    firsts = {task.index: (task.length, task.density) for task in writer.asked if not task.attempt}
    assert firsts == {-1: (0, ""), 0: (300, "low"), 1: (80, "low")}


def test_a_repair_can_be_asked_for_by_hand() -> None:
    spec = spec_of(*FACTS)
    text = FAITHFUL.replace("；", "。").replace("12所", "13所")
    task = Task(spec, spec.sections[0])
    mend = ask_to_mend(task, text, compare(spec.ledger(), text, sections={0}))
    assert mend.broken == "新建社区卫生服务站13所，总投资3260万元。"
    assert mend.owed == (1,)
    assert mend.violations


def test_prose_stays_when_the_facts_own_words_are_no_cleaner() -> None:
    """What two sections say of one thing may look like a fault of either; plain facts would not mend it."""
    text = "培训基层医师185人，新建社区卫生服务站12所。"
    spec = spec_of("培训基层医师185人", "新建社区卫生服务站12所")
    others = spec_of("培训基层医师185人", "改造卫生院3所")
    bench = Bench(others, OwnWords(), OwnWords(), Options())
    verdict = compare(others.ledger(), text, sections={0})
    assert not verdict.ok
    assert place_clauses(Task(spec, spec.sections[0]), bench, text, verdict) == (text, ())


@dataclass
class SlotWriter(ScriptedWriter):
    """Miswrites every digit it sees and keeps every slot."""

    async def write(self, task: Task) -> Completion:
        self.asked.append(task)
        text = "".join(f"{fact.text}。" for fact in task.facts_to_carry) or "现将有关情况报告如下。"
        return Completion(re.sub(r"(?<!S)\d", "7", text), self.name)


def test_a_locked_quantity_is_out_of_the_models_reach() -> None:
    writer = SlotWriter([])
    draft = run(writer, options=Options(lock=1))
    assert draft.verdict.ok
    assert [fate.level for fate in draft.sections[0].fates] == [1, 1]
    assert draft.sections[0].placed == ()
    assert "〔S2〕" in writer.asked[-1].facts[0].text
    assert run(SlotWriter([])).sections[0].placed == (0, 1), "without the option the clauses are placed"


def test_a_fact_without_numbers_is_not_lost_with_the_sentence_it_shared() -> None:
    spec = spec_of(*FACTS, "深化“网格+警格”联动")
    text = FAITHFUL.replace("185", "158").rstrip("。") + "；深化“网格+警格”联动。"
    draft = run(ScriptedWriter([text]), spec)
    assert draft.verdict.ok
    assert "深化“网格+警格”联动" in draft.sections[0].text


def wrapped() -> Spec:
    """Two parts, the first only a wrapper of sections."""
    below = tuple(
        Section(f"推进{name}", n, 2, facts=(Fact(f"{name}12人"),)) for n, name in enumerate("甲乙", 1)
    )
    return Spec(
        "XX县2023年工作总结",
        (Section("主要工作", 0, sections=below), Section("丙", 3, facts=(Fact("立案3起"),))),
    )


@dataclass
class Leading(OwnWords):
    """The embedded writer with a given text for sections without facts."""

    lead: str = "围绕甲、乙两方面，各项工作有序推进。"

    async def write(self, task: Task) -> Completion:
        if task.section and not task.facts:
            return Completion(self.lead, self.name)
        return await OwnWords.write(self, task)


def lead_of(embedded: Leading, *, leads: bool = True) -> tuple[Draft, ScriptedWriter]:
    writer = ScriptedWriter(["培训12人。"])
    options = Options(leads=leads)
    return asyncio.run(expand(wrapped(), writer, embedded, render=render_markdown, options=options)), writer


def test_a_wrapper_is_led_into_on_request_and_no_model_is_asked_for_it() -> None:
    draft, writer = lead_of(Leading(lead="各项工作有序推进。"))
    assert draft.verdict.ok
    assert "## 一、主要工作\n\n各项工作有序推进。\n\n### （一）推进甲" in render_markdown(draft)
    assert 0 not in {task.index for task in writer.asked}
    assert "各项工作" not in render_markdown(lead_of(Leading(lead="各项工作有序推进。"), leads=False)[0])


@pytest.mark.parametrize(
    "lead", ["", "抓好12项重点工作，惠及群众3.5万人。", "实现历史性突破，首次跻身全省前列。"]
)
def test_a_lead_that_is_empty_or_says_more_than_the_facts_is_dropped(lead: str) -> None:
    draft, _ = lead_of(Leading(lead=lead))
    assert draft.verdict.ok
    assert [text.section.index for text in draft.sections if text.section] == [1, 2, 3]


def test_the_checker_is_told_the_mood_of_every_section() -> None:
    plan = Section("下一步打算", 1, role="下一步打算", facts=(Fact("新建站点3个"),))
    trouble = Section("存在问题", 2, role="存在问题", facts=(Fact("经费不足"),))
    spec = Spec("XX县2023年工作总结", (Section("甲", 0, facts=(Fact("立案3起"),)), plan, trouble))
    assert [group.role for group in spec.ledger().groups] == ["工作成效", "下一步打算", "存在问题"]
    year = Spec("XX县2024年工作计划", spec.sections, genre="工作计划")
    assert [group.role for group in year.ledger().groups] == ["下一步打算", "下一步打算", "存在问题"]
