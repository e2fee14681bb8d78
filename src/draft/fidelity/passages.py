"""A prose as a check sees it, read passage by passage; what was read once is not read again.

In: a prose with its sentences. Out: its contrast words, its quantities with surroundings and features. What
a passage of closed sentences holds hangs on its words alone, so it is kept for the next draft of its section
and for the whole, and a fact told to the letter is the fact. Where it stands, under which heading, is added.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from draft.fidelity.equivalence import key_of
from draft.fidelity.layout import Sentence
from draft.fidelity.ledger import Entry, Ledger
from draft.fidelity.mentions import Mention, find_mentions
from draft.fidelity.reading import add_side_features, counting, read_fact
from draft.fidelity.sides import Side, find_terms
from draft.fidelity.terms import Terms, join_terms
from draft.numbers import Quantity
from draft.numbers.quantities import (
    begins_plainly,
    ends_plainly,
    is_numeral,
    read_passage,
    read_text,
    remember_text,
)

# 前者 and 后者 look for their items in the line above as well.
_LOOK_ABOVE = ("前者", "后者")
_STOP, _STOPS, _CLOSING = "。", frozenset("。！？"), frozenset("。；！？：")
_QUOTES = (("“", "”"), ("《", "》"), ("（", "）"))
_MANY = 60


class Passage(NamedTuple):
    """Some sentences as read; all places count from their beginning.

    Attributes:
        quantities: all, in reading order.
        mentions: those that count, each behind its place in `quantities`; their own `place` is the sentence
            within the passage.
    """

    quantities: Sequence[Quantity]
    mentions: Sequence[tuple[int, Mention]]
    terms: Terms


class Passages(dict[str, Passage]):
    """The passages of a section's last drafts, by their words; they stay with its first fact."""


class Known:
    """What was read before: passages of drafts, and facts."""

    def __init__(self, ledger: Ledger, sections: Collection[int] | None) -> None:
        """Recall it; what is read for a single section is kept, as another draft or the whole follows."""
        asked = [entry for entry in ledger.entries if sections is None or entry.section in sections]
        self._grows = sections is not None and len(sections) == 1 and bool(asked)
        self._drafts = _kept_with(asked[0]) if self._grows else _gather(asked)
        self._entries, self._facts = ledger.entries, dict[str, Entry]()

    def find(self, words: str) -> Passage | None:
        """Return the passage with these words, None if it has not been read."""
        found = self._drafts.get(words)
        if found is None and words.endswith(_STOP):
            if not self._facts:
                self._facts = {entry.text.removesuffix(_STOP): entry for entry in self._entries}
            entry = self._facts.get(words.removesuffix(_STOP))
            found = _passage_of(entry) if entry else None
        return found

    def keep(self, words: str, passage: Passage) -> None:
        """Remember a passage of a section."""
        if self._grows:
            self._drafts[words] = passage


def _kept_with(home: Entry) -> Passages:
    """Return the passages that stay with a fact; too many of them are forgotten."""
    own = next((kept for kept in home.known if isinstance(kept, Passages)), None)
    if own is None:
        own = Passages()
        home.known.append(own)
    elif len(own) > _MANY:
        own.clear()
    return own


def _gather(entries: Sequence[Entry]) -> Passages:
    found = Passages()
    for entry in entries:
        for kept in entry.known:
            if isinstance(kept, Passages):
                found.update(kept)
    return found


def read_prose(text: str, sentences: Sequence[Sentence], known: Known) -> tuple[Side, list[Mention]]:
    """Return the contrast words of `text` and its quantities that count."""
    if not sentences or is_numeral(text) or any(word in text for word in _LOOK_ABOVE):
        return _read_at_once(text, sentences)
    quantities: list[Quantity] = []
    mentions: list[Mention] = []
    terms: list[tuple[int, Terms]] = []
    for first, inside in cut_passages(text, sentences):
        passage, base = _passage_at(text, inside, known)
        own = [quantity.moved(base) for quantity in passage.quantities] if base else passage.quantities
        quantities += own
        section = inside[0].section
        mentions += [m.moved(base, own[at], text, first + m.place, section) for at, m in passage.mentions]
        terms.append((base, passage.terms))
    remember_text(text, tuple(quantities))
    return Side(text, join_terms(terms), {}), mentions


def _read_at_once(text: str, sentences: Sequence[Sentence]) -> tuple[Side, list[Mention]]:
    side = Side(text, find_terms(text), {})
    if not sentences:
        return side, []
    mentions = find_mentions(text, counting(read_text(text), text), sentences)
    add_side_features(side, mentions)
    return side, mentions


def cut_passages(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sequence[Sentence]]]:
    """Yield passages, each with the number of its first sentence: a sentence each where none looks back."""
    first = 0
    for number in range(1, len(sentences) + 1):
        if number < len(sentences) and sentences[number].paragraph == sentences[number - 1].paragraph:
            start = sentences[number].start
            if text[start - 1] not in _STOPS or not begins_plainly(text, start):
                continue
            if not _is_balanced(text[sentences[first].start : start]):
                continue
        yield first, sentences[first:number]
        first = number


def _is_balanced(words: str) -> bool:
    """Return whether no quotation is open: a phrase in quotation marks is read as one."""
    return all(words.count(left) == words.count(right) for left, right in _QUOTES)


def _passage_at(text: str, sentences: Sequence[Sentence], known: Known) -> tuple[Passage, int]:
    """Return the passage of these sentences, read with its line ends if they matter, and its beginning."""
    start, end = sentences[0].start, sentences[-1].end
    words = text[start:end]
    closed = words[-1] in _CLOSING
    if not closed or not begins_plainly(words):
        base = start - (text[max(0, start - 1) : start] == "\n")
        until = end if closed else text.find("\n", end) + 1 or len(text)
        return _read(text[base:until], sentences, base), base
    passage = known.find(words)
    if passage is None:
        passage = _read(words, sentences, start)
        known.keep(words, passage)
    return passage, start


def _read(words: str, sentences: Sequence[Sentence], base: int) -> Passage:
    inside = [Sentence(part.start - base, part.end - base, 0, part.heading) for part in sentences]
    quantities = read_passage(words)
    terms = find_terms(words)
    mentions = find_mentions(words, counting(quantities, words), inside)
    add_side_features(Side(words, terms, {}), mentions)
    return Passage(quantities, _numbered(quantities, mentions), terms)


def _passage_of(entry: Entry) -> Passage | None:
    """Return what a fact of one sentence reads as with its full stop, None for others; it stays with it."""
    for known in entry.known:
        if isinstance(known, Passage):
            return known
    body = entry.text.removesuffix(_STOP)
    fact, end = read_fact(entry), len(body) + len(_STOP)
    if not ends_plainly(body) or any(m.sentence != (0, len(entry.text)) for m in fact.mentions):
        return None
    told = [mention.ending(end) for mention in fact.mentions]
    passage = Passage(fact.quantities, _numbered(fact.quantities, told), fact.side.terms)
    entry.known.append(passage)
    return passage


def _numbered(quantities: Sequence[Quantity], mentions: Sequence[Mention]) -> Sequence[tuple[int, Mention]]:
    """Return each mention behind the place of its quantity; keys are made here, once for all copies."""
    places = {id(quantity): place for place, quantity in enumerate(quantities)}
    for mention in mentions:
        key_of(mention.quantity)
    return tuple((places[id(mention.quantity)], mention) for mention in mentions)
