"""What one endpoint is: its address, its limits, its habits. And the table of the servers people run.

Nouns and data only: nothing here reads the environment or opens a connection. Settings make an
EndpointConfig out of a profile and what the user said; writers.endpoint speaks to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_NO_THINKING_TEMPLATE: Mapping[str, Any] = MappingProxyType(
    {"chat_template_kwargs": {"enable_thinking": False}}
)
_NO_THINKING_FIELD: Mapping[str, Any] = MappingProxyType({"enable_thinking": False})
_NO_EFFORT: Mapping[str, Any] = MappingProxyType({"reasoning_effort": "none"})
_NO_THINKING_TYPE: Mapping[str, Any] = MappingProxyType({"thinking": {"type": "disabled"}})


@dataclass(frozen=True, slots=True)
class Profile:
    """Habits of one kind of server.

    Attributes:
        base_url: where it listens by default, empty when there is no usual place.
        concurrency: requests at the same time that it serves well as installed.
        read_timeout: seconds without a byte before a request is given up.
        deadline: seconds for one answer, all retries included, waiting for a free place left out.
        length_parameter: name of the parameter that limits the answer.
        thinking_off: what to add to the request body so that the model does not think aloud.
        omit: parameters that it refuses.
        context: tokens it takes unless told otherwise, None when it says so itself.
        context_hint: Chinese, how to enlarge the context at the server.
        start_hint: Chinese, how to start it.
    """

    name: str
    base_url: str = ""
    concurrency: int = 2
    read_timeout: float = 600.0
    deadline: float = 1200.0
    length_parameter: str = "max_tokens"
    thinking_off: Mapping[str, Any] = field(default_factory=dict)
    omit: frozenset[str] = frozenset()
    context: int | None = None
    context_hint: str = "请在服务端加大上下文长度，或减少示例（draft prompt 可以查看提示词有多长）"
    start_hint: str = "请确认模型服务已经启动，地址和端口没有写错"


def _remote(name: str, base_url: str, **more: Any) -> Profile:
    start = "请检查网络能否访问该地址（draft doctor 会逐项检查）"
    return Profile(
        name, base_url, concurrency=8, read_timeout=180.0, deadline=420.0, start_hint=start, **more
    )


CUSTOM = Profile("custom")

PROFILES: Mapping[str, Profile] = MappingProxyType({
    profile.name: profile
    for profile in (
        # /v1 of Ollama ignores num_ctx and cuts long prompts without an error; only the server can be told.
        Profile(
            "ollama", "http://127.0.0.1:11434/v1", concurrency=2, context=4096, thinking_off=_NO_EFFORT,
            context_hint="Ollama 默认只读前 4096 个 token：启动前设置 OLLAMA_CONTEXT_LENGTH=16384，"
            "或在 Modelfile 里写 PARAMETER num_ctx 16384",
            start_hint="请先运行 ollama serve，并用 ollama pull 下载模型",
        ),
        Profile(
            "vllm", "http://127.0.0.1:8000/v1", concurrency=16, thinking_off=_NO_THINKING_TEMPLATE,
            context_hint="启动 vLLM 时用 --max-model-len 加大上下文",
            start_hint="请先运行 vllm serve 模型名，等日志出现 Application startup complete",
        ),
        # One request per slot; more clients than slots only wait.
        Profile(
            "llamacpp", "http://127.0.0.1:8080/v1", concurrency=2, thinking_off=_NO_THINKING_TEMPLATE,
            context_hint="启动 llama-server 时用 -c 加大上下文（会平分给各个 -np 槽位）",
            start_hint="请先运行 llama-server -m 模型.gguf -c 16384 -np 2 --port 8080",
        ),
        Profile(
            "lmstudio", "http://127.0.0.1:1234/v1", concurrency=1,
            context_hint="在 LM Studio 的模型加载设置里加大 Context Length 后重新加载",
            start_hint="请在 LM Studio 的 Developer 页打开 Start server，并加载一个模型",
        ),
        Profile(
            "xinference", "http://127.0.0.1:9997/v1", concurrency=4, thinking_off=_NO_THINKING_TEMPLATE,
            context_hint="用 xinference launch 加载时设置 --n_ctx（llama.cpp 引擎）"
            "或 --max_model_len（vLLM 引擎）",
            start_hint="请先运行 xinference-local，再用 xinference launch 加载模型",
        ),
        _remote("openai", "https://api.openai.com/v1", length_parameter="max_completion_tokens"),
        _remote("deepseek", "https://api.deepseek.com/v1"),
        # Without the switch DashScope answers 400 to requests that are not streamed.
        _remote(
            "dashscope", "https://dashscope.aliyuncs.com/compatible-mode/v1", thinking_off=_NO_THINKING_FIELD
        ),
        _remote("moonshot", "https://api.moonshot.cn/v1"),
        _remote("zhipu", "https://open.bigmodel.cn/api/paas/v4", thinking_off=_NO_THINKING_TYPE),
        _remote("siliconflow", "https://api.siliconflow.cn/v1", thinking_off=_NO_THINKING_FIELD),
        CUSTOM,
    )
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class EndpointConfig:
    """One model endpoint as the user wants it used. `repr` never shows the key.

    Attributes:
        base_url: normalised: no trailing slash, no /chat/completions, no user or password.
        model: empty means: the only one the server lists.
        api_key: empty for servers without one.
        local: loopback, private or .local host: proxies of the environment are not used.
        connect_timeout: seconds.
        tries: requests for one answer while the fault may pass by itself.
        backoff: seconds before the first retry; later ones double, with jitter.
        loading_wait: seconds to wait while the server is still loading its model.
        temperature, seed: None leaves the choice to the template or the server.
        max_tokens: limit of an answer when the template names none.
        stream: True streams from the first request; False streams only after a gateway gave up waiting.
        origin: where base_url came from, in Chinese, for messages.
    """

    base_url: str
    model: str = ""
    api_key: str = field(default="", repr=False)
    profile: Profile = CUSTOM
    local: bool = True
    concurrency: int = 2
    connect_timeout: float = 5.0
    read_timeout: float = 600.0
    deadline: float = 1200.0
    tries: int = 5
    backoff: float = 0.5
    loading_wait: float = 120.0
    temperature: float | None = None
    seed: int | None = None
    max_tokens: int = 4096
    thinking: bool = False
    stream: bool = False
    omit: frozenset[str] = frozenset()
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    ca_file: str = ""
    proxy: str = ""
    context: int | None = None
    origin: str = ""

    @property
    def place(self) -> str:
        """Chinese: the address and whether it leaves the local network."""
        return f"{self.base_url}（{'本机或内网' if self.local else '外部网络'}）"


def guess_profile(base_url: str) -> Profile:
    """Return the profile whose address this is, or CUSTOM. Ports that anything may use say nothing."""
    for profile in PROFILES.values():
        host = profile.base_url.split("/")[2] if profile.base_url else ""
        telling = not host.startswith("127.") or profile.name in {"ollama", "lmstudio"}
        port = host.rpartition(":")[2]
        if (
            host
            and telling
            and (host in base_url or (host.startswith("127.") and f":{port}/" in base_url + "/"))
        ):
            return profile
    return CUSTOM
