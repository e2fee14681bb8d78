"""Workbooks made to do harm, broken ones and those under a wrong name: quick, and one clear line."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from draft.errors import DocumentError
from draft.facts import parse_spec
from draft.sources.candidates import render_facts_file
from draft.sources.docx import read_docx
from draft.sources.parts import Limits, split_import
from draft.sources.spreadsheet import read_grids
from draft.sources.tables import join_sheets, read_facts

SHEET = "xl/worksheets/sheet1.xml"
QUICK = 10  # seconds, on a busy machine; unguarded each of these takes minutes or all memory
OLD = b"\xd0\xcf\x11\xe0" + bytes(600)


def plain() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["乡镇", "人数（人）"])
    sheet.append(["甲镇", 12])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(change: Callable[[bytes], bytes]) -> bytes:
    """Return the plain workbook with its sheet changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == SHEET else old.read(name))
    return stream.getvalue()


def after_rows(xml: bytes) -> bytes:
    return changed(lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + xml))


def with_rows(xml: bytes) -> bytes:
    return changed(lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>"))


REFUSED = {
    "a merged range of the whole sheet": (
        lambda: after_rows(b'<mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
        "合并的整列",
    ),
    "a link on the whole sheet": (
        lambda: after_rows(b'<hyperlinks><hyperlink location="a" ref="A1:XFD1048576"/></hyperlinks>'),
        "合并的整列",
    ),
    "half a million blank rows": (
        lambda: with_rows(b"".join(b'<row r="%d" ht="15"/>' % row for row in range(3, 500_000))),
        "删去多余的空行",
    ),
    "a cell at the far end": (
        lambda: with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "1048576 行 16384 列",
    ),
    "a declaration behind a long comment": (
        lambda: changed(
            lambda sheet: b"<!--%b--><!DOCTYPE l []>%b" % (b"x" * 9000, sheet.split(b"?>")[-1])
        ),
        "实体声明",
    ),
    "a declaration in UTF-16": (
        lambda: changed(
            lambda sheet: ('<!DOCTYPE l [<!ENTITY a SYSTEM "file:///x">]>' + sheet.decode()).encode("utf-16")
        ),
        "实体声明",
    ),
    "a file cut off": (lambda: plain()[:2500], "没有下载完"),
    "a file behind a password": (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    "an old file under a new name": (lambda: OLD, "旧式"),
    "a page under the name of a table": (lambda: b"<html><table></table></html>", "网页"),
    "nothing": (lambda: b"", "不是可读的"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED)
def test_a_harmful_or_broken_workbook_is_refused_at_once(
    tmp_path: Path, make: Callable[[], bytes], words: str
) -> None:
    (tmp_path / "a.xlsx").write_bytes(make())
    began = time.monotonic()
    with pytest.raises(DocumentError, match=words):
        read_grids(tmp_path / "a.xlsx")
    assert time.monotonic() - began < QUICK


@pytest.mark.parametrize(("reader", "name"), [(read_grids, "a.xlsx"), (read_docx, "a.docx")])
def test_a_password_is_named_with_its_remedy(
    tmp_path: Path, reader: Callable[[Path], object], name: str
) -> None:
    (tmp_path / name).write_bytes(OLD + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(DocumentError, match="去掉密码后另存为"):
        reader(tmp_path / name)


def test_a_dimension_that_lies_harms_nobody(tmp_path: Path) -> None:
    lying = changed(lambda sheet: sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    (tmp_path / "a.xlsx").write_bytes(lying)
    (grid,) = read_grids(tmp_path / "a.xlsx")
    assert len(grid.rows) == 2


def test_a_workbook_under_the_name_of_a_text_is_read_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(plain())
    (grid,) = read_grids(tmp_path / "a.csv")
    assert [cell.text for cell in grid.rows[1]] == ["甲镇", "12"]


def test_a_table_is_no_document_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(plain())
    with pytest.raises(DocumentError, match=r"Excel 表格，不是 Word"):
        read_docx(tmp_path / "a.docx")


@pytest.mark.parametrize("number", [b"1e999", b"1e300", b"-1e20"])
def test_a_number_beyond_reason_is_asked_about(tmp_path: Path, number: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(
        changed(lambda sheet: sheet.replace(b"<v>12</v>", b"<v>%b</v>" % number))
    )
    facts = read_facts(read_grids(tmp_path / "a.xlsx")[0])
    assert facts.tally.asked == ("Sheet!B2",)
    assert any("B2 数字大得不合常理" in remark for remark in facts.remarks)


def test_more_facts_than_a_file_may_hold_go_to_several_that_can_be_read(tmp_path: Path) -> None:
    lines = "".join(f"第{row}村,{row}\n" for row in range(1, 26))
    (tmp_path / "a.csv").write_text(f"一、某县\n村,户数（户）\n{lines}", encoding="utf-8")
    grids = read_grids(tmp_path / "a.csv")
    found = join_sheets(grids, [read_facts(grid) for grid in grids], "a")
    parts = split_import(found, Limits(facts=10, characters=100, size=100_000))
    specs = [parse_spec(render_facts_file(part, "a.csv").encode()) for part in parts]
    assert [len(spec.sections[0].facts) for spec in specs] == [10, 10, 5]
    assert {spec.sections[0].heading for spec in specs} == {"某县"}


def test_columns_without_end_and_words_without_end_stay_quick(tmp_path: Path) -> None:
    heads = ",".join(["甲" * 2000] * 100)
    (tmp_path / "a.csv").write_text(
        f"{heads}\n{heads}\n{','.join(['1' * 3000 + 'x'] * 100)}\n", encoding="utf-8"
    )
    began = time.monotonic()
    read_facts(read_grids(tmp_path / "a.csv")[0])
    assert time.monotonic() - began < QUICK
