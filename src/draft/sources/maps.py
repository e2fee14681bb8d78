"""A map file ↔ layouts: how the tables of a workbook are to be read, as a person says it.

The text is a small YAML, written here by hand; it is read at the door, as plain mappings with their lines.
Columns are named by their letters, rows by their numbers, as the spreadsheet shows them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import get_args

from draft.errors import DocumentError
from draft.sources.candidates import quote
from draft.sources.grid import MOST_ROWS, Grid, column_index, column_letters
from draft.sources.guess import read_sheet
from draft.sources.headrows import join_heads
from draft.sources.heads import Column, Role, clean_unit, read_head, split_unit
from draft.sources.layouts import Layout, Reading, Span

_ROLES = get_args(Role)
_KEYS = ("sheet", "title", "header", "data", "skip", "unit", "source", "period", "columns")
_SAMPLES = {"header": "header: 1-2", "data": "data: 3-20", "skip": "skip: 5,8-9"}
_VALUED = frozenset({"数值", "主值"})
_FEWEST = 2
_SPAN = re.compile(r"([0-9]{1,7})(?:\s*[-—~至－]\s*([0-9]{1,7}))?")
_HEAD = """\
# 这张表怎样读。改好后运行：draft import {name} --map 本文件
# sheet 工作表名；header 表头占哪几行（没有就删去这一行）；data 数据占哪几行；skip 不要的行，如 5,8-9；
# unit 全表的单位；source 报送科室；period 时段，放在每条前面。
# columns 每一列装的是什么：
#   名称  这一行说的是谁、什么指标
#   数值  一个数；列名和单位照表头，也可以另写：数值 常住人口（人）
#   主值  也是一个数，但不写列名，直接跟在名称后面；可另写单位：主值（人）
#   单位、来源（报送科室）、截至（日期）、时段（年份、月份）；  略去  不要
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a map file with its line; a mapping for `columns`, else text."""

    value: "str | Mapping[str, Entry]"
    line: int


def render_map(grids: Sequence[Grid], name: str) -> str:
    """Return the map file that says how the sheets are read by guess."""
    lines = [_HEAD.format(name=name) + "tables:"]
    for grid in grids:
        found = [layout for layout in read_sheet(grid).layouts if layout.with_role("数值", "主值")]
        for layout in found or _sketch(grid):
            lines += _table_lines(layout)
    return "\n".join(lines) + "\n"


def apply_map(grid: Grid, layouts: Iterable[Layout]) -> Reading:
    """Return how a sheet is read when the map says it; notes and titles are taken as guessed."""
    own = tuple(layout for layout in layouts if layout.sheet == grid.name)
    guessed = read_sheet(grid)
    inside = {
        cell.address
        for layout in own
        for index in (
            *range(layout.header.start, layout.header.end),
            *range(layout.body.start, layout.body.end),
        )
        for cell in grid.rows[index][layout.width.start : layout.width.end]
    }
    left, words = (
        {address: said for address, said in told.items() if address not in inside}
        for told in (guessed.left, guessed.words)
    )
    known = inside | left.keys() | words.keys()
    passed = {
        cell.address: "对照表里没有的行"
        for layout in (guessed.layouts if own else ())
        for index in range(layout.header.start, layout.body.end)
        for cell in grid.rows[index]
        if cell.address not in known and not any(_covers(stated, index) for stated in own)
    }
    read = [_ask_columns(grid, layout, own, known) for layout in own]
    return Reading(
        tuple(layout for layout, _ in read),
        passed | left,
        words,
        frozenset(address for _, addresses in read for address in addresses),
    )


def _covers(layout: Layout, index: int) -> bool:
    """Tell whether a row belongs to the head or the body of a table."""
    return index in layout.header or index in layout.body


def _ask_columns(
    grid: Grid, layout: Layout, own: Sequence[Layout], known: Iterable[str]
) -> tuple[Layout, list[str]]:
    """Return the layout with a doubt for each column of numbers that no table names, and their cells."""
    rows = [grid.rows[index] for index in range(layout.body.start, layout.body.end)]
    named = {column.index for table in own for column in table.columns}
    doubts, addresses = [], list[str]()
    for index in range(len(grid.rows[0])):
        cells = [row[index] for row in rows if row[index].counted]
        cells = [cell for cell in cells if index in layout.width or cell.address not in known]
        if index not in named and cells:
            doubts.append(
                f"{column_letters(index)} 列有 {len(cells)} 个数，对照表里没有这一列；要用请加上，不用写略去"
            )
            addresses += [cell.address for cell in cells]
    return replace(layout, doubts=(*layout.doubts, *doubts)), addresses


def read_layouts(tables: Sequence[Entry], grids: Sequence[Grid], name: str) -> tuple[Layout, ...]:
    """Return the layouts that a map file states.

    Raises:
        DocumentError: `NAME:LINE: what is wrong and what to do`.
    """
    layouts = tuple(_read_layout(table, grids, name) for table in tables)
    for (_, one), (entry, other) in combinations(zip(tables, layouts, strict=True), 2):
        if _tell_same_cells(one, other):
            raise _error(name, entry.line, "和前面一张表占了同样的格子，数字会写两遍；请改 data 或 columns")
    return layouts


def _tell_same_cells(one: Layout, other: Layout) -> bool:
    """Return whether two tables would write the numbers of the same cells."""
    valued = [
        {column.index for column in layout.columns if column.role in _VALUED} for layout in (one, other)
    ]
    rows = [set(range(layout.body.start, layout.body.end)) - layout.skipped for layout in (one, other)]
    return one.sheet == other.sheet and bool(valued[0] & valued[1]) and bool(rows[0] & rows[1])


def _sketch(grid: Grid) -> tuple[Layout, ...]:
    """Return a layout to begin with where no table was found: heads above, names to the left."""
    width, height = len(grid.rows[0]) if grid.rows else 0, len(grid.rows)
    if width < _FEWEST or height < _FEWEST:
        return ()
    columns = tuple(Column(index, "", "数值" if index else "名称") for index in range(width))
    return (Layout(grid.name, "", Span(0, 1), Span(1, height), Span(0, width), columns),)


def _table_lines(layout: Layout) -> list[str]:
    lines = [f"  - sheet: {quote(layout.sheet)}"]
    if layout.title:
        lines.append(f"    title: {quote(layout.title)}")
    if layout.header.end > layout.header.start:
        lines.append(f"    header: {_write_span(layout.header)}")
    lines.append(f"    data: {_write_span(layout.body)}")
    if layout.units:
        lines.append(f"    unit: {quote('、'.join(layout.units))}")
    lines += [
        f"    {key}: {quote(value)}"
        for key, value in (("source", layout.source), ("period", layout.period))
        if value
    ]
    lines.append("    columns:")
    lines += [
        f"      {column_letters(column.index)}: {quote(_write_column(column))}" for column in layout.columns
    ]
    return lines


def _write_span(span: Span) -> str:
    first, last = span.start + 1, span.end
    return str(first) if first == last else f"{first}-{last}"


def _write_column(column: Column) -> str:
    unit = f"（{column.unit}）" if column.unit else ""
    if column.role == "数值":
        return f"数值 {column.head}{unit}".strip()
    if column.role == "主值":
        return f"主值{unit}"
    return f"略去 {column.reason}".strip() if column.role == "略去" else column.role


def _read_layout(entry: Entry, grids: Sequence[Grid], name: str) -> Layout:
    keys = entry.value
    if isinstance(keys, str):
        raise _error(name, entry.line, "每张表要有 sheet、data 和 columns；可先用 --map-out 写出一份再改")
    for key, value in keys.items():
        if key not in _KEYS:
            raise _error(name, value.line, f"不认识的键 “{key}”；可用 {'、'.join(_KEYS)}")
        if key != "columns" and not isinstance(value.value, str):
            raise _error(
                name, value.line, f"{key} 要写在一行里，不能是列表，如 {_SAMPLES.get(key, key + ': 文字')}"
            )
    grid = _find_grid(keys, grids, entry.line, name)
    columns = _read_columns(keys.get("columns"), grid, entry.line, name)
    header = _read_rows(keys.get("header"), grid, name) or Span(0, 0)
    body = _read_rows(keys.get("data"), grid, name)
    if body is None:
        raise _error(name, entry.line, "缺少 data（数据占哪几行）；请写成 data: 5-20")
    width = Span(min(c.index for c in columns), max(c.index for c in columns) + 1)
    return Layout(
        sheet=grid.name,
        title=_word(keys, "title"),
        header=header,
        body=body,
        width=width,
        columns=_fill_heads(columns, grid, header, width),
        skipped=_read_skipped(keys.get("skip"), name),
        units=_read_units(keys.get("unit"), name),
        source=_word(keys, "source"),
        period=_word(keys, "period"),
    )


def _find_grid(keys: Mapping[str, Entry], grids: Sequence[Grid], line: int, name: str) -> Grid:
    wanted = _word(keys, "sheet")
    if not wanted and len(grids) == 1:
        return grids[0]
    found = next((grid for grid in grids if grid.name == wanted), None)
    if found is None:
        place = keys["sheet"].line if "sheet" in keys else line
        names = "、".join(grid.name for grid in grids)
        raise _error(name, place, f"没有工作表 “{wanted}”；这个文件里有 {names}")
    return found


def _read_columns(entry: Entry | None, grid: Grid, line: int, name: str) -> tuple[Column, ...]:
    if entry is None or isinstance(entry.value, str) or not entry.value:
        raise _error(name, entry.line if entry else line, "columns 要逐列写明，如 B: 名称")
    columns = [_read_column(letters, value, grid, name) for letters, value in entry.value.items()]
    if not any(column.role in _VALUED for column in columns):
        raise _error(name, entry.line, "没有一列是数值或主值；请至少写一列")
    columns.sort(key=lambda column: column.index)
    twice = next((one.index for one, other in pairwise(columns) if one.index == other.index), None)
    if twice is not None:
        raise _error(name, entry.line, f"{column_letters(twice)} 列写了两次；请删去一处")
    return tuple(columns)


def _read_column(letters: str, entry: Entry, grid: Grid, name: str) -> Column:
    index, width = column_index(letters), len(grid.rows[0])
    if not 0 <= index < width:
        raise _error(
            name, entry.line, f"没有 “{letters}” 列；工作表“{grid.name}”到 {column_letters(width - 1)} 列为止"
        )
    said = entry.value if isinstance(entry.value, str) else ""
    role: Role | None = next((role for role in _ROLES if _says_role(said, role)), None)
    if role is None:
        raise _error(name, entry.line, f"{letters} 列写着 “{said}”，不认识；可写 {'、'.join(_ROLES)}")
    rest = said.removeprefix(role).strip(" :：")
    if role == "略去":
        return Column(index, "", role, reason=rest)
    head, unit = split_unit(rest)
    if role == "主值":
        return Column(index, "", role, unit or clean_unit(rest))
    return Column(index, head, role, unit)


def _says_role(said: str, role: Role) -> bool:
    """Tell whether a column is said to be this; only a value's head or a reason may run on."""
    rest = said.removeprefix(role)
    free = role in {*_VALUED, "略去"} or not rest or rest[0] in " 　:：（("
    return said.startswith(role) and free


def _fill_heads(columns: tuple[Column, ...], grid: Grid, header: Span, width: Span) -> tuple[Column, ...]:
    """Return the columns; where the map names no head the table's own stands, unit included."""
    levels = [grid.rows[index][width.start : width.end] for index in range(header.start, header.end)]
    heads, _ = join_heads(levels, width.end - width.start)
    filled = []
    for column in columns:
        read = read_head(column.index, heads[column.index - width.start])
        filled.append(replace(column, head=column.head or read.head, unit=column.unit or read.unit))
    return tuple(filled)


def _read_rows(entry: Entry | None, grid: Grid, name: str) -> Span | None:
    if entry is None or not entry.value:
        return None
    found = _SPAN.fullmatch(entry.value.strip()) if isinstance(entry.value, str) else None
    if not found:
        raise _error(name, entry.line, f"行号 “{entry.value}” 认不出来；请写成 5 或 5-20")
    first, last = int(found.group(1)), int(found.group(2) or found.group(1))
    if not 1 <= first <= last or first > len(grid.rows):
        raise _error(name, entry.line, f"行号 {entry.value} 不对；工作表“{grid.name}”有 {len(grid.rows)} 行")
    if last > len(grid.rows):
        raise _error(
            name, entry.line, f"行号 {entry.value} 超出了；工作表“{grid.name}”只有 {len(grid.rows)} 行"
        )
    return Span(first - 1, last)


def _read_skipped(entry: Entry | None, name: str) -> frozenset[int]:
    skipped: set[int] = set()
    said = entry.value if entry and isinstance(entry.value, str) else ""
    for part in filter(None, re.split(r"[,，、\s]+", said)):
        found = _SPAN.fullmatch(part)
        if not found or entry is None or int(found.group(2) or 0) - int(found.group(1)) > MOST_ROWS:
            raise _error(name, entry.line if entry else 1, f"skip 里的 “{part}” 认不出来；请写成 5,8-9")
        skipped.update(range(int(found.group(1)) - 1, int(found.group(2) or found.group(1))))
    return frozenset(skipped)


def _read_units(entry: Entry | None, name: str) -> tuple[str, ...]:
    said = entry.value if entry and isinstance(entry.value, str) else ""
    units = tuple(clean_unit(part) for part in re.split("[、，,]", said) if part)
    if entry and not all(units):
        raise _error(name, entry.line, f"“{said}” 不像计量单位；请写成 人、万元 这样")
    return units


def _word(keys: Mapping[str, Entry], key: str) -> str:
    value = keys[key].value if key in keys else ""
    return value if isinstance(value, str) else ""


def _error(name: str, line: int, message: str) -> DocumentError:
    return DocumentError(f"{name}:{line}: {message}")
