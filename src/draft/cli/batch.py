"""`draft batch`: many facts files into a mirrored tree; resumable, one status line a document."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import aclosing, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json
from draft.errors import InputError, explain_os_error

if TYPE_CHECKING:
    from draft.batch import Job, Outcome
    from draft.cli.documents import Place
    from draft.settings import Settings

_WORDS = {"clean": "通过", "unclean": "未通过", "failed": "失败", "skipped": "跳过"}


def batch(
    files: list[Path] = typer.Argument(..., help="文件夹或要点文件，可多个。", show_default=False),
    output: Path | None = typer.Option(
        None, "--output", "-o", help="结果文件夹（默认：文件夹内的 out/），目录结构与来源一致。"
    ),
    formats: str | None = typer.Option(
        None, "--format", help="输出格式，同 expand；默认 md、docx、html、json。"
    ),
    writer: str | None = typer.Option(None, "--writer", help="builtin、model 或 auto。"),
    model: str | None = typer.Option(None, "--model", help="模型名称。"),
    base_url: str | None = typer.Option(None, "--base-url", help="OpenAI 兼容端点。"),
    profile: str | None = typer.Option(None, "--profile", help="端点预设。"),
    workers: int | None = typer.Option(
        None, "--workers", min=1, max=1024, help="所有文件合计同时撰写的节数。"
    ),
    variant: int | None = typer.Option(None, "--variant", min=0, help="内置撰写的另一种写法。"),
    attempts: int | None = typer.Option(None, "--attempts", min=0, max=9, help="核不过时最多重写几轮。"),
    no_cache: bool = typer.Option(False, "--no-cache", help="不读也不写缓存。"),
    no_fallback: bool = typer.Option(False, "--no-fallback", help="模型没有可用答复时不由内置撰写代笔。"),
    config: Path | None = typer.Option(None, "--config", help="配置文件 draft.toml。"),
    trust_project: bool = typer.Option(
        False, "--trust-project", help="允许当前文件夹的 draft.toml 指定端点。"
    ),
    offline: bool = typer.Option(False, "--offline", help="只允许内置撰写和本机、内网地址。"),
    engine: str = typer.Option("local", "--engine", help="local 本机；ray 用 Ray 集群（需安装 [ray]）。"),
    address: str = typer.Option("", "--address", help="Ray 集群地址；不给时在本机起一个。"),
    export: Path | None = typer.Option(
        None, "--export", help="不发送，把缓存里没有的请求写成批处理文件（OpenAI batch 格式）。"
    ),
    import_: Path | None = typer.Option(
        None, "--import", help="收下批处理的结果文件，存入缓存；之后照常运行即可。"
    ),
    estimate: bool = typer.Option(
        False, "--estimate", help="先实写几段，估计全部要多少请求、词元和时间，然后停下。"
    ),
    retry_failed: bool = typer.Option(False, "--retry-failed", help="上次未通过核对的也重做。"),
    force: bool = typer.Option(False, "--force", help="全部重做，并覆盖被改动过的结果。"),
    as_json: bool = typer.Option(False, "--json", help="在标准输出打印 batch.json 的内容。"),
) -> None:
    """把许多要点文件一次扩写完；没变的跳过，中断后重跑只补没做完的。

    例：draft batch 各县要点/ -o 成稿/

    例：draft batch 各县要点/ --export 请求.jsonl，算完后 draft batch 各县要点/ --import 结果.jsonl

    例：draft batch 各县要点/ --estimate

    例：draft batch 各县要点/ --base-url http://127.0.0.1:8000/v1 --model qwen3 --workers 32
    """
    import asyncio

    from draft.cli.wiring import settings_from

    if engine not in {"local", "ray"}:
        raise InputError(f"--engine {engine}: 只有 local（本机）和 ray 两种。")
    flags: dict[str, object] = {
        "config": config,
        "trust_project": trust_project,
        "writer": writer,
        "model": model,
        "base_url": base_url,
        "profile": profile,
        "workers": workers,
        "variant": variant,
        "formats": formats,
        "attempts": attempts,
        "no_cache": no_cache or None,
        "offline": offline or None,
    }
    settings = settings_from(**flags)
    root = output or (files[0] / "out" if files[0].is_dir() else files[0].parent / "out")
    sources = list(_find_sources(files, root))
    if not sources:
        raise InputError(f"{files[0]}: 里面没有要点文件（*.yaml 或 *.yml）；请检查路径。")
    if export or import_:
        from draft.cli.batchfile import export_requests, import_results

        paths = [source.path for source in sources]
        raise typer.Exit(
            export_requests(paths, settings, export) if export else import_results(paths, settings, import_)
        )
    if estimate:
        from draft.cli.estimate import show_estimate

        planned = _Run(root, settings, force=force, retry_failed=retry_failed, total=len(sources), quiet=True)
        show_estimate(planned.jobs(sources), settings, fall_back=not no_fallback, as_json=as_json)
        raise typer.Exit
    from draft.cli.batch_progress import show_batch_progress

    run = _Run(root, settings, force=force, retry_failed=retry_failed, total=len(sources), quiet=as_json)
    try:
        with show_batch_progress(len(sources)) as run.advance:
            if engine == "ray":
                run.work_through_on_ray(sources, flags, fall_back=not no_fallback, address=address)
            else:
                asyncio.run(run.work_through(sources, fall_back=not no_fallback))
    finally:
        summary = run.finish()
    if as_json:
        print_json(summary)
    raise typer.Exit(max((document["exit_code"] for document in summary["documents"]), default=0))


@dataclass(frozen=True, slots=True)
class _Source:
    """A facts file and where its results go, relative to the output folder."""

    path: Path
    name: str


class _Run:
    """One batch: skips what is done, writes what finishes, counts."""

    def __init__(
        self, root: Path, settings: "Settings", *, force: bool, retry_failed: bool, total: int, quiet: bool
    ) -> None:
        self.root = root
        self.settings = settings
        self.documents: list[dict[str, Any]] = []
        self._force = force
        self._retry_failed = retry_failed
        self._total = total
        self._quiet = quiet
        self._shape = _what_shapes_a_document(settings)
        self._stamps: dict[str, str] = {}
        self.advance: Callable[[bool], None] = lambda _worked: None

    async def work_through(self, sources: list[_Source], *, fall_back: bool) -> None:
        """Work on every source that is not done yet."""
        from draft.batch import work_through
        from draft.cli.wiring import build_shop, open_writer

        async with open_writer(self.settings) as writer:
            shop = build_shop(self.settings, writer, fall_back=fall_back)
            async with aclosing(work_through(self.jobs(sources), shop)) as outcomes:
                async for outcome in outcomes:
                    self._keep(outcome)

    def work_through_on_ray(
        self, sources: list[_Source], flags: dict[str, object], *, fall_back: bool, address: str
    ) -> None:
        """Work on every source that is not done yet, on a Ray cluster."""
        from draft.cli.ray_engine import work_on_ray

        given = tuple((name, value) for name, value in flags.items() if value is not None)
        with closing(
            work_on_ray(self.jobs(sources), given, fall_back=fall_back, address=address)
        ) as outcomes:
            for outcome in outcomes:
                self._keep(outcome)

    def jobs(self, sources: list[_Source]) -> "Iterator[Job]":
        """Yield the jobs that are to be done; says of the others why they are not."""
        from draft.batch import Job, stamp

        for source in sources:
            try:
                job = Job(source.name, source.path.read_bytes(), str(source.path))
                self._stamps[job.name] = stamp(job, self._shape)
                place = self._place(job.name)
                if not self._force and self._is_done(place, self._stamps[job.name]):
                    self._note(source.name, "skipped", 0 if place.read_report().get("ok") else 1)
                    continue
                if not self._force:
                    place.refuse_edited(self.settings.formats)
            except OSError as error:
                self._note(source.name, "failed", 2, f"{source.path}: 读不出来（{explain_os_error(error)}）")
            except InputError as error:
                self._note(source.name, "failed", 2, str(error))
            else:
                yield job

    def _is_done(self, place: "Place", wanted: str) -> bool:
        report = place.read_report()
        return (
            report.get("stamp") == wanted
            and (bool(report.get("ok")) or not self._retry_failed)
            and place.is_whole(report)
        )

    def _keep(self, outcome: "Outcome") -> None:
        """Write the documents of an outcome and its status line."""
        code, status, message = outcome.exit_code, outcome.status, outcome.message
        if outcome.report:
            report = {**outcome.report, "stamp": self._stamps[outcome.name]}
            try:
                self._place(outcome.name).write_files(outcome.files, report, clean=status == "clean")
            except InputError as error:
                code, status, message = 2, "failed", str(error)
        self._note(outcome.name, status, code, message, outcome.counts, outcome.seconds)

    def _note(
        self,
        name: str,
        status: str,
        code: int,
        message: str = "",
        counts: dict[str, int] | None = None,
        seconds: float = 0.0,
    ) -> None:
        self.documents.append(
            {
                "name": name,
                "status": status,
                "exit_code": code,
                "message": message,
                "seconds": round(seconds, 3),
                **(counts or {}),
            }
        )
        self.advance(status != "skipped")
        if self._quiet:
            return
        told = f"数量 {counts['survived']}/{counts['required']}" if counts else message
        print(f"[{len(self.documents)}/{self._total}] {_WORDS[status]} {name} {told}".rstrip(), flush=True)

    def finish(self) -> dict[str, Any]:
        """Write batch.json and print the totals; also after an interruption."""
        from draft import __version__
        from draft.cli.output import write_whole

        totals = {
            status: sum(document["status"] == status for document in self.documents) for status in _WORDS
        }
        requests = sum(document.get("requests", 0) for document in self.documents)
        cached = sum(document.get("cached", 0) for document in self.documents)
        documents = sorted(self.documents, key=lambda document: document["name"])
        summary = {
            "version": __version__,
            "total": self._total,
            **totals,
            "requests": requests,
            "cached": cached,
            "documents": documents,
        }
        content = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
        write_whole(self.root / "batch.json", content.encode())
        counted = "，".join(f"{word} {totals[status]}" for status, word in _WORDS.items())
        complain(
            f"共 {self._total} 份：{counted}；请求 {requests}，取自缓存 {cached}。{self.root / 'batch.json'}"
        )
        for document in documents:
            if document["status"] == "failed" and not self._quiet and not sys.stdout.isatty():
                complain(f"失败 {document['name']}：{document['message']}")
        return summary

    def _place(self, name: str) -> "Place":
        from draft.cli.documents import Place

        path = self.root / name
        return Place(path.parent, path.name)


def _find_sources(files: list[Path], output: Path) -> Iterator[_Source]:
    """Yield the facts files in order; folders are searched, hidden ones and the output folder left out."""
    seen: set[str] = set()
    taken: set[Path] = set()
    for path in files:
        if not path.exists():
            raise InputError(f"{path}: 没有这个文件或文件夹；请检查路径。")
        found = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]) if path.is_dir() else [path]
        base = path if path.is_dir() else path.parent
        for file in found:
            relative = file.relative_to(base)
            hidden = any(part.startswith(".") for part in relative.parts)
            real = file.resolve()
            if hidden or real in taken or output.resolve() in real.parents:
                continue
            taken.add(real)
            name = _free_name(relative, seen)
            seen.add(name)
            yield _Source(file, name)


def _free_name(relative: Path, seen: set[str]) -> str:
    """Return the name of the results: of two files that would share one, the later is told apart."""
    plain = relative.with_suffix("").as_posix()
    told_apart = relative.as_posix().replace(".", "-")
    names = (plain, told_apart, *(f"{told_apart}-{number}" for number in range(2, len(seen) + 3)))
    return next(name for name in names if name not in seen)


def _what_shapes_a_document(settings: "Settings") -> tuple[str, ...]:
    """Return everything besides the facts that a document depends on, as text."""
    from draft import __version__
    from draft.cli.wiring import list_style_directories

    endpoint = settings.endpoint
    names = ("base_url", "model", "temperature", "seed", "max_tokens", "thinking", "omit", "extra_body")
    asked = [str(getattr(endpoint, name)) for name in names] if endpoint else []
    return (
        __version__,
        settings.writer,
        str(settings.variant),
        ",".join(settings.formats),
        str((settings.attempts, settings.candidates, settings.allow_rounding, settings.prompt_variant)),
        *asked,
        *(_digest_of(folder) for folder in (*settings.prompts_dirs, *list_style_directories(settings))),
    )


def _digest_of(folder: Path) -> str:
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.md")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
