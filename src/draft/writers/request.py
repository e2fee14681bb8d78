"""A prompt and a config → the body of a request, and the changes that a server may force upon it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from draft.document import Prompt
from draft.profiles import EndpointConfig
from draft.writers.faults import Fault, find_parameter

_OPTIONS = ("temperature", "top_p", "seed", "stop", "presence_penalty", "frequency_penalty")
_KEPT = {"model", "messages"}
_RAISE = 2


def build_body(prompt: Prompt, config: EndpointConfig) -> dict[str, Any]:
    """Return the request body: what the template asks for, what the user configured, nothing else."""
    options = {name: prompt.options[name] for name in _OPTIONS if prompt.options.get(name) is not None}
    options |= {} if config.temperature is None else {"temperature": config.temperature}
    options |= {} if config.seed is None else {"seed": config.seed}
    options[config.profile.length_parameter] = prompt.options.get("max_tokens") or config.max_tokens
    options |= {} if config.thinking else dict(config.profile.thinking_off)
    options |= dict(config.extra_body)
    messages = [{"role": message.role, "content": message.content} for message in prompt.messages]
    kept = {name: value for name, value in options.items() if name not in config.omit}
    return {"model": config.model, "messages": messages, **kept}


def shape_of(body: Mapping[str, Any], config: EndpointConfig, attempt: int) -> dict[str, Any]:
    """Return everything that shapes the answer, for the cache key; what is not set is null."""
    return {
        "base_url": config.base_url,
        **dict.fromkeys((*_OPTIONS, "max_tokens", "max_completion_tokens")),
        **body,
        "attempt": attempt,
    }


@dataclass
class Learned:
    """What a server has refused so far in this run; every later request respects it.

    Attributes:
        dropped: parameters that it does not take.
        renamed: parameters that it wants under another name.
        added: fields that it insists on.
        always_stream: the user wants streams, whatever happens.
    """

    dropped: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)
    added: dict[str, Any] = field(default_factory=dict)
    fold_system: bool = False
    stream: bool = False
    always_stream: bool = False

    def apply(self, body: Mapping[str, Any], *, raised: bool) -> dict[str, Any]:
        """Return `body` as this server takes it; `raised` doubles the limit of the answer."""
        lengths = {"max_tokens", "max_completion_tokens"}
        result = {
            self.renamed.get(name, name): value * _RAISE if raised and name in lengths else value
            for name, value in {**body, **self.added}.items()
            if name not in self.dropped
        }
        if self.stream and "stream" not in self.dropped:
            result["stream"] = True
            result |= {} if "stream_options" in self.dropped else {"stream_options": {"include_usage": True}}
        if self.fold_system:
            result["messages"] = fold_system(result["messages"])
        return result

    def learn(self, fault: Fault, body: Mapping[str, Any]) -> str:
        """Take note of what the server refused; return what to tell the user, empty when nothing is new."""
        name = fault.kind.name
        if name == "system_role" and not self.fold_system:
            self.fold_system = True
            return "模型不支持 system 消息，已并入用户消息"
        if name == "gateway_timeout" and "stream" not in self.dropped and not self.stream:
            self.stream = True
            return "网关等待超时，改为流式接收"
        if name in {"incomplete", "not_json"} and body.get("stream") and not self.always_stream:
            self.stream = False
            return "流式接收不完整，改回一次接收"
        if name in {"parameter", "bad_request", "server_error"}:
            return self._learn_parameter(fault, body)
        return ""

    def _learn_parameter(self, fault: Fault, body: Mapping[str, Any]) -> str:
        insists = "enable_thinking" not in body and "enable_thinking" in fault.detail
        refused = "enable_thinking" if insists else find_parameter(fault, droppable(body))
        if not refused or refused in {*self.dropped, *self.renamed, *self.added}:
            return ""
        return self.give_up(refused, fault.detail)

    def give_up(self, name: str, said: str) -> str:
        """Take parameter `name` out of all later requests; return what to tell the user."""
        other = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}.get(name, "")
        if other and other in said and name not in self.renamed:
            self.renamed[name] = other
            return f"模型服务不接受参数 {name}，已改用 {other}"
        if name == "enable_thinking" and "false" in said.lower() and name not in self.added:
            self.added[name] = False
            return "模型服务要求 enable_thinking=false，已照办"
        original = next((old for old, new in self.renamed.items() if new == name), name)
        self.dropped |= {name, original}
        return f"模型服务不接受参数 {name}，已去掉"


def droppable(body: Mapping[str, Any]) -> set[str]:
    """Return the names of what may be left out of a request."""
    return set(body) - _KEPT


def fold_system(messages: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the messages with the system message as the beginning of the first user message."""
    system = "\n\n".join(message["content"] for message in messages if message["role"] == "system")
    others = [dict(message) for message in messages if message["role"] != "system"]
    if system and others:
        others[0]["content"] = f"{system}\n\n{others[0]['content']}"
    return others
