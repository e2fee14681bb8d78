"""Mutators that give numbers to the wrong owner, or add what no fact holds."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from random import Random

from draft.evals import contrasts
from draft.evals.cases import Pair
from draft.evals.mutants import Edit, Mutator, Written, is_taken, plain_quantities
from draft.evals.spelling import in_chinese, plain


def exchange_owners(pair: Pair, _random: Random) -> Iterator[Edit]:
    """执业医师1505人、注册护士1548人 → 执业医师1548人、注册护士1505人."""
    for first, second in combinations(plain_quantities(pair), 2):
        if first.measure == second.measure and first.value != second.value and _same_frame(first, second):
            yield Edit(
                "swap", _exchanged(pair, first, second), frozenset({first.link.fact, second.link.fact})
            )


def _same_frame(first: Written, second: Written) -> bool:
    return first.before == second.before and first.unit == second.unit


def _exchanged(pair: Pair, first: Written, second: Written) -> tuple[tuple[int, int, str], ...]:
    return (
        (first.link.start, first.link.end, pair.written(second.link)),
        (second.link.start, second.link.end, pair.written(first.link)),
    )


def copy_to_neighbour(pair: Pair, _random: Random) -> Iterator[Edit]:
    """执业医师1505人、注册护士1548人 → 执业医师1505人、注册护士1505人."""
    for first, second in pairwise(plain_quantities(pair)):
        if first.measure == second.measure and first.value != second.value and _same_frame(first, second):
            change = (second.link.start, second.link.end, pair.written(first.link))
            yield Edit("misattached", (change,), frozenset({first.link.fact, second.link.fact}))


def give_second_owner(pair: Pair, _random: Random) -> Iterator[Edit]:
    """执业医师1505人 → 执业医师1505人、专职人员1505人."""
    for written in plain_quantities(pair):
        noun = contrasts.ATTACHED.get(written.measure) or contrasts.ATTACHED.get(written.unit)
        if noun and not written.before and written.unit in ("%", written.measure.lstrip("万亿")):
            text = f"、{noun}{pair.written(written.link)}"
            yield Edit(
                "misattached", ((written.link.end, written.link.end, text),), frozenset({written.link.fact})
            )


_BETWEEN = re.compile("、([\u4e00-\u9fff“”]{2,10})")


def merge_owners(pair: Pair, _random: Random) -> Iterator[Edit]:
    """执业医师1505人、注册护士1548人 → 执业医师、注册护士均为1505人."""
    for first, second in pairwise(plain_quantities(pair)):
        between = _BETWEEN.fullmatch(pair.prose[first.link.end : second.link.start])
        if between and first.measure == second.measure and first.value != second.value:
            span = first.link.start, second.link.end
            text = f"、{between[1]}均为{pair.written(first.link)}"
            yield Edit("merge", ((*span, text),), frozenset({first.link.fact, second.link.fact}))


def merge_respectively(pair: Pair, _random: Random) -> Iterator[Edit]:
    """分别增长7.1%和11.4% → 均增长7.1%."""
    for first, second in pairwise(plain_quantities(pair)):
        tail = pair.prose[first.link.end : second.link.start]
        at = pair.prose.rfind("分别", pair.clause(first.link.start)[0], first.link.start)
        if at >= 0 and tail in ("、", "和") and first.value != second.value:
            changes = ((at, at + 2, "均"), (first.link.end, second.link.end, ""))
            yield Edit("merge", changes, frozenset({first.link.fact, second.link.fact}))


def tell_as_part(pair: Pair, _random: Random) -> Iterator[Edit]:
    """小学720元、初中940元 → one of two equals told as part of the other: 执业医师1505人，其中护士1048人."""
    for first, second in pairwise(plain_quantities(pair)):
        between = _BETWEEN.fullmatch(pair.prose[first.link.end : second.link.start])
        whole = "其中" not in pair.prose[slice(*pair.sentence(first.link.start))]
        if between and whole and first.unit == second.unit and first.value > second.value:
            at = first.link.end
            facts = frozenset({first.link.fact, second.link.fact})
            yield Edit("scope", ((at, at + 1, "，其中"),), facts)


def _sentence_ends(pair: Pair) -> list[int]:
    return [found.start() for found in re.finditer("[。；]", pair.prose)]


def invent_number(pair: Pair, random: Random) -> Iterator[Edit]:
    """Add a claim to a sentence: …，群众满意度达98.3%."""
    for at in _sentence_ends(pair):
        words = {
            "p": f"{random.randint(81, 98)}.{random.randint(1, 9)}",
            "w": f"{random.randint(1, 9)}.{random.randint(11, 99)}",
            "s": str(random.randint(2, 19)),
            "n": str(random.randint(113, 987)),
            "c": in_chinese(random.randint(11, 39)),
        }
        claim = random.choice(contrasts.INVENTED)
        used = [words[key] for key in re.findall(r"\{(\w)\}", claim)]
        if not any(is_taken(pair, text) for text in used):
            yield Edit("invented", ((at, at, "，" + claim.format(**words)),))


def invent_vaguely(pair: Pair, random: Random) -> Iterator[Edit]:
    """Add a vague claim: …，上百名党员干部下沉一线."""
    for at in _sentence_ends(pair):
        yield Edit("invented_vague", ((at, at, "，" + random.choice(contrasts.INVENTED_VAGUE)),))


def add_up(pair: Pair, _random: Random) -> Iterator[Edit]:
    """…13人、…28人 → …13人、…28人，合计41人."""
    for first, second in pairwise(plain_quantities(pair)):
        total = first.value + second.value
        same = first.measure == second.measure and not first.magnitude and not first.before + second.before
        beside = _BETWEEN.fullmatch(pair.prose[first.link.end : second.link.start])
        if same and beside and first.unit not in ("%", "‰") and not is_taken(pair, plain(total)):
            at = pair.clause(second.link.start)[1]
            facts = frozenset({first.link.fact, second.link.fact})
            yield Edit("derived", ((at, at, f"，两项合计{plain(total)}{first.unit}"),), facts)


def take_share(pair: Pair, _random: Random) -> Iterator[Edit]:
    """…1450人，其中…37人 → …，占比2.6%."""
    for first, second in pairwise(plain_quantities(pair)):
        tail = pair.prose[first.link.end : second.link.start]
        if "其中" in tail and first.unit == second.unit and first.value > second.value:
            share = (second.value * 100 / first.value).quantize(Decimal("0.1"))
            at, facts = second.link.end, frozenset({first.link.fact, second.link.fact})
            if not is_taken(pair, plain(share)):
                yield Edit("derived", ((at, at, f"（占{plain(share)}%）"),), facts)


def take_difference(pair: Pair, _random: Random) -> Iterator[Edit]:
    """由8.6天降至7.4天 → …，减少1.2天."""
    for first, second in pairwise(plain_quantities(pair)):
        tail = pair.prose[first.link.end : second.link.start]
        if not re.search("(?:降|减|缩短|提高|提升|增加|压缩|小)[至到]$", tail) or first.unit != second.unit:
            continue
        gap = abs(first.value - second.value) / (10_000 if first.magnitude else 1)
        unit = "个百分点" if first.unit == "%" else first.magnitude + first.unit
        word = "减少" if first.value > second.value else "增加"
        if not is_taken(pair, plain(gap)):
            at = second.link.end
            yield Edit("derived", ((at, at, f"，{word}{plain(gap)}{unit}"),), frozenset({first.link.fact}))


def contradict(pair: Pair, random: Random) -> Iterator[Edit]:
    """Repeat a clause at the end of the text, with another number in it."""
    for written in plain_quantities(pair):
        start, end = pair.clause(written.link.start)
        links = pair.links_in((start, end))
        if links != [written.link] or written.link.start - start < 3 or "。" not in pair.prose[end:]:  # noqa: PLR2004
            continue
        other = plain(Decimal(written.digits) + random.choice((3, 7, 11)))
        number = written.number_span
        clause = pair.prose[start : number[0]] + other + pair.prose[number[1] : end]
        at = len(pair.prose)
        if not is_taken(pair, other):
            yield Edit("contradiction", ((at, at, f"总的来看，{clause}。"),), frozenset({written.link.fact}))


CLAIM_MUTATORS: tuple[Mutator, ...] = (
    exchange_owners,
    copy_to_neighbour,
    give_second_owner,
    merge_owners,
    merge_respectively,
    tell_as_part,
    invent_number,
    invent_vaguely,
    add_up,
    take_share,
    take_difference,
    contradict,
)
