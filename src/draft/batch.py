"""Many documents: one pool of sections over all of them, results as they finish, nothing shared but data.

A Job goes in as bytes and an Outcome comes out as bytes, so that another machine could do the work as well:
an engine is a function from jobs to outcomes. One bad file never stops the others.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from draft.document import SectionDraft, Spec
from draft.errors import DraftError, EndpointError
from draft.facts import parse_spec
from draft.pipeline.asking import ask_for_all
from draft.pipeline.bench import Writer
from draft.pipeline.expand import expand
from draft.pipeline.headings import align_headings
from draft.pipeline.options import Options
from draft.pipeline.plan import plan_tasks
from draft.render.forms import SUFFIXES, render_form
from draft.render.markdown import render_text
from draft.render.paper import Paper
from draft.render.report import count_quantities, render_report

Status = Literal["clean", "unclean", "failed"]
_MEASURED = 8  # texts really written for an estimate
_DOCUMENTS_AHEAD = 4
"""Documents begun beyond one for each place, at most: those that wait for their headings take no place."""


@dataclass(frozen=True, slots=True)
class Job:
    """One facts file.

    Attributes:
        name: path of the result without suffix, relative to the output folder.
        facts: the file's bytes.
        path: what messages call the file.
    """

    name: str
    facts: bytes
    path: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job.

    Attributes:
        message: why it failed, one Chinese line; else empty.
        exit_code: what a run of this file alone would have ended with.
        files: suffix → content of the documents.
    """

    name: str
    status: Status
    exit_code: int
    seconds: float
    message: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shop:
    """What every job of a batch shares.

    Attributes:
        screen: raises an InputError for a spec that must not be sent to the writer.
        wish: the options for one document; raises an InputError for a section it has not.
        parallel: sibling headings are brought into one shape before the sections are written.
    """

    writer: Writer
    embedded: Writer
    options: Options
    formats: tuple[str, ...]
    run: dict[str, Any]
    screen: Callable[[Spec], None] = lambda _spec: None
    wish: Callable[[Options, Spec], Options] = lambda options, _spec: options
    parallel: bool = False
    paper: Paper = field(default_factory=Paper)


async def work_through(jobs: Iterable[Job], shop: Shop) -> AsyncGenerator[Outcome, None]:
    """Yield the outcome of every job as it finishes; at most `options.seats` sections are in work.

    A job is taken from the iterable only when its sections are wanted, so a long list costs no memory.
    """
    seats = _Seats(shop.options.seats, queue=shop.options.workers)
    waiting = iter(jobs)
    more = True
    running: set[asyncio.Task[Outcome]] = set()
    most = shop.options.workers + _DOCUMENTS_AHEAD
    try:
        while True:
            while more and seats.wanting.is_set() and len(running) < most:
                job = next(waiting, None)
                more = job is not None
                if job is not None:
                    running.add(asyncio.create_task(work_on(job, shop, seats)))
                    await _let_it_take_seats()
                if any(task.done() for task in running):
                    break
            if not running:
                return
            feed = asyncio.create_task(seats.wanting.wait()) if more and len(running) < most else None
            done, _ = await asyncio.wait(
                {*running, feed} if feed else running, return_when=asyncio.FIRST_COMPLETED
            )
            if feed:
                feed.cancel()
            for task in running & done:
                running.remove(task)
                yield task.result()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


class _Seats(asyncio.Semaphore):
    """The places of the pool.

    Args:
        queue: so many sections may wait for a place before no more are wanted.

    Attributes:
        wanting: set while fewer wait.
    """

    def __init__(self, count: int, *, queue: int) -> None:
        super().__init__(count)
        self.wanting = asyncio.Event()
        self.wanting.set()
        self._most_queued = queue
        self._queued = 0

    async def acquire(self) -> Literal[True]:
        """Wait for a place."""
        self._change_queue(1)
        try:
            return await super().acquire()
        finally:
            self._change_queue(-1)

    def _change_queue(self, by: int) -> None:
        self._queued += by
        if self._queued < self._most_queued:
            self.wanting.set()
        else:
            self.wanting.clear()


async def _let_it_take_seats() -> None:
    """Let a job that was just begun read its facts, begin its sections, and these ask for their places."""
    for _ in range(3):
        await asyncio.sleep(0)


async def work_on(job: Job, shop: Shop, gate: asyncio.Semaphore | None = None) -> Outcome:
    """Return the outcome of one job; a deliberate error is an outcome, not an exception."""
    begun = time.monotonic()
    try:
        written = parse_spec(job.facts, job.path)
        shop.screen(written)
        options = shop.wish(shop.options, written)
        spec = (
            await align_headings(written, shop.writer, fall_back=options.fall_back)
            if shop.parallel
            else written
        )
        draft = await expand(spec, shop.writer, shop.embedded, render=render_text, options=options, gate=gate)
        files = {
            suffix: render_form(draft, suffix, shop.paper)
            for name in shop.formats
            for suffix in SUFFIXES.get(name, ())
        }
    except DraftError as error:
        seconds = time.monotonic() - begun
        return Outcome(job.name, "failed", error.exit_code, seconds, message=_first_line(error))
    return Outcome(
        job.name,
        "clean" if draft.verdict.ok else "unclean",
        0 if draft.verdict.ok else 1,
        time.monotonic() - begun,
        counts=count_quantities(draft),
        files=files,
        report=render_report(draft, {**shop.run, **_say_renamed(written, spec)}, shop.paper),
    )


async def ask(job: Job, shop: Shop) -> None:
    """Have the writer asked for all that a run of the job would ask for now, and make nothing of the answers.

    Raises:
        InputError: the facts cannot be used, or must not be sent.
    """
    spec = parse_spec(job.facts, job.path)
    shop.screen(spec)
    await ask_for_all(spec, shop.writer, shop.wish(shop.options, spec), parallel=shop.parallel)


def _say_renamed(old: Spec, new: Spec) -> dict[str, Any]:
    """Return for the report which headings were changed; nothing where nobody asked for it."""
    if new is old:
        return {}
    pairs = [(a.heading, b.heading) for a, b in zip(old.walk(), new.walk(), strict=True)]
    return {"headings": [{"old": before, "new": after} for before, after in pairs if before != after]}


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the texts of a batch will take, scaled up from the first ones.

    Attributes:
        texts: sections and 导语 of all documents.
        measured: texts that were written to know; `remembered` ones came from the cache and cost nothing.
        requests: what the texts not remembered will ask for, repairs included.
        prompt_tokens: as the endpoint counts them; 0 where it does not say.
        seconds: at the same pace, with as many texts at the same time as the options allow.
    """

    documents: int
    texts: int
    measured: int
    remembered: int
    requests: int
    prompt_tokens: int
    completion_tokens: int
    seconds: float


async def measure(jobs: Iterable[Job], shop: Shop, *, tell: Callable[[str], None]) -> Estimate:
    """Write texts in order until enough were really written, and scale up to all.

    Raises:
        EndpointError: the endpoint gave no usable answer.
    """
    specs = list(_read_specs(jobs, shop, tell))
    texts = [
        (number, part)
        for number, spec in enumerate(specs)
        for part in (task.index for task in plan_tasks(spec, shop.options))
    ]
    gate = asyncio.Semaphore(shop.options.workers)

    async def write(places: Sequence[tuple[int, int]]) -> list[SectionDraft]:
        parts: dict[int, set[int]] = {}
        for number, part in places:
            parts.setdefault(number, set()).add(part)
        written = await asyncio.gather(*(_write(specs[n], some, shop, gate) for n, some in parts.items()))
        return [draft for drafts in written for draft in drafts]

    first = await write(texts[:1])  # alone, as it pays for loading the client and compiling patterns
    drafts: list[SectionDraft] = []
    cpu = time.process_time()
    while (owed := _MEASURED - sum(map(_is_fresh, first + drafts))) > 0 and 1 + len(drafts) < len(texts):
        begun = 1 + len(drafts)
        drafts += await write(texts[begun : begun + owed])
    cpu = time.process_time() - cpu
    return _scale_up(len(specs), len(texts), first, drafts, cpu, shop.options.workers)


def _read_specs(jobs: Iterable[Job], shop: Shop, tell: Callable[[str], None]) -> Iterator[Spec]:
    """Yield what can be read and may be sent; of the rest it is told why not."""
    for job in jobs:
        try:
            spec = parse_spec(job.facts, job.path)
            shop.screen(spec)
        except DraftError as error:
            tell(_first_line(error))
        else:
            yield spec


async def _write(spec: Spec, parts: set[int], shop: Shop, gate: asyncio.Semaphore) -> list[SectionDraft]:
    """Return the texts asked for of one document, as a whole run would write them."""
    options = shop.wish(shop.options, spec)
    draft = await expand(
        spec, shop.writer, shop.embedded, render=render_text, options=options, only=parts, gate=gate
    )
    return [*([draft.lead_in] if -1 in parts else []), *draft.sections]


def _is_fresh(draft: SectionDraft) -> bool:
    return not all(completion.cached for completion in draft.completions)


def _scale_up(
    documents: int,
    texts: int,
    first: list[SectionDraft],
    drafts: list[SectionDraft],
    cpu: float,
    workers: int,
) -> Estimate:
    """Return what all texts will take if they go on like those written; the first one tells no time."""
    seen = first + drafts
    fresh = sum(map(_is_fresh, seen))
    left = texts - len(seen) + fresh  # texts that the cache is not known to answer
    share = left / fresh if fresh else 0.0
    asked = [completion for draft in seen for completion in draft.completions if completion.requests]
    paced = drafts or first
    pace = sum(c.seconds for draft in paced for c in draft.completions) / max(1, sum(map(_is_fresh, paced)))
    own = cpu / len(drafts) * texts if drafts else 0.0  # one process does this, whatever the endpoint does
    return Estimate(
        documents,
        texts,
        fresh,
        len(seen) - fresh,
        requests=round(share * sum(completion.requests for completion in asked)),
        prompt_tokens=round(share * sum(c.usage.get("prompt_tokens", 0) for c in asked)),
        completion_tokens=round(share * sum(c.usage.get("completion_tokens", 0) for c in asked)),
        seconds=max(left * pace / max(1, min(workers, left)), own),
    )


def stamp(facts: bytes, what_shapes_it: Sequence[str]) -> str:
    """Return the digest of everything that shapes the result: an equal stamp means an equal document."""
    parts = [hashlib.sha256(facts).hexdigest(), *what_shapes_it]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _first_line(error: DraftError) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return f"{text}（端点）" if isinstance(error, EndpointError) and "端点" not in text else text
