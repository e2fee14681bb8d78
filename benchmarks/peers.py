"""What we are measured against and do not depend on: each peer in an environment of its own.

`make bench-peers` makes them, pinned by benchmarks/peers/*.lock; they do not agree on one version of openai.
"""

import functools
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

DEFAULT = Path(__file__).parents[1] / ".bench-venv"
_VERSIONS = (
    "import importlib.metadata as m, json, sys\n"
    "print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))"
)


@dataclass(frozen=True)
class Peers:
    """The environments below one folder."""

    place: Path = Path(os.environ.get("DRAFT_BENCH_PEERS", str(DEFAULT)))

    def python(self, name: str) -> str | None:
        """Return the interpreter that has the peer; None where it is not installed."""
        found = self.place / name / "bin" / "python"
        return str(found) if found.exists() and name in _versions(str(found)) else None

    def version(self, name: str, *others: str) -> str:
        """Return name and version of a peer, and of packages beside it."""
        versions = _versions(str(self.place / name / "bin" / "python"))
        return ", ".join(f"{package} {versions[package]}" for package in (name, *others))

    def absence(self, name: str) -> str:
        """Return the line that is printed for a peer that is not installed."""
        return f"{name} is not installed in {self.place} (make bench-peers)"


@functools.cache
def _versions(python: str) -> dict[str, str]:
    """Return what is installed for an interpreter, by name."""
    done = subprocess.run([python, "-c", _VERSIONS], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found
