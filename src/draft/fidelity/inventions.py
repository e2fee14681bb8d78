"""What a written quantity that carries no required one is: licensed, derived, bleed, vague or invented."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from draft.fidelity.equivalence import Key, dates_agree, key_of, scalar, year_of
from draft.fidelity.ledger import Ledger, read_quantities
from draft.fidelity.mentions import Mention
from draft.numbers import Quantity, find_quantities
from draft.numbers.patterns import Pattern

_MASKED_YEAR = Pattern(r"[0-9XxＸｘ×]{2}[XxＸｘ×]{2}年")
_HALF = Fraction(1, 2)
_YEAR_LENGTH = 4
_VAGUE = frozenset({"几", "数", "若干", "上", "余", "多"})
_NAMED = frozenset({"date", "time", "identifier"})
_ARTICLES = frozenset("一")


class Derived(NamedTuple):
    """An arithmetic origin of a quantity: what was computed, and the exact result."""

    text: str
    right: bool


class Licence:
    """Answers what licenses a number besides the required quantities."""

    def __init__(self, ledger: Ledger, required: Sequence[Mention]) -> None:
        """Take the facts' ledger; title and headings are read when a number needs them."""
        self._ledger, self._required = ledger, required

    @cached_property
    def _own(self) -> list[Quantity]:
        """The quantities of metadata and headings."""
        data = self._ledger.metadata
        texts = [data.title, data.issuer, data.recipient, data.period, data.date]
        texts += [group.heading for group in self._ledger.groups]
        return [quantity for text in texts if text for quantity in read_quantities(text)]

    @cached_property
    def _masked(self) -> str:
        """20XX年上半年: the year is a mask, the half is not."""
        data = self._ledger.metadata
        return "\n".join(text for text in (data.title, data.period) if _MASKED_YEAR.search(text))

    @cached_property
    def _keys(self) -> set[Key]:
        return {key_of(quantity) for quantity in self._own}

    @cached_property
    def _periods(self) -> set[str]:
        return {str(key.value) for key in self._keys if key.dimension == "date"}

    @cached_property
    def _known(self) -> list[Quantity]:
        return [mention.quantity for mention in self._required] + self._own

    @cached_property
    def _years(self) -> set[str]:
        return {year for quantity in self._known if (year := year_of(quantity))}

    @cached_property
    def _dates(self) -> set[str]:
        dates = (key_of(quantity) for quantity in self._known)
        return {str(key.value) for key in dates if key.dimension == "date"}

    def allows(self, quantity: Quantity) -> bool:
        """Return whether title, period, date, issuer or a heading states the quantity, or it is none."""
        if key_of(quantity) in self._keys or _is_article(quantity):
            return True
        if quantity.kind in ("date", "range") and quantity.text in self._masked:
            return True
        if key_of(quantity).dimension == "date":
            return self._allows_date(quantity)
        return False

    def _allows_date(self, quantity: Quantity) -> bool:
        said = str(key_of(quantity).value)
        if len(said) == _YEAR_LENGTH and said in self._years:
            return True
        return any(_within(said, known) for known in self._dates)

    def allows_period(self, quantity: Quantity) -> bool:
        """Return whether a date says no more than the document's own period or date."""
        said = str(key_of(quantity).value)
        return any(_within(said, own) for own in self._periods)


def is_bleed(quantity: Quantity, examples: Sequence[str]) -> bool:
    """Return whether the quantity occurs in a style example."""
    return any(key_of(quantity) in _keys_of(text) for text in examples)


@lru_cache(maxsize=64)
def _keys_of(example: str) -> frozenset[Key]:
    """Return what a style example states; the same few are shown for many sections."""
    return frozenset(key_of(quantity) for quantity in find_quantities(example))


def _within(said: str, known: str) -> bool:
    """Return whether a date is another one, less exactly (2023-12 of 2023-12-10)."""
    if dates_agree(said, known):
        return True
    if said.startswith("--"):
        return known.lstrip("-").startswith(said.lstrip("-"))
    return known.startswith(said)


def _is_article(quantity: Quantity) -> bool:
    """一个, 一批: an article rather than a count."""
    return quantity.kind == "count" and quantity.text[:1] in _ARTICLES and quantity.value == 1


def is_vague(quantity: Quantity) -> bool:
    """Return whether the quantity has no exact value (数十家, 上百, 十余)."""
    if quantity.kind in _NAMED:
        return False
    in_hanzi = not any(character.isdigit() and character.isascii() for character in quantity.text)
    return quantity.value is None or "番" in quantity.text or (in_hanzi and quantity.qualifier in _VAGUE)


def explain_derived(written: Quantity, near: Iterable[Quantity]) -> Derived | None:
    """Return how the written quantity follows from quantities of the facts beside it, None if it does not."""
    target = scalar(written)
    if isinstance(written.value, tuple) and len(written.value) == len(("a", "b")) and written.value[1]:
        target = Fraction(written.value[0]) / Fraction(written.value[1])
    if not target:
        return None
    parts = [(quantity, value) for quantity in near if (value := scalar(quantity)) is not None and value > 0][
        :24
    ]
    if written.unit == "%":
        return _as_rate(target, parts)
    dimension = key_of(written).dimension
    if dimension == "百分点":
        dimension = "%"
    same = [(quantity, value) for quantity, value in parts if key_of(quantity).dimension == dimension]
    return _as_sum(target, same) or _as_quotient(target, parts)


def _as_sum(target: Fraction, parts: Sequence[tuple[Quantity, Fraction]]) -> Derived | None:
    if len(parts) > 1 and sum(value for _, value in parts) == target:
        return Derived("＋".join(quantity.text for quantity, _ in parts), right=True)
    for start in range(len(parts)):
        total = Fraction(0)
        for end in range(start, len(parts)):
            total += parts[end][1]
            if end > start and total == target:
                return Derived("＋".join(quantity.text for quantity, _ in parts[start : end + 1]), right=True)
    for (one, left), (other, right) in zip(parts, parts[2:], strict=False):
        # 来11人（其中处级2人），去9人: what stands between is a part of the first.
        if left + right == target:
            return Derived(f"{one.text}＋{other.text}", right=True)
    for i, (one, left) in enumerate(parts):
        for other, right in parts[i + 1 :]:
            if abs(left - right) == target:
                big, small = (one, other) if left > right else (other, one)
                return Derived(f"{big.text}－{small.text}", right=True)
    return None


def _as_quotient(target: Fraction, parts: Sequence[tuple[Quantity, Fraction]]) -> Derived | None:
    """2400万元 for 60公里 is 40万元 each; 3200 to 800 is 4:1."""
    raw = [
        (quantity, Fraction(quantity.value)) for quantity, _ in parts if isinstance(quantity.value, Decimal)
    ]
    for one, left in raw:
        for other, right in raw:
            if other.kind == "money" and one.kind != "money":
                continue  # nobody divides people by money
            if one is not other and target not in (left, right) and right != 1 and left == target * right:
                return Derived(f"{one.text}÷{other.text}", right=True)
    return None


def _as_rate(target: Fraction, parts: Sequence[tuple[Quantity, Fraction]]) -> Derived | None:
    counts = [(quantity, value) for quantity, value in parts if quantity.unit != "%"]
    rates = [value for quantity, value in parts if quantity.unit == "%"]
    for index, (one, left) in enumerate(counts):
        for other, right in counts[index + 1 :]:
            if key_of(one).dimension != key_of(other).dimension:
                continue
            for text, exact in _rates(one, left, other, right):
                if _printed_as(exact, target):
                    return Derived(text, right=True)
    if any(target == 100 - rate for rate in rates):
        return Derived("100%减去已有比例", right=True)
    return None


def _rates(one: Quantity, left: Fraction, other: Quantity, right: Fraction) -> Iterable[tuple[str, Fraction]]:
    big, small = (left, right) if left >= right else (right, left)
    words = (one.text, other.text) if left >= right else (other.text, one.text)
    yield f"{words[1]}÷{words[0]}", small / big * 100
    yield f"（{words[0]}－{words[1]}）÷{words[1]}", (big - small) / small * 100
    yield f"（{words[0]}－{words[1]}）÷{words[0]}", (big - small) / big * 100


def _printed_as(exact: Fraction, printed: Fraction) -> bool:
    """Return whether `exact` rounds to the printed rate at its own number of decimals."""
    for decimals in range(5):
        scale = 10**decimals
        if (printed * scale).denominator == 1:
            return bool(abs(exact - printed) <= _HALF / scale)
    return False
