"""The only module that asks a model, and the only retry policy.

In: a Prompt. Out: a Completion that is prose, from the cache or from the endpoint. In between: one request
per answer in the good case; what may pass by itself is asked again, what cannot is an error at once, for one
section or for all. The table of faults says which is which.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from draft.document import Completion, Prompt
from draft.errors import EndpointError, ReplyError, SettingsError
from draft.profiles import EndpointConfig
from draft.writers.answer import describe_answer, read_answer
from draft.writers.body import RawReply
from draft.writers.cache import AnswerCache, cache_key
from draft.writers.faults import Fault, as_error, shorten
from draft.writers.gate import Gate
from draft.writers.policy import Question
from draft.writers.reply import Reply, accept_reply, ends_unfinished
from draft.writers.request import Learned, build_body, shape_of
from draft.writers.wire import Wire

_HOPELESS = 2
_TURNS = 4  # of the loop, until a request is on its way

Tell = Callable[[str], None]


class Endpoint:
    """A model endpoint; use it as an async context manager within one event loop.

    Args:
        cache: None remembers nothing.
        refresh: ask again although the cache has an answer, and remember the new one.
        tell: called with a Chinese line while waiting or when something had to be changed.
    """

    def __init__(
        self,
        config: EndpointConfig,
        *,
        cache: AnswerCache | None = None,
        refresh: bool = False,
        tell: Tell = lambda _line: None,
    ) -> None:
        self.config = config
        self.requests = 0
        self._cache = cache
        self._refresh = refresh
        self._tell = tell
        self._wire = Wire(config)
        self._gate = Gate(config.concurrency)
        self._learned = Learned(stream=config.stream, always_stream=config.stream)
        self._naming = asyncio.Lock()
        self._ending = asyncio.Lock()
        self._model = config.model
        self._stopped = asyncio.Event()
        self._verdict: EndpointError | None = None
        self._answers = 0
        self._lost = 0
        self._told: set[str] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.close()
        if self._cache is not None:
            self._cache.close()

    async def complete(
        self, prompt: Prompt, *, attempt: int = 0, accept: Callable[[str], str] = str
    ) -> Completion:
        """Return what `accept` makes of the answer to `prompt`; distinct attempts are distinct answers.

        An answer that is not accepted is not remembered, and one that was remembered is asked for again.

        Raises:
            EndpointError: no usable answer; `everybody` tells whether other prompts can succeed.
            SettingsError: no model is configured and the server lists several.
        """
        body = build_body(prompt, self.config)
        question = Question(self.config, body)
        key = cache_key(shape_of(body, self.config, attempt))
        remembered = self._recall(key)
        if remembered is not None:
            with suppress(ReplyError):
                return replace(remembered, text=accept(remembered.text))
        self._refuse_if_stopped()
        try:
            reply, raw = await self._ask(question)
        except Fault as fault:
            raise await self._give_up(fault) from None
        self._answers += 1
        completion = Completion(
            text=accept(reply.text),
            writer="model",
            model=raw.model or self._model,
            requests=question.requests,
            seconds=time.monotonic() - question.begun,
            usage=dict(raw.usage),
            remarks=(*question.remarks, *reply.remarks, *self._doubts(question, raw)),
        )
        self._remember(key, completion, reply, raw)
        await _let_others_send()
        return completion

    # The policy -------------------------------------------------------------------------------------------

    async def _ask(self, question: Question) -> tuple[Reply, RawReply]:
        """Return an accepted reply, asking as often as the table of faults allows.

        Raises:
            Fault: the last one.
        """
        import tenacity  # noqa: PLC0415  60 ms, not needed for a run out of the cache

        policy = tenacity.AsyncRetrying(  # the client itself never retries
            retry=tenacity.retry_if_exception(
                lambda error: (
                    isinstance(error, Fault)
                    and question.is_worth_asking_again(error, answered=self._answers > 0)
                )
            ),
            wait=lambda state: question.pause_before_next(_fault_of(state)),
            before_sleep=lambda state: self._announce(_fault_of(state)),
            sleep=self._sleep,
            reraise=True,
        )
        async for attempt in policy:
            with attempt:
                answer = await self._ask_once(question)
        return answer

    async def _ask_once(self, question: Question) -> tuple[Reply, RawReply]:
        async with self._gate:
            if self._ending.locked():  # a section is finding out whether anybody can succeed
                async with self._ending:
                    pass
            self._refuse_if_stopped()
            await self._name_model(question)
            body = self._learned.apply(question.body, raised=question.raised)
            question.begun = question.begun or time.monotonic()
            question.requests += 1
            self.requests += 1
            try:
                async with asyncio.timeout(question.time_left):
                    raw = await self._wire.chat(body)
                reply = accept_reply(raw, thinking=self.config.thinking)
            except TimeoutError:
                raise Fault("timeout", f"{self.config.deadline:g} 秒") from None
            except Fault as fault:
                fault.changed = self._adapt(question, fault, body)
                raise
            self._gate.speed_up()
        return self._finished(question, reply, raw)

    def _finished(self, question: Question, reply: Reply, raw: RawReply) -> tuple[Reply, RawReply]:
        """Return the reply; one that stops in mid-sentence is asked for once more before it is believed."""
        if not ends_unfinished(reply.text):
            return reply, raw
        if question.unfinished is None:
            question.unfinished = (reply, raw)
            fault = Fault("incomplete", "末句没有写完")
            fault.changed = True
            raise fault
        earlier, earlier_raw = question.unfinished
        if len(earlier.text) > len(reply.text):
            reply, raw = earlier, earlier_raw
        return replace(reply, remarks=(*reply.remarks, "末尾没有句号，可能没有写完")), raw

    def _announce(self, fault: Fault) -> None:
        if fault.kind.name == "rate_limited":
            self._gate.slow_down()
        if fault.kind.patience == "loading":
            self._tell_once("模型正在加载，等待中……")
        elif not fault.changed:
            self._tell_once(f"{self._describe(fault)}；正在重试……", fault.kind.name)

    async def _sleep(self, seconds: float) -> None:
        """Wait, but wake at once when the endpoint turns out to be of no use to anybody."""
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._stopped.wait(), seconds)
        except TimeoutError:
            return
        self._refuse_if_stopped()

    # Changing the request ---------------------------------------------------------------------------------

    def _adapt(self, question: Question, fault: Fault, body: Mapping[str, Any]) -> bool:
        """Return whether the next request will differ in a way that may cure the fault."""
        name = fault.kind.name
        if name in {"truncated", "thinking_only", "thinking_open"} and not question.raised:
            question.raised = True
            question.remarks.append("回答写到上限，已加倍上限重写")
            return True
        learned = self._learned.learn(fault, body)
        if learned:
            return self._changed(question, learned)
        # Another section may have learned what to change while this request was under way.
        return (
            fault.kind.patience != "short"
            and self._learned.apply(question.body, raised=question.raised) != body
        )

    def _changed(self, question: Question, line: str) -> bool:
        question.remarks.append(line)
        self._tell_once(line)
        return True

    # The end of an endpoint -------------------------------------------------------------------------------

    async def _give_up(self, fault: Fault) -> EndpointError:
        """Return the error for this section; where nobody can succeed, all sections get it."""
        async with self._ending:  # one section finds out what to say, the others repeat it
            if self._verdict is not None:
                return self._verdict
            error = as_error(fault, self._names())
            if fault.kind.name == "not_found":
                error.args = (str(error) + await self._explain_not_found(),)
            if fault.kind.patience != "never" or fault.kind.name == "bad_request":
                self._lost += 1
            hopeless = self._lost >= _HOPELESS and not self._answers
            if fault.kind.everybody or hopeless or fault.kind.name == "loading":
                self._stop(error)
            return error

    def _stop(self, error: EndpointError) -> None:
        error.everybody = True
        self._verdict = self._verdict or error
        self._stopped.set()

    def _refuse_if_stopped(self) -> None:
        if self._verdict is not None:
            raise self._verdict

    async def _explain_not_found(self) -> str:
        """Return what else may be known about a 404: the models there are, or the forgotten /v1."""
        try:
            names = await self.list_models()
        except (Fault, TimeoutError):
            names = ()
        if names:
            return f"服务器上有：{'、'.join(names[:10])}。"
        if self.config.base_url.count("/") == 2:  # noqa: PLR2004  scheme://host without a path
            other = Wire(replace(self.config, base_url=self.config.base_url + "/v1"))
            try:
                async with asyncio.timeout(self.config.connect_timeout), other:
                    await other.get("/models")
            except (Fault, TimeoutError):
                return f"地址一般要以 /v1 结尾，请试试 {self.config.base_url}/v1。"
            return f"地址少了 /v1：请改为 {self.config.base_url}/v1。"
        return ""

    # The model --------------------------------------------------------------------------------------------

    async def list_models(self) -> tuple[str, ...]:
        """Return the names that the server lists.

        Raises:
            Fault, TimeoutError: it lists none.
        """
        async with asyncio.timeout(max(self.config.connect_timeout, 10.0)):
            content = await self._wire.get("/models")
        try:
            listed = json.loads(content)["data"]
            return tuple(str(entry["id"]) for entry in listed)
        except (ValueError, KeyError, TypeError):
            raise Fault("not_json", shorten(content[:500].decode("utf-8", "replace"))) from None

    async def _name_model(self, question: Question) -> None:
        """Fill in the model when none is configured: the only one that the server lists."""
        if not question.body["model"]:
            async with self._naming:
                self._model = self._model or await self._only_model()
            question.body["model"] = self._model

    async def _only_model(self) -> str:
        try:
            names = await self.list_models()
        except TimeoutError:
            raise Fault("timeout", "/models") from None
        if len(names) != 1:
            listed = f"，服务器上有 {'、'.join(names[:10])}" if names else ""
            raise SettingsError(f"没有指定模型{listed}；请用 --model 指定，或设置环境变量 DRAFT_MODEL。")
        self._tell_once(f"没有指定模型，使用服务器上唯一的模型 {names[0]}")
        return names[0]

    # The cache --------------------------------------------------------------------------------------------

    def _recall(self, key: str) -> Completion | None:
        if self._cache is None or self._refresh:
            return None
        answer = self._cache.get(key)
        if answer is None:
            return None
        return read_answer(answer)

    def _remember(self, key: str, completion: Completion, reply: Reply, raw: RawReply) -> None:
        if self._cache is None:
            return
        self._cache.put(key, describe_answer(reply, raw, completion.model))

    # What is said -----------------------------------------------------------------------------------------

    def _doubts(self, question: Question, raw: RawReply) -> list[str]:
        """Return remarks on signs that the server did not read or use what was sent."""
        doubts = []
        asked = question.body["model"]
        if raw.model and asked and raw.model != asked and not raw.model.endswith("/" + asked):
            doubts.append(f"服务器实际使用的模型是 {raw.model}")
            self._tell_once(f"请求的模型是 {asked}，服务器实际使用的是 {raw.model}")
        if looks_clipped(question.body["messages"], raw.usage):
            doubts.append("提示词可能被服务器截断")
            self._tell_once(f"提示词可能被服务器截断：{self.config.profile.context_hint}")
        return doubts

    def _describe(self, fault: Fault) -> str:
        said = f"：{fault.detail}" if fault.detail else ""
        return fault.kind.message.format_map(self._names()) + said

    def _names(self) -> dict[str, str]:
        profile = self.config.profile
        return {
            "place": self.config.place,
            "model": self._model or "（未指定）",
            "hint": profile.start_hint,
            "context_hint": profile.context_hint,
        }

    def _tell_once(self, line: str, topic: str = "") -> None:
        if (topic or line) not in self._told:
            self._told.add(topic or line)
            self._tell(line)


async def _let_others_send() -> None:
    """Let whoever got the place of an answer send before the answer is judged, which takes longer."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def _fault_of(state: Any) -> Fault:
    fault = state.outcome.exception()
    if not isinstance(fault, Fault):
        raise TypeError(fault)
    return fault


def looks_clipped(messages: list[dict[str, str]], usage: Mapping[str, int]) -> bool:
    """Return whether the server counted far fewer tokens than the messages can have."""
    counted = usage.get("prompt_tokens", 0)
    text = "".join(message["content"] for message in messages)
    chinese = (len(text.encode("utf-8", "replace")) - len(text)) // 2  # three bytes for a character
    fewest = 0.35 * chinese + 0.15 * (len(text) - chinese)
    return 0 < counted < fewest
