"""Nouns of planting: an edit, a mutant, and the small readings of a written number they rest on."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from draft.evals.cases import Change, GoldLink, Pair, apply_changes

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DATED = re.compile(
    r"(?:19|20)[0-9]{2}年|^[0-9]G|[年月日时](?:底|末|前|以来)*$|季度|半年|学期|^第|〔|∶|[—～-]|^[A-Z]|[ⅢⅤ]"
)
_IDENTIFIERS = frozenset({"12345", "12328"})


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to a pair to break it.

    Attributes:
        facts: indices of the facts to which the mistake may rightly be ascribed; empty for inventions.
    """

    kind: str
    changes: tuple[Change, ...]
    facts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pair with one planted violation, beside its faithful parent.

    Attributes:
        spans: the changed places in the mutant's prose; a deletion is an empty span.
        examples: texts of style examples shown to the writer.
    """

    parent: Pair
    kind: str
    mutator: str
    prose: str
    facts: frozenset[int]
    spans: tuple[tuple[int, int], ...]
    edit: str
    examples: tuple[str, ...] = ()


Mutator = Callable[[Pair, Random], Iterator[Edit]]


def plant(pair: Pair, edit: Edit, mutator: str, examples: tuple[str, ...] = ()) -> Mutant:
    """Return the mutant that `edit` makes of `pair`."""
    shift, spans, shown = 0, [], []
    for start, end, new in sorted(edit.changes):
        spans.append((start + shift, start + shift + len(new)))
        shown.append(f"{pair.prose[start:end]} → {new}")
        shift += len(new) - (end - start)
    prose = apply_changes(pair, edit.changes).prose
    return Mutant(pair, edit.kind, mutator, prose, edit.facts, tuple(spans), "；".join(shown), examples)


@dataclass(frozen=True, slots=True)
class Written:
    """A plain quantity of the prose taken apart: 近30万人 is 近, 30, 万, 人."""

    link: GoldLink
    before: str
    digits: str
    magnitude: str
    unit: str

    @property
    def value(self) -> Decimal:
        """The exact value, magnitude multiplied out."""
        return Decimal(self.digits) * {"": 1, "万": 10**4, "亿": 10**8}[self.magnitude]

    @property
    def number_span(self) -> tuple[int, int]:
        """Where the digits stand in the prose."""
        start = self.link.start + len(self.before)
        return start, start + len(self.digits)

    @property
    def measure(self) -> str:
        """Magnitude and unit as written, qualifiers behind them cut off."""
        return self.magnitude + re.sub(r"(?:及)?以[上下内]$|左右$", "", self.unit)


def take_apart(pair: Pair, link: GoldLink) -> Written | None:
    """Return the parts of a written quantity, or None for dates, ordinals, names and Chinese numerals."""
    text = pair.written(link)
    found = _NUMBER.findall(text)
    if len(found) != 1 or _DATED.search(text) or found[0] in _IDENTIFIERS:
        return None
    before, _, rest = text.partition(found[0])
    magnitude = rest[0] if rest and rest[0] in "万亿" else ""
    return Written(link, before, found[0], magnitude, rest[len(magnitude) :])


def plain_quantities(pair: Pair) -> list[Written]:
    """Return the plain quantities of the pair, in reading order."""
    parts = (take_apart(pair, link) for link in pair.links)
    return [written for written in parts if written]


def is_taken(pair: Pair, digits: str) -> bool:
    """Return whether these digits stand alone somewhere in the facts or the prose."""
    pattern = re.compile(rf"(?<![0-9.]){re.escape(digits)}(?![0-9.])")
    return any(pattern.search(text) for text in (*pair.facts, pair.prose))


def facts_near(pair: Pair, position: int, word: str = "") -> frozenset[int]:
    """Return the facts linked in the clause (else the sentence) at `position` that hold `word`."""
    for span in (pair.clause(position), pair.sentence(position)):
        owners = frozenset(k.fact for k in pair.links_in(span) if word in pair.facts[k.fact])
        if owners:
            return owners
    return frozenset()


def occurrences(text: str, word: str) -> Iterator[int]:
    """Yield the offsets of `word` in `text`, never overlapping."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
