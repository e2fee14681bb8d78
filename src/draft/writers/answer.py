"""An accepted answer as the cache keeps it, and back as a Completion."""

import time
from collections.abc import Mapping
from typing import Any

import draft
from draft.document import Completion
from draft.writers.body import RawReply
from draft.writers.reply import Reply


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
