"""A fact that goes on with the one before → both read as one: 体检预约39229人 / 完成26071人，完成率66.64%.

Linked are facts that begin with 其中, or with a later stage or a rate of what the fact before names.
"""

import re
from collections.abc import Iterator, Sequence

from draft.fidelity.consistency import words
from draft.fidelity.consistency.terms import Reading, read_fact
from draft.fidelity.ledger import Entry
from draft.numbers import find_quantities
from draft.numbers.patterns import Pattern

_LATER = sorted(
    {late for chain, _ in words.STAGES for late in chain[1:]} | set(words.DONE) | set(words.PENDING),
    key=len,
    reverse=True,
)
_GOES_ON = Pattern(
    rf"^(?:已|目前|其中|实际|全部|已经|共|正在|尚有)*(?:{'|'.join(map(re.escape, _LATER))}|实际)"
)
_RATE = Pattern(r"^[一-鿿]{1,4}率(?:达到|达|为|是)?$")
_AMONG = "其中"
_LONGEST = 3
"""Facts read as one at most."""


def link_facts(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Yield the first reading of each chain and the reading of the whole chain."""
    chain: list[Reading] = []
    for reading in readings:
        if chain and len(chain) < _LONGEST and _goes_on(chain[-1], reading):
            chain.append(reading)
            yield chain[0], _read_together(chain)
        else:
            chain = [reading]


def _goes_on(before: Reading, reading: Reading) -> bool:
    if before.place.section != reading.place.section or not before.terms or not reading.terms:
        return False
    first = reading.terms[0]
    if first.clause or first.unit is None:
        return False
    if reading.text.startswith(_AMONG) or _RATE.match(first.head):
        return True
    started = _GOES_ON.match(first.head)
    rest = first.head[started.end() :] if started else first.head
    return bool(started) and (not rest or rest in before.text)


def _read_together(chain: Sequence[Reading]) -> Reading:
    entry = chain[-1].entry
    text = "，".join(reading.text.rstrip("。；，;,") for reading in chain)
    return read_fact(Entry(entry.section, entry.fact, text, entry.status, find_quantities(text)))
