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
    ("商标有效注册量1.84万件，增长9.3%", "商标有效注册量增长9.3%，达到1.84万件"),
    (
        "实现旅游收入24.17亿元，同比增长18.3%，人均消费625.5元",
        "旅游收入同比增长18.3%，达到24.17亿元，人均消费625.5元",
    ),
    ("实现旅游收入24.17亿元，同比增长18.3%", "旅游收入同比增长18.3%，达到24.17亿元"),
    (
        "改扩建学校9所，其中小学6所、初中3所，完成投资1.86亿元",
        "完成投资1.86亿元，改扩建学校9所，其中小学6所、初中3所",
    ),
    ("举办健康讲座216场，参加1.3万人次", "举办健康讲座216场，1.3万人次参加"),
    ("发放耕地地力保护补贴386.7万元，涉及4102户", "向4102户发放耕地地力保护补贴386.7万元"),
    ("司法所11个全部配齐所长", "11个司法所全部配齐所长"),
    ("新建公办幼儿园4所，新增学位1080个", "新建4所公办幼儿园，新增1080个学位"),
    ("引进博士6名、硕士41名，组建服务团队8支", "引进6名博士、41名硕士，组建8支服务团队"),
    ("培养“法律明白人”2680名，每村不少于6名", "培养2680名“法律明白人”，每村不少于6名"),
    ("立案7件，给予党纪处分6人，其中留党察看1人", "立案7件，6人受到党纪处分，其中留党察看1人"),
    ("晋升正高9人、副高27人", "9人晋升正高、27人晋升副高"),
    ("选派专业技术人员94名（编内61名、备案制33名）", "选派专业技术人员94名，其中编内61名、备案制33名"),
    ("资助困难学生1.37万人次，发放资金1862.55万元", "发放资金1862.55万元，资助困难学生1.37万人次"),
    ("对3个县区政府进行约谈", "约谈3个县区政府"),
    ("适用困难老人28.9万人，占常住人口23.4%", "适用困难老人28.9万人，占常住人口的23.4%"),
    ("粮食播种面积68.35万亩，比上年增加0.42万亩", "粮食播种面积为68.35万亩，比上年增加0.42万亩"),
    ("检查经营单位412家次，整改率96.3%", "检查经营单位412家次，整改率为96.3%"),
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
        "新建博士后科研工作站1个，专家服务基地2个",
        "办理不动产登记1.63万件，抵押登记4286件",
        "新增农民工返乡创业园省级1个、市级4个",
        "设置地名标志牌264块，更换门牌楼牌12块",
        "创建“美丽庭院”示范户312户",
        "新增停车位1320个、充电桩不少于400个",
        "废弃矿山7处，修复面积1260亩，投入4300万元",
        "企业研发投入占主营业务收入3.2%，比上年有变化",
        "开展涉企收费检查53家，督促整改问题",
        "刑满释放人员衔接率100%，帮教率98%以上",
        "其中二孩3356人",
    ],
)
def test_a_doubtful_order_is_left_alone(fact: str) -> None:
    assert _recast(fact) == [clause.text for clause in add_verbs(read_facts((Fact(fact),)))]
