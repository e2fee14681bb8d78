"""The bytes of an answer → what the model said: text, why it stopped, usage. JSON or a stream of events.

Whatever is not a chat completion becomes a Fault. Judging the text is reply.py's task.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from draft.writers.faults import Fault, classify_status, shorten

_CHINESE_CHARSETS = ("gbk", "gb2312", "gb18030")
_LINE_END = re.compile(r"\r\n|\n|\r")
_REASONING = ("reasoning_content", "reasoning")


@dataclass(frozen=True, slots=True)
class RawReply:
    """What came back, unjudged.

    Attributes:
        finish: finish_reason as sent, None when absent.
        reasoning: the thinking that came in a field of its own.
        streamed: True when it came as events; then a missing finish_reason means cut off.
    """

    text: str
    finish: str | None = None
    model: str = ""
    reasoning: str = ""
    usage: Mapping[str, int] = field(default_factory=dict)
    streamed: bool = False


def read_body(content: bytes, content_type: str) -> RawReply:
    """Return what the answer says.

    Raises:
        Fault: it is not a chat completion.
    """
    text = _decode(content, content_type)
    start = text.lstrip()[:20]
    if "event-stream" in content_type or start.startswith(("data:", ":", "event:", "id:", "retry:")):
        return _read_stream(text)
    value = _load(text)
    return _read_completion(value, text)


def _decode(content: bytes, content_type: str) -> str:
    label = content_type.lower().partition("charset=")[2].strip(' ";')
    encoding = "gb18030" if label in _CHINESE_CHARSETS else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Fault("charset", label) from None


def _load(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        name = "login_page" if text.lstrip().startswith("<") else "not_json"
        raise Fault(name, shorten(text)) from None
    if not isinstance(value, dict):
        raise Fault("not_json", shorten(text))
    return value


def _raise_reported(value: Mapping[str, Any], text: str) -> None:
    """Raise the error that came under a status of 200."""
    error = value.get("error")
    if not error and value.get("object") != "error":
        return
    code = error.get("code") if isinstance(error, dict) else value.get("code")
    status = int(code) if isinstance(code, int) or (isinstance(code, str) and code.isdigit()) else 0
    known = 400 <= status < 600  # noqa: PLR2004  the statuses that mean errors
    fault = classify_status(status if known else 400, {}, text)
    if not known and fault.kind.name in {"bad_request", "parameter"}:
        fault = Fault("error_body", fault.detail)
    raise fault


def _read_completion(value: Mapping[str, Any], text: str) -> RawReply:
    _raise_reported(value, text)
    choices = value.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise Fault("no_choices", shorten(text))
    message = choices[0].get("message")
    if not isinstance(message, dict):
        raise Fault("no_choices", shorten(text))
    return RawReply(
        text=_text_of(message.get("content")),
        finish=_finish(choices[0]),
        model=str(value.get("model") or ""),
        reasoning=_reasoning_of(message),
        usage=_usage(value),
    )


def _text_of(content: Any) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(part.get("text") or "" for part in content if isinstance(part, dict))
    return ""


def _reasoning_of(message: Mapping[str, Any]) -> str:
    return next((message[name] for name in _REASONING if isinstance(message.get(name), str)), "")


def _finish(choice: Mapping[str, Any]) -> str | None:
    finish = choice.get("finish_reason")
    return finish if isinstance(finish, str) and finish else None


def _usage(value: Mapping[str, Any]) -> dict[str, int]:
    usage = value.get("usage")
    if not isinstance(usage, dict):
        return {}
    return {
        name: count for name, count in usage.items() if isinstance(count, int) and not isinstance(count, bool)
    }


def _events(text: str) -> Iterator[str]:
    """Yield the data of each event; comments, ids, retry lines and empty events are skipped."""
    data: list[str] = []
    for line in [*_LINE_END.split(text), ""]:
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            joined = "\n".join(data).strip()
            data = []
            if joined:
                yield joined


def _read_stream(text: str) -> RawReply:
    pieces: list[str] = []
    reasoning: list[str] = []
    finish: str | None = None
    model = ""
    usage: dict[str, int] = {}
    for event in _events(text):
        if event == "[DONE]":
            break
        chunk = _load_chunk(event)
        model = str(chunk.get("model") or model)
        usage = _usage(chunk) or usage
        for choice in _first_choices(chunk):
            delta = choice.get("delta") or choice.get("message") or {}
            pieces.append(_text_of(delta.get("content")))
            reasoning.append(_reasoning_of(delta))
            finish = _finish(choice) or finish
    if not finish:
        raise Fault("incomplete")
    return RawReply("".join(pieces), finish, model, "".join(reasoning), usage, streamed=True)


def _load_chunk(event: str) -> dict[str, Any]:
    try:
        chunk = json.loads(event)
    except (ValueError, RecursionError):
        raise Fault("incomplete", shorten(event)) from None
    if not isinstance(chunk, dict):
        raise Fault("incomplete", shorten(event))
    _raise_reported(chunk, event)
    return chunk


def _first_choices(chunk: Mapping[str, Any]) -> list[dict[str, Any]]:
    choices = chunk.get("choices")
    if not isinstance(choices, list):
        return []
    return [choice for choice in choices if isinstance(choice, dict) and not choice.get("index")]
