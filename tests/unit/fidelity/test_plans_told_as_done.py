"""A plan is one by its section; told under another heading, as reached, or its day as past, it is none."""

import pytest

from draft.fidelity import FactGroup, Metadata, build_ledger, compare

PLAN = "新增充电桩500个"
WORK = "新建公厕12座"


def kinds(prose: str, *, fact: str = PLAN, role: str = "下一步打算") -> list[str]:
    groups = [FactGroup(0, "工作成效", (WORK,)), FactGroup(1, "2025年打算", (fact,), (), role)]
    ledger = build_ledger(groups, Metadata(title="甲县某局2024年工作总结", period="2024年"))
    return [violation.kind for violation in compare(ledger, prose).violations]


@pytest.mark.parametrize(
    "plan",
    [
        "已新增充电桩500个。",
        "目前，新增充电桩500个已经完成。",
        "新增充电桩500个的目标如期实现。",
        "新增充电桩500个的任务圆满完成。",
        "充电设施不断完善，新增了500个充电桩。",
    ],
)
def test_words_of_what_is_reached_make_a_plan_done(plan: str) -> None:
    assert kinds(f"## 工作成效\n新建公厕12座。\n## 2025年打算\n{plan}") == ["status"]


@pytest.mark.parametrize(
    "plan",
    [
        "新增充电桩500个。",
        "力争新增充电桩500个。",
        "确保圆满完成新增充电桩500个的任务。",
        "按照部署，年内将新增500个充电桩。",
    ],
)
def test_a_plan_under_its_own_heading_needs_no_word_of_what_is_to_come(plan: str) -> None:
    assert kinds(f"## 工作成效\n新建公厕12座。\n## 2025年打算\n{plan}") == []


@pytest.mark.parametrize("told", ["，新增充电桩500个。", "。充电桩新增500个，方便群众出行。"])
def test_a_plan_under_the_heading_of_results_is_told_as_done(told: str) -> None:
    assert kinds(f"## 工作成效\n新建公厕12座{told}\n## 2025年打算\n继续努力。") == ["status"]


@pytest.mark.parametrize(
    "told", ["。下一步，新增充电桩500个。", "，明年计划新增充电桩500个。", "。充电桩将新增500个。"]
)
def test_a_plan_may_stand_anywhere_when_a_word_says_what_it_is(told: str) -> None:
    assert kinds(f"## 工作成效\n新建公厕12座{told}\n## 2025年打算\n继续努力。") == []


def test_without_headings_nothing_is_moved() -> None:
    assert kinds("新建公厕12座，新增充电桩500个。") == []


def test_a_fact_that_tells_of_what_was_done_is_no_plan() -> None:
    fact = "前期工作已完成，投资3.2亿元"
    prose = "## 工作成效\n新建公厕12座，前期工作已完成，投资3.2亿元。\n## 2025年打算\n继续努力。"
    assert kinds(prose, fact=fact) == []


@pytest.mark.parametrize(
    ("told", "found"),
    [("已于2025年6月交付", ["status"]), ("将于2025年6月交付", []), ("2025年6月交付", [])],
)
def test_a_day_behind_the_papers_own_is_not_past(told: str, found: list[str]) -> None:
    prose = f"## 工作成效\n新建公厕12座。\n## 2025年打算\n安置房360套，{told}。"
    assert kinds(prose, fact="安置房360套，2025年6月交付", role="") == found
