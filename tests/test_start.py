"""What starting costs: heavy libraries are loaded only where they are needed; no console makes a crash."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "openai",
    "httpx2",
    "docx",
    "openpyxl",
    "jinja2",
    "diskcache",
    "tenacity",
    "rich.console",
    "asyncio",
    "ray",
}
FACTS = "title: XX县2023年工作总结\nsections:\n  - heading: 推进培训\n    facts:\n      - 培训185人\n"


def loaded_by(*arguments: str) -> set[str]:
    """Return the heavy modules that are loaded after running `draft` with `arguments`."""
    program = (
        "import sys\nfrom draft.cli import main\n"
        f"sys.argv = ['draft', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return HEAVY & set(done.stderr.rpartition("LOADED")[2].split())


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "a.md").write_text("全年培训185人。", encoding="utf-8")
    return tmp_path / "facts.yaml"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["expand", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded_by(*arguments) == set()


def test_check_lint_and_quantities_load_no_model_no_network_no_word(facts: Path) -> None:
    document = str(facts.with_name("a.md"))
    assert loaded_by("check", str(facts), document) == set()
    assert loaded_by("lint", str(facts)) == set()
    assert loaded_by("quantities", document) == set()


def test_the_embedded_writer_loads_no_client(facts: Path) -> None:
    loaded = loaded_by("expand", str(facts), "--writer", "builtin", "--format", "md,json", "--no-log")
    assert loaded <= {"asyncio"}


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_no_console_encoding_makes_a_command_fail(facts: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "draft", "check", str(facts), str(facts.with_name("a.md"))]
    done = subprocess.run(
        command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False
    )
    assert done.returncode == 0
    if encoding != "ascii":
        assert "通过" in done.stdout.decode(encoding)
