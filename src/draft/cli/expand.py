"""`draft expand`: a facts file becomes a document, checked, with a report of what became of every fact."""

import signal
import time
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json
from draft.cli.options import Choices, Sheet, Wishes, spread
from draft.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from draft.cli.documents import Place
    from draft.document import Draft, SectionDraft, Spec
    from draft.pipeline.options import Options
    from draft.settings import Settings

_PAUSE = 0.05
"""Seconds of a pause; one in which this program worked for less than a tenth of it was leisure."""


@spread
def expand(
    facts: Path = typer.Argument(..., help="要点文件 facts.yaml。", show_default=False),
    output: Path | None = typer.Option(
        None, "--output", "-o", help="结果文件夹（默认：要点文件旁的 out/）。"
    ),
    section: list[str] = typer.Option(
        [], "--section", help="只写这一节：序号（从 1 起，0 为导语）或标题中的文字，可重复。"
    ),
    *,
    choices: Choices,
    wishes: Wishes,
    sheet: Sheet,
    redact: bool = typer.Option(False, "--redact", help="发给模型前把数量和地名换成占位符，收到后再填回。"),
    force: bool = typer.Option(False, "--force", help="覆盖已被改动过的结果文件。"),
    no_log: bool = typer.Option(False, "--no-log", help="不留运行记录。"),
    show: int = typer.Option(0, "--show", min=0, help="在终端显示成文的前几行。"),
    as_json: bool = typer.Option(False, "--json", help="在标准输出打印运行报告（JSON）。"),
) -> None:
    """把要点文件扩写成公文，逐一核对每个数字。

    例：draft expand facts.yaml

    例：draft expand facts.yaml --base-url http://127.0.0.1:11434/v1 --model qwen3:8b -o 成稿
    """
    from draft.cli.documents import Place
    from draft.cli.memory import build_memory
    from draft.cli.outcome_view import tell_outcome, tell_questions
    from draft.cli.texts import is_file
    from draft.cli.wiring import (
        build_options,
        build_paper,
        choose_sections,
        describe_run,
        name_part,
        name_sections,
        settings_from,
    )
    from draft.facts import load_spec

    settings = settings_from(**choices.flags(), **sheet.flags())
    paper = build_paper(settings)
    if output and is_file(output):
        raise InputError(f"--output {output}: 写不进去（这是一个文件）；请给出结果文件夹，文件名由程序定。")
    spec = load_spec(facts)
    only = choose_sections(spec, section)
    place = Place(output or facts.parent / "out", facts.stem + name_part(spec, only))
    _refuse(spec, settings, place, force=force)
    memory = build_memory(settings, wishes, redact=redact)
    finished = memory.recall(spec)
    tell_doubts = cache(partial(_tell_doubts, spec, finished.doubts if finished else None))
    options = wishes.apply(build_options(settings, fall_back=not wishes.no_fallback), spec)
    parallel = wishes.parallel
    begun = time.monotonic()
    known = finished.texts if finished else {}
    draft = _run(spec, settings, options, only, known, tell_doubts, redact=redact, parallel=parallel)
    doubts = tell_doubts()
    if only is None and len(known) <= len(draft.sections):
        memory.note(spec, draft, doubts)
    renamed = _tell_renamed(spec, draft.spec, settings) if parallel else {}
    if only is not None:  # what was not to be written is neither reported nor signed for
        draft = replace(draft, spec=draft.spec.keep(only))
        complain(
            f"只写了选中的节（{name_sections(spec, only)}），另存为 {place.stem}；整篇的结果文件没有动。"
        )
    report = place.write(
        draft, settings.formats, {**describe_run(settings), "facts_file": facts.name, **renamed}, paper
    )
    if not no_log:
        from draft.cli.records import write_record

        write_record(report, time.monotonic() - begun)
    if as_json:
        print_json(report)
    else:
        tell_outcome(draft, report, place, show=show if report["outputs"] else 0)
        tell_questions(facts)
    raise typer.Exit(0 if draft.verdict.ok else 1)


def _refuse(spec: "Spec", settings: "Settings", place: "Place", *, force: bool) -> None:
    """Refuse everything that can be refused before anybody writes."""
    from draft.cli.wiring import refuse_secrets

    if not force:
        place.refuse_edited(settings.formats)
    refuse_secrets(spec, settings)


def _tell_doubts(spec: "Spec", known: int | None) -> int:
    """Say how many places of the facts contradict each other; return the same.

    To compare all facts takes longer than to compose the first requests, and nobody waits for it.
    """
    from draft.cli.lint import count_doubts

    doubts = count_doubts(spec) if known is None else known
    if doubts:
        complain(f"要点之间有 {doubts} 处疑点（合计、比率、日期等），动笔前请看 draft lint {spec.path}")
    return doubts


def _tell_renamed(old: "Spec", new: "Spec", settings: "Settings") -> dict[str, Any]:
    """Say which headings were changed; return the same for the report."""
    pairs = [(a.heading, b.heading) for a, b in zip(old.walk(), new.walk(), strict=True)]
    changed = [{"old": before, "new": after} for before, after in pairs if before != after]
    if not changed and settings.endpoint is None:
        complain("标题照原样：改写标题需要模型，现在用的是内置撰写。")
    elif not changed:
        complain("标题照原样：没有得到句式一致又不改变意思的写法。")
    for change in changed:
        complain(f"标题：{change['old']} → {change['new']}")
    return {"headings": changed}


def _run(
    spec: "Spec",
    settings: "Settings",
    options: "Options",
    only: frozenset[int] | None,
    known: "Mapping[int, SectionDraft]",
    meanwhile: "Callable[[], object]",
    *,
    redact: bool,
    parallel: bool,
) -> "Draft":
    from draft.pipeline.plan import recall_whole
    from draft.render.markdown import render_text

    # A termination request ends the run like Ctrl-C: what is answered is in the cache already.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    recalled = recall_whole(spec, known, render=render_text, options=options, only=only)
    return recalled or _write(
        spec, settings, options, only, known, meanwhile, redact=redact, parallel=parallel
    )


def _write(
    spec: "Spec",
    settings: "Settings",
    options: "Options",
    only: frozenset[int] | None,
    known: "Mapping[int, SectionDraft]",
    meanwhile: "Callable[[], object]",
    *,
    redact: bool,
    parallel: bool,
) -> "Draft":
    """Write what is not known; `meanwhile` is done when the loop first waits for answers, if it ever does."""
    import asyncio

    from draft.cli.progress import show_progress
    from draft.cli.wiring import EmbeddedWriter, open_writer
    from draft.pipeline.expand import expand as expand_document
    from draft.pipeline.headings import align_headings
    from draft.render.markdown import render_text

    written: list[Draft] = []

    async def main() -> None:
        aside = asyncio.create_task(_do_at_leisure(meanwhile))
        with show_progress() as progress:
            async with open_writer(settings, redact=redact) as writer:
                aligned = (
                    await align_headings(spec, writer, fall_back=options.fall_back) if parallel else spec
                )
                draft = await expand_document(
                    aligned,
                    writer,
                    EmbeddedWriter(settings.variant),
                    render=render_text,
                    options=options,
                    only=only,
                    known=known,
                    progress=progress,
                )
                written.append(draft)  # a result of the task would be written out whole by asyncio's end
        aside.cancel()

    asyncio.run(main())
    return written[0]


async def _do_at_leisure(work: "Callable[[], object]") -> None:
    """Do `work` once the loop has nothing else to do: all requests that may be sent are under way."""
    import asyncio

    worked = _PAUSE
    while worked > _PAUSE / 10:
        before = time.thread_time()
        await asyncio.sleep(_PAUSE)
        worked = time.thread_time() - before
    work()
