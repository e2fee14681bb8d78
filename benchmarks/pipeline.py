"""What the tool itself costs, each figure as a ratio to a yardstick measured in the same run.

    python benchmarks/pipeline.py [--json FILE] [--quick]

S start-up, C client and pipeline, N the check. Prints value, bar and both sides; exits 1 when one is missed.
CPU is user + system of the whole process; medians of the rounds, sides taken in turn.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from urllib.request import urlopen

HERE = Path(__file__).parent
PYTHON = sys.executable
DRAFT = [PYTHON, "-m", "draft"]

BARE_LOOP = """
import asyncio, sys, openai
url, calls, conc = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
text = "请把下面的事实写成正文。" * 100
async def main():
    gate = asyncio.Semaphore(conc)
    async with openai.AsyncOpenAI(base_url=url, api_key="none") as client:
        async def one(n):
            async with gate:
                messages = [{"role": "user", "content": f"{n}{text}"}]
                await client.chat.completions.create(model="m", messages=messages, max_tokens=900)
        await asyncio.gather(*(one(n) for n in range(calls)))
asyncio.run(main())
"""


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes:
        ratio: ours ÷ theirs.
        bar: the ratio must not exceed it.
    """

    name: str
    what: str
    ours: float
    theirs: float
    ratio: float
    bar: float
    unit: str

    @property
    def met(self) -> bool:
        return self.ratio <= self.bar


class Office:
    """A folder with facts files and an environment of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("DRAFT_", "OPENAI_"))
            },
            "HOME": str(place),
            "XDG_CACHE_HOME": str(place / "cache"),
            "XDG_CONFIG_HOME": str(place / "config"),
            "XDG_STATE_HOME": str(place / "state"),
            "DRAFT_BACKOFF": "0.05",
        }

    def facts(self, sections: int, name: str = "facts", start: int = 0, *, short: bool = False) -> Path:
        """Write a facts file with `sections` sections of three facts each, or of two: a file takes 5,000."""
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
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def run(self, command: list[str]) -> tuple[float, float, float]:
        """Run a command; return CPU seconds, wall seconds and peak MiB of the process."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        _, said = process.communicate()
        wall = time.perf_counter() - begun
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}: {said.decode()[-600:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return cpu, wall, after.ru_maxrss / 1024

    def expand(self, facts: Path, url: str, workers: int, *more: str) -> list[str]:
        """Return the command that expands `facts`."""
        out = self.place / "out"
        options = [
            "-o",
            str(out),
            "--format",
            "md,json",
            "--force",
            "--no-log",
            "--workers",
            str(workers),
            *more,
        ]
        return [*DRAFT, "expand", str(facts), "--base-url", url, "--model", "mock", *options]


@contextmanager
def mock(latency: float, fault_every: int = 0) -> Iterator[str]:
    """Yield the base URL of a mock server in a process of its own."""
    command = [
        PYTHON,
        str(HERE / "mock_server.py"),
        "--latency",
        str(latency),
        "--fault-every",
        str(fault_every),
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}/v1"
    finally:
        server.kill()
        server.wait()


def stats(url: str) -> dict[str, int]:
    """Return what the mock server counted."""
    with urlopen(url.removesuffix("/v1") + "/stats") as answer:
        found: dict[str, int] = json.load(answer)
    return found


def paired(office: Office, ours: list[str], theirs: list[str], rounds: int) -> tuple[float, float]:
    """Return the median CPU seconds of both commands, run in turn."""
    sides: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        sides[0].append(office.run(ours)[0])
        sides[1].append(office.run(theirs)[0])
    return median(sides[0]), median(sides[1])


def start_up(office: Office, rounds: int) -> Iterator[Row]:
    typer, openai = [PYTHON, "-c", "import typer"], [PYTHON, "-c", "import openai"]
    document = office.place / "a.md"
    facts = office.facts(5, "small")
    document.write_text("建成项目101个，完成投资31.5万元，同比增长8.0%。\n" * 20, encoding="utf-8")
    one_line = office.place / "line.txt"
    one_line.write_text("全年培训185人，完成率66.46%。\n", encoding="utf-8")
    program = (
        f"import sys\nsys.argv = {['draft', 'check', str(facts), str(document)]!r}\n"
        "from draft.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass"
    )
    check = [PYTHON, "-c", program]
    for name, what, ours, theirs, bar in (
        ("S1", "draft --help ÷ import typer", [*DRAFT, "--help"], typer, 1.3),
        ("S1", "draft --version ÷ import typer", [*DRAFT, "--version"], typer, 1.3),
        ("Q1", "draft quantities ÷ import typer", [*DRAFT, "quantities", str(one_line)], typer, 1.5),
        ("S2", "draft check ÷ import openai", check, openai, 0.35),
    ):
        mine, other = paired(office, ours, theirs, rounds)
        yield Row(name, what, mine, other, mine / other, bar, "s CPU")


def warm_runs(office: Office, rounds: int) -> Iterator[Row]:
    small, large = (
        office.facts(200, "two-hundred", short=True),
        office.facts(2000, "two-thousand", short=True),
    )
    with mock(0.0) as url:
        for facts in (small, large):
            office.run(office.expand(facts, url, 32))
        asked = stats(url)["calls"]
        openai = [PYTHON, "-c", "import openai"]
        mine, other = paired(office, office.expand(small, url, 32), openai, rounds)
        yield Row(
            "S3", "cached expand, 200 sections ÷ import openai", mine, other, mine / other, 0.35, "s CPU"
        )
        big = office.run(office.expand(large, url, 32))[0]
        yield Row("S4", "cached expand, 2,000 ÷ 200 sections", big, mine, big / mine, 3.5, "s CPU")
        again = stats(url)["calls"] - asked
        yield Row("S3", "requests of the warm runs", again, 1, float(again), 0.0, "requests")


def live_runs(office: Office, *, quick: bool) -> Iterator[Row]:
    sections, conc, latency = (256, 32, 0.2) if quick else (1024, 64, 0.2)
    facts = office.facts(sections - 1, "live")  # the 导语 is one more call
    with mock(latency) as url:
        loop = [PYTHON, "-c", BARE_LOOP, url, str(sections), str(conc)]
        theirs, _, _ = office.run(loop)
        ours, wall, _ = office.run(office.expand(facts, url, conc, "--no-cache"))
        seen = stats(url)
    limit = -(-sections // conc) * latency
    yield Row(
        "C1", "CPU a section ÷ bare SDK loop", ours / sections, theirs / sections, ours / theirs, 0.6, "s CPU"
    )
    yield Row("C4", f"wall ÷ limit, {sections} sections, {conc} at once", wall, limit, wall / limit, 1.4, "s")
    yield Row(
        "C5",
        "configured ÷ reached concurrency",
        conc,
        seen["max_inflight"],
        conc / seen["max_inflight"],
        1.0,
        "",
    )
    with mock(0.05, fault_every=10) as url:
        office.run(office.expand(facts, url, conc, "--no-cache"))
        seen = stats(url)
    needed = seen["answered"]
    yield Row(
        "C7",
        "calls seen ÷ needed, each tenth fails",
        seen["calls"],
        needed,
        seen["calls"] / needed,
        1.12,
        "calls",
    )


def faulty_batch(office: Office) -> Iterator[Row]:
    folder = office.place / "fifty-two"
    folder.mkdir()
    for n in range(52):
        office.facts(19, f"fifty-two/{n:02}", start=n)  # the 导语 makes twenty
    walls = []
    for fault_every in (0, 10):
        with mock(0.05, fault_every) as url:
            options = ["--format", "md,json", "--force", "--no-cache", "--workers", "40", "--model", "mock"]
            command = [*DRAFT, "batch", str(folder), "-o", str(office.place / "fifty-two-out"), *options]
            walls.append(office.run([*command, "--base-url", url])[1])
    yield Row(
        "C8", "wall, each tenth fails ÷ none, 52 × 20", walls[1], walls[0], walls[1] / walls[0], 3.0, "s"
    )


def memory(office: Office) -> Iterator[Row]:
    program = (
        "import resource, sys\nsys.argv = {!r}\nfrom draft.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    peaks = []
    with mock(0.0) as url:
        for documents in (10, 250):
            folder = office.place / f"many-{documents}"
            folder.mkdir()
            for n in range(documents):
                office.facts(20, f"many-{documents}/{n:03}", start=n)
            arguments = ["draft", "batch", str(folder), "-o", str(folder / "out"), "--format", "md,json"]
            arguments += ["--base-url", url, "--model", "mock", "--workers", "32", "--no-cache"]
            done = subprocess.run(
                [PYTHON, "-c", program.format(arguments)],
                env=office.environment, capture_output=True, text=True, check=True,
            )  # fmt: skip
            peaks.append(float(done.stdout.strip().splitlines()[-1]))
    yield Row("C6", "peak MiB, 5,000 ÷ 200 sections", peaks[1], peaks[0], peaks[1] / peaks[0], 1.3, "MiB")


def checking() -> Iterator[Row]:
    from draft.fidelity import check

    facts = [f"建成项目{n + 101}个，完成投资{n + 31}.5万元，同比增长8.{n % 10}%" for n in range(40)]
    prose = "。".join(facts) + "。"
    check(facts, prose)
    seconds = median(_timed(lambda: check(facts, prose)) for _ in range(5))
    each = seconds * 2000 / len(prose)
    yield Row("N0", "check, ms per 2,000 characters ÷ 50 ms", each * 1000, 50, each / 0.05, 1.0, "ms")
    double = [*facts, *(fact.replace("项目", "工程") for fact in facts)]
    twice = median(_timed(lambda: check(double, "。".join(double))) for _ in range(5))
    yield Row("N3", "check, twice the text ÷ once", twice, seconds, twice / seconds, 2.6, "s")


def versions() -> dict[str, str]:
    """Return the versions of what was measured against; an absent package is missing."""
    found = {}
    for name in ("openai", "httpx2", "aiohttp", "typer", "pydantic", "diskcache"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """Measure, print, and say whether every bar is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and calls")
    options = parser.parse_args()
    rounds = 3 if options.quick else 5
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="draft-bench-") as name:
        office = Office(Path(name))
        for part in (
            start_up(office, rounds),
            warm_runs(office, rounds),
            live_runs(office, quick=options.quick),
            faulty_batch(office),
            memory(office),
            checking(),
        ):
            for row in part:
                rows.append(row)
                verdict = "ok  " if row.met else "OVER"
                print(
                    f"{verdict} {row.name} {row.what}: {row.ratio:.3f} (bar {row.bar})  "
                    f"{row.ours:.4g} / {row.theirs:.4g} {row.unit}",
                    flush=True,
                )
    load = f"load {os.getloadavg()[0]:.1f}"
    machine = f"{platform.machine()} {os.cpu_count()} cores, Python {platform.python_version()}, {load}"
    print(machine)
    if options.json:
        content = {"machine": machine, "versions": versions(), "rows": [asdict(row) for row in rows]}
        options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
