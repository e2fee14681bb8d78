"""The run record: one JSON a run with versions, prompts, attempts, verdicts, seconds; none of the prose."""

import json
import os
import platform
import secrets
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from draft.cli.output import lay_out_json, write_whole
from draft.errors import InputError

_KEPT = 500
"""Records kept; older ones are removed when a new one is written."""


def records_dir() -> Path | None:
    """Return where records lie, existing or not; None when there is no home."""
    if os.path.isabs(os.environ.get("XDG_STATE_HOME", "")):  # noqa: PTH117  Path("") is "."
        return Path(os.environ["XDG_STATE_HOME"]) / "draft" / "runs"
    import platformdirs

    try:
        found = Path(platformdirs.user_state_dir("draft", appauthor=False)) / "runs"
    except (OSError, RuntimeError, KeyError):
        return None
    return found if found.is_absolute() else None


def write_record(report: dict[str, Any], seconds: float) -> str:
    """Write the record of a finished run and return its name; empty when there is no place for it."""
    from draft.settings import make_private_dir

    directory = records_dir()
    if directory is None:
        return ""
    name = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    try:
        make_private_dir(directory)
        write_whole(directory / f"{name}.json", lay_out_json(_without_prose(report, seconds)))
        for old in sorted(directory.glob("*.json"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, InputError):
        return ""  # a record is a convenience: a read-only home must not spoil a finished document
    return name


def list_records() -> list[tuple[str, dict[str, Any]]]:
    """Return the records, the newest first; what cannot be read is left out."""
    directory = records_dir()
    found = []
    for path in sorted(directory.glob("*.json"), reverse=True) if directory and directory.is_dir() else []:
        try:
            found.append((path.stem, json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError):
            continue
    return found


def _without_prose(report: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Return what may be kept: figures, verdicts, provenance; no fact, no heading, no sentence."""
    texts = [report["lead_in"], *report["sections"]]
    return {
        "when": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "seconds": round(seconds, 3),
        "python": platform.python_version(),
        **{
            key: report.get(key)
            for key in ("version", "facts_file", "writer", "endpoint", "model", "ok", "counts")
        },
        "sections": [
            {
                "index": text["index"],
                "ok": text["ok"],
                "rounds": text["rounds"],
                "failure": text["failure"],
                "how": [fact["how"] for fact in text["facts"]],
                "violations": [violation["kind"] for violation in text["violations"]],
                "completions": text["completions"],
            }
            for text in texts
        ],
    }
