"""`draft cache`: what the cache of model answers holds, and how to empty it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from draft.cli.console import complain, print_json

if TYPE_CHECKING:
    from draft.writers.cache import AnswerCache

cache = typer.Typer(help="模型答复的缓存：查看、清空、删旧。", no_args_is_help=True, rich_markup_mode=None)

_CONFIG = typer.Option(None, "--config", help="配置文件 draft.toml。")


@cache.command("info")
def show_info(
    as_json: bool = typer.Option(False, "--json", help="以 JSON 打印。"),
    config: Path | None = _CONFIG,
) -> None:
    """显示缓存在哪里、有多少条、占多少空间。

    例：draft cache info
    """
    with _open(config) as answers:
        found = answers.measure()
    if as_json:
        print_json(found)
        return
    print(f"位置：{found['directory'] or '（没有可用的位置）'}")
    print(f"条数：{found['entries']}")
    print(f"占用：{found['bytes'] / 1_000_000:.1f} MB（上限 {found['limit'] // 1_000_000} MB）")


@cache.command("clear")
def clear(config: Path | None = _CONFIG) -> None:
    """清空缓存；损坏的缓存也用它清除。

    例：draft cache clear
    """
    with _open(config) as answers:
        count = answers.clear()
    complain("已清除损坏的缓存。" if count < 0 else f"已清除 {count} 条。")


@cache.command("prune")
def prune(
    days: float = typer.Option(30, "--days", min=0, help="删去早于多少天的答复。"),
    config: Path | None = _CONFIG,
) -> None:
    """删去旧的答复。

    例：draft cache prune --days 7
    """
    with _open(config) as answers:
        count = answers.prune(days)
    complain(f"已删去 {count} 条。")


@contextmanager
def _open(config: Path | None) -> "Iterator[AnswerCache]":
    """Yield the cache of the settings.

    Raises:
        SettingsError: it cannot be read, with the remedy.
    """
    from draft.cli.wiring import settings_from
    from draft.errors import SettingsError
    from draft.writers.cache import AnswerCache, failures

    settings = settings_from(config=config)
    answers = AnswerCache(settings.cache_dir, megabytes=settings.cache_size)
    try:
        yield answers
    except failures() as error:
        raise SettingsError(
            f"{settings.cache_dir}: 缓存读不了（{error}）；"
            "可用 draft cache clear 清除，或手工删除这个文件夹。"
        ) from None
    finally:
        answers.close()
