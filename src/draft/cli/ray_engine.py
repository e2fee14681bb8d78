"""The batch on Ray: the document is the unit; facts and results travel as data, the key by environment.

Whoever wants another engine writes one function of this shape: jobs in, outcomes as they finish.
"""

import asyncio
import functools
import os
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from draft.errors import SettingsError

if TYPE_CHECKING:
    from draft.batch import Job, Outcome, Shop

Flags = tuple[tuple[str, Any], ...]

_AHEAD = 2  # documents submitted beyond the workers, so that none waits for the driver
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
        task = ray.remote(max_retries=_RETRIES)(_work_in_worker)
        seats = int(ray.cluster_resources().get("CPU", 1)) + _AHEAD
        waiting = iter(jobs)
        running: list[Any] = []
        while True:
            while len(running) < seats and (job := next(waiting, None)):
                running.append(task.remote(job, given))
            if not running:
                return
            done, running = ray.wait(running)
            yield from ray.get(done)
    finally:
        ray.shutdown()


def _work_in_worker(job: "Job", given: Given) -> "Outcome":
    from draft.batch import work_on

    loop, shop = _shop_of_this_worker(given)
    return loop.run_until_complete(work_on(job, shop))


@functools.cache
def _shop_of_this_worker(given: Given) -> "tuple[asyncio.AbstractEventLoop, Shop]":
    """Return event loop and client of this worker process: made once, used for every document it gets."""
    from draft.cli.options import Wishes
    from draft.cli.wiring import build_shop, open_writer, settings_from

    settings = settings_from(**dict(given.choices))
    loop = asyncio.new_event_loop()
    writer = loop.run_until_complete(open_writer(settings, redact=given.redact).__aenter__())
    return loop, build_shop(settings, writer, Wishes(**dict(given.wishes)))


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
