"""Many files: one bad file stops nobody, finished ones are skipped, edits are never overwritten."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from draft.errors import InputError

RUNNER = CliRunner()


def facts_file(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "title: XX县2023年工作总结\nsections:\n  - heading: 推进人才培养\n"
        f"    facts:\n      - 培训{number}人\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    facts_file(tmp_path / "in" / "甲县.yaml", 185)
    facts_file(tmp_path / "in" / "下属" / "乙县.yaml", 12)
    return tmp_path / "in"


def run(*arguments: str | Path) -> tuple[int, dict[str, dict[str, object]]]:
    result = RUNNER.invoke(app, ["batch", *map(str, arguments), "--writer", "builtin", "--format", "md,json"])
    if isinstance(result.exception, InputError):
        raise result.exception
    output = Path(arguments[arguments.index("-o") + 1])
    summary = json.loads((output / "batch.json").read_text(encoding="utf-8"))
    return result.exit_code, {document["name"]: document for document in summary["documents"]}


def test_the_output_mirrors_the_input(tree: Path, tmp_path: Path) -> None:
    code, documents = run(tree, "-o", tmp_path / "out")
    assert code == 0
    assert {name: document["status"] for name, document in documents.items()} == {
        "甲县": "clean",
        "下属/乙县": "clean",
    }
    assert "185人" in (tmp_path / "out" / "甲县.md").read_text(encoding="utf-8")
    assert "12人" in (tmp_path / "out" / "下属" / "乙县.md").read_text(encoding="utf-8")


def test_one_bad_file_does_not_stop_the_others(tree: Path, tmp_path: Path) -> None:
    (tree / "坏.yaml").write_text("title: 甲\nsections: 3\n", encoding="utf-8")
    code, documents = run(tree, "-o", tmp_path / "out")
    assert code == 2
    assert documents["坏"]["status"] == "failed"
    assert "坏.yaml:2" in str(documents["坏"]["message"])
    assert documents["甲县"]["status"] == "clean"


def test_finished_documents_are_skipped_until_their_facts_change(tree: Path, tmp_path: Path) -> None:
    run(tree, "-o", tmp_path / "out")
    _, again = run(tree, "-o", tmp_path / "out")
    assert {document["status"] for document in again.values()} == {"skipped"}
    facts_file(tree / "甲县.yaml", 186)
    _, changed = run(tree, "-o", tmp_path / "out")
    assert {name: document["status"] for name, document in changed.items()} == {
        "甲县": "clean",
        "下属/乙县": "skipped",
    }
    assert "186人" in (tmp_path / "out" / "甲县.md").read_text(encoding="utf-8")


def test_a_document_that_is_gone_is_made_again(tree: Path, tmp_path: Path) -> None:
    run(tree, "-o", tmp_path / "out")
    (tmp_path / "out" / "甲县.md").unlink()
    _, documents = run(tree, "-o", tmp_path / "out")
    assert documents["甲县"]["status"] == "clean"


def test_an_edited_document_is_kept_unless_forced(tree: Path, tmp_path: Path) -> None:
    run(tree, "-o", tmp_path / "out")
    edited = tmp_path / "out" / "甲县.md"
    edited.write_text("手工改过", encoding="utf-8")
    code, documents = run(tree, "-o", tmp_path / "out")
    assert (code, documents["甲县"]["status"]) == (2, "failed")
    assert edited.read_text(encoding="utf-8") == "手工改过"
    code, _ = run(tree, "-o", tmp_path / "out", "--force")
    assert code == 0
    assert "185人" in edited.read_text(encoding="utf-8")


def test_the_output_folder_inside_the_input_is_not_taken_for_input(tree: Path) -> None:
    facts_file(tree / "out" / "旧.yaml", 3)
    _, documents = run(tree, "-o", tree / "out")
    assert "旧" not in " ".join(documents)


def test_two_files_of_one_name_keep_two_results(tree: Path, tmp_path: Path) -> None:
    facts_file(tree / "甲县.yml", 7)
    _, documents = run(tree, "-o", tmp_path / "out")
    assert len(documents) == 3


def test_a_folder_without_facts_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="没有要点文件"):
        run(tmp_path / "empty", "-o", tmp_path / "out")
