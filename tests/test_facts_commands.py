"""`draft init` and `draft schema`, run as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path

from draft.facts import EXAMPLE, build_schema, load_spec


def draft(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from draft.cli import main; main()", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


def test_init_writes_a_file_that_loads_and_never_overwrites_unasked(tmp_path: Path) -> None:
    assert draft("init", cwd=tmp_path).returncode == 0
    written = tmp_path / "facts.yaml"
    assert load_spec(written).title in EXAMPLE
    written.write_text("title: 我的", "utf-8")
    again = draft("init", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "facts.yaml: 文件已存在" in again.stderr
    assert written.read_text("utf-8") == "title: 我的"
    assert draft("init", "--force", "facts.yaml", cwd=tmp_path).returncode == 0
    assert written.read_text("utf-8") == EXAMPLE
    assert [path.name for path in tmp_path.iterdir()] == ["facts.yaml"]


def test_init_into_a_missing_directory_is_one_line(tmp_path: Path) -> None:
    failed = draft("init", "没有/facts.yaml", cwd=tmp_path)
    assert failed.returncode == 2
    assert len(failed.stderr.splitlines()) == 1
    assert "没有文件夹" in failed.stderr


def test_schema_prints_the_schema(tmp_path: Path) -> None:
    assert json.loads(draft("schema", cwd=tmp_path).stdout) == build_schema()
