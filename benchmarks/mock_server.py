"""A model server that costs next to nothing: asyncio, hand-written HTTP/1.1, timer latency, faults.

    python benchmarks/mock_server.py --latency 0.2 --fault-every 10

Prints its port, then answers POST …/chat/completions with the facts of the prompt as sentences. GET /stats
returns calls, faults, the largest number in flight, the number of connections that asked for an answer, and
when the first call came and the last answer went.
"""

import argparse
import asyncio
import json
import re
import time

FACTS = re.compile(r"<事实>\n(.*?)\n</事实>", re.DOTALL)
NUMBERED = re.compile(r"^第[0-9]+条(?:（[^（）]*）)?：", re.MULTILINE)


class Server:
    """Counts what happens while it answers."""

    def __init__(self, latency: float, fault_every: int) -> None:
        self.latency = latency
        self.fault_every = fault_every
        self.stats: dict[str, float] = dict.fromkeys(
            ("calls", "faults", "max_inflight", "connections", "answered", "first", "last"), 0
        )
        self._inflight = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        counted = False
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if not counted and head.startswith(b"POST"):
                    counted = True
                    self.stats["connections"] += 1
                length = re.search(rb"content-length: *([0-9]+)", head, re.IGNORECASE)
                body = await reader.readexactly(int(length.group(1))) if length else b""
                status, answer = await self.answer(head, body)
                writer.write(
                    b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
                    % (status, len(answer), answer)
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, head: bytes, body: bytes) -> tuple[int, bytes]:
        """Return status and body for one request."""
        if head.startswith(b"GET"):
            return 200, json.dumps(self.stats).encode()
        self.stats["calls"] += 1
        self.stats["first"] = self.stats["first"] or time.time()
        number = self.stats["calls"]  # as it arrived: what arrives meanwhile must not change who fails
        self._inflight += 1
        self.stats["max_inflight"] = max(self.stats["max_inflight"], self._inflight)
        try:
            await asyncio.sleep(self.latency)
        finally:
            self._inflight -= 1
        if self.fault_every and number % self.fault_every == 0:
            self.stats["faults"] += 1
            return (429, b"{}") if self.stats["faults"] % 2 else (500, b"{}")
        self.stats["answered"] += 1
        self.stats["last"] = time.time()
        user = json.loads(body)["messages"][-1]["content"]
        return 200, completion(prose_of(user))


def prose_of(user: str) -> str:
    """Return the facts of a prompt as sentences; a 导语 gets its hand-over."""
    block = FACTS.findall(user)
    if not block:
        return "现将有关工作情况报告如下。"
    return "".join(f"{line.strip()}。" for line in NUMBERED.sub("", block[-1]).split("\n") if line.strip())


def completion(text: str) -> bytes:
    """Return the JSON of a chat completion."""
    return json.dumps(
        {
            "id": "x",
            "object": "chat.completion",
            "created": 0,
            "model": "mock",
            "choices": [
                {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
            ],
            "usage": {"prompt_tokens": 1500, "completion_tokens": 400, "total_tokens": 1900},
        },
        ensure_ascii=False,
    ).encode()


async def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--fault-every", type=int, default=0)
    options = parser.parse_args()
    server = Server(options.latency, options.fault_every)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, backlog=1024, limit=1 << 20)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
