"""The minimal pairs of `tests/corpus/fidelity/developed.jsonl`: what must be found, and what must not."""

import json
from pathlib import Path
from typing import Any

import pytest

from draft.fidelity import Metadata, check

CORPUS = Path(__file__).parents[2] / "corpus" / "fidelity" / "developed.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
FIELDS = ("title", "issuer", "recipient", "period", "date")


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_pair_is_judged_as_a_careful_reader_would(row: dict[str, Any]) -> None:
    metadata = Metadata(**{name: row.get(name, "") for name in FIELDS})
    verdict = check(row["facts"], row["prose"], metadata)
    found = {violation.kind for violation in verdict.violations}
    wanted = {violation["kind"] for violation in row["want"]}
    assert verdict.ok is not bool(wanted), [violation.message for violation in verdict.violations]
    assert not wanted or wanted & found, found
    for violation in verdict.violations:
        assert violation.message.endswith("。")
        if violation.span:
            start, end = violation.span
            assert 0 <= start < end <= len(row["prose"])
        if violation.written and violation.span:
            assert violation.written.text == row["prose"][violation.written.start : violation.written.end]
