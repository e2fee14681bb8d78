"""What the tool itself costs, each figure as a ratio to a yardstick measured in the same run.

    python benchmarks/pipeline.py [--quick] [--only start,warm,live,…] [--json FILE] [--peers FOLDER]

Prints ratio, bar and both sides; exits 1 when a bar is missed. What each group measures: README.md.
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
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from checks import checking, evaluating, growing, share_of_run
from engine import engine
from office import HERE, Found, Office, Plan, Row
from parts import batch_files, cache_hits, start_up
from peers import DEFAULT, Peers
from retrieval import retrieval
from runs import faulty_runs, killed, live_runs, memory, warm_runs

GROUPS: dict[str, Callable[[Office], Found]] = {
    "start": start_up,
    "warm": warm_runs,
    "live": live_runs,
    "faults": faulty_runs,
    "memory": memory,
    "kill": killed,
    "check": checking,
    "growth": growing,
    "share": share_of_run,
    "eval": evaluating,
    "cache": cache_hits,
    "retrieval": retrieval,
    "batch": batch_files,
    "engine": engine,
}
PACKAGES = ("openai", "httpx2", "aiohttp", "typer", "pydantic", "diskcache")


def versions() -> dict[str, str]:
    """Return the versions of what was measured against; an absent package is missing."""
    found = {}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


class Neighbours:
    """How much processor time others took, in cores: load averages count our own processes too."""

    def __init__(self) -> None:
        self._begun, self._busy, self._own = time.monotonic(), _busy_seconds(), _own_seconds()

    def cores(self) -> float | None:
        """Return the mean since the beginning; None where the system does not tell."""
        busy = _busy_seconds()
        if busy is None or self._busy is None:
            return None
        taken = busy - self._busy - (_own_seconds() - self._own)
        return max(0.0, taken / (time.monotonic() - self._begun))


def _busy_seconds() -> float | None:
    """Return the processor time that all processes took since the machine started."""
    try:
        user, nice, system, _, _, *more = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:])
    except OSError:
        return None
    return (user + nice + system + sum(more[:3])) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def tell(row: Row) -> None:
    """Print one figure."""
    verdict = "ok  " if row.met else "OVER"
    bar = f"bar {'≥' if row.at_least else '≤'} {row.bar}"
    spread = f" [{min(row.ratios):.3f} to {max(row.ratios):.3f}]" if len(row.rounds) > 1 else ""
    sides = f"{row.ours:.4g} / {row.theirs:.4g} {row.unit}".rstrip()
    peer = f"  ({row.peer})" if row.peer else ""
    print(
        f"{verdict} {row.name} {row.what}: {row.ratio:.3f}{spread} ({bar})  {sides}{peer}",
        flush=True,
    )


def measure(group: str, plan: Plan) -> list[dict[str, Any]]:
    """Print and return the rows of one group."""
    rows = []
    around, begun = Neighbours(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="draft-bench-") as place:
        for found in GROUPS[group](Office(Path(place), plan)):
            if isinstance(found, Row):
                tell(found)
                rows.append({"group": group, **found.to_json()})
            else:
                print(f"not measured: {found.name}: {found.why}", flush=True)
                rows.append({"group": group, "name": found.name, "not_measured": found.why})
    others, load = around.cores(), os.getloadavg()[0]
    told = "" if others is None else f", others took {others:.2f} cores"
    print(f"     {group}: {time.monotonic() - begun:.0f} s, load {load:.1f}{told}", flush=True)
    for row in rows:
        row |= {"load": round(load, 1), "others": others and round(others, 2), "at": _commit()}
    return rows


def _commit() -> str:
    """Return what was measured; an empty string where there is no history."""
    command = ["git", "-C", str(HERE), "describe", "--always", "--dirty"]
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return ""


def keep(path: Path, rows: list[dict[str, Any]], machine: str) -> None:
    """Write the rows; those of groups that were not measured this time stay as they are."""
    old = json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else []
    fresh = {row["group"] for row in rows}
    kept = [row for row in old if row.get("group") in GROUPS and row["group"] not in fresh]
    order = list(GROUPS)
    both = sorted([*kept, *rows], key=lambda row: order.index(row["group"]))
    content = {"machine": machine, "versions": versions(), "rows": both}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print, and say whether every bar is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", type=Path, help="keep the rows here; those of other groups stay")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and calls")
    parser.add_argument("--only", default=",".join(GROUPS), help="groups, separated by commas")
    parser.add_argument(
        "--peers", type=Path, default=None, help=f"environments of the peers ({DEFAULT.name})"
    )
    options = parser.parse_args()
    peers = Peers(options.peers.resolve()) if options.peers else Peers()
    plan = Plan(rounds=3 if options.quick else 5, quick=options.quick, peers=peers)
    unknown = set(options.only.split(",")) - set(GROUPS)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    begun = time.monotonic()
    rows = [row for group in options.only.split(",") for row in measure(group, plan)]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; {time.monotonic() - begun:.0f} s")
    if options.json:
        keep(options.json, rows, machine)
    return int(any(not row.get("met", True) for row in rows))


if __name__ == "__main__":
    sys.exit(main())
