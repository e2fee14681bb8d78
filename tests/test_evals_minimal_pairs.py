"""Hand-written minimal pairs: the faithful twin passes, its bad twin is caught, named and located."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from draft.evals.kinds import ALSO_RIGHT, KINDS, WITHOUT_OWNER
from draft.fidelity import Metadata, Verdict, check

_CORPUS = Path(__file__).parent / "corpus" / "fidelity"


def _read(name: str) -> list[dict[str, Any]]:
    lines = (_CORPUS / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


_FILES = (
    "pairs_developed.jsonl",
    "pairs_held_out.jsonl",
    "pairs_fresh.jsonl",
    "pairs_nouns.jsonl",
    "pairs_stages.jsonl",
    "pairs_turned.jsonl",
)
ROWS = [row for name in _FILES for row in _read(name)]
_GAPS: dict[str, dict[str, str]] = {"twin": {}, "bad": {}, "faithful": {}}
for _gap in _read("known_gaps.jsonl"):
    _GAPS[_gap["side"]][_gap["id"]] = _gap["reason"]


def _cases(side: str) -> Iterator[Any]:
    for row in ROWS:
        reason = _GAPS[side].get(row["id"])
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        yield pytest.param(row, id=row["id"], marks=marks)


def _check(row: dict[str, Any], prose: str) -> Verdict:
    office = Metadata(issuer=row.get("issuer", ""))
    return check(row["facts"], prose, office, example_texts=row.get("examples", ()))


@pytest.mark.parametrize("row", list(_cases("twin")))
def test_the_faithful_twin_passes(row: dict[str, Any]) -> None:
    verdict = _check(row, row["prose"])
    assert [f"{v.kind}: {v.message}" for v in verdict.violations if v.severity == "error"] == []


@pytest.mark.parametrize("row", list(_cases("bad")))
def test_the_bad_twin_is_caught_and_named(row: dict[str, Any]) -> None:
    errors = [v for v in _check(row, row["bad"]).violations if v.severity == "error"]
    right = {row["kind"], *ALSO_RIGHT.get(row["kind"], ())}
    anywhere = row["kind"] in WITHOUT_OWNER or row["fact"] is None
    found = [v for v in errors if v.kind in right and (anywhere or v.fact == row["fact"] or v.kind == "swap")]
    assert found, [f"{v.kind}@{v.fact}: {v.message}" for v in errors]


def test_every_kind_has_pairs_in_the_files_of_all_kinds() -> None:
    for name in _FILES[:3]:
        assert {row["kind"] for row in _read(name)} == set(KINDS)
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 240


def test_every_known_gap_names_a_row() -> None:
    known = {row["id"] for row in ROWS}
    assert {*_GAPS["twin"], *_GAPS["bad"]} <= known
