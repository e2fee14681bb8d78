"""A row of a Word table → one sentence: no serial number, and the unit of a column behind its value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from draft.form.rows import join_cells
from draft.numbers import find_quantities

_SERIALS = frozenset({"序号", "编号", "序 号"})
_UNITS = frozenset({"单位", "计量单位", "单 位"})
_VALUE = re.compile(
    r"(?:约|近|超过?|逾|不低于|不少于|至少|突破)?"
    r"(?:[0-9０-９xXｘＸ×*][0-9０-９.．,，xXｘＸ×*]*|[零〇一二两三四五六七八九十百千几数]+)[多余]?"
)
_LONGEST_UNIT = 6  # characters


@dataclass(slots=True)
class Columns:
    """What the header of a table says of its columns.

    Attributes:
        serial: the column that counts the rows, or None.
        unit: the column of the unit, or None.
        count: rows read so far that carry a serial number.
    """

    width: int
    serial: int | None = None
    unit: int | None = None
    count: int = 0

    def read(self, cells: Sequence[str]) -> str:
        """Return the row as a sentence, an empty text for an empty row."""
        texts = list(cells)
        if len(texts) == self.width:
            self._join_unit(texts)
            self._drop_serial(texts)
        return join_cells(texts)

    def _join_unit(self, texts: list[str]) -> None:
        unit = texts[self.unit] if self.unit is not None else ""
        if self.unit is None or not _is_unit(unit):
            return
        values = [
            place for place, text in enumerate(texts) if place != self.serial and _VALUE.fullmatch(text)
        ]
        for place in values:
            texts[place] += unit
        if values:
            texts[self.unit] = ""

    def _drop_serial(self, texts: list[str]) -> None:
        if self.serial is not None and texts[self.serial] == str(self.count + 1):
            self.count += 1
            texts[self.serial] = ""


def find_columns(header: Sequence[str]) -> Columns:
    """Return the columns of a table whose first row is `header`."""
    names = [cell.strip() for cell in header]
    return Columns(len(names), _place(names, _SERIALS), _place(names, _UNITS))


def _place(names: list[str], wanted: frozenset[str]) -> int | None:
    return next((place for place, name in enumerate(names) if name in wanted), None)


@lru_cache(maxsize=256)
def _is_unit(text: str) -> bool:
    """Return whether a number before `text` would be one quantity: 人, 万元, %; not 卫生健康局."""
    if not text or len(text) > _LONGEST_UNIT:
        return False
    written = f"1{text}"
    bare = re.sub(r"及?以[上下内]$|左右$|上下$", "", written)
    return any(q.start == 0 and q.end >= len(bare) and q.unit for q in find_quantities(written))
