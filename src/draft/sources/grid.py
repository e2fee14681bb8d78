"""A sheet as people see it: every cell as the text it shows, with its address; merged cells filled.

From .xlsx (values as displayed: 0.8355 in a percent cell is 83.55%) and .csv. Nothing is calculated.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from draft.errors import DocumentError, explain_os_error
from draft.sources.archive import inspect_archive

_MOST_ROWS = 20_000
_MOST_COLUMNS = 500
_DECIMALS = re.compile(r"0(?:\.(0+))?")
_SIZE_LIMIT = 20_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: as displayed, digits without grouping; empty for an empty cell.
        address: e.g. ``B3``.
        number: whether the file holds a number (also one stored as text).
        merged: whether the text was copied from the head of a merged range.
        doubt: Chinese, why a person should look at it; else empty.
    """

    text: str
    address: str
    number: bool = False
    merged: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows of equal length, hidden rows and columns included and told."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    remarks: tuple[str, ...] = ()


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of an .xlsx, .xlsm or .csv file that hold anything.

    Raises:
        DocumentError: it cannot be read, is too large or made to do harm.
    """
    if path.suffix.lower() == ".csv":
        return (_read_csv(path),)
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return _read_workbook(path)
    raise DocumentError(f"{path}: 只认 .xlsx、.xlsm 和 .csv 表格；旧式 .xls 请用 Excel 或 WPS 另存为 .xlsx。")


def column_letters(index: int) -> str:
    """Return the letters of the 0-based column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _read_csv(path: Path) -> Grid:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: 读不出来（{explain_os_error(error)}）；请检查路径和权限。") from error
    if len(data) > _SIZE_LIMIT:
        raise DocumentError(f"{path}: 超过 {_SIZE_LIMIT // 1_000_000} MB，请拆成几个文件。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise DocumentError(f"{path}: 既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8 的 CSV。")
    delimiter = "\t" if text.count("\t") > text.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:  # a quotation mark that is never closed swallows the rest of the file
        raise DocumentError(
            f"{path}: 不是可读的 CSV（{error}）；请检查引号是否成对，或另存为 .xlsx。"
        ) from None
    width = max((len(line) for line in lines), default=0)
    rows = tuple(
        tuple(
            _cell_of_text(line[column] if column < len(line) else "", f"{column_letters(column)}{number}")
            for column in range(width)
        )
        for number, line in enumerate(lines, 1)
    )
    return Grid(path.stem, rows)


def _cell_of_text(raw: str, address: str) -> Cell:
    text = " ".join(raw.split())
    plain = re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", text)
    number = bool(re.fullmatch(r"[-+−]?\d+(?:\.\d+)?[%％‰]?", plain))
    return Cell(plain if number else text, address, number)


def _read_workbook(path: Path) -> tuple[Grid, ...]:
    remarks = inspect_archive(path)
    # openpyxl is loaded only for spreadsheets (start-up time).
    import openpyxl  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(path, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(path, data_only=False, keep_links=False)
    except Exception as error:
        # openpyxl raises KeyError, ValueError, TypeError, ParseError … for damaged files.
        raise DocumentError(
            f"{path}: 表格已损坏或格式不对；请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"
        ) from error
    grids = [_read_sheet(path, sheet, formulas[sheet.title]) for sheet in book.worksheets]
    filled = [grid for grid in grids if any(cell.text for row in grid.rows for cell in row)]
    if filled and remarks:
        first = filled[0]
        filled[0] = Grid(first.name, first.rows, (*remarks, *first.remarks))
    return tuple(filled)


def _read_sheet(path: Path, sheet: Any, formulas: Any) -> Grid:
    if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
        raise DocumentError(
            f"{path}: 工作表“{sheet.title}”有 {sheet.max_row} 行 {sheet.max_column} 列，"
            f"超过 {_MOST_ROWS} 行或 {_MOST_COLUMNS} 列；请删去多余的空行空列。"
        )
    heads = {
        (row, column): (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, merged.max_col + 1)
    }
    rows = tuple(
        tuple(_read_cell(sheet, formulas, row, column, heads) for column in range(1, sheet.max_column + 1))
        for row in range(1, sheet.max_row + 1)
    )
    remarks = []
    if sheet.sheet_state != "visible":
        remarks.append(f"工作表“{sheet.title}”是隐藏的，也读进来了，请确认是否该用。")
    hidden = sorted(number for number, shape in sheet.row_dimensions.items() if shape.hidden)
    if hidden:
        remarks.append(
            f"工作表“{sheet.title}”有隐藏行（第 {'、'.join(map(str, hidden[:8]))} 行），也读进来了，请确认。"
        )
    return Grid(sheet.title, rows, tuple(remarks))


def _read_cell(
    sheet: Any, formulas: Any, row: int, column: int, heads: dict[tuple[int, int], tuple[int, int]]
) -> Cell:
    address = f"{column_letters(column - 1)}{row}"
    head = heads.get((row, column), (row, column))
    cell = sheet.cell(*head)
    text, number, doubt = _show(cell.value, str(cell.number_format or "General"))
    formula = formulas.cell(*head).value
    if isinstance(formula, str) and formula.startswith("=") and cell.value is None:
        doubt = f"公式 {formula[:40]} 没有保存计算结果，请用 Excel 打开并保存一次"
    return Cell(text, address, number, head != (row, column), doubt)


def _show(value: Any, pattern: str) -> tuple[str, bool, str]:
    """Return what the cell shows, whether it is a number, and what is doubtful about it."""
    if value is None:
        return "", False, ""
    if isinstance(value, bool):
        return ("是" if value else "否"), False, ""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.year}年{value.month}月{value.day}日", False, ""
    if isinstance(value, int | float):
        return _show_number(Decimal(repr(value)), pattern)
    plain = _cell_of_text(str(value), "")
    error = "单元格是错误值" if plain.text.startswith("#") and plain.text.endswith(("!", "?", "A")) else ""
    stored = "数字存成了文本" if plain.number else ""
    return plain.text, plain.number, error or stored


def _show_number(value: Decimal, pattern: str) -> tuple[str, bool, str]:
    """Return the number as its format shows it; a format that hides digits is a doubt, never a silent cut."""
    first = pattern.split(";", maxsplit=1)[0]
    decimals = _DECIMALS.search(first)
    percent = "%" in first
    shown = value * 100 if percent else value
    if decimals and pattern != "General":
        places = len(decimals.group(1) or "")
        rounded = shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    else:
        rounded = shown
    text = format(rounded if rounded != rounded.to_integral() or decimals else rounded.to_integral(), "f")
    hidden = (
        ""
        if rounded == shown
        else f"单元格里实际是 {format(shown.normalize(), 'f')}{'%' if percent else ''}，显示时取了整"
    )
    return text + ("%" if percent else ""), True, hidden


def find_blocks(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    """Return the half-open row ranges of the tables on a sheet, which are parted by empty rows."""
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    for index, row in enumerate([*rows, ()]):
        filled = any(cell.text for cell in row)
        if filled and start is None:
            start = index
        elif not filled and start is not None:
            blocks.append((start, index))
            start = None
    return blocks
