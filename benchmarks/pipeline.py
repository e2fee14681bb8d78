"""What the tool itself costs, each figure as a ratio to a yardstick measured in the same run.

    python benchmarks/pipeline.py [--json FILE] [--quick] [--only start,warm,live,…]

Prints value, bar and both sides; exits 1 when a bar is missed. What each group measures: README.md.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from office import Office, Row
from parts import batch_files, cache_hits, checking, engine, start_up
from runs import faulty_runs, killed, live_runs, memory, warm_runs

GROUPS: dict[str, Callable[..., Iterator[Row]]] = {
    "start": start_up,
    "warm": warm_runs,
    "live": live_runs,
    "faults": faulty_runs,
    "memory": memory,
    "kill": killed,
    "check": checking,
    "cache": cache_hits,
    "batch": batch_files,
    "engine": engine,
}
PACKAGES = ("openai", "httpx2", "aiohttp", "typer", "pydantic", "diskcache", "ray")


def versions() -> dict[str, str]:
    """Return the versions of what was measured against; an absent package is missing."""
    found = {}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def tell(row: Row, load: float) -> None:
    """Print one figure."""
    verdict = "ok  " if row.met else "OVER"
    print(
        f"{verdict} {row.name} {row.what}: {row.ratio:.3f} (bar {row.bar})  "
        f"{row.ours:.4g} / {row.theirs:.4g} {row.unit}  load {load:.1f}",
        flush=True,
    )


def main() -> int:
    """Measure, print, and say whether every bar is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and calls")
    parser.add_argument("--only", default=",".join(GROUPS), help="groups, separated by commas")
    options = parser.parse_args()
    rows: list[dict[str, object]] = []
    missed = False
    begun = time.monotonic()
    for name in options.only.split(","):
        with tempfile.TemporaryDirectory(prefix="draft-bench-") as place:
            for row in GROUPS[name](
                Office(Path(place)), rounds=3 if options.quick else 5, quick=options.quick
            ):
                load = os.getloadavg()[0]
                tell(row, load)
                rows.append({**asdict(row), "ratio": row.ratio, "met": row.met, "load": load})
                missed = missed or not row.met
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; {time.monotonic() - begun:.0f} s")
    if options.json:
        content = {"machine": machine, "versions": versions(), "rows": rows}
        options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
