"""A section that opens with bare figures is told first what is set out for in its field, and no more."""

import re
from collections import Counter
from pathlib import Path

import pytest

from draft.document import Fact, Section, Spec, Task
from draft.facts import load_spec
from draft.fidelity import compare
from draft.writers.builtin import write_text
from draft.writers.builtin.fields import aims_of_field, all_aims

ROOT = Path(__file__).parents[4]
FILES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "evals/recorded/facts").glob("*.yaml")])
FIGURES = (
    Fact("群众参与率91.3%，同比提高1.8个百分点"),
    Fact("在册人员4126人，平均年龄47岁"),
    Fact("满意度95.8分"),
)
FIELDS = ["学前教育", "养老服务", "特种设备安全", "护理工作", "水质改善", "农业生产", "组织收入", "普法宣传"]


def _spec(*headings: str, facts: tuple[Fact, ...] = FIGURES) -> Spec:
    sections = tuple(Section(heading, n, 1, "工作成效", facts) for n, heading in enumerate(headings))
    return Spec("XX县某局2024年工作总结", sections, issuer="XX县某局", period="2024年")


def _opening(heading: str, facts: tuple[Fact, ...] = FIGURES) -> str:
    spec = _spec(heading, facts=facts)
    text = write_text(Task(spec, spec.sections[0]))
    assert compare(spec.ledger(), text, sections={0}).ok
    return _aim(text)


def _aim(text: str) -> str:
    """Return the aim that leads the first clause, empty when none does."""
    return max((aim for aim in all_aims() if text.startswith(f"{aim}，")), key=len, default="")


@pytest.mark.parametrize(
    "heading",
    ["学前教育", "养老服务", "特种设备安全", "护理工作", "水质改善", "农业生产", "组织收入", "普法宣传"],
)
def test_bare_figures_under_a_known_field_are_led_by_its_aim(heading: str) -> None:
    assert _opening(heading) in aims_of_field(heading)


@pytest.mark.parametrize("heading", ["其他工作", "有关情况", "分行业情况", "学前教育主要指标", "亮点"])
def test_an_unknown_field_or_a_state_of_things_is_led_by_nothing(heading: str) -> None:
    assert not _opening(heading)


def test_an_action_opens_by_itself() -> None:
    facts = (Fact("新建公办幼儿园4所，新增学位1080个"), *FIGURES)
    assert not _opening("学前教育", facts)


def test_the_second_of_two_fields_names_no_aim() -> None:
    assert aims_of_field("加强医疗机构监管和传染病防治") == ()
    assert aims_of_field("传染病防治和医疗机构监管") == aims_of_field("传染病防治")


def test_a_heading_is_not_said_once_more() -> None:
    assert _opening("推进国土绿化") != "推进国土绿化"
    assert _opening("落实就业优先政策") != "落实就业优先政策"


def test_no_verb_opens_more_than_two_sections() -> None:
    headings = (
        "学生资助",
        "儿童福利",
        "就业创业",
        "社会保障",
        "粮食生产",
        "传染病防控",
        "民生事业",
        "耕地保护",
        "消防",
    )
    spec = _spec(*headings)
    aims = list(filter(None, (_aim(write_text(Task(spec, section))) for section in spec.sections)))
    assert aims
    assert max(Counter(aim[:2] for aim in aims).values()) <= 2
    assert len(set(aims)) == len(aims)


@pytest.mark.parametrize("aim", sorted(all_aims()))
def test_an_aim_tells_no_number_and_no_success(aim: str) -> None:
    assert re.fullmatch("[\u4e00-\u9fff，、]{6,18}", aim)
    assert not re.search(
        "成效|显著|圆满|明显|大幅|成功|取得|已|首次|领先|满意|突破|位居|[二三四五六七八九十百千万亿两]", aim
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_aim_comes_twice_in_a_document(path: Path) -> None:
    spec = load_spec(path)
    texts = (write_text(Task(spec, section)) for section in spec.walk() if section.facts)
    aims = list(filter(None, map(_aim, texts)))
    assert len(set(aims)) == len(aims)
