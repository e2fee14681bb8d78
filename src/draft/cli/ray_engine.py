"""The batch on Ray: the document is the unit; facts and results travel as data, the key by environment.

A worker has two documents in work: while one waits for its answers, the other is judged.

Whoever wants another engine writes one function of this shape: jobs in, outcomes as they finish.
"""

import asyncio
import os
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from draft.errors import SettingsError

if TYPE_CHECKING:
    from draft.batch import Job, Outcome, Shop

Flags = tuple[tuple[str, Any], ...]

_AT_ONCE = 2  # documents in work with each worker
_RETRIES = 5  # a document whose worker died is done again elsewhere; its answers are in the cache


@dataclass(frozen=True, slots=True)
class Given:
    """The options of the command line that shape a document; never a key.

    Attributes:
        choices: for the settings.
        wishes: for the prose.
        redact: quantities and place names are hidden from the model.
    """

    choices: Flags
    wishes: Flags
    redact: bool = False


def work_on_ray(jobs: "Iterable[Job]", given: Given, *, address: str) -> "Generator[Outcome, None, None]":
    """Yield the outcome of every job as it finishes, on the Ray cluster at `address` ("" for this machine).

    Raises:
        SettingsError: Ray is not installed, or there is no cluster at `address`.
    """
    ray = import_ray()
    try:
        ray.init(address=address or None, log_to_driver=False, include_dashboard=False)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise SettingsError(
            f"--address {address}: 连不上 Ray 集群（{str(error)[:120]}）；"
            "请检查地址，或去掉 --address 用本机。"
        ) from error
    try:
        processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
        made = ray.remote(
            max_restarts=-1,
            max_task_retries=_RETRIES,
            max_concurrency=_AT_ONCE,
            scheduling_strategy="SPREAD",  # over the machines; a worker itself takes up no processor
        )(Worker)
        yield from _hand_out(ray, jobs, [made.remote(given) for _ in range(processors)])
    finally:
        ray.shutdown()


def _hand_out(ray: Any, jobs: "Iterable[Job]", workers: Sequence[Any]) -> "Generator[Outcome, None, None]":
    """Yield the outcomes; a worker that has given one gets the next job."""
    free = [*workers] * _AT_ONCE
    waiting = iter(jobs)
    running: dict[Any, Any] = {}
    while True:
        while free and (job := next(waiting, None)):
            worker = free.pop(0)
            running[worker.work.remote(job)] = worker
        if not running:
            return
        done, _ = ray.wait(list(running))
        free += [running.pop(one) for one in done]
        yield from ray.get(done)


class Worker:
    """What a worker process keeps: one client for all documents it gets."""

    def __init__(self, given: Given) -> None:
        # Loaded before the first job comes: from then on two threads of the worker would load the same.
        import draft.batch
        import draft.cli.wiring  # noqa: F401

        self._given = given
        self._opening: asyncio.Task[Shop] | None = None

    async def work(self, job: "Job") -> "Outcome":
        """Return the outcome of one job."""
        from draft.batch import work_on

        if self._opening is None:
            self._opening = asyncio.create_task(_open_shop(self._given))
        return await work_on(job, await self._opening)


async def _open_shop(given: Given) -> "Shop":
    from draft.cli.options import Wishes
    from draft.cli.wiring import build_shop, open_writer, settings_from

    settings = settings_from(**dict(given.choices))
    writer = await open_writer(settings, redact=given.redact).__aenter__()
    return build_shop(settings, writer, Wishes(**dict(given.wishes)))


def import_ray() -> Any:
    """Return the package.

    Raises:
        SettingsError: it is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is reported to anybody
    try:
        import ray
    except ImportError as error:
        raise SettingsError("--engine ray 需要 Ray：请运行 pip install 'gongwen-draft[ray]'。") from error
    return ray
