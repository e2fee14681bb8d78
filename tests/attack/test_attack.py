# ruff: noqa: E501  a table of attacks
"""What breaks a tool that reads strangers’ files and a stranger’s model; each was once broken or nearly so."""

import asyncio
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from draft.cli.texts import read_document
from draft.document import Draft, Message, Prompt, Spec, Task
from draft.errors import DocumentError, DraftError, ReplyError
from draft.facts import parse_spec
from draft.fidelity import check
from draft.pipeline.expand import expand as expand_document
from draft.render.forms import render_form
from draft.render.markdown import render_markdown
from draft.settings.address import is_local
from draft.sources.candidates import Candidate, CandidateSection, Import, render_facts_file
from draft.sources.docx import find_place, read_lines
from draft.sources.spreadsheet import read_grids
from draft.sources.tables import read_facts
from draft.writers.builtin import BuiltinWriter
from draft.writers.echo import keep_prose
from draft.writers.markup import without_markup

# Word files -------------------------------------------------------------------------------------------------

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content)}</w:tc>"


BOX = f"<w:txbxContent>{paragraph('框内12项。')}</w:txbxContent>"
DELETED = '<w:trPr><w:del w:id="1"/></w:trPr>'
RUN_ON = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
BODIES = {
    "a tracked change reads as accepted": (
        "<w:p><w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:ins><w:r><w:t>12项。</w:t></w:r></w:ins></w:p>",
        "12项。",
    ),
    "a nested table is read once": (
        table(
            cell(paragraph("外12项"), table(cell(paragraph("内13个"))), paragraph(""))
            + cell(paragraph("右15次"))
        ),
        "外12项内13个。，右15次。",
    ),
    "a text box is read once though Word keeps a copy": (
        (
            f"<w:p><w:r><w:t>正文。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{BOX}</mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
        "正文。\n框内12项。",
    ),
    "hidden text is not seen by a reader": (
        "<w:p><w:r><w:t>完成12项</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏99项</w:t></w:r></w:p>",
        "完成12项",
    ),
    "text whose hiding is switched off is read": (
        '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>完成12项</w:t></w:r></w:p>',
        "完成12项",
    ),
    "a deleted row is gone": (
        table(DELETED + cell(paragraph("删99项")), cell(paragraph("留12项"))),
        "留12项。",
    ),
    "a paragraph whose end was deleted runs on": (
        paragraph("完成1", RUN_ON) + paragraph("2项。"),
        "完成12项。",
    ),
    "moved text is read where it went": (
        f"<w:moveFrom>{paragraph('移99项。')}</w:moveFrom><w:moveTo>{paragraph('移12项。')}</w:moveTo>",
        "移12项。",
    ),
    "a soft hyphen or an unseen character parts no figure": (
        "<w:p><w:r><w:t>完成18</w:t><w:softHyphen/><w:t>5\u200b6\u00ad项</w:t></w:r></w:p>",
        "完成1856项",
    ),
    "a content control is read, its prompt is not": (
        (
            "<w:p><w:r><w:t>完成</w:t></w:r><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>12项</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>点此输入99</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        ),
        "完成12项",
    ),
    "a link is read where it stands": (
        '<w:p><w:r><w:t>完成</w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>12项</w:t></w:r></w:hyperlink></w:p>',
        "完成12项",
    ),
    "page numbers count nothing": (
        (
            '<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>99</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>98</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p>'
        ),
        "第页",
    ),
    "the result of another field is text": (
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r><w:r><w:fldChar '
            'w:fldCharType="separate"/></w:r><w:r><w:t>12项</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ),
        "12项",
    ),
    "a formula is read": (
        (
            "<w:p><w:r><w:t>占</w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den>"
            "</m:f></m:oMath></w:p>"
        ),
        "占1/3",
    ),
    "a symbol is read, a picture of a font is not": (
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F035"/><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="2460"/></w:r></w:p>',
        "5①",
    ),
    "a cell whose deletion is tracked is gone": (
        table(cell("<w:tcPr><w:cellDel/></w:tcPr>", paragraph("删99项")) + cell(paragraph("留12项"))),
        "留12项。",
    ),
    "phonetic guides are no text": (
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>99</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>十二项</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r></w:p>"
        ),
        "十二项",
    ),
}


def word_file(path: Path, body: str, head: str = "") -> Path:
    blank = io.BytesIO()
    docx.Document().save(blank)
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                content = f"{head}<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(part.filename, content)
    return path


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=BODIES)
def test_a_word_file_reads_as_its_reader_sees_it(tmp_path: Path, body: str, text: str) -> None:
    assert read_document(str(word_file(tmp_path / "a.docx", body))) == text


def test_lines_of_a_word_file_know_where_they_stand(tmp_path: Path) -> None:
    body = [paragraph("甲"), "<w:p/>", paragraph("乙"), table(cell(paragraph("丙")), cell(paragraph("丁")))]
    lines = read_lines(word_file(tmp_path / "a.docx", "".join([*body, paragraph("戊"), body[-1]])))
    assert [line.place for line in lines] == [
        "第1段",
        "第2段",
        "表1第1行",
        "表1第2行",
        "第3段",
        "表2第1行",
        "表2第2行",
    ]
    text = "\n".join(line.text for line in lines)
    assert [find_place(lines, text.index(word)) for word in "甲乙丙丁戊"] == [
        "第1段", "第2段", "表1第1行", "表1第2行", "第3段"
    ]  # fmt: skip


def test_a_check_names_the_paragraph_and_tells_of_changes_and_comments(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS_FILE, encoding="utf-8")
    path = word_file(
        tmp_path / "a.docx",
        paragraph("甲县2023年工作总结")
        + '<w:p><w:r><w:t>摸排入境人员18</w:t></w:r><w:ins w:id="1"><w:r><w:t>6</w:t></w:r></w:ins><w:r><w:t>人。</w:t></w:r></w:p>',
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/comments.xml", f'<w:comments {SPACES}><w:comment w:id="1"/></w:comments>')
    arguments = ["check", str(tmp_path / "facts.yaml"), str(path)]
    result = CliRunner().invoke(app, arguments)
    assert result.output.startswith("1. 第2段：") or "\n1. 第2段：" in result.output
    assert "修订 1 处" in result.stderr
    assert "批注 1 条" in result.stderr
    described = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    assert [violation["place"] for violation in described["violations"]] == ["第2段"]


def test_a_footnote_belongs_to_the_text_that_is_checked(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("完成12项。"))
    note = f'<w:footnotes {SPACES}><w:footnote w:id="1">{paragraph("另有99项。")}</w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name).decode("utf-8", "surrogateescape") for name in old.namelist()}
    parts["word/footnotes.xml"] = note
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    parts[types] = parts[types].replace("</Types>", override)
    link = f'<Relationship Id="rId99" Type="{target}" Target="footnotes.xml"/></Relationships>'
    parts[relations] = parts[relations].replace("</Relationships>", link)
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
    assert read_document(str(path)) == "完成12项。\n另有99项。"


HARMFUL: dict[str, Callable[[Path], Path]] = {
    "a bomb": lambda path: word_file(path, paragraph("a" * 40_000_000)),
    "entities": lambda path: word_file(
        path, paragraph("&a;"), '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    ),
}


@pytest.mark.parametrize("make", HARMFUL.values(), ids=HARMFUL)
def test_a_harmful_word_file_is_refused_when_checked(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(DocumentError, match="不予打开"):
        read_document(str(make(tmp_path / "a.docx")))


# Answers ----------------------------------------------------------------------------------------------------

SPEC = parse_spec(
    """\
title: 甲县卫生健康局2023年工作总结
issuer: 甲县卫生健康局
period: 2023年
sections:
  - heading: 落实疫情防控
    facts:
      - 累计摸排入境人员185人，高风险地区310人
      - 检测进口冷链食品47.9万份
""".encode()
)
RULES = "每条事实里的数字都要写进正文，数值、小数位、单位一字不改，限定词跟着数字走。"
ASKED = f"""\
{RULES}
开头写“在县委县政府的坚强领导下，在上级部门的有力指导下，全局上下团结一心”。
文件：甲县卫生健康局2023年工作总结
单位：甲县卫生健康局
<事实>
第1条：累计摸排入境人员185人，高风险地区310人
第2条：检测进口冷链食品47.9万份
</事实>
写成一个自然段。
直接写正文。
"""
PROSE = "累计摸排入境人员185人，高风险地区310人。检测进口冷链食品47.9万份。"
WANTED = "在县委县政府的坚强领导下，在上级部门的有力指导下，全局上下团结一心。"


def kept(answer: str, **changes: Any) -> str:
    task = Task(SPEC, SPEC.sections[0], **changes)
    prompt = Prompt((Message("user", ASKED),), "section.md", "0" * 64)
    return keep_prose(without_markup(answer), task, prompt)


ODD = {
    "a rule said back": PROSE + RULES,
    "part of a rule said back": PROSE + "本局做到每条事实里的数字都要写进正文，数值、小数位、单位一字不改。",
    "the whole prompt said back": ASKED,
    "a short instruction said back": f"{PROSE}\n直接写正文。",
    "the frame said back": f"文件：甲县卫生健康局2023年工作总结\n单位：甲县卫生健康局\n{PROSE}",
    "title and heading before the text": f"甲县卫生健康局2023年工作总结\n一、落实疫情防控\n{PROSE}",
    "the heading run in": f"落实疫情防控：{PROSE}",
    "the heading and a word": f"落实疫情防控工作情况\n{PROSE}",
    "a heading of its own": f"（一）主要情况\n{PROSE}",
    "a signature": f"{PROSE}\n\n甲县卫生健康局",
    "an apology of an assistant": PROSE + "作为AI助手，以上内容仅供参考，请核实后使用。",
    "a question to the user": f"{PROSE}\n请问还需要补充哪些内容？",
    "a check list": f"{PROSE}\n\n自查：\n1. 数字齐全；\n2. 没有多出数字。",
    "an empty slot": PROSE + "群众满意度达到[数字]。",
    "another script": PROSE + "これからも頑張ります。Мы будем работать.",
    "English": PROSE + "We will continue to work hard for everyone.",
    "said twice": f"{PROSE}\n\n{PROSE}",
    "HTML": f"<p>{PROSE}</p><script>alert(1)</script>",
    "a box": f"\\boxed{{{PROSE}}}",
    "control characters": "累计摸排\x07入境人员1\u200b85人，\x1b[31m高风险地区310人。\u202e检测进口冷链食品47.9万份。",
    "a table": "| 序号 | 内容 |\n|---|---|\n| 1 | 累计摸排入境人员185人，高风险地区310人 |\n| 2 | 检测进口冷链食品47.9万份 |",
    "numbered lines": "1. 累计摸排入境人员185人，高风险地区310人。\n2. 检测进口冷链食品47.9万份。",
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
def test_only_the_prose_of_an_answer_reaches_the_document(answer: str) -> None:
    assert kept(answer).replace("\n", "") == PROSE


@pytest.mark.parametrize(
    "answer",
    [
        PROSE,
        "疫情防控方面，累计摸排入境人员185人，其中高风险地区310人；检测进口冷链食品47.9万份。",
        WANTED + PROSE,
        "第一段累计摸排入境人员185人。\n\n第二段检测进口冷链食品47.9万份。",
        "落实疫情防控，累计摸排入境人员185人，高风险地区310人。",
    ],
)
def test_prose_and_the_wording_a_template_asks_for_stay_as_they_are(answer: str) -> None:
    assert kept(answer) == answer


NOTHING = {
    "a refusal": "抱歉，我无法完成这个请求。作为一个AI语言模型，我不能撰写政府公文。",
    "instructions only": f"{RULES}\n直接写正文。",
    "a heading only": "（一）主要情况",
    "traditional characters": "累計摸排入境人員185人，高風險地區310人。檢測進口冷鏈食品47.9萬份，實現應檢盡檢。",
}


@pytest.mark.parametrize("answer", NOTHING.values(), ids=NOTHING)
def test_an_answer_without_prose_is_no_answer(answer: str) -> None:
    with pytest.raises(ReplyError):
        kept(answer)


def test_a_repair_may_say_the_broken_sentence_again() -> None:
    broken = "累计摸排入境人员158人，高风险地区310人，各项防控措施一项一项落到实处。"
    assert kept(broken.replace("158", "185"), broken=broken, owed=(0,)) == broken.replace("158", "185")


def test_lines_that_rewrite_headings_are_left_alone() -> None:
    assert kept("落实疫情防控", headings=("落实疫情防控",)) == "落实疫情防控"


def test_nothing_that_was_taken_off_changes_a_quantity() -> None:
    facts = [fact.text for fact in SPEC.sections[0].facts]
    assert check(facts, kept(ODD["a table"])).ok


def test_full_width_figures_of_a_model_become_half_width() -> None:
    assert kept("累计摸排入境人员１８５人，高风险地区３１０人。检测进口冷链食品４７．９万份。") == PROSE


# Tables and terminals ---------------------------------------------------------------------------------------


def imported(place: Path, label: str) -> str:
    (place / "a.csv").write_text(f"名称,人数（人）\n{label},12\n", encoding="utf-8")
    (section,) = read_facts(read_grids(place / "a.csv")[0]).sections
    return section.facts[0].text


@pytest.mark.parametrize(
    "name", ["120急救中心", "65岁以上老人", "第一人民医院", "三会一课", "2型糖尿病患者", "1.5公里内村庄"]
)
def test_a_number_that_is_part_of_a_name_is_imported_with_it(tmp_path: Path, name: str) -> None:
    assert imported(tmp_path, name).startswith(name)


@pytest.mark.parametrize("label", ["1.城关镇", "（一）城关镇", "二、城关镇", "3）城关镇"])
def test_the_numbering_of_a_row_is_left_out(tmp_path: Path, label: str) -> None:
    assert imported(tmp_path, label).startswith("城关镇")


def test_a_quotation_mark_that_is_never_closed_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"' + "a," * 100_000, encoding="utf-8")
    with pytest.raises(DocumentError, match="引号"):
        read_grids(tmp_path / "a.csv")


def test_what_was_imported_can_be_read_even_if_it_held_hidden_characters() -> None:
    found = Import("标题", (CandidateSection("节", (Candidate("甲\u202e乙\u200b12人\x07"),)),))
    text = render_facts_file(found, "a.csv")
    assert "看不见的字符" in text
    assert [fact.text for fact in parse_spec(text.encode()).sections[0].facts] == ["甲乙12人"]


def test_a_document_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS_FILE, encoding="utf-8")
    (tmp_path / "a.md").write_text("摸排\x1b]0;evil\x07\x1b[2J入境\u202e人员186人。", encoding="utf-8")
    said = CliRunner().invoke(app, ["check", str(tmp_path / "facts.yaml"), str(tmp_path / "a.md")]).output
    assert "186" in said
    assert not set(said) & set("\x1b\x07\u202e")


# Results on the disk ----------------------------------------------------------------------------------------

FACTS_FILE = """\
title: 甲县2023年工作总结
sections:
  - heading: 落实疫情防控
    facts:
      - 摸排入境人员185人
"""


def expand(place: Path, *more: str, **environment: str) -> tuple[int, str]:
    """Return exit code and everything said by `draft expand` on a facts file in `place`."""
    (place / "facts.yaml").write_text(FACTS_FILE, encoding="utf-8")
    homes = {
        name: str(place / "home") for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    }
    arguments = ["expand", str(place / "facts.yaml"), "--format", "md,json", "-o", str(place / "out"), *more]
    result = CliRunner().invoke(app, arguments, env={**homes, **environment})
    if isinstance(result.exception, DraftError):
        return result.exception.exit_code, str(result.exception)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output + result.stderr


@pytest.mark.parametrize(
    "report", ["[" * 100_000, "[1]", '{"outputs": 5}', "\x00", '{"outputs": {"facts.md": []}}']
)
def test_a_report_that_somebody_broke_is_no_licence_to_overwrite(tmp_path: Path, report: str) -> None:
    expand(tmp_path)
    (tmp_path / "out/facts.report.json").write_text(report, encoding="utf-8")
    code, said = expand(tmp_path)
    assert code == 2
    assert "不予覆盖" in said


def test_corrections_in_a_document_that_failed_the_check_are_not_lost(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    corrected = tmp_path / "out/facts.未通过核对.md"
    corrected.write_text("改过的文稿", encoding="utf-8")
    code, said = expand(tmp_path)
    assert (code, corrected.read_text(encoding="utf-8")) == (2, "改过的文稿")
    assert "未通过核对" in said


def test_a_run_that_cannot_write_everything_writes_nothing_and_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "out/facts.report.json").mkdir(parents=True)
    code, said = expand(tmp_path)
    assert code == 2
    assert "是一个文件夹" in said
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["facts.report.json"]
    (tmp_path / "out/facts.report.json").rmdir()
    assert expand(tmp_path)[0] == 0


def test_a_result_never_goes_through_a_link_to_somewhere_else(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "precious").write_text("原文", encoding="utf-8")
    (tmp_path / "out/facts.md").symlink_to(tmp_path / "precious")
    assert expand(tmp_path)[0] == 2
    assert expand(tmp_path, "--force")[0] == 0
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "原文"


@pytest.mark.parametrize("folder", ["长" * 90, "precious", "precious/inside"])
def test_a_folder_that_cannot_be_is_one_clear_line(tmp_path: Path, folder: str) -> None:
    (tmp_path / "precious").write_text("原文", encoding="utf-8")
    code, said = expand(tmp_path, "-o", str(tmp_path / folder))
    assert code == 2
    assert "写不进去" in said
    assert "\n" not in said.strip()


def test_a_very_long_title_still_becomes_a_word_file() -> None:
    spec = replace(SPEC, title="关于" * 300, issuer="局" * 300)
    assert render_form(draft_of(spec), "docx").startswith(b"PK")


def draft_of(spec: Spec) -> Draft:
    return asyncio.run(expand_document(spec, BuiltinWriter(), BuiltinWriter(), render=render_markdown))


# Addresses and settings -------------------------------------------------------------------------------------

INSIDE = [
    "127.0.0.1",
    "[::1]",
    "localhost",
    "model-server",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.5",
    "[fd12::1]",
    "100.64.0.9",
]
OUTSIDE = [
    "203.0.113.5", "198.51.100.7", "192.0.2.1", "198.18.0.1", "240.0.0.1", "8.8.8.8",  # public or kept for other uses
    "169.254.169.254", "[fd00:ec2::254]",  # the metadata of a cloud
    "[::ffff:203.0.113.5]", "3405803781", "0xcb007105", "127.1", "172.32.0.1",  # other ways to write an address
    "127.0.0.1.example.com", "localhost.example.com",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_hosts_of_the_office_are_inside(host: str) -> None:
    assert is_local(f"http://{host}/v1")


@pytest.mark.parametrize("host", OUTSIDE)
def test_what_only_looks_like_the_office_is_outside(host: str) -> None:
    assert not is_local(f"http://{host}/v1")


@pytest.mark.parametrize("text", ["workers = 1" + "0" * 9000, "a = " + "[" * 5000, "\x00", "workers = nan"])
def test_hostile_settings_are_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "draft.toml").write_text(text, encoding="utf-8")
    code, said = expand(tmp_path, "--config", str(tmp_path / "draft.toml"))
    assert code == 2
    assert "draft.toml" in said
    assert "\n" not in said.strip()
