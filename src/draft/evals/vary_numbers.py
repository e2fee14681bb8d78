"""Faithful rewritings of numbers and units: the same value in other characters (fidelity.md E0)."""

import re
from random import Random

from draft.evals.cases import GoldLink, Pair
from draft.evals.mutants import take_apart
from draft.evals.rewriting import Rewriting, each_link
from draft.evals.spelling import full_width, grouped, in_chinese, percent_in_chinese, plain, year_in_chinese

_LARGE, _SMALL = 10_000, 100


def full_width_digits(pair: Pair, _random: Random) -> Pair:
    """1505人 → １５０５人."""
    return each_link(pair, lambda text, _: text if re.match("[A-Z]", text) else full_width(text))


def thousands_separated(pair: Pair, _random: Random) -> Pair:
    """86420人 → 86,420人."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        return text.replace(written.digits, grouped(written.digits)) if written else text

    return each_link(pair, rewrite)


def spaced_digits(pair: Pair, _random: Random) -> Pair:
    """招聘192人 → 招聘 192 人."""
    return each_link(pair, lambda text, _: re.sub("(?<![-A-Z0-9.])([0-9.]+)", r" \1 ", text))


def other_magnitude(pair: Pair, _random: Random) -> Pair:
    """286.4万人次 → 2864000人次, 86420人 → 8.642万人, 3260万元 → 0.326亿元."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        if not written or written.unit[:1] in ("", "%", "‰", "余", "/") or written.unit.startswith("多"):
            return text
        if written.magnitude == "万":
            return f"{written.before}{plain(written.value)}{written.unit}"
        if not written.magnitude and written.value >= _LARGE:
            return f"{written.before}{plain(written.value / _LARGE)}万{written.unit}"
        return text

    return each_link(pair, rewrite)


def small_numbers_in_chinese(pair: Pair, _random: Random) -> Pair:
    """6所 → 六所, 2座 → 两座."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        if (
            not written
            or "." in written.digits
            or written.magnitude
            or written.unit[:1] in ("%", "‰", "/", "", "余")
        ):
            return text
        value = int(written.digits)
        word = "两" if value == 2 else in_chinese(value)  # noqa: PLR2004
        return written.before + word + written.unit if value < _SMALL else text

    return each_link(pair, rewrite)


def numbers_in_chinese(pair: Pair, _random: Random) -> Pair:
    """1505人 → 一千五百零五人, 2.5万亩 stays."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        if (
            not written
            or "." in written.digits
            or written.unit[:1] in ("%", "‰", "/", "", "余")
            or written.before
        ):
            return text
        if written.magnitude and int(written.digits) >= _LARGE:
            return text  # nobody writes 十一万四千万元
        return in_chinese(int(written.digits)) + written.magnitude + written.unit

    return each_link(pair, rewrite)


def percent_spelt_out(pair: Pair, _random: Random) -> Pair:
    """71.4% → 百分之七十一点四."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        if not written or not written.unit.startswith("%"):
            return text
        return written.before + percent_in_chinese(written.digits) + written.unit[1:]

    return each_link(pair, rewrite)


def years_in_chinese(pair: Pair, _random: Random) -> Pair:
    """2024年 → 二〇二四年."""
    return each_link(pair, lambda text, _: re.sub("20[0-9]{2}(?=年)", lambda m: year_in_chinese(m[0]), text))


def trailing_zeros(pair: Pair, _random: Random) -> Pair:
    """12.3% → 12.30%: a note, never a violation."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        exact = written and "." in written.digits
        return text.replace(written.digits, written.digits + "0") if written and exact else text

    return each_link(pair, rewrite)


_UNIT_NAMES = (
    ("公里$", "千米"),
    ("(?<=[0-9])人$", "名"),
    ("(?<=[0-9])名$", "人"),
    ("平方米$", "㎡"),
    ("平方公里$", "平方千米"),
)


def other_unit_names(pair: Pair, _random: Random) -> Pair:
    """1505人 → 1505名, 126公里 → 126千米."""

    def rewrite(text: str, link: GoldLink) -> str:
        followed = pair.prose[link.end : link.end + 1] not in tuple("，。；、：")
        for old, new in _UNIT_NAMES:
            if re.search(old, text) and not (followed and "名$" in old):
                return re.sub(old, new, text)
        return text

    return each_link(pair, rewrite)


def in_bold(pair: Pair, _random: Random) -> Pair:
    """1505人 → **1505人**."""
    return each_link(pair, lambda text, _: f"**{text}**")


NUMBER_REWRITINGS: tuple[Rewriting, ...] = (
    full_width_digits,
    thousands_separated,
    spaced_digits,
    other_magnitude,
    small_numbers_in_chinese,
    numbers_in_chinese,
    percent_spelt_out,
    years_in_chinese,
    trailing_zeros,
    other_unit_names,
    in_bold,
)
