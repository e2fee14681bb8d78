"""Recorded completions replayed: first draft, repair, placing and gate, without an endpoint."""

import asyncio
import json
from pathlib import Path

import pytest

from draft.document import Draft
from draft.errors import InputError
from draft.facts import load_spec
from draft.fidelity import compare
from draft.pipeline import Options, expand
from draft.render.markdown import render_markdown
from draft.writers.builtin import BuiltinWriter
from draft.writers.recorded import RecordedWriter

ROOT = Path(__file__).parents[1]
RECORDS = sorted((ROOT / "evals" / "recorded").glob("*.json"))
CARELESS = ROOT / "evals" / "recorded" / "careless-education.json"


def _replay(path: Path, rounds: int = 2) -> Draft:
    writer = RecordedWriter(path)
    spec = load_spec(ROOT / writer.facts_file)
    return asyncio.run(
        expand(spec, writer, BuiltinWriter(0), render=render_markdown, options=Options(rounds=rounds))
    )


def test_more_than_sixty_sections_are_recorded() -> None:
    items = [item for path in RECORDS for item in json.loads(path.read_text("utf-8"))["completions"]]
    assert sum(1 for item in items if item["attempt"] == 0) >= 60


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
        RecordedWriter(tmp_path / "x.json")
