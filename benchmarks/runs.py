"""Whole runs against the mock endpoint: out of the cache, live, with faults, killed, and their memory."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from office import PYTHON, Office, Row, mock, paired, stats

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
OPENAI = [PYTHON, "-c", "import openai"]


def warm_runs(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:
    """S3, S4: everything is in the cache."""
    big = 1000 if quick else 2000
    small, large = office.facts(200, "small", short=True), office.facts(big, "large", short=True)
    with mock(0.0) as url:
        for facts in (small, large):
            office.run(office.expand(facts, url, 32))
        asked = stats(url)["calls"]
        mine, other = paired(office, office.expand(small, url, 32), OPENAI, rounds)
        yield Row("S3", "cached expand, 200 sections ÷ import openai", mine, other, 0.35, "s CPU")
        tall = median(office.run(office.expand(large, url, 32))[0] for _ in range(3))
        yield Row("S4", f"cached expand, {big} ÷ 200 sections", tall, mine, 3.5, "s CPU")
        yield Row("S3", "requests of the warm runs", stats(url)["calls"] - asked, 0, 0.0, "requests")


def live_runs(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:
    """C1, C3, C4, C5: one document, as many sections in flight as allowed."""
    sections, conc, latency = (256, 32, 0.2) if quick else (1024, 64, 0.2)
    facts = office.facts(sections - 1, "live")  # the 导语 is one more call
    sides: list[tuple[float, float]] = []
    walls = []
    with mock(latency) as url:
        for _ in range(min(rounds, 3)):
            theirs = office.run([PYTHON, "-c", BARE_LOOP, url, str(sections), str(conc)])[0]
            ours, wall = office.run(office.expand(facts, url, conc, "--no-cache"))
            sides.append((ours / sections, theirs / sections))
            walls.append(wall)
        reached = stats(url)["max_inflight"]
    mine, other = (median(side) for side in zip(*sides, strict=True))
    limit = -(-sections // conc) * latency
    yield Row("C1", f"CPU a section ÷ bare SDK loop, {sections} sections", mine, other, 0.6, "s CPU")
    yield Row("C4", f"wall ÷ limit, {sections} sections, {conc} at once", median(walls), limit, 1.4, "s")
    yield Row("C5", "configured ÷ reached concurrency", conc, reached, 1.0, "")
    sections, latency = (128, 1.0) if quick else (512, 1.0)
    with mock(latency) as url:
        wall = office.run(office.expand(office.facts(sections - 1, "slow"), url, conc, "--no-cache"))[1]
    limit = -(-sections // conc) * latency
    yield Row("C3", f"wall ÷ limit, {sections} sections of 1 s, {conc} at once", wall, limit, 1.2, "s")


def faulty_runs(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:  # noqa: ARG001  as the others
    """C7, C8: each tenth call is answered 429 or 500."""
    with mock(0.05, fault_every=10) as url:
        office.run(office.expand(office.facts(255, "faulty"), url, 32, "--no-cache"))
        seen = stats(url)
    yield Row("C7", "calls seen ÷ needed, each tenth fails", seen["calls"], seen["answered"], 1.12, "calls")
    folder = office.folder("fifty-two", 52, 19)  # the 导语 makes twenty
    walls = []
    for fault_every in (10, 0):
        with mock(0.05, fault_every) as url:
            walls.append(office.run(office.batch(folder, url, 40, "--force", "--no-cache"))[1])
    yield Row("C8", "wall, each tenth fails ÷ none, 52 × 20", *walls, 3.0, "s")


def memory(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:  # noqa: ARG001  as the others
    """C6: the peak must not grow with the number of documents."""
    peaks = []
    many = 50 if quick else 250
    with mock(0.0) as url:
        for documents in (many, 10):
            folder = office.folder(f"many-{documents}", documents, 20)
            peaks.append(office.peak(*office.batch(folder, url, 32, "--no-cache")[3:]))
    yield Row("C6", f"peak MiB, {20 * many} ÷ 200 sections", *peaks, 1.3, "MiB")


def killed(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:  # noqa: ARG001  as the others
    """K1: kill -9 in mid-run, the same command again: what is asked twice, are the bytes the same."""
    workers, texts, folder = 32, 400, office.folder("killed", 20, 19)
    with mock(0.1) as url:
        command = office.batch(folder, url, workers)
        process = subprocess.Popen(
            command, env=office.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while stats(url)["answered"] < texts // 2:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        office.run(command)
        twice = stats(url)["calls"] - texts
    broken = contents(folder / "out")
    with mock(0.0) as url:
        office.run(office.batch(folder, url, workers, "--force", "--no-cache"))
    different = sum(text != broken.get(name) for name, text in contents(folder / "out").items())
    yield Row("K1", "calls beyond the sections after kill -9 ÷ concurrency", twice, workers, 1.0, "calls")
    yield Row("K1", "documents that differ from an unbroken run", different, 0, 0.0, "documents")


def contents(folder: Path) -> dict[str, bytes]:
    """Return the documents of a folder by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.md")}
