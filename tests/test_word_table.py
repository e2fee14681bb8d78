"""Rows of Word tables as the check reads them: units behind their values, no serial numbers."""

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from draft.sources.docx import read_docx
from draft.sources.word_table import find_columns

HEADER = ("序号", "指标", "单位", "数值", "来源")


@pytest.mark.parametrize(
    ("header", "rows", "sentences"),
    [
        (HEADER, [("1", "培训", "人", "185", "科")], ["培训，185人，科。"]),
        (HEADER, [("1", "覆盖率", "%", "98.5", "")], ["覆盖率，98.5%。"]),
        (HEADER, [("1", "资金", "万元", "约5234", "")], ["资金，约5234万元。"]),
        (HEADER, [("1", "受益", "人次", "三百余", "")], ["受益，三百余人次。"]),
        (HEADER, [("1", "同比增长", "%", "13.1", "")], ["同比增长13.1%。"]),
        (HEADER, [("1", "甲", "人", "3", ""), ("2", "乙", "人", "4", "")], ["甲，3人。", "乙，4人。"]),
        (HEADER, [("7", "甲", "人", "3", "")], ["7，甲，3人。"]),
        (HEADER, [("一、党建工作",), ("1", "甲", "人", "3", "")], ["一、党建工作。", "甲，3人。"]),
        (("指标", "计量单位", "上年", "本年"), [("床位", "张", "980", "1126")], ["床位，980张，1126张。"]),
        (("单位", "人数"), [("县卫生健康局", "185")], ["县卫生健康局，185。"]),
        (("指标", "数值"), [("培训", "185人")], ["培训，185人。"]),
        (HEADER, [("", "", "", "", "")], [""]),
        (HEADER, [("1", "工作有序开展。", "", "", "")], ["工作有序开展。"]),
    ],
)
def test_a_row_is_read_as_one_sentence(
    header: tuple[str, ...], rows: list[tuple[str, ...]], sentences: list[str]
) -> None:
    columns = find_columns(header)
    assert [columns.read(row) for row in rows] == sentences


def test_headings_and_titles_of_a_word_file_are_told_without_styles(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "title: XX县卫生健康委员会2023年度工作总结及2024年度工作打算\nsections:\n"
        "  - heading: 推进培训\n    facts:\n      - 培训基层医师185人\n",
        encoding="utf-8",
    )
    made = CliRunner().invoke(
        app, ["expand", str(tmp_path / "a.yaml"), "--writer", "builtin", "--format", "docx,md", "--no-log"]
    )
    assert made.exit_code == 0, made.output
    word = [line for line in read_docx(tmp_path / "out" / "a.docx").splitlines() if line]
    plain = [line for line in (tmp_path / "out" / "a.md").read_text(encoding="utf-8").splitlines() if line]
    assert word == plain


def test_a_line_break_in_running_text_stays_one(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("培训185人\n立案3起")
    document.save(str(tmp_path / "a.docx"))
    assert read_docx(tmp_path / "a.docx") == "培训185人\n立案3起"
