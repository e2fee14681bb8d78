"""Tables as departments send them → candidate facts: wide (one row a place) and long (one row an indicator).

Finds title, header rows (also merged ones), units in the header, in a 单位 column or in “单位：万元” above.
Nothing is summed or converted; what is not certain becomes a doubt for a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from draft.numbers import find_unit
from draft.sources.candidates import Candidate, CandidateSection
from draft.sources.grid import Cell, Grid, find_blocks

Rows = Sequence[Sequence[Cell]]

_NAME_HEADS = ("指标名称", "指标", "项目", "工作内容", "内容", "名称", "类别", "事项")
_VALUE_HEADS = (
    "数值",
    "完成数",
    "实际完成",
    "完成情况",
    "完成",
    "本期",
    "本年",
    "累计",
    "数量",
    "金额",
    "全年",
    "实绩",
)
_UNIT_HEADS = ("计量单位", "单位")
_SOURCE_HEADS = ("责任科室", "报送科室", "报送单位", "填报单位", "来源", "科室", "部门")
_SKIPPED_HEADS = ("序号", "编号", "备注", "说明")
_NUMBERING = re.compile(
    r"(?:[（(][0-9一二三四五六七八九十]{1,3}[)）]|[0-9一二三四五六七八九十]{1,3}(?:[、)）]|[.．](?![0-9])))\s*"
)
"""A number before a name, with the mark that makes it one: 120急救中心 and 第一医院 are names."""
_UNIT_NOTE = re.compile(r"(?:计量)?单位[:：]\s*([^\s，,；;）)]{1,8})")
_SOURCE_NOTE = re.compile(r"(?:填报|报送)(?:单位|科室|部门)[:：]\s*([^\s，,；;]{2,20})")
_BRACKETS = re.compile(r"[（(\[【]\s*([^（）()\[\]【】]{1,8}?)\s*[)）\]】]\s*$")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_UNTIL = re.compile(r"截[止至](?:时间|日期)?$")
_TOTAL = re.compile(r"(?:合\s*计|总\s*计|小\s*计|累\s*计)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        index: 0-based.
        head: the header without its unit.
        unit: from the header, else empty.
    """

    index: int
    head: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read; a map file may say it outright.

    Attributes:
        label: index of the column that names a row.
        values: the columns that hold what is stated.
        unit, source: index of the column with units or departments, or None.
        first: index of the first row below the header.
    """

    first: int
    label: int
    values: tuple[Column, ...]
    unit: int | None = None
    source: int | None = None
    default_unit: str = ""
    default_source: str = ""
    title: str = ""
    doubts: tuple[str, ...] = field(default=())


def list_sections(grid: Grid) -> tuple[CandidateSection, ...]:
    """Return one section per table of the sheet that holds facts."""
    sections = []
    for start, end in find_blocks(grid.rows):
        rows = grid.rows[start:end]
        layout = find_layout(rows)
        if layout is None:
            continue
        facts = list_facts(rows, layout, grid.name)
        if facts:
            sections.append(CandidateSection(layout.title or grid.name, facts))
    return _inherit_titles(sections)


def find_layout(rows: Rows) -> Layout | None:
    """Return how the table reads, or None when no row holds a number."""
    notes, header_at = _skip_notes(rows)
    first = next((i for i in range(header_at, len(rows)) if _holds_values(rows[i])), None)
    if first is None:
        return None
    heads = [_join_heads([rows[i][c] for i in range(header_at, first)]) for c in range(len(rows[0]))]
    text = " ".join(notes)
    columns = [_split_unit(index, head) for index, head in enumerate(heads)]
    unit = _find_column(columns, _UNIT_HEADS)
    source = _find_column(columns, _SOURCE_HEADS)
    label = _find_label(columns, rows[first:], {unit, source})
    values = tuple(
        column
        for column in columns
        if column.index not in {label, unit, source}
        and column.head not in _SKIPPED_HEADS
        and any(row[column.index].text for row in rows[first:])
    )
    note_unit, note_source = _UNIT_NOTE.search(text), _SOURCE_NOTE.search(text)
    return Layout(
        first,
        label,
        values,
        unit,
        source,
        note_unit.group(1) if note_unit else "",
        note_source.group(1) if note_source else "",
        next((note for note in notes if not _UNIT_NOTE.search(note) and not _SOURCE_NOTE.search(note)), ""),
        () if first > header_at else ("没有找到表头，列名请补上",),
    )


def list_facts(rows: Rows, layout: Layout, sheet: str) -> tuple[Candidate, ...]:
    """Return one candidate per row that states something."""
    facts = []
    for row in rows[layout.first :]:
        cells = [(column, row[column.index]) for column in layout.values]
        stated = [(column, cell) for column, cell in cells if cell.text or cell.doubt]
        if any(cell.number or cell.doubt for _, cell in stated):
            facts.append(_build_fact(row, _name_row(row, layout), stated, layout, sheet))
    return tuple(facts)


def _name_row(row: Sequence[Cell], layout: Layout) -> str:
    """Return what the row is about; a 合计 often stands under 序号 instead of the names."""
    taken = {column.index for column in layout.values}
    named = row[layout.label].text if layout.label >= 0 else ""
    if named:
        numbered = _NUMBERING.match(named)
        return named[numbered.end() :] or named if numbered else named
    return next((c.text for i, c in enumerate(row) if c.text and not c.number and i not in taken), "")


def _build_fact(
    row: Sequence[Cell], label: str, stated: list[tuple[Column, Cell]], layout: Layout, sheet: str
) -> Candidate:
    row_unit = row[layout.unit].text if layout.unit is not None else ""
    source = row[layout.source].text if layout.source is not None else layout.default_source
    parts, doubts = [], list(layout.doubts)
    long = _is_long(layout)
    until = next((cell.text for column, cell in stated if _UNTIL.search(column.head)), "")
    for column, cell in stated:
        if _UNTIL.search(column.head):
            continue
        unit = _choose_unit(column, cell, row_unit, layout.default_unit)
        if cell.number and not unit and not re.search(r"率|比例|占比|指数|评分|得分", column.head + label):
            doubts.append(f"{cell.address} 的 {cell.text} 没有单位")
        if cell.doubt:
            doubts.append(f"{cell.address} {cell.doubt}")
        parts.append(_phrase(column.head, cell, unit, bare=long and column.head in _VALUE_HEADS))
    if _TOTAL.search(label):
        doubts.append("这是合计行，请确认要不要写、与各分项是否相符")
    joined = "，".join(filter(None, parts))
    between = "：" if len(parts) > 1 and not long and label else ""
    first, last = stated[0][1].address, stated[-1][1].address
    address = f"{sheet}!{first}" + (f":{last}" if first != last else "")
    when = f"截至{until}，" if until else ""
    return Candidate(f"{when}{label}{between}{joined}", address, source, tuple(doubts))


def _is_long(layout: Layout) -> bool:
    return layout.unit is not None or any(column.head in _VALUE_HEADS for column in layout.values)


def _phrase(head: str, cell: Cell, unit: str, *, bare: bool) -> str:
    """Return column and value as words: 同比 with a sign becomes 增长 or 下降, all else stands as it is."""
    if not cell.text:
        return ""
    value = cell.text + unit if cell.number and not cell.text.endswith(("%", "％", "‰")) else cell.text
    if cell.number and re.search(r"同比|环比|比上年|增减|增幅|增长", head):
        basis = re.search(r"同比|环比|比上年(?:同期)?", head)
        falls = cell.text.startswith(("-", "−"))
        word = "下降" if falls else "增长"
        return f"{basis.group() if basis else ''}{word}{value.lstrip('-−+')}"
    return value if bare else f"{head}{value}"


def _choose_unit(column: Column, cell: Cell, row_unit: str, default: str) -> str:
    if not cell.number or cell.text.endswith(("%", "％", "‰")):
        return ""
    if column.unit:
        return column.unit
    if "率" in column.head or "占比" in column.head:
        return ""
    return row_unit or default


def _skip_notes(rows: Rows) -> tuple[list[str], int]:
    """Return the title and note lines above the header, and where the header begins."""
    notes: list[str] = []
    for index, row in enumerate(rows):
        texts = list(dict.fromkeys(cell.text for cell in row if cell.text))
        note = len(texts) == 1 or all(_UNIT_NOTE.search(t) or _SOURCE_NOTE.search(t) for t in texts)
        if not texts or not note or len(rows[0]) == 1:
            return notes, index
        notes += texts
    return notes, len(rows)


def _holds_values(row: Sequence[Cell]) -> bool:
    numbers = [cell for cell in row[1:] if cell.number and not cell.merged]
    return bool(numbers) and not all(_YEAR.fullmatch(cell.text) for cell in numbers)


def _join_heads(cells: list[Cell]) -> str:
    """Return the header of a column read from top to bottom; what two levels share is said once."""
    joined = ""
    for text in dict.fromkeys(cell.text for cell in cells if cell.text):
        shared = next((n for n in range(min(len(joined), len(text)), 0, -1) if joined.endswith(text[:n])), 0)
        joined += text[shared:]
    return joined


def _split_unit(index: int, head: str) -> Column:
    found = _BRACKETS.search(head)
    if found and _is_unit(found.group(1)):
        return Column(index, head[: found.start()].strip(), found.group(1).replace("％", "%"))
    return Column(index, head)


def _is_unit(text: str) -> bool:
    return find_unit(text.replace("％", "%").lstrip("十百千万亿个") or text) is not None


def _find_column(columns: list[Column], heads: tuple[str, ...]) -> int | None:
    return next((column.index for head in heads for column in columns if column.head == head), None)


def _find_label(columns: list[Column], rows: Rows, taken: set[int | None]) -> int:
    """Return the column that names the rows: a known head, else the first that holds words; −1 for none."""
    known = _find_column(columns, _NAME_HEADS)
    if known is not None:
        return known
    for column in columns:
        cells = [row[column.index] for row in rows if row[column.index].text]
        words = [cell for cell in cells if not cell.number]
        if column.index not in taken and column.head not in _SKIPPED_HEADS and len(words) * 2 > len(cells):
            return column.index
    return -1


def _inherit_titles(sections: list[CandidateSection]) -> tuple[CandidateSection, ...]:
    """Number sections of one name, so that headings stay apart."""
    seen: dict[str, int] = {}
    named = []
    for section in sections:
        seen[section.heading] = seen.get(section.heading, 0) + 1
        again = seen[section.heading] > 1
        named.append(replace(section, heading=f"{section.heading}（续）") if again else section)
    return tuple(named)
