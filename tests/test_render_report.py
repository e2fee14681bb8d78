"""The upward report, the annex, the house template, the fonts: what stands in the file and on paper."""

import io
import re
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft.cli.readback import prove_whole
from draft.document import Draft, Fact, Section, SectionDraft, Spec
from draft.errors import DocumentError, SettingsError
from draft.fidelity import Verdict, compare
from draft.render.blanks import find_blanks
from draft.render.docx import render_docx
from draft.render.indicators import list_indicators
from draft.render.markdown import render_markdown, render_text
from draft.render.masks import find_masks, name_mask
from draft.render.paper import Paper, choose_fonts, read_fields
from draft.render.pdf import find_office, render_pdf
from draft.render.report import render_report
from draft.render.template import find_fields
from draft.sources.docx import read_docx
from draft.sources.envelope import hide_envelope

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACTS = (
    "截至12月10日24时，12周岁以上人群累计接种第一剂566240剂、第二剂534618剂",
    "医疗机构461个，其中乡镇卫生院21所，14所通过基本标准",
    "发放资金5234万元，约3.1万人次受益，同比增长13.1%",
    "45-64岁重点人群体检39229人",
    "从三个方面入手，排查xx人",
)
GIVEN = {
    "发文字号": "X卫健发〔2023〕31号",
    "签发人": "张三、李四四、王五",
    "抄送": "县委办公室，县政协办公室",
}


def draft_of(*facts: str, **metadata: str) -> Draft:
    section = Section("推进卫生健康工作", 0, facts=tuple(Fact(text, source="疾控科") for text in facts))
    known = {"issuer": "XX县卫生健康委员会", "recipient": "县人民政府", "date": "2023年12月28日", **metadata}
    spec = Spec("XX县卫生健康委2023年工作总结", (section,), **known)  # type: ignore[arg-type]
    text = SectionDraft(section, "".join(f"{fact}。" for fact in facts), Verdict(0, 0, 0))
    draft = Draft(spec, SectionDraft(None, "", Verdict(0, 0, 0)), (text,), Verdict(0, 0, 0))
    return replace(draft, verdict=compare(spec.ledger(), render_text(draft)))


def paper_of(template: str = "report", **fields: str) -> Paper:
    return Paper(template, fields=read_fields(fields, template=template))


def annexed(paper: Paper) -> Paper:
    return replace(paper, annex=True)


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def lines_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs if paragraph.text]


def highlighted(content: bytes) -> list[str]:
    return [
        run.text for p in opened(content).paragraphs for run in p.runs if run.font.highlight_color is not None
    ]


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def read(content: bytes) -> str:
        (tmp_path / "a.docx").write_bytes(content)
        return hide_envelope(read_docx(tmp_path / "a.docx"))

    return read


# The upward report ------------------------------------------------------------------------------------------


def test_the_report_has_its_elements_in_the_order_of_the_standard() -> None:
    lines = lines_of(
        render_docx(draft_of(*FACTS), paper_of(**GIVEN, 印发日期="2023年12月29日", 份号="000012"))
    )
    wanted = [
        "000012", "XX县卫生健康委员会文件", "\t签发人：张三　李四四", "X卫健发〔2023〕31号\t王五",
        "XX县卫生健康委2023年工作总结", "县人民政府：", "一、推进卫生健康工作", "特此报告。",
        "XX县卫生健康委员会", "2023年12月28日", "抄送：县委办公室，县政协办公室。",
        "【印发机关】\t2023年12月29日印发",
    ]  # fmt: skip
    assert [line for line in lines if line in wanted] == wanted


def test_what_nobody_gave_is_a_highlighted_blank_and_is_listed() -> None:
    bare = draft_of(*FACTS, issuer="", recipient="", date="")
    missing = [
        "发文机关标志",
        "发文字号",
        "签发人",
        "主送机关",
        "署名",
        "成文日期",
        "抄送机关",
        "印发机关",
        "印发日期",
    ]
    assert {f"【{name}】" for name in missing} <= set(highlighted(render_docx(bare, paper_of())))
    listed = [blank.text for blank in find_blanks(bare, paper_of()) if blank.where == "版式"]
    assert listed == [f"【{name}】" for name in missing]


def test_masks_of_the_facts_are_listed_with_section_and_fact() -> None:
    found = [(blank.where, blank.text) for blank in find_blanks(draft_of(*FACTS))]
    assert ("第1节第5条", "xx人") in found
    assert ("标题", "XX县") in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("新造XX毛竹2000亩", "XX毛竹"),
        ("XX毛竹产业发展示范基地", "XX"),
        ("XX县卫生健康委员会", "XX县"),
        ("排查xx人，整改", "xx人"),
        ("受益xxx万人次受益", "xxx万人次"),
        ("观看《x起义》", "x起义"),
        ("20xx年工作", "20xx年"),
    ],
)
def test_a_blank_is_named_without_cutting_a_word(text: str, name: str) -> None:
    ((start, end),) = find_masks(text)
    assert name_mask(text, start, end) == name


def test_the_envelope_adds_nothing_that_the_check_would_call_invented(read: Any) -> None:
    draft = draft_of(*FACTS)
    text = read(render_docx(draft, paper_of(**GIVEN, 印发机关="县卫健委办公室", 印发日期="2023年12月29日")))
    assert compare(draft.spec.ledger(), text).ok


@pytest.mark.parametrize(
    "line", ["培训185人", "X卫健发〔2023〕31号文件要求培训185人", "2023年12月29日印发185份", "附件185人"]
)
def test_a_line_that_is_not_wholly_envelope_is_checked(line: str) -> None:
    assert hide_envelope(f"{line}\n正文。\n{line}") == f"{line}\n正文。\n{line}"


def test_of_a_list_of_annexes_only_the_numbers_are_hidden() -> None:
    text = "附件：1.名单\n2.3.5亿元项目表\n3.5亿元已到位。"
    assert hide_envelope(text) == "     名单\n2.3.5亿元项目表\n3.5亿元已到位。"
    assert hide_envelope("附件：1.2亿元明细") == "附件：1.2亿元明细"
    assert hide_envelope("附件： 1. 名单\n　　2．总表") == "       名单\n    总表"


def test_hiding_the_envelope_moves_no_character() -> None:
    text = "000012\nX卫健发〔2023〕31号 签发人：张三\n# 题\n正文3人。\n附件1\n办公室 2023年12月29日印发"
    hidden = hide_envelope(text)
    assert len(hidden) == len(text)
    assert hidden.replace(" ", "").split() == ["#题", "正文3人。"]


def test_a_field_may_say_otherwise_than_the_facts() -> None:
    lines = lines_of(render_docx(draft_of(*FACTS), paper_of("plain", 主送机关="市人民政府", 署名="县卫健委")))
    assert "市人民政府：" in lines
    assert lines[-2:] == ["县卫健委", "2023年12月28日"]


def test_unknown_fields_and_a_wrong_serial_are_refused() -> None:
    with pytest.raises(SettingsError, match="没有这一项"):
        read_fields({"联系人": "张三"}, template="report")
    with pytest.raises(SettingsError, match="6位数字"):
        read_fields({"份号": "12"}, template="report")
    assert read_fields({"抄送": "甲", "signer": "乙"}, template="plain") == {
        "copies_to": "甲",
        "signer": "乙",
    }


# The annex --------------------------------------------------------------------------------------------------


def test_indicators_are_the_facts_own_characters() -> None:
    rows = [(row.name, row.value, row.unit) for row in list_indicators(draft_of(*FACTS).spec)]
    assert rows == [
        ("截至12月10日24时，12周岁以上人群累计接种第一剂", "566240", "剂"),
        ("截至12月10日24时，12周岁以上人群累计接种第二剂", "534618", "剂"),
        ("医疗机构", "461", "个"),
        ("其中乡镇卫生院", "21", "所"),
        ("通过基本标准", "14", "所"),
        ("发放资金", "5234", "万元"),
        ("受益", "约3.1", "万人次"),
        ("受益同比增长", "13.1", "%"),
        ("45-64岁重点人群体检", "39229", "人"),
        ("排查", "xx", "人"),
    ]


@pytest.mark.parametrize(
    ("fact", "rows"),
    [
        (
            "其中城市4127户6015人、农村17237户",
            [("其中城市", "4127", "户"), ("其中城市", "6015", "人"), ("农村", "17237", "户")],
        ),
        (
            "工单382件，办结率100%，同比减少97件",
            [("工单", "382", "件"), ("办结率", "100", "%"), ("工单同比减少", "97", "件")],
        ),
        (
            "年检率91.7%，较上年提高3.1个百分点",
            [("年检率", "91.7", "%"), ("年检率较上年提高", "3.1", "个百分点")],
        ),
        ("兑现14多万人次，不低于690元/月", [("兑现", "14多", "万人次"), ("兑现", "不低于690", "元/月")]),
        ("建档率85%以上，体检近1.5万人", [("建档率", "85%以上", ""), ("体检", "近1.5", "万人")]),
        ("婚登3108对、离登1247对，同比分别下降12.4%和4.6%", []),
        ("由62.0%提高到68.2%", []),
        ("35个党支部换届，发展党员18名（含高知6名）", []),
    ],
)
def test_a_row_says_what_is_measured_or_the_fact_stays_whole(
    fact: str, rows: list[tuple[str, str, str]]
) -> None:
    found = [(row.name, row.value, row.unit) for row in list_indicators(draft_of(fact).spec)]
    assert found == (rows or [(fact, "", "")])


def test_a_plan_keeps_its_name_and_is_marked() -> None:
    fact = Fact("完成12家医疗机构改造", 5, status="拟")
    planned = Fact("计划培训300人", 6, status="拟")
    found = list_indicators(Spec("题", (Section("下一步打算", 0, facts=(fact, planned)),)))
    assert [(row.name, row.value, row.unit) for row in found] == [
        ("完成医疗机构改造（拟）", "12", "家"),
        ("计划培训", "300", "人"),
    ]


def test_the_annex_is_read_back_as_the_same_quantities(read: Any) -> None:
    draft = draft_of(*FACTS)
    text = read(render_docx(draft, annexed(paper_of("plain"))))
    assert "附件：主要指标一览表" in text
    assert "医疗机构，461个，疾控科。" in text
    verdict = compare(draft.spec.ledger(), text)
    assert verdict.ok
    assert verdict.written > draft.verdict.written


def test_a_changed_number_in_the_annex_is_found(read: Any) -> None:
    draft = draft_of(*FACTS)
    text = read(render_docx(draft, annexed(paper_of("plain")))).replace("医疗机构，461个", "医疗机构，416个")
    assert not compare(draft.spec.ledger(), text).ok


def test_no_annex_where_nothing_is_measured() -> None:
    assert "附件" not in "".join(lines_of(render_docx(draft_of("工作机制健全"), annexed(paper_of()))))


# Fonts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "names", "body"),
    [
        ("windows", {}, "仿宋"),
        ("gb2312", {}, "仿宋_GB2312"),
        ("custom", {"body": "方正仿宋_GBK"}, "方正仿宋_GBK"),
    ],
)
def test_the_font_profile_names_every_face(profile: str, names: dict[str, str], body: str) -> None:
    content = render_docx(draft_of(*FACTS), Paper(fonts=choose_fonts(profile, names)))
    faces = {
        fonts.get(f"{W}eastAsia")
        for p in opened(content).paragraphs
        if p.text.startswith("截至")
        for fonts in p._p.iter(f"{W}rFonts")  # noqa: SLF001  the face has no public name
    }
    assert faces == {body}


def test_custom_without_names_is_refused() -> None:
    with pytest.raises(SettingsError, match="font_names"):
        choose_fonts("custom", {})


# The house template -----------------------------------------------------------------------------------------


def template_of(*paragraphs: str | tuple[str, ...], header: str = "") -> bytes:
    document = docx.Document()
    for parts in paragraphs:
        paragraph = document.add_paragraph()
        for part in (parts,) if isinstance(parts, str) else parts:
            paragraph.add_run(part)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled(content: bytes, *, annex: bool = False, **fields: str) -> bytes:
    given = read_fields(fields, template="a.docx")
    asks = find_fields(content, "a.docx", given)
    return render_docx(draft_of(*FACTS), Paper("a.docx", content, fields=given, asks=asks, annex=annex))


def test_fields_are_filled_even_where_word_has_cut_them_up() -> None:
    content = template_of(
        ("{{", "标", "题}}"), "联系人：{{联系人}}，电话{{电话}}", "{{正文}}", header="{{署名}}内部"
    )
    result = filled(content, 联系人="李四", 电话="0564-1234")
    assert lines_of(result)[:2] == ["XX县卫生健康委2023年工作总结", "联系人：李四，电话0564-1234"]
    assert "一、推进卫生健康工作" in lines_of(result)
    assert opened(result).sections[0].header.paragraphs[0].text == "XX县卫生健康委员会内部"


def test_the_mark_of_a_template_is_the_organ_with_its_word() -> None:
    assert lines_of(filled(template_of("{{发文机关标志}}", "{{正文}}")))[0] == "XX县卫生健康委员会文件"


def test_a_known_field_without_content_is_highlighted_alone() -> None:
    result = filled(template_of("签发：{{签发人}}，{{发文字号}}（{{署名}}）", "{{body}}"))
    assert lines_of(result)[0] == "签发：【签发人】，【发文字号】（XX县卫生健康委员会）"
    assert highlighted(result)[:2] == ["【签发人】", "【发文字号】"]


def test_the_annex_stands_where_the_template_wants_it_or_nowhere() -> None:
    content = template_of("{{正文}}", "{{附件}}", "尾")
    assert "主要指标一览表" in "".join(lines_of(filled(content, annex=True)))
    assert "{{" not in "".join(lines_of(filled(content)))


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (("{{标题}}",), "没有 {{正文}}"),
        (("{{正文}}完",), "单独成段"),
        (("{{正文}}", "{{body}}"), "有 2 处 {{正文}}"),
        (("{{正文}}", "{{附件}}", "{{附件}}"), "有 2 处 {{附件}}"),
        (("{{标题", "{{正文}}"), "花括号"),
        (("{% for x in y %}", "{{正文}}"), "不支持条件和循环"),
        (("{{ ''.__class__ }}", "{{正文}}"), "花括号"),
        (("{{联系人}}", "{{正文}}"), "--field 联系人=内容"),
    ],
)
def test_a_faulty_template_is_one_line_with_the_remedy(paragraphs: tuple[str, ...], said: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(said)) as caught:
        find_fields(template_of(*paragraphs), "模板.docx")
    assert str(caught.value).startswith("模板.docx: ")
    assert "\n" not in str(caught.value)


def test_the_text_has_no_place_in_a_header() -> None:
    for header in ("{{正文}}", "{{附件}}"):
        with pytest.raises(DocumentError, match=re.escape(f"页眉或页脚里有 {header}")):
            find_fields(template_of("{{正文}}", header=header), "模板.docx")


def test_a_template_made_to_stall_is_read_in_no_time() -> None:
    with pytest.raises(DocumentError, match="花括号"):
        find_fields(template_of("{{" + " " * 200_000, "{{" * 50_000, "{{正文}}"), "模板.docx")


def test_an_annex_needs_a_place_in_the_template() -> None:
    with pytest.raises(DocumentError, match=re.escape("没有 {{附件}}")):
        find_fields(template_of("{{正文}}"), "模板.docx", annex=True)


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(DocumentError, match="另存为"):
        find_fields(b"PK\x03\x04 no", "模板.docx")


def test_a_value_is_text_and_never_a_field() -> None:
    result = filled(template_of("{{联系人}}", "{{正文}}"), 联系人="{{署名}}<w:p/>&")
    assert lines_of(result)[0] == "{{署名}}<w:p/>&"


# Whatever stands in the facts ------------------------------------------------------------------------------

MARKS = "人户%0123456789.,，。；（）“”<>&'\"\\*_#-—xX×　 \t\u200b\u2028\x85\ufeff😀㎡\x0b\x01[]{}|`"
ODD = st.text(st.sampled_from(MARKS), min_size=1, max_size=30)


@settings(max_examples=15, deadline=None)
@given(title=ODD, heading=ODD, text=ODD, signer=ODD)
def test_every_text_is_written_and_read_back(title: str, heading: str, text: str, signer: str) -> None:
    section = Section(heading, 0, facts=(Fact(text),))
    spec = Spec(title, (section,), issuer=heading, date=text)
    prose = SectionDraft(section, text, Verdict(0, 0, 0))
    draft = Draft(spec, SectionDraft(None, "", Verdict(0, 0, 0)), (prose,), Verdict(0, 0, 0))
    paper = annexed(paper_of(签发人=signer))
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (
            ("a.docx", render_docx(draft, paper)), ("a.md", render_markdown(draft).encode("utf-8")),
        ):  # fmt: skip
            (Path(folder) / name).write_bytes(content)
            prove_whole(Path(folder) / name, render_report(draft, {}, paper))


# On paper ---------------------------------------------------------------------------------------------------


def words_of(pdf: Path, page: int) -> list[tuple[float, float, str]]:
    """Return the words of a page with the left and upper edge of their boxes, in millimetres."""
    boxes = subprocess.run(
        ["pdftotext", "-f", str(page), "-l", str(page), "-bbox", pdf.name, "-"],
        cwd=pdf.parent, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</word>', boxes)
    return [(float(x) * 25.4 / 72, float(y) * 25.4 / 72, word) for x, y, word in found]


@pytest.mark.slow
def test_the_printed_report_keeps_the_distances_of_the_standard(tmp_path: Path) -> None:
    if find_office() is None:
        pytest.skip("LibreOffice is not installed: the printed report was NOT measured")
    paper = annexed(paper_of(**GIVEN, 印发机关="县卫健委办公室", 印发日期="2023年12月29日"))
    (tmp_path / "a.pdf").write_bytes(render_pdf(render_docx(draft_of(*FACTS), paper)))
    pages = subprocess.run(
        ["pdfinfo", "a.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    count = int(re.findall(r"Pages:\s+(\d+)", pages)[0])
    first, last = (words_of(tmp_path / "a.pdf", page) for page in (1, count))
    tops = {word: y for _, y, word in first}
    mark = next(y for word, y in tops.items() if "委员会文件" in word)
    number = next(y for word, y in tops.items() if "〔2023〕" in word)
    title = next(y for word, y in tops.items() if "工作总结" in word)
    assert any("566240" in word for word in tops)  # the first page shows text
    assert 70 <= mark <= 73  # 37 + 35 mm, the box a little above the type
    assert number - mark > 2 * 10.2  # two blank lines
    assert title - number > 2 * 10.2
    printed = next(y for _, y, word in last if word.startswith("县卫健委办公室"))
    assert 297 - 35 - 12 < printed < 297 - 35  # the last line of the text area
    assert next(word for _, _, word in last) == "附件"
    bottom = max(y for _, y, word in first if "12" in word or "28" in word)
    assert bottom < 297 - 35
