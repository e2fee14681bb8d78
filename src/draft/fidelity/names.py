"""Names that hold a numeral and count nothing: 每周三, 二十连丰, 三期工程, “三零”行动.

In: facts and prose. Out: where the prose has the name with another numeral, one that no fact has.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from draft.numbers.patterns import Pattern

_NUMERAL = Pattern(r"[〇零一二三四五六七八九十百\d]+")
# sign, kind, name: where the sign is missing there is no such name.
_NAMES: tuple[tuple[str, str, Pattern], ...] = (
    ("周", "date", Pattern(r"每周[一二三四五六日天](?![次个名家场])")),
    ("连", "numeral", Pattern(r"[一二三四五六七八九十百\d]{1,4}连[丰增涨冠升跌降]")),
    ("期", "identifier", Pattern(r"(?<![\d第])[一二三四五六](?=期(?:工程|项目|建设))期")),
    ("“", "numeral", Pattern(r"“[^“”\n]{2,16}”")),
)
_DAYS = str.maketrans("日天", "七七")


class Renamed(NamedTuple):
    """A name of the facts that the prose gives another numeral."""

    kind: str
    facts: str
    prose: str
    start: int
    end: int


def find_renamed(facts: Iterable[str], prose: str) -> Iterator[tuple[int, Renamed]]:
    """Yield the index of the fact with each name that `prose` has only with another numeral."""
    texts = list(facts)
    for sign, kind, pattern in _NAMES:
        if sign not in prose or not any(sign in text for text in texts):
            continue
        told = {match.group(): match.span() for match in pattern.finditer(prose)}
        known = [
            (place, match.group()) for place, text in enumerate(texts) for match in pattern.finditer(text)
        ]
        names = {name for _, name in known}
        for place, name in known:
            frame = _frame(name)
            others = [other for other in told if other not in names and _frame(other) == frame]
            if frame != name and name not in told and others:
                yield place, Renamed(kind, name, others[0], *told[others[0]])


def _frame(name: str) -> str:
    """Return the name with each numeral blanked."""
    return _NUMERAL.sub("_", name.translate(_DAYS))
