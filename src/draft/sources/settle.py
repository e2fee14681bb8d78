"""Columns whose heads were read → the roles that only the cells below can tell."""

from collections.abc import Sequence
from dataclasses import replace

from draft.sources.cells import Cell
from draft.sources.grid import Rows
from draft.sources.heads import (
    GROWTH,
    NAME_HEADS,
    Column,
    clean_unit,
    is_dated,
    is_period,
    is_plan_head,
    is_rate,
    is_value_head,
)

_MOST_YEARS = 2100
_FIRST_YEAR = 1900


def settle_columns(columns: Sequence[Column], rows: Rows) -> tuple[Column, ...]:
    """Return the columns in order, each with its final role."""
    cells = {
        column.index: [row[column.index] for row in rows if row[column.index].kind not in {"empty", "dash"}]
        for column in columns
    }
    settled = [_settle(column, cells[column.index], rows, first=i == 0) for i, column in enumerate(columns)]
    if len(settled) == 1:  # sentences below each other
        return (replace(settled[0], role="主值"),)
    names = _find_names(settled, cells) or _find_offices(settled)
    named = [replace(column, role="名称") if column.index in names else column for column in settled]
    return tuple(_find_main(_state_something(named)))


def _state_something(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; where none holds values the last name does: 序号 and 工作亮点."""
    names = [column for column in columns if column.role == "名称"]
    if not names or any(column.role in {"数值", "主值"} for column in columns):
        return list(columns)
    return [replace(column, role="主值") if column is names[-1] else column for column in columns]


def _settle(column: Column, cells: Sequence[Cell], rows: Rows, *, first: bool) -> Column:
    texts = {cell.text for cell in cells if cell.kind == "text"}
    if not cells:
        blank = all(row[column.index].kind == "empty" for row in rows)
        return replace(column, role="略去", reason="空列") if blank else column
    if column.role == "单位" and not all(clean_unit(text) for text in texts):
        return replace(column, role="数值")
    if not column.head and not first and texts and all(clean_unit(cell.text) for cell in cells):
        return replace(column, role="单位")
    if column.role == "时段" and _is_no_period(column, cells, first=first):
        return replace(column, role="数值")
    if not column.head and first and is_serial(cells):
        return replace(column, role="略去", reason="序号")
    return column


def _is_no_period(column: Column, cells: Sequence[Cell], *, first: bool) -> bool:
    """Tell whether a column called 时间 holds amounts, or days of something other than the figures."""
    days = not first and not is_dated(column.head) and all(cell.kind == "date" for cell in cells)
    amounts = any(map(_is_amount, cells)) and not any(cell.kind == "text" for cell in cells)
    return days or amounts


def _is_amount(cell: Cell) -> bool:
    """Tell whether a number can be neither year, month nor quarter."""
    digits = cell.text.lstrip("-+")
    period = digits.isdigit() and (int(digits) <= 12 or _FIRST_YEAR < int(digits) < _MOST_YEARS)  # noqa: PLR2004  months
    return cell.number and not period


def is_serial(cells: Sequence[Cell]) -> bool:
    """Tell whether the numbers among the cells only count the rows."""
    numbers = [cell.text for cell in cells if cell.number]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _find_names(columns: Sequence[Column], cells: dict[int, list[Cell]]) -> set[int]:
    """Return the columns that name the rows: the first with words, and those beside it with a name's head."""
    names: list[int] = []
    for column in columns:
        if column.role == "略去":
            continue
        if column.role != "数值":
            if names:
                break
            continue
        own = cells[column.index]
        words = sum(cell.kind == "text" for cell in own)
        wordy = words * 2 > len(own)
        names_rows = column.head in NAME_HEADS if names else not is_value_head(column.head)
        if wordy and names_rows:
            names.append(column.index)
        elif names or own:
            break
    return set(names)


def _find_offices(columns: Sequence[Column]) -> set[int]:
    """Return the column of departments, which name the rows where nothing else does."""
    return {column.index for column in columns if column.role == "来源"}


def _find_main(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; the only one called no more than 完成数, 数量 … stands straight behind the name."""
    values = [column for column in columns if column.role == "数值"]
    plain = [column for column in values if is_value_head(column.head)]
    planned = any(is_plan_head(column.head) for column in values)
    headless = len(values) == 1 and not values[0].head
    if (len(plain) != 1 or planned) and not headless:
        return list(columns)
    main = values[0] if headless else plain[0]
    if main is not values[0]:  # what stands before it would take its place behind the name
        return list(columns)
    others = [column for column in values if column is not main]
    long = any(column.role == "单位" for column in columns)
    if not long and not all(GROWTH.search(c.head) or is_period(c.head) or is_rate(c.head) for c in others):
        return list(columns)
    return [replace(column, role="主值") if column is main else column for column in columns]
