"""Everything that goes wrong between us and a model server, and how to recognise each row of the table.

In: a status and a body, or the cause of a broken connection. Out: a Fault of a Kind, which says how often
asking again makes sense, whether the other sections should go on, and what the user is told.
Knows no HTTP library: the endpoint hands over plain values.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from draft.errors import EndpointError, ReplyError
from draft.writers.kinds import KINDS


class Fault(Exception):  # noqa: N818  a row of the table, not yet an error
    """One fault that happened; becomes an EndpointError only when nothing helps.

    Attributes:
        kind: the row of the table.
        detail: what the server said, shortened, without markup.
        wait: seconds the server asked us to wait, 0 when it did not.
        parameter: the parameter that the server named, else empty.
        changed: True when the next request will differ, so that asking again is no repetition.
    """

    def __init__(self, name: str, detail: str = "", *, wait: float = 0.0, parameter: str = "") -> None:
        super().__init__(name, detail)
        self.kind = KINDS[name]
        self.detail = detail
        self.wait = wait
        self.parameter = parameter
        self.changed = False


_SHOWN = 200
_LONGEST_WAIT = 60.0
_TAGS = re.compile(r"<[^<>]{0,500}>")
_SPACES = re.compile(r"\s+")
_KEY_LIKE = re.compile(r"\b(?:sk|ak)-[\w*-]{4,}", re.ASCII)

_BY_WORDS = (
    # Words of the error, whichever server it comes from; the statuses under which they mean it; the kind.
    (
        r"data_inspection_failed|content[_ ]?filter|content[_ ]policy|inappropriate content|敏感|违规|审核",
        {400, 403, 422, 451, 500},
        "filtered",
    ),
    (
        (
            r"insufficient_quota|insufficient.balance|exceeded your current quota|arrearage|billing"
            r"|余额|欠费|额度已|额度不足"
        ),
        {400, 402, 403, 429},
        "quota",
    ),
    (
        (
            r"context.{0,3}(?:length|size|window)|maximum context|exceed_context|n_ctx|max_new_tokens"
            r"|too (?:long|many tokens)|input tokens and requested|上下文长度|输入过长"
            r"|exceeds? .{0,30}(?:context|length limit|token limit)"
        ),
        {400, 404, 413, 422, 500},
        "context",
    ),
    (r"system role|roles must alternate|conversation roles", {400, 422, 500}, "system_role"),
    (r"loading|starting up|not ready|加载中|正在加载", {500, 503}, "loading"),
    (
        r"model.{0,80}(?:not found|not exist|pinned to)|no such model|invalid model|模型不存在|pinned to '",
        {400, 404, 422},
        "not_found",
    ),
    (
        (
            r"parameter|field|argument|unsupported|unexpected|unrecogni|not (?:supported|permitted|allowed)"
            r"|参数|invalid|must be"
        ),
        {400, 422},
        "parameter",
    ),
)
_WORDS = tuple((re.compile(words), statuses, name) for words, statuses, name in _BY_WORDS)
_OWN_STATUS = {
    **dict.fromkeys((300, 301, 302, 303, 304, 305, 306, 307, 308), "redirect"),
    **dict.fromkeys((408, 409, 425), "conflict"),
    **dict.fromkeys((404, 405), "not_found"),
    **dict.fromkeys((504, 524), "gateway_timeout"),
    401: "key",
    402: "quota",
    403: "forbidden",
    413: "context",
    429: "rate_limited",
    500: "server_error",
}
_SERVER_ERROR = 500
_THINKING = {"reasoning_effort", "enable_thinking", "thinking", "chat_template_kwargs"}


def classify_status(status: int, headers: Mapping[str, str], body: str) -> Fault:
    """Return the fault that an answer with this status and body means."""
    error = read_error(body)
    detail = error.text or f"HTTP {status}"
    said = f"{error.text} {error.type} {error.code}".lower()
    wait = read_retry_after(headers)
    name = _name_by_words(status, said, asked_to_wait=wait > 0)
    return Fault(name, detail, wait=wait, parameter=error.parameter)


def _name_by_words(status: int, said: str, *, asked_to_wait: bool) -> str:
    for words, statuses, name in _WORDS:
        if status in statuses and words.search(said) and not (name == "quota" and asked_to_wait):
            return name
    return _OWN_STATUS.get(status, "busy" if status > _SERVER_ERROR else "bad_request")


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """What an error body says, whichever of the usual shapes it has."""

    text: str = ""
    type: str = ""
    code: str = ""
    parameter: str = ""


def read_error(body: str) -> ErrorBody:
    """Return what `body` says, be it {"error": …}, {"message": …}, {"detail": …}, HTML or plain text."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ErrorBody(shorten(body))
    if not isinstance(value, dict):
        return ErrorBody(shorten(str(value)))
    inner = value.get("error", value)
    if not isinstance(inner, dict):
        return ErrorBody(shorten(str(inner)))
    text = inner.get("message") or inner.get("detail") or inner.get("msg") or value.get("detail") or inner
    return ErrorBody(
        shorten(text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)),
        str(inner.get("type") or ""),
        str(inner.get("code") or ""),
        str(inner.get("param") or ""),
    )


def shorten(text: str) -> str:
    """Return `text` as one short line without tags, control characters and anything like a key."""
    plain = _SPACES.sub(" ", _TAGS.sub(" ", text[: 20 * _SHOWN])).strip()
    plain = "".join(char for char in plain if char.isprintable())
    plain = _KEY_LIKE.sub("***", plain)
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"


def read_retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds that the server asks us to wait; 0 when it does not, or asks for over a minute."""
    try:
        if headers.get("retry-after-ms"):
            seconds = float(headers["retry-after-ms"]) / 1000
        else:
            seconds = float(headers.get("retry-after") or 0)
    except ValueError:
        seconds = _seconds_until(headers.get("retry-after", ""))
    return seconds if 0 < seconds <= _LONGEST_WAIT else 0.0


def _seconds_until(date: str) -> float:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return 0.0
    return (moment - datetime.now(UTC)).total_seconds() if moment.tzinfo else 0.0


_CONNECTION = (
    # A word of a class name or message in the chain of causes → the kind. The first row that fits wins.
    (("SSL", "certificate", "CERTIFICATE"), "tls"),
    (("gaierror", "Name or service", "getaddrinfo", "nodename"), "no_host"),
    (("ProxyError",), "proxy"),
    (("ConnectionRefused", "Connection refused", "connection attempts failed"), "refused"),
    (
        ("ServerDisconnected", "ClientOSError", "ConnectionReset"),
        "dropped",
    ),  # from aiohttp, as ConnectTimeout
    (("ConnectTimeout",), "connect_timeout"),
    (("LocalProtocolError", "UnsupportedProtocol", "InvalidURL"), "bad_request_line"),
    (("Timeout",), "timeout"),
)


_SAY_NOTHING = {"bad_request_line", "timeout", "connect_timeout"}  # the message says it all


def classify_connection(error: BaseException) -> Fault:
    """Return the fault that a broken connection means, judged by the whole chain of causes."""
    chain = list(_causes(error))
    words = " ".join(f"{type(cause).__name__} {cause}" for cause in chain)
    name = next((name for marks, name in _CONNECTION if any(mark in words for mark in marks)), "dropped")
    innermost = "" if name in _SAY_NOTHING else f"{type(chain[-1]).__name__}: {chain[-1]}"
    return Fault(name, shorten(innermost))


def _causes(error: BaseException | None) -> Iterable[BaseException]:
    seen = 0
    while error is not None and seen < 10:  # noqa: PLR2004  a chain, not a circle
        yield error
        seen += 1
        inner = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else None
        error = inner or error.__cause__ or error.__context__


def find_parameter(fault: Fault, sent: Iterable[str]) -> str:
    """Return which of the parameters `sent` the server refuses by name, empty when none."""
    names = sorted(sent, key=len, reverse=True)
    if fault.parameter in names:
        return fault.parameter
    if "support thinking" in fault.detail:  # Ollama names the ability, not the parameter
        return next((name for name in names if name in _THINKING), "")
    return next((name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fault.detail)), "")


def as_error(fault: Fault, names: Mapping[str, Any]) -> EndpointError:
    """Return the error for the user: what happened, what the server said, what to do."""
    kind = fault.kind
    said = f"：{fault.detail}" if fault.detail else ""
    line = f"{kind.message.format_map(names)}{said}；{kind.remedy.format_map(names)}。"
    error = ReplyError(kind.name, line) if kind.error is ReplyError else kind.error(line)
    error.everybody = kind.everybody
    return error
