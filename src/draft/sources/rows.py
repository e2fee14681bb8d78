"""The rows of a table's body: which state something, which only head a group, repeat the head or explain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from draft.sources.cells import Cell, join_words
from draft.sources.grid import Grid
from draft.sources.layouts import Layout
from draft.sources.notes import is_footnote, is_form_note, is_unit_note

Sort = Literal["states", "group", "repeats", "form", "note", "blank", "skipped", "lacks"]
"""`lacks`: the row has a name and nothing reported behind it."""

NUMBERING = re.compile(
    r"(?:0[0-9]{1,2}\s+|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[0-9一二三四五六七八九十]{1,3}(?:[、)）]|[.．](?![0-9])))\s*"
)
"""A number before a name, with the mark that makes it one: 120急救中心 and 第一医院 are names."""
_BARE_TOTAL = re.compile(r"(?:合\s*计|小\s*计|总\s*计|共\s*计)")
_OFFICES = frozenset(
    {
        "乡镇",
        "镇街",
        "街道",
        "县区",
        "区县",
        "地区",
        "村",
        "社区",
        "单位",
        "机构",
        "医疗机构",
        "医院",
        "学校",
        "科室",
        "部门",
    }
)
_TOTAL = re.compile(r"(?:合\s*计|小\s*计|总\s*计|共\s*计|总\s*数)$|^(?:合\s*计|小\s*计|总\s*计|共\s*计)")
_AGAIN = re.compile(r"\s*(?:[（(]?续(?:表|前表)?\s*[0-9一二三四五]?[)）]?)?\s*")
_GROUP = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:、|$)|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+[类部]|.{2,20}[:：]$"
)
_AMONG = re.compile(r"^\s*(?:#\s*)?其\s*中\s*[:：]?\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the body.

    Attributes:
        name: what it is about, without numbering.
        cells: of the whole sheet, by column.
        total: whether it sums others.
        among: whether it is a part of the row above (其中).
        filled: address of a name that is blank here and was taken from the row above.
        unit: what the row itself says in its column of units.
    """

    sort: Sort
    name: str
    cells: Sequence[Cell]
    total: bool = False
    among: bool = False
    filled: str = ""
    unit: str = ""


def list_rows(grid: Grid, layout: Layout) -> tuple[Row, ...]:
    """Return the rows of the body in order; 其中 is said with the name it belongs to."""
    heads = {
        tuple(cell.text for cell in grid.rows[index][layout.width.start : layout.width.end])
        for index in range(layout.header.start, layout.header.end)
    }
    rows: list[Row] = []
    above, group = "", Cell("", "")
    for offset, cells in enumerate(layout.rows(grid)):
        if layout.body.start + offset in layout.skipped:
            rows.append(Row("skipped", "", cells))
            continue
        sort = _sort(cells[layout.width.start : layout.width.end], layout, heads)
        name, filled = _name(cells, layout, group)
        among = bool(_AMONG.match(name))
        if sort == "states" and not among:
            above = name
        group = _first_name(cells, layout) or group
        total = bool(_TOTAL.search(name))
        said = _name_total(name, layout) if total else _among(name, above)
        unit = next((cells[column.index].shown for column in layout.with_role("单位")), "")
        rows.append(Row(sort, said, cells, total, among, filled, unit))
    return tuple(rows)


def _sort(own: Sequence[Cell], layout: Layout, heads: set[tuple[str, ...]]) -> Sort:
    said = [cell for cell in own if cell.kind != "empty" and not cell.merged]
    texts = {cell.text for cell in own if cell.kind not in {"empty", "dash"}}
    if not said:
        return "blank"
    if tuple(cell.text for cell in own) in heads or _repeats_title(texts, layout.title):
        return "repeats"
    if all(is_form_note(cell.text) or is_unit_note(cell.text) for cell in said):
        return "form"
    if is_footnote(said[0].text) and len(said) == 1:
        return "note"
    values = {column.index for column in layout.columns if column.role in {"数值", "主值", "截至"}}
    start = layout.width.start
    stating = [
        cell for i, cell in enumerate(own) if start + i in values and cell.kind not in {"empty", "dash"}
    ]
    alone = len(texts) == 1 and len(own) > 1 and all(cell.merged or cell is said[0] for cell in stating)
    if any(cell.stated for cell in stating) or (stating and not alone):
        return "states"
    return "group" if _heads_group(own, said, layout) else "lacks"


def _repeats_title(texts: set[str], title: str) -> bool:
    """Tell whether the row says the title again, as on a second page."""
    said = "".join(texts)
    return (
        bool(title)
        and len(texts) == 1
        and said.startswith(title)
        and bool(_AGAIN.fullmatch(said[len(title) :]))
    )


def _heads_group(own: Sequence[Cell], said: Sequence[Cell], layout: Layout) -> bool:
    """Tell whether a row without values heads those below: it spans columns or is numbered."""
    names = {column.index - layout.width.start for column in layout.with_role("名称")}
    outside = not any(own[index].kind != "empty" for index in names)
    spans = any(cell.merged and cell.text == said[0].text for cell in own)
    numbered = bool(_GROUP.match(said[0].text))
    return not any(cell.kind == "dash" for cell in said) and (outside or spans or numbered)


def _name(cells: Sequence[Cell], layout: Layout, group: Cell) -> tuple[str, str]:
    """Return what the row is about, and the address of a blank that stands for the name above.

    A 合计 often stands under 序号 or 月份 instead of the names.
    """
    own = [cells[column.index] for column in layout.with_role("名称")]
    parts = [strip_numbering(cell.shown) for cell in own]
    blank = len(own) > 1 and own[0].kind == "empty" and bool(group.text) and any(parts)
    blank = blank and not any(_TOTAL.search(part) for part in parts)
    joined = join_words(*dict.fromkeys([strip_numbering(group.text), *parts] if blank else parts))
    if joined:
        return joined, own[0].address if blank else ""
    taken = {column.index for column in layout.with_role("数值", "主值", "截至", "单位", "来源")}
    for index in range(layout.width.start, layout.width.end):
        period = any(column.index == index for column in layout.with_role("时段"))
        found = cells[index].kind == "text" and index not in taken
        if found and (not period or _TOTAL.search(cells[index].text)):
            return cells[index].text, ""
    return "", ""


def _first_name(cells: Sequence[Cell], layout: Layout) -> Cell | None:
    """Return the cell of the first of several name columns when it says something."""
    names = layout.with_role("名称")
    cell = cells[names[0].index] if len(names) > 1 else None
    return cell if cell is not None and cell.kind == "text" else None


def strip_numbering(name: str) -> str:
    """Return a name without the number before it; 120急救中心 keeps its own."""
    numbered = NUMBERING.match(name)
    return name[numbered.end() :] or name if numbered else name


def _name_total(name: str, layout: Layout) -> str:
    """Return 各乡镇合计 for a bare 合计 below the head 乡镇."""
    name = "".join(name.split())
    heads = [column.head for column in layout.with_role("名称") if column.head in _OFFICES]
    return f"各{heads[-1]}{name}" if heads and _BARE_TOTAL.fullmatch(name) else name


def _among(name: str, above: str) -> str:
    found = _AMONG.match(name)
    rest = name[found.end() :] if found else ""
    return f"{above}中{rest}" if found and rest and above and not _TOTAL.search(above) else rest or name
