"""Everything that goes wrong between us and a model server: one table, and how to recognise each row.

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
from typing import Any, Literal

from draft.errors import EndpointError, Refused, ReplyError, Unreachable

Patience = Literal["long", "short", "once", "loading", "never"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault.

    Attributes:
        patience: how often the same request is sent again: ``long`` as often as configured, ``short`` twice,
            ``once``, ``loading`` until the configured wait is over, ``never``.
        message: Chinese: what happened. `remedy` says what to do; {place}, {model} and {hint} are filled in.
        everybody: no section can succeed, so all stop at once.
    """

    name: str
    patience: Patience
    message: str
    remedy: str
    error: type[EndpointError] = ReplyError
    everybody: bool = False


_AGAIN = "稍后重新运行即可，已完成的部分不会重写"
_ASK_KEEPER = "请联系该服务的管理员，或换一个端点"

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        # The connection.
        Kind("refused", "never", "连接不上模型服务 {place}", "{hint}", Unreachable, everybody=True),
        Kind("no_host", "never", "找不到模型服务的主机 {place}", "请检查地址里的主机名和网络", Unreachable, everybody=True),
        Kind("tls", "never", "与 {place} 的安全连接建立不了", "自签名证书请用 ca_file 指定签发它的 CA 证书；"
             "服务若没有启用 https，地址请改用 http://", Unreachable, everybody=True),
        Kind("bad_request_line", "never", "请求发不出去", "请检查地址、代理和密钥的写法", Unreachable, everybody=True),
        Kind("proxy", "never", "代理服务器不通", "请检查 proxy 设置或环境变量 HTTPS_PROXY", Unreachable, everybody=True),
        Kind("connect_timeout", "once", "连接 {place} 超时", "{hint}", Unreachable),
        Kind("dropped", "long", "模型服务中途断开了连接", _AGAIN, Unreachable),
        Kind("timeout", "once", "模型服务在规定时间内没有答完", "请减小 --workers，或加大 timeout 与 deadline 设置", Unreachable),
        # The status.
        Kind("rate_limited", "long", "模型服务说请求太多（429）", "请减小 --workers，" + _AGAIN, Refused),
        Kind("busy", "long", "模型服务或网关暂时不可用", _AGAIN, Unreachable),
        Kind("gateway_timeout", "long", "网关等得不耐烦（504）", "请让网关管理员加大超时，或设置 stream = true", Unreachable),
        Kind("server_error", "long", "模型服务内部出错", _AGAIN + "；一直如此请看服务端日志", Unreachable),
        Kind("conflict", "short", "模型服务暂时无法受理", _AGAIN, Unreachable),
        Kind("loading", "loading", "模型还在加载", "请等服务端加载完再运行", Unreachable),
        Kind("quota", "never", "额度用完或欠费", "请到服务商处充值，或换一个端点", Refused, everybody=True),
        Kind("key", "never", "密钥不对或没有密钥（401）", "请设置环境变量 DRAFT_API_KEY，或在 draft.toml 里写 api_key_file",
             Refused, everybody=True),
        Kind("forbidden", "never", "模型服务拒绝访问（403）", "请检查密钥的权限，或联系管理员", Refused, everybody=True),
        Kind("not_found", "never", "{place} 没有这个接口或没有模型“{model}”（404）", "运行 draft doctor 查看可用的模型",
             Refused, everybody=True),
        Kind("redirect", "never", "{place} 要求转到别的地址，没有照办，以免材料发到别处",
             "请把 base_url 直接写成最终地址", Refused, everybody=True),
        Kind("context", "never", "提示词超过了模型的上下文长度", "{context_hint}；也可以把这一节拆成两节", Refused),
        Kind("filtered", "never", "内容审查拦下了这一节", "换一种说法，或换本地模型；这不是程序能绕过的", Refused),
        Kind("system_role", "never", "模型的对话模板不支持 system 消息", "请更换模型或它的对话模板", Refused),
        Kind("parameter", "never", "模型服务不接受请求里的参数", '在 draft.toml 的 [endpoint] 里用 omit = ["参数名"] 去掉它', Refused),
        Kind("bad_request", "never", "模型服务说请求有问题", "请看它的原话；换一个 --profile 可能有用", Refused),
        # The body.
        Kind("not_json", "short", "模型服务的答复不是 JSON", "地址可能不对，或前面有登录页、网关；运行 draft doctor 检查", ReplyError),
        Kind("login_page", "short", "答复是一张网页而不是模型的回答", "地址可能不对，或要先登录网关；运行 draft doctor 检查", ReplyError),
        Kind("charset", "short", "答复不是 UTF-8 编码，或被截断", _ASK_KEEPER, ReplyError),
        Kind("too_big", "never", "答复大得不正常，已停止接收", "请检查模型服务", ReplyError),
        Kind("error_body", "short", "模型服务报告了错误", _AGAIN, ReplyError),
        Kind("no_choices", "short", "答复里没有回答", _AGAIN, ReplyError),
        Kind("incomplete", "short", "回答没有传完就断了", _AGAIN, ReplyError),
        # The text.
        Kind("truncated", "never", "回答写到字数上限被截断，加大上限后仍然如此",
             "请加大 max_tokens 设置，或把这一节拆成两节", ReplyError),
        Kind("thinking_only", "never", "只有思考过程，没有正文", "请关闭思考模式（draft doctor 会说怎么关），或加大 max_tokens",
             ReplyError),
        Kind("thinking_open", "short", "思考过程没有结束就停了", "请关闭思考模式，或加大 max_tokens", ReplyError),
        Kind("empty", "short", "回答是空的", "换一个模型，或运行 draft doctor 检查", ReplyError),
        Kind("loop", "short", "回答在反复说同样的话", "请把温度调高一点，或换一个模型", ReplyError),
        Kind("filtered_answer", "never", "回答被内容审查拦下", "换一种说法，或换本地模型", ReplyError),
    )
}  # fmt: skip


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

_FILTER = re.compile(
    r"data_inspection_failed|content[_ ]?filter|content[_ ]policy|inappropriate content|敏感|违规|审核|不合规"
)
_QUOTA = re.compile(
    r"insufficient_quota|insufficient.balance|exceeded your current quota|arrearage|余额|欠费|额度已|额度不足|billing"
)
_CONTEXT = re.compile(
    r"context.{0,3}(?:length|size|window)|maximum context|exceed_context|n_ctx|too (?:long|many tokens)|max_new_tokens"
    r"|input tokens and requested|exceeds? .{0,30}(?:context|length limit|token limit)|上下文长度|输入过长"
)
_LOADING = re.compile(r"loading|starting up|not ready|加载中|正在加载")
_SYSTEM_ROLE = re.compile(r"system role|roles must alternate|conversation roles|role.{0,10}not supported")
_PARAMETER = re.compile(
    r"parameter|field|argument|unsupported|unrecognized|unexpected|not (?:supported|permitted|allowed)|参数|invalid|must be"
)
_OWN_STATUS = {
    400: "bad_request", 401: "key", 402: "quota", 403: "forbidden", 404: "not_found", 405: "not_found",
    408: "conflict", 409: "conflict", 413: "context", 422: "bad_request", 425: "conflict", 429: "rate_limited",
    500: "server_error", 502: "busy", 503: "busy", 504: "gateway_timeout", 524: "gateway_timeout", 529: "busy",
}  # fmt: skip
_BAD_REQUEST = 400
_REFUSALS = {400, 404, 413, 422, 500}


def classify_status(status: int, headers: Mapping[str, str], body: str) -> Fault:
    """Return the fault that an answer with this status and body means."""
    error = read_error(body)
    detail = error.text or f"HTTP {status}"
    said = f"{error.text} {error.type} {error.code}".lower()
    wait = read_retry_after(headers)
    name = _name_by_words(status, said, asked_to_wait=wait > 0)
    return Fault(name, detail, wait=wait, parameter=error.parameter)


def _name_by_words(status: int, said: str, *, asked_to_wait: bool) -> str:
    if _FILTER.search(said) and status in {400, 403, 422, 451, 500}:
        return "filtered"
    if _QUOTA.search(said) and status in {400, 402, 403, 429} and not asked_to_wait:
        return "quota"
    if _CONTEXT.search(said) and status in _REFUSALS:
        return "context"
    if _SYSTEM_ROLE.search(said) and status in {400, 422, 500}:
        return "system_role"
    if _LOADING.search(said) and status in {500, 503}:
        return "loading"
    if status in {400, 422} and _PARAMETER.search(said):
        return "parameter"
    if 300 <= status < _BAD_REQUEST:
        return "redirect"
    fallback = "busy" if status > 500 else "bad_request"  # noqa: PLR2004  server errors
    return _OWN_STATUS.get(status, fallback)


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """What an error body says, whichever of the usual shapes it has."""

    text: str = ""
    type: str = ""
    code: str = ""
    parameter: str = ""


def read_error(body: str) -> ErrorBody:
    """Return what `body` says: {"error": {…}}, {"error": "…"}, {"message": …}, {"detail": …}, HTML or text."""
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
    (("ConnectTimeout",), "connect_timeout"),
    (("LocalProtocolError", "UnsupportedProtocol", "InvalidURL"), "bad_request_line"),
    (("Timeout",), "timeout"),
)


def classify_connection(error: BaseException) -> Fault:
    """Return the fault that a broken connection means, judged by the whole chain of causes."""
    chain = list(_causes(error))
    words = " ".join(f"{type(cause).__name__} {cause}" for cause in chain)
    name = next((name for marks, name in _CONNECTION if any(mark in words for mark in marks)), "dropped")
    innermost = f"{type(chain[-1]).__name__}: {chain[-1]}"
    return Fault(name, "" if name == "bad_request_line" else shorten(innermost))


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
    return next((name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fault.detail)), "")


def as_error(fault: Fault, names: Mapping[str, Any]) -> EndpointError:
    """Return the error for the user: what happened, what the server said, what to do."""
    kind = fault.kind
    said = f"：{fault.detail}" if fault.detail else ""
    line = f"{kind.message.format_map(names)}{said}；{kind.remedy.format_map(names)}。"
    error = ReplyError(kind.name, line) if kind.error is ReplyError else kind.error(line)
    error.everybody = kind.everybody
    return error
