"""Requests that are not sent but written down, and answers that come back as a file (OpenAI batch format).

`custom_id` is the cache key of the answer, so an imported answer is found by the next run like any other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from draft.document import Completion, Prompt
from draft.errors import InputError, Refused
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


class DeferredEndpoint:
    """Answers from the cache alone and notes every request that it cannot answer.

    Attributes:
        requests: cache key → body, in the order they came up.
    """

    def __init__(self, config: EndpointConfig, cache: AnswerCache) -> None:
        self.requests: dict[str, dict[str, Any]] = {}
        self._config = config
        self._cache = cache

    async def complete(self, prompt: Prompt, *, attempt: int = 0) -> Completion:
        """Return the remembered answer.

        Raises:
            Deferred: there is none.
        """
        body = build_body(prompt, self._config)
        key = cache_key(shape_of(body, self._config, attempt))
        answer = self._cache.get(key)
        if answer is None:
            self.requests[key] = body
            raise Deferred("答复还没有，请求已写入批处理文件。")
        return read_answer(answer)


def render_requests(requests: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield one line of a batch file per request."""
    for key, body in requests.items():
        line = {"custom_id": key, "method": "POST", "url": _URL, "body": dict(body)}
        yield json.dumps(line, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a result file held.

    Attributes:
        answers: cache key → accepted answer.
        refused: cache key → Chinese reason why its answer is no prose.
        foreign: keys that nobody asked for.
    """

    answers: dict[str, dict[str, Any]]
    refused: dict[str, str]
    foreign: tuple[str, ...]


def read_results(
    lines: Iterable[str], wanted: Mapping[str, Any], name: str, *, thinking: bool
) -> BatchResult:
    """Return the accepted answers of a result file; the same rules hold as for a live reply.

    Args:
        wanted: the keys that were asked for; all others are foreign.
        name: what messages call the file.

    Raises:
        InputError: a line that is no result: the file is cut or something else, and none of it is believed.
    """
    answers: dict[str, dict[str, Any]] = {}
    refused: dict[str, str] = {}
    foreign: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        key, status, body = _read_line(line, f"{name}:{number}")
        if key not in wanted:
            foreign.append(key)
        elif status != 200:  # noqa: PLR2004  HTTP's word for yes
            refused[key] = f"状态 {status}"
        else:
            try:
                raw = read_body(json.dumps(body, ensure_ascii=False).encode(), "application/json")
                answers[key] = describe_answer(accept_reply(raw, thinking=thinking), raw, raw.model)
            except Fault as fault:
                refused[key] = fault.kind.message
    return BatchResult(answers, refused, tuple(foreign))


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
