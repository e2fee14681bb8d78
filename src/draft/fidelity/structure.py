"""Part and whole, and which count a bare rate belongs to: what the order of quantities in a sentence says.

In: an alignment. Out: findings for pairs whose place in the sentence says something else than the fact.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from draft.fidelity.alignment import Alignment, Pair
from draft.fidelity.equivalence import key_of
from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention, is_attributive
from draft.fidelity.owners import owner_phrase, owner_words
from draft.fidelity.unit_classes import UNIT_CLASSES, loosely_same_unit, qualifier_class
from draft.numbers.patterns import Pattern

_RATES = frozenset({"%", "‰", "百分点", "倍"})
_BARE = Pattern(
    r"同比|环比|比上年|较上年|比去年|较去年|上年同期|增长|下降|上升|提高|减少|增加|回落|提升|降低|增幅|增速|降幅|分别|达到|实现|"
    r"为|达|至|到|了|均|也|并|且|较快|大幅|同期|由|从"
)
_PART_WORDS = Pattern(r"其中|当中|包括|包含|含|占|共|总|合计|累计|里面|之中|[^，；]中，|属于")
# 登记组织1048家：社会团体472家, 招聘94名（编内61名）: what follows a total there is its parts.
_OPENS_PARTS = frozenset("：（(:")
_BRACKETS = frozenset("（(")
_BESIDES = Pattern(r"除此之外|此外|另外")
# 任务800户的51.6%, 任务（800户）的51.6%, 800户年度任务的51.6%.
_OF_BASE = Pattern(
    r"[）)]?[^，。；：、（）()\d]{0,6}?(?:目标|任务|计划|指标|总数|总量|总额)?[）)]?的(?:近|约|超)?"
)
# 比上年增加415人 is a change, of which nothing else is told.
_MORE_OR_LESS = Pattern(r"[比较与](?:上|去|同|年)[^，。；\d]{0,5}[增减多少][^，。；\d]{0,2}$")
_BASE_OF = Pattern(
    r"(?:(?<!占)比(?![例重率])|较|[高低多少]于)(?:20\d\d年|[去上]年|年初|同期|此前)[^，。；、\d]{0,6}$"
)
_LINES = frozenset({"以上", "以下", "以内", "不足"})
_HEAD = 2
_OTHERS = Pattern(r"另有?$")


class Anchors:
    """For each quantity the nearest count before it in its sentence; a side is read when asked for."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment

    @cached_property
    def required(self) -> Sequence[int | None]:
        """Those of the facts."""
        return _anchors(self._alignment.required)

    @cached_property
    def written(self) -> Sequence[int | None]:
        """Those of the prose."""
        return _anchors(self._alignment.written)


def find_misplaced(alignment: Alignment) -> Iterator[tuple[Pair, Finding]]:
    """Yield pairs whose rate went to another count of the same fact, or whose part lost its whole."""
    carrier = {pair.required: pair for pair in alignment.pairs}
    owner = {pair.written: pair for pair in alignment.pairs}
    anchors = Anchors(alignment)
    for pair in alignment.pairs:
        finding = (
            _compare_anchor(alignment, anchors, carrier, owner, pair)
            or _compare_part(alignment, anchors, owner, pair)
            or _compare_whole(alignment, anchors, carrier, owner, pair)
            or _compare_stage(alignment, anchors, owner, pair)
        )
        if finding:
            yield pair, finding


def _compare_anchor(
    alignment: Alignment, anchors: Anchors, carrier: dict[int, Pair], owner: dict[int, Pair], pair: Pair
) -> Finding | None:
    required, written = alignment.required[pair.required], alignment.written[pair.written]
    if key_of(required.quantity).dimension not in _RATES:
        return None
    left, right = anchors.required[pair.required], anchors.written[pair.written]
    if left is None or right is None or left not in carrier or right not in owner:
        return None
    told = owner[right].required
    if told == left or alignment.required[told].place != required.place or carrier[left].written == right:
        return None
    if not (_is_bare(required) and _is_bare(written)) or _is_no_anchor(alignment, left, told, right):
        return None
    name = alignment.required[told].quantity.text
    return Finding(
        "misattached", hint=f"说成了“{name}”的情况，实为“{alignment.required[left].quantity.text}”的情况"
    )


def _is_no_anchor(alignment: Alignment, own: int, told: int, right: int) -> bool:
    """Return whether the count before a rate is only what it is compared with, or the line of its own count.

    比2025年的101.7亿元增长18%; 163个村达到10万元以上，占比提高到83.2%.
    """
    base = alignment.written[right]
    if _BASE_OF.search(base.source, base.clause[0], base.quantity.start):
        return True
    line = alignment.required[told].quantity
    return own == told + 1 and qualifier_class(line.qualifier) in _LINES


def _compare_part(
    alignment: Alignment, anchors: Anchors, owner: dict[int, Pair], pair: Pair
) -> Finding | None:
    """其中 added: one count of a list became part of the count before it."""
    required, written = alignment.required[pair.required], alignment.written[pair.written]
    if not written.head_text.lstrip("，；、 ").startswith("其中") or is_attributive(required.quantity):
        return None
    whole = anchors.written[pair.written]
    if whole is None or whole not in owner or _PART_WORDS.search(required.source):
        return None
    told = alignment.required[owner[whole].required]
    if told.place != required.place:
        return _compare_strangers(told, required)
    alike = key_of(told.quantity).dimension == key_of(required.quantity).dimension
    if not alike or _is_wider(told, required):
        return None
    gap = required.source[told.quantity.end : required.quantity.start]
    if "，" in gap or gap[:1] in _OPENS_PARTS or not owner_words(required):
        # 发现76个，整改到位69个: a stage of the same things is a part of them.
        return None
    return Finding("scope", "", "其中", hint=f"前加了“其中”，说成了“{told.quantity.text}”的一部分")


def _compare_whole(
    alignment: Alignment, anchors: Anchors, carrier: dict[int, Pair], owner: dict[int, Pair], pair: Pair
) -> Finding | None:
    """民宿97家（甲级4家） told as 饭店41家，其中甲级4家: the part was given to another count."""
    required, written = alignment.required[pair.required], alignment.written[pair.written]
    left, right = anchors.required[pair.required], anchors.written[pair.written]
    if left is None or right is None or left not in carrier or right not in owner:
        return None
    whole, told = alignment.required[left], alignment.required[owner[right].required]
    if owner[right].required == left or carrier[left].written == right:
        return None
    if len({key_of(m.quantity).dimension for m in (whole, told, required)}) > 1:
        return None
    if not (_opens_part(whole, required) and _opens_part(alignment.written[right], written)):
        return None
    if owner_words(whole) & _pairs_of(written.head_text) or whole.quantity.text in written.clause_text:
        return None
    return Finding(
        "misattached", hint=f"说成了“{told.quantity.text}”的一部分，实为“{whole.quantity.text}”的一部分"
    )


def _opens_part(whole: Mention, part: Mention) -> bool:
    """Return whether the quantity is the first part told behind its whole: 97家（甲级4家, 97家，其中4家."""
    gap = whole.source[whole.quantity.end : part.quantity.start]
    return gap[:1] in _BRACKETS or gap.lstrip("，；、 ").startswith("其中")


def _pairs_of(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _is_wider(whole: Mention, part: Mention) -> bool:
    """全社会用电量, of which 工业用电量 is a part by its name."""
    name, of = owner_phrase(whole), owner_phrase(part)
    return bool(of) and "全社会" in name and name[-_HEAD:] == of[-_HEAD:]


def _compare_strangers(whole: Mention, part: Mention) -> Finding | None:
    """其中 between two facts that count different things: one became part of the other."""
    if not whole.quantity.kind == part.quantity.kind == "count":
        return None
    units = whole.quantity.unit, part.quantity.unit
    if _same_things(*units) or any("/" in (unit or "") for unit in units):
        return None
    return Finding("scope", "", "其中", hint=f"前加了“其中”，说成了“{whole.quantity.text}”的一部分")


def _same_things(left: str | None, right: str | None) -> bool:
    """Return whether two measure words may count parts of one thing."""
    one, other = UNIT_CLASSES.get(left or "", left), UNIT_CLASSES.get(right or "", right)
    return one == other or loosely_same_unit(one, other)


def _compare_stage(
    alignment: Alignment, anchors: Anchors, owner: dict[int, Pair], pair: Pair
) -> Finding | None:
    """此外 added: 发现76个，整改到位69个 told as 发现76个，此外69个整改到位."""
    required, written = alignment.required[pair.required], alignment.written[pair.written]
    lead = _BESIDES.match(written.head_text.lstrip("，；、 "))
    if lead is None or _BESIDES.search(required.source) or _OTHERS.search(required.head_text):
        return None
    if owner_words(required):
        return None
    whole = anchors.written[pair.written]
    if whole is None or whole not in owner:
        return None
    told = alignment.required[owner[whole].required]
    if told.place != required.place or key_of(told.quantity).dimension != key_of(required.quantity).dimension:
        return None
    return Finding(
        "scope", "", lead.group(), hint=f"前加了“{lead.group()}”，不再是“{told.quantity.text}”的一部分"
    )


def _anchors(mentions: Sequence[Mention]) -> list[int | None]:
    found: list[int | None] = []
    earlier, last, home, begin = None, None, None, 0
    for index, mention in enumerate(mentions):
        here = mention.place, mention.sentence
        if here != home:
            earlier, last, home, begin = None, None, here, index
        anchor = _owner_of_item(mentions, begin, index) if mention.item else last
        if earlier is not None and last is not None and anchor == last and _is_base(mentions[last], mention):
            # 完成413户，占任务800户的51.6%，同比增长8%: share and growth are those of what was done.
            anchor = last = earlier
        found.append(anchor)
        if not is_attributive(mention.quantity) and key_of(mention.quantity).dimension not in _RATES:
            if last is not None and _MORE_OR_LESS.search(mentions[last].head_text) is None:
                earlier = last
            last = index
    return found


def _is_base(count: Mention, share: Mention) -> bool:
    """Return whether the count just before the share is what it is a share of."""
    return _OF_BASE.fullmatch(share.source, count.quantity.end, share.quantity.start) is not None


def _owner_of_item(mentions: Sequence[Mention], begin: int, index: int) -> int | None:
    """甲12人、乙8人，分别增长5%和6%: the count before it whose own words a rate got as its item."""
    item = mentions[index].item
    return next(
        (at for at in range(begin, index) if item in (mentions[at].item, mentions[at].head_text)), None
    )


def _is_bare(mention: Mention) -> bool:
    words = _BARE.sub("", mention.head_text + "，" + mention.tail_text)
    return sum("\u4e00" <= character <= "\u9fff" for character in words) <= 1
