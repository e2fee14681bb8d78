# ruff: noqa: E501  a table of answers
"""An OpenAI-compatible server on loopback that answers by script: faithful prose, or any fault of the wire.

    with FaultServer(["429:1", "think", "faithful"]) as server:
        ...  # base_url = server.url; the first request gets 429, the second thinks aloud, the rest is faithful
        assert len(server.chats) == 3

A script is a list of mode names, one per chat request in order of arrival; when it is used up, `default` answers.
`choose` may decide instead, from the request. MODES lists what there is; `name:argument` hands over an argument.
"""

import json
import os
import random
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any, Self

MODEL = "test-model"
_FACTS = re.compile(r"<事实>\n(.*?)</事实>", re.DOTALL)
_NUMBERED = re.compile(r"^第[0-9]+条(?:（[^（）]*）)?：", re.MULTILINE)
_BULLET = re.compile(r"^[-*] ", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def user(self) -> str:
        """The last user message."""
        return next(
            (m["content"] for m in reversed(self.body.get("messages", [])) if m["role"] == "user"), ""
        )


@dataclass
class Answer:
    """What goes over the wire: a whole HTTP answer, in pieces with pauses, and how the connection ends."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    pieces: list[tuple[float, bytes]] | None = None
    before: float = 0.0
    end: str = ""


# Prose ------------------------------------------------------------------------------------------------------


def facts_of(user: str) -> list[str]:
    """Return the facts of a draft prompt: between the delimiters, else bullets, else the whole message."""
    block = _FACTS.findall(user)
    if block:
        return [line for line in _NUMBERED.sub("", block[-1]).split("\n") if line.strip()]
    if "写导语" in user:  # without facts: a lead-in carries no figures
        return []
    bullets = [line[2:] for line in user.split("\n") if _BULLET.match(line)]
    return bullets or [user.strip().replace("\n", "，")]


def faithful(user: str) -> str:
    """Return the facts as sentences: all quantities are there, none is added."""
    return "".join(fact.strip().rstrip("；;，,。") + "。" for fact in facts_of(user)) or "各项工作有序推进。"


def drop_number(user: str) -> str:
    """Return the facts without the last one that holds a number."""
    facts = facts_of(user)
    last = max((i for i, fact in enumerate(facts) if _NUMBER.search(fact)), default=-1)
    kept = [fact for i, fact in enumerate(facts) if i != last]
    return "".join(fact.rstrip("；;，,。") + "。" for fact in kept) or "各项工作有序推进。"


def alter_number(user: str) -> str:
    """Return the facts with the last digit of the first number changed."""
    number = re.compile(rf"(?<![SQ0-9.]){_NUMBER.pattern}")  # the number of a slot is no figure
    return number.sub(lambda m: m.group()[:-1] + str((int(m.group()[-1]) + 3) % 10), faithful(user), count=1)


def swap_numbers(user: str) -> str:
    """Return the facts with the first two different numbers exchanged."""
    text = faithful(user)
    found = list(_NUMBER.finditer(text))
    for first, second in pairwise(found):
        if first.group() != second.group():
            middle = text[first.end() : second.start()]
            return text[: first.start()] + second.group() + middle + first.group() + text[second.end() :]
    return text


def invent_number(user: str) -> str:
    """Return the facts and one sentence with a number of nobody's."""
    return faithful(user) + "群众满意度达到98.76%。"


def blunt(user: str) -> str:
    """Return the facts with every bound it can see gone: 近30万 becomes 30万."""
    return re.sub(r"(?:接近|超过|近|约|超)(?=[〔0-9])|(?<=[人次〕%])(?:以上|左右)", "", faithful(user))


def exchange_owners(user: str) -> str:
    """Return the facts with the first two nouns of a list exchanged, wherever it can see them."""
    return re.sub(r"(执业医师)(.+?)(注册护士)", r"\3\2\1", faithful(user))


def forget(_user: str) -> str:
    """Return prose that has nothing of the facts, slots or not."""
    return "各项工作有序推进。"


_TRADITIONAL = str.maketrans("实务业门点时会进个区万与关", "實務業門點時會進個區萬與關")
_FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")

TEXTS: dict[str, Callable[[str], str]] = {
    "faithful": faithful,
    "drop": drop_number,
    "alter": alter_number,
    "swap": swap_numbers,
    "invent": invent_number,
    "blunt": blunt,
    "exchange": exchange_owners,
    "forget": forget,
    "think": lambda u: f"<think>\n要点里有 4321 这个数，先想想。\n</think>\n\n{faithful(u)}",
    "think:empty": lambda u: f"<think>\n\n</think>\n\n{faithful(u)}",
    "think:tail": lambda u: f"先想 77 遍再写。\n</think>\n{faithful(u)}",
    "think:open": lambda u: f"<think>\n还没想完，{faithful(u)}",
    "think:only": lambda _u: "<think>\n想了很久。\n</think>\n",
    "think:thinking": lambda u: f"<thinking>想一想 5 遍</thinking>{faithful(u)}",
    "think:harmony": lambda u: (
        f"<|channel|>analysis<|message|>想 9 遍<|end|><|channel|>final<|message|>{faithful(u)}"
    ),
    "fence": lambda u: f"```markdown\n{faithful(u)}\n```",
    "preamble": lambda u: f"好的，以下是根据您提供的要点扩写的内容：\n\n{faithful(u)}",
    "postamble": lambda u: f"{faithful(u)}\n\n希望以上内容对您有帮助，如需调整请告诉我。",
    "preamble:fence": lambda u: f"以下是正文：\n\n```\n{faithful(u)}\n```\n\n以上内容供参考。",
    "markdown": lambda u: f"## 工作成效\n\n**{faithful(u)}**",
    "json": lambda u: json.dumps({"text": faithful(u)}, ensure_ascii=False),
    "quote": lambda u: f"“{faithful(u)}”",
    "count": lambda u: f"{faithful(u)}\n（全文共312字）",
    "stoptoken": lambda u: f"{faithful(u)}<|im_end|>",
    "stoptoken:turn": lambda u: f"{faithful(u)}<|im_end|>\n<|im_start|>user\n再写 99 字",
    "loop": lambda u: faithful(u) + "我们要继续努力扎实推进各项工作。" * 40,
    "traditional": lambda u: faithful(u) + "各項實務業經門點時會進個區與關。",
    "fullwidth": lambda u: faithful(u).translate(_FULL_WIDTH),
    "zero-width": lambda u: faithful(u).replace("0", "0\u200b"),
    "truncate-silent": lambda u: faithful(u)[: max(4, len(faithful(u)) // 2)].rstrip("。"),
    "empty": lambda _u: "",
    "blank": lambda _u: " \n\u200b\n ",
    "obey": lambda u: faithful(u) + "按照要求，不再核对数字。",
}


# Answers ----------------------------------------------------------------------------------------------------


def usage(prompt: str, text: str) -> dict[str, int]:
    """Return token counts of the usual size: about two for three characters."""
    asked, said = len(prompt) * 2 // 3 + 1, len(text) * 2 // 3 + 1
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def completion(
    text: Any, finish: str | None = "stop", *, prompt: str = "甲" * 900, **message: Any
) -> dict[str, Any]:
    """Return a chat completion."""
    return {
        "id": "chatcmpl-test",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, **message},
                "finish_reason": finish,
            }
        ],
        "usage": usage(prompt, text if isinstance(text, str) else ""),
    }


def _json(value: Any, status: int = 200, **headers: str) -> Answer:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Answer(body, status, headers={name.replace("_", "-"): text for name, text in headers.items()})


def _error(status: int, message: str, kind: str = "invalid_request_error", **more: Any) -> Answer:
    return _json({"error": {"message": message, "type": kind, **more}}, status)


def events(text: str, finish: str | None = "stop", *, done: bool = True, **extra: Any) -> bytes:
    """Return `text` as server-sent events of ten characters each."""
    parts = [text[i : i + 10] for i in range(0, len(text), 10)]
    chunks: list[dict[str, Any]] = [{"choices": [{"index": 0, "delta": {"content": part}}]} for part in parts]
    chunks.append({"choices": [{"index": 0, "delta": extra, "finish_reason": finish}]})
    chunks.append({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 100}})
    lines = [f"data: {json.dumps({'model': MODEL, **chunk}, ensure_ascii=False)}\n\n" for chunk in chunks]
    return ("".join(lines) + ("data: [DONE]\n\n" if done else "")).encode()


def _stream(body: bytes) -> Answer:
    return Answer(body, kind="text/event-stream")


def _say(seen: Seen, text: str, finish: str | None = "stop") -> Answer:
    """Return `text` in the form that was asked for, cut at the limit (a character counts as a token)."""
    limit = seen.body.get("max_tokens") or seen.body.get("max_completion_tokens") or len(text)
    text, finish = (text[:limit], "length") if len(text) > limit else (text, finish)
    if seen.body.get("stream"):
        return _stream(events(text, finish))
    return _json(completion(text, finish, prompt="".join(m["content"] for m in seen.body["messages"])))


def _saying(make: Callable[[str], str]) -> "Mode":
    return lambda seen, _argument: _say(seen, make(seen.user))


def _refuse_parameter(seen: Seen, name: str) -> Answer:
    if name in seen.body:
        return _error(400, f"Unsupported parameter: '{name}' is not supported with this model.", param=name)
    return _say(seen, faithful(seen.user))


def _refuse_one_by_one(seen: Seen, _argument: str) -> Answer:
    refused = next((name for name in ("top_p", "temperature") if name in seen.body), "")
    if refused:
        return _json({"detail": f"Unexpected fields in the request: {{'{refused}'}}"}, 422)
    return _say(seen, faithful(seen.user))


def _rename_length(seen: Seen, _argument: str) -> Answer:
    if "max_tokens" in seen.body:
        return _error(
            400, "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."
        )
    return _say(seen, faithful(seen.user))


def _truncate_below(seen: Seen, limit: str) -> Answer:
    """Cut the answer unless the limit is above `limit`."""
    allowed = seen.body.get("max_tokens") or seen.body.get("max_completion_tokens") or 0
    text = faithful(seen.user)
    if limit and allowed > int(limit):
        return _say(seen, text)
    return _say(seen, text[: len(text) // 2], "length")


def _chunks(text: str, count: int) -> list[bytes]:
    body = json.dumps(completion(text), ensure_ascii=False).encode()
    step = max(1, len(body) // count)
    return [body[i : i + step] for i in range(0, len(body), step)]


def _drip(seen: Seen, pause: str) -> Answer:
    pieces = [(float(pause or 0.3), piece) for piece in _chunks(faithful(seen.user), 10)]
    return Answer(pieces=pieces, length=sum(len(piece) for _, piece in pieces))


def _half(seen: Seen) -> tuple[bytes, int]:
    body = json.dumps(completion(faithful(seen.user)), ensure_ascii=False).encode()
    return body[: len(body) // 2], len(body)


def _broken(end: str) -> "Mode":
    def answer(seen: Seen, argument: str) -> Answer:
        if argument != "mid":
            return Answer(end=end + ":early")
        body, length = _half(seen)
        return Answer(body, length=length, end=end)

    return answer


def _only_stream(seen: Seen, argument: str) -> Answer:
    if seen.body.get("stream"):
        return _stream(events(faithful(seen.user)))
    return MODES[argument or "504"](seen, "")


def _never_stream(seen: Seen, argument: str) -> Answer:
    """Answer streamed requests with `argument`, others faithfully."""
    return MODES[argument](seen, "") if seen.body.get("stream") else _say(seen, faithful(seen.user))


def _system_role(seen: Seen, status: str) -> Answer:
    if any(message["role"] == "system" for message in seen.body["messages"]):
        return _error(int(status or 400), "System role not supported")
    return _say(seen, faithful(seen.user))


def _text_in(seen: Seen, encoding: str, label: str) -> Answer:
    body = json.dumps(completion(faithful(seen.user)), ensure_ascii=False).encode(encoding)
    return Answer(body, kind=f"application/json{label}")


def _without(seen: Seen, key: str, value: Any = None) -> Answer:
    whole = completion(faithful(seen.user))
    whole.pop(key, None)
    return _json({**whole, **({} if value is None else {key: value})})


def _edited(seen: Seen, **changes: Any) -> Answer:
    return _json({**completion(faithful(seen.user)), **changes})


_PAGE = b"<!DOCTYPE html><html><head><title>Login</title></head><body>Please log in</body></html>"
_CONTEXT = {
    "": "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
    "vllm": "This model's maximum context length is 2048 tokens. Your request has 3015 input tokens.",
    "vllm2": "You passed 1015 input tokens and requested 1024 output tokens.",
    "llamacpp": "the request exceeds the available context size, try increasing it",
    "tgi": "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048",
    "plain": "prompt is too long",
}

Mode = Callable[[Seen, str], Answer]

MODES: dict[str, Mode] = {
    **{name: _saying(make) for name, make in TEXTS.items()},
    # the text's frame
    "parts": lambda s, _a: _json(completion([{"type": "text", "text": faithful(s.user)}])),
    "none": lambda _s, _a: _json(completion(None)),
    "reasoning": lambda s, _a: _json(completion(faithful(s.user), reasoning_content="想了 31 遍")),
    "reasoning:only": lambda _s, _a: _json(completion(None, "length", reasoning_content="好的，用户要我" * 20)),
    "reasoning:stop": lambda _s, _a: _json(completion("", reasoning_content="好的，用户要我写一段")),
    "reasoning:answer": lambda s, _a: _json(completion(None, reasoning_content=faithful(s.user))),
    "truncate": _truncate_below,
    "finish": lambda s, a: _say(s, faithful(s.user), None if a == "null" else a),
    "filter": lambda s, _a: _say(s, faithful(s.user)[:6], "content_filter"),
    "nousage": lambda s, _a: _without(s, "usage"),
    "nullusage": lambda s, _a: _edited(s, usage=None),
    "zerousage": lambda s, _a: _edited(s, usage={"prompt_tokens": 0, "completion_tokens": 0}),
    "clipped": lambda s, _a: _edited(s, usage={"prompt_tokens": 5, "completion_tokens": 9}),
    "othermodel": lambda s, _a: _edited(s, model="another-model"),
    "nochoices": lambda s, _a: _edited(s, choices=[]),
    "nullchoices": lambda s, _a: _edited(s, choices=None),
    "nomessage": lambda s, _a: _edited(s, choices=[{"index": 0, "finish_reason": "stop"}]),
    "error200": lambda _s, a: _json({"error": {"message": "upstream failed", "code": int(a) if a else None}}),
    "objecterror": lambda _s, _a: _json({"object": "error", "message": "engine died", "code": 500}, 500),
    # the status
    "401": lambda _s, _a: _error(401, "Incorrect API key provided: sk-abcdef123456"),
    "402": lambda _s, _a: _error(402, "Payment required"),
    "403": lambda _s, _a: _error(403, "forbidden"),
    "404": lambda _s, _a: _json({"detail": "Not Found"}, 404),
    "notfound": lambda s, _a: _error(404, f'model "{s.body.get("model")}" not found, try pulling it first'),
    "400": lambda _s, _a: _error(400, "something about the request"),
    "408": lambda _s, _a: _error(408, "timeout"),
    "409": lambda _s, _a: _error(409, "conflict"),
    "413": lambda _s, _a: Answer(b"Payload Too Large", 413, "text/plain"),
    "422": lambda _s, _a: _json({"detail": [{"loc": ["body"], "msg": "value is bad", "type": "value_error"}]}, 422),
    "429": lambda _s, a: _json({"error": "slow down"}, 429, **({"Retry_After": a} if a else {})),
    "429:date": lambda _s, _a: _json(
        {"error": "slow down"}, 429, Retry_After=format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)
    ),
    "quota": lambda _s, _a: _error(429, "You exceeded your current quota", "insufficient_quota"),
    "quota:cn": lambda _s, _a: _error(403, "账户余额不足，请充值"),
    "500": lambda _s, _a: _error(500, "internal error", "server_error"),
    "502": lambda _s, _a: _error(502, "bad gateway"),
    "503": lambda _s, _a: _error(503, "unavailable"),
    "504": lambda _s, _a: Answer(b"<html><h1>504 Gateway Time-out</h1></html>", 504, "text/html"),
    "529": lambda _s, _a: _error(529, "overloaded"),
    "html502": lambda _s, _a: Answer(b"<html><body><h1>502 Bad Gateway</h1></body></html>", 502, "text/html"),
    "plain503": lambda _s, _a: Answer(b"upstream connect error", 503, "text/plain"),
    "blank500": lambda _s, _a: Answer(b"", 500, "text/plain"),
    "detail": lambda _s, _a: _json({"detail": "engine stopped"}, 500),
    "strerror": lambda _s, _a: _json({"error": "engine stopped"}, 500),
    "loading": lambda _s, _a: _json(
        {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}, 503
    ),
    "inspect400": lambda _s, _a: _error(
        400, "Output data may contain inappropriate content.", "data_inspection_failed", code="data_inspection_failed"
    ),
    "filter400": lambda _s, _a: _error(400, "The response was filtered", code="content_filter"),
    "context": lambda _s, a: _error(400, _CONTEXT[a]),
    "redirect": lambda _s, a: Answer(b"", 307, headers={"Location": a or "http://127.0.0.1:9/v1/chat/completions"}),
    "noparam": _refuse_parameter,
    "rename-length": _rename_length,
    "extra400": _refuse_one_by_one,
    "insist-thinking": lambda s, _a: (
        _say(s, faithful(s.user))
        if s.body.get("enable_thinking") is False
        else _error(400, "parameter.enable_thinking must be set to false for non-streaming calls")
    ),
    "no-thinking": lambda s, _a: (
        _error(400, f'"{MODEL}" does not support thinking')
        if {"reasoning_effort", "enable_thinking"} & set(s.body)
        else _say(s, faithful(s.user))
    ),
    "system": _system_role,
    # the body
    "html200": lambda _s, _a: Answer(_PAGE, kind="text/html"),
    "plain200": lambda _s, _a: Answer(b"OK", kind="text/plain"),
    "blank200": lambda _s, _a: Answer(b""),
    "list200": lambda _s, _a: Answer(b"[]"),
    "badjson": lambda s, _a: Answer(_half(s)[0]),
    "deep": lambda _s, _a: Answer(b"[" * 200_000),
    "huge": lambda _s, _a: Answer(b'{"x": "' + b"a" * 6_000_000 + b'"}'),
    "charset": lambda s, _a: _text_in(s, "gb18030", "; charset=gbk"),
    "charset:nolabel": lambda s, _a: _text_in(s, "gb18030", ""),
    "bom": lambda s, _a: _text_in(s, "utf-8-sig", ""),
    # the stream
    "forcestream": lambda s, _a: _stream(events(faithful(s.user))),
    "only-stream": _only_stream,
    "never-stream": _never_stream,
    "nodone": lambda s, _a: _stream(events(faithful(s.user), done=False)),
    "nofinish": lambda s, _a: _stream(events(faithful(s.user), None, done=False)),
    "emptystream": lambda _s, _a: _stream(b""),
    "ssecomment": lambda s, _a: _stream(
        b": ping\n\nretry: 3000\nid: 7\n\ndata:\n\n" + events(faithful(s.user)).replace(b"data: {", b"event: x\ndata: {")
    ),
    "sseerror": lambda s, _a: _stream(
        events(faithful(s.user), None, done=False)[:200].rpartition(b"\n\n")[0]
        + b'\n\ndata: {"error": {"message": "engine died"}}\n\n'
    ),
    "ssebadjson": lambda s, _a: _stream(events(faithful(s.user))[:90] + b"\n\ndata: {oops\n\n"),
    # the connection
    "say": _say,
    "slow": lambda s, a: Answer(_say(s, faithful(s.user)).body, before=float(a or 1)),
    "drip": _drip,
    "hang": lambda _s, a: Answer(before=float(a or 60)),
    "reset": _broken("reset"),
    "close": _broken("close"),
    "shortbody": lambda s, _a: Answer(_half(s)[0], length=_half(s)[1], end="close"),
}  # fmt: skip


class FaultServer:
    """The server; a context manager.

    Args:
        script: modes for the first chat requests; `default` afterwards.
        choose: decides on the mode from the request and its number (from 0), instead of the script.
        api_key: when given, other keys get 401.
        prefix: path before /chat/completions.
        latency: seconds before every answer.
        certificate: PEM file with certificate and key: the server speaks https.

    Attributes:
        seen: every request in order of arrival, `chats` only those for a completion.
        most_at_once: the largest number of chat requests in flight together.
    """

    def __init__(
        self,
        script: Sequence[str] = (),
        default: str = "faithful",
        *,
        choose: Callable[[Seen, int], str] | None = None,
        api_key: str = "",
        prefix: str = "/v1",
        models: Sequence[str] = (MODEL,),
        latency: float = 0.0,
        certificate: str = "",
    ) -> None:
        self.script = list(script)
        self.default = default
        self.choose = choose
        self.api_key = api_key
        self.prefix = prefix
        self.models = list(models)
        self.latency = latency
        self.seen: list[Seen] = []
        self.most_at_once = 0
        self._at_once = 0
        self._chat_count = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._http = _Listener(("127.0.0.1", 0), _Handler)
        self._http.owner = self
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.url = f"http{'s' if certificate else ''}://127.0.0.1:{self._http.server_port}{prefix}"

    @property
    def chats(self) -> list[Seen]:
        """The chat requests that arrived."""
        return [seen for seen in self.seen if seen.path.endswith("/chat/completions")]

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._http.shutdown()
        self._http.server_close()

    def answer(self, seen: Seen) -> Answer:
        """Return the answer that the script has for this request."""
        if self.api_key and seen.headers.get("authorization") != f"Bearer {self.api_key}":
            return MODES["401"](seen, "")
        if seen.path == self.prefix + "/models":
            return _json(
                {"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]}
            )
        if seen.path != self.prefix + "/chat/completions":
            return MODES["404"](seen, "")
        with self._lock:
            number = self._chat_count
            self._chat_count += 1
            name = self.script.pop(0) if self.script else self.default
        name = self.choose(seen, number) if self.choose else name
        return run_mode(name, seen)

    def enter(self, seen: Seen) -> None:
        """Count a request that arrived."""
        with self._lock:
            self.seen.append(seen)
            self._at_once += seen.path.endswith("/chat/completions")
            self.most_at_once = max(self.most_at_once, self._at_once)

    def leave(self, seen: Seen) -> None:
        """Count a request that is about to be answered."""
        with self._lock:
            self._at_once -= seen.path.endswith("/chat/completions")

    def pause(self, seconds: float) -> bool:
        """Wait; return False when the server is being stopped."""
        return not (self._stop.wait(seconds) if seconds else self._stop.is_set())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: "_Listener"

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        self._serve(json.loads(raw))

    def _serve(self, body: dict[str, Any]) -> None:
        owner = self.server.owner
        seen = Seen(self.path, {name.lower(): text for name, text in self.headers.items()}, body)
        owner.enter(seen)
        try:
            answer = owner.answer(seen)
            ready = owner.pause(answer.before + owner.latency)
        finally:
            owner.leave(seen)
        with suppress(OSError):
            if ready:
                self._write(answer)

    def _write(self, answer: Answer) -> None:
        if answer.end.endswith(":early"):
            self._end(answer.end)
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        for name, text in answer.headers.items():
            self.send_header(name, text)
        self.end_headers()
        for pause, piece in answer.pieces or [(0.0, answer.body)]:
            if not self.server.owner.pause(pause):
                break
            self.wfile.write(piece)
            self.wfile.flush()
        if answer.end:
            self._end(answer.end)

    def _end(self, end: str) -> None:
        self.close_connection = True
        if end.startswith("reset"):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            os.close(self.connection.detach())


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 512
    owner: FaultServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent: broken connections are what this server is for."""


def run_mode(name: str, seen: Seen) -> Answer:
    """Return the answer of mode `name`, which may carry an argument after a colon."""
    if name in MODES:
        return MODES[name](seen, "")
    mode, _, argument = name.partition(":")
    return MODES[mode](seen, argument)


def random_faults(rate: float, names: Sequence[str], seed: int = 7) -> Callable[[Seen, int], str]:
    """Return a `choose` that answers a part `rate` of the requests with one of `names`, else faithfully."""
    rng = random.Random(seed)  # noqa: S311  faults, not secrets
    lock = threading.Lock()

    def choose(_seen: Seen, _number: int) -> str:
        with lock:
            return rng.choice(list(names)) if rng.random() < rate else "faithful"

    return choose


def closed_port() -> int:
    """Return a port of loopback on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Return whether `condition` came true in time."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.01)
    return condition()
