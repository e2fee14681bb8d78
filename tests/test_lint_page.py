"""docs/lint.md says what the program says."""

import re
from pathlib import Path

import pytest

from draft.fidelity import FactGroup, Metadata, build_ledger
from draft.fidelity.consistency import CHECKS, find_contradictions

PAGE = (Path(__file__).parent.parent / "docs" / "lint.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if re.match(r"\| [KD]\d", line)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2])
def test_every_row_of_the_page_is_what_lint_says(row: list[str]) -> None:
    check, name, example, weight, message = row
    groups = [FactGroup(0, "", tuple(example.split(" ／ ")))]
    [found] = find_contradictions(build_ledger(groups, Metadata(period="2023年")))
    assert (found.check, CHECKS[check], found.message) == (check, name, message)
    assert found.weight == {"错误": "error", "提醒": "warning"}[weight]


def test_the_page_shows_every_check_but_the_one_that_needs_a_status() -> None:
    assert {row[0] for row in ROWS} == set(CHECKS) - {"K10"}
