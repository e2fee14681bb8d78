"""A mended sentence stands where its broken one stood; what was right is not moved, lost or said twice."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft.document import Completion, Draft, Fact, Section, SectionDraft, Spec, Task
from draft.errors import ReplyError
from draft.fidelity import compare
from draft.pipeline.accepting import count_repeated, count_scraps, is_accepted
from draft.pipeline.aligning import Place, read_answer
from draft.pipeline.bench import Bench
from draft.pipeline.expand import expand
from draft.pipeline.options import Options
from draft.pipeline.placing import ask_to_mend
from draft.pipeline.section import draft_section
from draft.pipeline.splice import count_disorder, find_sentences
from draft.render.markdown import render_text
from draft.writers.builtin import BuiltinWriter

# Which sentence of an answer belongs where --------------------------------------------------------

RIGHT = (
    "一是完成农村户厕改造2150户，整改问题厕所318户。",
    "深化东西部协作，到位协作资金5680万元。",
    "二是处置病害井盖1468个，平均用时压缩至9小时。",
    "城镇新增就业2.17万人，完成年计划的56.4%。",
    "三是排查消防隐患31处，立行立改27处。",
    "就业帮扶车间共54家，吸纳就业1733人。",
    "四是充电桩累计建成1.46万个，公共桩3900个。",
)
WRONG = tuple(
    sentence.replace(old, new)
    for sentence, old, new in zip(
        RIGHT, ("318", "5680", "1468", "56.4", "27", "1733", "3900"),
        ("381", "5860", "1486", "54.6", "37", "1373", "9300"), strict=True,
    )
)  # fmt: skip
TALK = ("好的，已按要求修改完毕。", "经核对，上述句子与事实一致，无需修改。", "说明如下。")


@dataclass(frozen=True)
class Round:
    """A text with broken sentences, and what a model answers."""

    broken: tuple[int, ...]
    answered: tuple[int, ...]
    answer: str
    ends: tuple[str, ...]

    def text(self, mended: Sequence[int]) -> str:
        """Return the text with these of the broken sentences mended."""
        wrong = set(self.broken) - set(mended)
        pieces = [(WRONG if n in wrong else RIGHT)[n] + end for n, end in enumerate(self.ends)]
        return "".join(pieces).rstrip("\n")


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    every = range(len(RIGHT))
    broken = tuple(sorted(draw(st.sets(st.sampled_from(every), min_size=1))))
    answered = tuple(draw(st.permutations(sorted(draw(st.sets(st.sampled_from(broken)))))))
    numbered = draw(st.booleans())
    lines = [f"【{broken.index(n) + 1}】{RIGHT[n]}" if numbered else RIGHT[n] for n in answered]
    whole = [n for n in every if n not in broken]
    said_back = draw(st.sets(st.sampled_from(whole))) if whole else set()
    others = [RIGHT[n] for n in said_back] + draw(st.lists(st.sampled_from(TALK), max_size=2))
    for other in others:
        lines.insert(draw(st.integers(0, len(lines))), other)
    ends = tuple(draw(st.sampled_from(["", "\n"])) for _ in every)
    return Round(broken, answered, draw(st.sampled_from(["\n", ""])).join(lines), ends)


def places_of(text: str, broken: Sequence[int]) -> list[Place]:
    spans = find_sentences(text)
    return [Place(spans[number], (RIGHT[number],)) for number in broken]


@settings(deadline=None)
@given(rounds())
def test_whatever_the_order_and_the_talk_each_sentence_goes_to_its_own_place(case: Round) -> None:
    text = case.text(())
    reading = read_answer(text, places_of(text, case.broken), case.answer)
    assert reading.apply(tuple(reading.moves)) == case.text(case.answered)
    assert len(reading.moves) == len(case.answered)
    for whole in reading.whole:
        assert count_repeated(whole) == 0


@settings(max_examples=25, deadline=None)  # every one is checked against its facts
@given(rounds())
def test_a_text_after_repair_says_nothing_twice_and_counts_on(case: Round) -> None:
    """Also where the answer says everything twice."""
    text = case.text(())
    answer = case.answer + case.answer
    reading = read_answer(text, places_of(text, case.broken), answer)
    facts = tuple(Fact(sentence.lstrip("一二三四是").rstrip("。")) for sentence in RIGHT)
    section = Section("重点工作", 0, facts=facts)
    spec = Spec("某县2024年工作总结", (section,), period="2024年")
    task = Task(spec, section)
    for tried in (reading.apply(tuple(reading.moves)), *reading.whole):
        old, new = ((one, compare(spec.ledger(), one, sections={0})) for one in (text, tried))
        if is_accepted(task, old, new):
            assert count_repeated(tried) == 0
            assert count_disorder(tried) == 0


def apply(text: str, broken: str, answer: str, *facts: str) -> str:
    start = text.index(broken)
    reading = read_answer(text, [Place((start, start + len(broken)), facts)], answer)
    return reading.apply(tuple(reading.moves))


@pytest.mark.parametrize(
    ("answer", "stands_for"),
    [
        ("培训骨干医师12人。其中乡村医生5人。", 1),
        ("全面动员，培训骨干医师12人，其中乡村医生5人。", 2),
        ("培训骨干医师12人，其中乡村医生5人，新建服务站3所。", -2),
        ("全面动员，培训骨干医师12人，其中乡村医生5人，新建服务站3所。", 3),
        ("此句无误。", 0),
    ],
    ids=["made two", "with the one before", "with the one behind", "all in one", "no answer"],
)
def test_what_a_model_makes_of_one_sentence_stands_once(answer: str, stands_for: int) -> None:
    before, broken, behind = "全面动员。", "培训骨干医师13人，其中乡村医生5人。", "新建服务站3所。"
    expected = {
        0: before + broken + behind,
        1: before + answer + behind,
        2: answer + behind,
        -2: before + answer,
        3: answer,
    }
    fact = "培训骨干医师12人，其中乡村医生5人"
    assert apply(before + broken + behind, broken, answer, fact) == expected[stands_for]


def test_between_like_sentences_the_number_of_the_request_decides() -> None:
    text = "城市低保每月830元，提高30元。农村低保每月630元，提高36元。特困供养每月1450元。"
    first, second, _ = find_sentences(text)
    places = [Place(first, ("城市低保每月830元，提高40元",)), Place(second, ("农村低保每月630元，提高30元",))]
    reading = read_answer(
        text, places, "【2】农村低保每月630元，提高30元。\n【1】城市低保每月830元，提高40元。"
    )
    mended = text.replace("提高30", "提高40").replace("提高36", "提高30")
    assert reading.apply(tuple(reading.moves)) == mended


LIST = "主要做了以下工作：一是培训医师185人；二是新建服务站13所；三是义诊90场次。"


@pytest.mark.parametrize(
    "answer",
    [
        "二是新建服务站12所；",
        "新建服务站12所。",
        "一是新建服务站12所。",
        "（二）新建服务站12所。",
        "2. 新建服务站12所。",
        "二是新建服务站12所；\n二是新建服务站12所；",
        LIST.replace("13", "12"),
        "一是培训医师185人；二是新建服务站12所。",
    ],
)
def test_an_item_of_a_list_is_mended_also_where_the_whole_list_comes_back(answer: str) -> None:
    assert apply(LIST, "二是新建服务站13所；", answer, "新建服务站12所") == LIST.replace("13", "12")


# A whole section ----------------------------------------------------------------------------------


@dataclass
class Scripted:
    """A model with these answers for the one section, the last again and again, and one 导语."""

    answers: Sequence[str | Exception]
    lead_in: Sequence[str] = ("现将有关情况报告如下：",)
    name: str = "model"
    asked: list[Task] = field(default_factory=list)

    async def write(self, task: Task) -> Completion:
        turn = sum(1 for before in self.asked if before.index == task.index)
        self.asked.append(task)
        answers = self.answers if task.section else self.lead_in
        answer = answers[min(turn, len(answers) - 1)]
        if isinstance(answer, Exception):
            raise answer
        return Completion(answer, self.name)


def spec_of(*facts: str, opening: Sequence[str] = ()) -> Spec:
    section = Section("重点工作", 0, facts=tuple(map(Fact, facts)))
    return Spec("某县2024年工作总结", (section,), period="2024年", opening=tuple(map(Fact, opening)))


def draft_of(facts: Sequence[str], *answers: str, rounds: int = 1) -> tuple[SectionDraft, Scripted]:
    spec, writer = spec_of(*facts), Scripted(answers)
    bench = Bench(spec, writer, BuiltinWriter(), Options(rounds=rounds))
    return asyncio.run(draft_section(Task(spec, spec.sections[0]), bench)), writer


FACTS = ("培训基层医师185人，考核合格率96.5%", "新建服务站12所，总投资3260万元", "深化“网格+警格”联动")
GOOD = "培训基层医师185人，考核合格率96.5%。新建服务站12所，总投资3260万元。深化“网格+警格”联动。"


def test_a_repair_that_loses_what_was_right_is_not_taken() -> None:
    draft, _ = draft_of(FACTS, GOOD.replace("185", "158"), "培训基层医师185人。")
    assert draft.text == GOOD
    assert draft.placed == (0,)


def test_a_fact_without_figures_is_not_lost_in_a_repair() -> None:
    facts = ("培训基层医师185人", "深化“网格+警格”联动")
    first = "培训基层医师158人，深化“网格+警格”联动。"
    draft, _ = draft_of(facts, first, "培训基层医师185人。")
    assert "网格+警格" in draft.text
    assert "185" in draft.text


def test_of_two_sentences_made_one_neither_stays_behind() -> None:
    first = GOOD.replace("185", "158").replace("12所", "13所")
    merged = "培训基层医师185人，考核合格率96.5%，新建服务站12所，总投资3260万元。"
    draft, _ = draft_of(FACTS, first, merged)
    assert draft.text == f"{merged}深化“网格+警格”联动。"
    assert draft.placed == ()


def test_an_invention_that_the_answer_leaves_out_goes() -> None:
    first = GOOD.replace("185", "158") + "群众满意度达到98.2%。"
    draft, _ = draft_of(FACTS, first, "培训基层医师185人，考核合格率96.5%。")
    assert draft.text == GOOD
    assert draft.placed == ()


def test_of_a_line_broken_before_its_unit_no_scrap_stays() -> None:
    first = GOOD.replace("185", "158").replace("12所", "13所")
    draft, _ = draft_of(FACTS, first, "考核合格率96.5%，培训基层医师185\n人。")
    assert draft.verdict.ok
    assert not re.search(r"(?m)(?:^|。)人。", draft.text)


def test_what_leaves_a_scrap_behind_is_not_taken() -> None:
    task = Task(spec_of("新建公路126公里", "办结诉求1386件"), None)
    old, new = "新建公路162公里。办结诉求1836件。", "新建公路126。公里。办结诉求1386件。"
    assert count_scraps(old) == 0
    assert count_scraps(new) == 1
    ledger = task.spec.ledger()
    assert not is_accepted(task, (old, compare(ledger, old)), (new, compare(ledger, new)))


def test_a_forgotten_fact_goes_behind_the_one_before_it() -> None:
    first = "培训基层医师185人，考核合格率96.5%。\n深化“网格+警格”联动。"
    draft, _ = draft_of(FACTS, first, "扎实新建服务站12所，总投资3260万元。此外无遗漏。")
    assert draft.text == GOOD.replace("新建", "扎实新建")
    assert draft.placed == ()


def test_what_was_left_out_is_asked_of_the_sentence_that_has_its_neighbours() -> None:
    fact = "营商环境省评第4位，较上年前进2位；民企座谈会12场，收集诉求143条，办结131条"
    spec = spec_of(fact)
    text = "营商环境省评第4位，较上年前进2位。召开民企座谈会12场，收集诉求143条。"
    mend = ask_to_mend(Task(spec, spec.sections[0]), text, compare(spec.ledger(), text, sections={0}))
    assert mend.broken == "召开民企座谈会12场，收集诉求143条。"


def test_a_list_of_sentences_counts_on_where_one_goes() -> None:
    facts = ("培训基层医师185人", "新建服务站12所", "开展义诊90场次")
    first = "一是培训基层医师185人。二是群众满意度98.2%。三是新建服务站12所。四是开展义诊90场次。"
    draft, _ = draft_of(facts, first, rounds=0)
    assert draft.verdict.ok
    assert draft.text == "一是培训基层医师185人。二是新建服务站12所。三是开展义诊90场次。"


# The 导语 -------------------------------------------------------------------------------------------

OPENING = ("新增高新技术企业160家，总数突破1000家",)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "2024年，县科技局紧扣创新，新增高新技术企业160家，总数达到1000家，现将有关情况报告如下：",
            "2024年，县科技局紧扣创新，新增高新技术企业160家，总数突破1000家，现将有关情况报告如下：",
        ),
        (
            "2024年，县科技局紧扣创新，各项工作有序推进。现将有关情况报告如下：",
            "2024年，县科技局紧扣创新，各项工作有序推进。新增高新技术企业160家，总数突破1000家。现将有关情况报告如下：",
        ),
        (
            "2024年，县科技局紧扣创新，新增高新技术企业160家，总数突破1000家，投资98.6亿元。现将有关情况报告如下：",
            "2024年，县科技局紧扣创新，新增高新技术企业160家，总数突破1000家。现将有关情况报告如下：",
        ),
    ],
    ids=["wrong", "forgotten", "invented"],
)
def test_of_a_lead_in_only_the_clause_is_placed_and_its_frame_stays(said: str, told: str) -> None:
    spec = spec_of(*FACTS, opening=OPENING)
    bench = Bench(spec, Scripted([], (said,)), BuiltinWriter(), Options(rounds=0))
    draft = asyncio.run(draft_section(Task(spec, None), bench))
    assert draft.verdict.ok
    assert draft.text == told


# What only the whole shows ------------------------------------------------------------------------


def whole_of(writer: Scripted, old: str, new: str) -> Draft:
    """Return the document of a renderer that miswrites `old`."""

    def render(draft: Draft) -> str:
        return render_text(draft).replace(old, new)

    return asyncio.run(expand(spec_of(*FACTS), writer, BuiltinWriter(), render=render))


def test_the_writer_is_asked_once_for_what_only_the_whole_shows() -> None:
    writer = Scripted([GOOD, "扎实新建服务站12所，总投资3260万元。"])
    draft = whole_of(writer, "。新建服务站12所", "。新建服务站13所")
    assert draft.verdict.ok
    assert draft.sections[0].text == GOOD.replace("新建", "扎实新建")
    assert draft.sections[0].placed == ()
    assert draft.sections[0].rounds == 1


@pytest.mark.parametrize("answer", [ReplyError("empty", "没有答复"), "无需修改。", GOOD])
def test_without_a_better_answer_for_the_whole_the_clause_is_placed(answer: str | Exception) -> None:
    writer = Scripted(["扎实" + GOOD, answer])
    draft = whole_of(writer, "扎实培训基层医师185人", "扎实培训基层医师186人")
    assert draft.verdict.ok
    assert draft.sections[0].text == GOOD
    assert sum(1 for task in writer.asked if task.section) == 2
    assert len(draft.sections[0].completions) == (1 if isinstance(answer, Exception) else 2)
