"""A fact with the status 拟 is a plan, whatever its own words are."""

import pytest

from draft.fidelity import FactGroup, build_ledger, compare


def kinds(fact: str, prose: str) -> list[str]:
    ledger = build_ledger([FactGroup(0, "推进项目建设", (fact,), ("拟",))])
    return [violation.kind for violation in compare(ledger, prose).violations]


@pytest.mark.parametrize(
    ("fact", "prose"),
    [
        ("新建日间照料站6个", "拟新建日间照料站6个。"),
        ("建成日间照料站6个", "拟建成日间照料站6个。"),
        ("建成日间照料站6个", "建成日间照料站6个。"),  # its own words are never wrong
        ("日间照料站6个", "将建成日间照料站6个。"),
        ("完成投资3亿元", "力争完成投资3亿元。"),
        ("开工建设日间照料站6个", "开工建设日间照料站6个。"),
    ],
)
def test_a_plan_may_be_told_as_one(fact: str, prose: str) -> None:
    assert kinds(fact, prose) == []


@pytest.mark.parametrize(
    ("fact", "prose"),
    [
        ("新建日间照料站6个", "已新建日间照料站6个。"),
        ("建成日间照料站6个", "已建成日间照料站6个。"),
        ("日间照料站6个", "建成日间照料站6个。"),
    ],
)
def test_a_plan_told_as_done_is_a_change_of_status(fact: str, prose: str) -> None:
    assert kinds(fact, prose) == ["status"]
