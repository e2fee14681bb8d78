"""One request to the endpoint through the openai client; every way it can fail is a Fault.

Nothing is retried here. The client's own retries, redirects and environment are switched off: one request is
one request, it goes where the configuration says, and it carries only what we put into it.
"""

import importlib.util
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from draft.profiles import EndpointConfig
from draft.writers.body import RawReply, read_body
from draft.writers.faults import Fault, classify_connection, classify_status

if TYPE_CHECKING:
    import httpx2
    import openai

_MOST_BYTES = 4_000_000
_END_OF_STREAM = b"data: [DONE]"
_NO_KEY = "none"


class Wire:
    """The connection to one endpoint, opened at the first request; close it in the same event loop."""

    def __init__(self, config: EndpointConfig) -> None:
        self._config = config
        self._client: openai.AsyncOpenAI | None = None

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def chat(self, body: Mapping[str, Any]) -> RawReply:
        """Send one chat request and return what came back.

        Raises:
            Fault: whatever went wrong.
        """
        content, content_type = await self._send("/chat/completions", dict(body))
        return read_body(content, content_type)

    async def get(self, path: str) -> bytes:
        """Return the body of a GET below the base URL.

        Raises:
            Fault: whatever went wrong.
        """
        content, _ = await self._send(path, None)
        return content

    async def _send(self, path: str, body: dict[str, Any] | None) -> tuple[bytes, str]:
        import httpx2  # noqa: PLC0415  with openai
        import openai  # noqa: PLC0415  a second of import, not needed for a run out of the cache

        client = self._open()
        # The client's typed methods walk every parameter and build a model of the answer, longer than the
        # request itself takes; post() keeps authentication and error classes and hands over the bytes.
        options: Any = {"headers": {"X-Stainless-Raw-Response": "stream"}}
        try:
            if body is None:
                response = await client.get(path, cast_to=httpx2.Response, options=options)
            else:
                response = await client.post(path, cast_to=httpx2.Response, body=body, options=options)
            try:
                return await _read(response), response.headers.get("content-type", "").lower()
            finally:
                await response.aclose()
        except openai.APIStatusError as error:
            raise self._status_fault(error.response) from None
        except (
            openai.APIConnectionError,
            httpx2.HTTPError,
            httpx2.InvalidURL,
            httpx2.StreamError,
            OSError,
        ) as error:
            raise self._hide_key(classify_connection(error)) from None
        except (openai.OpenAIError, UnicodeError, ValueError) as error:
            raise self._hide_key(Fault("bad_request_line", type(error).__name__)) from None

    def _status_fault(self, response: "httpx2.Response") -> Fault:
        headers = {name.lower(): value for name, value in response.headers.items()}
        body = response.content[: _MOST_BYTES // 40].decode("utf-8", "replace")
        return self._hide_key(classify_status(response.status_code, headers, body))

    def _hide_key(self, fault: Fault) -> Fault:
        key = self._config.api_key
        if key:
            fault.detail = fault.detail.replace(key, "***")
        return fault

    def _open(self) -> "openai.AsyncOpenAI":
        if self._client is None:
            self._client = _build_client(self._config)
        return self._client

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


async def _read(response: "httpx2.Response") -> bytes:
    """Return the body, up to the end of the stream or of our patience with its size."""
    pieces: list[bytes] = []
    size = 0
    tail = b""
    async for piece in response.aiter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > _MOST_BYTES:
            raise Fault("too_big")
        tail = (tail + piece)[-40:]
        if _END_OF_STREAM in tail:
            break
    return b"".join(pieces)


def _build_client(config: EndpointConfig) -> "openai.AsyncOpenAI":
    """Return the client; openai, a second of import, is loaded when the first answer is really needed."""
    import httpx2  # noqa: PLC0415  with openai
    import openai  # noqa: PLC0415  as above

    timeout = httpx2.Timeout(config.read_timeout, connect=config.connect_timeout)
    client = openai.AsyncOpenAI(
        base_url=config.base_url,
        api_key=config.api_key or _NO_KEY,
        max_retries=0,
        timeout=timeout,
        http_client=_build_http(config, timeout),
    )
    # The constructor took these from OPENAI_ORG_ID, OPENAI_PROJECT_ID, OPENAI_ADMIN_KEY and
    # OPENAI_CUSTOM_HEADERS, variables that are meant for other programs.
    client.organization = client.project = client.admin_api_key = None
    client._custom_headers = {}  # noqa: SLF001  no public way to say "none"
    return client


def _build_http(config: EndpointConfig, timeout: "httpx2.Timeout") -> "httpx2.AsyncClient":
    """Return what carries the requests: aiohttp where it is installed, as it costs less, else httpx2."""
    import httpx2  # noqa: PLC0415  with openai
    import openai  # noqa: PLC0415  as above

    from draft.writers.transport import OneConnectionEach  # noqa: PLC0415  it imports httpx2

    trust = _trust(config)
    if _has_aiohttp() and not config.proxy:
        most = httpx2.Limits(max_connections=config.concurrency)
        return openai.DefaultAioHttpClient(
            trust_env=False, follow_redirects=False, timeout=timeout, verify=trust, limits=most
        )
    single = httpx2.Limits(max_connections=1, max_keepalive_connections=1)

    def connect() -> httpx2.AsyncHTTPTransport:
        return httpx2.AsyncHTTPTransport(
            verify=trust, trust_env=False, limits=single, proxy=config.proxy or None
        )

    return openai.DefaultAsyncHttpxClient(
        trust_env=False, follow_redirects=False, timeout=timeout, transport=OneConnectionEach(connect)
    )


def _has_aiohttp() -> bool:
    """Return whether the extra [fast] is there."""
    return importlib.util.find_spec("aiohttp") is not None


def _trust(config: EndpointConfig) -> ssl.SSLContext:
    """Return whom to believe: the named CA file, else the system's store; nobody is needed for plain http."""
    if config.base_url.startswith("http:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return ssl.create_default_context(cafile=config.ca_file or None)
