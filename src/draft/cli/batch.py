"""`draft batch`: many facts files into a mirrored tree; resumable, one status line a document."""

import sys
from collections.abc import Callable, Iterator
from contextlib import aclosing, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json
from draft.cli.options import Choices, Sheet, Wishes, given_options, spread
from draft.errors import InputError, explain_os_error

if TYPE_CHECKING:
    from draft.batch import Job, Outcome
    from draft.cli.documents import Place
    from draft.cli.facts_files import Source
    from draft.settings import Settings

_WORDS = {"clean": "通过", "unclean": "未通过", "failed": "失败", "skipped": "跳过"}

_REMEDY = "要重新生成，请把这个文件移走或改名后再运行；--force 会把别的改过的文件也一起覆盖。"
"""For one edited file among many: --force would take all of them."""


@spread
def batch(
    files: list[Path] = typer.Argument(..., help="文件夹或要点文件，可多个。", show_default=False),
    output: Path | None = typer.Option(
        None, "--output", "-o", help="结果文件夹（默认：文件夹内的 out/），目录结构与来源一致。"
    ),
    *,
    choices: Choices,
    wishes: Wishes,
    sheet: Sheet,
    redact: bool = typer.Option(False, "--redact", help="发给模型前把数量和地名换成占位符，收到后再填回。"),
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

    例：draft batch 各县要点/ --base-url http://127.0.0.1:8000/v1 --model qwen3 --workers 32 --length 300
    """
    import asyncio

    from draft.cli.facts_files import find_sources
    from draft.cli.wiring import settings_from

    if export and import_:
        raise InputError("--export 与 --import 不能同时用：先导出请求，算完再收下结果。")
    _refuse_engine(engine)
    wishes.refuse_wrong_words()
    flags = {**choices.flags(), **sheet.flags()}
    settings = settings_from(**flags)
    root = output or (files[0] / "out" if files[0].is_dir() else files[0].parent / "out")
    sources = list(find_sources(files, root))
    if not sources:
        raise InputError(f"{files[0]}: 里面没有要点文件（*.yaml 或 *.yml）；请检查路径。")
    if export or import_:
        from draft.cli.batchfile import export_requests, import_results
        from draft.cli.output import refuse_inputs

        paths = [source.path for source in sources]
        if export:
            refuse_inputs(export, "--export", paths)
        raise typer.Exit(
            export_requests(paths, settings, wishes, export, redact=redact)
            if export
            else import_results(paths, settings, wishes, import_, redact=redact)
        )
    if settings.refresh:
        from draft.cli.memory import forget_all

        forget_all(settings)
    run = _Run(
        root,
        settings,
        wishes,
        force=force,
        retry_failed=retry_failed,
        quiet=as_json or estimate,
        redact=redact,
    )
    if estimate:
        from draft.cli.estimate import show_estimate

        show_estimate(run.jobs(run.pending(sources)), settings, wishes, redact=redact, as_json=as_json)
        raise typer.Exit
    from draft.cli.batch_progress import show_batch_progress

    try:
        waiting = run.pending(sources)
        run.forecast(waiting)
        with show_batch_progress(len(waiting)) as run.advance:
            if engine == "ray":
                run.work_through_on_ray(waiting, flags, address=address)
            else:
                asyncio.run(run.work_through(waiting))
    finally:
        summary = run.finish()
    if as_json:
        print_json(summary)
    raise typer.Exit(max((document["exit_code"] for document in summary["documents"]), default=0))


def _refuse_engine(engine: str) -> None:
    """Raise an error, before anything is read, promised or written, when there is no such engine here."""
    if engine not in {"local", "ray"}:
        raise InputError(f"--engine {engine}: 只有 local（本机）和 ray 两种。")
    if engine == "ray":
        from draft.cli.ray_engine import import_ray

        import_ray()


class _Run:
    """One batch: skips what is done, writes what finishes, counts."""

    def __init__(
        self,
        root: Path,
        settings: "Settings",
        wishes: Wishes,
        *,
        force: bool,
        retry_failed: bool,
        quiet: bool,
        redact: bool,
    ) -> None:
        from draft.cli.shape import describe_shape, describe_sheet

        self.root = root
        self.settings = settings
        self.wishes = wishes
        self.documents: list[dict[str, Any]] = []
        self._force = force
        self._retry_failed = retry_failed
        self._total = 0
        self._quiet = quiet
        self._redact = redact
        self._shape = (*describe_sheet(settings), *describe_shape(settings, wishes, redact=redact))
        self._stamps: dict[str, str] = {}
        self.advance: Callable[[bool], None] = lambda _worked: None

    def pending(self, sources: list["Source"]) -> list["Source"]:
        """Return the sources that are to be worked on; says of those that are done."""
        self._total = len(sources)
        if self._force:
            return sources
        waiting = []
        for source in sources:
            try:
                report = self._place(source.name).read_report()
                done = self._is_done(source, report)
            except OSError:
                done = False  # said when its turn comes
            if done:
                self._note(source.name, "skipped", 0 if report.get("ok") else 1)
            else:
                waiting.append(source)
        return waiting

    def forecast(self, waiting: list["Source"]) -> None:
        """Say in one line what the sources will take."""
        from draft.cli.estimate import forecast

        if waiting and not self._quiet:
            complain(forecast([source.path for source in waiting], self.settings, self.wishes))

    async def work_through(self, sources: list["Source"]) -> None:
        """Work on every source."""
        from draft.batch import work_through
        from draft.cli.wiring import build_shop, open_writer

        async with open_writer(self.settings, redact=self._redact) as writer:
            shop = build_shop(self.settings, writer, self.wishes)
            async with aclosing(work_through(self.jobs(sources), shop)) as outcomes:
                async for outcome in outcomes:
                    self._keep(outcome)

    def work_through_on_ray(self, sources: list["Source"], flags: dict[str, object], *, address: str) -> None:
        """Work on every source, on a Ray cluster."""
        from draft.cli.ray_engine import Given, work_on_ray

        given = Given(tuple(flags.items()), tuple(given_options(self.wishes).items()), self._redact)
        with closing(work_on_ray(self.jobs(sources), given, address=address)) as outcomes:
            for outcome in outcomes:
                self._keep(outcome)

    def jobs(self, sources: list["Source"]) -> "Iterator[Job]":
        """Yield the jobs; says of the sources that cannot be read or replaced why not."""
        from draft.batch import Job

        for source in sources:
            try:
                job = Job(source.name, source.path.read_bytes(), str(source.path))
                if not self._force:
                    self._place(job.name).refuse_edited(self.settings.formats, remedy=_REMEDY)
            except OSError as error:
                self._note(source.name, "failed", 2, f"{source.path}: 读不出来（{explain_os_error(error)}）")
            except InputError as error:
                self._note(source.name, "failed", 2, str(error))
            else:
                self._stamps[job.name] = self._stamp(job.facts)
                yield job

    def _stamp(self, facts: bytes) -> str:
        from draft.batch import stamp

        return stamp(facts, self._shape)

    def _is_done(self, source: "Source", report: dict[str, Any]) -> bool:
        return (
            "stamp" in report
            and (bool(report.get("ok")) or not self._retry_failed)
            and report["stamp"] == self._stamp(source.path.read_bytes())
            and self._place(source.name).is_whole(report)
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
        from draft.cli.output import lay_out_json, write_whole

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
        write_whole(self.root / "batch.json", lay_out_json(summary))
        counted = "，".join(f"{word} {totals[status]}" for status, word in _WORDS.items())
        complain(
            f"共 {self._total} 份：{counted}；请求 {requests}，取自缓存 {cached}。{self.root / 'batch.json'}"
        )
        for document in documents:
            if document["status"] == "failed" and sys.stderr.isatty() and not sys.stdout.isatty():
                complain(f"失败 {document['name']}：{document['message']}")
        return summary

    def _place(self, name: str) -> "Place":
        from draft.cli.documents import Place

        path = self.root / name
        return Place(path.parent, path.name)
