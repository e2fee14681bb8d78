"""An .xlsx file → its sheets, every cell as the text it shows.

What the file stores otherwise than it shows it (rounding, numbers as text) is told. Formulas are never
calculated: one whose result was not saved is a cell to be asked about.
"""

import datetime as dt
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

from draft.errors import DocumentError
from draft.sources.archive import holds_formulas, inspect_archive
from draft.sources.cells import Cell, is_unit, read_text_cell
from draft.sources.grid import Grid, column_letters, refuse_large
from draft.sources.shown import show_date, show_number

_SHOWN_ADDRESSES = 8
_GENERAL = "General"
_LARGEST = 10**18
_REMEDY = "请用 Excel 或 WPS 打开、保存一次再导入"
_MONEY = {"¥": "元", "￥": "元", "CNY": "元"}


def read_workbook(path: Path) -> tuple[Grid, ...]:
    """Return the sheets that hold anything, in their order.

    Raises:
        DocumentError: damaged, too large, or made to do harm.
    """
    remarks = inspect_archive(path, "xl/")
    book = _load(path, values=True)
    formulas = _load(path, values=False) if holds_formulas(path) else None
    sheets = [
        _read_sheet(path, sheet, formulas[sheet.title] if formulas else None) for sheet in book.worksheets
    ]
    filled = [sheet for sheet in sheets if any(cell.kind != "empty" for row in sheet.rows for cell in row)]
    if filled and remarks:
        first = filled[0]
        filled[0] = Grid(first.name, first.rows, (*remarks, *first.remarks))
    return tuple(filled)


def _load(path: Path, *, values: bool) -> Any:
    import openpyxl  # noqa: PLC0415  heavy

    try:
        # A file object, not a path: openpyxl goes by the extension, which people change.
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which nobody asked for
            return openpyxl.load_workbook(file, data_only=values, keep_links=False)
    except Exception as error:
        # openpyxl raises KeyError, ValueError, TypeError, ParseError … for damaged files.
        raise DocumentError(
            f"{path}: 表格已损坏或格式不对；请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"
        ) from error


def _read_sheet(path: Path, sheet: Any, formulas: Any) -> Grid:
    last_row, last_column = _find_end(sheet, formulas)
    refuse_large(path, sheet.title, last_row, last_column)
    heads = _merged_heads(sheet, last_row, last_column)
    rows = tuple(
        tuple(_read_cell(sheet, formulas, (row, column), heads) for column in range(1, last_column + 1))
        for row in range(1, last_row + 1)
    )
    return Grid(sheet.title, rows, tuple(_describe(sheet, rows)))


def _find_end(sheet: Any, formulas: Any) -> tuple[int, int]:
    """Return the last row and column that hold anything: a sheet may have a million formatted blank rows."""
    filled = [
        place
        for source in (sheet, formulas)
        if source is not None
        for place, cell in source._cells.items()  # noqa: SLF001  max_row counts blank cells too
        if cell.value is not None
    ]
    return max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0)


def _merged_heads(sheet: Any, last_row: int, last_column: int) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row, column): (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, min(merged.max_row, last_row) + 1)
        for column in range(merged.min_col, min(merged.max_col, last_column) + 1)
    }


def _describe(sheet: Any, rows: tuple[tuple[Cell, ...], ...]) -> list[str]:
    """Return what a person must know of the whole sheet."""
    place, remarks = f"工作表“{sheet.title}”", []
    if sheet.sheet_state != "visible":
        remarks.append(f"{place}是隐藏的，也读进来了，请确认是否该用。")
    hidden_rows = sorted(n for n, shape in sheet.row_dimensions.items() if shape.hidden and n <= len(rows))
    if hidden_rows:
        remarks.append(f"{place}有隐藏行（第 {_some(map(str, hidden_rows))} 行），也读进来了，请确认。")
    hidden_columns = _hidden_columns(sheet, len(rows[0]) if rows else 0)
    if hidden_columns:
        remarks.append(f"{place}有隐藏列（{_some(hidden_columns)} 列），也读进来了，请确认。")
    pending = [cell.address for row in rows for cell in row if cell.kind == "pending" and not cell.merged]
    if pending:
        remarks.append(f"{place}有 {len(pending)} 个公式没有保存计算结果（{_some(pending)}）；{_REMEDY}。")
    return remarks


def _hidden_columns(sheet: Any, width: int) -> list[str]:
    hidden: set[int] = set()
    for shape in sheet.column_dimensions.values():
        if shape.hidden:
            hidden.update(range(shape.min or 1, min(shape.max or 1, width) + 1))
    return [column_letters(column - 1) for column in sorted(hidden)]


def _some(names: Any) -> str:
    """Return the first names, and how many more there are."""
    listed = list(names)
    more = f"等 {len(listed)} 处" if len(listed) > _SHOWN_ADDRESSES else ""
    return "、".join(listed[:_SHOWN_ADDRESSES]) + more


def _read_cell(
    sheet: Any, formulas: Any, place: tuple[int, int], heads: dict[tuple[int, int], tuple[int, int]]
) -> Cell:
    head = heads.get(place, place)
    address = f"{column_letters(place[1] - 1)}{place[0]}"
    stored = sheet._cells.get(head)  # noqa: SLF001  sheet.cell() would make a cell for every blank
    value = stored.value if stored is not None else None
    merged = head != place
    formula = formulas._cells.get(head) if formulas is not None else None  # noqa: SLF001
    if value is None and formula is not None and formula.data_type == "f":
        return Cell("", address, "pending", merged=merged, doubt="公式没有保存计算结果，" + _REMEDY)
    read = _read_value(value, str(stored.number_format or _GENERAL) if stored is not None else "", address)
    return Cell(read.text, address, read.kind, read.unit, merged, read.doubt, read.told) if merged else read


def _read_value(value: Any, pattern: str, address: str) -> Cell:
    if value is None:
        return Cell("", address)
    if isinstance(value, bool):
        return Cell("是" if value else "否", address, "text")
    if isinstance(value, dt.datetime | dt.date):
        return Cell(show_date(value, pattern), address, "date")
    if isinstance(value, dt.time):
        return Cell(f"{value.hour}:{value.minute:02}", address, "text")
    if isinstance(value, int | float):
        return _read_amount(value, pattern, address)
    return read_text_cell(str(value), address, stored=True)


def _read_amount(value: float, pattern: str, address: str) -> Cell:
    """Return a stored number as its format shows it; what the format hides is told, not lost."""
    if not -_LARGEST < value < _LARGEST:
        return Cell("", address, "error", doubt="数字大得不合常理，请核对")
    shown = show_number(Decimal(repr(value)), pattern)
    told = f"按显示的 {shown.digits} 取用，单元格里存的是 {shown.stored}" if shown.hides else ""
    unit, doubt = shown.behind.strip(), shown.doubt
    if shown.before in _MONEY:
        unit = unit or _MONEY[shown.before]
    elif shown.before:
        doubt = doubt or f"显示为“{shown.before}{shown.digits}{unit}”，请确认"
    if unit and not is_unit(unit):
        doubt, unit = doubt or f"显示为“{shown.digits}{unit}”，请确认", ""
    return Cell(shown.digits, address, "number", unit, doubt=doubt, told=told)
