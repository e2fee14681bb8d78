"""What every measurement needs: a row with its bar, an office with facts files, a mock endpoint, a clock.

CPU is user + system of the whole process and of those it started.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

from peers import Peers

HERE = Path(__file__).parent
PYTHON = sys.executable
DRAFT = [PYTHON, "-m", "draft"]
MEASURE_PEAK = (
    "import resource, sys\nsys.argv = {!r}\nfrom draft.cli import main\n"
    "code = 0\ntry:\n    main()\nexcept SystemExit as end:\n    code = end.code\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\nsys.exit(code)"
)
Sides = tuple[float, float]
"""Ours and the yardstick, measured one right after the other."""


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes:
        rounds: the pairs that `ours` and `theirs` are the medians of; empty where there was one only.
        at_least: the ratio must reach the bar; else it must not exceed it.
        peer: name and version of what it is measured against, where that is not ours.
    """

    name: str
    what: str
    ours: float
    theirs: float
    bar: float
    unit: str
    rounds: tuple[Sides, ...] = field(default=(), repr=False)
    at_least: bool = False
    peer: str = ""

    @classmethod
    def of_rounds(
        cls, name: str, what: str, rounds: Sequence[Sides], bar: float, unit: str, **more: Any
    ) -> "Row":
        """Return the row of the medians of some rounds."""
        ours, theirs = (median(side) for side in zip(*rounds, strict=True))
        return cls(name, what, ours, theirs, bar, unit, tuple(rounds), **more)

    @property
    def ratios(self) -> list[float]:
        """Ours ÷ theirs, of each round; where theirs is nothing, ours as it is."""
        pairs = self.rounds or ((self.ours, self.theirs),)
        return [ours / theirs if theirs else ours for ours, theirs in pairs]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios: what disturbs a round disturbs both of its sides."""
        return median(self.ratios)

    @property
    def met(self) -> bool:
        """Whether the bar holds."""
        return self.ratio >= self.bar if self.at_least else self.ratio <= self.bar

    def to_json(self) -> dict[str, Any]:
        """Return what is kept of the row."""
        low, high = min(self.ratios), max(self.ratios)
        bar = {"at_least": self.bar} if self.at_least else {"bar": self.bar}
        return {
            "name": self.name,
            "what": self.what,
            "ratio": self.ratio,
            **({"range": [low, high]} if self.rounds else {}),
            **bar,
            "met": self.met,
            "ours": self.ours,
            "theirs": self.theirs,
            "unit": self.unit,
            **({"peer": self.peer} if self.peer else {}),
        }


@dataclass(frozen=True)
class Unmeasured:
    """A figure that could not be taken here.

    Attributes:
        why: and what would help.
    """

    name: str
    why: str


Found = Iterator[Row | Unmeasured]


@dataclass(frozen=True)
class Plan:
    """How thoroughly to measure, and where the peers are."""

    rounds: int = 5
    quick: bool = False
    peers: Peers = field(default_factory=Peers)


class Office:
    """A folder with facts files and an environment of its own.

    Attributes:
        plan: how thoroughly to measure here.
    """

    def __init__(self, place: Path, plan: Plan | None = None) -> None:
        self.place = place
        self.plan = plan or Plan()
        place.mkdir(parents=True, exist_ok=True)
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("DRAFT_", "OPENAI_"))
        }
        self.environment = {
            **kept,
            "HOME": str(place),
            "XDG_CACHE_HOME": str(place / "cache"),
            "XDG_CONFIG_HOME": str(place / "config"),
            "XDG_STATE_HOME": str(place / "state"),
            "DRAFT_BACKOFF": "0.05",
        }

    def facts(self, sections: int, name: str = "facts", start: int = 0, *, short: bool = False) -> Path:
        """Write a facts file with `sections` sections of three facts each, or of two; return its path."""
        lines = ["title: XX县2023年工作总结", "sections:"]
        for n in range(start, start + sections):
            lines += [
                f"  - heading: 推进第{n + 1}类项目建设",
                "    facts:",
                f"      - 建成项目{n + 101}个，完成投资{n + 31}.5万元，同比增长8.{n % 10}%",
                f"      - 培训业务骨干{n + 212}人，考核合格率9{n % 10}.3%",
                *([] if short else [f"      - 受理群众诉求{n + 1305}件，办结{n + 1204}件"]),
            ]
        path = self.place / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def folder(self, name: str, documents: int, sections: int) -> Path:
        """Write a folder of facts files, no two of them alike; return its path."""
        for n in range(documents):
            self.facts(sections, f"{name}/{n:04}", start=n * sections)
        return self.place / name

    def run(self, command: list[str]) -> tuple[float, float]:
        """Run a command; return its CPU and its wall seconds."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        done = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        wall = time.perf_counter() - begun
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()[-600:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall

    def peak(self, *arguments: str) -> float:
        """Run a `draft` command; return its peak memory in MiB."""
        program = MEASURE_PEAK.format(["draft", *arguments])
        done = subprocess.run(
            [PYTHON, "-c", program], env=self.environment, capture_output=True, text=True, check=True
        )
        return float(done.stdout.strip().splitlines()[-1])

    def expand(self, facts: Path, url: str, workers: int, *more: str) -> list[str]:
        """Return the command that expands `facts`."""
        place = ["-o", str(self.place / "out"), "--format", "md,json", "--force", "--no-log"]
        endpoint = ["--base-url", url, "--model", "mock", "--workers", str(workers)]
        return [*DRAFT, "expand", str(facts), *endpoint, *place, *more]

    def batch(self, folder: Path, url: str, workers: int, *more: str) -> list[str]:
        """Return the command that works through `folder`."""
        place = ["-o", str(folder / "out"), "--format", "md,json"]
        endpoint = ["--base-url", url, "--model", "mock", "--workers", str(workers)]
        return [*DRAFT, "batch", str(folder), *endpoint, *place, *more]

    def ask(self, program: str, *arguments: str, python: str = PYTHON) -> Any:
        """Run a Python program; return the JSON that it prints last."""
        done = subprocess.run(
            [python, "-c", program, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{done.stderr[-600:]}")
        return json.loads(done.stdout.strip().splitlines()[-1])


@contextmanager
def mock(latency: float, fault_every: int = 0) -> Iterator[str]:
    """Yield the base URL of a mock server in a process of its own."""
    options = ["--latency", str(latency), "--fault-every", str(fault_every)]
    command = [PYTHON, str(HERE / "mock_server.py"), *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if server.stdout is None:
            raise SystemExit("no mock server")
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}/v1"
    finally:
        server.kill()
        server.wait()


def stats(url: str) -> dict[str, Any]:
    """Return what the mock server counted."""
    with urlopen(url.removesuffix("/v1") + "/stats") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def paired(office: Office, ours: list[str], theirs: list[str]) -> list[Sides]:
    """Return the CPU seconds of both commands, run in turn."""
    return [(office.run(ours)[0], office.run(theirs)[0]) for _ in range(office.plan.rounds)]


def fastest(work: Callable[[], object], rounds: int) -> float:
    """Return the least CPU seconds of some rounds."""
    times = []
    for _ in range(max(3, rounds)):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)
