"""Pairs → faithful variants: the same facts said in ways that must never be flagged (fidelity.md E0, E1)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from draft.evals import contrasts
from draft.evals.cases import Change, GoldLink, Pair, apply_changes
from draft.evals.mutants import plain_quantities, take_apart
from draft.evals.spelling import full_width, grouped, in_chinese, percent_in_chinese, plain, year_in_chinese

Rewriting = Callable[[Pair, Random], Pair]
_LARGE, _SMALL = 10_000, 100


@dataclass(frozen=True, slots=True)
class Variant:
    """A faithful text.

    Attributes:
        rewriting: names of what was done to the pair, joined by +.
    """

    pair: Pair
    rewriting: str

    @property
    def sentences(self) -> int:
        """How many sentences the text has."""
        return sum(1 for part in re.split("[。！？\n]", self.pair.prose) if part.strip("# "))


def _each_link(pair: Pair, rewrite: Callable[[str, GoldLink], str]) -> Pair:
    changes: list[Change] = []
    for link in pair.links:
        text = pair.written(link)
        new = rewrite(text, link)
        if new != text:
            changes.append((link.start, link.end, new))
    return apply_changes(pair, changes)


def _each_word(pair: Pair, table: Sequence[tuple[str, str]]) -> Pair:
    changes = []
    for old, new in table:
        changes += [(m.start(), m.end(), new) for m in re.finditer(old, pair.prose)]
    return apply_changes(pair, _apart(changes))


def _apart(changes: list[Change]) -> Iterator[Change]:
    end = -1
    for change in sorted(changes):
        if change[0] >= end:
            yield change
            end = change[1]


def full_width_digits(pair: Pair, _random: Random) -> Pair:
    """1505人 → １５０５人."""
    return _each_link(pair, lambda text, _: text if re.match("[A-Z]", text) else full_width(text))


def thousands_separated(pair: Pair, _random: Random) -> Pair:
    """86420人 → 86,420人."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        return text.replace(written.digits, grouped(written.digits)) if written else text

    return _each_link(pair, rewrite)


def spaced_digits(pair: Pair, _random: Random) -> Pair:
    """招聘192人 → 招聘 192 人."""
    return _each_link(pair, lambda text, _: re.sub("(?<![-A-Z0-9.])([0-9.]+)", r" \1 ", text))


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

    return _each_link(pair, rewrite)


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

    return _each_link(pair, rewrite)


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

    return _each_link(pair, rewrite)


_VERB_AND_NOUN = re.compile(
    "(共有|新建|改造|建成|开展|举办|查处|招聘|组建|配备|储备|整治|淘汰|推广|培育|培训|新增|化解|发现|创建|治理)"
    "([\u4e00-\u9fff“”]{2,8})$"
)


def quantity_before_noun(pair: Pair, _random: Random) -> Pair:
    """开展应急演练3场 → 开展3场应急演练, 共有执业医师1505人 → 共有1505名执业医师."""
    changes: list[Change] = []
    for written in plain_quantities(pair):
        start = pair.clause(written.link.start)[0]
        found = _VERB_AND_NOUN.search(pair.prose, start, written.link.start)
        closed = pair.prose[written.link.end : written.link.end + 1] in tuple("，。；、")
        if found and closed and not written.before and written.unit in _CLASSIFIERS:
            classifier = {"人": "名"}.get(written.unit, written.unit)
            number = written.digits + written.magnitude + classifier
            changes.append((found.start(2), written.link.end, number + found[2]))
    return apply_changes(pair, changes)


_CLASSIFIERS = tuple("人名家所个处件起场期座条辆台支项栋")


def growth_as_rate(pair: Pair, _random: Random) -> Pair:
    """同比增长6.3% → 同比增幅为6.3%."""
    return _each_word(
        pair, (("(?<=同比)增长(?=[0-9.]+%)", "增幅为"), ("(?<=同比)下降(?=[0-9.]+%)", "降幅为"))
    )


def percent_spelt_out(pair: Pair, _random: Random) -> Pair:
    """71.4% → 百分之七十一点四."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        if not written or not written.unit.startswith("%"):
            return text
        return written.before + percent_in_chinese(written.digits) + written.unit[1:]

    return _each_link(pair, rewrite)


def years_in_chinese(pair: Pair, _random: Random) -> Pair:
    """2024年 → 二〇二四年."""
    return _each_link(pair, lambda text, _: re.sub("20[0-9]{2}(?=年)", lambda m: year_in_chinese(m[0]), text))


def trailing_zeros(pair: Pair, _random: Random) -> Pair:
    """12.3% → 12.30%: a note, never a violation."""

    def rewrite(text: str, link: GoldLink) -> str:
        written = take_apart(pair, link)
        exact = written and "." in written.digits
        return text.replace(written.digits, written.digits + "0") if written and exact else text

    return _each_link(pair, rewrite)


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

    return _each_link(pair, rewrite)


_QUALIFIER_NAMES = (
    ("将近", "接近"),
    ("(?<!将)(?<!接)(?<!最)近(?=[0-9])", "将近"),
    ("(?<!不)超过(?=[0-9])", "逾"),
    ("超(?=[0-9])", "超过"),
    ("逾(?=[0-9])", "超过"),
    ("约(?=[0-9])", "大约"),
    ("不少于", "不低于"),
    ("不低于", "至少"),
    ("至少", "不少于"),
)
_MOVEMENT_NAMES = (
    ("增长(?=[0-9.]+%)", "上升"),
    ("下降(?=[0-9.]+%)", "降低"),
    ("提高(?=[0-9.]+个百分点)", "上升"),
    ("降低(?=[0-9.]+%)", "下降"),
    ("降至", "降到"),
    ("提高到", "提高至"),
    ("分别增长", "分别上升"),
    ("缩短到", "缩短至"),
    ("提升至", "提高到"),
    ("压减到", "压减至"),
)
_FUNCTION_WORDS = (
    ("率(?=[0-9])", "率为"),
    ("共有", "共计"),
    ("(?<=[0-9][个家人所件起])和(?=[0-9])", "、"),
    ("均为", "都是"),
    ("其中(?!的)", "其中，"),
    ("目前，", "眼下，"),
    ("—", "～"),
    ("∶", ":"),
)


def other_qualifier_words(pair: Pair, _random: Random) -> Pair:
    """超10万人 → 超过10万人."""
    return _each_word(pair, _QUALIFIER_NAMES)


def other_movement_words(pair: Pair, _random: Random) -> Pair:
    """同比下降5.2% → 同比降低5.2%."""
    return _each_word(pair, _MOVEMENT_NAMES)


def other_function_words(pair: Pair, _random: Random) -> Pair:
    """合格率96.5% → 合格率为96.5%, 3—5 → 3～5."""
    return _each_word(pair, _FUNCTION_WORDS)


_TWO_ITEMS = re.compile("(?<=[，。；])([\u4e00-\u9fff]{2,12})$")
_NEXT_OWNER = re.compile("、((?!比|较|同比|增|减|其中)[\u4e00-\u9fff“”]{2,10})")


def told_respectively(pair: Pair, _random: Random) -> Pair:
    """执业医师1505人、注册护士1548人 → 执业医师、注册护士分别为1505人和1548人."""
    known = plain_quantities(pair)
    for first, second in pairwise(known):
        between = _NEXT_OWNER.fullmatch(pair.prose[first.link.end : second.link.start])
        owner = _TWO_ITEMS.search(pair.prose[: first.link.start])
        if between and owner and first.measure == second.measure and not first.before + second.before:
            values = f"{pair.written(first.link)}和{pair.written(second.link)}"
            span = first.link.start, second.link.end
            return apply_changes(pair, [(*span, f"、{between[1]}分别为{values}")])
    return pair


def _sentences(pair: Pair) -> list[str]:
    return [part for part in re.split("(?<=[。！？])", pair.prose) if part.strip()]


def _with_prose(pair: Pair, prose: str) -> Pair:
    return replace(pair, prose=prose, links=())


def sentences_shuffled(pair: Pair, random: Random) -> Pair:
    """Sentences change places; one that leans on the one before stays where it is."""
    parts = _sentences(pair)
    if any(re.match("其中|同时|与此同时|但|这|该", part) for part in parts):
        return pair
    return _with_prose(pair, "".join(random.sample(parts, len(parts))))


def sentences_merged(pair: Pair, _random: Random) -> Pair:
    """。→ ；but for the last."""
    return _with_prose(pair, pair.prose[:-1].replace("。", "；") + pair.prose[-1:])


def sentences_split(pair: Pair, _random: Random) -> Pair:
    """；→ 。."""
    return _with_prose(pair, pair.prose.replace("；", "。"))


def line_breaks(pair: Pair, _random: Random) -> Pair:
    """Each sentence becomes a paragraph."""
    return _with_prose(pair, "\n\n".join(_sentences(pair)) + "\n")


def enumerated(pair: Pair, _random: Random) -> Pair:
    """一是…。二是…。."""
    parts = zip(contrasts.ENUMERATORS, _sentences(pair), strict=False)
    return _with_prose(pair, "".join(mark + part for mark, part in parts))


def numbered(pair: Pair, _random: Random) -> Pair:
    """1. … 2. … as a list of lines."""
    return _with_prose(pair, "\n".join(f"{n}. {part}" for n, part in enumerate(_sentences(pair), 1)))


def bulleted(pair: Pair, _random: Random) -> Pair:
    """A Markdown list."""
    return _with_prose(pair, "\n".join(f"- {part}" for part in _sentences(pair)) + "\n")


def under_headings(pair: Pair, random: Random) -> Pair:
    """Each sentence under a heading of its own, in Markdown."""
    headings = random.sample(contrasts.FILLERS, len(contrasts.HEADINGS))
    parts = zip(contrasts.HEADINGS, headings, _sentences(pair), strict=False)
    return _with_prose(pair, "\n\n".join(f"### {mark}{words}\n\n{part}" for mark, words, part in parts))


def in_bold(pair: Pair, _random: Random) -> Pair:
    """1505人 → **1505人**."""
    return _each_link(pair, lambda text, _: f"**{text}**")


def framed(pair: Pair, random: Random) -> Pair:
    """Framing sentences full of lexical numerals between the sentences."""
    words = iter(random.sample(contrasts.FILLERS, len(contrasts.FILLERS)))
    return _with_prose(pair, "".join(f"{next(words)}。{part}" for part in _sentences(pair)))


def framed_in_clauses(pair: Pair, random: Random) -> Pair:
    """A framing clause before each sentence."""
    words = iter(random.sample(contrasts.FILLERS, len(contrasts.FILLERS)))
    return _with_prose(pair, "".join(f"{next(words)}，{part}" for part in _sentences(pair)))


def led_in(pair: Pair, random: Random) -> Pair:
    """今年以来，… before each sentence that does not name its own date."""
    if re.search("截至|年|月|目前", pair.prose):
        return pair
    parts = _sentences(pair)
    return _with_prose(pair, "".join(random.choice(contrasts.LEADS_OF_SENTENCE[1:]) + part for part in parts))


def said_in_the_lead_in(pair: Pair, _random: Random) -> Pair:
    """The first and the last sentence stand in the lead-in too."""
    parts = _sentences(pair)
    return _with_prose(pair, f"{parts[0]}{parts[-1]}\n\n{''.join(parts)}" if len(parts) > 1 else pair.prose)


REWRITINGS: tuple[Rewriting, ...] = (
    full_width_digits,
    thousands_separated,
    spaced_digits,
    other_magnitude,
    small_numbers_in_chinese,
    numbers_in_chinese,
    quantity_before_noun,
    growth_as_rate,
    percent_spelt_out,
    years_in_chinese,
    trailing_zeros,
    other_unit_names,
    other_qualifier_words,
    other_movement_words,
    other_function_words,
    told_respectively,
    in_bold,
)
ARRANGEMENTS: tuple[Rewriting, ...] = (
    sentences_shuffled,
    sentences_merged,
    sentences_split,
    line_breaks,
    enumerated,
    numbered,
    bulleted,
    under_headings,
    framed,
    framed_in_clauses,
    led_in,
    said_in_the_lead_in,
)


def vary_all(pairs: Sequence[Pair], seed: int, per_pair: int) -> list[Variant]:
    """Return the pairs themselves and up to `per_pair` variants of each, half of them doubly rewritten."""
    variants: list[Variant] = []
    for pair in pairs:
        random = Random(f"{seed}:{pair.id}:variants")  # noqa: S311  repeatable cases, not secrets
        ways = list(_ways(pair, random))
        chosen = random.sample(ways, min(per_pair, len(ways)))
        variants += [Variant(pair, "as written"), *chosen]
    return variants


def _ways(pair: Pair, random: Random) -> Iterator[Variant]:
    for rewriting in (*REWRITINGS, *ARRANGEMENTS):
        rewritten = rewriting(pair, random)
        if rewritten.prose == pair.prose:
            continue
        yield Variant(rewritten, rewriting.__name__)
        if rewriting in REWRITINGS:
            arrangement = random.choice(ARRANGEMENTS)
            both = arrangement(rewritten, random)
            if both.prose != rewritten.prose:
                yield Variant(both, f"{rewriting.__name__}+{arrangement.__name__}")
