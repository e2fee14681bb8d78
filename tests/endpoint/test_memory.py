"""A finished document is not composed again, and yet checked as a whole; whatever shaped it can forget it."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from endpoint.fault_server import FaultServer
from endpoint.test_expand import TEXTS, Office

PROGRAM = """
import sys
from draft.cli import main
sys.argv = ["draft", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    code = end.code
print(code, *sorted({"asyncio", "diskcache", "openai", "jinja2", "draft.prompts"} & set(sys.modules)))
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def expand(office: Office, url: str, *more: str) -> list[str]:
    """Expand in a process of its own; return exit code and the heavy modules it loaded."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DRAFT_")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *office.arguments(url, *more)],
        env={**environment, **office.environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1].split()


def read_results(office: Office) -> tuple[bytes, dict[str, Any]]:
    report = json.loads((office.place / "out" / "facts.report.json").read_text(encoding="utf-8"))
    for part in (report["lead_in"], *report["sections"]):
        for completion in part["completions"]:
            completion |= {"seconds": 0, "requests": 0, "cached": True, "remarks": []}
    report["counts"] |= {"requests": 0, "cached": 0}
    return (office.place / "out" / "facts.md").read_bytes(), report


def alter_rows(office: Office, old: str, new: str) -> int:
    """Change a text of the finished documents in the cache; return how many rows held it."""
    with contextlib.closing(sqlite3.connect(office.place / "cache" / "draft" / "cache.db")) as cache, cache:
        cursor = cache.execute(
            "UPDATE Cache SET value = replace(value, ?, ?) WHERE key LIKE 'finished:%' AND value LIKE ?",
            (old, new, f"%{old}%"),
        )
        return cursor.rowcount


@pytest.mark.slow
def test_a_second_run_loads_neither_client_nor_templates_and_gives_the_same(office: Office) -> None:
    with FaultServer() as server:
        assert expand(office, server.url) == [
            "0",
            "asyncio",
            "diskcache",
            "draft.prompts",
            "jinja2",
            "openai",
        ]
        first = read_results(office)
        asked = len(server.chats)
        assert expand(office, server.url) == ["0"]
        assert read_results(office) == first
        assert len(server.chats) == asked


@pytest.mark.slow
def test_another_wish_or_another_fact_is_not_answered_from_memory(office: Office) -> None:
    def is_remembered(*more: str) -> bool:
        office.expand(server.url, "--force", *more)
        return "现有执业医师" in (office.place / "out" / "facts.md").read_text(encoding="utf-8")

    with FaultServer() as server:
        office.expand(server.url)
        assert alter_rows(office, "，执业医师", "，现有执业医师") == 1
        assert is_remembered()
        assert not is_remembered("--density", "低")
        assert not is_remembered("--refresh")
        assert not is_remembered("--no-cache")
        assert not is_remembered("--allow-rounding")
        facts = office.facts.read_text(encoding="utf-8")
        office.facts.write_text(facts.replace("461个", "462个"), encoding="utf-8")
        assert not is_remembered()
        office.facts.write_text(facts, encoding="utf-8")
        assert not is_remembered()  # since --refresh


@pytest.mark.slow
def test_a_remembered_text_with_a_wrong_number_does_not_pass_the_check(office: Office) -> None:
    with FaultServer() as server:
        office.expand(server.url)
        first = read_results(office)
        assert alter_rows(office, "1505人", "1550人") == 1
        assert office.expand(server.url)[0] == 0
        assert read_results(office) == first


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--section", "1")])
def test_what_was_asked_for_again_replaces_what_was_remembered(office: Office, more: tuple[str, ...]) -> None:
    with FaultServer() as server:
        office.expand(server.url)
        assert alter_rows(office, "，执业医师", "，现有执业医师") == 1
        asked = len(server.chats)
        office.expand(server.url, "--refresh", *more)
        assert len(server.chats) > asked
        asked = len(server.chats)
        office.expand(server.url)
        assert "现有执业医师" not in office.document()
        assert len(server.chats) == asked


def test_a_batch_that_asks_again_forgets_finished_documents(office: Office) -> None:
    with FaultServer() as server:
        office.expand(server.url)
        assert alter_rows(office, "，执业医师", "，现有执业医师") == 1
        _, facts, *options = office.arguments(server.url, "--refresh")
        result = CliRunner().invoke(app, ["batch", facts, *options], env=office.environment)
        assert result.exit_code == 0
        asked = len(server.chats)
        office.expand(server.url, "--force")
        assert "现有执业医师" not in office.document()
        assert len(server.chats) == asked


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"), [('"texts"', '"words"'), ('"doubts": 0', '"doubts": Infinity'), ('"texts"', "[")]
)
def test_a_row_of_somebody_else_is_a_miss(office: Office, old: str, new: str) -> None:
    with FaultServer() as server:
        office.expand(server.url)
        assert alter_rows(office, old, new) == 1
        asked = len(server.chats)
        assert office.expand(server.url)[0] == 0
        assert len(server.chats) == asked


@pytest.mark.slow
def test_a_section_that_took_a_repair_is_not_remembered(office: Office) -> None:
    with FaultServer(["faithful", "alter"]) as server:
        office.expand(server.url, "--workers", "1")
        first = read_results(office)
        asked = len(server.chats)
        assert asked > TEXTS
        assert alter_rows(office, "185人", "185名人员") == 0
        assert alter_rows(office, "461个", "461家") == 1
        assert office.expand(server.url, "--workers", "1")[0] == 0
        assert len(server.chats) == asked
        assert read_results(office)[0] != first[0]
