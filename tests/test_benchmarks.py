"""The benchmarks' own logic: what a row says, which rows are kept, how hostile texts are made."""

import importlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))

    def load_module(name: str) -> ModuleType:
        return importlib.import_module(name)

    return load_module


def test_a_ratio_is_the_median_of_the_rounds_ratios_not_the_ratio_of_medians(load: Any) -> None:
    row = load("office").Row.of_rounds("X", "", [(1.0, 1.0), (9.0, 3.0), (4.0, 2.0)], 2.0, "s")
    assert (row.ours, row.theirs, row.ratio, row.met) == (4.0, 2.0, 2.0, True)
    assert row.to_json()["range"] == [1.0, 3.0]


def test_a_bar_from_below_is_missed_from_below(load: Any) -> None:
    row = load("office").Row("X", "", 1.0, 4.0, 0.5, "MB/s", at_least=True)
    assert not row.met
    assert row.to_json()["at_least"] == 0.5


def test_rows_of_groups_that_were_not_run_are_kept_in_order(load: Any, tmp_path: Path) -> None:
    pipeline, path = load("pipeline"), tmp_path / "results.json"
    pipeline.keep(path, [{"group": "cache", "ratio": 1}, {"group": "kill", "ratio": 1}], "here")
    pipeline.keep(path, [{"group": "cache", "ratio": 2}, {"group": "start", "ratio": 2}], "here")
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    assert [(row["group"], row["ratio"]) for row in rows] == [("start", 2), ("kill", 1), ("cache", 2)]


def test_a_hostile_text_repeats_what_the_expression_repeats(load: Any) -> None:
    patterns = load("patterns")
    units = patterns.hostile_units(patterns.Expression("m", "(?:壹贰,?)+叁"))
    assert {"壹贰,叁", "壹贰,"} <= set(units)


def test_an_expression_that_is_quadratic_is_found_out_and_a_linear_one_is_not(load: Any) -> None:
    patterns = load("patterns")
    bad = patterns.follow(patterns.Expression("m", "[0-9]+元"), "7")
    assert bad.characters < patterns.LAST
    assert bad.ratio > patterns.DOUBLING or bad.seconds * patterns.LAST / bad.characters > patterns.SECONDS
    assert patterns.follow(patterns.Expression("m", "[0-9]+元?"), "7").characters == patterns.LAST


@pytest.mark.slow
def test_no_expression_of_the_package_grows_faster_than_its_text(load: Any) -> None:
    assert [str(growth) for growth in load("patterns").find_steep()] == []


def test_expressions_are_found_with_the_way_they_are_used(load: Any) -> None:
    found, _ = load("patterns").find_expressions("draft.numbers.enumerators")
    assert found
    assert {one.method for one in found} <= {"match", "fullmatch", "finditer"}


def test_a_peer_that_is_not_installed_is_told_with_the_remedy(load: Any, tmp_path: Path) -> None:
    peers = load("peers").Peers(tmp_path)
    assert peers.python("litellm") is None
    assert "make bench-peers" in peers.absence("litellm")
