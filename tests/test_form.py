"""Every rule of form finds its bad examples and passes its good ones; repairs change no quantity."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draft.form import RULES, Rule, find_faults, fix_form, measure_manner, read_quantities
from draft.form.rule import Search
from draft.numbers import find_quantities


def cases(*, flagged: bool) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.id}-{text[:12]}")
        for rule in RULES
        for text in (rule.flags if flagged else rule.passes)
    ]


@pytest.mark.parametrize(("rule", "text"), cases(flagged=True))
def test_a_bad_example_is_found(rule: Rule, text: str) -> None:
    assert list(rule.find(text))


@pytest.mark.parametrize(("rule", "text"), cases(flagged=False))
def test_a_good_example_passes_every_rule_of_that_name(rule: Rule, text: str) -> None:
    assert not list(rule.find(text))


@pytest.mark.parametrize(("rule", "text"), cases(flagged=True))
def test_what_can_be_repaired_is_clean_afterwards(rule: Rule, text: str) -> None:
    if rule.fix is not None:
        assert not list(rule.find(rule.fix(text)))


SEARCHES = [
    pytest.param(rule.find, id=f"{rule.id}-{n}")
    for n, rule in enumerate(RULES)
    if isinstance(rule.find, Search)
]


@pytest.mark.parametrize("search", SEARCHES)
@settings(
    max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_a_sign_stands_in_whatever_the_expression_matches(search: Search, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(search.expression.source))
    assert list(search(text)) == [match.span() for match in search.expression.finditer(text)]


def test_a_repair_never_changes_a_quantity() -> None:
    text = "(一)、推进医改\n截止12月底，接种５６６２４０剂,完成率 83.55%，覆盖45-64岁人群。"
    fixed, applied = fix_form(text)
    assert fixed == "（一）推进医改\n截至12月底，接种566240剂，完成率83.55%，覆盖45—64岁人群。"
    assert {"P02", "N32", "N23", "P14", "P19", "N14"} <= set(applied)
    assert [q.value for q in find_quantities(fixed)] == [q.value for q in find_quantities(text)]


@given(
    st.text(
        alphabet='一二三是、（）(1).2345年月日，。；“”培训人万%- \n,;"〔〕第号周五方面附件：#截止',
        max_size=60,
    )
)
def test_repairing_any_text_keeps_its_quantities_and_is_done_once(text: str) -> None:
    fixed, _ = fix_form(text)
    assert read_quantities(fixed) == read_quantities(text)
    assert fix_form(fixed)[0] == fixed


def test_a_line_where_a_repair_would_change_a_quantity_does_not_keep_the_others_from_theirs() -> None:
    text = "截至 12 月底完成。\n共 3 4 个。\n培训 185 人。"
    fixed, applied = fix_form(text)
    assert fixed.split("\n")[0] == "截至12月底完成。"
    assert fixed.split("\n")[2] == "培训185人。"
    assert "P19" in applied
    assert read_quantities(fixed) == read_quantities(text)


def test_findings_come_in_reading_order_with_their_place() -> None:
    text = "# XX县2025年工作总结。\n\n## 一、甲\n\n截止12月底完成。\n"
    findings = find_faults(text)
    assert [finding.rule for finding in findings] == ["P11", "N32"]
    assert text[findings[1].span[0] : findings[1].span[1]] == "截止"


def test_what_is_cited_must_stand_in_the_facts_where_these_are_known() -> None:
    text = "按照《关于加强基层工作的意见》和《办法》，开展培训。"
    assert [f.text for f in find_faults(text, "落实《办法》要求") if f.rule == "F14"] == [
        "《关于加强基层工作的意见》"
    ]
    assert not find_faults(text)


def test_the_manner_of_a_text_in_figures() -> None:
    text = "## 一、甲\n\n加强培训，加强考核，加强督导，培训185人。工作成效显著，群众获得感不断增强。\n"
    manner = measure_manner(text)
    assert manner.repeated_verbs == (("加强", 3),)
    assert 0.3 < manner.empty_share < 0.6
    assert manner.longest > 15


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "以下三项。",
        "以下三个方面：一是抓培训；",
        "以下两项。\n1.抓培训\n",
        "“",
        "）",
        "（一）甲。\n",
        "一是甲。二是乙；",
    ],
)
@pytest.mark.parametrize("head", ["", "(卫", "〔2021〕第0", "（"])
def test_time_grows_with_the_length_of_the_text(head: str, unit: str) -> None:
    """Four times the text takes far less than sixteen times the time."""
    short, long = (_seconds(head + unit * (size // len(unit))) for size in (4000, 16_000))
    assert long < 10 * short + 0.1


@pytest.mark.slow
@pytest.mark.parametrize("head", ["(", "（2021）", "〔2021〕第"])
@pytest.mark.parametrize("unit", ["卫", "0"])
def test_a_bracket_never_closed_costs_no_more(head: str, unit: str) -> None:
    assert _seconds(head + unit * 40_000) < 5 * _seconds("，" + unit * 40_000) + 0.2


def _seconds(text: str) -> float:
    """Return the best of three: what else the machine does must not count."""
    found = []
    for _ in range(3):
        start = time.process_time()
        find_faults(text)
        found.append(time.process_time() - start)
    return min(found)


def test_items_promised_are_counted_to_the_end_of_their_paragraph() -> None:
    broken = "以下三个方面：一是甲；二是乙。\n\n一是丙。"
    assert [finding.text for finding in find_faults(broken) if finding.rule == "P20"] == ["以下三个方面："]
    assert "P20" not in {f.rule for f in find_faults("以下两个方面：一是甲；二是乙。\n\n一是丙。")}


def test_headings_promised_are_counted_to_the_next_higher_one() -> None:
    text = "以下两项：\n（一）甲\n1.子\n2.丑\n（二）乙\n二、丙\n（一）丁\n"
    assert "P20" not in {finding.rule for finding in find_faults(text)}
    assert "P20" in {finding.rule for finding in find_faults(text.replace("两", "三"))}
    assert "P20" not in {finding.rule for finding in find_faults("以下两项：1.甲\n2.乙\n")}
