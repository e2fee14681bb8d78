"""Requests out as a file, answers in as a file, then a warm run; a cut or foreign file is refused whole."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from draft.errors import DraftError, InputError
from endpoint.fault_server import MODEL, FaultServer, Seen, alter_number, completion, faithful

URL = "http://127.0.0.1:9/v1"  # nobody is there: a request would fail


class Office:
    def __init__(self, place: Path) -> None:
        self.place = place
        (place / "in").mkdir()
        for name, number in (("甲县", 185), ("乙县", 1208)):
            (place / "in" / f"{name}.yaml").write_text(
                f"title: {name}2023年工作总结\nopening:\n  - 全年培训{number}人\nsections:\n"
                f"  - heading: 推进培训\n    facts:\n      - 培训{number}人，合格率96.5%\n",
                encoding="utf-8",
            )

    def batch(self, *more: str, url: str = URL) -> int:
        arguments = ["batch", str(self.place / "in"), "-o", str(self.place / "out"), "--format", "md,json"]
        environment = {
            "XDG_CACHE_HOME": str(self.place / "cache"),
            "XDG_CONFIG_HOME": str(self.place / "config"),
            "DRAFT_BACKOFF": "0.01",
        }
        result = CliRunner().invoke(
            app, [*arguments, "--base-url", url, "--model", MODEL, *more], env=environment
        )
        if isinstance(result.exception, DraftError):
            raise result.exception
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code

    def export(self) -> list[dict[str, Any]]:
        target = self.place / "requests.jsonl"
        target.unlink(missing_ok=True)
        self.batch("--export", str(target))
        if not target.exists():
            return []
        return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]

    def answer(self, requests: list[dict[str, Any]], say: Any) -> Path:
        """Write the result file that a batch engine would, in another order."""
        path = self.place / "results.jsonl"
        lines = []
        for request in reversed(requests):
            user = Seen("", {}, request["body"]).user
            response = {"status_code": 200, "body": completion(say(user))}
            lines.append(json.dumps({"custom_id": request["custom_id"], "response": response, "error": None}))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_export_answer_import_and_a_warm_run_make_no_request(office: Office) -> None:
    requests = office.export()
    assert len(requests) == 4
    assert {(r["method"], r["url"], r["body"]["model"]) for r in requests} == {
        ("POST", "/v1/chat/completions", MODEL)
    }
    assert office.batch("--import", str(office.answer(requests, faithful))) == 0
    assert office.batch() == 0
    documents = json.loads((office.place / "out" / "batch.json").read_text(encoding="utf-8"))["documents"]
    assert {(d["status"], d["requests"]) for d in documents} == {("clean", 0)}
    assert office.export() == []


def test_custom_ids_are_the_keys_of_a_live_run(office: Office) -> None:
    with FaultServer() as server:
        office.batch(url=server.url)
        asked = len(server.chats)
        target = office.place / "requests.jsonl"
        office.batch("--export", str(target), url=server.url)
        assert not target.exists()
        assert len(server.chats) == asked


@pytest.mark.slow
def test_wrong_answers_need_a_second_small_export_for_their_repair(office: Office) -> None:
    first = office.export()
    office.batch("--import", str(office.answer(first, alter_number)))
    second = office.export()
    assert 0 < len(second) <= len(first)
    assert not {r["custom_id"] for r in first} & {r["custom_id"] for r in second}
    office.batch("--import", str(office.answer(second, faithful)))
    assert office.export() == []
    assert office.batch() == 0


def test_a_cut_result_file_is_refused_whole(office: Office) -> None:
    requests = office.export()
    path = office.answer(requests, faithful)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:-40], encoding="utf-8")
    with pytest.raises(InputError, match=r"results\.jsonl:4"):
        office.batch("--import", str(path))
    assert len(office.export()) == len(requests)


def test_a_foreign_result_file_is_told(office: Office) -> None:
    requests = office.export()
    foreign = [{**request, "custom_id": "0" * 64} for request in requests]
    with pytest.raises(InputError, match="没有一条是这批要点"):
        office.batch("--import", str(office.answer(foreign, faithful)))


def say_back(user: str) -> str:
    """Return a sentence of the instructions, as small models do."""
    lines = [line.strip() for line in user.splitlines() if "直接写" in line or "只写" in line]
    return f"{lines[-1].rstrip('：')}。"


@pytest.mark.slow
def test_an_answer_that_says_the_prompt_back_is_not_imported(office: Office) -> None:
    requests = office.export()
    assert office.batch("--import", str(office.answer(requests, say_back))) == 3
    assert len(office.export()) == len(requests)


def test_what_is_wished_of_the_prose_stands_in_the_requests_of_a_batch(office: Office) -> None:
    target = office.place / "requests.jsonl"
    office.batch("--export", str(target), "--length", "推进=317", "--density", "低")
    asked = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert sum("317" in request["body"]["messages"][-1]["content"] for request in asked) == 2
    with pytest.raises(InputError, match="--length 长"):
        office.batch("--length", "长")
    with pytest.raises(InputError, match="--lock L4"):
        office.batch("--lock", "L4")


@pytest.mark.slow
def test_a_redacted_batch_shows_its_numbers_to_nobody(office: Office) -> None:
    target = office.place / "requests.jsonl"
    office.batch("--redact", "--export", str(target))
    exported = target.read_text(encoding="utf-8")
    with FaultServer() as server:
        office.batch("--redact", "--estimate", url=server.url)
        office.batch("--redact", url=server.url)
        sent = [seen.user for seen in server.chats]
    assert sent
    assert "〔Q" in exported
    assert not any(number in text for number in ("185", "1208", "96.5") for text in (exported, *sent))


def test_truncated_and_failed_answers_are_not_taken(office: Office) -> None:
    requests = office.export()
    path = office.place / "results.jsonl"
    results = [
        {"custom_id": requests[0]["custom_id"], "response": {"status_code": 500, "body": {}}},
        {
            "custom_id": requests[1]["custom_id"],
            "response": {"status_code": 200, "body": completion("培训", "length")},
        },
    ]
    path.write_text("\n".join(map(json.dumps, results)), encoding="utf-8")
    assert office.batch("--import", str(path)) == 3
    assert len(office.export()) == len(requests)


def test_requests_are_not_written_over_the_facts(office: Office) -> None:
    facts = office.place / "in" / "甲县.yaml"
    before = facts.read_bytes()
    with pytest.raises(InputError, match="这是要读的文件"):
        office.batch("--export", str(facts))
    assert facts.read_bytes() == before


def test_export_and_import_at_once_are_refused(office: Office) -> None:
    with pytest.raises(InputError, match="不能同时用"):
        office.batch("--export", "a.jsonl", "--import", "b.jsonl")
