"""An accepted answer as the cache keeps it, and back as a Completion."""

import time
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

import draft
from draft.document import Completion
from draft.writers.body import RawReply
from draft.writers.reply import Reply


class Answer(BaseModel):
    """The shape of a remembered answer; whatever else a row holds is not believed.

    Attributes:
        thinking: characters of thinking that were cut.
        created: seconds since 1970.
        tool: version of the program that wrote it.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    text: str
    thinking: int
    finish_reason: str
    usage: dict[str, Any]
    model: str
    created: float
    tool: str


def parse_answer(text: object) -> dict[str, Any]:
    """Return the answer that a row of the cache holds; anybody's program may have written the row.

    Raises:
        ValueError: it is not one of ours.
    """
    if not isinstance(text, str):
        raise ValueError("里面有一条不是本程序写的记录")  # noqa: TRY004  one kind of error for a bad row
    try:
        return Answer.model_validate_json(text).model_dump()
    except ValidationError:
        raise ValueError("里面有一条不是本程序写的记录") from None


def describe_answer(reply: Reply, raw: RawReply, model: str) -> dict[str, Any]:
    """Return text and facts about an accepted reply, as the cache keeps them."""
    return {
        "text": reply.text,
        "thinking": reply.thinking,
        "finish_reason": raw.finish or "",
        "usage": dict(raw.usage),
        "model": model,
        "created": time.time(),
        "tool": draft.__version__,
    }


def read_answer(answer: Mapping[str, Any]) -> Completion:
    """Return the completion that a remembered answer stands for."""
    usage = {str(name): count for name, count in answer["usage"].items() if isinstance(count, int)}
    return Completion(answer["text"], "model", answer["model"], cached=True, usage=usage)
