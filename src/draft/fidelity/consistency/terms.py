"""One fact → its terms: each counted quantity with the words that say what it counts.

A term's head is what stands before it in its clause, back to the term before; its tail what follows.
Ages, dates, ordinals stay inside heads: 65岁以上老年人体检12人 has one term.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draft.fidelity.consistency.interval import Interval, interval_of
from draft.fidelity.consistency.nouns import Place
from draft.fidelity.ledger import Entry, Ledger
from draft.fidelity.unit_classes import UNIT_CLASSES
from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_COUNTED = frozenset({"count", "money", "percent", "percentage_point", "ratio"})
_AGES = frozenset({"岁", "月龄"})
_ASIDE = Pattern(r"[（(][^（()）]{0,30}[）)]")
_MARKS = frozenset("，,；;。：:！？!?\n（）()")
_SENTENCE_MARKS = frozenset("；;。！？!?\n")
SOFT_BEFORE = Pattern(r"(?:大约|约|近|接近|超过|超|逾|至少|最多|不足|不到|不少于|不低于|不超过)$")
SOFT_AFTER = Pattern(r"(?:左右|上下|以上|以下|以内|之多)")
# How far back words may stand and still say what a quantity is about, or how exact it is.
_FAR, _SOFT = 300, 8
_JOINTS = Pattern(r"^(?:[、“”\"\s]|以及|[和与及])+|[“”\"\s]+$")


@dataclass(frozen=True, slots=True)
class Term:
    """One counted quantity of a fact.

    Attributes:
        index: position among the terms of the fact.
        clause: number of its clause within the fact.
        sentence: number of its sentence within the fact; ； ends one.
        head: words before it in the clause, without joining words.
        tail: words after it, up to the clause's end or the next term.
        subject: the whole clause before it, other terms left out.
        unit: class of the unit (名 is 人), None for a bare number.
        interval: what the printed value stands for; None for a mask or a range.
        shown: the quantity with the words that soften it, 超40万人次, as messages quote it.
    """

    quantity: Quantity
    place: Place
    index: int
    clause: int
    sentence: int
    head: str
    tail: str
    subject: str
    unit: str | None
    interval: Interval | None
    shown: str

    @property
    def text(self) -> str:
        """The quantity as written."""
        return self.quantity.text


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact, read for comparison.

    Attributes:
        terms: counted quantities in order.
        dates: quantities of kind date, in order.
        clauses: the texts between ，；。：（）.
    """

    entry: Entry
    place: Place
    terms: tuple[Term, ...]
    dates: tuple[Quantity, ...]
    clauses: tuple[str, ...]

    @property
    def text(self) -> str:
        """The fact as written."""
        return self.entry.text


def read_facts(ledger: Ledger) -> tuple[Reading, ...]:
    """Return the reading of every fact, in order."""
    return tuple(read_fact(entry) for entry in ledger.entries)


def read_fact(entry: Entry) -> Reading:
    """Return the terms, dates and clauses of one fact."""
    place = Place(entry.section, entry.fact)
    clauses = _split(entry.text, entry.quantities)
    starts = [quantity.start for quantity in entry.quantities]
    terms: list[Term] = []
    for number, (start, end, sentence) in enumerate(clauses):
        counted = [q for q in _within(entry.quantities, starts, start, end) if _is_counted(q)]
        for position, quantity in enumerate(counted):
            begin = _after_joint(entry.text, counted[position - 1].end, quantity.start) if position else start
            stop = counted[position + 1].start if position + 1 < len(counted) else end
            terms.append(
                Term(
                    quantity,
                    place,
                    len(terms),
                    number,
                    sentence,
                    _JOINTS.sub("", entry.text[begin : quantity.start]),
                    _JOINTS.sub("", entry.text[quantity.end : stop].split("、")[0]),
                    _subject(entry.text, start, quantity, counted[:position]),
                    _unit(quantity),
                    interval_of(quantity),
                    _with_softeners(entry.text, quantity),
                )
            )
    dates = tuple(q for q in entry.quantities if q.kind == "date")
    return Reading(entry, place, tuple(terms), dates, tuple(entry.text[s:e] for s, e, _ in clauses))


def _within(
    quantities: Sequence[Quantity], starts: Sequence[int], start: int, end: int
) -> Sequence[Quantity]:
    """Return the quantities in a span; `starts` are where they begin."""
    inside = quantities[bisect_left(starts, start) : bisect_left(starts, end)]
    return inside if not inside or inside[-1].end <= end else inside[:-1]


def _with_softeners(text: str, quantity: Quantity) -> str:
    before = SOFT_BEFORE.search(text[max(0, quantity.start - _SOFT) : quantity.start])
    after = SOFT_AFTER.match(text, quantity.end)
    return f"{before.group() if before else ''}{quantity.text}{after.group() if after else ''}"


def _is_counted(quantity: Quantity) -> bool:
    masked = quantity.kind == "placeholder" and quantity.unit not in _AGES
    return masked or (quantity.kind in _COUNTED and _unit(quantity) not in _AGES)


def _unit(quantity: Quantity) -> str | None:
    unit = quantity.unit
    return UNIT_CLASSES.get(unit, unit) if unit else None


def _subject(text: str, start: int, quantity: Quantity, before: Sequence[Quantity]) -> str:
    """Return the clause up to the quantity, `_FAR` characters at most, with the terms before it cut out."""
    begin = max(start, quantity.start - _FAR)
    kept = ""
    for other in before[-_FAR // 2 :]:
        if other.end <= begin:
            continue
        kept += text[begin : max(begin, other.start)]
        begin = other.end
    return _JOINTS.sub("", kept + text[begin : quantity.start])


def _after_joint(text: str, start: int, end: int) -> int:
    """Return where the words of the second of two terms begin: after the first 、 between them."""
    joint = text.find("、", start, end)
    return joint + 1 if joint >= 0 else start


def _asides(text: str, quantities: Sequence[Quantity]) -> Iterator[int]:
    """Yield the offsets of brackets without a quantity: 执业（助理）医师 is one word."""
    starts = [quantity.start for quantity in quantities]
    for aside in _ASIDE.finditer(text):
        if bisect_right(starts, aside.start()) == bisect_left(starts, aside.end()):
            yield from range(aside.start(), aside.end())


def _split(text: str, quantities: Sequence[Quantity]) -> list[tuple[int, int, int]]:
    """Return (start, end, sentence) of each clause; marks in quantities and plain brackets end nothing."""
    inside = {offset for q in quantities for offset in range(q.start, q.end)}
    inside.update(_asides(text, quantities))
    clauses = []
    start = sentence = 0
    for offset, character in enumerate(text):
        if character not in _MARKS or offset in inside:
            continue
        if offset > start:
            clauses.append((start, offset, sentence))
        start = offset + 1
        sentence += character in _SENTENCE_MARKS
    if start < len(text):
        clauses.append((start, len(text), sentence))
    return clauses
