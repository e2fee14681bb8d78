"""What one comparison reports, before it has an address and a message."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One difference between a required quantity and its carrier.

    Attributes:
        kind: a kind of violation.
        facts: the words of the facts.
        prose: the words of the prose.
        hint: a whole Chinese clause that replaces the usual message, or empty.
    """

    kind: str
    facts: str = ""
    prose: str = ""
    hint: str = ""
