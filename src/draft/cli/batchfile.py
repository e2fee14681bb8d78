"""`draft batch --export` and `--import`: the same batch through files, for hosted and offline engines."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from draft.cli.console import complain
from draft.errors import InputError, SettingsError

if TYPE_CHECKING:
    from draft.settings import Settings

_SHOWN = 5


def export_requests(sources: list[Path], settings: "Settings", target: Path) -> int:
    """Write the requests that the cache cannot answer, in shards; return the exit code."""
    from draft.cli.output import write_whole
    from draft.writers.batchfile import SHARD, render_requests

    requests = _collect(sources, settings)
    if not requests:
        print("缓存里都有答复，没有要写的请求；直接运行 draft batch 即可。")
        return 0
    for number, lines in enumerate(_shards(render_requests(requests), SHARD)):
        path = target if number == 0 else target.with_stem(f"{target.stem}-{number + 1}")
        write_whole(path, ("\n".join(lines) + "\n").encode())
        print(f"{len(lines)} 条请求：{path}")
    return 0


def import_results(sources: list[Path], settings: "Settings", source: Path | None) -> int:
    """Put the accepted answers of a result file into the cache; return the exit code."""
    from draft.cli.wiring import build_cache
    from draft.writers.batchfile import read_results

    if source is None or not source.is_file():
        raise InputError(f"{source}: 没有这个结果文件；请检查路径。")
    wanted = _collect(sources, settings)
    thinking = bool(settings.endpoint and settings.endpoint.thinking)
    with source.open(encoding="utf-8", errors="replace") as lines:
        result = read_results(lines, wanted, str(source), thinking=thinking)
    if result.foreign and not result.answers and not result.refused:
        raise InputError(
            f"{source}: 里面没有一条是这批要点、这个模型的答复；请确认没有拿错文件，模型和模板没有改过。"
        )
    cache = build_cache(settings)
    for key, answer in result.answers.items():
        cache.put(key, answer)
    cache.close()
    missing = len(wanted) - len(result.answers) - len(result.refused)
    print(f"收下 {len(result.answers)} 条，不可用 {len(result.refused)} 条，还缺 {missing} 条。")
    for key, reason in islice(result.refused.items(), _SHOWN):
        complain(f"不可用 {key[:12]}：{reason}")
    if result.foreign:
        complain(f"另有 {len(result.foreign)} 条不是这批要点的答复，没有采用。")
    return 0 if not missing and not result.refused else 3


def _collect(sources: list[Path], settings: "Settings") -> Mapping[str, Any]:
    """Return every request that a run would have to make now, repairs included, without making any."""
    from draft.batch import Job, work_on
    from draft.cli.wiring import build_cache, build_prompt_book, build_shop
    from draft.writers.batchfile import DeferredEndpoint
    from draft.writers.model import ModelWriter

    if settings.endpoint is None:
        raise SettingsError("写批处理文件也要知道模型：请用 --model 与 --base-url 指定将来运行它的端点。")
    cache = build_cache(settings)
    deferred = DeferredEndpoint(settings.endpoint, cache)
    writer = ModelWriter(build_prompt_book(settings).compose, deferred)
    shop = build_shop(settings, writer, fall_back=True)

    async def work() -> None:
        for path in sources:
            outcome = await work_on(Job(path.stem, path.read_bytes(), str(path)), shop)
            if outcome.exit_code == InputError.exit_code:
                complain(outcome.message)

    asyncio.run(work())
    cache.close()
    return deferred.requests


def _shards(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    iterator = iter(lines)
    while shard := list(islice(iterator, size)):
        yield shard
