"""draft doctor: every trap of a server is a finding with its remedy, and nothing of the user's is sent."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from draft.profiles import PROFILES
from draft.writers.diagnosis import Diagnosis, Finding
from endpoint.conftest import make_config
from endpoint.fault_server import FaultServer, closed_port


def diagnose(url: str, **changes: Any) -> dict[str, Finding]:
    async def main() -> dict[str, Finding]:
        config = make_config(url, **{"model": "test-model", **changes})
        return {finding.name: finding async for finding in Diagnosis(config).examine()}

    return asyncio.run(main())


def test_a_good_server_passes_every_question() -> None:
    with FaultServer() as server:
        found = diagnose(server.url)
    assert [*found] == [
        "address", "connection", "models", "answer", "thinking", "system_role", "parameters",
        "limit", "speed", "stream", "concurrency", "context",
    ]  # fmt: skip
    assert {finding.state for finding in found.values()} == {"ok"}
    assert not any(finding.fix for finding in found.values())


@pytest.mark.parametrize(
    ("mode", "name", "state", "words"),
    [
        ("think", "thinking", "warning", "思考"),
        ("reasoning", "thinking", "warning", "字段"),
        ("empty", "answer", "failure", "空的"),
        ("401", "answer", "failure", "DRAFT_API_KEY"),
        ("404", "answer", "failure", "没有这个接口"),
        ("noparam:temperature", "parameters", "warning", "temperature"),
        ("system", "system_role", "warning", "并入"),
        ("clipped", "context", "failure", "截掉"),
        ("context:vllm", "answer", "failure", "上下文"),
        ("never-stream:html200", "stream", "warning", "不要设置 stream"),
        ("othermodel", "answer", "ok", "another-model"),
        ("finish:stop", "limit", "ok", "截断"),
        ("parts", "limit", "warning", "stop"),
        ("html200", "answer", "failure", "网页"),
        ("500", "answer", "failure", "internal error"),
    ],
)
def test_every_trap_is_a_finding(mode: str, name: str, state: str, words: str) -> None:
    with FaultServer(default=mode) as server:
        finding = diagnose(server.url)[name]
    assert finding.state == state
    assert words in finding.message + finding.fix
    assert finding.fix or state == "ok"


def test_a_server_that_is_not_there_ends_the_examination_with_how_to_start_it() -> None:
    found = diagnose(f"http://127.0.0.1:{closed_port()}/v1", profile=PROFILES["llamacpp"])
    assert [*found] == ["address", "connection"]
    assert "llama-server" in found["connection"].fix


def test_a_forgotten_v1_is_found() -> None:
    with FaultServer() as server:
        found = diagnose(server.url.removesuffix("/v1"))
    assert found["address"].state == "warning"
    assert f"请改为 {server.url}" in found["connection"].fix


def test_a_model_that_is_not_listed_is_named() -> None:
    with FaultServer(models=["a", "b"]) as server:
        assert "a、b" in diagnose(server.url)["models"].message
        assert diagnose(server.url, model="")["models"].state == "warning"
    with FaultServer(models=[]) as server:
        assert diagnose(server.url, model="")["models"].state == "failure"


def test_a_server_that_serves_several_at_once_is_noticed() -> None:
    with FaultServer(latency=0.05) as server:
        assert diagnose(server.url, concurrency=4)["concurrency"].measures["gain"] > 1.5


@pytest.mark.slow
def test_the_command_speaks_json_and_ends_with_three_when_unfit(tmp_path: Path) -> None:
    def run(url: str) -> tuple[int, dict[str, Any], str]:
        command = [
            sys.executable,
            "-c",
            "from draft.cli import main; main()",
            "doctor",
            "--base-url",
            url,
            "--json",
        ]
        environ = {"PATH": "", "HOME": str(tmp_path), "DRAFT_API_KEY": "sk-very-secret-0123"}
        done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, json.loads(done.stdout), done.stdout + done.stderr

    with FaultServer() as server:
        code, report, shown = run(server.url)
        assert (code, report["ok"], len(report["checks"])) == (0, True, 12)
    with FaultServer(api_key="another") as server:
        code, report, more = run(server.url)
        assert (code, report["ok"]) == (3, False)
        assert report["checks"][-1]["fix"]
    assert "secret" not in shown + more
