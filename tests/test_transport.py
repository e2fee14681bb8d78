"""What carries the requests: aiohttp where it is installed and can do it, else httpx2."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from draft.profiles import EndpointConfig
from draft.settings import load_settings
from draft.writers.transport import OneConnectionEach
from draft.writers.wire import _build_client


def config(tmp_path: Path) -> EndpointConfig:
    flags: dict[str, object] = {"base_url": "http://127.0.0.1:9/v1", "model": "m"}
    endpoint = load_settings(flags, environ={}, cwd=tmp_path).endpoint
    assert endpoint is not None
    return endpoint


def takes_httpx2(endpoint: EndpointConfig) -> bool:
    transport = _build_client(endpoint)._client._transport  # noqa: SLF001  there is no public way to see it
    return isinstance(transport, OneConnectionEach)


def test_aiohttp_is_taken_exactly_where_it_is_installed(tmp_path: Path) -> None:
    assert takes_httpx2(config(tmp_path)) == (find_spec("aiohttp") is None)


def test_a_proxy_always_goes_through_httpx2(tmp_path: Path) -> None:
    assert takes_httpx2(replace(config(tmp_path), proxy="http://127.0.0.1:9"))
