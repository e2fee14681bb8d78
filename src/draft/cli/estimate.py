"""What a batch will take: in one line before it starts, or measured on the first texts (`--estimate`)."""

import asyncio
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from draft.cli.console import complain, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from draft.batch import Estimate, Job
    from draft.cli.options import Wishes
    from draft.document import Task
    from draft.pipeline.bench import Writer
    from draft.settings import Settings
    from draft.writers.cache import AnswerCache

_T = TypeVar("_T")

_FILES, _TEXTS = 8, 4
"""Files looked at for a forecast, and texts of each."""
_PACE = 30  # tokens a second of one answer, assumed; --estimate measures
_EXPANSION = 1.5  # tokens of prose per token of fact, the mean of the shipped examples


@dataclass(slots=True)
class _Sample:
    """What some texts of some files would ask for.

    Attributes:
        size: bytes of the files that could be read.
        texts: of these files.
        seen: texts that were looked at; `missing` of them are not in the cache.
    """

    size: int = 0
    texts: int = 0
    seen: int = 0
    missing: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0


def forecast(paths: "Sequence[Path]", settings: "Settings", wishes: "Wishes") -> str:
    """Return in one line what writing these files will take, from a few of them; nothing is sent."""
    sizes = {path: path.stat().st_size if path.is_file() else 0 for path in paths}
    sample = asyncio.run(_look_at(_spread(paths, _FILES), settings, wishes))
    if not sample.texts:
        return f"预计：{len(paths)} 份；抽看的要点文件都读不了，无法估计。"
    scale = sum(sizes.values()) / sample.size
    texts = round(sample.texts * scale)
    head = f"预计：{len(paths)} 份，约 {texts} 段"
    if settings.endpoint is None:
        return f"{head}，由内置撰写，不发请求。"
    share = texts / sample.seen
    requests = round(sample.missing * share)
    if not requests:
        return f"{head}，答复都在缓存里，不发请求。"
    seconds = sample.answer_tokens * share / _PACE / max(1, min(settings.workers, requests))
    return (
        f"{head}，除去缓存约需请求 {requests} 次，词元输入约 {round(sample.prompt_tokens * share)}、"
        f"输出约 {round(sample.answer_tokens * share)}；按每秒 {_PACE} 词元、同时 {settings.workers} 段，"
        f"约 {tell_time(seconds)}（实测请用 --estimate）。"
    )


async def _look_at(paths: "Sequence[Path]", settings: "Settings", wishes: "Wishes") -> _Sample:
    from draft.cli.wiring import build_cache, build_options
    from draft.errors import DraftError
    from draft.facts import load_spec
    from draft.pipeline.plan import plan_tasks

    sample = _Sample()
    cache = build_cache(settings)
    writer = None
    for path in paths:
        try:
            spec = load_spec(path)
            options = wishes.apply(build_options(settings, fall_back=False), spec)
        except DraftError:
            continue  # said when its turn comes
        tasks = plan_tasks(spec, options)
        sample.size += path.stat().st_size
        sample.texts += len(tasks)
        if settings.endpoint is not None:
            writer = writer or _build_counter(settings, cache, sample)
            for task in _spread(tasks, _TEXTS):
                await _count(task, writer, sample)
    cache.close()
    return sample


def _build_counter(settings: "Settings", cache: "AnswerCache", sample: _Sample) -> "Writer":
    """Return a writer that answers from the cache and counts in `sample` what it cannot answer."""
    from draft.cli.wiring import build_prompt_book
    from draft.selection import estimate_tokens
    from draft.writers.batchfile import DeferredEndpoint, Request
    from draft.writers.model import ModelWriter

    def note(_key: str, request: Request) -> None:
        sample.missing += 1
        sample.prompt_tokens += sum(estimate_tokens(one["content"]) for one in request.body["messages"])

    if settings.endpoint is None:
        raise ValueError("no endpoint")
    return ModelWriter(build_prompt_book(settings).compose, DeferredEndpoint(settings.endpoint, cache, note))


async def _count(task: "Task", writer: "Writer", sample: _Sample) -> None:
    from draft.errors import EndpointError
    from draft.selection import estimate_tokens

    sample.seen += 1
    try:
        await writer.write(task)
    except EndpointError:
        facts = task.facts or task.spec.sections[0].facts  # a 导语 without facts of its own is as long
        sample.answer_tokens += round(_EXPANSION * estimate_tokens("".join(fact.text for fact in facts)))


def _spread(items: "Sequence[_T]", most: int) -> "list[_T]":
    """Return at most so many of the items, from all over them."""
    if len(items) <= most:
        return list(items)
    return [items[place * len(items) // most] for place in range(most)]


def show_estimate(
    jobs: "Iterable[Job]", settings: "Settings", wishes: "Wishes", *, redact: bool, as_json: bool = False
) -> None:
    """Write the first texts of the jobs, and print what all of them will take."""
    from draft.batch import measure
    from draft.cli.wiring import build_shop, open_writer

    async def work() -> "Estimate":
        async with open_writer(settings, redact=redact) as writer:
            return await measure(jobs, build_shop(settings, writer, wishes), tell=complain)

    found = asyncio.run(work())
    if as_json:
        print_json(asdict(found))
        return
    for line in describe(found, settings):
        print(line)


def describe(found: "Estimate", settings: "Settings") -> list[str]:
    """Return the lines that tell the estimate."""
    if not found.texts:
        return ["没有要写的文件：都已完成，或要点文件有误。"]
    told = [f"待写 {found.documents} 份，{found.texts} 段正文（含导语）；实测 {found.measured} 段。"]
    if found.remembered:
        told.append(f"其中至少 {found.remembered} 段缓存里已有答复，不再请求。")
    if found.requests:
        told.append(f"预计请求约 {found.requests} 次。")
        told.append(
            f"预计词元：输入约 {found.prompt_tokens}，输出约 {found.completion_tokens}。"
            if found.prompt_tokens
            else "预计词元：端点没有报告用量，无法估计。"
        )
    elif not found.measured:
        told.append("预计请求 0 次：所有段都在缓存里。")
    told.append(f"预计用时约 {tell_time(found.seconds)}（同时写 {settings.workers} 段）。")
    if found.measured and settings.cache and found.requests:
        told.append("实测的答复已存入缓存；去掉 --estimate 再运行，从这里接着写。")
    return told


def tell_time(seconds: float) -> str:
    """Return a duration as a person says it."""
    if seconds < 60:  # noqa: PLR2004  seconds in a minute
        return f"{max(1, round(seconds))} 秒"
    minutes = round(seconds / 60)
    return f"{minutes} 分钟" if minutes < 60 else f"{minutes // 60} 小时 {minutes % 60} 分钟"  # noqa: PLR2004
