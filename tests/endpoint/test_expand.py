"""`draft expand` against a server on its worst day: a faithful document or one clear line, never half."""

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from draft.errors import DraftError
from endpoint.fault_server import MODEL, FaultServer, random_faults

FACTS = """\
title: XX县卫生健康委2023年工作总结
period: 2023年
sections:
  - heading: 落实疫情防控
    facts:
      - 累计摸排管控入境人员185人，高风险地区310人，中风险地区762人
      - 检测进口冷链食品47.9万份
  - heading: 提升医疗服务能力
    facts:
      - 全县医疗机构461个，执业医师1505人，注册护士1548人
  - heading: 推进健康体检
    facts:
      - 截至11月15日，体检预约39229人，完成26071人，完成率66.46%
  - heading: 加强人才建设
    facts:
      - 招聘专业技术人员191人，34名基层医师参加转岗培训
  - heading: 下一步打算
    facts:
      - 拟新建社区卫生服务站3个
"""
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows knows one way only
TEXTS = 6  # five sections and the 导语
ROWS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["fault"]
PLAIN = [row for row in ROWS if "config" not in row]


class Office:
    """A clerk's machine: a facts file, an output folder, a cache of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.facts = place / "facts.yaml"
        self.facts.write_text(FACTS, encoding="utf-8")
        self.environment = {
            "HOME": str(place),
            "XDG_CACHE_HOME": str(place / "cache"),
            "XDG_CONFIG_HOME": str(place / "config"),
            "XDG_STATE_HOME": str(place / "state"),
            "DRAFT_BACKOFF": "0.01",
            "DRAFT_TIMEOUT": "5",
            "DRAFT_CONNECT_TIMEOUT": "2",
            "DRAFT_DEADLINE": "20",
            "DRAFT_API_KEY": "sk-secret-of-the-office",
        }

    def arguments(self, url: str, *more: str) -> list[str]:
        here = ["expand", str(self.facts), "-o", str(self.place / "out"), "--format", "md,json"]
        return [*here, "--base-url", url, "--model", MODEL, *more]

    def expand(self, url: str, *more: str) -> tuple[int, str]:
        """Return exit code and everything that was said."""
        result = CliRunner().invoke(app, self.arguments(url, *more), env=self.environment)
        if isinstance(result.exception, DraftError):
            return result.exception.exit_code, f"{result.output}{result.stderr}{result.exception}"
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output + result.stderr

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            (self.place / "out" / "facts.report.json").read_text(encoding="utf-8")
        )
        return found

    def document(self) -> str:
        return (self.place / "out" / "facts.md").read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def assert_whole(office: Office) -> None:
    counts = office.report()["counts"]
    assert counts["survived"] == counts["required"] == 14
    assert counts["invented"] == 0
    assert office.document().count("## ") == 5


@pytest.mark.parametrize(
    "mode", ["faithful", "drop", "alter", "swap", "invent", "think", "fence", "preamble"]
)
def test_whatever_the_model_writes_the_document_is_faithful_and_the_second_run_is_free(
    office: Office, mode: str
) -> None:
    with FaultServer(default=mode) as server:
        code, said = office.expand(server.url)
        assert code == 0, said
        assert_whole(office)
        asked = len(server.chats)
        assert asked >= TEXTS
        first = office.document()
        assert office.expand(server.url)[0] == 0
        assert len(server.chats) == asked
        assert office.document() == first


@pytest.mark.slow
@pytest.mark.parametrize("row", PLAIN, ids=[row["name"] for row in PLAIN])
def test_every_fault_gives_a_whole_document_or_one_clear_line(office: Office, row: dict[str, Any]) -> None:
    with FaultServer(row.get("script", []), row.get("default", "faithful")) as server:
        code, said = office.expand(server.url)
        assert "Traceback" not in said
        assert "sk-secret-of-the-office" not in said
        if code == 0:
            assert_whole(office)
        else:
            assert code == 3, said
            assert not (office.place / "out").exists()


def test_the_key_is_in_no_file_that_a_run_leaves(office: Office) -> None:
    with FaultServer(["401"], api_key="sk-secret-of-the-office") as server:
        office.expand(server.url)
        office.expand(server.url)
    for path in office.place.rglob("*"):
        if path.is_file():
            assert b"sk-secret-of-the-office" not in path.read_bytes(), path


def test_with_a_dead_server_nothing_is_written_and_the_line_says_what_to_do(office: Office) -> None:
    code, said = office.expand("http://127.0.0.1:9/v1")
    assert code == 3
    assert "127.0.0.1:9" in said
    assert not (office.place / "out").exists()


def test_offline_refuses_an_outside_address(office: Office) -> None:
    code, said = office.expand("https://example.com/v1", "--offline", "--writer", "model")
    assert code == 2
    assert "example.com" in said


@pytest.mark.slow
def test_a_run_with_random_faults_loses_nothing(office: Office) -> None:
    sections = "".join(
        f"  - heading: 推进第{n}类项目\n    facts:\n      - 建成项目{n + 100}个，完成投资{n + 3}.5万元\n"
        for n in range(60)
    )
    office.facts.write_text(f"title: XX县2023年工作总结\nsections:\n{sections}", encoding="utf-8")
    with FaultServer(choose=random_faults(0.1, ["429", "500", "502", "reset", "empty"])) as server:
        code, said = office.expand(server.url, "--workers", "8")
        assert code == 0, said
        counts = office.report()["counts"]
        assert counts["survived"] == counts["required"] == 120
        assert not any(section["failure"] for section in office.report()["sections"])


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("end", [KILL, signal.SIGINT, signal.SIGTERM])
def test_after_an_interruption_only_what_was_not_answered_is_asked_again(
    office: Office, end: signal.Signals
) -> None:
    sections = "".join(
        f"  - heading: 推进第{n}类项目\n    facts:\n      - 建成项目{n + 100}个\n" for n in range(24)
    )
    office.facts.write_text(f"title: XX县2023年工作总结\nsections:\n{sections}", encoding="utf-8")
    workers = 2
    with FaultServer(latency=0.1) as server:
        command = [sys.executable, "-m", "draft", *office.arguments(server.url, "--workers", str(workers))]
        running = subprocess.Popen(
            command, env={**os.environ, **office.environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        deadline = time.monotonic() + 30
        while len(server.chats) < 10 and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(end)
        _, said = running.communicate(timeout=30)
        assert not (office.place / "out" / "facts.md").exists()
        if end != KILL:
            assert running.returncode == 130
            assert "再次运行同一命令" in said.decode()
        code, _ = office.expand(server.url, "--workers", str(workers))
        assert code == 0
        needed = 25 + sum(1 for text in [office.report()["lead_in"]] for _ in range(text["rounds"]))
        assert len(server.chats) - needed <= workers
