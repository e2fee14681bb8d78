"""Recorded completions replayed: first draft, repair, placing and gate, without an endpoint."""

import asyncio
import json
from functools import lru_cache
from pathlib import Path

import pytest

from draft.document import Draft, Task
from draft.errors import InputError, ReplyError
from draft.evals.recordings import count_current
from draft.facts import load_spec
from draft.fidelity import compare
from draft.pipeline.accepting import count_repeated
from draft.pipeline.expand import expand
from draft.pipeline.options import Options
from draft.pipeline.splice import count_disorder
from draft.prompts import PromptBook, digest_messages
from draft.render.markdown import render_markdown
from draft.styles import load_styles
from draft.writers.builtin import BuiltinWriter
from draft.writers.recorded import RecordedWriter

ROOT = Path(__file__).parents[1]
RECORDS = sorted((ROOT / "evals" / "recorded").glob("*.json"))
CARELESS = ROOT / "evals" / "recorded" / "careless-education.json"
MEASURED = frozenset(
    {"omission", "swap", "qualifier", "rounding", "derived", "unit", "to_by", "percent_point", "status"}
)
EXAMPLES = load_styles([ROOT / "style_examples"])
BOOKS = {variant: PromptBook([ROOT / "prompts"], EXAMPLES, variant=variant) for variant in ("full", "short")}


def _open(path: Path) -> RecordedWriter:
    return RecordedWriter(path, lambda variant: BOOKS[variant].compose)


def _write(path: Path, record: dict[str, object]) -> Path:
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    return path


@lru_cache(maxsize=64)
def _replay(path: Path, rounds: int = 2) -> Draft:
    writer = _open(path)
    spec = load_spec(ROOT / writer.facts_file)
    return asyncio.run(
        expand(spec, writer, BuiltinWriter(0), render=render_markdown, options=Options(rounds=rounds))
    )


def test_more_than_two_hundred_and_fifty_sections_are_recorded() -> None:
    items = [item for path in RECORDS for item in json.loads(path.read_text("utf-8"))["completions"]]
    assert sum(1 for item in items if item["attempt"] == 0) >= 250


@pytest.mark.parametrize("path", RECORDS, ids=lambda p: p.stem)
def test_recorded_facts_are_those_of_the_facts_file(path: Path) -> None:
    record = json.loads(path.read_text("utf-8"))
    spec = load_spec(ROOT / record["facts_file"])
    facts = {section.index: [fact.text for fact in section.facts] for section in spec.walk()}
    facts[-1] = [fact.text for fact in spec.opening]
    for item in record["completions"]:
        assert item["facts"] == facts[item["section"]]


@pytest.mark.parametrize("path", RECORDS, ids=lambda p: p.stem)
def test_a_replayed_document_is_released_clean(path: Path) -> None:
    draft = _replay(path)
    assert [v.message for v in draft.verdict.violations if v.severity == "error"] == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda p: p.stem)
def test_a_replayed_document_says_nothing_twice_and_counts_its_lists_on(path: Path) -> None:
    for section in _replay(path).sections:
        assert count_repeated(section.text) == 0
        assert count_disorder(section.text) == 0


def test_every_careless_draft_is_caught() -> None:
    record = json.loads(CARELESS.read_text("utf-8"))
    ledger = load_spec(ROOT / record["facts_file"]).ledger()
    missed = [
        item["heading"]
        for item in record["completions"]
        if item["attempt"] == 0 and compare(ledger, item["text"], sections={item["section"]}).ok
    ]
    assert missed == []


def test_a_careless_draft_is_mended_and_the_rest_of_it_kept() -> None:
    draft = _replay(CARELESS)
    mended = draft.sections[1]
    assert mended.rounds == 1
    assert "妥善安置学生134人" in mended.text
    assert "143" not in mended.text
    assert "随迁子女2371人全部在公办学校就读" in mended.text


def test_without_repair_the_program_places_the_facts_own_words() -> None:
    draft = _replay(CARELESS, rounds=0)
    assert any(section.placed for section in draft.sections)
    assert draft.verdict.ok


def test_a_file_that_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="不是答复记录"):
        _open(tmp_path / "x.json")


FAULTY = [
    (path, item)
    for path in RECORDS
    for item in json.loads(path.read_text("utf-8"))["completions"]
    if not item["attempt"] and MEASURED & set(item.get("faults", ()))
]


@pytest.mark.parametrize(("path", "item"), FAULTY, ids=[f"{p.stem}-{i['section']}" for p, i in FAULTY])
def test_a_draft_that_was_meant_to_be_wrong_is_caught(path: Path, item: dict[str, object]) -> None:
    ledger = load_spec(ROOT / json.loads(path.read_text("utf-8"))["facts_file"]).ledger()
    assert not compare(ledger, str(item["text"]), sections={int(str(item["section"]))}).ok


def test_a_recorded_repair_is_used_where_the_first_one_was_not_enough() -> None:
    draft = _replay(ROOT / "evals" / "recorded" / "flood.json")
    shelters = draft.sections[2]
    assert shelters.rounds == 2
    assert "开放安置点42个，目前已关闭29个，13个仍在使用" in shelters.text
    assert not shelters.placed


def test_what_is_no_prose_in_a_recorded_answer_does_not_reach_the_document() -> None:
    draft = _replay(ROOT / "evals" / "recorded" / "flood.json")
    rescue = draft.sections[3].text
    assert rescue.startswith("投入救援力量")
    assert not set(rescue) & set("*#-")
    assert "改好的句子" not in rescue


def _answer(**changes: object) -> dict[str, object]:
    """Return a record of one answer to what is asked today of the first section of flood.yaml."""
    facts = "evals/recorded/facts/flood.yaml"
    spec = load_spec(ROOT / facts)
    prompt = BOOKS["short"].compose(Task(spec, spec.sections[0]))
    item = {"section": 0, "attempt": 0, "text": "共营救143人。", "messages_digest": digest_messages(prompt)}
    head = {"facts_file": facts, "provenance": "a test", "variant": "short"}
    return {**head, "completions": [{**item, **changes}]}


def test_an_answer_is_current_while_exactly_the_same_would_be_asked(tmp_path: Path) -> None:
    spec = load_spec(ROOT / "evals/recorded/facts/flood.yaml")
    current = _open(_write(tmp_path / "now.json", _answer()))
    older = _open(_write(tmp_path / "then.json", _answer(messages_digest="0" * 64)))
    assert (count_current(current, spec), count_current(older, spec)) == (1, 0)


def test_an_answer_without_prose_is_no_text(tmp_path: Path) -> None:
    writer = _open(_write(tmp_path / "empty.json", _answer(text="<think>想一想</think>")))
    spec = load_spec(ROOT / writer.facts_file)
    with pytest.raises(ReplyError):
        asyncio.run(writer.write(Task(spec, spec.sections[0])))
