"""Markdown out and in: no fact becomes markup, and what is read back is the text that was checked."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from draft.cli.app import app
from draft.document import Draft, Fact, Section, SectionDraft, Spec
from draft.fidelity import Verdict
from draft.render.markdown import escape_markdown, render_markdown, render_text, unescape_markdown

NOTHING = Verdict(0, 0, 0)
LINES = (
    "# 不是标题3人", "## 3", "> 引用3人", "- 列表3人", "+ 3人",
    "* 3人", "1. 第一3人", "12) 3人", "---", "***", "===",
    "```", "~~~", "~~删去3人~~", "`code`3人", "**县3人",
    "__人", "_a_", "[甲](http://x)", "![图](x)3人", "<b>3</b>人",
    "<script>alert(1)</script>", "<!-- 3人 -->", "&lt;3人&gt;", "&#51;人",
    "\\*3人", "\\", "C:\\", "|甲|乙|", "http://x/3",
    "[甲]: http://x", "[^1]: 3人", "    代码3人", "a\\_b", "5<6，3>2", "3人&5人", "1.加强监督3人",
)  # fmt: skip


def shown(markdown: str) -> str:
    """Return what a reader of CommonMark sees of one paragraph."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], markdown
    children = tokens[1].children or []
    assert all(child.type == "text" for child in children), markdown
    return "".join(child.content for child in children)


@pytest.mark.parametrize("line", LINES)
def test_a_reader_of_markdown_sees_the_characters(line: str) -> None:
    assert shown(escape_markdown(line.strip())) == line.strip()


@given(st.text(st.sampled_from("#*_`[]()<>&;\\!~|=+-.1 3人县:/ltx"), min_size=1, max_size=12))
def test_any_mixture_of_marks_is_shown_and_read_back(text: str) -> None:
    line = text.strip()
    assert unescape_markdown(escape_markdown(line)) == line
    if line:
        assert shown(escape_markdown(line)) == line


@pytest.mark.parametrize(
    "text", ["全年培训185人，完成率66.46%。", "（一）“外防输入”——3-11岁～5%", "XX县〔2023〕3号", "1.加强监督"]
)
def test_chinese_without_marks_stays_as_it_is(text: str) -> None:
    assert escape_markdown(text) == text


def draft_of(*lines: str) -> Draft:
    section = Section("推进*重点*工作", 0, facts=tuple(Fact(line) for line in lines))
    spec = Spec(
        "XX县2023年_工作_总结", (section,), issuer="# 单位", recipient="> 县政府", date="2023年12月28日"
    )
    text = SectionDraft(section, "\n".join(lines), NOTHING)
    return Draft(spec, SectionDraft(None, "", NOTHING), (text,), NOTHING)


def test_the_file_without_its_backslashes_is_the_text() -> None:
    draft = draft_of(*LINES)
    assert unescape_markdown(render_markdown(draft)) == render_text(draft)


def test_a_checked_md_and_its_text_give_the_same_json(tmp_path: Path) -> None:
    facts = ["# 摸排人员185人", "1. 发放资金*5234*万元", "<b>培训</b>12人"]
    draft = draft_of(*facts)
    written = "\n".join(f"      - {json.dumps(fact, ensure_ascii=False)}" for fact in facts)
    (tmp_path / "a.yaml").write_text(
        f"title: XX县2023年_工作_总结\nsections:\n  - heading: 推进*重点*工作\n    facts:\n{written}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.md").write_text(render_markdown(draft), encoding="utf-8")
    (tmp_path / "a.txt").write_text(render_text(draft), encoding="utf-8")
    outputs = [
        CliRunner().invoke(app, ["check", str(tmp_path / "a.yaml"), str(tmp_path / name), "--json"]).stdout
        for name in ("a.md", "a.txt")
    ]
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0])["counts"]["survived"] == 3
