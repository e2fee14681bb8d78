"""A style example → the same example with other digits, consistently in facts and prose.

Why varied and not masked: a mask teaches small models to write masks; plain digits are what they must copy.
Every changed number keeps its first digit, its length and its zeros, so magnitudes stay credible. Shifting
the other digits by one step keeps equal numbers equal, 182400 beside 18.24万 too. The step is chosen so that
no changed number occurs in the facts to be written (a bled number is always visible) and what rose rises.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
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
    return pick_variation(Variations(example), avoid)


def pick_variation(variations: Iterable[Variation], avoid: Collection[str]) -> StyleExample | None:
    """Return the first variation without a value to avoid, or None."""
    unwanted = frozenset(avoid)
    return next((v.example for v in variations if not v.values & unwanted), None)


class Variations:
    """The ways to show an example, best first: those where what rose still rises; itself last.

    Each is found when it is first asked for: mostly the first will do.
    """

    def __init__(self, example: StyleExample) -> None:
        self._found: list[Variation] = []
        self._more = _find_variations(example)

    def __iter__(self) -> Iterator[Variation]:
        """Yield them, those found before first."""
        place = 0
        while True:
            if place == len(self._found):
                following = next(self._more, None)
                if following is None:
                    return
                self._found.append(following)
            yield self._found[place]
            place += 1


def _find_variations(example: StyleExample) -> Iterator[Variation]:
    first = int.from_bytes(sha256(example.name.encode()).digest()[:4], "big")
    itself = _read(example)
    pattern, order = itself.pattern(), itself.order()
    turned: list[_Reading] = []
    for turn in range(_STEPS - 1):
        reading = _read(_shift(itself, (first + turn) % (_STEPS - 1) + 1))
        if reading.pattern() != pattern:
            continue
        if reading.order() == order:
            yield Variation(reading.example, reading.values())
        else:
            turned.append(reading)
    for reading in (*turned, itself):
        yield Variation(reading.example, reading.values())


@dataclass(frozen=True, slots=True)
class _Reading:
    """An example with the quantities of each fact and, last, of its prose; read once."""

    example: StyleExample
    found: tuple[tuple[Quantity, ...], ...]

    def values(self) -> frozenset[str]:
        """Return the values of the numbers that a variation changes."""
        return frozenset(write_value(q.value) or "" for text in self.found for q in text if _is_changed(q))

    def pattern(self) -> list[int]:
        """Return, for each quantity, the place of the first one with its value, unit and kind.

        Equal patterns before and after mean: the prose is as true to its facts as it was.
        """
        first: dict[tuple[str | None, str | None, str], int] = {}
        everything = [q for text in self.found for q in text]
        return [first.setdefault((write_value(q.value), q.unit, q.kind), i) for i, q in enumerate(everything)]

    def order(self) -> list[tuple[int, int, int, bool]]:
        """Return how the changed numbers of one unit stand to each other within each fact."""
        return [
            (place, i, j, _rises(a, b))
            for place, fact in enumerate(self.found[:-1])
            for i, a in enumerate(fact)
            for j, b in enumerate(fact)
            if i < j and a.unit == b.unit and a.kind == b.kind and _is_changed(a) and _is_changed(b)
        ]


def _rises(first: Quantity, second: Quantity) -> bool:
    low, high = first.value, second.value
    return isinstance(low, Decimal) and isinstance(high, Decimal) and low < high


def _read(example: StyleExample) -> _Reading:
    return _Reading(example, tuple(find_quantities(text) for text in (*example.facts, example.prose)))


def _shift(reading: _Reading, step: int) -> StyleExample:
    example = reading.example
    texts = [
        _shift_text(text, found, step)
        for text, found in zip((*example.facts, example.prose), reading.found, strict=True)
    ]
    return replace(example, facts=tuple(texts[:-1]), prose=texts[-1])


def _shift_text(text: str, found: Sequence[Quantity], step: int) -> str:
    pieces, done = [], 0
    for quantity in found:
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
        and isinstance(quantity.value, Decimal)
        and len(_DIGIT.findall(quantity.text)) > 1
    )
