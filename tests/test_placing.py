"""What cannot be repaired is placed: each fact where it stood, nothing twice, nothing lost."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from draft.document import Completion, Fact, Section, SectionDraft, Spec, Task
from draft.evals.cases import parse_pairs
from draft.evals.mutants import Mutant
from draft.evals.planting import plant_all
from draft.pipeline.bench import Bench
from draft.pipeline.options import Options
from draft.pipeline.placing import tell_plainly
from draft.pipeline.section import draft_section
from draft.pipeline.splice import find_sentences
from draft.writers.builtin import BuiltinWriter

CASES = Path(__file__).parent.parent / "evals" / "cases" / "pairs"


@dataclass
class OneAnswer:
    """A model that writes this and nothing else."""

    text: str
    name: str = "model"

    async def write(self, _task: Task) -> Completion:
        return Completion(self.text, self.name)


def draft_of(facts: tuple[str, ...], prose: str) -> SectionDraft:
    section = Section("重点工作", 0, facts=tuple(map(Fact, facts)))
    spec = Spec("某县2024年工作总结", (section,), period="2024年")
    bench = Bench(spec, OneAnswer(prose), BuiltinWriter(), Options(rounds=0))
    return asyncio.run(draft_section(Task(spec, section), bench))


FACTS = ("培训基层医师185人", "未发生安全生产事故", "新建服务站12所", "开展义诊90场次")


@pytest.mark.parametrize(
    ("prose", "text", "placed"),
    [
        # told wrongly without any figure: the sentence that tells it goes
        (
            "培训基层医师185人。安全生产事故很少发生。新建服务站12所。开展义诊90场次。",
            "培训基层医师185人。未发生安全生产事故。新建服务站12所。开展义诊90场次。",
            (1,),
        ),
        # said rightly and then wrongly once more: the wrong one goes, nothing is placed
        (
            "培训基层医师185人。未发生安全生产事故。新建服务站12所。开展义诊90场次。总的来看，新建服务站15所。",
            "培训基层医师185人。未发生安全生产事故。新建服务站12所。开展义诊90场次。",
            (),
        ),
        # forgotten: behind the fact before it
        (
            "培训基层医师185人。未发生安全生产事故。\n开展义诊90场次。",
            "培训基层医师185人。未发生安全生产事故。新建服务站12所。\n开展义诊90场次。",
            (2,),
        ),
        # two wrong sentences: each fact in its own place
        (
            "培训基层医师158人。未发生安全生产事故。新建服务站12所。\n扎实开展义诊80场次。",
            "培训基层医师185人。未发生安全生产事故。新建服务站12所。\n开展义诊90场次。",
            (0, 3),
        ),
    ],
    ids=["negation", "said twice", "forgotten", "two places"],
)
def test_a_fact_is_placed_where_it_belongs(prose: str, text: str, placed: tuple[int, ...]) -> None:
    draft = draft_of(FACTS, prose)
    assert draft.verdict.ok
    assert draft.text == text
    assert draft.placed == placed


PLANS = (
    "新建区域养老服务中心3个，10月底前主体完工",
    "10月1日起农村低保标准提至不低于690元/月",
    "完成改厕1500户",
)


@pytest.mark.parametrize(
    ("item", "number"),
    [
        # the date of the second fact is nowhere: of the list only its item is put in order
        ("二是确保农村低保标准提至不低于690元/月；", 1),
        # a figure is wrong
        ("二是10月1日起农村低保标准提至不低于960元/月；", 1),
    ],
)
def test_of_a_list_only_the_item_is_placed_that_tells_the_fact(item: str, number: int) -> None:
    first = "下一步，将围绕以下方面开展工作：一是新建区域养老服务中心3个，10月底前主体完工；"
    draft = draft_of(PLANS, f"{first}{item}三是完成改厕1500户。")
    assert draft.verdict.ok
    assert number in draft.placed
    assert 2 not in draft.placed
    assert draft.text == f"{first}二是{PLANS[number]}；三是完成改厕1500户。"


def test_an_item_that_would_be_left_empty_takes_its_list_with_it() -> None:
    draft = draft_of(PLANS, f"一是{PLANS[0]}；二是惠及群众20万人；三是{PLANS[1]}；四是{PLANS[2]}。")
    assert draft.verdict.ok
    assert draft.text == "".join(f"{fact}。" for fact in PLANS)
    assert draft.placed == (0, 1, 2)


def test_the_last_resort_is_the_fact_to_the_letter() -> None:
    form, letter = tell_plainly([Fact("3-11岁儿童接种(第一剂)52270剂；"), Fact("培训185人")])
    assert letter == "3-11岁儿童接种(第一剂)52270剂。培训185人。"
    assert form.endswith("培训185人。")


def mutants() -> list[Mutant]:
    lines = [line for path in sorted(CASES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return plant_all(list(parse_pairs(lines, "pairs")), seed=7, per_kind=2)


def _tells(sentence: str, fact: str) -> bool:
    pairs = [fact[at : at + 2] for at in range(len(fact) - 1)]
    return 20 * sum(pair in sentence for pair in pairs) > 11 * len(pairs)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", mutants(), ids=lambda m: f"{m.kind}-{m.edit[:12]}")
def test_whatever_is_planted_the_section_comes_out_clean_and_nothing_is_said_twice(mutant: Mutant) -> None:
    draft = draft_of(mutant.parent.facts, mutant.prose)
    assert draft.verdict.ok
    sentences = [draft.text[a:b] for a, b in find_sentences(draft.text)]
    for number in draft.placed:
        told = [sentence for sentence in sentences if _tells(sentence, mutant.parent.facts[number])]
        assert len(told) <= 1, told
    untouched = [mutant.prose[a:b] for a, b in find_sentences(mutant.prose)]
    assert len(draft.placed) < len(mutant.parent.facts) or not set(untouched) & set(sentences)
