"""The document of its facts to the letter is faithful, however the facts are strung together."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft.facts import load_spec
from draft.fidelity import check, compare

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "tests" / "corpus" / "fidelity"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FACTS = tuple(
    dict.fromkeys(
        fact
        for path in sorted(CORPUS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        for fact in json.loads(line).get("facts", ())
    )
)


def _errors(facts: list[str], prose: str) -> list[str]:
    return [f"{v.kind}: {v.message}" for v in check(facts, prose).violations if v.severity == "error"]


@pytest.mark.slow
@pytest.mark.parametrize("mark", ["。", "；", "，"])
def test_each_fact_alone_is_faithful_to_itself(mark: str) -> None:
    flagged = {fact: found for fact in FACTS if (found := _errors([fact], f"{fact.rstrip('。')}{mark}"))}
    assert len(FACTS) > 500
    assert flagged == {}


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(FACTS), min_size=2, max_size=6, unique=True),
    st.sampled_from(["。", "；", "。\n\n"]),
)
def test_facts_told_one_after_the_other_are_faithful(facts: list[str], mark: str) -> None:
    told = mark.join(fact.rstrip("。") for fact in facts)
    assert [found for found in _errors(facts, f"{told}。") if not found.startswith("contradiction")] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_told_to_the_letter_is_faithful(path: Path) -> None:
    ledger = load_spec(path).ledger()
    lines = []
    for group in ledger.groups:
        lines += [
            f"## {group.heading}" if group.heading else "",
            *(f"{fact.rstrip('。')}。" for fact in group.facts),
        ]
    verdict = compare(ledger, "\n\n".join(lines))
    assert [v.message for v in verdict.violations if v.severity == "error"] == []
