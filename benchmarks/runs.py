"""Whole runs against the mock endpoint: out of the cache, live, with faults, killed, and their memory."""

import signal
import subprocess
import time
from pathlib import Path

from office import PYTHON, Found, Office, Row, Sides, Unmeasured, mock, paired, stats

_LOOP = """
import asyncio
calls, conc = int(sys.argv[2]), int(sys.argv[3])
text = "请把下面的事实写成正文。" * 100
async def main():
    gate = asyncio.Semaphore(conc)
    async def one(n):
        async with gate:
            await ask(messages=[{"role": "user", "content": f"{n}{text}"}], max_tokens=900)
    await asyncio.gather(*(one(n) for n in range(calls)))
asyncio.run(main())
"""
SDK_LOOP = f"""
import functools, openai, sys
client = openai.AsyncOpenAI(base_url=sys.argv[1], api_key="none")
ask = functools.partial(client.chat.completions.create, model="m")
{_LOOP}"""
LITELLM_LOOP = f"""
import functools, os, sys
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else it asks the network for a list of prices
import litellm
ask = functools.partial(litellm.acompletion, model="openai/m", api_base=sys.argv[1], api_key="none")
{_LOOP}"""
OPENAI = [PYTHON, "-c", "import openai"]


def warm_runs(office: Office) -> Found:
    """S3, S4: everything is in the cache."""
    big = 1000 if office.plan.quick else 2000
    small, large = office.facts(200, "small", short=True), office.facts(big, "large", short=True)
    with mock(0.0) as url:
        for facts in (small, large):
            office.run(office.expand(facts, url, 32))
        asked = stats(url)["calls"]
        rounds = paired(office, office.expand(small, url, 32), OPENAI)
        yield Row.of_rounds("S3", "cached expand, 200 sections ÷ import openai", rounds, 0.35, "s CPU")
        tall = [
            (office.run(office.expand(large, url, 32))[0], rounds[n][0]) for n in range(min(3, len(rounds)))
        ]
        yield Row.of_rounds("S4", f"cached expand, {big} ÷ 200 sections", tall, 3.5, "s CPU")
        yield Row("S3", "requests of the warm runs", stats(url)["calls"] - asked, 0, 0.0, "requests")


def live_runs(office: Office) -> Found:
    """C1, C2, C3, C4, C5: one document, as many sections in flight as allowed; bare loops of clients."""
    sections, conc, latency = (256, 32, 0.2) if office.plan.quick else (1024, 64, 0.2)
    facts = office.facts(sections - 1, "live")  # the 导语 is one more call
    limit = -(-sections // conc) * latency
    peers = office.plan.peers
    litellm = peers.python("litellm")
    sides: dict[str, list[Sides]] = {"sdk": [], "litellm": [], "wall": []}
    for number in range(3):
        with mock(latency) as url:
            cpu, wall = office.run(office.expand(facts, url, conc, "--no-cache"))
            seen = stats(url)
        with mock(latency) as url:
            loop = [url, str(sections), str(conc)]
            theirs = office.run([PYTHON, "-c", SDK_LOOP, *loop])[0]
            sides["sdk"].append((cpu / sections, theirs / sections))
            sides["wall"].append((wall, limit))
            if litellm and number:  # twice is enough: it is far off, and slow
                theirs = office.run([litellm, "-c", LITELLM_LOOP, *loop])[0]
                sides["litellm"].append((cpu / sections, theirs / sections))
    what = f"CPU a section ÷ bare loop of the SDK, {sections} sections"
    yield Row.of_rounds("C1", what, sides["sdk"], 0.6, "s CPU")
    if litellm:
        peer, what = (
            peers.version("litellm", "openai"),
            f"CPU a section ÷ bare loop of litellm, {sections} sections",
        )
        yield Row.of_rounds("C2", what, sides["litellm"], 0.3, "s CPU", peer=peer)
    else:
        yield Unmeasured("C2", peers.absence("litellm"))
    what = f"wall ÷ limit, {sections} sections of {latency} s, {conc} at once"
    yield Row.of_rounds("C4", what, sides["wall"], 1.4, "s")
    yield Row("C5", "configured ÷ reached concurrency", conc, seen["max_inflight"], 1.0, "")
    yield Row("C5", "connections ÷ configured concurrency + 1", seen["connections"], conc + 1, 1.0, "")
    yield from _slow_calls(office, conc)


def _slow_calls(office: Office, conc: int) -> Found:
    """C3: calls of a second."""
    sections, latency = (128, 1.0) if office.plan.quick else (512, 1.0)
    limit = -(-sections // conc) * latency
    facts = office.facts(sections - 1, "slow")
    rounds = []
    for _ in range(1 if office.plan.quick else 2):
        with mock(latency) as url:
            rounds.append((office.run(office.expand(facts, url, conc, "--no-cache"))[1], limit))
    what = f"wall ÷ limit, {sections} sections of {latency:.0f} s, {conc} at once"
    yield Row.of_rounds("C3", what, rounds, 1.2, "s")


def faulty_runs(office: Office) -> Found:
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


def memory(office: Office) -> Found:
    """C6: the peak must not grow with the number of documents."""
    peaks = []
    many = 50 if office.plan.quick else 250
    with mock(0.0) as url:
        for documents in (many, 10):
            folder = office.folder(f"many-{documents}", documents, 20)
            peaks.append(office.peak(*office.batch(folder, url, 32, "--no-cache")[3:]))
    yield Row("C6", f"peak MiB, {20 * many} ÷ 200 sections", *peaks, 1.3, "MiB")


def killed(office: Office) -> Found:
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
