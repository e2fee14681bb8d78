"""Does a 合计 row equal the rows it sums? Exact decimals; no rate is summed, nor 人 with 万元."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from draft.sources.cells import Cell
from draft.sources.heads import GROWTH, UNITLESS, Column, is_rank, is_rate
from draft.sources.rows import Row

_AVERAGE = re.compile(r"均|每|密度|寿命|年龄")
_MOST_ROWS = 2_000  # beyond, only the rows next to a total are summed


def doubt_total(rows: Sequence[Row], position: int, column: Column) -> str:
    """Return why the total in `rows[position]` should be looked at, empty when it adds up."""
    total = _value(rows[position].cells[column.index])
    if total is None or _is_no_amount(column):
        return ""
    unit = rows[position].unit
    parts = ([row for row in part if row.unit == unit] for part in _parts(rows, position))
    sums = [found for part in parts if (found := _sum(part, column)) is not None]
    if not sums or total in sums:
        return ""
    return f"{rows[position].name} {total} 与各行相加 {format(sums[0], 'f')} 不符"


def _is_no_amount(column: Column) -> bool:
    """Tell whether the column holds what cannot be added: rates, averages, growth, scores, ranks."""
    head = column.head
    shares = is_rate(head) or bool(_AVERAGE.search(head)) or "/" in column.unit
    return shares or is_rank(head) or bool(GROWTH.search(head) or UNITLESS.search(head))


def _parts(rows: Sequence[Row], position: int) -> Iterator[list[Row]]:
    """Yield the rows that may be meant: those of its group, since the last total, all before or after."""
    yield from (list(_until_group(reversed(rows[:position]))), list(_until_group(iter(rows[position + 1 :]))))
    since = list(_until_total(reversed(rows[:position])))
    following = list(_until_total(iter(rows[position + 1 :])))
    yield from (since, following)
    if len(rows) > _MOST_ROWS:
        return
    stating = [(i, row) for i, row in enumerate(rows) if row.sort == "states" and i != position]
    before = [row for i, row in stating if i < position and not row.total]
    after = [row for i, row in stating if i > position and not row.total]
    yield from (before, after, [*before, *after], [row for _, row in stating if row.total])
    yield from ([row for row in part if not row.among] for part in (since, before, after))


def _until_group(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows that state something, up to the first total or the name of another group."""
    return _until_total(takewhile(lambda row: row.sort != "group", rows))


def _until_total(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows that state something, up to the first total."""
    for row in rows:
        if row.total:
            return
        if row.sort == "states":
            yield row


def _sum(rows: list[Row], column: Column) -> Decimal | None:
    """Return the sum of a column, None when one of its cells holds no plain number; blank adds nothing."""
    values = []
    for row in rows:
        cell = row.cells[column.index]
        if cell.kind in {"empty", "dash"}:
            continue
        value = _value(cell)
        if value is None:
            return None
        values.append(value)
    return sum(values, Decimal(0)) if values else None


def _value(cell: Cell) -> Decimal | None:
    plain = cell.number and not cell.text.endswith(("%", "‰")) and not cell.merged
    return Decimal(cell.text) if plain else None
