"""Options that several commands share, each declared once: bundles of options, and how a command takes them.

A command decorated with `spread` names a bundle as one parameter; on the command line every field of it is
an option of its own.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from draft.document import Spec
    from draft.pipeline.options import Options


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` with every parameter that is a bundle replaced by the options of the bundle."""
    signature = inspect.signature(command)
    parts = signature.parameters.values()
    bundles: dict[str, Any] = {part.name: part.annotation for part in parts if is_dataclass(part.annotation)}

    @functools.wraps(command)
    def run(**given: Any) -> None:
        for name, bundle in bundles.items():
            given[name] = bundle(**{one.name: given.pop(one.name) for one in fields(bundle)})
        command(**given)

    spread_out = [
        parameter
        for part in parts
        for parameter in (
            map(_as_parameter, fields(bundles[part.name])) if part.name in bundles else [_keyword(part)]
        )
    ]
    run.__signature__ = signature.replace(parameters=spread_out)  # type: ignore[attr-defined]
    run.__annotations__ = {part.name: part.annotation for part in spread_out}
    return run


def _as_parameter(one: Field[Any]) -> inspect.Parameter:
    default = one.default if one.default_factory is MISSING else one.default_factory()
    return inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=one.type)


def _keyword(part: inspect.Parameter) -> inspect.Parameter:
    return part.replace(kind=inspect.Parameter.KEYWORD_ONLY)


@dataclass(frozen=True, slots=True)
class Choices:
    """What an option may set over the environment and draft.toml; absent options change nothing.

    What values there may be is said once, by the settings.
    """

    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="输出格式，逗号分隔：md、docx、html、json、ledger（数据核对表）、pdf；默认前四种。",
        ),
    ] = None
    writer: Annotated[
        str | None,
        typer.Option("--writer", help="builtin 内置撰写；model 模型；auto 有端点用模型。"),
    ] = None
    model: Annotated[str | None, typer.Option("--model", help="模型名称。")] = None
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="OpenAI 兼容端点，如 http://127.0.0.1:11434/v1。"),
    ] = None
    profile: Annotated[
        str | None, typer.Option("--profile", help="端点预设：ollama、vllm、llamacpp、lmstudio …")
    ] = None
    attempts: Annotated[
        int | None,
        typer.Option(
            "--attempts",
            help="核不过时最多重写几轮（0 到 9，默认 2），之后由程序按要点原文落位。",
        ),
    ] = None
    candidates: Annotated[
        int | None,
        typer.Option("--candidates", help="首稿写几份（1 到 8，默认 1），取核对最干净的一份。"),
    ] = None
    workers: Annotated[
        int | None,
        typer.Option("--workers", help="同时撰写的节数（1 到 1024，多份文件时合计）。"),
    ] = None
    variant: Annotated[int | None, typer.Option("--variant", help="内置撰写的另一种写法（0 起）。")] = None
    no_cache: Annotated[bool, typer.Option("--no-cache", help="不读也不写缓存。")] = False
    refresh: Annotated[bool, typer.Option("--refresh", help="缓存里有也重新请求，并记下新的答复。")] = False
    allow_rounding: Annotated[bool, typer.Option("--allow-rounding", help="允许带“约”“近”等的合理取整。")] = (
        False
    )
    prompts: Annotated[
        Path | None, typer.Option("--prompts", help="自己的提示词模板文件夹，优先于自带的。")
    ] = None
    styles: Annotated[Path | None, typer.Option("--styles", help="自己的样例文件夹，与自带的合用。")] = None
    config: Annotated[Path | None, typer.Option("--config", help="配置文件 draft.toml。")] = None
    trust_project: Annotated[
        bool, typer.Option("--trust-project", help="允许当前文件夹的 draft.toml 指定端点。")
    ] = False
    offline: Annotated[bool, typer.Option("--offline", help="只允许内置撰写和本机、内网地址。")] = False
    allow_host: Annotated[list[str], typer.Option("--allow-host", help="只许发往这些主机，可重复。")] = field(
        default_factory=list
    )

    def flags(self) -> dict[str, object]:
        """Return the options that were given, as `settings_from` takes them; all values are hashable."""
        return given_options(self)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the Word file and the 数据核对表 are laid out."""

    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            help="Word 版式：plain 无版头（默认）；report 上行报告，带版头版记；或自己的模板 文件.docx。",
        ),
    ] = None
    fonts: Annotated[
        str | None,
        typer.Option(
            "--fonts", help="字体名：windows（默认）、gb2312、custom（draft.toml 的 [docx.font_names]）。"
        ),
    ] = None
    fields: Annotated[
        list[str],
        typer.Option(
            "--field", help="版头、版记或模板里的一项，如 --field 签发人=姓名，可重复；没给的留待填写。"
        ),
    ] = field(default_factory=list)
    annex: Annotated[bool, typer.Option("--annex", help="Word 文件后附《主要指标一览表》。")] = False
    by_source: Annotated[
        bool, typer.Option("--by-source", help="数据核对表按来源科室分开，每个科室一张。")
    ] = False

    def flags(self) -> dict[str, object]:
        """Return the options that were given, as `settings_from` takes them; all values are hashable."""
        return given_options(self)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the prose should be."""

    length: Annotated[
        list[str],
        typer.Option(
            "--length",
            help="希望每节多少字；“节=字数”只管那一节（节写序号或标题中的文字，0 为导语），可重复。",
        ),
    ] = field(default_factory=list)
    density: Annotated[
        str, typer.Option("--density", help="希望的数字密度：低、中、高（或 low、middle、high）。")
    ] = ""
    headings: Annotated[
        str,
        typer.Option(
            "--headings",
            help="keep 标题照写；parallel 由模型把同级标题改成同一句式，改了意思的不用。",
        ),
    ] = "keep"
    run_in: Annotated[bool, typer.Option("--run-in", help="二级以下标题与正文排在同一段，以句号隔开。")] = (
        False
    )
    leads: Annotated[
        bool,
        typer.Option(
            "--leads", help="只有下级小节、没有要点的部分，写一两句不含数字的引领语（由内置撰写）。"
        ),
    ] = False
    lock: Annotated[
        str,
        typer.Option(
            "--lock",
            help="重写后仍核不过的要点，换成模型改不了的占位符再请它写，逐级加码到这一级为止：off 不再请；"
            "L1 数量；L2 连同限定词和增减；L3 连同所说的对象。每级至多多请求一次，仍不行由程序按原文落位。",
        ),
    ] = "off"
    no_fallback: Annotated[
        bool,
        typer.Option("--no-fallback", help="模型没有可用答复时不由内置撰写代笔，直接报错。"),
    ] = False

    @property
    def parallel(self) -> bool:
        """Whether sibling headings are to be brought into one shape.

        Raises:
            InputError: --headings is neither keep nor parallel.
        """
        from draft.cli.wishes import read_headings_wish

        return read_headings_wish(self.headings)

    def refuse_wrong_words(self) -> None:
        """Refuse at once what would be refused for every document.

        Raises:
            InputError: a word that is none of those an option takes, or a length that is no number.
        """
        from draft.cli.wishes import read_density, read_headings_wish, read_length, read_lock

        read_headings_wish(self.headings)
        read_density(self.density)
        read_lock(self.lock)
        for wish in self.length:
            read_length(wish)

    def apply(self, options: "Options", spec: "Spec") -> "Options":
        """Return the options of the pipeline with these wishes for the document `spec`.

        Raises:
            InputError: a length or a density that cannot be read.
        """
        from dataclasses import replace

        from draft.cli.wishes import read_density, read_lengths, read_lock

        whole, single = read_lengths(spec, self.length)
        return replace(
            options,
            length=whole,
            lengths=single,
            density=read_density(self.density),
            lock=read_lock(self.lock),
            run_in=self.run_in,
            leads=self.leads,
        )


def given_options(bundle: Any) -> dict[str, object]:
    """Return the fields of a bundle that were given on the command line; lists become tuples."""
    values = {one.name: getattr(bundle, one.name) for one in fields(bundle)}
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if value is not None and value is not False and value != []
    }
