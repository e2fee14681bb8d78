"""The unit of a column 增减 that names none: that of the two values whose difference it exactly is."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from draft.sources.cells import Cell
from draft.sources.heads import GROWTH, Column, is_period, is_rank, is_value_head

FLAT = "持平"
_RELATIVE = re.compile(r"率|幅|速")
_DIFFERENCE = re.compile(r"增减|升降|变化")
"""Under these heads a share changes by points, though near 100 a percentage looks the same."""
_EARLIER = re.compile(r"上年|去年|同期|上期|上月|上季|年初|期初")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LATEST = 9999
_POINTS = {"%": "百分点", "‰": "千分点"}
"""What two shares differ by."""

Stated = Sequence[tuple[Column, Cell]]


def read_change(column: Column, cell: Cell, stated: Stated, unit: str) -> str:
    """Return the unit of a change, `FLAT` when nothing changed, or nothing when that is not certain.

    Args:
        stated: the values of the row.
        unit: what the row itself is counted in.
    """
    bare = cell.number and not (column.unit or cell.unit or cell.text.endswith(("%", "‰")))
    if not bare or not GROWTH.search(column.head) or _RELATIVE.search(column.head):
        return ""
    change = Decimal(cell.text)
    told = bool(_DIFFERENCE.search(column.head))
    units = set()
    for earlier, later, counted in _pairs(stated, unit):
        plain = not change or (told and counted in _POINTS) or not _is_percentage(earlier, later, change)
        if later - earlier == change and plain:
            units.add(_POINTS.get(counted, counted) if change else FLAT)
    return units.pop() if len(units) == 1 else ""


def _pairs(stated: Stated, unit: str) -> Iterator[tuple[Decimal, Decimal, str]]:
    """Yield the values of two times in one unit, the earlier first."""
    values = []
    for column, cell in stated:
        counted = cell.text[-1:] if cell.text.endswith(("%", "‰")) else cell.unit or column.unit or unit
        when = _when(column)
        if cell.number and counted and when is not None:
            values.append((when, Decimal(cell.text.rstrip("%‰")), counted))
    for (first, earlier, one), (second, later, other) in permutations(values, 2):
        if first < second and one == other:
            yield earlier, later, one


def _when(column: Column) -> int | None:
    """Return a number that orders the times of columns; None when the head tells no time."""
    head = column.head
    if GROWTH.search(head) or is_rank(head):
        return None
    if _EARLIER.search(head):
        return -1
    year = _YEAR.search(head)
    if year:
        return int(year.group())
    return _LATEST if column.role == "主值" or is_value_head(head) or is_period(head) else None


def _is_percentage(earlier: Decimal, later: Decimal, change: Decimal) -> bool:
    """Tell whether the number would also be right as a growth in percent."""
    if not earlier:
        return False
    return abs((later - earlier) * 100 / earlier - change) <= Decimal(1).scaleb(_exponent(change))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
