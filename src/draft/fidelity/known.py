"""The facts of a ledger as every check of them needs them: read once, kept while the ledger is in use."""

from collections import defaultdict
from functools import cached_property

from draft.fidelity.binding import Fitness
from draft.fidelity.declared import counts_own_list
from draft.fidelity.equivalence import Key
from draft.fidelity.inventions import Licence
from draft.fidelity.ledger import Ledger
from draft.fidelity.owners import owner_phrase
from draft.fidelity.reading import place_facts, read_fact
from draft.fidelity.restatements import bucket
from draft.fidelity.sides import Side, levels_in, own_level, read_side
from draft.fidelity.slots import pairs_of

# A section's own facts are known as soon as each of them is; those of a document are worth keeping.
_MANY, _KEPT = 30, 4


class KnownFacts:
    """What every check of a ledger asks of its facts, the rare only when it is asked; nothing in it changes.

    Attributes:
        facts: as read, one per entry.
        required: their quantities, each at its place in the ledger.
        by_key: key under which equal quantities meet → indices into `required`.
        fitness: how well a place in a prose fits each of `required`.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Read the facts."""
        self.ledger = ledger
        self.facts = [read_fact(entry) for entry in ledger.entries]
        self.required = place_facts(ledger.entries, self.facts)
        self.by_key: dict[Key, list[int]] = defaultdict(list)
        for index, mention in enumerate(self.required):
            self.by_key[bucket(mention.quantity)].append(index)
        self.fitness = Fitness(self.required)
        self.licence = Licence(ledger, self.required)

    @cached_property
    def announced(self) -> frozenset[int]:
        """Those of `required` that only announce a list of their own fact."""
        return frozenset(i for i, m in enumerate(self.required) if counts_own_list(m.quantity, m.source))

    @cached_property
    def headings(self) -> dict[int, Side]:
        """Section → its heading with its contrast words."""
        return {group.section: read_side(group.heading) for group in self.ledger.groups}

    @cached_property
    def metadata(self) -> Side:
        """Title, issuer, recipient and period in the same way."""
        data = self.ledger.metadata
        return read_side(f"{data.title}。{data.issuer}。{data.recipient}。{data.period}")

    @cached_property
    def levels(self) -> frozenset[str]:
        """Levels of government that the facts speak of."""
        sides = (*(fact.side for fact in self.facts), self.metadata)
        return frozenset[str]().union(*map(levels_in, sides))

    @cached_property
    def own_level(self) -> str:
        """The level of the office that signs (全县), empty where its name does not say it."""
        return own_level(self.ledger.metadata.issuer)

    @cached_property
    def titled_level(self) -> str:
        """The same by the title; it excuses its own level and proves no other wrong."""
        return own_level(self.ledger.metadata.title)

    @cached_property
    def phrases(self) -> frozenset[str]:
        """The owner phrases of all facts."""
        return frozenset(map(owner_phrase, self.required))

    @cached_property
    def words(self) -> frozenset[str]:
        """The character pairs of all facts, headings and metadata."""
        headings = (side.text for side in self.headings.values())
        texts = (*(entry.text for entry in self.ledger.entries), *headings, self.metadata.text)
        return frozenset[str]().union(*map(pairs_of, texts))

    def unfigured(self, section: int) -> set[int]:
        """Return the facts of a section that hold no quantity."""
        return {
            place
            for place, entry in enumerate(self.ledger.entries)
            if entry.section == section and not self.facts[place].mentions
        }

    def titles(self, section: int | None) -> str:
        """Return the heading of a section with the title and what else the metadata say."""
        heading = self.headings.get(section) if section is not None else None
        return f"{heading.text}|{self.metadata.text}" if heading else self.metadata.text


_recent: list[KnownFacts] = []


def know_facts(ledger: Ledger) -> KnownFacts:
    """Return what is known of the facts of a ledger; the last large ledgers are remembered."""
    for known in _recent:
        if known.ledger is ledger:
            return known
    known = KnownFacts(ledger)
    if len(ledger.entries) >= _MANY:
        _recent.append(known)
        del _recent[:-_KEPT]
    return known
