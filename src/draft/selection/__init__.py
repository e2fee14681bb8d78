"""Which style examples to show for a section, why, within which budget, and with which numbers."""

from draft.selection.domains import DOMAINS, Domain, guess_domain
from draft.selection.rank import EXPANSION, Choice, Ranked, Selector, Wanted, measure_density
from draft.selection.tokens import estimate_tokens
from draft.selection.variation import Variation, Variations, pick_variation, vary_numbers

__all__ = [
    "DOMAINS",
    "EXPANSION",
    "Choice",
    "Domain",
    "Ranked",
    "Selector",
    "Variation",
    "Variations",
    "Wanted",
    "estimate_tokens",
    "guess_domain",
    "measure_density",
    "pick_variation",
    "vary_numbers",
]
