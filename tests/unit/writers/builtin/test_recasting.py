"""The same figures told in another order: nothing changes but the order, and not everything is turned."""

import pytest

from draft.document import Fact, Section, Spec
from draft.fidelity import compare
from draft.writers.builtin.clause import read_facts
from draft.writers.builtin.recasting import recast
from draft.writers.builtin.verbs import add_verbs

RECAST = [
    ("县域内就诊率91.3%，同比提高1.8个百分点", "县域内就诊率同比提高1.8个百分点，达到91.3%"),
    ("中小学生近视率48.2%，同比下降0.9个百分点", "中小学生近视率同比下降0.9个百分点，为48.2%"),
    ("货运量1.28亿吨，同比增长6.4%", "货运量同比增长6.4%，达到1.28亿吨"),
    ("实现旅游收入24.17亿元，同比增长18.3%", "旅游收入同比增长18.3%，达到24.17亿元"),
    (
        "改扩建学校9所，其中小学6所、初中3所，完成投资1.86亿元",
        "完成投资1.86亿元，改扩建学校9所，其中小学6所、初中3所",
    ),
    ("举办健康讲座216场，参加1.3万人次", "举办健康讲座216场，1.3万人次参加"),
    ("发放耕地地力保护补贴386.7万元，涉及4102户", "向4102户发放耕地地力保护补贴386.7万元"),
    ("司法所11个全部配齐所长", "11个司法所全部配齐所长"),
    (
        "门急诊76.3万人次，同比增长5.7%；出院4.38万人次，同比增长8.1%",
        "门急诊76.3万人次、出院4.38万人次，同比分别增长5.7%和8.1%",
    ),
]


def _recast(*texts: str, turn: int = 0) -> list[str]:
    return [clause.text for clause in recast(add_verbs(read_facts(tuple(map(Fact, texts)))), turn)]


def _is_faithful(facts: tuple[str, ...], told: list[str]) -> bool:
    section = Section("推进有关工作", 0, 1, "工作成效", tuple(map(Fact, facts)))
    spec = Spec("XX县某局2024年工作总结", (section,), issuer="XX县某局", period="2024年")
    return compare(spec.ledger(), "。".join(told) + "。", sections={0}).ok


@pytest.mark.parametrize(("fact", "told"), RECAST)
def test_a_fact_is_told_in_another_order_and_stays_faithful(fact: str, told: str) -> None:
    assert _recast(fact) == [told]
    assert _is_faithful((fact,), [told])


@pytest.mark.parametrize(("fact", "told"), RECAST)
def test_every_other_candidate_stays_as_it_was(fact: str, told: str) -> None:
    assert told not in _recast(fact, turn=1)


SIBLINGS = [
    (
        ("高血压患者规范管理率78.2%", "2型糖尿病患者规范管理率77.5%"),
        "高血压、2型糖尿病患者规范管理率分别为78.2%和77.5%",
    ),
    (
        ("门急诊76.3万人次，同比增长5.7%", "出院4.38万人次，同比增长8.1%"),
        "门急诊76.3万人次、出院4.38万人次，同比分别增长5.7%和8.1%",
    ),
]


@pytest.mark.parametrize(("facts", "told"), SIBLINGS)
def test_siblings_share_their_words(facts: tuple[str, ...], told: str) -> None:
    assert _recast(*facts) == [told]
    assert _is_faithful(facts, [told])


@pytest.mark.parametrize(
    "facts",
    [
        ("公路客运量2316万人次，同比下降3.1%", "货运量1.28亿吨，同比增长6.4%"),
        ("电子病历建档率92.7%", "农村自来水普及率95.2%"),
        ("截至6月底，规范管理率78.2%", "糖尿病患者规范管理率77.5%"),
    ],
)
def test_those_that_differ_in_way_words_or_date_stay_apart(facts: tuple[str, ...]) -> None:
    assert len(_recast(*facts, turn=1)) == len(facts)


@pytest.mark.parametrize(
    "fact",
    [
        "总投资4.86亿元，完成投资2.13亿元",
        "大班额比例降至1.2%，较上年同期下降2.4个百分点",
        "新增托位350个全部通过验收",
        "新建学校12所",
        "其中二孩3356人",
    ],
)
def test_a_doubtful_order_is_left_alone(fact: str) -> None:
    assert _recast(fact) == [clause.text for clause in add_verbs(read_facts((Fact(fact),)))]
