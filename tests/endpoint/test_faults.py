"""Every fault of a model server, played at the wire against the real client: outcome and requests."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from draft.errors import EndpointError, Refused, ReplyError, Unreachable
from endpoint.conftest import FACTS, Ask
from endpoint.fault_server import FaultServer

ROWS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["fault"]
ERRORS = {"ReplyError": ReplyError, "Refused": Refused, "Unreachable": Unreachable}
PROSE = "".join(f"{fact}。" for fact in FACTS)


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_every_fault_ends_as_its_row_says(row: dict[str, Any], ask: Ask) -> None:
    with FaultServer(row.get("script", []), row.get("default", "faithful")) as server:
        if row.get("outcome", "prose") == "prose":
            completion = ask(server.url, **row.get("config", {}))
            assert completion.text == PROSE
            assert row.get("remark", "") in "；".join(completion.remarks)
            assert completion.requests == len(server.chats) == row.get("requests", 1)
            again = ask(server.url, **row.get("config", {}))
            assert (again.text, again.cached, again.requests) == (PROSE, True, 0)
        else:
            with pytest.raises(ERRORS[row["outcome"]]) as caught:
                ask(server.url, **row.get("config", {}))
            check_error(caught.value, row)
            seen = len(server.chats)
            with pytest.raises(ERRORS[row["outcome"]]):  # nothing bad was remembered
                ask(server.url, **row.get("config", {}))
            assert len(server.chats) > seen
            server.seen = server.seen[:seen]
        assert len(server.chats) == row.get("requests", 1)


def check_error(error: BaseException, row: dict[str, Any]) -> None:
    assert isinstance(error, EndpointError)
    text = str(error)
    assert "\n" not in text
    assert row.get("message", "") in text
    assert error.everybody is row.get("everybody", False)
    assert text.endswith("。")
    assert "sk-abc" not in text
