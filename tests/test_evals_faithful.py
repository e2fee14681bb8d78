"""Hard faithful texts: every way of saying the same that the rules allow; none may be flagged."""

import json
from pathlib import Path
from typing import Any

import pytest

from draft.fidelity import Metadata, check

_CORPUS = Path(__file__).parent / "corpus" / "fidelity"


def _read(name: str) -> list[dict[str, Any]]:
    lines = (_CORPUS / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


_FILES = (
    "faithful_developed.jsonl",
    "faithful_held_out.jsonl",
    "faithful_fresh.jsonl",
    "faithful_paraphrase.jsonl",
    "faithful_owners.jsonl",
)
ROWS = [row for name in _FILES for row in _read(name)]
_GAPS = {gap["id"]: gap["reason"] for gap in _read("known_gaps.jsonl") if gap["side"] == "faithful"}


def _cases() -> list[Any]:
    marked = []
    for row in ROWS:
        reason = _GAPS.get(row["id"])
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        marked.append(pytest.param(row, id=f"{row['id']}-{row['group']}", marks=marks))
    return marked


@pytest.mark.parametrize("row", _cases())
def test_a_hard_faithful_text_passes(row: dict[str, Any]) -> None:
    office = Metadata(title=row.get("title", ""), issuer=row.get("issuer", ""))
    verdict = check(row["facts"], row["prose"], office)
    assert [f"{v.kind}: {v.message}" for v in verdict.violations if v.severity == "error"] == []


def test_the_texts_cover_many_ways_of_saying_the_same() -> None:
    assert len(ROWS) >= 170
    assert len({row["group"] for row in ROWS}) >= 25
    assert len({row["id"] for row in ROWS}) == len(ROWS)
