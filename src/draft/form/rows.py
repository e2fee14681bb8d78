"""The cells of a table row → the sentence as which the row is read."""

import re
from collections.abc import Iterable

_LEADING = re.compile(
    r"((?:提高|上升|增长|增加|增|下降|降低|减少|减|降|缩短|压缩|高于|低于|不足|达到|超过)[至到了]?)，"
    r"(?=[0-9０-９xX零〇一二两三四五六七八九十])"
)
"""A word that says nothing without its number is not parted from it by the edge of a cell."""


def join_cells(cells: Iterable[str]) -> str:
    """Return the cells that say something, closed by a full stop; an empty text for an empty row."""
    joined = _LEADING.sub(r"\1", "，".join(filter(None, cells)))
    return f"{joined.removesuffix('。')}。" if joined else ""
