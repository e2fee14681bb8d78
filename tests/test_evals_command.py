"""`draft eval` as a user meets it: tables, results, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from draft.errors import InputError
from draft.evals.natural import build_natural_result, compare_natural, parse_draft, score_drafts

_EVALS = Path(__file__).parents[1] / "evals"
_PAIR = {
    "id": "one",
    "facts": ["新建幼儿园4所，新增学位1260个", "入园率94.2%"],
    "prose": "新建幼儿园[0|4所]，新增学位[0|1260个]。入园率[1|94.2%]，办园条件持续改善。",
}


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from draft.cli import main; main()", "eval", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def evals(tmp_path: Path) -> Path:
    for folder in ("cases/pairs", "cases/natural", "results"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "cases/pairs/one.jsonl").write_text(json.dumps(_PAIR, ensure_ascii=False) + "\n", "utf-8")
    return tmp_path


def test_the_checker_is_measured_and_compared_with_the_committed_result(evals: Path) -> None:
    committed = evals / "results" / "checker.json"
    first = _run("checker", "--cases", str(evals), "--json", str(committed))
    assert first.returncode == 0, first.stderr
    assert "omission" in first.stdout
    result = json.loads(committed.read_text("utf-8"))
    assert result["faithful"]["texts"] > 1
    result["kinds"]["value"]["paired"] = result["kinds"]["value"]["planted"] + 1
    committed.write_text(json.dumps(result), "utf-8")
    again = _run("checker", "--cases", str(evals))
    assert again.returncode == 1
    assert "比已提交的结果差：value 的成对查出率" in again.stderr


def test_missing_cases_are_one_line_and_exit_code_2(tmp_path: Path) -> None:
    for name in ("checker", "natural"):
        run = _run(name, "--cases", str(tmp_path))
        assert run.returncode == 2
        assert run.stderr.count("\n") == 1
        assert "--cases" in run.stderr


def test_the_committed_results_belong_to_the_committed_cases() -> None:
    checker = json.loads((_EVALS / "results" / "checker.json").read_text("utf-8"))
    natural = json.loads((_EVALS / "results" / "natural.json").read_text("utf-8"))
    assert len(checker["kinds"]) == 29
    assert natural["drafts"] == len(list((_EVALS / "cases" / "natural").glob("*.json"))) >= 40


def _read_draft(name: str) -> str:
    return (_EVALS / "cases" / "natural" / name).read_text("utf-8")


def test_every_annotated_draft_reads_and_says_who_wrote_it() -> None:
    for file in sorted((_EVALS / "cases" / "natural").glob("*.json")):
        draft = parse_draft(file.read_text("utf-8"), file.name)
        facts = {(group.section, n) for group in draft.groups for n in range(len(group.facts))}
        assert {remark.fact for remark in draft.remarks if remark.fact} <= facts
        assert "language model" in json.loads(file.read_text("utf-8"))["provenance"]


def test_a_remark_that_is_not_in_the_text_is_refused() -> None:
    row = json.loads(_read_draft("n01.json"))
    row["errors"][0]["span"] = [0, 3]
    with pytest.raises(InputError, match=r"n01\.json"):
        parse_draft(json.dumps(row), "n01.json")


def test_fewer_flagged_errors_are_told_in_words() -> None:
    result = build_natural_result(score_drafts([parse_draft(_read_draft("n01.json"), "n01.json")]))
    assert compare_natural(result, result) == []
    better = json.loads(json.dumps(result))
    better["major"]["flagged"] += 1
    assert any("重大错误" in line for line in compare_natural(result, better))
