"""A batch on Ray: a worker killed in mid-run loses no document, and no answered call is paid twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from endpoint.fault_server import MODEL, FaultServer

pytest.importorskip(
    "ray", reason="Ray is not installed (pip install 'gongwen-draft[ray]'): the engine was NOT tried"
)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="finds workers in /proc")]

DOCUMENTS = 12
SECTIONS = 4


def facts_file(path: Path, number: int) -> None:
    sections = "".join(
        f"  - heading: 推进第{n}类项目\n    facts:\n      - 建成项目{number * 10 + n + 100}个\n"
        for n in range(SECTIONS)
    )
    path.write_text(f"title: XX{number}县2023年工作总结\nsections:\n{sections}", encoding="utf-8")


def find_workers() -> list[int]:
    """Return the pids of Ray workers that hold a document at this moment."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
        except OSError:
            continue
        if command.startswith(b"ray::Worker"):
            found.append(int(entry.name))
    return found


def test_a_killed_worker_loses_no_document_and_repeats_at_most_one(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(DOCUMENTS):
        facts_file(tmp_path / "in" / f"{number:02}.yaml", number)
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "DRAFT_API_KEY": "sk-secret-of-the-office",
    }
    with FaultServer(latency=0.2) as server:
        command = [sys.executable, "-m", "draft", "batch", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
        command += ["--engine", "ray", "--base-url", server.url, "--model", MODEL, "--format", "md,json"]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as run:
            deadline = time.monotonic() + 120
            while len(server.chats) < DOCUMENTS and time.monotonic() < deadline:
                time.sleep(0.05)
            workers = find_workers()
            assert workers
            os.kill(workers[0], signal.SIGKILL)
            said, wrong = run.communicate(timeout=300)
        summary = json.loads((tmp_path / "out" / "batch.json").read_text(encoding="utf-8"))
        documents = summary["documents"]
        assert run.returncode == 0, said.decode() + wrong.decode()
        assert len(documents) == DOCUMENTS
        assert {document["status"] for document in documents} == {"clean"}
        answered_once = sum(document["requests"] + document["cached"] for document in documents)
        assert len(server.chats) - answered_once <= SECTIONS + 1
        assert "sk-secret-of-the-office" not in (said + wrong).decode()
