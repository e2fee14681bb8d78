"""Mutators that leave every digit intact and change the words around it."""

import re
from collections.abc import Iterator
from random import Random

from draft.evals import contrasts
from draft.evals.cases import Pair
from draft.evals.mutants import Edit, Mutator, facts_near, occurrences, plain_quantities

_NEAR = 8
"""Characters between a word of direction and its number."""


def _free_occurrences(prose: str, word: str) -> Iterator[int]:
    """Yield where `word` stands as a word of its own, as far as the table of longer words tells."""
    for at in occurrences(prose, word):
        around = prose[max(0, at - 2) : at + len(word) + 2]
        if not any(longer in around for longer in contrasts.INSIDE.get(word, ())):
            yield at


def exchange_words(kind: str, table: tuple[tuple[str, str], ...]) -> Mutator:
    """Return a mutator that puts the second word of each row where the first stands beside its fact."""

    def exchange(pair: Pair, _random: Random) -> Iterator[Edit]:
        for old, new in table:
            for at in _free_occurrences(pair.prose, old):
                facts = facts_near(pair, at, old) or facts_near(pair, at)
                if facts and pair.prose[at : at + len(new)] != new:
                    yield Edit(kind, ((at, at + len(old), new),), facts)

    exchange.__name__ = f"exchange_{kind}_words"
    return exchange


def drop_modifier(pair: Pair, _random: Random) -> Iterator[Edit]:
    """不良贷款余额 → 贷款余额: the class of what is counted grows."""
    for word in contrasts.MODIFIERS:
        for at in _free_occurrences(pair.prose, word):
            facts = facts_near(pair, at, word)
            head = pair.prose[at + len(word) : at + len(word) + 2]
            # Only where the noun goes on behind it, and where the sentence says the modifier nowhere else.
            sentence = pair.prose[slice(*pair.sentence(at))]
            if facts and sentence.count(word) == 1 and _HAN_TWO.fullmatch(head):
                yield Edit("noun", ((at, at + len(word), ""),), facts)


_HAN_TWO = re.compile("[\u4e00-\u9fff]{2}")


def reverse_direction(pair: Pair, _random: Random) -> Iterator[Edit]:
    """下降1.4% → 增长1.4%."""
    for link in pair.links:
        start = max(pair.clause(link.start)[0], link.start - _NEAR)
        for old, new in (*contrasts.RISES, *contrasts.FALLS):
            at = pair.prose.rfind(old, start, link.start)
            if at >= 0:
                yield Edit("direction", ((at, at + len(old), new),), frozenset({link.fact}))
                break


def reverse_from_to(pair: Pair, _random: Random) -> Iterator[Edit]:
    """由8.6天降至7.4天 → 由8.6天升至7.4天."""
    for found in re.finditer("(降|升|压减|缩短|提高|提升|增加|下降|缩小)(?:至|到)", pair.prose):
        facts = facts_near(pair, found.end())
        rising = found[1] in ("升", "提高", "提升", "增加")
        yield Edit("direction", ((*found.span(1), "降" if rising else "升"),), facts)


def turn_sign(pair: Pair, _random: Random) -> Iterator[Edit]:
    """-0.97亿元 → 0.97亿元."""
    for link in pair.links:
        if pair.written(link)[0] in "-−":
            yield Edit("direction", ((link.start, link.start + 1, ""),), frozenset({link.fact}))


def add_direction(pair: Pair, random: Random) -> Iterator[Edit]:
    """合格率96.5% → 合格率提高96.5%: a level told as a change."""
    for written in plain_quantities(pair):
        before = pair.prose[written.link.start - 1 : written.link.start]
        if written.unit == "%" and before in ("率", "例", "比"):
            word = random.choice(("提高", "增长", "下降"))
            at = written.link.start
            yield Edit("direction", ((at, at, word),), frozenset({written.link.fact}))


def result_as_change(pair: Pair, _random: Random) -> Iterator[Edit]:
    """压减至36家 → 压减36家, 降至7.4天 → 下降了7.4天."""
    full = {"降": "下降了", "升": "上升了"}
    for found in re.finditer("(降|升|压减|压缩|缩短|提高|提升|增加|下降|缩小)(至|到)", pair.prose):
        new = full.get(found[1], found[1] + "了")
        yield Edit("to_by", ((*found.span(), new),), facts_near(pair, found.end()))


def change_as_result(pair: Pair, _random: Random) -> Iterator[Edit]:
    """减少48例 → 减少到48例."""
    for link in pair.links:
        found = re.search("(?:增加|减少|提高|下降|增长|降低|上升)$", pair.prose[: link.start])
        if found:
            yield Edit("to_by", ((link.start, link.start, "到"),), frozenset({link.fact}))


_STATED_RISE = re.compile("，(?:比|较|同比|环比)[^，。；]{0,8}(?:提高|上升|增加|增长|升)")


def level_as_result(pair: Pair, _random: Random) -> Iterator[Edit]:
    """不良率1.26% → 不良率降至1.26%."""
    for written in plain_quantities(pair):
        before = pair.prose[written.link.start - 1 : written.link.start]
        rising = _STATED_RISE.match(pair.prose, written.link.end)  # then 提升至 follows from the facts
        if written.unit == "%" and before in ("率", "例", "比") and not rising:
            at = written.link.start
            yield Edit("to_by", ((at, at, "提升至"),), frozenset({written.link.fact}))


_YEAR = re.compile("(?:19|20)[0-9]{2}(?=年)")
_MONTH = re.compile("(?<![0-9])[0-9]{1,2}(?=月)")
_DAY = re.compile("(?<=月)[0-9]{1,2}(?=日)")


def shift_dates(pair: Pair, random: Random) -> Iterator[Edit]:
    """2024年 → 2023年, 7月12日 → 7月21日."""
    for link in pair.links:
        for part, highest in ((_YEAR, 9999), (_MONTH, 12), (_DAY, 28)):
            found = part.search(pair.prose, link.start, link.end)
            if found:
                number = int(found[0])
                new = number + random.choice((-1, 1)) if 1 < number < highest else number - 1 or 2
                yield Edit("date", ((*found.span(), str(new)),), frozenset({link.fact}))


_THRESHOLD = re.compile(
    "[0-9]{1,20}+(?=(?:周?岁|万?元|小时|个?工作日).{0,3}[以及内][上下内]?)|(?<=[0-9][—至])[0-9]++(?!月)"
)


def move_threshold(pair: Pair, random: Random) -> Iterator[Edit]:
    """65岁以上 → 60岁以上, 3—5个 → 3—15个."""
    for link in pair.links:
        found = _THRESHOLD.search(pair.prose, max(0, link.start), link.end)
        if found:
            new = random.choice((int(found[0]) + 10, int(found[0]) + 5, max(1, int(found[0]) - 2)))
            yield Edit("range", ((*found.span(), str(new)),), frozenset({link.fact}))


def collapse_range(pair: Pair, _random: Random) -> Iterator[Edit]:
    """3—5人 → 5人; 65岁以上 → 65岁."""
    for link in pair.links:
        text = pair.written(link)
        new = re.sub("^[0-9]+[—～至-](?=[0-9])|及?以[上下内]$|(?<=小时)内$", "", text)
        if new != text and "月" not in text and re.search("[—至]|岁|小时", text):
            yield Edit("range", ((link.start, link.end, new),), frozenset({link.fact}))


def drop_clause(pair: Pair, random: Random) -> Iterator[Edit]:
    """…，注册护士1548人，… loses the clause."""
    for start, end in sorted({pair.clause(link.start) for link in pair.links}):
        links = pair.links_in((start, end))
        alone = pair.prose[start - 1 : start] not in ("，", "；")
        if alone or not links:
            continue
        new = random.choice(("", "，各项任务有序推进", "，相关工作扎实开展"))
        yield Edit("omission", ((start - 1, end, new),), frozenset(link.fact for link in links))


def blur_number(pair: Pair, random: Random) -> Iterator[Edit]:
    """注册护士1548人 → 注册护士若干."""
    for written in plain_quantities(pair):
        if written.unit[:1] in ("%", "‰", "个") or not written.unit:
            continue
        new = random.choice(contrasts.VAGUE_FOR_NUMBER)
        yield Edit("omission", ((written.link.start, written.link.end, new),), frozenset({written.link.fact}))


def blur_rate(pair: Pair, _random: Random) -> Iterator[Edit]:
    """合格率96.5% → 合格率保持较高水平; 同比增长6.3% → 同比有所增长."""
    for written in plain_quantities(pair):
        clause, span = pair.clause(written.link.start), (written.link.start, written.link.end)
        if written.unit == "%" and clause[1] == written.link.end:
            grown = re.search("(?:增长|下降|提高|降低|上升)$", pair.prose[: span[0]])
            yield Edit(
                "omission",
                ((*span, "较为明显" if grown else "保持较好水平"),),
                frozenset({written.link.fact}),
            )


WORD_MUTATORS: tuple[Mutator, ...] = (
    drop_modifier,
    reverse_direction,
    reverse_from_to,
    turn_sign,
    add_direction,
    result_as_change,
    change_as_result,
    level_as_result,
    shift_dates,
    move_threshold,
    collapse_range,
    drop_clause,
    blur_number,
    blur_rate,
    exchange_words("date", contrasts.PERIODS),
    exchange_words("noun", contrasts.NOUNS),
    exchange_words("scope", contrasts.SCOPES),
    exchange_words("basis", contrasts.BASES),
    exchange_words("status", contrasts.STATUSES),
    exchange_words("negation", contrasts.NEGATIONS),
    exchange_words("rank", contrasts.RANKS),
    exchange_words("identifier", contrasts.IDENTIFIERS),
    exchange_words("multiple", contrasts.MULTIPLES),
    exchange_words("misattached", contrasts.DENOMINATORS),
)
