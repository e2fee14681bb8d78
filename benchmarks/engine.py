"""D1, D2, D3: documents on two Ray workers, one of them killed; and whether Ray is loaded unasked."""

import os
import signal
import subprocess
import time
from pathlib import Path

from office import Found, Office, Row, Unmeasured, mock, stats

DOCUMENTS, SECTIONS, LATENCY = 52, 20, 0.2
WORKERS = 2
_PATIENCE = 240  # seconds
_MODULES = """
import json, sys
sys.argv = ["draft", *sys.argv[1:]]
from draft.cli import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(["ray" in sys.modules, "openai" in sys.modules]))
"""


def engine(office: Office) -> Found:
    """Two workers beside the least time the answers take; after a kill: what is lost or paid twice."""
    yield from _default_path(office)
    peers = office.plan.peers
    python = peers.python("ray")
    if not python:
        yield Unmeasured("D1 D2", peers.absence("ray"))
        return
    peer = peers.version("ray")
    folder = office.folder("engine", DOCUMENTS, SECTIONS - 1)  # the 导语 makes twenty
    rounds, starts = [], []
    limit = DOCUMENTS / WORKERS * LATENCY
    for _ in range(2):
        with mock(LATENCY) as url:
            begun = time.time()
            office.run([python, *_batch(office, folder, url, "--no-cache", "--force")[1:]])
            seen = stats(url)
        rounds.append((seen["last"] - seen["first"], limit))
        starts.append(seen["first"] - begun)
    what = f"{DOCUMENTS} × {SECTIONS} on {WORKERS} Ray workers, first call to last answer ÷ limit"
    best = min(rounds)
    yield Row("D1", f"{what}; start {min(starts):.0f} s", *best, 1.7, "s", tuple(rounds), peer=peer)
    yield from _killed(office, python, peer)


def _batch(office: Office, folder: Path, url: str, *more: str) -> list[str]:
    return office.batch(folder, url, SECTIONS, "--engine", "ray", *more)


def _default_path(office: Office) -> Found:
    """D3, S3: what is loaded; where Ray is not installed this says only that nothing asks for it."""
    python = office.plan.peers.python("ray")
    facts = office.facts(5, "plain")
    with mock(0.0) as url:
        command = office.expand(facts, url, 4)[3:]
        more = {"python": python} if python else {}
        first = office.ask(_MODULES, *command, **more)
        again = office.ask(_MODULES, *command, **more)
    where = "installed" if python else "not installed here"
    yield Row("D3", f"Ray ({where}) loaded by draft expand", int(first[0]), 0, 0.0, "modules")
    yield Row("S3", "openai loaded by a run out of the cache", int(again[1]), 0, 0.0, "modules")


def _killed(office: Office, python: str, peer: str) -> Found:
    """D2: a worker is killed when half of the answers are there."""
    folder, needed = office.folder("engine-killed", DOCUMENTS, SECTIONS - 1), DOCUMENTS * SECTIONS
    with mock(LATENCY) as url:
        command = [python, *_batch(office, folder, url)[1:]]
        run = subprocess.Popen(
            command, env=office.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while stats(url)["answered"] < needed // 2 and run.poll() is None:
            time.sleep(0.05)
        workers = _workers_of(run.pid)
        if workers:
            os.kill(workers[0], signal.SIGKILL)
        try:
            run.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            run.terminate()  # what is missing then is told below
            run.wait()
        calls = stats(url)["calls"]
    written = len(list((folder / "out").glob("*.md")))
    told = "a worker killed" if workers else "no worker found to kill"
    yield Row("D2", f"documents missing, {told}", DOCUMENTS - written, 0, 0.0, "documents", peer=peer)
    yield Row(
        "D2", f"calls beyond the {needed} needed, {told}", calls - needed, 0, SECTIONS, "calls", peer=peer
    )


def _workers_of(driver: int) -> list[int]:
    """Return the worker processes that hold a document, of the cluster that this driver started."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
        except OSError:
            continue
        if command.startswith(b"ray::Worker") and driver in _ancestors(int(entry.name)):
            found.append(int(entry.name))
    return found


def _ancestors(process: int) -> list[int]:
    """Return the processes above one, nearest first."""
    above = []
    while process > 1:
        try:
            process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            break
        above.append(process)
    return above
