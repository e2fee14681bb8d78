"""A quantity told in its fact's own words: sentence, clause, own words and reading all the same.

What only sets the words of one side against those of the other has nothing to say of such a pair. The rules
that find something in one text alone (a verb both negated and not) are asked all the same.
"""

from draft.fidelity.mentions import Mention

_END = "。"


def is_verbatim(required: Mention, written: Mention) -> bool:
    """Return whether the carrier stands in a sentence that is the fact, read in the very same way."""
    fact = required.source
    start, end = written.sentence
    if required.sentence != (0, len(fact)) or not written.source.startswith(fact, start):
        return False
    rest = written.source[start + len(fact) : end]
    if rest != _END and (rest or fact[-1:] != _END):
        return False
    return _same_reading(required, written) and _same_place(required, written, start)


def _same_reading(required: Mention, written: Mention) -> bool:
    """Return whether both quantities say the same in all but their place; an item of a list says more."""
    left, right = required.quantity, written.quantity
    return (
        left.text == right.text
        and left.kind == right.kind
        and left.unit == right.unit
        and left.qualifier == right.qualifier
        and left.direction == right.direction
        and left.norm == right.norm
        and left.value == right.value
        and left.value_hi == right.value_hi
        and not (required.item or written.item)
        and required.shared == written.shared
    )


def _same_place(required: Mention, written: Mention, shift: int) -> bool:
    """Return whether the words around both begin and end alike."""
    return (
        required.quantity.start + shift == written.quantity.start
        and required.head[0] + shift == written.head[0]
        and required.tail[1] + shift == written.tail[1]
        and required.clause[0] + shift == written.clause[0]
        and required.clause[1] + shift == written.clause[1]
    )
