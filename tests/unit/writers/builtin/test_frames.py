"""What may stand in a frame, how many there are, and how often one comes."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest

from draft.document import Fact, Section, Spec, Task
from draft.writers.builtin import frames, leadin, write_text
from draft.writers.builtin.frames import Frame
from draft.writers.builtin.leads import all_leads

LEADS = tuple(Frame(f"{lead}，", "action") for lead in sorted(all_leads()))
LISTS: dict[str, Sequence[Frame]] = {
    "work": (*frames.OPENINGS["work"], *frames.OPENINGS_OF_FIGURES, *LEADS),
    "party": (*frames.OPENINGS["party"], *LEADS),
    "problem": (*frames.OPENINGS["problem"], *frames.OPENINGS_TOLD["problem"], *frames.CLOSINGS["problem"]),
    "plan": (*frames.OPENINGS["plan"], *frames.OPENINGS_TOLD["plan"], *frames.CLOSINGS["plan"]),
    "whole plan": (*frames.PLAN_OPENINGS, *frames.CLOSINGS["plan"]),
    "labels": LEADS,
    "continuations": frames.CONTINUATIONS,
    "demands": frames.DEMANDS,
    "found troubles": frames.FOUND_TROUBLES,
    "lead-in": (*leadin.FIRST_WITH_TERMS, *leadin.FIRST_PLAIN, *leadin.PLAN_FIRST, *leadin.PLAN_PLAIN),
    "wrapped": (*frames.WRAPPED["work"], *frames.WRAPPED["plan"]),
}
ALL = [frame for family in LISTS.values() for frame in family]
CLAIMS = [
    *["成效显著", "显著", "圆满", "全面完成", "位居", "前列", "全覆盖", "首次", "满意", "突破", "超额"],
    *["领先", "优异", "明显", "大幅", "成功", "一流", "卓有成效", "再创", "良好", "取得", "已"],
]
NUMERALS = re.compile(r"[0-9０-９零〇二三四五六七八九十百千万亿两几]|一(?![般个步并])")


@pytest.mark.parametrize("frame", ALL, ids=lambda frame: frame.text)
def test_a_frame_says_no_number_and_claims_nothing(frame: Frame) -> None:
    words = re.sub(r"\{\w+\}", "", frame.text)
    assert not NUMERALS.search(words.replace("一些", "").replace("这一", "").replace("下一", ""))
    assert not [claim for claim in CLAIMS if claim in words]


@pytest.mark.parametrize("family", ["work", "problem", "plan", "party", "whole plan", "labels"])
def test_each_family_has_thirty_frames(family: str) -> None:
    own = {frame.text for frame in LISTS[family]}
    assert len(own) >= 30


@pytest.mark.parametrize("family", LISTS)
def test_no_frame_stands_twice_in_a_list(family: str) -> None:
    assert max(Counter(frame.text for frame in LISTS[family]).values()) == 1


def test_a_frame_that_needs_an_action_ends_in_a_comma_or_leads_into_one() -> None:
    assert all(frame.text[-1] not in "。：" for frame in ALL if frame.before == "action")


def _long_spec() -> Spec:
    work = (
        "摸排管控入境人员{n}人",
        "核酸检测样品{n}份",
        "接种疫苗{n}剂次",
        "开展应急演练{n}场",
        "培训医护人员{n}人次",
        "检查医疗机构{n}家次",
        "发放补助资金{n}万元",
    )
    plan = (
        "新建卫生站{n}个，配备相应设备",
        "招聘医护人员{n}人，充实基层力量",
        "开展监督检查{n}次，规范执业行为",
    )
    trouble = (
        "基层医护人员缺口{n}人，引不进、留不住",
        "村卫生室用房紧张，缺{n}间",
        "信息系统{n}套互不相通，数据不能共享",
    )
    sections = []
    for index in range(20):
        role = "存在问题" if index % 10 == 8 else "下一步打算" if index % 10 == 9 else "工作成效"
        texts = {"存在问题": trouble, "下一步打算": plan}.get(role, work)
        facts = tuple(Fact(text.format(n=index * 10 + place + 3)) for place, text in enumerate(texts))
        sections.append(Section(f"做好第{index + 1}项卫生服务", index, 1, role, facts))  # type: ignore[arg-type]
    return Spec("XX县卫生局2024年工作总结", tuple(sections), issuer="XX县卫生局", period="2024年")


def _patterns() -> dict[str, re.Pattern[str]]:
    texts = {frame.text for frame in ALL}
    return {
        t: re.compile("(?:^|(?<=[。\n]))" + re.sub(r"\\{\w+\\}", "[^。]{2,40}?", re.escape(t))) for t in texts
    }


@pytest.mark.parametrize("variant", [0, 1, 7])
def test_no_frame_comes_more_than_three_times_in_twenty_sections(variant: int) -> None:
    spec = _long_spec()
    prose = "\n".join(write_text(Task(spec, section), variant) for section in spec.walk())
    counts = {text: len(pattern.findall(prose)) for text, pattern in _patterns().items()}
    assert {text: count for text, count in counts.items() if count > 3} == {}
    assert sum(counts.values()) >= 4, "the frames are used at all"


def test_another_variant_gives_other_words_with_the_same_facts() -> None:
    spec = _long_spec()
    texts = {variant: [write_text(Task(spec, s), variant) for s in spec.walk()] for variant in (0, 1, 2)}
    assert texts[0] != texts[1]
    for number, section in enumerate(spec.walk()):
        for variant in texts:
            assert all(re.findall("[0-9]+", f.text)[0] in texts[variant][number] for f in section.facts)
