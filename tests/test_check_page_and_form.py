"""`draft check` and `draft diff` as commands: exit codes, lines through a pipe, page, form, two versions."""

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from draft.cli.app import app
from draft.errors import InputError

RUNNER = CliRunner()
FACTS = """\
title: XX县2023年工作总结
sections:
  - heading: 推进培训
    facts:
      - 培训基层医师185人
      - 考核合格率96.5%
"""
GOOD = "# XX县2023年工作总结\n\n## 一、推进培训\n\n培训基层医师185人，考核合格率96.5%。\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.md").write_text(GOOD.replace("185", "158"), encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return RUNNER.invoke(app, [str(argument) for argument in arguments], input=stdin)


def test_a_faithful_document_ends_with_0_and_a_wrong_one_with_1(place: Path) -> None:
    assert run("check", place / "facts.yaml", place / "good.md").exit_code == 0
    wrong = run("check", place / "facts.yaml", place / "bad.md")
    assert wrong.exit_code == 1
    assert "【158人】" in wrong.stdout
    assert "要点：培训基层医师185人" in wrong.stdout


def test_standard_input_and_json(place: Path) -> None:
    result = run("check", place / "facts.yaml", "-", "--json", stdin=GOOD)
    verdict = json.loads(result.stdout)
    assert verdict["ok"] is True
    assert verdict["counts"]["required"] == verdict["counts"]["survived"] == 2


def test_a_word_file_with_a_table_and_full_width_digits(place: Path) -> None:
    document = docx.Document()
    document.add_paragraph("培训基层医师１８５人。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "考核合格率", "96.5%"
    document.save(str(place / "a.docx"))
    assert run("check", place / "facts.yaml", place / "a.docx").exit_code == 0


def test_every_line_gets_an_answer_and_a_bad_one_says_why() -> None:
    lines = [
        json.dumps({"id": 1, "facts": ["培训185人"], "prose": "培训158人。"}),
        "not json",
        json.dumps({"id": 3, "facts": "培训185人", "prose": "x"}),
        json.dumps({"id": "d", "facts": ["培训185人"], "prose": "培训185人。"}),
    ]
    result = run("check", "--jsonl", "-", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(answer["id"], answer["ok"]) for answer in answers] == [
        (1, False),
        (None, False),
        (3, False),
        ("d", True),
    ]
    assert ":2:" in answers[1]["error"]
    assert result.exit_code == 2


def test_the_review_page_is_written_whole(place: Path) -> None:
    assert run("check", place / "facts.yaml", place / "bad.md", "--html", place / "p.html").exit_code == 1
    assert "核对未通过" in (place / "p.html").read_text(encoding="utf-8")


def test_form_is_judged_and_repaired_without_touching_a_quantity(place: Path) -> None:
    (place / "form.md").write_text(GOOD.replace("一、", "一. ").replace("，", ","), encoding="utf-8")
    result = run("check", place / "facts.yaml", place / "form.md", "--style", "--fix", place / "fixed.md")
    assert result.exit_code == 0
    assert "P14 规定" in result.stdout
    assert "培训基层医师185人，考核合格率96.5%。" in (place / "fixed.md").read_text(encoding="utf-8")


def test_one_rule_is_one_line_with_all_its_places(place: Path) -> None:
    (place / "form.md").write_text(GOOD + "截止12月底开始。截止11月底完成。\n", encoding="utf-8")
    result = run("check", place / "facts.yaml", place / "form.md", "--style")
    [line] = [line for line in result.stdout.splitlines() if line.startswith("[N32")]
    assert line == "[N32 实务] 后接时间用“截至”（可用 --fix 改）：第6行“截止”共2处"


def test_a_document_nobody_named_is_listed_when_the_facts_are_known(place: Path) -> None:
    (place / "form.md").write_text(GOOD + "按照《基层工作意见》开展。\n", encoding="utf-8")
    result = run("check", place / "facts.yaml", place / "form.md", "--style", "--json")
    assert [(f["rule"], f["text"]) for f in json.loads(result.stdout)["form"]["findings"]] == [
        ("F14", "《基层工作意见》")
    ]


def test_a_repaired_text_is_not_written_into_a_word_file(place: Path) -> None:
    result = run("check", place / "facts.yaml", place / "good.md", "--fix", place / "x.docx")
    assert isinstance(result.exception, InputError)
    assert not (place / "x.docx").exists()


@pytest.mark.parametrize(
    ("option", "name"), [("--html", "facts.yaml"), ("--html", "good.md"), ("--fix", "./facts.yaml")]
)
def test_no_result_is_written_over_what_is_read(place: Path, option: str, name: str) -> None:
    before = (place / name).read_bytes()
    result = run("check", place / "facts.yaml", place / "good.md", option, place / name)
    assert isinstance(result.exception, InputError)
    assert "这是要读的文件" in str(result.exception)
    assert (place / name).read_bytes() == before


def test_two_versions_show_what_changed_numbers_first(place: Path) -> None:
    result = run("diff", place / "facts.yaml", place / "good.md", place / "bad.md")
    assert result.exit_code == 1
    assert "185人" in result.stdout.splitlines()[0]
    assert "新稿多出：158人" in result.stdout
    back = run("diff", place / "facts.yaml", place / "bad.md", place / "good.md")
    assert back.exit_code == 0
    assert "新稿已改正" in back.stdout
    same = run("diff", place / "facts.yaml", place / "good.md", place / "good.md", "--json")
    assert json.loads(same.stdout)["changes"] == []
