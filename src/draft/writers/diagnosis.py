"""What is wrong with an endpoint, found by asking it a few harmless questions; every finding with its remedy.

No facts of the user are sent. The questions are asked one after the other, through the same wire and with the
same reading of answers as a run.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from draft.profiles import EndpointConfig
from draft.writers.body import RawReply
from draft.writers.faults import Fault
from draft.writers.reply import cut_thinking
from draft.writers.request import Learned
from draft.writers.wire import Wire

State = Literal["ok", "warning", "failure"]

_PASSWORD = "7391"  # noqa: S105  a number to be found again behind a long text
_FILLER = "各单位要按照职责分工抓好落实，定期报送进展情况，遇有问题及时沟通解决。"
_FILLER_TIMES = 180
_FEWEST_PER_CHARACTER = 0.35
_SMALL_LIMIT = 8
_SPEED_LIMIT = 160
_MOST_AT_ONCE = 4
_ONE_AFTER_THE_OTHER = 1.4
_SLOW = 5.0  # tokens a second
_PATIENCE = 180.0  # seconds of silence: enough for a long prompt without a graphics card


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the diagnosis.

    Attributes:
        name: stable English name for programs.
        title: Chinese name for people.
        fix: Chinese: what to do; empty when all is well.
        measures: figures, by English names.
    """

    name: str
    title: str
    state: State
    message: str
    fix: str = ""
    measures: dict[str, Any] = field(default_factory=dict)


class Diagnosis:
    """The examination of one endpoint.

    Args:
        long: also send a long prompt, which takes a while on a machine without a graphics card.
    """

    def __init__(self, config: EndpointConfig, *, long: bool = True) -> None:
        self.model = config.model
        patience = min(config.read_timeout, _PATIENCE)
        self._config = replace(config, read_timeout=patience, deadline=min(config.deadline, 2 * patience))
        self._long = long
        self._learned = Learned()
        self._alone = 0.0

    async def examine(self) -> AsyncIterator[Finding]:
        """Yield the findings as they come; ends early where nothing further can be found."""
        async with Wire(self._config) as wire:
            yield self._look_at_address()
            async for finding in self._find_models(wire):
                yield finding
                if finding.state == "failure":
                    return
            first = await self._greet(wire)
            for finding in first:
                yield finding
            if any(finding.state == "failure" for finding in first):
                return
            yield await self._cut_short(wire)
            yield await self._measure_speed(wire)
            yield await self._stream(wire)
            yield await self._ask_several(wire)
            if self._long:
                yield await self._ask_at_length(wire)

    # The address ------------------------------------------------------------------------------------------

    def _look_at_address(self) -> Finding:
        config = self._config
        origin = f"，来自{config.origin}" if config.origin else ""
        message = (
            f"{config.place}{origin}；档案 {config.profile.name}，{'有' if config.api_key else '没有'}密钥"
        )
        if config.base_url.count("/") == 2:  # noqa: PLR2004  scheme://host without a path
            return Finding(
                "address", "地址", "warning", message, f"多数服务的地址以 /v1 结尾：{config.base_url}/v1"
            )
        return Finding("address", "地址", "ok", message)

    async def _find_models(self, wire: Wire) -> AsyncIterator[Finding]:
        try:
            async with asyncio.timeout(max(10.0, self._config.connect_timeout)):
                names = _model_names(await wire.get("/models"))
        except TimeoutError:
            yield self._failure("connection", "连接", Fault("timeout", "/models"))
            return
        except Fault as fault:
            async for finding in self._without_list(fault):
                yield finding
            return
        yield Finding("connection", "连接", "ok", "服务有应答")
        yield self._choose_model(names)

    async def _without_list(self, fault: Fault) -> AsyncIterator[Finding]:
        """Yield what follows when /models failed: some servers just have no such list."""
        if fault.kind.name == "not_found" and not await self._answers_below_v1():
            yield Finding("connection", "连接", "ok", "服务有应答")
            if self.model:
                yield Finding("models", "模型", "warning", f"服务没有模型清单，按 {self.model} 继续检查")
            else:
                yield Finding("models", "模型", "failure", "服务没有模型清单", "请用 --model 指定模型")
        elif fault.kind.name == "not_found":
            fix = f"地址少了 /v1，请改为 {self._config.base_url}/v1"
            yield Finding("connection", "连接", "failure", "这个地址下没有接口", fix)
        else:
            yield self._failure("connection", "连接", fault)

    async def _answers_below_v1(self) -> bool:
        if self._config.base_url.endswith("/v1"):
            return False
        other = replace(self._config, base_url=self._config.base_url + "/v1")
        try:
            async with asyncio.timeout(10), Wire(other) as wire:
                return bool(_model_names(await wire.get("/models")))
        except (Fault, TimeoutError):
            return False

    def _choose_model(self, names: tuple[str, ...]) -> Finding:
        measures = {"models": list(names)}
        listed = "、".join(names[:10]) or "（空）"
        if not self.model and names:
            self.model = names[0]
            fix = "" if len(names) == 1 else "请用 --model 或 DRAFT_MODEL 指定一个"
            return Finding(
                "models",
                "模型",
                "ok" if not fix else "warning",
                f"服务器上有：{listed}；以 {names[0]} 检查",
                fix,
                measures,
            )
        if not self.model:
            return Finding(
                "models", "模型", "failure", "服务器上没有模型", self._config.profile.start_hint, measures
            )
        if names and self.model not in names:
            return Finding(
                "models",
                "模型",
                "warning",
                f"清单里没有 {self.model}；服务器上有：{listed}",
                "请核对模型名称",
                measures,
            )
        return Finding("models", "模型", "ok", f"{self.model} 在清单中", "", measures)

    # Questions --------------------------------------------------------------------------------------------

    async def _greet(self, wire: Wire) -> list[Finding]:
        """Return what one small answer shows: time, parameters, system role, thinking."""
        try:
            raw, self._alone = await self._ask(wire, "请只回答一个字：好", 512)
        except (Fault, TimeoutError) as error:
            return [self._failure("answer", "答复", error)]
        found = [self._judge_answer(raw), self._judge_thinking(raw)]
        found.append(
            Finding("system_role", "system 消息", "warning", "模型不支持，运行时会并入用户消息", "不影响使用")
            if self._learned.fold_system
            else Finding("system_role", "system 消息", "ok", "支持")
        )
        refused = sorted({*self._learned.dropped, *self._learned.renamed, *self._learned.added})
        if refused:
            omit = ", ".join(f'"{name}"' for name in sorted(self._learned.dropped))
            fix = (
                f"在 [endpoint] 里写 omit = [{omit}] 可省去每次运行的试探"
                if omit
                else "不影响使用，运行时会自动调整"
            )
            found.append(
                Finding("parameters", "参数", "warning", f"服务不接受或要求改动：{'、'.join(refused)}", fix)
            )
        else:
            found.append(Finding("parameters", "参数", "ok", "全部接受"))
        return found

    def _judge_answer(self, raw: RawReply) -> Finding:
        measures = {"seconds": round(self._alone, 3), "model": raw.model, "finish_reason": raw.finish}
        text = raw.text.strip()
        if not text:
            fix = "多半是思考占满了字数：请关闭思考模式，或加大 max_tokens"
            return Finding("answer", "答复", "failure", "答复是空的", fix, measures)
        other = f"；实际使用的模型是 {raw.model}" if raw.model and raw.model != self.model else ""
        return Finding("answer", "答复", "ok", f"{self._alone:.1f} 秒答复{other}", "", measures)

    def _judge_thinking(self, raw: RawReply) -> Finding:
        try:
            _, thought = cut_thinking(raw.text)
        except Fault:
            thought = len(raw.text)
        measures = {"in_text": thought, "in_field": len(raw.reasoning)}
        if not thought and not raw.reasoning:
            return Finding("thinking", "思考", "ok", "没有思考内容", "", measures)
        where = "混在正文里（会自动去掉）" if thought else "在单独的字段里"
        fix = "思考既慢又占字数，建议在服务端关闭：vLLM、llama.cpp 用对应的 --profile，Ollama 换不思考的模型"
        return Finding("thinking", "思考", "warning", f"模型会思考，内容{where}", fix, measures)

    async def _cut_short(self, wire: Wire) -> Finding:
        name, title = "limit", "字数上限"
        try:
            raw, _ = await self._ask(wire, "请把从一到一百的数字全部写出来。", _SMALL_LIMIT)
        except (Fault, TimeoutError) as error:
            return self._failure(name, title, error)
        measures = {"finish_reason": raw.finish, "characters": len(raw.text)}
        if raw.finish == "length":
            return Finding(name, title, "ok", "截断时会如实说明", "", measures)
        if len(raw.text) + len(raw.reasoning) > 8 * _SMALL_LIMIT:
            return Finding(
                name, title, "warning", "服务不理会字数上限", "长答复无法限制，请留意运行时间", measures
            )
        fix = "被截断的答复可能认不出来，请检查服务版本；数字仍会逐一核对"
        return Finding(name, title, "warning", f"截断时说的是 {raw.finish}，不是 length", fix, measures)

    async def _measure_speed(self, wire: Wire) -> Finding:
        name, title = "speed", "速度"
        try:
            raw, seconds = await self._ask(wire, "请写一段一百五十字左右的话，介绍图书馆。", _SPEED_LIMIT)
        except (Fault, TimeoutError) as error:
            return self._failure(name, title, error)
        tokens = raw.usage.get("completion_tokens") or len(raw.text) + len(raw.reasoning)
        speed = tokens / max(seconds, 0.001)
        message = f"每秒约 {speed:.1f} 个 token"
        measures = {
            "tokens_per_second": round(speed, 1),
            "seconds": round(seconds, 3),
            "usage": dict(raw.usage),
        }
        if speed < _SLOW:
            return Finding(
                name, title, "warning", message, "每节要几分钟：可换小一点的模型，或加大 timeout", measures
            )
        return Finding(name, title, "ok", message, "", measures)

    async def _stream(self, wire: Wire) -> Finding:
        name, title = "stream", "流式"
        try:
            raw, _ = await self._ask(wire, "请只回答一个字：好", 512, stream=True)
        except (Fault, TimeoutError) as error:
            message = f"流式答复不可用：{self._explain(error)}"
            return Finding(
                name, title, "warning", message, "默认不用流式，不影响使用；不要设置 stream = true"
            )
        if not raw.streamed:
            return Finding(name, title, "warning", "要求流式，服务一次给出", "不影响使用")
        return Finding(name, title, "ok", "可用")

    async def _ask_several(self, wire: Wire) -> Finding:
        name, title = "concurrency", "并发"
        count = min(_MOST_AT_ONCE, max(2, self._config.concurrency))
        begun = time.monotonic()
        try:
            await asyncio.gather(*(self._ask(wire, "请只回答一个字：好", 512) for _ in range(count)))
        except (Fault, TimeoutError) as error:
            fix = "请用 --workers 1，或在服务端加大并发"
            return Finding(
                name, title, "warning", f"{count} 个请求同时发出时出错：{self._explain(error)}", fix
            )
        seconds = time.monotonic() - begun
        gain = count * self._alone / max(seconds, 0.001)
        measures = {"requests": count, "seconds": round(seconds, 3), "gain": round(gain, 2)}
        message = f"{count} 个请求同时发出，合 {gain:.1f} 倍速"
        if gain < _ONE_AFTER_THE_OTHER and self._alone > 1:
            fix = "服务一次只处理一个：请用 --workers 1，或在服务端加大并发（OLLAMA_NUM_PARALLEL、-np）"
            return Finding(name, title, "warning", message, fix, measures)
        return Finding(name, title, "ok", message, "", measures)

    async def _ask_at_length(self, wire: Wire) -> Finding:
        """Return whether a prompt as long as those of a run arrives whole: its beginning holds a password."""
        name, title = "context", "上下文"
        prompt = f"口令是{_PASSWORD}。\n{_FILLER * _FILLER_TIMES}\n请回答：开头说的口令是多少？只写数字。"
        try:
            raw, seconds = await self._ask(wire, prompt, 512)
        except (Fault, TimeoutError) as error:
            return self._failure(name, title, error)
        counted = raw.usage.get("prompt_tokens", 0)
        measures = {"characters": len(prompt), "prompt_tokens": counted, "seconds": round(seconds, 3)}
        hint = self._config.profile.context_hint
        if counted and counted < _FEWEST_PER_CHARACTER * len(prompt):
            message = f"{len(prompt)} 字的提示词只读了 {counted} 个 token：前面的被悄悄截掉了"
            return Finding(name, title, "failure", message, hint, measures)
        if _PASSWORD in raw.text:
            return Finding(name, title, "ok", f"{len(prompt)} 字的提示词读得全", "", measures)
        if counted:
            message = f"读了 {counted} 个 token，但没有答出开头的口令（模型太小也会这样）"
            return Finding(name, title, "warning", message, "成文时数字会逐一核对，可先试用", measures)
        message = "没有答出开头的口令，服务也没有报告用量，提示词可能被截断"
        return Finding(name, title, "warning", message, hint, measures)

    async def _ask(
        self, wire: Wire, question: str, limit: int, *, stream: bool = False
    ) -> tuple[RawReply, float]:
        """Return the answer and the seconds it took, adapting to what the server refuses.

        Raises:
            Fault, TimeoutError: no answer.
        """
        config = self._config
        plain: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": "system", "content": "你是助手。"}, {"role": "user", "content": question}],
            config.profile.length_parameter: limit,
            "temperature": 0.2 if config.temperature is None else config.temperature,
            **({} if config.thinking else config.profile.thinking_off),
            **config.extra_body,
        }
        plain = {name: value for name, value in plain.items() if name not in config.omit}
        learned = replace(self._learned, stream=stream, always_stream=stream)
        for _ in range(5):
            body = learned.apply(plain, raised=False)
            begun = time.monotonic()
            try:
                async with asyncio.timeout(config.deadline):
                    raw = await wire.chat(body)
            except Fault as fault:
                if not learned.learn(fault, body):
                    raise
                self._learned = replace(learned, stream=False, always_stream=False)
            else:
                return raw, time.monotonic() - begun
        raise Fault("parameter")

    # Words ------------------------------------------------------------------------------------------------

    def _failure(self, name: str, title: str, error: Fault | TimeoutError) -> Finding:
        fault = error if isinstance(error, Fault) else Fault("timeout")
        return Finding(
            name, title, "failure", self._explain(fault), fault.kind.remedy.format_map(self._names())
        )

    def _explain(self, error: Fault | TimeoutError) -> str:
        fault = error if isinstance(error, Fault) else Fault("timeout")
        said = f"：{fault.detail}" if fault.detail else ""
        return fault.kind.message.format_map(self._names()) + said

    def _names(self) -> dict[str, str]:
        profile = self._config.profile
        return {
            "place": self._config.place,
            "model": self.model or "（未指定）",
            "hint": profile.start_hint,
            "context_hint": profile.context_hint,
        }


def _model_names(content: bytes) -> tuple[str, ...]:
    try:
        return tuple(str(entry["id"]) for entry in json.loads(content)["data"] or ())
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Fault("login_page" if content.lstrip().startswith(b"<") else "not_json") from None
