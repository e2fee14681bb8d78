"""`draft expand`: a facts file becomes a document, checked, with a report of what became of every fact."""

import asyncio
import json
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json
from draft.errors import InputError

if TYPE_CHECKING:
    from draft.document import Draft, SectionDraft, Spec
    from draft.settings import Settings

_FORMATS = ("md", "docx", "html", "json")
_UNCLEAN = ".未通过核对"


def expand(
    facts: Path = typer.Argument(..., help="要点文件 facts.yaml。", show_default=False),
    output: Path | None = typer.Option(
        None, "--output", "-o", help="结果文件夹（默认：要点文件旁的 out/）。"
    ),
    formats: str = typer.Option(
        ",".join(_FORMATS), "--format", help="输出格式，逗号分隔：" + "、".join(_FORMATS) + "。"
    ),
    section: list[str] = typer.Option(
        [], "--section", help="只写这一节：序号（从 1 起）或标题中的文字，可重复。"
    ),
    writer: str | None = typer.Option(
        None, "--writer", help="builtin 内置撰写；model 模型；auto 有端点用模型。"
    ),
    model: str | None = typer.Option(None, "--model", help="模型名称。"),
    base_url: str | None = typer.Option(
        None, "--base-url", help="OpenAI 兼容端点，如 http://127.0.0.1:11434/v1。"
    ),
    profile: str | None = typer.Option(
        None, "--profile", help="端点预设：ollama、vllm、llamacpp、lmstudio …"
    ),
    attempts: int = typer.Option(
        3, "--attempts", min=1, max=3, help="每节最多几稿（含首稿）；之后由程序落位。"
    ),
    candidates: int = typer.Option(1, "--candidates", min=1, max=8, help="首稿写几份，取核对最干净的一份。"),
    workers: int | None = typer.Option(None, "--workers", min=1, max=1024, help="同时撰写的节数。"),
    variant: int | None = typer.Option(None, "--variant", min=0, help="内置撰写的另一种写法。"),
    no_cache: bool = typer.Option(False, "--no-cache", help="不读也不写缓存。"),
    no_fallback: bool = typer.Option(
        False, "--no-fallback", help="模型没有可用答复时不由内置撰写代笔，直接报错。"
    ),
    allow_rounding: bool = typer.Option(False, "--allow-rounding", help="允许带“约”“近”等的合理取整。"),
    prompts: Path | None = typer.Option(None, "--prompts", help="自己的提示词模板文件夹，优先于自带的。"),
    styles: Path | None = typer.Option(None, "--styles", help="自己的样例文件夹，与自带的合用。"),
    config: Path | None = typer.Option(None, "--config", help="配置文件 draft.toml。"),
    trust_project: bool = typer.Option(
        False, "--trust-project", help="允许当前文件夹的 draft.toml 指定端点。"
    ),
    offline: bool = typer.Option(False, "--offline", help="只允许内置撰写和本机、内网地址。"),
    force: bool = typer.Option(False, "--force", help="覆盖已被改动过的结果文件。"),
    show: int = typer.Option(0, "--show", min=0, help="在终端显示成文的前几行。"),
    as_json: bool = typer.Option(False, "--json", help="在标准输出打印运行报告（JSON）。"),
) -> None:
    """把要点文件扩写成公文，逐一核对每个数字。

    例：draft expand facts.yaml

    例：draft expand facts.yaml --base-url http://127.0.0.1:11434/v1 --model qwen3:8b -o 成稿
    """
    from draft.cli.wiring import choose_sections, settings_from
    from draft.facts import load_spec
    from draft.pipeline import Options

    wanted = _parse_formats(formats)
    settings = settings_from(
        config=config,
        trust_project=trust_project,
        writer=writer,
        model=model,
        base_url=base_url,
        profile=profile,
        workers=workers,
        variant=variant,
        cache=False if no_cache else None,
        prompts=prompts,
        styles=styles,
        offline=offline or None,
    )
    spec = load_spec(facts)
    place = _Place(output or facts.parent / "out", facts.stem)
    if not force:
        place.refuse_edited(wanted)
    options = Options(
        rounds=attempts - 1,
        workers=settings.workers,
        candidates=candidates,
        allow_rounding=allow_rounding,
        fall_back=not no_fallback,
    )
    draft = _run(spec, settings, options, choose_sections(spec, section))
    report = place.write(draft, wanted, _describe_run(facts, settings))
    _tell(draft, report, place, show=show, as_json=as_json)
    raise typer.Exit(0 if draft.verdict.ok else 1)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the results of one facts file go."""

    folder: Path
    stem: str

    @property
    def report(self) -> Path:
        return self.folder / f"{self.stem}.report.json"

    def document(self, suffix: str, *, clean: bool) -> Path:
        return self.folder / f"{self.stem}{'' if clean else _UNCLEAN}.{suffix}"

    def refuse_edited(self, wanted: tuple[str, ...]) -> None:
        from draft.cli.output import refuse_edited

        edited = [self.document(name, clean=True) for name in wanted if name in {"md", "docx"}]
        refuse_edited(edited, self.report)

    def write(self, draft: "Draft", wanted: tuple[str, ...], run: dict[str, Any]) -> dict[str, Any]:
        """Write the documents, then the report that names them; return the report."""
        from draft.cli.output import digest, write_whole
        from draft.render.report import render_report

        outputs: dict[str, str] = {}
        for name in wanted:
            if name == "json":
                continue
            content = _render(draft, name)
            path = self.document("review.html" if name == "html" else name, clean=draft.verdict.ok)
            write_whole(path, content)
            outputs[path.name] = digest(content)
        report = render_report(draft, {**run, "outputs": outputs})
        write_whole(self.report, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
        return report


def _render(draft: "Draft", name: str) -> bytes:
    """Return the document in one format; each renderer is loaded only when asked for."""
    from draft.render.markdown import render_markdown

    if name == "docx":
        from draft.render.docx import render_docx

        return render_docx(draft)
    if name == "html":
        from draft.render.report import fates_of
        from draft.render.review import render_review

        return render_review(draft.spec, render_markdown(draft), draft.verdict, fates_of(draft)).encode()
    return render_markdown(draft).encode()


def _parse_formats(text: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in wanted if name not in _FORMATS]
    if unknown or not wanted:
        raise InputError(f"--format {text}: 不认识“{'、'.join(unknown)}”；可用的有 {'、'.join(_FORMATS)}。")
    return wanted


def _run(spec: "Spec", settings: "Settings", options: Any, only: frozenset[int] | None) -> "Draft":
    from draft.cli.progress import show_progress
    from draft.cli.wiring import open_writer
    from draft.pipeline import expand as expand_document
    from draft.render.markdown import render_markdown
    from draft.writers.builtin import BuiltinWriter

    async def main() -> "Draft":
        with show_progress() as progress:
            async with open_writer(settings) as writer:
                return await expand_document(
                    spec,
                    writer,
                    BuiltinWriter(settings.variant),
                    render=render_markdown,
                    options=options,
                    only=only,
                    progress=progress,
                )

    # A termination request ends the run like Ctrl-C: what is answered is in the cache already.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    return asyncio.run(main())


def _describe_run(facts: Path, settings: "Settings") -> dict[str, Any]:
    from draft import __version__
    from draft.cli.output import digest

    return {
        "version": __version__,
        "facts_file": facts.name,
        "facts_digest": digest(facts.read_bytes()),
        "writer": settings.writer_in_use,
        "endpoint": settings.endpoint.base_url
        if settings.endpoint and settings.writer_in_use == "model"
        else None,
        "model": settings.endpoint.model if settings.endpoint and settings.writer_in_use == "model" else None,
    }


def _tell(draft: "Draft", report: dict[str, Any], place: _Place, *, show: int, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    if show and report["outputs"]:
        from draft.render.markdown import render_markdown

        lines = render_markdown(draft).splitlines()
        print("\n".join(lines[:show]))
        print("……" if len(lines) > show else "")
    counts = report["counts"]
    print(f"{'核对通过' if draft.verdict.ok else '核对未通过'}：{draft.spec.title}")
    print(f"  节 {counts['sections']}，要点 {counts['facts']}")
    print(f"  数量 应有 {counts['required']}，保全 {counts['survived']}，虚构 {counts['invented']}")
    if counts["requests"] or counts["cached"]:
        print(f"  请求 {counts['requests']}，取自缓存 {counts['cached']}")
    if counts["placed"]:
        print(f"  由程序按要点原文落位 {counts['placed']} 条（见报告 how=placed）")
    for text in (draft.lead_in, *draft.sections):
        if text.failure:
            complain(f"{_name(text)}：模型没有可用答复，已由内置撰写代笔（{text.failure}）")
    for violation in draft.verdict.violations:
        complain(f"  {violation.message}")
    for name in (*report["outputs"], place.report.name):
        print(f"  {place.folder / name}")


def _name(text: "SectionDraft") -> str:
    return f"第{text.section.index + 1}节《{text.section.heading}》" if text.section else "导语"
