"""The eval of writing: figures that follow from the records, resumable line by line."""

import json
from pathlib import Path

from typer.testing import CliRunner

from draft.cli.app import app
from draft.evals.writing import Record, from_line, longest_shared, share_of_grams, summarise, to_line

RUNNER = CliRunner()


def record(**changes: object) -> Record:
    plain: dict[str, object] = {
        "run": "甲", "file": "a", "section": 0, "repeat": 0, "required": 4, "survived": 4, "invented": 0,
        "first": True, "rounds": 0, "facts": 2, "placed": 0, "requests": 1, "tokens": 100, "seconds": 0.5,
        "length": 1.5, "bleed_run": 3, "bleed_share": 0.0, "repeated": 0.0, "empty_share": 0.0, "demanded": 0,
    }  # fmt: skip
    return Record(**{**plain, **changes})  # type: ignore[arg-type]


def test_shares_come_with_counts_and_intervals() -> None:
    (row,) = summarise([record(), record(section=1, survived=3, first=False, rounds=2, placed=1)])
    assert row["survival"]["hits"] == 7
    assert row["survival"]["of"] == 8
    low, high = row["survival"]["interval"]
    assert low < 7 / 8 < high
    assert row["clean_at_first"]["share"] == 0.5
    assert row["placed"]["share"] == 0.25
    assert row["mean_rounds"] == 1


def test_passing_all_repeats_is_stricter_than_passing_some() -> None:
    (row,) = summarise(
        [record(), record(repeat=1, first=False), record(section=1), record(section=1, repeat=1)]
    )
    assert row["clean_at_first"]["share"] == 0.75
    assert row["pass_all_repeats"]["share"] == 0.5


def test_copied_facts_and_the_length_of_sentences_are_counted_over_all_sections() -> None:
    first = record(facts=3, verbatim=2, sentences=2, characters=80)
    (row,) = summarise([first, record(section=1, facts=1, verbatim=0, sentences=2, characters=60)])
    assert row["verbatim"] == 0.5
    assert row["sentence_length"] == 35.0


def test_runs_are_compared_apart() -> None:
    assert [row["run"] for row in summarise([record(run="乙"), record()])] == ["乙", "甲"]


def test_copying_from_examples_is_measured() -> None:
    shown = ["扎实推进基层医疗卫生服务体系建设，培训三百人"]
    assert longest_shared("今年扎实推进基层医疗改革", shown) == len("扎实推进基层医疗")
    assert share_of_grams("扎实推进基层医疗", shown) == 1.0
    assert share_of_grams("与样例毫无关系的一句话", shown) == 0.0


def test_a_record_survives_the_file() -> None:
    assert from_line(json.loads(json.dumps(to_line(record())))) == record()


def test_an_interrupted_measurement_is_taken_up_again(tmp_path: Path) -> None:
    facts = tmp_path / "a.yaml"
    facts.write_text(
        "title: XX县2023年工作总结\nsections:\n  - heading: 推进培训\n    facts:\n      - 培训185人\n",
        encoding="utf-8",
    )
    records, summary = tmp_path / "r.jsonl", tmp_path / "s.json"
    command = [
        "eval",
        "writing",
        str(facts),
        "--repeats",
        "2",
        "--records",
        str(records),
        "--json",
        str(summary),
    ]
    assert RUNNER.invoke(app, command).exit_code == 0
    whole = records.read_text(encoding="utf-8")
    records.write_text(whole[:-30], encoding="utf-8")
    again = RUNNER.invoke(app, command)
    assert again.exit_code == 0
    assert "第1次" not in again.stderr
    assert "第2次" in again.stderr
    (row,) = json.loads(summary.read_text(encoding="utf-8"))
    assert row["repeats"] == 2
    assert row["survival"]["hits"] == row["required"] == 2
