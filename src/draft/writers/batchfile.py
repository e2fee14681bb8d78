"""Requests that are not sent but written down, and answers that come back as a file (OpenAI batch format).

`custom_id` is the cache key of the answer, so an imported answer is found by the next run like any other.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from draft.document import Completion, Prompt
from draft.errors import InputError, Refused, ReplyError
from draft.profiles import EndpointConfig
from draft.writers.answer import describe_answer, read_answer
from draft.writers.body import read_body
from draft.writers.cache import AnswerCache, cache_key
from draft.writers.faults import Fault
from draft.writers.reply import accept_reply
from draft.writers.request import build_body, shape_of

SHARD = 50_000
"""Requests a file: the limit of hosted batch endpoints."""

_URL = "/v1/chat/completions"


class Deferred(Refused):
    """The answer is not in the cache; its request has been noted for a batch file."""


@dataclass(frozen=True, slots=True)
class Request:
    """What would be sent, and what may be made of the answer.

    Attributes:
        accept: text of an answer → what of it is prose; raises a ReplyError.
    """

    body: Mapping[str, Any]
    accept: Callable[[str], str] = str


class DeferredEndpoint:
    """Answers from the cache alone and notes every request that it cannot answer.

    Args:
        note: called with cache key and request, in the order they come up; a request may come up twice.
    """

    def __init__(
        self, config: EndpointConfig, cache: AnswerCache, note: Callable[[str, Request], None]
    ) -> None:
        self._config = config
        self._cache = cache
        self._note = note

    async def complete(
        self, prompt: Prompt, *, attempt: int = 0, accept: Callable[[str], str] = str
    ) -> Completion:
        """Return what `accept` makes of the remembered answer.

        Raises:
            Deferred: there is none.
        """
        body = build_body(prompt, self._config)
        key = cache_key(shape_of(body, self._config, attempt))
        answer = self._cache.get(key)
        if answer is not None:
            with suppress(ReplyError):
                remembered = read_answer(answer)
                return replace(remembered, text=accept(remembered.text))
        self._note(key, Request(body, accept))
        raise Deferred("答复还没有，请求已写入批处理文件。")


def render_request(key: str, request: Request) -> str:
    """Return the line of a batch file for a request."""
    line = {"custom_id": key, "method": "POST", "url": _URL, "body": request.body}
    return json.dumps(line, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a result file held, whoever asked for it.

    Attributes:
        answers: cache key → answer, its text accepted as prose by itself.
        refused: cache key → Chinese reason why its answer is no prose.
    """

    answers: dict[str, dict[str, Any]]
    refused: dict[str, str]


def read_results(lines: Iterable[str], name: str, *, thinking: bool) -> BatchResult:
    """Return the answers of a result file; the same rules hold as for a live reply.

    Args:
        name: what messages call the file.

    Raises:
        InputError: a line that is no result: the file is cut or something else, and none of it is believed.
    """
    answers: dict[str, dict[str, Any]] = {}
    refused: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        key, status, body = _read_line(line, f"{name}:{number}")
        if status != 200:  # noqa: PLR2004  HTTP's word for yes
            refused[key] = f"状态 {status}"
            continue
        try:
            raw = read_body(json.dumps(body, ensure_ascii=False).encode(), "application/json")
            answers[key] = describe_answer(accept_reply(raw, thinking=thinking), raw, raw.model)
        except Fault as fault:
            refused[key] = fault.kind.message
    return BatchResult(answers, refused)


def _read_line(line: str, place: str) -> tuple[str, int, Any]:
    try:
        result = json.loads(line)
        key = str(result["custom_id"])
        response = result.get("response") or {}
        status = int(response.get("status_code") or (0 if result.get("error") else 200))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{place}: 不是批处理结果（文件可能没传完，或不是结果文件）；整个文件都没有采用，请重新下载。"
        ) from error
    return key, status, response.get("body")
