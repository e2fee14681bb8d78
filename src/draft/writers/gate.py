"""How many requests may be in flight: as configured, fewer for a while after the server complained."""

import asyncio
from collections import deque
from types import TracebackType
from typing import Self

_CALM = 1.0  # seconds between two reductions, so that one burst of complaints counts once
_LESS = 0.75


class Gate:
    """A counted place per request, handed out in the order of asking.

    Args:
        most: places when nobody complains.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._places = float(most)
        self._taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._reduced = -_CALM

    async def __aenter__(self) -> Self:
        if self._taken >= int(self._places) or self._waiting:
            place = asyncio.get_running_loop().create_future()
            self._waiting.append(place)
            try:
                await place
            except asyncio.CancelledError:
                if place.done() and not place.cancelled():
                    self._leave()
                raise
        else:
            self._taken += 1
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def slow_down(self) -> None:
        """Give out a quarter fewer places, at least one."""
        now = asyncio.get_running_loop().time()
        if now - self._reduced >= _CALM:
            self._reduced = now
            self._places = max(1.0, self._places * _LESS)

    def speed_up(self) -> None:
        """Give one place back after a request that went well."""
        if self._places < self._most:
            self._places = min(float(self._most), self._places + 1)
            self._admit()

    def _leave(self) -> None:
        self._taken -= 1
        self._admit()

    def _admit(self) -> None:
        while self._waiting and self._taken < int(self._places):
            place = self._waiting.popleft()
            if not place.done():
                self._taken += 1
                place.set_result(None)
