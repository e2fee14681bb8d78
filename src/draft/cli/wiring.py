"""Builds what a run needs from settings: style examples, prompt book, writer. Heavy imports happen here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from draft.errors import SettingsError

if TYPE_CHECKING:
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
            "没有配置模型端点：请用 --base-url 与 --model 指定，或设置环境变量 DRAFT_BASE_URL 与 DRAFT_MODEL；"
            "不用模型时请用 --writer builtin。"
        )
    from draft.writers.endpoint import Endpoint
    from draft.writers.model import ModelWriter

    async with Endpoint(settings.endpoint) as endpoint:
        yield ModelWriter(build_prompt_book(settings).compose, endpoint)
