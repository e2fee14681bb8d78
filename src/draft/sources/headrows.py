"""The rows of a table's head → one head for each column, and which rows only number the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from draft.sources.cells import Cell
from draft.sources.heads import NAME_HEADS, clean_unit, is_known_head, is_period, split_unit

YEAR = re.compile(r"(?:19|20)\d{2}年?(?:度)?")
_TALLY_LABELS = frozenset({"甲", "乙", "丙", "丁", "栏次", "栏目", "行次", "代码"})
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_FEWEST = 2
_LONGEST_SHARED = 20


def join_heads(levels: Sequence[Sequence[Cell]], width: int) -> tuple[list[str], tuple[str, ...]]:
    """Return the head of every column read from top to bottom, and what was guessed about them."""
    read = [list(level) for level in levels if not is_tally(level)]
    if not read:
        return [""] * width, ("没有找到表头，请补上各列的名称",)
    doubts: list[str] = []
    for upper, lower in pairwise(read):
        doubts += _spread(upper, lower)
    return [_join([level[column] for level in read]) for column in range(width)], tuple(doubts)


def is_tally(cells: Sequence[Cell]) -> bool:
    """Tell whether the row only numbers the columns: 栏次 1 2 3, 甲 乙 1 2 3."""
    numbers = [cell.text for cell in cells if cell.number]
    words = {cell.text for cell in cells if cell.kind not in {"empty", "number"}}
    return len(numbers) >= _FEWEST and _counts_up(numbers) and words <= _TALLY_LABELS


def heads_years(cells: Sequence[Cell], *, first: bool) -> bool:
    """Tell whether the numbers of a row are years that head columns, not what a named row reports.

    Args:
        first: whether no head stands above.
    """
    stated = [cell for cell in cells if cell.stated and not cell.merged]
    if not stated or not all(cell.number and YEAR.fullmatch(cell.shown) for cell in stated):
        return False
    rest = [cell for cell in cells if not cell.stated and cell.kind != "empty"]
    if first:
        return len(stated) >= _FEWEST or all(cell.text in NAME_HEADS for cell in rest)
    return all(cell.merged for cell in rest)


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Tell whether a first row is a head whose columns are numbered: 指标 1 2 3."""
    filled = [cell for cell in cells if cell.kind != "empty"]
    rest = [cell.text for cell in filled[1:]]
    return (
        len(rest) > _FEWEST
        and is_known_head(filled[0].text)
        and all(cell.number for cell in filled[1:])
        and rest[0] == "1"
        and _counts_up(rest)
    )


def _counts_up(numbers: list[str]) -> bool:
    first = numbers[0]
    return first in {"0", "1", "2", "3"} and numbers == [str(int(first) + i) for i in range(len(numbers))]


def _spread(upper: list[Cell], lower: list[Cell]) -> Iterator[str]:
    """Fill a head that stands over several columns without being merged to the right; yield the doubts."""
    for index in range(1, len(upper)):
        left, here, beside = upper[index - 1], upper[index], lower[index - 1]
        below = lower[index]
        open_ = here.kind == "empty" and bool(below.text) and not below.merged
        if open_ and left.text and beside.text not in {"", left.text}:
            upper[index] = replace(left, address=here.address, merged=True)
            yield f"表头 {here.address} 空着，按左边的“{left.text}”读"


def _join(cells: Sequence[Cell]) -> str:
    """Return one head; what two levels share is said once, a time goes to the front, a unit to the end."""
    joined = unit = ""
    for text in dict.fromkeys(_head_text(cell) for cell in cells if cell.text):
        own = clean_unit(text.strip("（）()")) if joined and text not in NAME_HEADS else ""
        name, named = ("", own) if own else (text, "") if text in NAME_HEADS else split_unit(text)
        unit = named or unit
        if joined and is_period(name):
            joined = name + joined
            continue
        most = min(len(joined), len(name), _LONGEST_SHARED)
        shared = next((n for n in range(most, 0, -1) if joined.endswith(name[:n])), 0)
        joined += name[shared:]
    return f"{joined}（{unit}）" if unit else joined


def _head_text(cell: Cell) -> str:
    """Return the words of a head; a bare year is one."""
    return f"{cell.text}年" if cell.number and _BARE_YEAR.fullmatch(cell.shown) else cell.shown
