"""The check: beside bare searches of the same text, its growth, its share of a run; recorded cases."""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from office import DRAFT, HERE, Found, Office, Row, Sides, Unmeasured, mock
from patterns import USUAL, survey

from draft.fidelity import check

ROOT = HERE.parent
CASES = ROOT / "evals"
_READ = """
import json, re, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from draft.evals.natural import check_draft, parse_draft
from draft.numbers import quantities
from patterns import find_expressions
drafts = [parse_draft(p.read_text("utf-8"), str(p)) for p in sorted(Path(sys.argv[1]).glob("*.json"))]
first, *drafts = drafts
def seconds(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun
def read(sources):
    for source in sources:
        for draft in drafts:
            for _ in re.compile(source).finditer(draft.prose):
                pass
rooms = {o.source for o in find_expressions("draft.numbers")[0]}
sources = {"start": [quantities._START.source], "digits": ["[0-9]+"], "rooms": sorted(rooms)}
for some in sources.values():
    read(some)
check_draft(first)  # tables and patterns are built at the first call
check = seconds(lambda: [check_draft(draft) for draft in drafts])
bare = {name: min(seconds(lambda: read(some)) for _ in range(3)) for name, some in sources.items()}
size = sum(len(draft.prose.encode()) for draft in drafts)
characters = sum(len(draft.prose) for draft in drafts)
print(json.dumps({"check": check, **bare, "size": size, "characters": characters,
                  "patterns": len(rooms), "drafts": len(drafts)}))
"""
_SHARE = """
import sys, time
import draft.document, draft.fidelity.checker
from draft.cli import main
spent = 0.0
def timed(work):
    def run(*args, **more):
        global spent
        begun = time.thread_time()
        try:
            return work(*args, **more)
        finally:
            spent += time.thread_time() - begun
    return run
draft.document.build_ledger = timed(draft.document.build_ledger)
draft.fidelity.checker.compare_texts = timed(draft.fidelity.checker.compare_texts)
sys.argv = ["draft", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(f"[{spent}, {time.process_time()}]")
"""
_CHECKER_CASES = """
import json, time
from pathlib import Path
import sys
from draft.evals import documents, measure
spent, number = 0.0, 0
def timed(*args, **more):
    global spent, number
    begun = time.process_time()
    verdict = bare(*args, **more)
    spent += time.process_time() - begun
    number += 1
    return verdict
bare = measure.check
measure.check = documents.check = timed
from draft.cli import main
sys.argv = ["draft", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(json.dumps([spent, number]))
"""
_RECORDED_CASES = """
import asyncio, json, sys, time
from functools import cache, partial
from pathlib import Path
from draft.cli.eval_writing import _book, _recorded
from draft.cli.wiring import build_options, settings_from
from draft.facts import load_spec
from draft.fidelity import FactGroup, check
from draft.pipeline.expand import expand
from draft.render.markdown import render_text
from draft.writers.builtin import BuiltinWriter
settings, cases = settings_from(writer="builtin"), []
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    spec, own = load_spec(path), BuiltinWriter()
    written = _recorded(path.stem, cache(partial(_book, settings)))
    options = build_options(settings, fall_back=True)
    work = expand(spec, written, own, render=render_text, options=options)
    for one in asyncio.run(work).sections:
        facts = tuple(fact.text for fact in one.section.facts)
        group = FactGroup(one.section.index, one.section.heading, facts)
        cases.append(([group], one.text, spec.ledger().metadata))
begun = time.process_time()
for case in cases:
    check(*case)
print(json.dumps([time.process_time() - begun, len(cases)]))
"""


def checking(office: Office) -> Found:
    """N0, N1, N2: the check of drafts by language models, each seen once, beside bare searches."""
    rounds = [
        office.ask(_READ, str(CASES / "cases" / "natural"), str(HERE))
        for _ in range(min(3, office.plan.rounds))
    ]
    known = rounds[0]
    megabytes = known["size"] / 1e6

    def speeds(theirs: str) -> list[Sides]:
        return [(megabytes / found["check"], megabytes / found[theirs]) for found in rounds]

    each = median(found["check"] for found in rounds) / known["characters"] * 2_000_000
    yield Row("N0", f"check, ms per 2,000 characters, {known['drafts']} drafts ÷ 50 ms", each, 50, 1.0, "ms")
    for name, what, theirs, bar in (
        ("N1", f"check ÷ finditer of the {known['patterns']} patterns that read quantities", "rooms", 0.5),
        ("N1", "check ÷ finditer of the first of them alone", "start", 0.5),
        ("N2", "check ÷ finditer of digits", "digits", 0.08),
    ):
        yield Row.of_rounds(name, what, speeds(theirs), bar, "MB/s", at_least=True)
    yield Row("N2", "check, MB/s ÷ 5 MB/s", speeds("digits")[0][0], 5, 1.0, "MB/s", at_least=True)


def growing(office: Office) -> Found:
    """N3: twice the text, twice the time: of the check, and of every regular expression."""
    times = {number: _fresh(partial(_told, number), office.plan.rounds) for number in (80, 160, 320, 640)}
    worst = max(((times[2 * n], times[n]) for n in (80, 160, 320)), key=lambda step: step[0] / step[1])
    yield Row("N3", "check, twice the text ÷ once, worst of 80 to 640 facts", *worst, 2.6, "s")
    step, unit = max(((_hostile(unit), unit) for unit in USUAL), key=lambda found: found[0][0] / found[0][1])
    yield Row("N3", f"check of hostile prose, twice ÷ once, worst of {len(USUAL)}: {unit!r}", *step, 2.6, "s")
    found = survey()
    fast, slow = found.worst_ratio(), found.slowest()
    told = f"{found.expressions} expressions on {found.texts} hostile texts"
    yield Row("N3", f"{told}: that miss a bar", found.bad(), 0, 0.0, "expressions")
    yield Row("N3", f"expression, twice ÷ once, worst: {fast}", fast.seconds, fast.half, 2.6, "s")
    million = slow.seconds * 1_000_000 / slow.characters
    yield Row(
        "N3", f"expression, a million characters at that pace ÷ 2 s, worst: {slow}", million, 2, 1.0, "s"
    )
    if found.open_places:
        yield Unmeasured("N3", f"{len(found.open_places)} expressions that are made when they run")


def _fresh(make: Callable[[int], tuple[list[str], str]], rounds: int) -> float:
    """Return the least CPU seconds of some checks, each of facts and prose never seen before."""
    times = []
    for number in range(max(3, rounds)):
        facts, prose = make(number)
        begun = time.process_time()
        check(facts, prose)
        times.append(time.process_time() - begun)
    return min(times)


def _told(number: int, start: int) -> tuple[list[str], str]:
    """Return facts and a prose that says them; another start, other figures."""
    figures = range(10_000 * start, 10_000 * start + number)
    facts = [f"建成项目{n + 101}个，完成投资{n + 31}.5万元，同比增长8.{n % 10}%" for n in figures]
    return facts, "。".join(facts) + "。"


def _hostile(unit: str) -> Sides:
    """Return the seconds of the check for 8,000 characters of `unit`, and for half of them."""

    def make(length: int, start: int) -> tuple[list[str], str]:
        return [f"培训骨干{start + 185}人"], unit * (length // len(unit) - start)

    return _fresh(partial(make, 8_000), 3), _fresh(partial(make, 4_000), 3)


def share_of_run(office: Office) -> Found:
    """N4: how much of a live run's CPU is the check, sections and whole; timed around its two entrances."""
    sections = 128 if office.plan.quick else 512
    facts = office.facts(sections - 1, "share")
    with mock(0.0) as url:
        rounds = [
            tuple(office.ask(_SHARE, *office.expand(facts, url, 64, "--no-cache")[len(DRAFT) :]))
            for _ in range(3)
        ]
    yield Row.of_rounds("N4", f"CPU of all checks ÷ the run, {sections} sections", rounds, 0.15, "s CPU")


def evaluating(office: Office) -> Found:
    """E1: an eval of recorded cases, beside the bare check of the same texts."""
    arguments = ["eval", "checker", "--no-compare", "--per-kind", "5", "--cases", str(CASES)]
    spent, number = office.ask(_CHECKER_CASES, *arguments)
    cpu = office.run([*DRAFT, *arguments])[0]
    yield Row("E1", f"draft eval checker, {number} checks ÷ these checks", cpu, spent, 3.0, "s CPU")
    repeats, folder = 4, CASES / "recorded" / "facts"
    files = sorted(map(str, folder.glob("*.yaml")))
    command = [*DRAFT, "eval", "writing", *files, "--writer", "recorded", "--repeats", str(repeats)]
    spent, number = office.ask(_RECORDED_CASES, str(folder))
    cpu = office.run(command)[0]
    what = f"draft eval writing, {repeats * number} recorded sections ÷ their check"
    yield Row("E1", what, cpu, repeats * spent, 3.0, "s CPU")
