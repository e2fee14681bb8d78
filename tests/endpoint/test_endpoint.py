"""The endpoint as a whole: many sections at once, one message where nobody can succeed, no leaks."""

import asyncio
import logging
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from draft.document import Completion, Message, Prompt
from draft.errors import EndpointError, Refused, ReplyError, SettingsError, Unreachable
from draft.profiles import PROFILES
from draft.writers.cache import AnswerCache
from draft.writers.endpoint import Endpoint
from endpoint.conftest import Ask, make_config, make_prompt
from endpoint.fault_server import FaultServer, closed_port, random_faults

SECRET = "sk-very-secret-0123456789"  # noqa: S105  made up


def run_many(
    url: str, count: int, *, tell: Any = None, cache: AnswerCache | None = None, **changes: Any
) -> list[Any]:
    """Return the completions of `count` different prompts asked at once, or what was raised."""

    async def main() -> list[Any]:
        workers = asyncio.Semaphore(changes.get("concurrency", 2) * 2)
        quiet = tell or (lambda _line: None)
        async with Endpoint(make_config(url, **changes), tell=quiet, cache=cache) as endpoint:

            async def one(number: int) -> Completion:
                async with workers:
                    return await endpoint.complete(make_prompt((f"第{number}项完成{number + 1000}件",)))

            return await asyncio.gather(*map(one, range(count)), return_exceptions=True)

    return asyncio.run(main())


def texts(results: list[Any]) -> list[str]:
    return [result.text if isinstance(result, Completion) else repr(result) for result in results]


# What is remembered -----------------------------------------------------------------------------------------


def test_an_answer_that_is_not_accepted_is_not_remembered_and_one_that_was_is_asked_for_again(
    cache_dir: Path,
) -> None:
    def refuse(_text: str) -> str:
        raise ReplyError("echo", "没有正文")

    def ask_for(url: str, accept: Callable[[str], str]) -> str:
        async def main() -> str:
            async with Endpoint(make_config(url), cache=AnswerCache(cache_dir)) as endpoint:
                return (await endpoint.complete(make_prompt(), accept=accept)).text

        return asyncio.run(main())

    with FaultServer() as server:
        for calls in (1, 2):
            with pytest.raises(ReplyError):
                ask_for(server.url, refuse)
            assert len(server.chats) == calls
        kept = ask_for(server.url, str.upper)
        assert ask_for(server.url, str.upper) == kept
        assert len(server.chats) == 3
        with pytest.raises(ReplyError):
            ask_for(server.url, refuse)
        assert len(server.chats) == 4


# Many at once -----------------------------------------------------------------------------------------------


def test_as_many_requests_are_in_flight_as_configured_and_no_more() -> None:
    with FaultServer(latency=0.05) as server:
        results = run_many(server.url, 24, concurrency=6)
        assert texts(results) == [f"第{i}项完成{i + 1000}件。" for i in range(24)]
        assert server.most_at_once == 6
        assert len(server.chats) == 24


def test_a_place_is_taken_again_before_its_answer_is_judged() -> None:
    with FaultServer() as server:

        async def main() -> int:
            async with Endpoint(make_config(server.url, concurrency=1)) as endpoint:
                first, second = (make_prompt((f"第{i}项完成{i + 1000}件",)) for i in range(2))

                async def ask_and_judge() -> int:
                    await endpoint.complete(first)
                    deadline = time.monotonic() + 5  # judging holds up the loop
                    while len(server.chats) == 1 and time.monotonic() < deadline:
                        time.sleep(0.01)  # noqa: ASYNC251  as judging does
                    return len(server.chats)

                seen, _ = await asyncio.gather(ask_and_judge(), endpoint.complete(second))
                return seen

        assert asyncio.run(main()) == 2
        assert server.most_at_once == 1


def test_every_tenth_call_failing_costs_only_its_repetition() -> None:
    def choose(_seen: object, number: int) -> str:
        return ("429", "500")[number // 10 % 2] if number % 10 == 9 else "faithful"

    with FaultServer(choose=choose) as server:
        results = run_many(server.url, 90, concurrency=8)
        assert all(isinstance(result, Completion) for result in results)
        assert len(server.chats) <= 100


def test_a_refused_parameter_is_dropped_once_for_all_sections() -> None:
    said: list[str] = []
    with FaultServer(default="noparam:temperature") as server:
        results = run_many(server.url, 12, concurrency=1, tell=said.append)
        assert all(isinstance(result, Completion) for result in results)
        assert len(server.chats) == 13
        assert [line for line in said if "temperature" in line] == ["模型服务不接受参数 temperature，已去掉"]


@pytest.mark.parametrize(
    "mode",
    ["noparam:temperature", "rename-length", "insist-thinking", "system", "only-stream:504", "extra400"],
)
def test_sections_refused_together_learn_together(mode: str) -> None:
    with FaultServer(default=mode, latency=0.1) as server:
        results = run_many(server.url, 6, concurrency=6)
        assert all(isinstance(result, Completion) for result in results)
        assert len(server.chats) <= (18 if mode == "extra400" else 12)


# Nobody can succeed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["401", "403", "404", "notfound", "quota", "redirect"])
def test_one_refusal_that_concerns_everybody_stops_all_sections(mode: str) -> None:
    with FaultServer(default=mode, latency=0.02) as server:
        results = run_many(server.url, 20, concurrency=2)
        assert {str(result) for result in results} == {str(results[0])}
        assert all(isinstance(result, EndpointError) and result.everybody for result in results)
        assert len(server.chats) <= 2


def test_a_server_that_is_not_there_is_one_message_at_once() -> None:
    begun = time.monotonic()
    results = run_many(f"http://127.0.0.1:{closed_port()}/v1", 20, backoff=5.0, profile=PROFILES["ollama"])
    assert time.monotonic() - begun < 5
    assert all(isinstance(result, Unreachable) and result.everybody for result in results)
    assert len({str(result) for result in results}) == 1
    assert "ollama serve" in str(results[0])


def test_a_server_that_fails_everybody_is_given_up_after_two_sections() -> None:
    with FaultServer(default="500") as server:
        results = run_many(server.url, 20, concurrency=1, tries=3)
        assert all(isinstance(result, Unreachable) for result in results)
        assert len(server.chats) <= 8


def test_one_poisoned_section_does_not_stop_the_others() -> None:
    def choose(seen: Any, _number: int) -> str:
        return "inspect400" if "第3项" in seen.user else "faithful"

    with FaultServer(choose=choose) as server:
        results = run_many(server.url, 8)
        assert [i for i, result in enumerate(results) if isinstance(result, EndpointError)] == [3]
        assert not results[3].everybody


def test_waiting_sections_wake_when_the_endpoint_is_given_up() -> None:
    with FaultServer(["429:30", "401"]) as server:
        begun = time.monotonic()
        results = run_many(server.url, 2, concurrency=2)
        assert time.monotonic() - begun < 5
        assert all(isinstance(result, Refused) for result in results)


def test_a_long_wait_for_a_place_is_not_counted_against_the_deadline() -> None:
    with FaultServer(latency=0.2) as server:
        results = run_many(server.url, 6, concurrency=1, deadline=0.6)
        assert all(isinstance(result, Completion) for result in results)


def test_a_forgotten_v1_is_named() -> None:
    with FaultServer() as server:
        results = run_many(server.url.removesuffix("/v1"), 1)
        assert f"请改为 {server.url}" in str(results[0])


def test_an_unknown_model_is_answered_with_the_models_there_are() -> None:
    with FaultServer(default="notfound", models=["qwen3:8b", "glm4:9b"]) as server:
        results = run_many(server.url, 1, model="qwen3")
        assert "qwen3:8b、glm4:9b" in str(results[0])


def test_without_a_model_the_only_one_is_taken() -> None:
    with FaultServer(models=["the-only-one"]) as server:
        results = run_many(server.url, 3, model="")
        assert texts(results) == [f"第{i}项完成{i + 1000}件。" for i in range(3)]
        assert {seen.body["model"] for seen in server.chats} == {"the-only-one"}
        assert len(server.seen) == 4


def test_without_a_model_several_are_listed_and_none_is_guessed() -> None:
    with FaultServer(models=["a", "b"]) as server:
        results = run_many(server.url, 1, model="")
        assert isinstance(results[0], SettingsError)
        assert "a、b" in str(results[0])
        assert not server.chats


# The request ------------------------------------------------------------------------------------------------


def test_the_body_holds_what_was_configured_and_nothing_else(ask: Ask) -> None:
    with FaultServer() as server:
        ask(
            server.url, profile=PROFILES["vllm"], seed=7, omit=frozenset({"top_p"}), extra_body={"min_p": 0.1}
        )
        body = dict(server.chats[0].body)
        assert [message["role"] for message in body.pop("messages")] == ["system", "user"]
        assert body == {
            "model": "test-model",
            "temperature": 0.4,
            "seed": 7,
            "max_tokens": 4000,
            "min_p": 0.1,
            "chat_template_kwargs": {"enable_thinking": False},
        }


def test_distinct_attempts_are_distinct_questions(ask: Ask) -> None:
    with FaultServer() as server:
        assert [ask(server.url, attempt=number).cached for number in (0, 1, 0, 1)] == [
            False,
            False,
            True,
            True,
        ]
        assert len(server.chats) == 2


@pytest.mark.parametrize(
    "change",
    [{"model": "other"}, {"seed": 1}, {"temperature": 0.9}, {"extra_body": {"x": 1}}, {"thinking": True}],
)
def test_whatever_shapes_the_answer_is_part_of_the_key(change: dict[str, Any], ask: Ask) -> None:
    with FaultServer() as server:
        assert not ask(server.url, profile=PROFILES["vllm"]).cached
        assert not ask(server.url, profile=PROFILES["vllm"], **change).cached


@pytest.mark.parametrize(
    "change", [{"api_key": SECRET}, {"read_timeout": 9.0}, {"concurrency": 9}, {"tries": 2}]
)
def test_what_does_not_shape_the_answer_is_not(change: dict[str, Any], ask: Ask) -> None:
    with FaultServer() as server:
        assert not ask(server.url).cached
        assert ask(server.url, **change).cached


def test_a_prompt_of_any_characters_is_sent_and_remembered(ask: Ask) -> None:
    prompt = Prompt((Message("user", "- 㐂𠀀 \u2028 \x00 ½ “引” 12.50%"),), "t", "d")
    with FaultServer() as server:
        first, second = (ask(server.url, prompt=prompt) for _ in range(2))
        assert server.chats[0].user == prompt.messages[0].content
        assert (second.text, second.cached) == (first.text, True)


# Secrets and the environment --------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["faithful", "401", "500", "html200", "reset", "charset:nolabel", "context"])
def test_the_key_is_nowhere_but_in_the_header(
    mode: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    with FaultServer(default=mode) as server:
        cache = AnswerCache(tmp_path / "cache", warn=said.append)
        results = run_many(server.url, 2, api_key=SECRET, tell=said.append, cache=cache, tries=2)
        assert {seen.headers["authorization"] for seen in server.chats} == {f"Bearer {SECRET}"}
        shown = repr(results) + repr(make_config(server.url, api_key=SECRET)) + "".join(said) + caplog.text
        shown += "".join(f"{error!r}{error.__cause__!r}" for error in results if isinstance(error, Exception))
        assert SECRET not in shown
        stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
        assert SECRET.encode() not in stored


def test_a_server_that_repeats_the_key_is_not_repeated(ask: Ask) -> None:
    with FaultServer(api_key="right") as server, pytest.raises(Refused) as caught:
        ask(server.url, api_key=SECRET)
    assert SECRET not in str(caught.value)


def test_variables_of_other_programs_change_nothing(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "OPENAI_API_KEY": SECRET,
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "OPENAI_ORG_ID": "org-spy",
        "OPENAI_PROJECT_ID": "proj-spy",
        "OPENAI_ADMIN_KEY": SECRET,
        "OPENAI_CUSTOM_HEADERS": "X-Spy: yes",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "ALL_PROXY": "socks5://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    with FaultServer() as server:
        ask(server.url)
        headers = server.chats[0].headers
        assert headers["authorization"] == "Bearer none"
        assert not {"x-spy", "openai-organization", "openai-project"} & set(headers)


def test_a_redirect_sends_the_facts_nowhere_else(ask: Ask) -> None:
    with (
        FaultServer() as elsewhere,
        FaultServer(default=f"redirect:{elsewhere.url}/chat/completions") as server,
    ):
        with pytest.raises(Refused, match="转到别的地址"):
            ask(server.url)
        assert not elsewhere.seen


def test_a_configured_proxy_is_used(ask: Ask) -> None:
    with FaultServer() as proxy, pytest.raises(EndpointError):
        ask("http://model.example/v1", proxy=proxy.url.removesuffix("/v1"), local=False)
    assert proxy.seen[0].path == "http://model.example/v1/chat/completions"


# Certificates -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a PEM file with key and self-signed certificate for 127.0.0.1."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
    options = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out", f"{path}.crt"]
    try:
        subprocess.run([*command.split(), *options], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not installed: the tests of certificates did not run")
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return str(path)


def test_a_self_signed_certificate_is_refused_with_the_remedy(certificate: str, ask: Ask) -> None:
    with (
        FaultServer(certificate=certificate) as server,
        pytest.raises(Unreachable, match="ca_file") as caught,
    ):
        ask(server.url)
    assert caught.value.everybody
    assert not server.seen


def test_a_certificate_named_in_the_settings_is_trusted(certificate: str, ask: Ask) -> None:
    with FaultServer(certificate=certificate) as server:
        assert ask(server.url, ca_file=certificate).text


def test_https_to_a_plain_server_says_so(ask: Ask) -> None:
    with FaultServer() as server, pytest.raises(Unreachable, match="http://"):
        ask(server.url.replace("http:", "https:"), connect_timeout=1.0)


# Interruption and imports -----------------------------------------------------------------------------------


def test_an_interrupted_run_keeps_what_was_answered(tmp_path: Path) -> None:
    async def interrupted(url: str) -> None:
        async with Endpoint(
            make_config(url, concurrency=1), cache=AnswerCache(tmp_path / "cache")
        ) as endpoint:
            jobs = [
                asyncio.create_task(endpoint.complete(make_prompt((f"完成{i}件",))))
                for i in range(1000, 1006)
            ]
            await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({jobs[2]})
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)

    async def again(url: str) -> list[Completion]:
        async with Endpoint(
            make_config(url, concurrency=1), cache=AnswerCache(tmp_path / "cache")
        ) as endpoint:
            return [await endpoint.complete(make_prompt((f"完成{i}件",))) for i in range(1000, 1006)]

    with FaultServer(latency=0.05) as server:
        asyncio.run(interrupted(server.url))
        results = asyncio.run(again(server.url))
        assert [result.cached for result in results][:3] == [True, True, True]
        assert len(server.chats) <= 7  # six answers, and the one that was under way


@pytest.mark.slow
def test_a_run_out_of_the_cache_loads_neither_client_nor_retries(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import asyncio, sys
        from pathlib import Path
        from endpoint.conftest import make_config, make_prompt
        from draft.writers.cache import AnswerCache
        from draft.writers.endpoint import Endpoint

        async def main(url, directory):
            async with Endpoint(make_config(url), cache=AnswerCache(Path(directory))) as endpoint:
                return await endpoint.complete(make_prompt())

        completion = asyncio.run(main(*sys.argv[1:]))
        print(completion.cached, sorted({"openai", "httpx2", "tenacity"} & set(sys.modules)))
    """)
    tests = Path(__file__).parents[1]
    with FaultServer() as server:
        command = [sys.executable, "-c", script, server.url, str(tmp_path / "cache")]
        environment = {**os.environ, "PYTHONPATH": str(tests)}
        lines = [
            subprocess.run(
                command, env=environment, capture_output=True, text=True, check=True
            ).stdout.strip()
            for _ in range(2)
        ]
    assert lines == ["False ['httpx2', 'openai', 'tenacity']", "True []"]


# A soak -----------------------------------------------------------------------------------------------------

PASSING = (
    "429", "500", "502", "503", "529", "408", "reset", "close", "reset:mid", "shortbody", "badjson",
    "nochoices",
    "empty", "none", "html502", "plain503", "blank500", "loop", "think:open", "charset:nolabel", "error200",
    "truncate-silent", "nofinish", "emptystream", "sseerror", "loading",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_hundred_answers_survive_ten_percent_random_faults(seed: int) -> None:
    with FaultServer(choose=random_faults(0.1, PASSING, seed)) as server:
        results = run_many(server.url, 200, concurrency=8)
        assert texts(results) == [f"第{i}项完成{i + 1000}件。" for i in range(200)]
        assert len(server.chats) <= 250
        assert sum(result.requests for result in results) == len(server.chats)
