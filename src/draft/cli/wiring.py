"""Builds what a run needs from settings: style examples, prompt book, writer. Heavy imports happen here."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache as cache_result
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from draft.cli.console import complain
from draft.errors import InputError, SettingsError

if TYPE_CHECKING:
    from draft.batch import Shop
    from draft.cli.options import Wishes
    from draft.document import Completion, Spec, Task
    from draft.pipeline.bench import Writer
    from draft.pipeline.options import Options
    from draft.prompts import PromptBook
    from draft.render.paper import Paper
    from draft.settings import Settings
    from draft.writers.cache import AnswerCache

_PARTS_NAMED = 4
"""Sections that the name of a file can hold."""


def build_prompt_book(settings: "Settings") -> "PromptBook":
    """Return the prompt templates with the style examples they draw on."""
    from draft.prompts import PromptBook, guess_variant
    from draft.styles import load_styles

    model = settings.endpoint.model if settings.endpoint else ""
    return PromptBook(
        settings.prompts_dirs,
        load_styles(list_style_directories(settings)),
        variant=settings.prompt_variant or guess_variant(model),
        window=settings.endpoint.context if settings.endpoint else None,
    )


def own_style_directory(settings: "Settings") -> Path | None:
    """Return where `draft style add` files the user's own style examples, existing or not."""
    return settings.config_dir / "styles" if settings.config_dir else None


def list_style_directories(settings: "Settings") -> list[Path]:
    """Return the directories of style examples: those named, the user's own, the shipped one."""
    own = own_style_directory(settings)
    *named, shipped = settings.styles_dirs
    return [*named, *([own] if own and own.is_dir() else []), shipped]


@asynccontextmanager
async def open_writer(settings: "Settings", *, redact: bool = False) -> AsyncIterator["Writer"]:
    """Yield the writer that the settings ask for; closes the connection afterwards.

    Raises:
        SettingsError: a model is asked for but no endpoint is configured.
    """
    if settings.writer == "builtin" or (settings.writer == "auto" and settings.endpoint is None):
        from draft.writers.builtin import BuiltinWriter

        yield BuiltinWriter(settings.variant)
        return
    if settings.endpoint is None:
        raise SettingsError(
            "没有配置模型端点：请用 --base-url 与 --model 指定，或设置环境变量 DRAFT_BASE_URL、DRAFT_MODEL；"
            "不用模型时请用 --writer builtin。"
        )
    from draft.writers.endpoint import Endpoint
    from draft.writers.model import ModelWriter

    most = min(settings.endpoint.concurrency, settings.workers)  # more sections than that are in work
    config = replace(settings.endpoint, concurrency=most)
    complain(f"发送到 {config.base_url}（{'本机或内网' if config.local else '外部地址'}）")
    cache = build_cache(settings) if settings.cache else None
    async with Endpoint(config, cache=cache, refresh=settings.refresh, tell=complain) as endpoint:
        book = cache_result(
            partial(build_prompt_book, settings)
        )  # not needed for a document that is remembered
        yield wrap_writer(ModelWriter(lambda task: book().compose(task), endpoint), redact=redact)


def wrap_writer(writer: "Writer", *, redact: bool) -> "Writer":
    """Return the writer, behind placeholders where quantities and place names are to be hidden from it."""
    if not redact:
        return writer
    from draft.pipeline.redact import RedactingWriter

    return RedactingWriter(writer)


def build_cache(settings: "Settings") -> "AnswerCache":
    """Return the cache of answers; without a place for it, it remembers nothing."""
    from draft.writers.cache import AnswerCache

    return AnswerCache(settings.cache_dir, megabytes=settings.cache_size, warn=complain)


class EmbeddedWriter:
    """The embedded writer, loaded when it first has to write: where a model answers it never does."""

    name = "builtin"

    def __init__(self, variant: int) -> None:
        self._variant = variant

    async def write(self, task: "Task") -> "Completion":
        """Return the prose for `task`."""
        from draft.writers.builtin import BuiltinWriter

        return await BuiltinWriter(self._variant).write(task)


def build_shop(settings: "Settings", writer: "Writer", wishes: "Wishes") -> "Shop":
    """Return what every document of a batch shares."""
    from draft.batch import Shop

    return Shop(
        writer,
        EmbeddedWriter(settings.variant),
        build_options(settings, fall_back=not wishes.no_fallback),
        settings.formats,
        describe_run(settings),
        partial(refuse_secrets, settings=settings),
        wishes.apply,
        wishes.parallel,
        build_paper(settings),
    )


def build_paper(settings: "Settings") -> "Paper":
    """Return how the printed forms are laid out.

    Raises:
        DocumentError: the template is no Word file of today, or made to do harm.
        SettingsError: a field or a font that cannot be used.
    """
    from draft.render.paper import PLAIN, REPORT, Paper, choose_fonts, read_fields

    if settings.by_source and "ledger" not in settings.formats:
        complain("选项 --by-source：只对数据核对表起作用，请在 --format 里加上 ledger。")
    fields = read_fields(settings.fields, template=settings.template)
    paper = Paper(
        settings.template,
        fonts=choose_fonts(settings.fonts, settings.font_names),
        fields=fields,
        annex=settings.annex,
        by_source=settings.by_source,
    )
    return paper if settings.template in {PLAIN, REPORT} else _with_template(paper)


def _with_template(paper: "Paper") -> "Paper":
    """Return the paper with the Word file its template names, looked at before anything opens it."""
    from draft.cli.texts import read_bytes
    from draft.render.template import find_fields
    from draft.sources.archive import inspect_archive

    path = Path(paper.template)
    if not path.suffix and not path.exists():
        raise SettingsError(
            f"--template {path.name}: 没有这个版式，可用的有 plain、report，或自己的 Word 模板（文件.docx）。"
        )
    content = read_bytes(path)
    for remark in inspect_archive(path, "word/"):
        complain(remark)
    asks = find_fields(content, paper.template, paper.fields, annex=paper.annex)
    return replace(paper, content=content, asks=asks)


def build_options(settings: "Settings", *, fall_back: bool) -> "Options":
    """Return how hard the pipeline tries."""
    from draft.pipeline.options import Options

    return Options(
        rounds=settings.attempts,
        workers=settings.workers,
        candidates=settings.candidates,
        allow_rounding=settings.allow_rounding,
        fall_back=fall_back,
    )


def settings_from(**flags: object) -> "Settings":
    """Return the settings of this run: the given flags over environment over files over defaults."""
    from draft.settings import load_settings

    settings = load_settings(
        {name: value for name, value in flags.items() if value is not None},
        environ=os.environ,
        cwd=Path.cwd(),
    )
    for warning in settings.warnings:
        complain(warning)
    return settings


def refuse_secrets(spec: "Spec", settings: "Settings") -> None:
    """Say what should not be sent to a model; refuse to send anything marked secret to an outside address.

    Raises:
        InputError: a 密级 mark and an endpoint that is neither this machine nor a private address.
    """
    from draft.facts import find_sensitive

    if settings.endpoint is None:
        return
    found = find_sensitive(spec)
    for matter in dict.fromkeys(one.matter for one in found):
        lines = "、".join(f"第{one.line}行" for one in found if one.matter == matter and one.line) or "标题处"
        if matter == "密级标志" and not settings.endpoint.local:
            raise InputError(
                f"{spec.path}: {lines}有密级标志，不得发往外部地址 {settings.endpoint.base_url}；"
                "请改用 --writer builtin，或本单位的涉密环境。"
            )
        complain(
            f"注意：{spec.path} {lines}有{matter}，即将发给模型；不该发送时请按 Ctrl-C，"
            "改用 --redact 或 --writer builtin。"
        )


def describe_run(settings: "Settings") -> dict[str, object]:
    """Return what a report says of the run that made it; never a key."""
    from draft import __version__

    endpoint = settings.endpoint
    return {
        "version": __version__,
        "writer": "model" if endpoint else "builtin",
        "endpoint": endpoint.base_url if endpoint else None,
        "model": endpoint.model if endpoint else None,
    }


def choose_sections(
    spec: "Spec", wanted: Sequence[str], option: str = "--section {}"
) -> frozenset[int] | None:
    """Return the indices of the sections named by number (from 1) or by words of their heading; None for all.

    0 names the 导语, whose index is -1.

    Args:
        option: how the user wrote the wish, the name of the section left open.

    Raises:
        InputError: nothing fits; the message lists what there is.
    """
    from draft.fidelity import OPENING

    if not wanted:
        return None
    chosen: set[int] = set()
    for name in map(str.strip, wanted):
        fitting = {
            below.index
            for section in spec.walk()
            if name == str(section.index + 1) or (name and not name.isdigit() and name in section.heading)
            for below in section.walk()
        } | ({OPENING} if name == "0" else set())
        if not fitting:
            listing = "；".join(f"{section.index + 1} {section.heading}" for section in spec.walk())
            raise InputError(f"{option.format(name)}：没有这一节。现有：0 导语；{listing}")
        chosen |= fitting
    return frozenset(chosen)


def name_part(spec: "Spec", only: frozenset[int] | None) -> str:
    """Return what the results of these sections are called behind the name of the whole: .第2节."""
    from draft.fidelity import OPENING

    if only is None:
        return ""
    chosen = [str(index + 1) for index, _ in _list_chosen(spec, only)]
    parts = ["导语"] if OPENING in only else []
    if chosen:
        more = f"等{len(chosen)}" if len(chosen) > _PARTS_NAMED else ""
        parts.append(f"第{'、'.join(chosen[:_PARTS_NAMED])}{more}节")
    return f".{'和'.join(parts)}"


def name_sections(spec: "Spec", only: frozenset[int]) -> str:
    """Return the headings of these sections; what a section holds goes with it."""
    from draft.fidelity import OPENING

    chosen = [heading for _, heading in _list_chosen(spec, only)]
    more = f"等 {len(chosen)} 节" if len(chosen) > _PARTS_NAMED else ""
    return "、".join(["导语"] * (OPENING in only) + chosen[:_PARTS_NAMED]) + more


def _list_chosen(spec: "Spec", only: frozenset[int]) -> list[tuple[int, str]]:
    """Return index and heading of the sections chosen, without those within another one of them."""
    chosen = [section for section in spec.walk() if section.index in only]
    below = {inner.index for section in chosen for inner in section.sections}
    return [(section.index, section.heading) for section in chosen if section.index not in below]
