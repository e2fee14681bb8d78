"""Keys under which equal quantities meet, and the ways of saying the same with another number."""

from draft.fidelity.changes import change_of
from draft.fidelity.equivalence import Key, key_of, scalar
from draft.fidelity.mentions import Mention
from draft.numbers import Quantity

_YEAR, _WHOLE = 4, 100


def bucket(quantity: Quantity) -> Key:
    """Return the key under which equal quantities meet; dates meet with and without their year."""
    key = key_of(quantity)
    if key.dimension != "date":
        return key
    parts = [
        part[5:] if part[:4].isdigit() and len(part) > _YEAR else part.lstrip("-")
        for part in str(key.value).split("..")
    ]
    return Key("date", "..".join(parts))


def growth_factor(mention: Mention) -> object:
    """Return the factor by which something grew, where the text states one in 倍, 番 or %."""
    quantity = mention.quantity
    value = scalar(quantity)
    if value is None:
        return None
    change = change_of(mention)
    if "番" in quantity.text:
        return value
    if quantity.unit == "倍":
        return value + 1 if change.mode == "by" else value
    if quantity.unit == "%" and change.mode == "by" and change.direction == "up" and value >= _WHOLE:
        return 1 + value / 100
    return None


def significant(quantity: Quantity) -> str:
    """Return the digits as written, without zeros at either end."""
    return "".join(character for character in quantity.text if character.isdigit()).strip("0")


def owner_likeness(left: Mention, right: Mention) -> float:
    """Return the share of common features of the smaller of two owners."""
    a = {f for f, weight in left.features.items() if weight >= 1.0 and len(f) > 1}
    b = {f for f, weight in right.features.items() if weight >= 1.0 and len(f) > 1}
    return len(a & b) / max(1, min(len(a), len(b)))
