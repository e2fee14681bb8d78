"""Spreadsheets and old documents: every number as it stands, every doubt said, harmful files refused."""

import datetime as dt
import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from draft.document import Spec
from draft.errors import DocumentError
from draft.facts import load_spec, parse_spec
from draft.sources.archive import inspect_archive
from draft.sources.candidates import Candidate, CandidateSection, Import, quote, render_facts_file
from draft.sources.old_document import read_old_document
from draft.sources.spreadsheet import read_grids
from draft.sources.suspects import SUSPECTS, find_suspects
from draft.sources.tables import read_facts

Line = list[object]


def workbook(
    path: Path, lines: list[Line], merged: tuple[str, ...] = (), formats: tuple[str, ...] = ()
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "报表"
    for line in lines:
        sheet.append(line)
    for place in merged:
        sheet.merge_cells(place)
    for place in formats:
        cell, pattern = place.split("=")
        sheet[cell].number_format = pattern
    book.save(path)
    return path


def facts_of(path: Path) -> list[Candidate]:
    return [
        fact for grid in read_grids(path) for section in read_facts(grid).sections for fact in section.facts
    ]


def test_a_wide_table_with_merged_headers_and_units_in_brackets(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["全县家庭医生签约情况"],
            ["单位：人", None, None, None, "填报单位：基层科"],
            ["序号", "乡镇", "签约", None, "投入（万元）"],
            [None, None, "常住人口", "签约人数", None],
            [1, "城关镇", 12345, 8230, 12.5],
        ],
        ("A1:E1", "C3:D3", "A3:A4", "B3:B4", "E3:E4"),
    )
    (section,) = read_facts(read_grids(path)[0]).sections
    assert section.heading == "全县家庭医生签约情况"
    assert section.facts == (
        Candidate("城关镇：签约常住人口12345人，签约人数8230人，投入12.5万元", "报表!C5:E5", "基层科"),
    )


def test_a_long_table_with_unit_growth_cut_off_and_department(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["指标名称", "计量单位", "完成数", "同比增长（%）", "截止时间", "责任科室"],
            ["门诊量", "万人次", 12.6, 3.5, dt.date(2023, 12, 10), "医政科"],
            ["业务收入", "万元", 5234, -2.1, None, "财务科"],
        ],
    )
    first, second = facts_of(path)
    assert (first.text, first.source) == ("截至2023年12月10日，门诊量12.6万人次，同比增长3.5%", "医政科")
    assert (second.text, second.source) == ("业务收入5234万元，同比下降2.1%", "财务科")


@pytest.mark.parametrize(
    ("value", "pattern", "shown", "said"),
    [
        (0.8355, "0.00%", "83.55%", ""),
        (0.83554, "0.00%", "83.55%", "存的是 83.554"),
        (12.5, "0.00", "12.50", ""),
        (1234567, "#,##0", "1234567", ""),
        (0.1, "General", "0.1", ""),
        ("1,234", "General", "1234", "存成了文本"),
        ("６６", "General", "66", "存成了文本"),
        ("#DIV/0!", "General", "#DIV/0!", "错误值"),
    ],
)
def test_cells_read_as_they_are_shown(
    tmp_path: Path, value: object, pattern: str, shown: str, said: str
) -> None:
    path = workbook(tmp_path / "a.xlsx", [["名称", "数"], ["甲", value]], formats=(f"B2={pattern}",))
    cell = read_grids(path)[0].rows[1][1]
    assert cell.text == shown
    assert said in cell.told + cell.doubt
    assert bool(said) == bool(cell.told + cell.doubt)


def test_a_total_and_a_formula_without_result_are_asked_about(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [["序号", "乡镇", "人数（人）", "经费（万元）"], [1, "甲镇", 5, 3], ["合计", None, 5, "=SUM(D2:D2)"]],
    )
    total = facts_of(path)[-1]
    assert total.text == "各乡镇合计人数5人"
    assert any("D3 公式没有保存计算结果" in doubt for doubt in total.doubts)


def test_a_number_without_unit_is_asked_about(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["乡镇", "签约"], ["甲镇", 12]])
    assert facts_of(path)[0].doubts == ("B2 12 没有单位",)


def test_csv_in_gb18030_reads_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes('乡镇,签约（人）\n甲镇,"1,234"\n'.encode("gb18030"))
    assert facts_of(tmp_path / "a.csv")[0].text == "甲镇签约1234人"


def test_the_file_written_loads_and_holds_the_same_facts() -> None:
    texts = ["完成率: 66%", "- 甲", "1.10", "# 注", "“三会一课”", 'a "b" \\ c', "yes", "{x}"]
    section = CandidateSection("节: 一", tuple(Candidate(text, f"a!B{n}") for n, text in enumerate(texts)))
    spec = parse_spec(render_facts_file(Import("题", (section,)), "x").encode(), "x.yaml")
    assert [fact.text for fact in spec.sections[0].facts] == texts
    assert [fact.id for fact in spec.sections[0].facts] == [f"a!B{n}" for n in range(len(texts))]


@pytest.mark.parametrize(
    "text", ["甲", "1.10", "a: b", "'", '"', "\\", "-", "? x", "@a", "a #b", "null", " 甲 "]
)
def test_scalars_are_quoted_so_that_they_read_back(text: str) -> None:
    spec = parse_spec(f"title: t\nsections:\n- heading: h\n  facts:\n  - {quote(text)}\n".encode(), "x")
    assert spec.sections[0].facts[0].text == text.strip()


def test_an_old_document_keeps_its_tree_and_marks_its_masks() -> None:
    found = read_old_document(
        [
            (1, "XX县2023年工作总结"),
            (2, "2023年，各项工作有序推进。"),
            (3, "一、主要工作"),
            (4, "（一）推进签约。累计签约xx人。一是抓培训，培训1O5人；二是抓宣传，宣传12场。"),
            (5, "二、存在问题"),
            (6, "基层人手不足，"),
        ]
    )
    assert [(s.depth, s.heading, len(s.facts)) for s in found.sections] == [
        (0, "导语", 1),
        (0, "主要工作", 0),
        (1, "推进签约", 3),
        (0, "存在问题", 1),
    ]
    signed, trained, told = found.sections[2].facts
    assert any("xx人" in doubt for doubt in signed.doubts)
    assert trained.text == "抓培训，培训1O5人"
    assert any("1、0 的字母" in doubt for doubt in trained.doubts)
    assert (told.text, told.doubts) == ("抓宣传，宣传12场", ())
    assert any("截断" in doubt for doubt in found.sections[3].facts[0].doubts)
    spec = parse_spec(render_facts_file(found, "x").encode(), "x")
    assert [fact.text for fact in spec.opening] == ["2023年，各项工作有序推进"]
    nested = spec.sections[0]
    assert [below.heading for below in nested.sections] == ["推进签约"]


def test_the_words_that_lead_a_list_in_are_no_fact_unless_they_hold_a_number() -> None:
    found = read_old_document(
        [
            (1, "甲县2023年工作总结"),
            (2, "一、存在问题"),
            (3, "工作中还有一些不足：一是缺编12人；二是设备老化。"),
            (4, "二、工作打算"),
            (5, "重点抓好2项工作：一是培训30人；二是义诊6场。"),
        ]
    )
    assert [[fact.text for fact in section.facts] for section in found.sections] == [
        ["缺编12人", "设备老化"],
        ["重点抓好2项工作：一是培训30人", "义诊6场"],
    ]


def test_a_shifted_year_is_told() -> None:
    found = read_old_document([(1, "XX县2023年工作总结"), (2, "2021年，我县卫生健康工作扎实推进。")])
    assert any("年份可能被改过" in remark for remark in found.remarks)


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a zip", "不是可读的"),
        (archive(xl__sheet1_xml=b"0" * 31_000_000), "压缩炸弹"),
        (
            archive(xl__sheet1_xml=b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
            "实体声明",
        ),
    ],
)
def test_harmful_files_are_refused_with_a_reason(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(DocumentError, match=words):
        read_grids(tmp_path / "a.xlsx")


def test_macros_and_external_links_are_told_and_ignored(tmp_path: Path) -> None:
    (tmp_path / "a.xlsm").write_bytes(
        archive(xl__vbaProject=b"", xl__externalLinks__externalLink1_xml=b"<a/>")
    )
    remarks = inspect_archive(tmp_path / "a.xlsm")
    assert any("宏" in remark for remark in remarks)
    assert any("外部引用" in remark for remark in remarks)


def test_paragraphs_cut_out_of_one_line_have_addresses_of_their_own() -> None:
    found = read_old_document(
        [(1, "XX县2023年工作总结"), (2, "一、推进培训。培训185人。"), (2, "二、推进签约。签约800人。")]
    )
    addresses = [fact.address for section in found.sections for fact in section.facts]
    assert addresses == ["第2行第1句", "第2行第2句"]
    assert len(parse_spec(render_facts_file(found, "旧稿.txt").encode()).sections) == 2


def test_recipient_signature_and_date_of_an_old_document_take_their_keys() -> None:
    found = read_old_document(
        [
            (1, "XX县2023年工作总结"),
            (2, "县人民政府："),
            (3, "2023年，培训12期。"),
            (4, "XX县卫生健康委员会2023年12月28日"),
        ]
    )
    spec = parse_spec(render_facts_file(found, "旧稿.docx").encode())
    assert (spec.recipient, spec.issuer, spec.date) == ("县人民政府", "XX县卫生健康委员会", "2023年12月28日")
    assert [fact.text for section in spec.sections for fact in section.facts] == ["2023年，培训12期"]


MISREAD = [row[2] for row in SUSPECTS]
WELL = [row[3] for row in SUSPECTS]


@pytest.mark.parametrize("text", MISREAD)
def test_what_is_likely_misread_is_told_and_left_as_it_is(text: str) -> None:
    (section,) = read_old_document([(1, "甲县工作总结"), (2, f"{text}。")]).sections
    assert section.facts[0].text == text
    assert section.facts[0].doubts


@pytest.mark.parametrize("text", WELL)
def test_what_reads_well_is_not_suspected(text: str) -> None:
    assert not [doubt for doubt in find_suspects(text) if "没有单位" not in doubt]


def test_items_of_a_plan_are_facts_and_not_headings_over_nothing() -> None:
    found = read_old_document(
        [(1, "甲县工作计划"), (2, "一、工作计划"), (3, "（一）健全服务体系。"), (4, "（二）培训12期。")]
    )
    (section,) = found.sections
    assert [fact.text for fact in section.facts] == ["健全服务体系", "培训12期"]


def test_a_summary_that_a_site_printed_again_is_told() -> None:
    title = "甲县2023年工作总结"
    found = read_old_document([(1, title), (2, f"一年来，培训12期。签约{title}一年来，培训12期。")])
    assert any("又出现一次" in remark for remark in found.remarks)
    assert ["可能与前文重复" in fact.doubts for fact in found.sections[0].facts] == [False, False, True]


def test_a_title_that_the_text_quotes_is_kept_whole() -> None:
    title = "甲县2023年工作总结"
    sentence = f"印发《{title}》写作说明，培训写手12人。"
    found = read_old_document([(1, title), (2, sentence)])
    assert not any("又出现一次" in remark for remark in found.remarks)
    assert [fact.text for fact in found.sections[0].facts] == [sentence.rstrip("。")]


def test_a_year_after_the_day_of_upload_is_told() -> None:
    raw = "2021-10-24 上传\n截至2021年12月，培训12期。"
    found = read_old_document([(1, "甲县工作总结"), (2, "截至2021年12月，培训12期。")], raw=raw)
    assert any("上传" in remark for remark in found.remarks)


RAW = """\
某某文库网 首页
2023-01-02 来源：某某网

甲县2022年工作总结

2022年，培训12期，签约3.5万人。
转载请注明 56789
共建4个站点。第9
"""


def test_every_number_of_an_old_document_is_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "旧稿.txt").write_text(RAW, encoding="utf-8")
    target = tmp_path / "a.yaml"
    result = CliRunner().invoke(
        app, ["import", str(tmp_path / "旧稿.txt"), "-o", str(target), "--json"], catch_exceptions=False
    )
    numbers = json.loads(result.stdout)["numbers"]
    runs = re.findall(r"[0-9]+(?:\.[0-9]+)?", RAW)
    assert numbers["total"] == len(runs) == numbers["written"] + len(numbers["left"]) + len(numbers["asked"])
    assert sorted(place.split()[-1] for place in numbers["left"]) == ["01", "02", "2023", "56789"]
    assert [place.split()[-1] for place in numbers["asked"]] == ["9"]


PAPER = """\
甲县卫生健康局文件
甲卫〔2023〕45号　签发人：某某
甲县卫生健康局2023年工作总结
县人民政府：
2023年，各项工作有序推进。现将2023年的情况报告如下：
一、主要工作
培训12期，培训856人次。签约3.5万人。
特此报告。
附件：主要指标一览表
甲县卫生健康局
2023年12月28日
附件
主要指标一览表
1.培训，12期。
2.签约，{signed}万人。
抄送：县财政局。
甲县卫生健康局办公室　2023年12月29日印发
"""


def import_paper(folder: Path, signed: str) -> tuple[Spec, Counter[str]]:
    (folder / "旧稿.txt").write_text(PAPER.format(signed=signed), encoding="utf-8")
    target = folder / "a.yaml"
    result = CliRunner().invoke(app, ["import", str(folder / "旧稿.txt"), "-o", str(target), "--json"])
    return load_spec(target), Counter(json.loads(result.stdout)["numbers"]["left"].values())


def test_an_official_paper_gives_its_facts_once(tmp_path: Path) -> None:
    spec, reasons = import_paper(tmp_path, "3.5")
    assert [fact.text for fact in spec.opening] == ["2023年，各项工作有序推进"]
    (section,) = spec.sections
    assert section.heading == "主要工作"
    assert [fact.text for fact in section.facts] == ["培训12期，培训856人次", "签约3.5万人"]
    assert (spec.recipient, spec.issuer, spec.date) == ("县人民政府", "甲县卫生健康局", "2023年12月28日")
    assert reasons == {"版头": 2, "过渡语": 1, "正文里已有的附件": 4, "版记": 3}


def test_a_last_sentence_about_issuing_is_no_imprint(tmp_path: Path) -> None:
    (tmp_path / "旧稿.txt").write_text(
        "甲县2023年工作总结\n培训12期。\n实施方案已于2023年5月3日印发。\n", encoding="utf-8"
    )
    CliRunner().invoke(app, ["import", str(tmp_path / "旧稿.txt"), "-o", str(tmp_path / "a.yaml")])
    (section,) = load_spec(tmp_path / "a.yaml").sections
    assert [fact.text for fact in section.facts] == ["培训12期", "实施方案已于2023年5月3日印发"]


def test_an_annex_with_a_number_of_its_own_is_kept(tmp_path: Path) -> None:
    spec, reasons = import_paper(tmp_path, "3.6")
    assert any("3.6" in fact.text for section in spec.sections for fact in section.facts)
    assert "正文里已有的附件" not in reasons


def test_a_folder_is_told_from_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["import", str(tmp_path)])
    assert "这是一个文件夹" in str(result.exception)


def test_an_import_does_not_replace_its_source_even_by_force(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("单位,人数\n甲县,185\n", encoding="utf-8")
    command = ["import", str(source), "--map-out", str(source), "--force"]
    result = CliRunner().invoke(app, command)
    assert "这是要读的文件" in str(result.exception)
    assert source.read_text(encoding="utf-8").startswith("单位")
    both = CliRunner().invoke(app, ["import", str(source), "--map", "m.yaml", "--map-out", "n.yaml"])
    assert "不能同时用" in str(both.exception)
