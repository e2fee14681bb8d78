"""A typeface: the noun that paper and Word share, so that laying out text alone loads nothing of Word."""

from typing import NamedTuple


class Face(NamedTuple):
    """A typeface for Chinese and one for Latin letters and digits."""

    east_asian: str
    latin: str = "Times New Roman"
