"""A province's month: a thousand generated documents and two dozen real ones, interrupted twice, resumed.

    python benchmarks/province.py [--documents 1000] [--workers 64] [--latency 0.2] [--json FILE]

An unbroken run and a broken one (Ctrl-C after a third of the answers, kill -9 after two thirds, then to the
end), each with a cache of its own, against the mock endpoint: every 20th call is answered 429 or 500. Prints
calls, waste, time and memory; exits 1 when a document is missing, not clean, or differs by a byte. It is no
part of `make bench`: it takes as long as its sections.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from office import HERE, Office, mock, stats
from runs import contents

FAULT_EVERY = 20
TOPICS = (
    ("推进项目建设", "建成项目{a}个，完成投资{a}.{d}万元，同比增长{c}.{d}%"),
    ("加强队伍建设", "培训业务骨干{a}人次，考核合格率9{d}.{c}%"),
    ("优化政务服务", "受理群众诉求{a}件，办结{b}件"),
    ("落实惠民政策", "发放补贴{a}.{d}{c}万元，惠及群众{b}户"),
    ("强化安全监管", "排查隐患{a}处，整改{b}处"),
    ("提升公共服务", "新建服务站点{b}个，服务群众{a}人次"),
    ("抓好环境整治", "清运垃圾{a}吨，整治河道{b}.{d}公里"),
    ("做好民生保障", "走访困难群众{a}户，送去慰问金{b}.{c}万元"),
)
"""Headings with what is told below them; the figures come from a generator with a fixed seed."""


def write_generated(folder: Path, documents: int) -> None:
    """Write facts files of two to seven sections with one to four facts each."""
    chance = random.Random(2024)  # noqa: S311  no secret
    for number in range(documents):
        lines = [f"title: 第{number + 1}县2024年工作总结", f"issuer: 第{number + 1}县人民政府", "sections:"]
        for heading, pattern in chance.sample(TOPICS, chance.randint(2, 7)):
            lines += [f"  - heading: {heading}", "    facts:"]
            for _ in range(chance.randint(1, 4)):
                figures = {
                    "a": chance.randint(200, 99_999),
                    "b": chance.randint(20, 199),
                    "c": chance.randint(1, 9),
                    "d": chance.randint(1, 9),
                }
                lines.append(f"      - {pattern.format_map(figures)}")
        place = folder / f"{number // 100:02}" / f"{number:04}.yaml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_real(folder: Path) -> int:
    """Copy the facts files of examples and evals, and make eight of the style examples; return how many."""
    from draft.styles import load_styles

    root = HERE.parent
    found = sorted([*(root / "examples").glob("*.yaml"), *(root / "evals/recorded/facts").glob("*.yaml")])
    folder.mkdir(parents=True)
    for path in found:
        shutil.copy(path, folder / path.name)
    told = [one for one in load_styles([root / "style_examples"]) if one.section_type.startswith("T3")]
    for number, start in enumerate(range(0, 48, 6)):
        lines = ["title: XX县2023年工作总结", "sections:"]
        for example in told[start : start + 6]:
            lines += [f"  - heading: {json.dumps(example.heading, ensure_ascii=False)}", "    facts:"]
            lines += [f"      - {json.dumps(fact, ensure_ascii=False)}" for fact in example.facts]
        (folder / f"style-{number}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(found) + 8


class Run:
    """One run of the batch, perhaps cut short."""

    def __init__(self, office: Office, command: Sequence[str], url: str) -> None:
        self.begun = time.perf_counter()
        self._url = url
        self._process = subprocess.Popen(
            command, env=office.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def cut(self, answers: int, how: signal.Signals) -> dict[str, float]:
        """Send `how` when the server has given so many answers; return what it took."""
        while stats(self._url)["answered"] < answers and self._process.poll() is None:
            time.sleep(0.05)
        self._process.send_signal(how)
        return self.end()

    def end(self) -> dict[str, float]:
        """Wait for the end; return exit code, CPU and wall seconds and peak MiB."""
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return {
            "exit": self._process.returncode,
            "wall": round(time.perf_counter() - self.begun, 1),
            "cpu": round(used.ru_utime + used.ru_stime, 1),
            "peak_mib": round(used.ru_maxrss / 1024),
            "calls": stats(self._url)["calls"],
        }


def main() -> int:
    """Run, compare, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=64)
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    # A shell lets what it starts in the background ignore Ctrl-C, and so would the runs.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="draft-province-") as name:
        place = Path(name)
        facts = place / "facts"
        write_generated(facts, options.documents)
        real = write_real(facts / "real")
        found = measure(place, facts, options.workers, options.latency)
    found |= {"documents": options.documents, "real": real, "workers": options.workers}
    found |= {"latency": options.latency, "fault_every": FAULT_EVERY, "load": round(os.getloadavg()[0], 1)}
    print(json.dumps(found, ensure_ascii=False, indent=1))
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(bool(found["missing"] or found["different"] or found["not_clean"]))


def measure(place: Path, facts: Path, workers: int, latency: float) -> dict[str, object]:
    """Return what both runs took and how their documents differ."""

    def command(office: Office, url: str) -> list[str]:
        return [*office.batch(facts, url, workers), "-o", str(office.place / "out")]

    whole, broken = Office(place / "whole"), Office(place / "broken")
    with mock(latency, FAULT_EVERY) as url:
        unbroken = Run(whole, command(whole, url), url).end()
        needed = stats(url)["answered"]
    with mock(latency, FAULT_EVERY) as url:
        parts = [
            Run(broken, command(broken, url), url).cut(needed // 3, signal.SIGINT),
            Run(broken, command(broken, url), url).cut(2 * needed // 3, signal.SIGKILL),
            Run(broken, command(broken, url), url).end(),
        ]
        seen = stats(url)
    wanted, got = contents(whole.place / "out"), contents(broken.place / "out")
    summary = json.loads((broken.place / "out" / "batch.json").read_text(encoding="utf-8"))
    return {
        "answers_needed": needed,
        "unbroken": unbroken,
        "parts": parts,
        "answered_twice": seen["answered"] - needed,
        "faults": seen["faults"],
        "written": len(got),
        "missing": len(set(wanted) - set(got)),
        "different": sum(got.get(name) != text for name, text in wanted.items()),
        "not_clean": summary["unclean"] + summary["failed"],
    }


if __name__ == "__main__":
    sys.exit(main())
