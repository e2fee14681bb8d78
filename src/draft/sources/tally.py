"""What became of every number of a table: written, left out with a reason, or asked about; none is missing.

The three parts are one partition of the counted cells: their sum is their number by construction. A cell is
written only when its digits are found in the facts; what nobody has spoken for is asked about.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from draft.sources.cells import Cell
from draft.sources.grid import Grid

_MOST_NAMED = 20
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Tally:
    """The account of one import, in addresses ``sheet!B3``.

    Attributes:
        left: address → reason.
        place: where the numbers stand, for the line about them.
    """

    written: tuple[str, ...] = ()
    left: dict[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    place: str = "表中"

    @property
    def total(self) -> int:
        """How many numbers the tables hold."""
        return len(self.written) + len(self.left) + len(self.asked)

    def __add__(self, other: "Tally") -> "Tally":
        """Return the account of both."""
        return Tally(self.written + other.written, {**self.left, **other.left}, self.asked + other.asked)

    def to_json(self) -> dict[str, object]:
        """Return the counts with their addresses."""
        return {
            "total": self.total,
            "written": len(self.written),
            "left": self.left,
            "asked": list(self.asked),
        }

    def list_left(self) -> tuple[str, ...]:
        """Return, for each reason, the places that were left out, the first of them when there are many."""
        places: dict[str, list[str]] = {}
        for place, reason in self.left.items():
            places.setdefault(reason, []).append(place)
        return tuple(
            f"{reason}：{'、'.join(named[:_MOST_NAMED])}{'……' if len(named) > _MOST_NAMED else ''}"
            for reason, named in places.items()
        )

    def describe(self) -> str:
        """Return the account in one line."""
        reasons = Counter(self.left.values())
        named = "、".join(f"{reason} {count}" for reason, count in reasons.most_common())
        return (
            f"{self.place}数字 {self.total} 个：写入 {len(self.written)} 个，略去 {len(self.left)} 个"
            f"{f'（{named}）' if named else ''}，待确认 {len(self.asked)} 个"
        )


class Account:
    """Collects what becomes of the cells of one sheet; an asked cell stays asked."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._written: set[str] = set()
        self._left: dict[str, str] = {}
        self._asked: set[str] = set()

    def write(self, address: str) -> None:
        """Note that the value of the cell stands in a fact."""
        self._written.add(address)

    def leave(self, address: str, reason: str) -> None:
        """Note that the cell is left out on purpose."""
        self._left.setdefault(address, reason)

    def ask(self, address: str) -> None:
        """Note that a person is asked about the cell."""
        self._asked.add(address)

    def stands(self, address: str) -> bool:
        """Tell whether the value of the cell stands in a fact."""
        return address in self._written

    def find_words(self, texts: Iterable[str]) -> None:
        """Note the heads, names and titles whose digits stand in what was written."""
        said = {run for text in texts for run in _DIGITS.findall(text)}
        for cell in self._cells():
            if not self._is_known(cell) and not cell.number and said.issuperset(_runs(cell)):
                self._written.add(cell.address)

    def find_heads(self, cells: Iterable[Cell], texts: Iterable[str]) -> None:
        """Note which cells of head rows hold digits that stand in what was written, numbers included."""
        said = {run for text in texts for run in _DIGITS.findall(text)}
        self._written.update(cell.address for cell in cells if cell.counted and said.issuperset(_runs(cell)))

    def forgotten(self) -> tuple[str, ...]:
        """Return the cells nobody has spoken for, with their text."""
        return tuple(f"{cell.address} “{cell.text}”" for cell in self._cells() if not self._is_known(cell))

    def close(self) -> Tally:
        """Return the account; a cell nobody has spoken for is asked about."""
        written, left, asked = [], {}, []
        for cell in self._cells():
            place = f"{self._grid.name}!{cell.address}"
            if cell.address in self._asked:
                asked.append(place)
            elif cell.address in self._written:
                written.append(place)
            elif cell.address in self._left:
                left[place] = self._left[cell.address]
            else:
                asked.append(place)
        return Tally(tuple(written), left, tuple(asked))

    def _cells(self) -> Iterable[Cell]:
        return (cell for row in self._grid.rows for cell in row if cell.counted)

    def _is_known(self, cell: Cell) -> bool:
        return cell.address in self._written or cell.address in self._asked or cell.address in self._left


def _runs(cell: Cell) -> list[str]:
    """Return the digits of a cell; 1/10万 is written as /10万."""
    return _DIGITS.findall(cell.text.replace("1/10万", "/10万"))
