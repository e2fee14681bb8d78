"""Words exchanged between the same neighbours, members of a series, wholes of shares; and mere rewordings."""

import pytest

from draft.fidelity import check


def _kinds(facts: str, prose: str) -> list[str]:
    return [violation.kind for violation in check(facts.split("|"), prose).violations]


@pytest.mark.parametrize(
    ("facts", "prose"),
    [
        ("药品零售企业检查318家次", "药品零售企业共检查318家次。"),
        ("窗口办理时限不超过3天", "窗口办理时限控制在3天以内。"),
        ("帮助农民工追回欠薪560万元", "为农民工讨回工资560万元。"),
        ("图书馆接待读者21万人次", "图书馆迎来读者21万人次。"),
        ("人工影响天气作业18次", "开展人工增雨18次。"),
        ("年底前建成步道4.8公里", "12月31日前建成步道4.8公里。"),
    ],
)
def test_a_reworded_owner_is_no_other_owner(facts: str, prose: str) -> None:
    assert _kinds(facts, prose) == []


@pytest.mark.parametrize(
    ("facts", "prose"),
    [
        ("药品零售企业检查318家次", "药品批发企业共检查318家次。"),
        ("争取上级资金2.15亿元|县级资金到位0.4亿元", "争取县级资金2.15亿元。县级资金到位0.4亿元。"),
        ("投放增殖放流鱼苗320万尾", "投放增殖放流蟹苗共320万尾。"),
        ("S207北段大修23.5公里", "S207南段23.5公里大修工程进展顺利。"),
    ],
)
def test_another_owner_is_seen_behind_an_adverb_and_where_others_know_it(facts: str, prose: str) -> None:
    assert "noun" in _kinds(facts, prose)


def test_a_member_of_a_series_that_another_fact_brings_is_that_facts() -> None:
    facts = "左岸堤防加固6.2公里|右岸堤防新建3.1公里"
    assert _kinds(facts, "左岸堤防加固6.2公里，右岸堤防新建3.1公里。") == []


def test_received_and_settled_may_stand_beside_each_other() -> None:
    assert _kinds("投诉举报办结率100%，接诉861件", "受理投诉举报861件，办结率100%。") == []


@pytest.mark.parametrize(
    "prose",
    [
        "新能源公交车46辆，占公交车总数的71.9%。",
        "新能源公交车46辆，在公交车中占71.9%。",
        "新能源公交车46辆，占全部公交车的比重为71.9%。",
        "新能源公交车46辆，占比71.9%。",
    ],
)
def test_the_whole_of_a_share_may_be_named_in_many_ways(prose: str) -> None:
    assert "misattached" not in _kinds("新能源公交车46辆，占公交车总数的71.9%", prose)


@pytest.mark.parametrize("prose", ["占在岗职工的71.9%。", "在营运客车中占71.9%。"])
def test_another_whole_of_a_share_is_an_error(prose: str) -> None:
    assert "misattached" in _kinds("女干部46人，占干部总数的71.9%", f"女干部46人，{prose}")


def test_growth_is_lent_by_what_stands_before_only() -> None:
    facts = "公交车46辆；新开通线路7条"
    assert "scope" in _kinds(facts, "新增公交车46辆，新开通线路7条。")
    assert _kinds(facts, "公交车46辆，新开通线路7条。") == []


def test_a_grade_with_all_above_it_keeps_its_word() -> None:
    assert _kinds("副高级以上职称86人", "具有副高级及以上职称的有86人。") == []
    assert "noun" in _kinds("副高级以上职称86人", "具有副高级职称的有86人。")


def test_a_part_stays_with_its_own_whole() -> None:
    fact = "饭店41家，民宿97家（甲级4家）"
    assert _kinds(fact, "饭店41家，民宿97家，其中甲级4家。") == []
    assert "misattached" in _kinds(fact, "民宿97家，饭店41家，其中甲级4家。")
