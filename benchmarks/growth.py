"""How cost grows: sections of a document, facts of a section, files of a batch, length of a checked text.

    python benchmarks/growth.py [--svg docs/growth.svg] [--json FILE]

All is written by the embedded writer in one process, so that the tool itself is measured and nothing else.
CPU seconds, the best of two. The plots are log-log: a slope of 1 is linear and drawn beside each curve.
"""

import argparse
import asyncio
import json
import math
import time
from collections.abc import Callable
from pathlib import Path

from draft.batch import Job, Shop, work_through
from draft.facts import parse_spec
from draft.fidelity import check
from draft.pipeline.expand import expand
from draft.pipeline.options import Options
from draft.render.markdown import render_markdown
from draft.writers.builtin import BuiltinWriter

Points = list[tuple[int, float]]
_WIDE, _HIGH, _EDGE = 300, 210, 44


def facts_file(sections: int, facts: int, start: int = 0) -> bytes:
    """Return a facts file; no figure occurs twice in it."""
    lines = ["title: XX县2023年工作总结", "sections:"]
    for n in range(start, start + sections):
        lines += [f"  - heading: 推进第{n + 1}类项目建设", "    facts:"]
        lines += [f"      - 培训第{k + 1}批业务骨干{n * facts + k + 101}人" for k in range(facts)]
    return "\n".join(lines).encode()


def write_document(sections: int, facts: int) -> None:
    """Expand one document."""
    spec, writer = parse_spec(facts_file(sections, facts), "facts.yaml"), BuiltinWriter()
    asyncio.run(expand(spec, writer, writer, render=render_markdown, options=Options()))


def write_files(files: int) -> None:
    """Expand a batch of documents of five sections."""
    writer = BuiltinWriter()
    shop = Shop(writer, writer, Options(), ("md",), {})
    jobs = (Job(str(n), facts_file(5, 3, start=5 * n), f"{n}.yaml") for n in range(files))

    async def work() -> None:
        async for _ in work_through(jobs, shop):
            pass

    asyncio.run(work())


def check_text(characters: int) -> None:
    """Check a text of so many characters against its facts."""
    facts = [f"培训第{n + 1}批业务骨干{n + 101}人" for n in range(characters // 14)]
    check(facts, "。".join(facts) + "。")


def seconds_of(work: Callable[[], None]) -> float:
    """Return the lesser of two CPU times."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def measure() -> dict[str, Points]:
    """Return the curves by what grows."""
    write_document(5, 3)  # patterns are compiled at first use
    cases: dict[str, tuple[Callable[[int], None], tuple[int, ...]]] = {
        "sections of a document": (lambda n: write_document(n, 3), (10, 25, 50, 100, 200)),
        "facts of a section": (lambda n: write_document(2, n), (5, 10, 20, 40, 80)),
        "files of a batch": (write_files, (2, 4, 8, 16, 32)),
        "characters checked": (check_text, (1000, 2000, 4000, 8000, 16000)),
    }
    return {
        name: [(n, seconds_of(lambda n=n, work=work: work(n))) for n in sizes]  # type: ignore[misc]
        for name, (work, sizes) in cases.items()
    }


def slope(points: Points) -> float:
    """Return the exponent between the last two sizes: 1 is linear, 2 quadratic."""
    (n1, t1), (n2, t2) = points[-2:]
    return math.log(t2 / t1) / math.log(n2 / n1)


def panel(name: str, points: Points, left: int, top: int) -> str:
    """Return one log-log plot as SVG."""
    low, high = math.log(points[0][0]), math.log(points[-1][0])
    least = math.log(min(t for _, t in points))
    tall = max(high - low, math.log(max(t for _, t in points)) - least)

    def place(n: float, t: float) -> str:
        x = left + _EDGE + (math.log(n) - low) / (high - low) * (_WIDE - 2 * _EDGE)
        y = top + _HIGH - _EDGE - (math.log(t) - least) / tall * (_HIGH - 2 * _EDGE)
        return f"{x:.1f},{y:.1f}"

    (n0, t0), (n1, t1) = points[0], points[-1]
    curve = " ".join(place(n, t) for n, t in points)
    linear = f"{place(n0, t0)} {place(n1, min(t0 * n1 / n0, math.exp(least + tall)))}"
    foot, head = top + _HIGH - 18, top + 24
    return (
        f'<polyline points="{linear}" fill="none" stroke="#aaa" stroke-dasharray="4"/>'
        f'<polyline points="{curve}" fill="none" stroke="#a00" stroke-width="2"/>'
        f'<text x="{left + _EDGE}" y="{head}">{name}: exponent {slope(points):.2f}</text>'
        f'<text x="{left + _EDGE}" y="{foot}">{n0:,} → {n1:,}: {t0:.3g} → {t1:.3g} s</text>'
    )


def draw(curves: dict[str, Points]) -> str:
    """Return all plots as one SVG."""
    panels = [
        panel(name, points, (i % 2) * _WIDE, (i // 2) * _HIGH)
        for i, (name, points) in enumerate(curves.items())
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * _WIDE}" height="{2 * _HIGH}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join(panels)
        + "\n</svg>\n"
    )


def main() -> None:
    """Measure, print, and write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    curves = measure()
    for name, points in curves.items():
        told = "  ".join(f"{n}: {t:.3g} s" for n, t in points)
        print(f"{name:24} exponent {slope(points):.2f}   {told}")
    if options.svg:
        options.svg.write_text(draw(curves), encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps(curves, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
