"""Killed in mid-run, `draft expand` asks no question twice, and nothing is half-written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from endpoint.fault_server import MODEL, FaultServer, wait_until

SECTIONS = 24
WORKERS = 3
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows knows one way only


def write_facts(directory: Path) -> Path:
    fact = "  - heading: 第{0}类工作\n    facts:\n      - 完成第{0}类事项{1}件，同比增长{0}.50%\n"
    sections = "".join(fact.format(i, i + 1000) for i in range(SECTIONS))
    path = directory / "facts.yaml"
    path.write_text(f"title: 测试县2023年工作总结\nsections:\n{sections}", encoding="utf-8")
    return path


def start(facts: Path, url: str, home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from draft.cli import main; main()", "expand", str(facts)]
    command += [
        "-o",
        str(home / "out"),
        "--base-url",
        url,
        "--model",
        MODEL,
        "--workers",
        str(WORKERS),
        "--format",
        "md,json",
        "--force",
    ]
    places = {name: str(home) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    return subprocess.Popen(
        command,
        env={**os.environ, **places},
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "moment"),
    [
        (KILL, 3),
        (KILL, 11),
        (KILL, 19),
        (signal.SIGTERM, 8),
        (signal.SIGINT, 14),
    ],
)
def test_a_stopped_run_is_taken_up_where_it_was(how: signal.Signals, moment: int, tmp_path: Path) -> None:
    facts = write_facts(tmp_path)
    home = tmp_path / "broken"
    for place in (tmp_path / "whole", home):
        place.mkdir()
    with FaultServer(latency=0.05) as server:
        with start(facts, server.url, tmp_path / "whole") as whole:
            whole.communicate()
        assert whole.returncode == 0
        needed = len(server.chats)
        server.seen.clear()
        with start(facts, server.url, home) as broken:
            assert wait_until(lambda: len(server.chats) >= moment, 30)
            broken.send_signal(how)
            said = broken.communicate()[1]
        assert broken.returncode == (130 if how == signal.SIGINT else broken.returncode)
        assert broken.returncode != 0
        assert "Traceback" not in said
        time.sleep(0.2)
        assert not [path for path in home.rglob("*.md") if path.stat().st_size == 0]
        with start(facts, server.url, home) as again:
            again.communicate()
        assert again.returncode == 0
        assert len(server.chats) <= needed + WORKERS
        outputs = [next((place / "out").glob("*.md")).read_bytes() for place in (tmp_path / "whole", home)]
        assert outputs[0] == outputs[1]
