"""Sibling headings in one shape: taken over only where they say what the old ones said."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from draft.document import Completion, Fact, Section, Spec, Task
from draft.errors import ReplyError
from draft.fidelity import FactGroup, Metadata, build_ledger, compare
from draft.fidelity.layout import find_sentences
from draft.pipeline.headings import align_headings, are_acceptable, read_headings

OLD = ("医疗卫生服务能力稳步提升", "加强基层人才队伍建设", "平安建设")
NEW = ("提升医疗卫生服务能力", "加强基层人才队伍建设", "深入推进平安建设")


@dataclass
class HeadingWriter:
    """Answers every request for headings with the same lines."""

    answer: str
    name: str = "model"
    asked: list[Task] = field(default_factory=list)

    async def write(self, task: Task) -> Completion:
        self.asked.append(task)
        if not self.answer:
            raise ReplyError("empty", "没有答复")
        return Completion(self.answer, self.name)


def spec_of(*headings: str) -> Spec:
    work = [Section(heading, n, facts=(Fact(f"培训{n + 11}人"),)) for n, heading in enumerate(headings)]
    problems = Section("存在的问题", len(work), role="存在问题", facts=(Fact("经费不足"),))
    return Spec("XX县某局2024年工作总结", (*work, problems))


def align(spec: Spec, answer: str) -> list[str]:
    return [s.heading for s in asyncio.run(align_headings(spec, HeadingWriter(answer))).walk()]


def test_siblings_take_the_new_shape_and_fixed_headings_stay() -> None:
    assert align(spec_of(*OLD), "\n".join(NEW)) == [*NEW, "存在的问题"]


def test_only_siblings_of_a_kind_are_asked_for() -> None:
    writer = HeadingWriter("\n".join(NEW))
    asyncio.run(align_headings(spec_of(*OLD), writer))
    assert [task.headings for task in writer.asked] == [OLD]


def test_numbering_and_marks_of_an_answer_are_taken_off() -> None:
    assert read_headings("（一）提升服务能力；\n\n2. 加强队伍建设。\n**三、抓好安全**") == [
        "提升服务能力",
        "加强队伍建设",
        "抓好安全",
    ]


REFUSED = {
    "a heading too few": NEW[:2],
    "a number": ("提升3项医疗卫生服务能力", *NEW[1:]),
    "a name": ("提升三明医疗卫生服务能力", *NEW[1:]),
    "a verdict": ("医疗卫生服务能力显著增强", *NEW[1:]),
    "another matter": ("提升医疗卫生服务能力", "加强基层人才队伍建设", "深入推进法治建设"),
    "a result that nobody stated": (*NEW[:2], "平安建设持续提升"),
    "a lost matter": ("提升服务", *NEW[1:]),
    "unequal length": ("提升医疗卫生服务能力", "深入扎实加强基层人才队伍建设", "平安建设"),
    "one verb thrice": ("加强医疗卫生服务能力", "加强基层人才队伍建设", "加强平安建设"),
    "the same heading twice": (NEW[0], NEW[0], NEW[2]),
}


@pytest.mark.parametrize("new", REFUSED.values(), ids=list(REFUSED))
def test_headings_that_say_more_or_less_are_refused(new: tuple[str, ...]) -> None:
    assert not are_acceptable(OLD, new)
    assert align(spec_of(*OLD), "\n".join(new)) == [*OLD, "存在的问题"]


def test_quantities_and_quoted_names_of_a_heading_must_stay() -> None:
    old = ("落实“三会一课”制度", "深化12项重点改革")
    assert are_acceptable(old, ("抓好“三会一课”制度", "推进12项重点改革"))
    assert not are_acceptable(old, ("抓好三会一课制度", "推进12项重点改革"))
    assert not are_acceptable(old, ("抓好“三会一课”制度", "推进重点改革"))


def test_without_an_answer_the_headings_are_kept() -> None:
    assert align(spec_of(*OLD), "") == [*OLD, "存在的问题"]
    with pytest.raises(ReplyError):
        asyncio.run(align_headings(spec_of(*OLD), HeadingWriter(""), fall_back=False))


def test_headings_below_are_a_group_of_their_own() -> None:
    spec = spec_of("主要工作")
    below = tuple(Section(heading, n + 2, 2, facts=(Fact("x"),)) for n, heading in enumerate(OLD))
    spec = replace(spec, sections=(replace(spec.sections[0], sections=below), spec.sections[1]))
    assert align(spec, "\n".join(NEW)) == ["主要工作", *NEW, "存在的问题"]


def document_of(headings: Sequence[str], *checks: int) -> str:
    parts = [f"## {n}、{h}\n\n开展检查{c}次。" for n, h, c in zip("一二三", headings, checks, strict=True)]
    return "# XX县某局2024年工作总结\n\n" + "\n\n".join(parts) + "\n"


def test_a_document_with_headings_of_one_shape_is_checked_against_the_facts_as_they_were() -> None:
    groups = [FactGroup(n, heading, (f"开展检查{n + 12}次",)) for n, heading in enumerate(OLD)]
    ledger = build_ledger(groups, Metadata("XX县某局2024年工作总结"))
    assert compare(ledger, document_of(NEW, 12, 13, 14)).ok
    verdict = compare(ledger, document_of(NEW, 12, 13, 15))
    assert [(v.section, v.kind) for v in verdict.violations] == [(2, "value")]
    assert {link.section for link in verdict.links} == {0, 1}


def sections_of(text: str, *headings: str) -> list[int | None]:
    return [s.section for s in find_sentences(text, list(enumerate(headings))) if not s.heading]


@pytest.mark.parametrize(
    ("text", "headings", "expected"),
    [
        ("## 一、甲类\n子。\n## 二、甲类\n丑。", ("甲类", "甲类"), [0, 1]),
        ("## 一、抓好培训\n子。\n## 二、抓好考核\n丑。", ("加强培训", "加强考核"), [0, 1]),
        ("## 一、强化考核\n子。\n## 二、丙\n丑。", ("加强培训", "加强考核", "丙"), [1, 2]),
        ("## 一、培训\n子。\n## 二、甲\n丑。\n## 三、乙\n寅。", ("培训", "考核"), [0, 0, 0]),
        ("## 一、考核\n子。\n## 二、培训\n丑。", ("培训", "考核"), [1, 0]),
    ],
)
def test_a_heading_in_other_words_is_known_by_its_place_and_its_characters(
    text: str, headings: tuple[str, ...], expected: list[int]
) -> None:
    assert sections_of(text, *headings) == expected
