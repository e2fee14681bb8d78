"""The rows of a table's head → one head for each column, and which rows only number the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from draft.sources.cells import Cell
from draft.sources.heads import NAME_HEADS, clean_unit

YEAR = re.compile(r"(?:19|20)\d{2}年?(?:度)?")
_TALLY_LABELS = frozenset({"甲", "乙", "丙", "丁", "栏次", "栏目", "行次", "代码"})
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


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Tell whether a first row is a head whose columns are numbered: 指标 1 2 3."""
    filled = [cell for cell in cells if cell.kind != "empty"]
    rest = [cell.text for cell in filled[1:]]
    return (
        len(rest) > _FEWEST
        and filled[0].kind == "text"
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
    """Return one head; what two levels share is said once, a level that is a unit goes in brackets."""
    joined = ""
    for text in dict.fromkeys(cell.text for cell in cells if cell.text):
        unit = clean_unit(text.strip("（）()"))
        if joined and unit and text not in NAME_HEADS:
            return f"{joined}（{unit}）"
        most = min(len(joined), len(text), _LONGEST_SHARED)
        shared = next((n for n in range(most, 0, -1) if joined.endswith(text[:n])), 0)
        joined += text[shared:]
    return joined
