"""Lock levels over the wire: what a model cannot see it cannot spoil; no fact is locked beyond its need."""

from pathlib import Path

import pytest

from endpoint.fault_server import FaultServer
from endpoint.test_expand import Office

HEAD = "title: XX县2023年工作总结\nsections:\n  - heading: 提升服务能力\n    facts:\n"
FACTS = (
    "全县执业医师1505人、注册护士1548人",
    "服务群众近30万人次",
    "办理投诉举报1260件",
)


def office_of(place: Path, *facts: str) -> Office:
    office = Office(place)
    office.facts.write_text(HEAD + "".join(f"      - {fact}\n" for fact in facts), encoding="utf-8")
    return office


def levels(office: Office) -> list[tuple[str, int]]:
    """Return level and rounds of every fact as the report says them."""
    return [(fact["level"], fact["rounds"]) for fact in office.report()["sections"][0]["facts"]]


@pytest.mark.parametrize(
    ("mode", "lock", "expected", "asked"),
    [
        # a draft and two repairs; then one request for the level that can help, not one for each below it
        ("blunt", "L3", [("L0", 0), ("L2", 3), ("L0", 0)], 4),
        ("blunt", "L1", [("L0", 0), ("L4", 2), ("L0", 0)], 3),
        ("exchange", "L3", [("L3", 3), ("L0", 0), ("L0", 0)], 4),
        ("exchange", "L2", [("L4", 2), ("L0", 0), ("L0", 0)], 3),
        ("alter", "L1", [("L1", 3), ("L0", 0), ("L0", 0)], 4),
        ("forget", "L3", [("L4", 3), ("L4", 3), ("L4", 3)], 4),
        ("blunt", "off", [("L0", 0), ("L4", 2), ("L0", 0)], 3),
        ("faithful", "L3", [("L0", 0), ("L0", 0), ("L0", 0)], 1),
    ],
)
def test_a_fact_is_locked_no_further_than_its_fault_needs(
    tmp_path: Path, mode: str, lock: str, expected: list[tuple[str, int]], asked: int
) -> None:
    office = office_of(tmp_path, *FACTS)
    with FaultServer(choose=lambda seen, _: "faithful" if "写导语" in seen.user else mode) as server:
        code, said = office.expand(server.url, "--lock", lock)
        assert code == 0, said
        assert levels(office) == expected
        assert sum("写导语" not in chat.user for chat in server.chats) == asked
    assert office.report()["counts"]["survived"] == office.report()["counts"]["required"] == 4


def test_only_the_failing_fact_is_behind_slots(tmp_path: Path) -> None:
    office = office_of(tmp_path, *FACTS)
    with FaultServer(default="blunt") as server:
        assert office.expand(server.url, "--lock", "L3")[0] == 0
        locked = [chat.user for chat in server.chats if "〔S1〕" in chat.user]
        assert len(locked) == 1
        assert "服务群众〔S1〕" in locked[0]
        assert "近30万" not in locked[0]
        assert "1260" not in locked[0], "a fact of another sentence is not told again"
        assert "原样写进句子" in locked[0]


def test_places_and_owners_can_be_behind_slots_together(tmp_path: Path) -> None:
    office = office_of(tmp_path, *FACTS)
    with FaultServer(default="exchange") as server:
        assert office.expand(server.url, "--lock", "L3", "--redact")[0] == 0
        assert not any("1505" in chat.user for chat in server.chats)
    assert levels(office)[0] == ("L3", 3)


def test_a_level_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    code, said = office_of(tmp_path, *FACTS).expand("http://127.0.0.1:9/v1", "--lock", "L5")
    assert code == 2
    assert "L1、L2、L3" in said
