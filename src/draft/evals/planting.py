"""Pairs → mutants of every kind, deterministic given a seed."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from random import Random

from draft.evals.cases import Pair, apply_changes
from draft.evals.kinds import KINDS
from draft.evals.mutants import Edit, Mutant, Mutator, plain_quantities, plant
from draft.evals.plant_claims import CLAIM_MUTATORS
from draft.evals.plant_numbers import NUMBER_MUTATORS
from draft.evals.plant_words import WORD_MUTATORS

MUTATORS: tuple[Mutator, ...] = (*NUMBER_MUTATORS, *WORD_MUTATORS, *CLAIM_MUTATORS)
_PER_PAIR = 3
"""At most so many mutants of one mutator on one pair: variety before volume."""


def _random(seed: int, *words: str) -> Random:
    return Random(f"{seed}:{':'.join(words)}")  # noqa: S311  repeatable cases, not secrets


def plant_all(pairs: Sequence[Pair], seed: int, per_kind: int) -> list[Mutant]:
    """Return at most `per_kind` mutants of each kind, evenly drawn from all that can be planted."""
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in _every_mutant(pairs, seed):
        if mutant.prose != mutant.parent.prose:
            by_kind[mutant.kind].append(mutant)
    drawn = (_draw(by_kind[kind], per_kind) for kind in KINDS)
    return list(chain.from_iterable(drawn))


def _draw(mutants: list[Mutant], most: int) -> list[Mutant]:
    """Return `most` of them in an order that no case can choose: by the digest of what was done."""
    ranked = sorted(mutants, key=lambda m: zlib.crc32(f"{m.parent.id}{m.mutator}{m.edit}".encode()))
    return ranked[:most]


def _every_mutant(pairs: Sequence[Pair], seed: int) -> Iterator[Mutant]:
    for pair in pairs:
        for mutator in MUTATORS:
            name = mutator.__name__
            edits = list(mutator(pair, _random(seed, pair.id, name)))
            for edit in _sample(edits, _random(seed, pair.id, name, "sample")):
                yield plant(pair, edit, name)
        yield from _masked(pair, _random(seed, pair.id, "mask"))
    yield from _bled(pairs, seed)


def _sample(edits: list[Edit], random: Random) -> list[Edit]:
    return edits if len(edits) <= _PER_PAIR else random.sample(edits, _PER_PAIR)


def _masked(pair: Pair, random: Random) -> Iterator[Mutant]:
    """A number of fact and prose is masked (XX人), then the mask is filled or lost."""
    known = [w for w in plain_quantities(pair) if not w.before and w.unit and w.unit[:1] not in "%‰/"]
    known = [
        w
        for w in known
        if pair.facts[w.link.fact].count(w.digits) == 1 and w.link.required.startswith(w.digits)
    ]
    for written in random.sample(known, min(2, len(known))):
        facts = list(pair.facts)
        facts[written.link.fact] = facts[written.link.fact].replace(written.digits, "XX")
        masked = apply_changes(replace(pair, facts=tuple(facts)), [(*written.number_span, "XX")])
        masked = replace(masked, id=f"{pair.id}-masked")
        at, owner = written.number_span[0], frozenset({written.link.fact})
        if masked.prose.count("XX") == 1:
            fill = Edit("placeholder", ((at, at + 2, str(random.randint(21, 98))),), owner)
            yield plant(masked, fill, "fill_mask")
            yield plant(masked, Edit("placeholder", ((at, at + 2, "多"),), owner), "lose_mask")


def _bled(pairs: Sequence[Pair], seed: int) -> Iterator[Mutant]:
    """A clause of a style example, with its number, finds its way into the text."""
    for index, pair in enumerate(pairs):
        example = pairs[(index + 11) % len(pairs)]
        known = plain_quantities(example)
        written = _random(seed, pair.id, "bleed").choice(known)
        start, end = example.clause(written.link.start)
        if len(example.links_in((start, end))) == 1 and written.digits not in "".join(pair.facts):
            at = pair.prose.rfind("。")
            edit = Edit("example_bleed", ((at, at, "，" + example.prose[start:end]),))
            yield plant(pair, edit, "bleed_from_example", (example.prose,))
