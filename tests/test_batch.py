"""Many files: one bad file stops nobody, finished ones are skipped, edits are never overwritten."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from draft.batch import Estimate, Job, Shop, measure
from draft.cli.app import app
from draft.document import Completion, Task
from draft.errors import InputError
from draft.pipeline.options import Options
from draft.writers.builtin import BuiltinWriter

RUNNER = CliRunner()


def facts_file(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "title: XX县2023年工作总结\nsections:\n  - heading: 推进人才培养\n"
        f"    facts:\n      - 培训{number}人\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    facts_file(tmp_path / "in" / "甲县.yaml", 185)
    facts_file(tmp_path / "in" / "下属" / "乙县.yaml", 12)
    return tmp_path / "in"


def run(*arguments: str | Path) -> tuple[int, dict[str, dict[str, object]]]:
    result = RUNNER.invoke(app, ["batch", *map(str, arguments), "--writer", "builtin", "--format", "md,json"])
    if isinstance(result.exception, InputError):
        raise result.exception
    output = Path(arguments[arguments.index("-o") + 1])
    summary = json.loads((output / "batch.json").read_text(encoding="utf-8"))
    return result.exit_code, {document["name"]: document for document in summary["documents"]}


def test_the_output_mirrors_the_input(tree: Path, tmp_path: Path) -> None:
    code, documents = run(tree, "-o", tmp_path / "out")
    assert code == 0
    assert {name: document["status"] for name, document in documents.items()} == {
        "甲县": "clean",
        "下属/乙县": "clean",
    }
    assert "185人" in (tmp_path / "out" / "甲县.md").read_text(encoding="utf-8")
    assert "12人" in (tmp_path / "out" / "下属" / "乙县.md").read_text(encoding="utf-8")


def test_one_bad_file_does_not_stop_the_others(tree: Path, tmp_path: Path) -> None:
    (tree / "坏.yaml").write_text("title: 甲\nsections: 3\n", encoding="utf-8")
    code, documents = run(tree, "-o", tmp_path / "out")
    assert code == 2
    assert documents["坏"]["status"] == "failed"
    assert "坏.yaml:2" in str(documents["坏"]["message"])
    assert documents["甲县"]["status"] == "clean"


def test_finished_documents_are_skipped_until_their_facts_change(tree: Path, tmp_path: Path) -> None:
    run(tree, "-o", tmp_path / "out")
    _, again = run(tree, "-o", tmp_path / "out")
    assert {document["status"] for document in again.values()} == {"skipped"}
    facts_file(tree / "甲县.yaml", 186)
    _, changed = run(tree, "-o", tmp_path / "out")
    assert {name: document["status"] for name, document in changed.items()} == {
        "甲县": "clean",
        "下属/乙县": "skipped",
    }
    assert "186人" in (tmp_path / "out" / "甲县.md").read_text(encoding="utf-8")


def test_a_document_that_is_gone_is_made_again(tree: Path, tmp_path: Path) -> None:
    run(tree, "-o", tmp_path / "out")
    (tmp_path / "out" / "甲县.md").unlink()
    _, documents = run(tree, "-o", tmp_path / "out")
    assert documents["甲县"]["status"] == "clean"


def test_an_edited_document_is_kept_unless_forced(tree: Path, tmp_path: Path) -> None:
    run(tree, "-o", tmp_path / "out")
    edited = tmp_path / "out" / "甲县.md"
    edited.write_text("手工改过", encoding="utf-8")
    code, documents = run(tree, "-o", tmp_path / "out")
    assert (code, documents["甲县"]["status"]) == (2, "failed")
    assert edited.read_text(encoding="utf-8") == "手工改过"
    code, _ = run(tree, "-o", tmp_path / "out", "--force")
    assert code == 0
    assert "185人" in edited.read_text(encoding="utf-8")


def test_the_output_folder_inside_the_input_is_not_taken_for_input(tree: Path) -> None:
    facts_file(tree / "out" / "旧.yaml", 3)
    _, documents = run(tree, "-o", tree / "out")
    assert "旧" not in " ".join(documents)


def test_two_files_of_one_name_keep_two_results(tree: Path, tmp_path: Path) -> None:
    facts_file(tree / "甲县.yml", 7)
    _, documents = run(tree, "-o", tmp_path / "out")
    assert len(documents) == 3


def test_a_folder_without_facts_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="没有要点文件"):
        run(tmp_path / "empty", "-o", tmp_path / "out")


def test_files_of_one_name_in_several_folders_do_not_overwrite_each_other(tmp_path: Path) -> None:
    folders = [
        facts_file(tmp_path / name / "x.yaml", 10 + number).parent for number, name in enumerate("abc")
    ]
    code, documents = run(*folders, folders[0] / "x.yaml", "-o", tmp_path / "out")
    assert code == 0
    assert set(documents) == {"x", "x-yaml", "x-yaml-2"}
    texts = [(tmp_path / "out" / f"{name}.md").read_text(encoding="utf-8") for name in sorted(documents)]
    assert [f"{number}人" in text for number, text in zip((10, 11, 12), texts, strict=True)] == [True] * 3


@pytest.mark.parametrize("export", [False, True])
def test_a_marked_file_of_a_batch_is_not_sent_outside(tmp_path: Path, *, export: bool) -> None:
    facts = facts_file(tmp_path / "in" / "甲.yaml", 185)
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("培训185人", "机密★ 培训185人"), encoding="utf-8"
    )
    outside = ["--writer", "model", "--base-url", "http://draft.example.com/v1", "--model", "m"]
    target = ["--export", str(tmp_path / "requests.jsonl")] if export else []
    place = ["-o", str(tmp_path / "out")]
    result = RUNNER.invoke(app, ["batch", str(facts.parent), *place, *outside, *target])
    assert result.output.count("密级标志，不得发往外部地址") == 1
    assert not (tmp_path / "requests.jsonl").exists()
    assert not list((tmp_path / "out").glob("*.md"))


def test_another_wish_makes_another_document(tree: Path, tmp_path: Path) -> None:
    run(tree, "-o", tmp_path / "out")
    _, documents = run(tree, "-o", tmp_path / "out", "--run-in")
    assert {document["status"] for document in documents.values()} == {"clean"}
    _, documents = run(tree, "-o", tmp_path / "out", "--run-in")
    assert {document["status"] for document in documents.values()} == {"skipped"}


def test_a_batch_foretells_in_one_line_what_it_will_ask_for(tree: Path, tmp_path: Path) -> None:
    nobody = ["--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--workers", "4"]
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    place = ["batch", str(tree), "-o", str(tmp_path / "out")]
    told = RUNNER.invoke(app, [*place, *nobody], env=environment).stderr.splitlines()
    assert sum(line.startswith("预计：2 份，约 4 段，除去缓存约需请求 4 次") for line in told) == 1
    told = RUNNER.invoke(app, [*place, "--writer", "builtin"]).stderr.splitlines()
    assert told[0] == "预计：2 份，约 4 段，由内置撰写，不发请求。"
    told = RUNNER.invoke(app, [*place, "--writer", "builtin"]).stderr.splitlines()
    assert not any(line.startswith("预计") for line in told)


class Remembering:
    """A writer with a price and a memory, like an endpoint with a cache."""

    name = "model"

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.asked = 0

    async def write(self, task: Task) -> Completion:
        place = task.section.heading if task.section else "导语"
        text = "。".join(fact.text for fact in task.facts) + "。" if task.facts else "现将有关情况报告如下。"
        if place in self.known:
            return Completion(text, "model", cached=True)
        self.known.add(place)
        self.asked += 1
        usage = {"prompt_tokens": 1000, "completion_tokens": 100}
        return Completion(text, "model", requests=1, seconds=2.0, usage=usage)


def jobs(documents: int, sections: int) -> list[Job]:
    def facts(number: int) -> str:
        parts = [
            f"  - heading: 推进第{number}批第{n}项培训\n    facts:\n      - 培训{1000 * number + n}人\n"
            for n in range(1, sections + 1)
        ]
        return "title: XX县2023年工作总结\nsections:\n" + "".join(parts)

    return [Job(str(number), facts(number).encode(), f"{number}.yaml") for number in range(1, documents + 1)]


def estimate_of(work: list[Job], writer: Remembering | BuiltinWriter, workers: int = 4) -> Estimate:
    shop = Shop(writer, BuiltinWriter(), Options(workers=workers), ("md",), {})
    return asyncio.run(measure(work, shop, tell=lambda _line: None))


def test_an_estimate_asks_for_a_few_texts_and_scales_up() -> None:
    writer = Remembering(set())
    found = estimate_of(jobs(10, 20), writer)
    assert writer.asked == found.measured == 8
    assert (found.documents, found.texts, found.requests) == (10, 210, 210)
    assert (found.prompt_tokens, found.completion_tokens) == (210_000, 21_000)
    assert found.seconds == pytest.approx(210 * 2.0 / 4)


def test_an_estimate_leaves_out_what_the_cache_answers() -> None:
    known: set[str] = set()
    writer = Remembering(known)
    estimate_of(jobs(2, 20), writer)
    found = estimate_of(jobs(2, 20), writer)
    assert (found.measured, found.remembered) == (8, 8)
    assert found.requests == 42 - 8


def test_an_estimate_of_remembered_texts_asks_for_nothing() -> None:
    writer = Remembering({"导语", *(f"推进第1批第{n}项培训" for n in range(1, 31))})
    found = estimate_of(jobs(1, 30), writer)
    assert (found.remembered, found.requests, writer.asked) == (31, 0, 0)


def test_an_estimate_of_the_embedded_writer_tells_the_time_without_requests() -> None:
    found = estimate_of(jobs(2, 5), BuiltinWriter())
    assert (found.texts, found.requests, found.prompt_tokens) == (12, 0, 0)
    assert found.seconds > 0


def test_estimate_prints_and_writes_no_document(tree: Path, tmp_path: Path) -> None:
    result = RUNNER.invoke(
        app, ["batch", str(tree), "-o", str(tmp_path / "out"), "--writer", "builtin", "--estimate"]
    )
    assert result.exit_code == 0
    assert "待写 2 份，4 段正文" in result.stdout
    assert not (tmp_path / "out").exists()
