"""Speed of reading quantities, beside cn2an and, where installed, Recognizers-Text and JioNLP.

Goes in: the rows of tests/corpus/numbers, joined to paragraphs. Comes out: characters per CPU second of each
reader, measured in one run on the same text, and time(2n)/time(n) for ordinary and for hostile texts.
"""

import argparse
import importlib.metadata
import json
import platform
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from draft.numbers import find_quantities

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "numbers"
ORDINARY = "ordinary prose"
HOSTILE = {  # each once made some reader of numbers quadratic or worse
    "一 repeated": "一",
    "万 repeated": "万",
    "十万 repeated": "十万",
    "digits": "7",
    "digits and commas": "1,",
    "digits and full-width commas": "123，",
    "points": "1.",
    "open brackets": "（",
    "masks": "x.",
    "spaces": " ",
    "dashes": "3—",
    "slashes": "1/",
    "dates": "2023年12月",
    "enumeration": "12、",
    "qualifiers": "近超约",
    "verbs of change": "增长",
    "quotation marks": "“三会",
}


@dataclass(frozen=True)
class Reader:
    """One way to read the numbers of a text."""

    name: str
    package: str
    read: Callable[[str], object]
    share: float  # of the text that is read in one round, so that slow readers finish


def available_readers() -> list[Reader]:
    """Return the readers that can be imported here; ours first."""
    readers = [Reader("draft.numbers", "gongwen-draft", find_quantities, 1.0)]
    for build in (cn2an_reader, recognizers_reader, jionlp_reader):
        try:
            readers.append(build())
        except ImportError as missing:
            sys.stderr.write(f"not measured: {missing}\n")
    return readers


def cn2an_reader() -> Reader:
    """Return cn2an, which rewrites every numeral of a text; it warns about most of them."""
    import cn2an  # optional, and slow to import

    warnings.simplefilter("ignore")
    return Reader("cn2an.transform", "cn2an", lambda text: cn2an.transform(text, "cn2an"), 0.25)


def recognizers_reader() -> Reader:
    """Return the number model of Recognizers-Text; dates and units would come on top of it."""
    from recognizers_number import NumberRecognizer  # optional

    model = NumberRecognizer("zh-cn").get_number_model()
    return Reader("Recognizers-Text numbers", "recognizers-text-number", model.parse, 0.02)


def jionlp_reader() -> Reader:
    """Return the reader of amounts of money of JioNLP; it reads nothing else."""
    import jionlp  # optional

    return Reader("jionlp.ner.extract_money", "jionlp", jionlp.ner.extract_money, 0.05)


def corpus_rows() -> list[dict[str, Any]]:
    """Return all rows of the corpus."""
    return [
        json.loads(line)
        for path in sorted(CORPUS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def dense_lines(rows: list[dict[str, Any]]) -> list[str]:
    """Return the sentences of the corpus as they are: two quantities in every line."""
    return [row["text"] for row in rows]


def report_lines(rows: list[dict[str, Any]]) -> list[str]:
    """Return sentences as in reports: half of the characters stand in sentences without a quantity."""
    telling = [row["text"] for row in rows if row["find"]]
    silent = [row["text"] for row in rows if not row["find"]]
    lines, owed, turn = [], 0, 0
    for text in telling:
        lines.append(text)
        owed += len(text)
        while owed > 0:
            lines.append(silent[turn % len(silent)])
            owed -= len(lines[-1])
            turn += 1
    return lines


def paragraphs(lines: list[str], size: int = 400) -> list[str]:
    """Join lines to paragraphs of about `size` characters, as reports have them."""
    joined, held = [], ""
    for line in lines:
        held += line
        if len(held) >= size:
            joined.append(held)
            held = ""
    return [*joined, held] if held else joined


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Return the shortest of `rounds` times, in CPU seconds: neighbours on the machine disturb them least."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def characters_per_second(reader: Reader, texts: list[str], rounds: int) -> float:
    """Return how many characters the reader reads in a second, on its share of the texts."""
    chosen = texts[: max(1, int(len(texts) * reader.share))]
    seconds = best_of(rounds, lambda: [reader.read(text) for text in chosen])
    return sum(map(len, chosen)) / seconds


def growth(unit: str, length: int, rounds: int) -> dict[str, Any]:
    """Return the times for `length` and twice `length` characters of `unit` and their ratio (2 is linear)."""
    once = (unit * (length // len(unit) + 1))[:length]
    twice = (unit * (2 * length // len(unit) + 1))[: 2 * length]
    first = best_of(rounds, lambda: find_quantities(once))
    second = best_of(rounds, lambda: find_quantities(twice))
    return {"characters": length, "seconds": first, "seconds_double": second, "ratio": second / first}


def version_of(package: str) -> str:
    """Return the installed version of a package, or "source"."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "source"


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line
        ]
        model = f"{names[0]} x {len(names)}" if names else model
    return {"python": platform.python_version(), "system": platform.platform(), "processor": model}


def measure(rounds: int, length: int) -> dict[str, Any]:
    """Return all figures of one run."""
    rows = corpus_rows()
    texts = {"report": paragraphs(report_lines(rows)), "dense": paragraphs(dense_lines(rows))}
    readers = available_readers()
    for reader in readers:
        reader.read(texts["dense"][0])  # tables and patterns are built at the first call
    speeds = {
        kind: {reader.name: round(characters_per_second(reader, chosen, rounds)) for reader in readers}
        for kind, chosen in texts.items()
    }
    ordinary = "".join(report_lines(rows))
    return {
        "machine": machine(),
        "versions": {reader.name: f"{reader.package} {version_of(reader.package)}" for reader in readers},
        "characters": {kind: sum(map(len, chosen)) for kind, chosen in texts.items()},
        "characters_per_second": speeds,
        "growth": {
            name: growth(unit, length, rounds) for name, unit in {ORDINARY: ordinary, **HOSTILE}.items()
        },
    }


def show(result: dict[str, Any]) -> None:
    """Print the figures as tables."""
    for name, text in result["machine"].items():
        print(f"{name:12} {text}")
    for kind, speeds in result["characters_per_second"].items():
        print(f"\n{kind} text, {result['characters'][kind]:,} characters in paragraphs of about 400")
        print(f"{'reader':28} {'version':34} {'characters/s':>14} {'ours is':>9}")
        for name, speed in speeds.items():
            ratio = f"{speeds['draft.numbers'] / speed:.1f} x"
            print(f"{name:28} {result['versions'][name]:34} {speed:>14,} {ratio:>9}")
    print(f"\n{'text':30} {'characters':>10} {'ms':>9} {'ms, double':>11} {'ratio':>6}   (2 is linear)")
    for name, row in result["growth"].items():
        times = f"{row['seconds'] * 1000:>9.1f} {row['seconds_double'] * 1000:>11.1f}"
        print(f"{name:30} {row['characters']:>10,} {times} {row['ratio']:>6.2f}")


def main() -> None:
    """Measure, print and, if asked, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE, too")
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many rounds counts")
    parser.add_argument("--length", type=int, default=20_000, help="characters of the linearity texts")
    options = parser.parse_args()
    result = measure(options.rounds, options.length)
    show(result)
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
