"""The noun in the slot of a number: what was replaced, and what is only said in another way."""

import pytest

from draft.fidelity import check


def _kinds(fact: str, prose: str) -> list[str]:
    return [violation.kind for violation in check([fact], prose).violations]


@pytest.mark.parametrize(
    ("fact", "prose"),
    [
        ("非遗集市设摊位168个", "非遗集市摆出摊位168个。"),
        ("夏粮单产412.6公斤/亩", "夏粮亩产412.6公斤。"),
        ("党员1103名，其中预备党员14名", "全镇1103名党员（含预备党员14名）凝心聚力。"),
        ("新馆日均接待读者2100人次", "图书馆新馆人气旺，这里日均接待读者2100人次。"),
        ("汛期平均降雨量863毫米", "今年汛期，全市平均降雨量863毫米。"),
        ("3家企业获市长质量奖", "质量强县建设见成效，3家企业摘得市长质量奖。"),
        ("林下经济面积27.5万亩", "27.5万亩林下经济生机勃勃。"),
        ("惠及群众3.2万人", "3.2万居民从中受益。"),
        ("友谊赛以78∶72战胜东河村队", "友谊赛以78∶72险胜东河村队。"),
    ],
)
def test_what_is_said_in_another_way_replaces_no_noun(fact: str, prose: str) -> None:
    assert "noun" not in _kinds(fact, prose)


@pytest.mark.parametrize(
    ("fact", "prose"),
    [
        ("清理塘坝淤泥3.6万立方米", "清理塘坝垃圾3.6万立方米。"),
        ("行政复议纠错率9.3%", "行政复议维持率9.3%。"),
        ("栽植苗木5600株", "栽下花卉5600株。"),
        ("客运班线48条", "货运班线48条。"),
        ("销售总额12.6亿元", "利润总额12.6亿元。"),
    ],
)
def test_another_noun_in_the_slot_is_told(fact: str, prose: str) -> None:
    assert "noun" in _kinds(fact, prose)


def test_the_message_quotes_both_nouns() -> None:
    message = check(["清理塘坝淤泥3.6万立方米"], "清理塘坝垃圾3.6万立方米。").violations[0].message
    assert "塘坝淤泥" in message
    assert "塘坝垃圾" in message


@pytest.mark.parametrize(
    ("fact", "prose"),
    [
        ("河东镇秸秆还田率由81.2%提高到88.4%", "河西镇秸秆还田率由81.2%提高到88.4%。"),
        ("第一中学住宿学生1260人", "实验中学住宿学生1260人。"),
    ],
)
def test_the_figures_of_one_body_told_of_another_are_told(fact: str, prose: str) -> None:
    assert {"misattached", "noun"} & set(_kinds(fact, prose))


@pytest.mark.parametrize(
    ("fact", "prose"),
    [
        ("拟新建卫生院5所", "计划新建卫生院5所。"),
        ("河东镇秸秆还田率由81.2%提高到88.4%", "河东镇狠抓禁烧。全镇秸秆还田率由81.2%提高到88.4%。"),
        ("推动乡镇消防站建设，建成96个", "建成乡镇消防站96个。"),
    ],
)
def test_a_body_named_before_or_only_built_is_nobody_elses(fact: str, prose: str) -> None:
    assert "misattached" not in _kinds(fact, prose)
