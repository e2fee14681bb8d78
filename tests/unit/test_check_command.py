"""`draft check`: exit codes, text view, JSON, lines through a pipe, Word files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

FACTS = "title: 工作总结\nsections:\n  - heading: 队伍建设\n    facts:\n      - 招聘专业技术人员192人\n"
RIGHT = "## 一、队伍建设\n\n全年招聘专业技术人员192人。\n"


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "draft", "check", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_a_right_document_passes_and_a_wrong_one_shows_sentence_and_fact(facts: Path, tmp_path: Path) -> None:
    document = tmp_path / "成稿.md"
    document.write_text(RIGHT, encoding="utf-8")
    assert run(str(facts), str(document)).returncode == 0
    document.write_text(RIGHT.replace("192", "191"), encoding="utf-8")
    result = run(str(facts), str(document))
    assert result.returncode == 1
    assert "全年招聘专业技术人员【191人】。" in result.stdout
    assert "要点：招聘专业技术人员192人" in result.stdout


def test_standard_input_and_json(facts: Path) -> None:
    result = run(str(facts), "-", "--json", stdin=RIGHT)
    assert result.returncode == 0
    assert json.loads(result.stdout)["counts"]["survived"] == 1


def test_lines_are_answered_one_by_one_in_order() -> None:
    lines = [
        {"id": "a", "facts": ["招聘192人"], "prose": "招聘192人。"},
        {"id": "b", "sections": [{"heading": "队伍", "facts": ["招聘192人"]}], "prose": "招聘191人。"},
    ]
    result = run("--jsonl", "-", stdin="".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(answer["id"], answer["ok"]) for answer in answers] == [("a", True), ("b", False)]
    assert result.returncode == 1


def test_a_line_infers_the_role_of_its_sections_as_a_facts_file_does() -> None:
    work = {"heading": "工作成效", "facts": ["新建公厕12座"]}
    plan = {"heading": "二、2025年重点工作", "facts": ["新增充电桩500个"]}
    case = {"title": "甲县某局2024年工作总结", "period": "2024年", "sections": [work, plan]}
    told = "## 工作成效\n新建公厕12座{moved}。\n## 2025年重点工作\n力争{plan}。"
    right = told.format(moved="", plan="新增充电桩500个")
    wrong = told.format(moved="，新增充电桩500个", plan="再上台阶")
    lines = [json.dumps({**case, "prose": prose}, ensure_ascii=False) for prose in (right, wrong)]
    result = run("--jsonl", "-", stdin="\n".join(lines))
    kinds = [[v["kind"] for v in json.loads(line)["violations"]] for line in result.stdout.splitlines()]
    assert kinds == [[], ["status"]]


@pytest.mark.parametrize(
    "line", ["不是JSON", "[]", '{"facts": ["招聘192人"]}', '{"facts": "x", "prose": ""}']
)
def test_a_line_that_cannot_be_used_is_named_by_its_number(line: str) -> None:
    result = run("--jsonl", "-", stdin=line + "\n")
    assert result.returncode == 2
    assert json.loads(result.stdout)["error"].startswith("-:1:")


def test_missing_binary_and_absent_documents_are_one_line(facts: Path, tmp_path: Path) -> None:
    binary = tmp_path / "成稿.txt"
    binary.write_bytes(b"\0\1\2")
    for name in (str(tmp_path / "无.md"), str(binary), str(tmp_path / "无.docx")):
        result = run(str(facts), name)
        assert result.returncode == 2
        assert len(result.stderr.strip().splitlines()) == 1
    assert run().returncode == 2


def test_a_word_file_is_read_with_its_tables_and_accepted_changes(facts: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("队伍建设", 1)
    document.add_paragraph("全年招聘专业技术人员")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "招聘专业技术人员", "192人"
    deleted = OxmlElement("w:del")
    paragraph = document.add_paragraph("另聘500人")._p  # noqa: SLF001  tracked changes have no public door
    deleted.append(paragraph.r_lst[0])
    paragraph.append(deleted)
    path = tmp_path / "成稿.docx"
    document.save(str(path))
    result = run(str(facts), str(path))
    assert result.returncode == 0, result.stdout + result.stderr
    (tmp_path / "坏.docx").write_bytes(b"not a zip")
    assert run(str(facts), str(tmp_path / "坏.docx")).returncode == 2
