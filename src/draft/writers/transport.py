"""An HTTP transport with one small pool for each request in flight.

One pool for all looks at every connection before and after every request; at 64 in flight that costs
more than the request. Loaded together with the client, never before.
"""

from collections.abc import AsyncIterator, Callable

import httpx2

Make = Callable[[], httpx2.AsyncBaseTransport]


class OneConnectionEach(httpx2.AsyncBaseTransport):
    """Hands each request to an idle transport of its own, the one used last first.

    Args:
        make: returns a new transport; there are as many as requests were ever in flight together.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._idle: list[httpx2.AsyncBaseTransport] = []
        self._all: list[httpx2.AsyncBaseTransport] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send `request`; its transport is idle again when the response is closed."""
        transport = self._idle.pop() if self._idle else self._new()
        try:
            response = await transport.handle_async_request(request)
        except BaseException:
            self._idle.append(transport)
            raise
        if not isinstance(response.stream, httpx2.AsyncByteStream):
            raise TypeError(response.stream)
        response.stream = _Returning(response.stream, lambda: self._idle.append(transport))
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        for transport in self._all:
            await transport.aclose()

    def _new(self) -> httpx2.AsyncBaseTransport:
        transport = self._make()
        self._all.append(transport)
        return transport


class _Returning(httpx2.AsyncByteStream):
    """A response body that says once when it is closed."""

    def __init__(self, stream: httpx2.AsyncByteStream, give_back: Callable[[], None]) -> None:
        self._stream = stream
        self._give_back = give_back
        self._open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        """Close the body and give its transport back."""
        try:
            await self._stream.aclose()
        finally:
            if self._open:
                self._open = False
                self._give_back()
