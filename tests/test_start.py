"""What starting costs: heavy libraries are loaded only where they are needed; no console makes a crash."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from draft.cli.plain import take_plainly
from draft.cli.table import COMMANDS, build_app

HEAVY = {
    "pydantic",
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
    assert loaded <= {"asyncio", "pydantic"}


def test_a_command_is_loaded_without_the_others(facts: Path) -> None:
    program = (
        "import sys\nfrom draft.cli import main\n"
        f"sys.argv = ['draft', 'check', {str(facts)!r}, {str(facts.with_name('a.md'))!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *(name for name in sys.modules if name.startswith('draft.cli.')), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.rpartition("LOADED")[2].split())
    assert "draft.cli.check" in loaded
    assert not loaded & {"draft.cli.expand", "draft.cli.batch", "draft.cli.eval"}


def commands_of(only: str | None) -> dict[str, Any]:
    commands: dict[str, Any] = vars(typer.main.get_command(build_app(only)))["commands"]
    return commands


@pytest.mark.parametrize("name", list(COMMANDS))
def test_a_command_alone_is_the_command_among_all(name: str) -> None:
    helps = [tree[name].get_help(typer.Context(tree[name])) for tree in map(commands_of, (name, None))]
    assert helps[0] == helps[1]
    assert COMMANDS[name].help == (commands_of(None)[name].help or "").partition("\n\n")[0]


def test_the_list_of_commands_is_the_same_whether_they_are_loaded_or_not() -> None:
    roots = [typer.main.get_command(build_app(only)) for only in (None, "--help")]
    helps = [root.get_help(typer.Context(root)) for root in roots]
    assert helps[0] == helps[1]


def parameters(command: Any) -> Iterator[tuple[Any, Any]]:
    context = typer.Context(command)
    for parameter in command.get_params(context):
        yield context, parameter
    for below in getattr(command, "commands", {}).values():
        yield from parameters(below)


VALUES = (None, "", "a.md", "-", "x,y", "0", "3", "007", "-1", "99", " 5 ", "1.5", "yes", True, False, 4)


def process(context: Any, parameter: Any, value: Any) -> tuple[str, Any]:
    try:
        return "value", parameter.process_value(context, value)
    except typer.BadParameter as error:
        return type(error).__name__, str(error)


def test_plain_values_become_what_typer_makes_of_them() -> None:
    ours, theirs = (typer.main.get_command(build_app()) for _ in range(2))
    take_plainly(ours)
    seen = 0
    for (context, quick), (other, slow) in zip(parameters(ours), parameters(theirs), strict=True):
        assert quick.name == slow.name
        many = quick.multiple or quick.nargs == -1
        for value in VALUES if quick.callback is None else ():
            given = (value, value) if many and value is not None else value
            assert process(context, quick, given) == process(other, slow, given), (quick.name, given)
            seen += 1
    assert seen > 1000


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_no_console_encoding_makes_a_command_fail(facts: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "draft", "check", str(facts), str(facts.with_name("a.md"))]
    done = subprocess.run(
        command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False
    )
    assert done.returncode == 0
    if encoding != "ascii":
        assert "通过" in done.stdout.decode(encoding)


def run_alone(*arguments: str, before: str = "") -> tuple[int, str]:
    """Return exit code and output of `draft` as a process of its own, after `before`."""
    program = (
        f"import sys\n{before}\nfrom draft.cli import run\nsys.argv = ['draft', *{arguments!r}]\nrun()\n"
    )
    program += "print('still here')\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_process_ends_at_once_with_its_code_and_all_it_said(facts: Path) -> None:
    document = str(facts.with_name("a.md"))
    code, said = run_alone(
        "check", str(facts), document, before="import atexit; atexit.register(print, 'bye')"
    )
    assert code == 0
    assert said.startswith("核对通过")
    assert said.endswith("bye\n")
    facts.with_name("a.md").write_text("全年培训158人。", encoding="utf-8")
    assert run_alone("check", str(facts), document)[0] == 1
    assert run_alone("check", str(facts), str(facts.with_name("none.md")))[0] == 2


def test_a_process_waits_for_its_threads() -> None:
    thread = "import threading; threading.Timer(0.2, print, ['done']).start()"
    assert run_alone("--version", before=thread)[1].endswith("done\n")
