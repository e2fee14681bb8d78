# ruff: noqa: E501  a table of messages
"""The table of faults: how often asking again makes sense, who is concerned, and what the user is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

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
