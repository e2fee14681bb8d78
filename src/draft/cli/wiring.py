"""Builds what a run needs from settings: style examples, prompt book, writer. Heavy imports happen here."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from draft.errors import InputError, SettingsError

if TYPE_CHECKING:
    from draft.document import Spec
    from draft.pipeline import Writer
    from draft.prompts import PromptBook
    from draft.settings import Settings


def build_prompt_book(settings: "Settings") -> "PromptBook":
    """Return the prompt templates with the style examples they draw on."""
    from draft.prompts import PromptBook
    from draft.styles import load_styles

    return PromptBook(
        settings.prompts_dirs, load_styles(settings.styles_dirs), variant=settings.prompt_variant
    )


@asynccontextmanager
async def open_writer(settings: "Settings") -> AsyncIterator["Writer"]:
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

    async with Endpoint(settings.endpoint) as endpoint:
        yield ModelWriter(build_prompt_book(settings).compose, endpoint)


def settings_from(**flags: object) -> "Settings":
    """Return the settings of this run: the given flags over environment over files over defaults."""
    from draft.settings import load_settings

    return load_settings(
        {name: value for name, value in flags.items() if value is not None},
        environ=os.environ,
        cwd=Path.cwd(),
    )


def choose_sections(spec: "Spec", wanted: Sequence[str]) -> frozenset[int] | None:
    """Return the indices of the sections named by number (from 1) or by words of their heading; None for all.

    Raises:
        InputError: nothing fits; the message lists what there is.
    """
    if not wanted:
        return None
    chosen: set[int] = set()
    for name in wanted:
        fitting = {
            below.index
            for section in spec.walk()
            if name == str(section.index + 1) or (not name.isdigit() and name in section.heading)
            for below in section.walk()
        }
        if not fitting:
            listing = "；".join(f"{section.index + 1} {section.heading}" for section in spec.walk())
            raise InputError(f"--section {name}: 没有这一节。现有：{listing}")
        chosen |= fitting
    return frozenset(chosen)
