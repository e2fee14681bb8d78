"""A real llama.cpp server with a tiny hand-made model: pip install xllamacpp==2026.10.11549, then -m slow.

The server is the one that most local set-ups run; the model repeats the facts it is given (tiny_model.py).
"""

import asyncio
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from draft.document import Completion
from draft.errors import Refused, ReplyError
from draft.profiles import PROFILES
from draft.writers.diagnosis import Diagnosis, Finding
from draft.writers.endpoint import Endpoint
from endpoint.conftest import FACTS, Ask, make_config, make_prompt

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("xllamacpp") is None,
        reason="NO REAL SERVER WAS TESTED: run pip install xllamacpp==2026.10.11549 here to do so",
    ),
]

PROSE = "".join(f"{fact}。" for fact in FACTS)
Start = Callable[..., str]


@contextmanager
def running(directory: Path, context: int, key: str) -> Iterator[str]:
    """Yield the base URL of a server."""
    script = Path(__file__).with_name("tiny_model.py")
    command = [sys.executable, str(script), str(directory / f"tiny-{context}.gguf"), str(context), key]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True) as process:
        try:
            assert process.stdout
            line = next((line for line in process.stdout if line.startswith("ready ")), "")
            assert line, "the server did not start"
            yield line.split()[1] + "/v1"
        finally:
            process.kill()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Yield a function that starts a server once per set of options."""
    directory = tmp_path_factory.mktemp("tiny")
    known: dict[tuple[int, str], str] = {}
    with ExitStack() as servers:

        def get(context: int = 8192, key: str = "") -> str:
            if (context, key) not in known:
                known[context, key] = servers.enter_context(running(directory, context, key))
            return known[context, key]

        yield get


def test_a_real_server_writes_the_facts(start: Start, ask: Ask) -> None:
    completion = ask(start(), profile=PROFILES["llamacpp"])
    assert (completion.text, completion.requests) == (PROSE, 1)
    assert completion.usage["prompt_tokens"] > 3000
    assert ask(start(), profile=PROFILES["llamacpp"]).cached


def test_a_real_server_streams(start: Start, ask: Ask) -> None:
    assert ask(start(), stream=True).text == PROSE


def test_a_real_server_writes_sixteen_sections_at_once(start: Start) -> None:
    async def main() -> list[Completion]:
        async with Endpoint(
            make_config(start(), concurrency=16, read_timeout=60.0, deadline=120.0)
        ) as endpoint:
            jobs = [endpoint.complete(make_prompt((f"第{i}项完成{i}.50万件",))) for i in range(16)]
            return await asyncio.gather(*jobs)

    assert [completion.text for completion in asyncio.run(main())] == [
        f"第{i}项完成{i}.50万件。" for i in range(16)
    ]


def test_an_answer_cut_at_the_limit_is_asked_for_with_more_room(start: Start, ask: Ask) -> None:
    prompt = make_prompt()
    prompt.options["max_tokens"] = 100
    completion = ask(start(), prompt=prompt)
    assert (completion.text, completion.requests) == (PROSE, 2)


def test_an_answer_cut_at_any_limit_is_refused(start: Start, ask: Ask) -> None:
    prompt = make_prompt()
    prompt.options["max_tokens"] = 20
    with pytest.raises(ReplyError) as caught:
        ask(start(), prompt=prompt)
    assert caught.value.name == "truncated"


def test_a_context_that_is_too_small_is_named(start: Start, ask: Ask) -> None:
    with pytest.raises(Refused, match="上下文"):
        ask(start(context=1024))


def test_a_wrong_key_stops_everybody(start: Start, ask: Ask) -> None:
    with pytest.raises(Refused, match="DRAFT_API_KEY") as caught:
        ask(start(key="right"), api_key="wrong-key-0123")
    assert caught.value.everybody
    assert ask(start(key="right"), api_key="right").text == PROSE


def test_the_doctor_passes_a_real_server(start: Start) -> None:
    async def main(url: str) -> dict[str, Finding]:
        return {finding.name: finding async for finding in Diagnosis(make_config(url, model="")).examine()}

    found = asyncio.run(main(start()))
    for name in (
        "connection",
        "models",
        "answer",
        "thinking",
        "system_role",
        "parameters",
        "limit",
        "stream",
    ):
        assert found[name].state == "ok", found[name]
    assert found["speed"].measures["tokens_per_second"] > 0
    assert found["context"].state == "failure"  # the template of this model takes no long text


def test_expand_writes_a_whole_document_with_a_real_server(start: Start, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "title: 测试县2023年工作总结\nsections:\n"
        "  - heading: 抓好项目建设\n    facts:\n"
        "      - 完成投资12345.6万元，同比增长8.5%\n      - 新建公路37公里\n"
        "  - heading: 抓好健康服务\n    facts:\n      - 体检预约39229人，完成26071人，完成率66.46%\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-c", "from draft.cli import main; main()", "expand", str(facts), "--json"]
    command += ["--base-url", start(), "--model", "tiny-copy", "--format", "md,json"]
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    environ = {**os.environ, **home}
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
    text = next((tmp_path / "out").glob("*.md")).read_text(encoding="utf-8")
    for words in ("12345.6万元", "8.5%", "37公里", "39229人", "26071人", "66.46%"):
        assert words in text
