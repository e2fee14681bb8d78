"""A model's name → which prompts suit it. Small models follow short prompts better than long ones."""

import re
from decimal import Decimal

_SIZE = re.compile(r"(?<![0-9.])(?:([0-9]+)x)?([0-9]+(?:\.[0-9]+)?)b(?![a-z])", re.IGNORECASE)
_SMALL = Decimal(
    8
)  # thousand million parameters; up to here example-led prompts lost numbers in published runs


def guess_variant(model: str) -> str:
    """Return ``short`` when the name states a size of at most 8b (qwen3:8b, Llama-3.2-3B), else ``full``."""
    match = _SIZE.search(model)
    if match is None:
        return "full"
    return "short" if Decimal(match.group(1) or 1) * Decimal(match.group(2)) <= _SMALL else "full"
