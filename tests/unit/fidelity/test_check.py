"""What a check promises, whatever the text: itself is clean, places are right, sections stand alone."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft.fidelity import FactGroup, Metadata, build_ledger, check, compare

CORPUS = Path(__file__).parents[2] / "corpus" / "fidelity" / "developed.jsonl"
FACTS = sorted(
    {fact for line in CORPUS.read_text(encoding="utf-8").splitlines() for fact in json.loads(line)["facts"]}
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FACTS), min_size=1, max_size=8, unique=True))
def test_facts_joined_are_clean_against_themselves(facts: list[str]) -> None:
    verdict = check(facts, "。".join(facts) + "。")
    assert not verdict.violations, [violation.message for violation in verdict.violations]
    assert verdict.survived == verdict.required


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(FACTS), min_size=2, max_size=8, unique=True))
def test_a_markdown_document_of_headings_and_facts_is_clean(facts: list[str]) -> None:
    half = len(facts) // 2
    groups = [FactGroup(0, "工作成效", tuple(facts[:half])), FactGroup(1, "存在问题", tuple(facts[half:]))]
    prose = "# 工作总结\n\n" + "\n\n".join(
        f"## {'一二'[group.section]}、{group.heading}\n\n{'。'.join(group.facts)}。" for group in groups
    )
    verdict = check(groups, prose, Metadata(title="工作总结"))
    assert verdict.ok, [violation.message for violation in verdict.violations]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_judged_without_an_exception(prose: str, facts: list[str]) -> None:
    verdict = check(facts, prose)
    assert verdict.to_json()["ok"] is verdict.ok


def test_only_the_sections_asked_for_are_required_but_all_are_licensed() -> None:
    ledger = build_ledger([FactGroup(0, "甲", ("招聘192人",)), FactGroup(1, "乙", ("体检26071人",))])
    verdict = compare(ledger, "全年招聘192人，体检26071人。", sections={0})
    assert verdict.ok
    assert verdict.required == 1
    assert not compare(ledger, "全年体检26071人。", sections={0}).ok


def test_an_omission_names_its_fact_and_the_place_where_the_fact_went() -> None:
    prose = "体检有序开展。预约39229人。"
    verdict = check(["体检预约39229人，完成26071人"], prose)
    (violation,) = verdict.violations
    assert violation.kind == "omission"
    assert (violation.section, violation.fact) == (0, 0)
    assert violation.span is not None
    assert prose[slice(*violation.span)] == "预约39229人。"


def test_title_period_date_and_headings_license_their_numbers() -> None:
    metadata = Metadata(title="XX县2024年工作总结", period="2024年", date="2025年1月6日")
    group = FactGroup(0, "推进“6+1”改革", ("招聘192人",))
    prose = "# XX县2024年工作总结\n\n2024年，招聘192人。\n\n2025年1月6日\n"
    assert check([group], prose, metadata).ok
    assert not check(["招聘192人"], "2024年，招聘192人。").ok


def test_a_lead_in_may_repeat_what_a_section_states_and_is_checked_there_too() -> None:
    groups = [FactGroup(0, "队伍建设", ("招聘专业技术人员192人",))]
    clean = "全年招聘专业技术人员192人。\n\n## 一、队伍建设\n\n招聘专业技术人员192人。"
    assert check(groups, clean).ok
    assert not check(groups, clean.replace("192人", "近192人", 1)).ok


def test_enumerators_and_articles_are_never_inventions() -> None:
    prose = "一是强化保障。二是夯实基础，一批项目落地。三是招聘192人。（一）一方面提升服务。1.完善制度。"
    assert check(["招聘192人"], prose).ok


def test_a_number_found_only_in_a_style_example_is_named_so() -> None:
    verdict = check(["招聘192人"], "招聘192人，培训3860人次。", example_texts=["全年培训3860人次。"])
    assert [violation.kind for violation in verdict.violations] == ["example_bleed"]


def test_hedged_rounding_is_accepted_only_on_request() -> None:
    facts, prose = ["接种566240剂"], "接种约56.6万剂。"
    assert not check(facts, prose).ok
    assert check(facts, prose, allow_rounding=True).ok
    assert not check(["投资5662.4万元"], "投资约5660万元。", allow_rounding=True).ok


def test_emphasis_does_not_hide_a_number_and_places_stay_true() -> None:
    prose = "招聘**191人**。"
    (violation,) = check(["招聘192人"], prose).violations
    assert violation.kind == "value"
    assert violation.span is not None
    assert prose[slice(*violation.span)] == "191人"


@pytest.mark.parametrize("count", ["三个", "3个"])
def test_a_count_that_announces_its_own_list_states_nothing_new(count: str) -> None:
    assert check(["招聘192人"], f"围绕引进、培养、使用{count}环节，招聘192人。").ok
    assert not check(["招聘192人"], "围绕引进、培养、使用五个环节，招聘192人。").ok


def test_equal_values_of_two_facts_need_two_carriers_or_an_open_merge() -> None:
    facts = ["建成卫生院12座", "建成泵站12座"]
    assert check(facts, "建成卫生院、泵站各12座。").ok
    assert not check(facts, "建成卫生院12座。").ok


def test_the_same_input_gives_the_same_verdict() -> None:
    facts = FACTS[:12]
    prose = "。".join(facts).replace("1", "2")
    assert check(facts, prose).to_json() == check(facts, prose).to_json()


@pytest.mark.slow
def test_time_grows_in_proportion_to_length() -> None:
    def cost(times: int) -> float:
        facts = [f"{fact}（第{n}组）" for n in range(times) for fact in FACTS]
        prose = "。".join(facts)
        begin = time.process_time()
        check(facts, prose)
        return time.process_time() - begin

    cost(1)
    # Four times the text may take eight times as long: room for a busy machine, none for a quadratic step.
    assert cost(8) < 8 * cost(2)


@pytest.mark.parametrize("prose", ["招聘 **192** 人，比例 2.5 : 1 。", "**招聘 192 人**，比例2.5:1。"])
def test_places_are_those_of_the_untouched_text(prose: str) -> None:
    verdict = check(["招聘192人，比例2.5∶1"], prose)
    assert verdict.ok, [violation.message for violation in verdict.violations]
    for link in verdict.links:
        assert link.written.text == prose[link.written.start : link.written.end]
