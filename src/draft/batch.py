"""Many documents: one pool of sections over all of them, results as they finish, nothing shared but data.

A Job goes in as bytes and an Outcome comes out as bytes, so that another machine could do the work as well:
an engine is a function from jobs to outcomes. One bad file never stops the others.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from draft.document import Spec
from draft.errors import DraftError, EndpointError
from draft.facts import parse_spec
from draft.pipeline import Options, Writer, expand
from draft.render.forms import SUFFIXES, render_form
from draft.render.markdown import render_markdown
from draft.render.report import count_quantities, render_report

Status = Literal["clean", "unclean", "failed"]
_DOCUMENTS_AHEAD = 4
"""Documents begun beyond those the pool can serve: enough that no seat waits for a document to end."""


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
    """

    writer: Writer
    embedded: Writer
    options: Options
    formats: tuple[str, ...]
    run: dict[str, Any]
    screen: Callable[[Spec], None] = lambda _spec: None


async def work_through(jobs: Iterable[Job], shop: Shop) -> AsyncGenerator[Outcome, None]:
    """Yield the outcome of every job as it finishes; at most `options.workers` sections are in work.

    Jobs are taken from the iterable only as they are begun, so a long list costs no memory.
    """
    gate = asyncio.Semaphore(shop.options.workers)
    waiting = iter(jobs)
    running: set[asyncio.Task[Outcome]] = set()
    try:
        while True:
            while len(running) < shop.options.workers + _DOCUMENTS_AHEAD and (job := next(waiting, None)):
                running.add(asyncio.create_task(work_on(job, shop, gate)))
            if not running:
                return
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def work_on(job: Job, shop: Shop, gate: asyncio.Semaphore | None = None) -> Outcome:
    """Return the outcome of one job; a deliberate error is an outcome, not an exception."""
    begun = time.monotonic()
    try:
        spec = parse_spec(job.facts, job.path)
        shop.screen(spec)
        draft = await expand(
            spec, shop.writer, shop.embedded, render=render_markdown, options=shop.options, gate=gate
        )
        files = {
            suffix: render_form(draft, suffix) for name in shop.formats for suffix in SUFFIXES.get(name, ())
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
        report=render_report(draft, shop.run),
    )


def stamp(job: Job, what_shapes_it: Sequence[str]) -> str:
    """Return the digest of everything that shapes the result: an equal stamp means an equal document."""
    parts = [hashlib.sha256(job.facts).hexdigest(), *what_shapes_it]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _first_line(error: DraftError) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return f"{text}（端点）" if isinstance(error, EndpointError) and "端点" not in text else text
