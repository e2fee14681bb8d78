"""What each lock level puts behind slots, and that what was hidden comes back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.document import Fact, Section, Spec, Task
from draft.pipeline.locks import find_pieces, lock_facts, needed_level

ROWS = [
    # fact, number and unit, also qualifier and direction, also the owner
    ("办结率不低于95%", ["95%"], ["不低于95%"], ["办结率不低于95%"]),
    (
        "投诉量同比下降近9.7%，服务群众30万余人次",
        ["9.7%", "30万余人次"],
        ["同比下降近9.7%", "30万余人次"],
        ["投诉量同比下降近9.7%", "服务群众30万余人次"],
    ),
    (
        "执业医师1505人、注册护士1548人",
        ["1505人", "1548人"],
        ["1505人", "1548人"],
        ["执业医师1505人", "注册护士1548人"],
    ),
    ("培训医师、护士共35人", ["35人"], ["35人"], ["培训医师、护士共35人"]),
    ("城乡标准分别为750元、580元", ["750元", "580元"], ["为750元", "580元"], ["城乡标准分别为750元、580元"]),
    (
        "截至11月15日，预约39229人",
        ["11月15日", "39229人"],
        ["11月15日", "39229人"],
        ["截至11月15日", "预约39229人"],
    ),
    ("完成投资12,345.6万元", ["12,345.6万元"], ["12,345.6万元"], ["完成投资12,345.6万元"]),
    ("床位（含乡镇，不含诊所）80张", ["80张"], ["80张"], ["床位（含乡镇，不含诊所）80张"]),
    ("一方面抓培训", [], [], []),
]


@pytest.mark.parametrize(("fact", "first", "second", "third"), ROWS, ids=[row[0][:12] for row in ROWS])
def test_each_level_hides_more(fact: str, first: list[str], second: list[str], third: list[str]) -> None:
    hidden = [[fact[a:b] for a, b in find_pieces(fact, level)] for level in (1, 2, 3)]
    assert hidden == [first, second, third]


@pytest.mark.parametrize(
    ("kinds", "level"),
    [({"value"}, 1), ({"omission"}, 1), ({"value", "qualifier"}, 2), ({"swap"}, 3), (set(), 1)],
)
def test_a_fault_needs_the_level_that_hides_its_cause(kinds: set[str], level: int) -> None:
    assert needed_level(kinds) == level


def task_of(*facts: str) -> Task:
    section = Section("推进工作", 0, facts=tuple(map(Fact, facts)))
    return Task(Spec("XX县2023年工作总结", (section,)), section, owed=tuple(range(len(facts))))


def test_slots_are_numbered_through_all_facts_and_other_facts_stay() -> None:
    locked, slots = lock_facts(task_of("培训185人", "立案3起", "服务近30万人次"), {0: 1, 2: 2})
    assert [fact.text for fact in locked.facts] == ["培训〔S1〕", "立案3起", "服务〔S2〕"]
    assert slots.fill("培训〔S1〕，服务【s 2】。又〔S3〕。") == "培训185人，服务近30万人次。又〔S3〕。"
    assert locked.slots
    assert locked.broken == ""


@given(
    st.text(alphabet="培训医师近超12345.,人%，；、（）以上增长同比分别", max_size=40),
    st.sampled_from([1, 2, 3]),
)
def test_filling_gives_the_fact_back(fact: str, level: int) -> None:
    locked, slots = lock_facts(task_of(fact), {0: level})
    assert slots.fill(locked.facts[0].text) == fact


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["一是抓培训12人；", "，近12人、", "（12人"])
def test_time_grows_with_the_length_of_the_fact(unit: str) -> None:
    def seconds(size: int) -> float:
        fact = unit * (size // len(unit))
        start = time.process_time()
        find_pieces(fact, 3)
        return time.process_time() - start

    assert min(seconds(16_000) for _ in range(2)) < 10 * min(seconds(4000) for _ in range(2)) + 0.2
