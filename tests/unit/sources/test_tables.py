"""Every layout of the corpus gives its facts and asks what is doubtful; a map file says the same again."""

import asyncio
from pathlib import Path

import openpyxl
import pytest

from corpus.tables.cases import CASES, Case
from draft.cli.table_map import load_map
from draft.errors import DraftError
from draft.facts import parse_spec
from draft.pipeline.expand import expand
from draft.render.markdown import render_markdown
from draft.sources.candidates import render_facts_file
from draft.sources.grid import Grid
from draft.sources.maps import apply_map, render_map
from draft.sources.spreadsheet import read_grids
from draft.sources.tables import SheetFacts, join_sheets, read_facts
from draft.writers.builtin import BuiltinWriter


def save(case: Case, path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "报表"
    for row, line in enumerate(case.lines, 1):
        for column, value in enumerate(line, 1):
            if value is not None:
                sheet.cell(row, column).value = value  # type: ignore[assignment]
    for place in case.merged:
        sheet.merge_cells(place)
    for place, pattern in case.formats.items():
        sheet[place].number_format = pattern
    book.save(path)
    return path


def texts(facts: SheetFacts) -> list[str]:
    return [fact.text for section in facts.sections for fact in section.facts]


def mapped(grids: tuple[Grid, ...], path: Path, said: str) -> list[SheetFacts]:
    path.write_text(said, encoding="utf-8")
    layouts = load_map(path, grids)
    return [read_facts(grid, apply_map(grid, layouts)) for grid in grids]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_table_gives_its_facts_and_asks_what_is_doubtful(tmp_path: Path, case: Case) -> None:
    grids = read_grids(save(case, tmp_path / "a.xlsx"))
    (facts,) = (read_facts(grid) for grid in grids)
    assert texts(facts) == case.facts
    assert [place.partition("!")[2] for place in facts.tally.asked] == case.asked
    (again,) = mapped(grids, tmp_path / "map.yaml", render_map(grids, "a.xlsx"))
    assert texts(again) == case.facts
    assert again.tally == facts.tally


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_a_table_gives_is_written_out_and_survives(tmp_path: Path, case: Case) -> None:
    grids = read_grids(save(case, tmp_path / "a.xlsx"))
    found = join_sheets(grids, [read_facts(grid) for grid in grids], "报表")
    spec = parse_spec(render_facts_file(found, "a.xlsx").encode())
    draft = asyncio.run(expand(spec, BuiltinWriter(), BuiltinWriter(), render=render_markdown))
    assert draft.verdict.ok
    assert draft.verdict.survived == draft.verdict.required


def test_sheets_of_a_workbook_keep_apart_and_hidden_ones_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "签约"
    for line in (["乡镇", "人数（人）"], ["甲镇", 12], ["乙镇", 9]):
        first.append(line)
    first.row_dimensions[3].hidden = True
    first.column_dimensions["B"].hidden = True
    second = book.create_sheet("草稿")
    second.append(["乡镇", "户数（户）"])
    second.append(["甲镇", 3])
    second.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    grids = read_grids(tmp_path / "a.xlsx")
    assert [texts(read_facts(grid)) for grid in grids] == [["甲镇人数12人", "乙镇人数9人"], ["甲镇户数3户"]]
    said = "".join(remark for grid in grids for remark in grid.remarks)
    assert all(words in said for words in ("隐藏行（第 3 行）", "隐藏列（B 列）", "“草稿”是隐藏的"))


CSV = {
    "GB18030": ('乡镇,签约（人）\r\n甲镇,"1,234"\r\n'.encode("gb18030"), ["甲镇签约1234人"]),
    "UTF-16 with tabs": ("乡镇\t签约（人）\n甲镇\t1234\n".encode("utf-16"), ["甲镇签约1234人"]),
    "UTF-8 with a mark and tabs": ("\ufeff乡镇\t签约（人）\n甲镇\t1,234\n".encode(), ["甲镇签约1234人"]),
    "semicolons": ("乡镇;签约（人）;占比（%）\n甲镇;1234;66.5\n".encode(), ["甲镇：签约1234人，占比66.5%"]),
    "ragged lines": (
        "乡镇,签约（人）,体检（人）\n甲镇,1\n乙镇,2,3\n".encode(),
        ["甲镇签约1人", "乙镇：签约2人，体检3人"],
    ),
    "one column": ("全年培训12期\n参训345人次\n".encode(), ["全年培训12期", "参训345人次"]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "wanted"), CSV.values(), ids=CSV)
def test_text_tables_read_in_the_encodings_of_offices(
    tmp_path: Path, content: bytes, wanted: list[str]
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert texts(read_facts(read_grids(tmp_path / "a.csv")[0])) == wanted


STUBBORN = "某项工作,甲,乙\n什么,12,3\n别的,9,4\n不要,1,1\n"
MAP = """\
tables:
  - sheet: a
    title: 重点工作
    header: 1
    data: 2-4
    skip: "4"
    unit: 户
    source: 基层科
    period: 2023年
    columns:
      A: 名称
      B: 数值 完成数（人）
      C: 数值
"""


def test_a_map_file_says_how_a_stubborn_table_reads(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(STUBBORN, encoding="utf-8")
    (facts,) = mapped(read_grids(tmp_path / "a.csv"), tmp_path / "map.yaml", MAP)
    (section,) = facts.sections
    assert section.heading == "重点工作"
    assert [(fact.text, fact.source) for fact in section.facts] == [
        ("2023年什么：完成数12人，乙3户", "基层科"),
        ("2023年别的：完成数9人，乙4户", "基层科"),
    ]
    assert facts.tally.left == {"a!B4": "对照表里略去的行", "a!C4": "对照表里略去的行"}


def test_what_a_map_leaves_out_is_left_out_and_a_column_it_forgets_is_asked_about(tmp_path: Path) -> None:
    case = Case([["乡镇", "签约（人）", "体检（人）"], ["甲镇", 3, 4], ["乙镇", 5, 6], ["合计", 8, 10]], [])
    grids = read_grids(save(case, tmp_path / "a.xlsx"))
    said = "tables:\n  - header: 1\n    data: 2-3\n    columns:\n      A: 名称\n      B: 数值\n"
    (facts,) = mapped(grids, tmp_path / "map.yaml", said)
    assert texts(facts) == ["甲镇签约3人", "乙镇签约5人"]
    assert facts.tally.left == {"报表!B4": "对照表里没有的行", "报表!C4": "对照表里没有的行"}
    assert facts.tally.asked == ("报表!C2", "报表!C3")
    (remark,) = facts.remarks
    assert "C 列有 2 个数" in remark


def test_a_map_file_that_is_not_there_is_told_with_the_option_that_writes_one(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match=r"没有这份对照表.*--map-out"):
        load_map(tmp_path / "map.yaml", ())


WRONG = {
    "no tables": ("sheet: a\n", ":1: .*tables"),
    "an unknown key": (MAP.replace("skip:", "skp:"), ":6: .*skp"),
    "no such sheet": (MAP.replace("sheet: a", "sheet: b"), ":2: .*没有工作表 “b”"),
    "no such column": (MAP.replace("C: 数值", "Z: 数值"), ":13: .*没有 “Z” 列"),
    "an unknown role": (MAP.replace("A: 名称", "A: 名字"), ":11: .*不认识"),
    "a role that is only the beginning of one": (
        MAP.replace("C: 数值", "C: 数字 完成数"),
        ":13: .*“数字 完成数”，不认识；可写 名称",
    ),
    "a role with other words behind it": (MAP.replace("A: 名称", "A: 单位名称"), ":11: .*不认识"),
    "rows out of order": (MAP.replace("2-4", "4-2"), ":5: .*行号 4-2"),
    "rows beyond the last": (MAP.replace("2-4", "2-40"), ":5: 行号 2-40 超出了"),
    "rows in words": (MAP.replace("2-4", "全部"), ":5: .*行号 “全部”"),
    "a skip in words": (MAP.replace('"4"', "末行"), ":6: .*skip"),
    "no rows": (MAP.replace("    data: 2-4\n", ""), ":2: .*data"),
    "no columns": (MAP[: MAP.index("    columns")], ":2: .*columns"),
    "no value": (MAP.replace("数值 完成数（人）", "略去").replace("C: 数值", "C: 略去"), ":11: .*数值"),
    "a list of rows to skip": (MAP.replace('"4"', "[4]"), ":6: skip 要写在一行里"),
    "a column twice": (MAP.replace("C: 数值", "b: 数值"), ":11: B 列写了两次"),
    "a table twice": (MAP + MAP.partition("tables:\n")[2], ":14: 和前面一张表占了同样的格子"),
    "no unit": (MAP.replace("unit: 户", "unit: 好多"), ":7: .*计量单位"),
}


@pytest.mark.parametrize(("said", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_map_file_names_the_line(tmp_path: Path, said: str, message: str) -> None:
    (tmp_path / "a.csv").write_text(STUBBORN, encoding="utf-8")
    with pytest.raises(DraftError, match="map.yaml" + message):
        mapped(read_grids(tmp_path / "a.csv"), tmp_path / "map.yaml", said)
