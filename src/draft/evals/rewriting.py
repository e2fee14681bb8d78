"""What a faithful rewriting is, and how changes are made at every link or word of a pair."""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from draft.evals.cases import Change, GoldLink, Pair, apply_changes

Rewriting = Callable[[Pair, Random], Pair]
"""Pair → the same facts said otherwise; the pair itself where there is nothing to rewrite."""


def each_link(pair: Pair, rewrite: Callable[[str, GoldLink], str]) -> Pair:
    """Return the pair with each written quantity replaced by what `rewrite` makes of it."""
    changes: list[Change] = []
    for link in pair.links:
        text = pair.written(link)
        new = rewrite(text, link)
        if new != text:
            changes.append((link.start, link.end, new))
    return apply_changes(pair, changes)


def each_word(pair: Pair, table: Sequence[tuple[str, str]]) -> Pair:
    """Return the pair with each match of a first column replaced by the second."""
    changes = []
    for old, new in table:
        changes += [(m.start(), m.end(), new) for m in re.finditer(old, pair.prose)]
    return apply_changes(pair, _apart(changes))


def _apart(changes: list[Change]) -> Iterator[Change]:
    end = -1
    for change in sorted(changes):
        if change[0] >= end:
            yield change
            end = change[1]
