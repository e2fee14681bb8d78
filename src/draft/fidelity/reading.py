"""A fact as a check sees it: quantities with their surroundings and features, contrast words by place.

It is read once and remembered by its text: the same facts are checked alone, after each repair and with
the whole document.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from draft.fidelity.binding import add_features
from draft.fidelity.layout import Sentence, find_sentences
from draft.fidelity.ledger import Entry
from draft.fidelity.mentions import Mention, find_mentions
from draft.fidelity.sides import Side, concepts_in, own_classes, read_side
from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_REMEMBERED = 512
_NOT_EVEN = ("最后", "另", "这", "那", "无", "没有", "不漏", "每", "逐", "任", "同", "某", "不落", "不少")
# A numbered heading of any size: 一百八十四、 （一百零一） 123.
_LABELLED = Pattern(r"[#\s\u3000*]*[（(]?(?:[一二三四五六七八九十百千零〇]+|\d+)[、.．)）]$")
_LABEL_ENDS = frozenset("、.．)）")
_DAYS_OF_A_YEAR = ("三百六十五天", "365天")
_PLACE_MASK = "省市县区镇乡村街州盟旗局委院"


class ReadFact(NamedTuple):
    """One fact as a check sees it.

    Attributes:
        quantities: what its ledger's entry holds.
        mentions: those that count, with their features; place and section are those of no ledger.
    """

    quantities: tuple[Quantity, ...]
    side: Side
    mentions: tuple[Mention, ...]


def read_fact(entry: Entry) -> ReadFact:
    """Return the fact of an entry with what stands around its quantities."""
    for known in entry.known:
        if isinstance(known, ReadFact):
            return known
    fact = _read(entry.text, entry.quantities)
    entry.known.append(fact)
    return fact


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, quantities: tuple[Quantity, ...]) -> ReadFact:
    side = read_side(text)
    sentences = find_sentences(text) or (Sentence(0, len(text), 0, heading=False),)
    mentions = find_mentions(text, counting(quantities, text), sentences, 0)
    add_side_features(side, mentions)
    return ReadFact(quantities, side, tuple(mentions))


def place_facts(entries: Sequence[Entry], facts: Sequence[ReadFact]) -> list[Mention]:
    """Return the quantities of all facts, each at its place in the ledger."""
    return [
        mention.at(place, entry.section)
        for place, (entry, fact) in enumerate(zip(entries, facts, strict=True))
        for mention in fact.mentions
    ]


def add_side_features(side: Side, mentions: Sequence[Mention]) -> None:
    """Fill in the features of the mentions of a text."""

    def concepts(mention: Mention) -> Iterator[str]:
        return concepts_in(own_classes(side, mention))

    add_features(mentions, concepts)


def counting(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """Return the quantities that state something: no labels of policies, places and list items."""
    return [q for q in quantities if q.kind != "idiom" and not _is_word(q, text)]


def _is_word(quantity: Quantity, text: str) -> bool:
    """Return whether the place is a name (XX县) or a turn of speech (无一户) rather than a quantity."""
    if text[quantity.end : quantity.end + 1] in _LABEL_ENDS or text[quantity.end - 1] in _LABEL_ENDS:
        start = text.rfind("\n", 0, quantity.start) + 1
        if _LABELLED.match(text, start, quantity.end + 1):
            return True
    if _is_place_mask(quantity, text) or _is_label(quantity, text):
        return True
    return quantity.text[0] == "一" and text[max(0, quantity.start - 2) : quantity.start].endswith(_NOT_EVEN)


def _is_label(quantity: Quantity, text: str) -> bool:
    """课后“三点半”, 一年三百六十五天: a name in quotes, a turn of speech."""
    if quantity.text in _DAYS_OF_A_YEAR:
        return text[max(0, quantity.start - 2) : quantity.start] == "一年"
    if quantity.kind != "time" or any(character.isdigit() for character in quantity.text if character < "一"):
        return False
    return text[quantity.start - 1 : quantity.start] == "“" and text[quantity.end : quantity.end + 1] == "”"


def _is_place_mask(quantity: Quantity, text: str) -> bool:
    """XX县: the name of a place, not a number."""
    if quantity.kind != "placeholder":
        return False
    after = text[quantity.end : quantity.end + 1]
    return quantity.text[-1] in _PLACE_MASK or (
        quantity.unit is None and after in _PLACE_MASK and after != ""
    )
