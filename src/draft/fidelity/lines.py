"""A prose as a check sees it, read line by line: what was read of a section's lines serves the whole as well.

In: a prose with its sentences. Out: its contrast words, its quantities with surroundings and features. What a
line holds hangs on the line alone; where it stands, and under which heading, is added.
"""

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from draft.fidelity.equivalence import key_of
from draft.fidelity.layout import Sentence
from draft.fidelity.ledger import Ledger
from draft.fidelity.mentions import Mention, find_mentions
from draft.fidelity.reading import add_side_features, counting
from draft.fidelity.sides import Side, find_terms
from draft.fidelity.terms import Terms, join_terms
from draft.numbers import Quantity
from draft.numbers.quantities import is_closed, is_numeral, read_line, read_text, remember_text

# 前者 and 后者 look for their items in the line above as well.
_LOOK_ABOVE = ("前者", "后者")
_MANY = 60


class Line(NamedTuple):
    """One line as read; all places count from its beginning.

    Attributes:
        quantities: all, in reading order.
        mentions: those that count, each behind its place in `quantities`; their own `place` is the sentence
            within the line.
    """

    quantities: tuple[Quantity, ...]
    mentions: tuple[tuple[int, Mention], ...]
    terms: Terms


class Lines(dict[str, Line]):
    """The lines of a section's prose as read, by their text; they stay with its first fact."""


class Prose(NamedTuple):
    """A prose as read: its contrast words, and its quantities that count."""

    side: Side
    mentions: list[Mention]


def read_prose(text: str, sentences: Sequence[Sentence], known: Lines, *, grow: bool) -> Prose:
    """Return `text` as read; lines that are `known` are not read again, and `grow` adds what was read."""
    if not sentences or is_numeral(text) or any(word in text for word in _LOOK_ABOVE):
        return _read_at_once(text, sentences)
    quantities: list[Quantity] = []
    mentions: list[Mention] = []
    terms: list[tuple[int, Terms]] = []
    first = 0
    for _, parts in groupby(sentences, attrgetter("paragraph")):
        inside = list(parts)
        line, base = _line_at(text, inside, known, grow=grow)
        own = [quantity.moved(base) for quantity in line.quantities] if base else line.quantities
        quantities += own
        section = inside[0].section
        mentions += [m.moved(base, own[at], text, first + m.place, section) for at, m in line.mentions]
        terms.append((base, line.terms))
        first += len(inside)
    remember_text(text, tuple(quantities))
    return Prose(Side(text, join_terms(terms), {}), mentions)


def recall_lines(ledger: Ledger, sections: Collection[int] | None) -> tuple[Lines, bool]:
    """Return the lines known of what is checked, and whether those read now are worth keeping.

    A section keeps its own, for the next draft of it and for the whole; the whole is checked last.
    """
    if sections is None or len(sections) != 1:
        known = Lines()
        for entry in ledger.entries:
            for kept in entry.known:
                if isinstance(kept, Lines):
                    known.update(kept)
        return known, False
    home = next((entry for entry in ledger.entries if entry.section in sections), None)
    if home is None:
        return Lines(), False
    own = next((kept for kept in home.known if isinstance(kept, Lines)), None)
    if own is None:
        own = Lines()
        home.known.append(own)
    elif len(own) > _MANY:
        own.clear()
    return own, True


def _read_at_once(text: str, sentences: Sequence[Sentence]) -> Prose:
    side = Side(text, find_terms(text), {})
    if not sentences:
        return Prose(side, [])
    mentions = find_mentions(text, counting(read_text(text), text), sentences)
    add_side_features(side, mentions)
    return Prose(side, mentions)


def _line_at(text: str, sentences: Sequence[Sentence], known: Lines, *, grow: bool) -> tuple[Line, int]:
    """Return the line of these sentences, with line ends if they matter, and where its places begin."""
    start = sentences[0].start
    end = text.find("\n", sentences[-1].start)
    words = text[start : end if end >= 0 else len(text)]
    line = known.get(words)
    if line is not None:
        return line, start
    if not is_closed(words):
        above = max(0, start - 1)
        return _read_line(text[above : end + 1 or len(text)], sentences, above), above
    line = _read_line(words, sentences, start)
    if grow:
        known[words] = line
    return line, start


def _read_line(words: str, sentences: Sequence[Sentence], base: int) -> Line:
    inside = [Sentence(part.start - base, part.end - base, 0, part.heading) for part in sentences]
    quantities = read_line(words)
    counted = counting(quantities, words)
    for quantity in counted:
        key_of(quantity)
    terms = find_terms(words)
    mentions = find_mentions(words, counted, inside)
    add_side_features(Side(words, terms, {}), mentions)
    places = {id(quantity): place for place, quantity in enumerate(quantities)}
    return Line(quantities, tuple((places[id(m.quantity)], m) for m in mentions), terms)
