"""Pairs → faithful variants: the same facts said in ways that must never be flagged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from draft.evals.cases import Pair
from draft.evals.vary_layout import ARRANGEMENTS
from draft.evals.vary_numbers import NUMBER_REWRITINGS
from draft.evals.vary_words import WORD_REWRITINGS

REWRITINGS = (*NUMBER_REWRITINGS, *WORD_REWRITINGS)


@dataclass(frozen=True, slots=True)
class Variant:
    """A faithful text.

    Attributes:
        rewriting: names of what was done to the pair, joined by +.
    """

    pair: Pair
    rewriting: str

    @property
    def sentences(self) -> int:
        """How many sentences the text has."""
        return sum(1 for part in re.split("[。！？\n]", self.pair.prose) if part.strip("# "))


def vary_all(pairs: Sequence[Pair], seed: int, per_pair: int) -> list[Variant]:
    """Return the pairs themselves and up to `per_pair` variants of each, half of them doubly rewritten."""
    variants: list[Variant] = []
    for pair in pairs:
        random = Random(f"{seed}:{pair.id}:variants")  # noqa: S311  repeatable cases, not secrets
        ways = list(_ways(pair, random))
        chosen = random.sample(ways, min(per_pair, len(ways)))
        variants += [Variant(pair, "as written"), *chosen]
    return variants


def _ways(pair: Pair, random: Random) -> Iterator[Variant]:
    for rewriting in (*REWRITINGS, *ARRANGEMENTS):
        rewritten = rewriting(pair, random)
        if rewritten.prose == pair.prose:
            continue
        yield Variant(rewritten, rewriting.__name__)
        if rewriting in REWRITINGS:
            arrangement = random.choice(ARRANGEMENTS)
            both = arrangement(rewritten, random)
            if both.prose != rewritten.prose:
                yield Variant(both, f"{rewriting.__name__}+{arrangement.__name__}")
