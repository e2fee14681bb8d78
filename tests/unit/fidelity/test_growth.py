"""The time of a check grows with the length of the texts, whatever their shape; no fact makes it hang."""

import time
from collections.abc import Callable

import pytest

from draft.fidelity import FactGroup, Ledger, build_ledger, compare
from draft.fidelity.consistency import find_contradictions

SHAPES: dict[str, Callable[[int], str]] = {
    # One fact of n characters.
    "rates in one clause": lambda n: "同比增长" + "、".join(f"{i % 97}.{i % 10}%" for i in range(n // 6)),
    "counts in one clause": lambda n: "、".join(f"甲{i}人" for i in range(n // 6)),
    "counts without a mark": lambda n: "".join(f"培训{i % 1000}人" for i in range(n // 6)),
    "one long list": lambda n: (
        "、".join("甲" * (n // 4)) + "分别为" + "、".join(f"{i}人" for i in range(n // 8))
    ),
    "former and latter": lambda n: "甲12人与乙3人，前者占5%，后者占6%，" * (n // 22),
    "statements of none": lambda n: "全年未发生事故" * (n // 7),
    "asides": lambda n: "（甲）12人" * (n // 6),
}
SHORT, LONG = 1500, 6000


def ledger_of(fact: str) -> Ledger:
    return build_ledger([FactGroup(0, "推进工作", (fact,))])


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("what", ["check", "lint"])
def test_time_grows_with_the_length_of_a_fact(shape: str, what: str) -> None:
    def work(length: int) -> float:
        fact = SHAPES[shape](length)
        ledger = ledger_of(fact)
        if what == "lint":
            return seconds(lambda: find_contradictions(ledger))
        return seconds(lambda: compare(ledger, fact + "。"))

    work(SHORT)  # patterns are compiled at first use
    short, long = (min(work(length) for _ in range(3)) for length in (SHORT, LONG))
    assert long < 0.05 or long < 2.5 * (LONG / SHORT) * short


def document_of(sections: int) -> list[FactGroup]:
    return [
        FactGroup(
            n, f"推进第{n + 1}类项目", (f"建成项目{n + 101}个，完成投资{n + 31}.5万元", f"培训{n + 212}人次")
        )
        for n in range(sections)
    ]


@pytest.mark.slow
def test_a_section_checked_by_all_facts_hardly_costs_more_in_a_long_document() -> None:
    def work(sections: int) -> float:
        groups = document_of(sections)
        ledger, prose = build_ledger(groups), "。".join(groups[7].facts) + "。"
        compare(ledger, prose, sections={7})  # what a ledger says is kept with it
        return min(seconds(lambda: compare(ledger, prose, sections={7})) for _ in range(3))

    assert work(300) < 12 * work(30)
