"""Mutators that change a written number, its unit or its bounds."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from draft.evals import contrasts
from draft.evals.cases import Pair
from draft.evals.mutants import Edit, Mutator, Written, is_taken, plain_quantities
from draft.evals.spelling import in_chinese, plain

_LARGE = 10_000


def _new_digits(kind: str, pair: Pair, candidates: Iterable[tuple[Written, str]]) -> Iterator[Edit]:
    for written, digits in candidates:
        if digits and digits != written.digits and not is_taken(pair, digits):
            yield Edit(kind, ((*written.number_span, digits),), frozenset({written.link.fact}))


def _whole(kind: str, written: Written, text: str) -> Edit:
    return Edit(kind, ((written.link.start, written.link.end, text),), frozenset({written.link.fact}))


def change_digit(pair: Pair, random: Random) -> Iterator[Edit]:
    """1505 → 1705."""
    yield from _new_digits(
        "value", pair, ((w, _other_digit(w.digits, random)) for w in plain_quantities(pair))
    )


def _other_digit(digits: str, random: Random) -> str:
    at = random.choice([i for i, character in enumerate(digits) if character != "."])
    return digits[:at] + random.choice([d for d in "123456789" if d != digits[at]]) + digits[at + 1 :]


def transpose_digits(pair: Pair, _random: Random) -> Iterator[Edit]:
    """1505 → 1550: the last two digits that differ change places."""
    yield from _new_digits("value", pair, ((w, _transposed(w.digits)) for w in plain_quantities(pair)))


def _transposed(digits: str) -> str:
    for at in range(len(digits) - 1, 0, -1):
        left, right = digits[at - 1], digits[at]
        if left != right and "." not in left + right and not (at == 1 and right == "0"):
            return digits[: at - 1] + right + left + digits[at + 1 :]
    return ""


def drop_digit(pair: Pair, _random: Random) -> Iterator[Edit]:
    """1505 → 105; losing the last nought of 100 stays out, that is a magnitude."""
    long = (w for w in plain_quantities(pair) if "." not in w.digits and len(w.digits) > 2)  # noqa: PLR2004
    shorter = ((w, w.digits[:1] + w.digits[2:]) for w in long)
    yield from _new_digits("value", pair, ((w, digits) for w, digits in shorter if digits + "0" != w.digits))


def add_digit(pair: Pair, random: Random) -> Iterator[Edit]:
    """71.4 → 711.4 and 192 → 1392: a digit slips in behind the first."""
    known = plain_quantities(pair)
    yield from _new_digits(
        "value",
        pair,
        ((w, w.digits[:1] + random.choice("13579") + w.digits[1:]) for w in known if w.unit != "%"),
    )


def shift_point(pair: Pair, _random: Random) -> Iterator[Edit]:
    """286.4 → 28.64, 1860 → 18600."""
    for written in plain_quantities(pair):
        shifted = Decimal(written.digits) / 10 if "." in written.digits else Decimal(written.digits) * 10
        yield from _new_digits("magnitude", pair, [(written, plain(shifted))])


def exchange_magnitudes(pair: Pair, _random: Random) -> Iterator[Edit]:
    """3.2亿元 → 3.2万元 and back."""
    for written in plain_quantities(pair):
        if written.magnitude:
            other = {"万": "亿", "亿": "万"}[written.magnitude]
            yield _whole("magnitude", written, written.before + written.digits + other + written.unit)


def drop_magnitude(pair: Pair, _random: Random) -> Iterator[Edit]:
    """3260万元 → 3260元."""
    for written in plain_quantities(pair):
        if written.magnitude and "." not in written.digits:
            yield _whole("magnitude", written, written.before + written.digits + written.unit)


def convert_wrongly(pair: Pair, _random: Random) -> Iterator[Edit]:
    """566240人 → 5.6624万人, 1.24万户 → 1240户."""
    for written in plain_quantities(pair):
        if not written.magnitude and written.value >= _LARGE and "." not in written.digits:
            text = f"{written.before}{plain(written.value / 100_000)}万{written.unit}"
            yield _whole("magnitude", written, text)
        elif written.magnitude == "万" and "." in written.digits:
            yield _whole("magnitude", written, f"{written.before}{plain(written.value / 10)}{written.unit}")


def exchange_units(pair: Pair, _random: Random) -> Iterator[Edit]:
    """人次 → 人, 亩 → 公顷."""
    for written in plain_quantities(pair):
        rest = written.magnitude + written.unit
        for old, new in contrasts.UNITS:
            if old in (written.measure, written.measure.lstrip("万亿")):
                yield _whole("unit", written, written.before + written.digits + rest.replace(old, new, 1))
                break


def points_as_percent(pair: Pair, _random: Random) -> Iterator[Edit]:
    """提高2.8个百分点 → 提高2.8%."""
    for written in plain_quantities(pair):
        if written.unit == "个百分点":
            yield _whole("percent_point", written, written.digits + "%")


def percent_as_points(pair: Pair, _random: Random) -> Iterator[Edit]:
    """增长6.3% → 增长6.3个百分点."""
    for written in plain_quantities(pair):
        before = pair.prose[max(0, written.link.start - 3) : written.link.start]
        if written.unit == "%" and re.search("增长|下降|提高|降低|减少|上涨|上升", before):
            yield _whole("percent_point", written, written.digits + "个百分点")


def percent_as_per_mille(pair: Pair, _random: Random) -> Iterator[Edit]:
    """71.4% → 71.4‰ and 2.3‰ → 2.3%."""
    for written in plain_quantities(pair):
        sign = written.unit[:1]
        if sign in ("%", "‰"):
            other = written.unit.replace(sign, {"%": "‰", "‰": "%"}[sign])
            yield _whole("percent_point", written, written.before + written.digits + other)


def round_off(pair: Pair, _random: Random) -> Iterator[Edit]:
    """566240人 → 56.6万人, 71.4% → 71%."""
    for written in plain_quantities(pair):
        text = _rounded(written)
        if text and not is_taken(pair, text):
            yield _whole("rounding", written, written.before + text + written.unit)


def round_with_hedge(pair: Pair, _random: Random) -> Iterator[Edit]:
    """566240人 → 约56.6万人."""
    for written in plain_quantities(pair):
        text = _rounded(written)
        if text and not written.before and written.unit[:1] not in ("%", "余"):
            yield _whole("rounding", written, f"约{text}{written.unit}")


def _rounded(written: Written) -> str:
    value = Decimal(written.digits)
    if "." in written.digits and value > 10:  # noqa: PLR2004  below, one digit would be left
        return plain(value.quantize(Decimal(1), ROUND_HALF_UP)) + written.magnitude
    if not written.magnitude and written.value >= _LARGE and written.value % 1000:
        return plain((written.value / _LARGE).quantize(Decimal("0.1"), ROUND_DOWN)) + "万"
    if written.magnitude and value > 1000 and value % 100:  # noqa: PLR2004  3260万元 → 3200万元
        return plain(value // 100 * 100) + written.magnitude
    return ""


def write_wrong_numeral(pair: Pair, random: Random) -> Iterator[Edit]:
    """12家 → 二十家: written out in Chinese, and wrong."""
    for written in plain_quantities(pair):
        if "." in written.digits or written.magnitude or written.before or written.unit[:1] in "%‰-余":
            continue
        wrong = _wrong(int(written.digits), random)
        if not is_taken(pair, str(wrong)):
            yield _whole("numeral", written, in_chinese(wrong) + written.unit)


def _wrong(value: int, random: Random) -> int:
    turned = int(str(value)[::-1]) if value % 10 else value
    return turned if turned != value and random.random() < 0.5 else value + random.choice((1, 2, 10))  # noqa: PLR2004


def drop_qualifier(pair: Pair, _random: Random) -> Iterator[Edit]:
    """近30万人 → 30万人."""
    for start, end, fact in _qualifiers(pair):
        yield Edit("qualifier", ((start, end, ""),), frozenset({fact}))


def reverse_qualifier(pair: Pair, _random: Random) -> Iterator[Edit]:
    """近30万人 → 超30万人, 75%以上 → 75%以下."""
    for start, end, fact in _qualifiers(pair):
        word = pair.prose[start:end]
        for old, new in (*contrasts.QUALIFIERS_REVERSED, *contrasts.QUALIFIERS_AFTER):
            if word == old:
                yield Edit("qualifier", ((start, end, new),), frozenset({fact}))
                break


def add_qualifier(pair: Pair, random: Random) -> Iterator[Edit]:
    """30万人 → 近30万人."""
    marked = {fact_at for fact_at, _, _ in _qualifiers(pair)}
    for written in plain_quantities(pair):
        near = range(written.link.start - 4, written.link.end + 1)
        if not marked.intersection(near) and not written.before:
            word = random.choice(contrasts.QUALIFIERS_ADDED)
            yield Edit(
                "qualifier", ((written.link.start, written.link.start, word),), frozenset({written.link.fact})
            )


_BEFORE = re.compile("(?:不少于|不低于|不超过|至少|不足|将近|接近|近|超过|超|逾|大约|约|突破)$")
_AFTER = re.compile("(?:及以上|及以下|以上|以下|以内|左右|余)")


def _qualifiers(pair: Pair) -> Iterator[tuple[int, int, int]]:
    for link in pair.links:
        text = pair.written(link)
        digits = re.search("[0-9]|(?<![一二两三四五六七八九十百千])[一二两三四五六七八九十百千]++成", text)
        number_at = link.start + (digits.start() if digits else 0)
        before = _BEFORE.search(pair.prose, max(0, number_at - 4), number_at)
        if before:
            yield before.start(), before.end(), link.fact
        after = _AFTER.search(pair.prose, link.start, link.end)
        if after:
            yield after.start(), after.end(), link.fact


NUMBER_MUTATORS: tuple[Mutator, ...] = (
    change_digit,
    transpose_digits,
    drop_digit,
    add_digit,
    shift_point,
    exchange_magnitudes,
    drop_magnitude,
    convert_wrongly,
    exchange_units,
    points_as_percent,
    percent_as_points,
    percent_as_per_mille,
    round_off,
    round_with_hedge,
    write_wrong_numeral,
    drop_qualifier,
    reverse_qualifier,
    add_qualifier,
)
