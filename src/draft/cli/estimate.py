"""`draft batch --estimate`: what a batch will take, from the first texts, which are really written."""

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING

from draft.cli.console import complain, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from draft.batch import Estimate, Job
    from draft.settings import Settings


def show_estimate(
    jobs: "Iterable[Job]", settings: "Settings", *, fall_back: bool, as_json: bool = False
) -> None:
    """Write the first texts of the jobs, and print what all of them will take."""
    from draft.batch import measure
    from draft.cli.wiring import build_shop, open_writer

    async def work() -> "Estimate":
        async with open_writer(settings) as writer:
            return await measure(jobs, build_shop(settings, writer, fall_back=fall_back), tell=complain)

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
