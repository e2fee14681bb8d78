"""The 数据核对表: one row a fact, its sentence and verdict, safe to open in a spreadsheet."""

import csv
import io
from dataclasses import replace

import docx
import openpyxl

from draft.document import Fact, Section, Spec
from draft.fidelity import compare
from draft.render.ledger import HEADER, NO_SOURCE, Row, list_rows, render_csv, render_xlsx, select_source
from draft.render.ledger_docx import render_ledger_docx

PROSE = "全年培训185人。立案8起。健全工作机制。"
SECTION = Section(
    "推进基层医疗建设",
    0,
    facts=(
        Fact("培训185人", 5, source="基层科"),
        Fact("立案3起", 6, source="监督科"),
        Fact("健全工作机制", 7),
    ),
)
SPEC = Spec("XX县2023年工作总结", (SECTION,))


def rows() -> tuple[Row, ...]:
    return list_rows(SPEC, PROSE, compare(SPEC.ledger(), PROSE), {(0, 0): "按要点原文落位"})


def test_a_row_names_fact_line_source_quantities_sentence_and_result() -> None:
    first = rows()[0]
    assert first.cells() == (
        "1",
        "推进基层医疗建设",
        "培训185人",
        "5",
        "基层科",
        "185人",
        "全年培训185人。",
        "一致（按要点原文落位）",
        "",
    )


def test_a_violated_fact_says_what_is_wrong_and_one_without_numbers_says_so() -> None:
    _, wrong, plain = rows()
    assert "3起" in wrong.result
    assert plain.result == "无数量"


def test_one_department_gets_its_own_rows() -> None:
    assert [row.fact for row in select_source(rows(), "监督科")] == ["立案3起"]


def test_csv_opens_as_chinese_and_never_as_a_formula() -> None:
    row = Row(1, "=HYPERLINK(1)", "+1", 0, "", "", "@x", "一致")
    content = render_csv((row,))
    assert content.startswith(b"\xef\xbb\xbf")
    header, cells = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert tuple(header) == HEADER
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_excel_holds_the_same_cells() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(rows(), SPEC.title))).active
    assert sheet is not None
    table = [[str(cell or "") for cell in line] for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert table == [list(HEADER), *(list(row.cells()) for row in rows())]


def test_excel_runs_no_formula_from_a_fact() -> None:
    row = Row(1, "=1+1", "=cmd()", 0, "", "", "", "一致")
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx((row,), "=题()"))).active
    assert sheet is not None
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value} == {"s", "n"}
    assert sheet["A3"].value == 1


def test_a_quantity_of_the_sheet_keeps_the_word_that_bounds_it() -> None:
    fact = Fact("培训近1.5万人次，65岁以上老人不少于60人", 5)
    spec = Spec("题", (Section("工作", 0, facts=(fact,)),))
    (row,) = list_rows(spec, "", compare(spec.ledger(), ""))
    assert row.quantities == "近1.5万人次；65岁以上；不少于60人"


def test_the_word_table_repeats_its_header_and_splits_no_row() -> None:
    document = docx.Document(io.BytesIO(render_ledger_docx(rows(), SPEC.title)))
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(HEADER),
        *(list(row.cells()) for row in rows()),
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml  # noqa: SLF001  the XML is what is judged
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)  # noqa: SLF001  the same


def test_by_source_every_department_has_its_own_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(rows(), SPEC.title, by_source=True)))
    assert book.sheetnames == ["基层科", "监督科", NO_SOURCE]
    assert [cell.value for cell in book["监督科"][3]][:3] == [1, "推进基层医疗建设", "立案3起"]


def test_sheets_of_departments_get_names_that_excel_takes() -> None:
    names = ("a/b:c", "a b c", "很长的科室名称" * 8, "很长的科室名称" * 9, "[]*?", "'引号'")
    facts = tuple(Row(n, "节", "3人", 0, name, "", "", "一致") for n, name in enumerate(names, 1))
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(facts, "题", by_source=True)))
    assert len({name.lower() for name in book.sheetnames}) == len(names)
    assert max(map(len, book.sheetnames)) <= 31


def test_by_source_the_word_file_begins_a_page_for_each_department() -> None:
    document = docx.Document(io.BytesIO(render_ledger_docx(rows(), "题", by_source=True)))
    assert [p.text for p in document.paragraphs if p.text] == [
        "题数据核对表（基层科）", "题数据核对表（监督科）", f"题数据核对表（{NO_SOURCE}）",
    ]  # fmt: skip
    breaks = ["w:pageBreakBefore" in p._p.xml for p in document.paragraphs if p.text]  # noqa: SLF001  the XML
    assert breaks == [False, True, True]
    assert [len(table.rows) for table in document.tables] == [2, 2, 2]


def test_by_source_the_csv_keeps_all_rows_together_by_department() -> None:
    mixed = (rows()[1], rows()[0], replace(rows()[1], number=9))
    content = render_csv(mixed, by_source=True).decode("utf-8-sig")
    assert [line[4] for line in list(csv.reader(io.StringIO(content)))[1:]] == ["监督科", "监督科", "基层科"]
