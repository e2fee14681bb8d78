"""Which style examples to show for a section, why, within which budget, and with which numbers."""

from draft.selection.domains import DOMAINS, Domain, guess_domain
from draft.selection.rank import Choice, Ranked, Selector, Wanted, measure_density
from draft.selection.tokens import estimate_tokens
from draft.selection.variation import Variation, find_variations, pick_variation, vary_numbers

__all__ = [
    "DOMAINS",
    "Choice",
    "Domain",
    "Ranked",
    "Selector",
    "Variation",
    "Wanted",
    "estimate_tokens",
    "find_variations",
    "guess_domain",
    "measure_density",
    "pick_variation",
    "vary_numbers",
]
