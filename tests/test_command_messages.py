"""What the command line says to somebody who gave it the wrong thing: one line, the place, the remedy."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from draft.cli import main

FACTS = (
    "title: 工作总结\nsections:\n  - heading: 队伍建设\n    facts:\n      - 招聘专业技术人员192人\n"
    "  - heading: 存在的问题\n    facts:\n      - 缺少全科医生35名\n"
)
TEXT = "## 一、队伍建设\n\n全年招聘专业技术人员192人。\n\n## 二、存在的问题\n\n缺少全科医生35名。\n"


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in this process, in a folder with facts.yaml and 成稿.md."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    Path("facts.yaml").write_text(FACTS, encoding="utf-8")
    Path("成稿.md").write_text(TEXT, encoding="utf-8")

    def call(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["draft", *arguments])
        try:
            main()
        except SystemExit as ended:
            return Result(int(ended.code or 0), *capsys.readouterr())
        return Result(0, *capsys.readouterr())

    return call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "facts.yaml", "成稿.md", "--html", "."), "选项 --html .：这是一个文件夹"),
        (("check", "成稿.md", "facts.yaml"), "请用：draft check facts.yaml 成稿.md"),
        (("check", "facts.yaml", "空.md"), "空.md: 成文是空的"),
        (("check", "nofile.yaml", "成稿.md"), "nofile.yaml: 没有这个文件"),
        (("check", "facts.yaml"), "从标准输入读成文时写 -"),
        (("import", "."), ".: 这是一个文件夹"),
        (("expand", "."), "这是一个文件夹"),
        (("check", "facts.yaml", "."), ".: 这是一个文件夹"),
        (("quantities", "."), ".: 这是一个文件夹"),
        (("import", "成稿.md", "-o", "."), ".: 这是一个文件夹；请给出要写的文件名"),
        (("init", "."), ".: 这是一个文件夹；请给出要写的文件名，如 facts.yaml"),
        (("expand", "facts.yaml", "-o", "成稿.md"), "选项 --output 成稿.md：写不进去（这是一个文件）"),
        (("cache", "prune", "--days", "x"), "选项 --days：应为数"),
        (("init",), "facts.yaml: 文件已存在"),
        (("expand",), "缺少要点文件，例：draft expand facts.yaml"),
        (("lint",), "缺少要点文件，例：draft lint facts.yaml"),
        (("diff", "facts.yaml"), "缺少旧稿，例：draft diff facts.yaml 初稿.docx 领导改过的.docx"),
        (("import",), "缺少来源文件，例：draft import 各科室报数.xlsx"),
        (("style", "add"), "缺少文件，例：draft style add 2022年总结.docx --dry-run"),
        (("expand", "facts.yaml", "--template", "repport"), "选项 --template repport：没有这个版式"),
        (("expand", "facts.yaml", "--length", "医改=300"), "选项 --length 医改=300：没有这一节"),
        (("expand", "facts.yaml", "--section", "医改"), "选项 --section 医改：没有这一节"),
        (("expand", "facts.yaml", "--density", "多"), "选项 --density 多：没有这种密度"),
        (("expand", "facts.yaml", "--format", "wps"), "选项 --format："),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_one_line_with_its_remedy(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    Path("空.md").write_bytes(b"")
    result = run(*arguments)
    assert result.code == 2
    assert said in result.err
    assert len(result.err.strip().splitlines()) == 1
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "{}.xlsx"),
        ("import", "成稿.md", "-o", "{}.yaml"),
        ("check", "facts.yaml", "{}.docx"),
        ("init", "{}"),
    ],
)
def test_a_name_that_no_system_takes_is_told_not_stumbled_over(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*(one.format("长" * 120) for one in arguments))
    assert result.code == 2
    assert "程序内部错误" not in result.err


def test_writing_the_repaired_text_over_itself_is_said(run: Run) -> None:
    result = run("check", "facts.yaml", "成稿.md", "--fix", "成稿.md")
    assert "成稿.md 就是待核对的成文，改好的文字直接写回原文件" in result.err


def test_a_sheet_by_department_without_a_sheet_is_said(run: Run) -> None:
    said = "选项 --by-source：只对数据核对表起作用，请在 --format 里加上 ledger"
    assert said in run("expand", "facts.yaml", "--by-source", "--format", "md").err
    assert said not in run("expand", "facts.yaml", "--by-source", "--format", "ledger").err


def test_headings_alike_without_a_model_says_that_it_needs_one(run: Run) -> None:
    result = run("expand", "facts.yaml", "--headings", "parallel", "--format", "md")
    assert "标题照原样：改写标题需要模型，现在用的是内置撰写。" in result.err


def test_single_sections_leave_the_whole_document_alone(run: Run) -> None:
    run("expand", "facts.yaml", "--format", "md")
    whole = Path("out/facts.md").read_text(encoding="utf-8")
    result = run("expand", "facts.yaml", "--format", "md", "--section", "2")
    assert result.code == 0
    assert Path("out/facts.md").read_text(encoding="utf-8") == whole
    alone = Path("out/facts.第2节.md").read_text(encoding="utf-8")
    assert "35名" in alone
    assert "192人" not in alone
    assert "facts.第2节" in result.out
    assert "只写了选中的节（存在的问题）" in result.err


def test_a_wrong_figure_is_found_by_the_line_of_the_facts_and_the_heading(run: Run) -> None:
    Path("成稿.md").write_text(TEXT.replace("35名", "53名"), encoding="utf-8")
    assert "（facts.yaml 第8行，《存在的问题》）" in run("check", "facts.yaml", "成稿.md").out


def test_lines_of_quantities_with_a_bad_one_end_with_2_and_answer_the_others(run: Run) -> None:
    Path("行.jsonl").write_text(
        '{"id": 1, "text": "192人"}\n坏\n{"id": 3, "text": "35名"}\n', encoding="utf-8"
    )
    result = run("quantities", "行.jsonl", "--jsonl")
    assert result.code == 2
    assert [line[:8] for line in result.out.splitlines()] == ['{"id": 1', '{"id": n', '{"id": 3']


def test_open_questions_of_an_import_are_listed_as_to_be_filled_in(run: Run) -> None:
    text = FACTS.replace("工作总结", "wide（请改为文件标题）").replace("192人\n", "192人  # 请确认：单位\n")
    Path("facts.yaml").write_text(text, encoding="utf-8")
    result = run("expand", "facts.yaml", "--format", "md")
    assert "待填：标题 （请改为文件标题）" in result.out
    assert "待填：第5行 请确认（要点文件里的注释，看过后删去）" in result.out


@pytest.mark.parametrize(
    ("fact", "old", "new", "shown"),
    [
        (
            "培训近1.5万人次",
            "全年培训近1.5万人次。",
            "全年培训超1.5万人次。",
            "近1.5万人次 → 超1.5万人次",
        ),
        (
            "门诊量下降12.4%",
            "全年门诊量下降12.4%。",
            "全年门诊量增长12.4%。",
            "下降12.4% → 增长12.4%",
        ),
        (
            "60岁以上老人体检5120人",
            "60岁以上老人体检5120人。",
            "60岁以下老人体检5120人。",
            "60岁以上 → 60岁以下",
        ),
    ],
)
def test_both_sides_of_a_change_show_the_word_that_changed(
    run: Run, fact: str, old: str, new: str, shown: str
) -> None:
    Path("一.yaml").write_text(f"title: 总结\nsections:\n  - heading: 工作\n    facts: [{fact}]\n", "utf-8")
    Path("旧.md").write_text(f"## 一、工作\n\n{old}\n", encoding="utf-8")
    Path("新.md").write_text(f"## 一、工作\n\n{new}\n", encoding="utf-8")
    assert f"第1节第1条：{shown}（一.yaml 第4行，《工作》）" in run("diff", "一.yaml", "旧.md", "新.md").out


def test_a_plan_told_as_done_shows_the_words_around_its_figure(run: Run) -> None:
    facts = "title: 总结\nsections:\n  - heading: 工作\n    facts:\n      - 拟新建卫生室12所\n"
    Path("一.yaml").write_text(facts, encoding="utf-8")
    Path("旧.md").write_text("## 一、工作\n\n拟新建卫生室12所。\n", encoding="utf-8")
    Path("新.md").write_text("## 一、工作\n\n已建成卫生室12所。\n", encoding="utf-8")
    assert "拟新建卫生室12所 → 已建成卫生室12所" in run("diff", "一.yaml", "旧.md", "新.md").out


def test_a_batch_takes_no_reading_of_tables_for_facts_and_names_the_one_edited_file(run: Run) -> None:
    folder = Path("各县")
    folder.mkdir()
    (folder / "甲县.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "读法.yaml").write_text("# 读法\ntables:\n  - sheet: 表1\n", encoding="utf-8")
    result = run("batch", "各县", "--format", "md", "-o", "成稿")
    assert result.code == 0
    assert "没有当作要点文件：各县/读法.yaml" in result.err
    Path("成稿/甲县.md").write_text("手工改过", encoding="utf-8")
    again = run("batch", "各县", "--format", "md", "-o", "成稿")
    assert again.code == 2
    assert "成稿/甲县.md: 已存在" in again.out
    assert "请把这个文件移走或改名后再运行" in again.out
    assert (again.out + again.err).count("已存在") == 1


def test_an_engine_that_is_not_installed_is_said_before_anything_is_written(run: Run) -> None:
    if importlib.util.find_spec("ray"):
        pytest.skip("Ray is installed here")
    result = run("batch", "facts.yaml", "--engine", "ray", "-o", "成稿")
    assert result.code == 2
    assert result.err.startswith("选项 --engine ray 需要 Ray：请运行 pip install")
    assert len(result.err.splitlines()) == 1
    assert not Path("成稿").exists()
