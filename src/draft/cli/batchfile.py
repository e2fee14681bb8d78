"""`draft batch --export` and `--import`: the same batch through files, for hosted and offline engines.

Requests are written and answers stored one by one as they come up, so that a province needs no memory.
"""

import asyncio
import os
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from draft.cli.console import complain
from draft.errors import InputError, SettingsError, explain_os_error

if TYPE_CHECKING:
    from draft.cli.options import Wishes
    from draft.settings import Settings
    from draft.writers.batchfile import BatchResult, Request
    from draft.writers.cache import AnswerCache

_SHOWN = 5


def export_requests(
    sources: list[Path], settings: "Settings", wishes: "Wishes", target: Path, *, redact: bool
) -> int:
    """Write the requests that the cache cannot answer, in shards; return the exit code."""
    from draft.cli.wiring import build_cache
    from draft.writers.batchfile import SHARD

    shards = _Shards(target, SHARD)
    try:
        _collect(sources, settings, wishes, build_cache(settings), shards.add, redact=redact)
        written = shards.finish()
    except OSError as error:
        raise InputError(f"{target}: 写不进去（{explain_os_error(error)}）；请换一个位置。") from error
    finally:
        shards.drop()
    if not written:
        print("缓存里都有答复，没有要写的请求；直接运行 draft batch 即可。")
    for path, count in written:
        print(f"{count} 条请求：{path}")
    return 0


class _Shards:
    """Request files of limited length; under their own names only when all of them are whole."""

    def __init__(self, target: Path, size: int) -> None:
        self._target = target
        self._size = size
        self._seen: set[str] = set()
        self._files: list[IO[bytes]] = []

    def add(self, key: str, request: "Request") -> None:
        """Write a request, once."""
        from draft.writers.batchfile import render_request

        if key in self._seen:
            return
        if len(self._seen) % self._size == 0:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            file = tempfile.NamedTemporaryFile(  # noqa: SIM115  closed by finish or drop
                dir=self._target.parent, prefix=".draft-", delete=False
            )
            self._files.append(file)
        self._seen.add(key)
        self._files[-1].write(render_request(key, request).encode() + b"\n")

    def finish(self) -> list[tuple[Path, int]]:
        """Give the files their names; return these and how many requests each holds."""
        named = []
        for number, file in enumerate(self._files):
            file.flush()
            os.fsync(file.fileno())
            file.close()
            name = f"{self._target.stem}-{number + 1}" if number else self._target.stem
            path = self._target.with_stem(name)
            Path(file.name).replace(path)
            named.append((path, min(self._size, len(self._seen) - number * self._size)))
        self._files.clear()
        return named

    def drop(self) -> None:
        """Remove what has got no name."""
        for file in self._files:
            file.close()
            Path(file.name).unlink(missing_ok=True)


def import_results(
    sources: list[Path], settings: "Settings", wishes: "Wishes", source: Path | None, *, redact: bool
) -> int:
    """Put the accepted answers of a result file into the cache; return the exit code."""
    from draft.cli.wiring import build_cache
    from draft.writers.batchfile import read_results

    if source is None or not source.is_file():
        raise InputError(f"{source}: 没有这个结果文件；请检查路径。")
    thinking = bool(settings.endpoint and settings.endpoint.thinking)
    with source.open(encoding="utf-8", errors="replace") as lines:
        result = read_results(lines, str(source), thinking=thinking)
    cache = build_cache(settings)
    till = _Till(result, cache)
    _collect(sources, settings, wishes, cache, till.take, redact=redact)
    foreign = len({*result.answers, *result.refused} - till.asked)
    if foreign and not till.taken and not till.refused:
        raise InputError(
            f"{source}: 里面没有一条是这批要点、这个模型的答复；请确认没有拿错文件，模型和模板没有改过。"
        )
    missing = len(till.asked) - till.taken - len(till.refused)
    print(f"收下 {till.taken} 条，不可用 {len(till.refused)} 条，还缺 {missing} 条。")
    for key, reason in islice(till.refused.items(), _SHOWN):
        complain(f"不可用 {key[:12]}：{reason}")
    if foreign:
        complain(f"另有 {foreign} 条不是这批要点的答复，没有采用。")
    return 0 if not missing and not till.refused else 3


class _Till:
    """Takes the answers that were asked for, and counts.

    Attributes:
        refused: cache key → Chinese reason.
    """

    def __init__(self, result: "BatchResult", cache: "AnswerCache") -> None:
        self.asked: set[str] = set()
        self.taken = 0
        self.refused: dict[str, str] = {}
        self._result = result
        self._cache = cache

    def take(self, key: str, request: "Request") -> None:
        """Remember the answer to a request, if the file has one that is prose for it."""
        from draft.errors import ReplyError

        if key in self.asked:
            return
        self.asked.add(key)
        answer = self._result.answers.get(key)
        if key in self._result.refused:
            self.refused[key] = self._result.refused[key]
        if answer is None:
            return
        try:
            request.accept(answer["text"])
        except ReplyError as error:
            self.refused[key] = str(error)
        else:
            self._cache.put(key, answer)
            self.taken += 1


def _collect(
    sources: list[Path],
    settings: "Settings",
    wishes: "Wishes",
    cache: "AnswerCache",
    note: "Callable[[str, Request], None]",
    *,
    redact: bool,
) -> None:
    """Have `note` called with every request that a run would make now, repairs included; none is made."""
    from draft.batch import Job, ask
    from draft.cli.wiring import build_prompt_book, build_shop, wrap_writer
    from draft.writers.batchfile import DeferredEndpoint
    from draft.writers.model import ModelWriter

    if settings.endpoint is None:
        raise SettingsError("写批处理文件也要知道模型：请用 --model 与 --base-url 指定将来运行它的端点。")
    deferred = DeferredEndpoint(settings.endpoint, cache, note)
    writer = wrap_writer(ModelWriter(build_prompt_book(settings).compose, deferred), redact=redact)
    shop = build_shop(settings, writer, wishes)

    async def work() -> None:
        for path in sources:
            try:
                await ask(Job(path.stem, path.read_bytes(), str(path)), shop)
            except InputError as error:
                complain(str(error))

    try:
        asyncio.run(work())
    finally:
        cache.close()
