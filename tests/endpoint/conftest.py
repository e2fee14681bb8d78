"""Shared by the tests of the endpoint: a prompt, a configuration for loopback, a run of one completion."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from draft.document import Completion, Message, Prompt
from draft.profiles import EndpointConfig
from draft.writers.cache import AnswerCache
from draft.writers.endpoint import Endpoint
from endpoint.fault_server import MODEL

FACTS = ("完成投资12345.6万元，同比增长8.5%", "新建公路37公里，惠及2086户群众", "截至11月15日，完成率66.46%")


def make_prompt(facts: tuple[str, ...] = FACTS) -> Prompt:
    """Return a draft prompt in the shape of the shipped templates."""
    lines = "\n".join(f"第{number}条：{fact}" for number, fact in enumerate(facts, 1))
    return Prompt(
        (
            Message("system", "你在机关办公室起草公文。"),
            Message("user", f"请写：\n<事实>\n{lines}\n</事实>\n直接写正文。"),
        ),
        template="section.md",
        digest="0" * 64,
        options={"temperature": 0.4, "top_p": 0.9, "max_tokens": 4000},
    )


def make_config(url: str, **changes: Any) -> EndpointConfig:
    """Return a configuration with waits that suit a test."""
    quick = {"backoff": 0.01, "read_timeout": 5.0, "connect_timeout": 2.0, "deadline": 20.0, "model": MODEL}
    return EndpointConfig(url, **{**quick, **changes})


Ask = Callable[..., Completion]


@pytest.fixture
def cache_dir(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def ask(cache_dir: Path) -> Ask:
    """Return a function that asks one endpoint once, with a cache, in an event loop of its own."""

    def run(url: str, *, attempt: int = 0, prompt: Prompt | None = None, **changes: Any) -> Completion:
        async def complete() -> Completion:
            async with Endpoint(make_config(url, **changes), cache=AnswerCache(cache_dir)) as endpoint:
                return await endpoint.complete(prompt or make_prompt(), attempt=attempt)

        return asyncio.run(complete())

    return run
