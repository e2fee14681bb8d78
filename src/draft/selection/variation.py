"""A style example → the same example with other digits, consistently in facts and prose.

Why varied and not masked: a mask teaches small models to write masks; plain digits are what they must copy.
Every changed number keeps its first digit, its length and its zeros, so magnitudes stay credible. Shifting
the other digits by one step keeps equal numbers equal, 182400 beside 18.24万 too. The step is chosen so that
no changed number occurs in the facts to be written (a bled number is always visible) and what rose rises.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from draft.document import StyleExample
from draft.numbers import Quantity, find_quantities, write_value

_CHANGED = frozenset({"count", "money", "percent", "percentage_point"})
_KEPT_UNITS = frozenset(
    {"岁", "周岁", "年", "月", "天", "日", "小时", "分钟", "周", "个月"}
)  # attributes, not results
_DIGIT = re.compile(r"[1-9]")
_STEPS = 9


@dataclass(frozen=True, slots=True)
class Variation:
    """An example as it may be shown.

    Attributes:
        values: of the numbers that a variation changes, as `numbers.write_value` spells them.
    """

    example: StyleExample
    values: frozenset[str]


def vary_numbers(example: StyleExample, avoid: Collection[str] = ()) -> StyleExample | None:
    """Return the example with varied numbers; None when no variation is possible and its own numbers collide.

    Args:
        avoid: values, as `numbers.write_value` spells them, that no changed number may take.
    """
    return pick_variation(find_variations(example), avoid)


def pick_variation(variations: Sequence[Variation], avoid: Collection[str]) -> StyleExample | None:
    """Return the first variation without a value to avoid, or None."""
    unwanted = frozenset(avoid)
    return next((v.example for v in variations if not v.values & unwanted), None)


def find_variations(example: StyleExample) -> tuple[Variation, ...]:
    """Return the ways to show the example, best first: those where what rose still rises; itself last."""
    first = int.from_bytes(sha256(example.name.encode()).digest()[:4], "big")
    steps = [(first + turn) % (_STEPS - 1) + 1 for turn in range(_STEPS - 1)]
    pattern = _pattern(example)
    varied = [found for step in steps if _pattern(found := _shift(example, step)) == pattern]
    varied.sort(key=lambda found: not _keeps_order(example, found))
    return tuple(Variation(found, frozenset(_values(found))) for found in [*varied, example])


def _shift(example: StyleExample, step: int) -> StyleExample:
    return replace(
        example,
        facts=tuple(_shift_text(fact, step) for fact in example.facts),
        prose=_shift_text(example.prose, step),
    )


def _shift_text(text: str, step: int) -> str:
    pieces, done = [], 0
    for quantity in find_quantities(text):
        if _is_changed(quantity):
            pieces += [text[done : quantity.start], _shift_digits(quantity.text, step)]
            done = quantity.end
    return "".join([*pieces, text[done:]])


def _shift_digits(text: str, step: int) -> str:
    """Return `text` with every digit 1–9 but the first moved by `step` within 1–9."""
    head = _DIGIT.search(text)
    if head is None:
        return text
    tail = _DIGIT.sub(lambda m: str((int(m.group()) - 1 + step) % _STEPS + 1), text[head.end() :])
    return text[: head.end()] + tail


def _is_changed(quantity: Quantity) -> bool:
    return (
        quantity.kind in _CHANGED
        and quantity.unit not in _KEPT_UNITS
        and quantity.value_hi is None
        and len(_DIGIT.findall(quantity.text)) > 1
    )


def _values(example: StyleExample) -> set[str]:
    """Return the values of the numbers that a variation changes."""
    texts = (*example.facts, example.prose)
    return {write_value(q.value) or "" for text in texts for q in find_quantities(text) if _is_changed(q)}


def _pattern(example: StyleExample) -> list[int]:
    """Return, for each quantity of facts and prose, the place of the first one with its value and unit.

    Equal patterns before and after mean: the prose is as true to its facts as it was.
    """
    found = [q for text in (*example.facts, example.prose) for q in find_quantities(text)]
    first: dict[tuple[str | None, str | None, str], int] = {}
    return [first.setdefault((write_value(q.value), q.unit, q.kind), i) for i, q in enumerate(found)]


def _keeps_order(before: StyleExample, after: StyleExample) -> bool:
    """Return whether the numbers of one unit within each fact stand in the same order as before."""
    return all(_order(old) == _order(new) for old, new in zip(before.facts, after.facts, strict=True))


def _order(fact: str) -> list[tuple[int, int, bool]]:
    found = [q for q in find_quantities(fact) if _is_changed(q)]
    return [
        (i, j, str(a.value) != str(b.value) and a.value < b.value)  # type: ignore[operator]
        for i, a in enumerate(found)
        for j, b in enumerate(found)
        if i < j and a.unit == b.unit and a.kind == b.kind
    ]
