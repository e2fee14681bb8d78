"""Quantities with what stands around them: head words to the left, tail to the right, clause, sentence.

A mention is made the same way for a fact and for the prose, so that both sides can be compared.
Lists with 分别 and the words 前者/后者 are resolved here: each quantity gets its own item as head.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from draft.fidelity.layout import Sentence, find_clause_ends, sentence_at
from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_ITEM_MARK = Pattern(r"[、/]|以及|[和与及]")
_CLOSED = Pattern(r"[）)]")
_AGE_UNITS = frozenset({"岁", "周岁", "月龄"})
_CARRIED = frozenset({"count", "money", "percent", "percentage_point", "ratio", "range", "placeholder"})
WORD = Pattern(r"[\u4e00-\u9fffA-Za-z]+")
_CONTENT = Pattern(r"[\u4e00-\u9fffA-Za-z]")
_PAIR = Pattern(r"([^，。；：、\s]{2,14}?)(?:和|与|、|及|同)([^，。；：、\s]{2,14})")
# Both of one length: what follows begins as far behind either.
_RESPECTIVELY = ("分别", "依次", "各占", "各为", "各有", "各达")
_GAP, _GAP_WORDS = 12, 4
_LEAD = 2
_RATES = frozenset({"%", "‰", "百分点"})
_COUNTED = Pattern(r"(?P<item>.{1,4}?)(?:[两二三四五六七八九]|\d)(?:个|家|类|项|大)(?P<noun>[^\d]{1,12})")
_SHORT = 4
_FAR = 400
_BARE_ORDINAL = Pattern(r"第?[一二三四五六]")
# Two classes in one word: 城乡低保标准分别为750元和580元.
_COMPOUNDS = {
    "城乡": ("城镇", "农村"),
    "男女": ("男性", "女性"),
    "收支": ("收入", "支出"),
    "存贷": ("存款", "贷款"),
    "产销": ("产量", "销量"),
    "进出口": ("进口", "出口"),
    "中高级": ("中级", "高级"),
    "中小学": ("中学", "小学"),
    "医护": ("医师", "护士"),
    "正副": ("正", "副"),
    "干支线": ("干线", "支线"),
    "客货": ("客运", "货运"),
    "水陆": ("水路", "公路"),
    "一二三产": ("第一产业", "第二产业", "第三产业"),
}
_GOES_ON = Pattern(
    r"(?:(?:同比|环比|[比较与同](?:上年|去年|年初|常年)[^，。；：\d]{0,3})(?:实现)?)?"
    r"(?:(?:增长|上升|提高|增加|提升|上涨|下降|降低|减少|回落|缩短|[增升降减提][至到])[了到至为]{0,2}|达到?|为)(?:了)?"
)
_CLAUSE_ENDS = "，；：。"


@dataclass(slots=True)
class Mention:
    """One quantity in its surroundings; all spans are half-open offsets into `source`.

    Attributes:
        head: own words to the left, back to the clause's start or the quantity before.
        tail: own words to the right, up to the clause's end or the quantity after.
        clause: the clause between two of ，；：。 that holds the quantity.
        sentence: the sentence that holds it.
        item: owner resolved from a 分别-list or 前者/后者, else empty.
        shared: what a list said before its first member for all of them (提高到), else empty.
        place: index of the ledger's entry (facts) or of the sentence (prose).
        section: section of the facts, None where unknown.
    """

    quantity: Quantity
    source: str
    head: tuple[int, int]
    tail: tuple[int, int]
    clause: tuple[int, int]
    sentence: tuple[int, int]
    place: int
    section: int | None = None
    item: str = ""
    shared: str = ""
    heading: bool = False
    features: dict[str, float] = field(default_factory=dict)

    def at(self, place: int, section: int | None) -> "Mention":
        """Return the mention as one of the fact at `place` of a ledger."""
        return Mention(
            self.quantity,
            self.source,
            self.head,
            self.tail,
            self.clause,
            self.sentence,
            place,
            section,
            self.item,
            self.shared,
            self.heading,
            self.features,
        )

    def moved(self, by: int, quantity: Quantity, source: str, place: int, section: int | None) -> "Mention":
        """Return the mention as that of `quantity` in `source`, where all of it stands `by` characters on."""
        head, tail, clause, sentence = self.head, self.tail, self.clause, self.sentence
        return Mention(
            quantity,
            source,
            (head[0] + by, head[1] + by),
            (tail[0] + by, tail[1] + by),
            (clause[0] + by, clause[1] + by),
            (sentence[0] + by, sentence[1] + by),
            place,
            section,
            self.item,
            self.shared,
            self.heading,
            self.features,
        )

    def ending(self, end: int) -> "Mention":
        """Return the mention in a sentence that ends at `end`, with its full stop."""
        return Mention(
            self.quantity,
            self.source,
            self.head,
            self.tail,
            self.clause,
            (self.sentence[0], end),
            self.place,
            self.section,
            self.item,
            self.shared,
            self.heading,
            self.features,
        )

    @property
    def head_text(self) -> str:
        """The own words to the left."""
        return self.source[self.head[0] : self.head[1]]

    @property
    def tail_text(self) -> str:
        """The own words to the right."""
        return self.source[self.tail[0] : self.tail[1]]

    @property
    def own_text(self) -> str:
        """Item, head and tail with the quantity itself left out."""
        return f"{self.item}|{self.head_text}|{self.tail_text}"

    @property
    def clause_text(self) -> str:
        """The clause."""
        return self.source[self.clause[0] : self.clause[1]]

    @property
    def sentence_text(self) -> str:
        """The sentence."""
        return self.source[self.sentence[0] : self.sentence[1]]


def goes_on(mention: Mention) -> bool:
    """Return whether the clause only goes on with the owner of the one before: …，达58.6%."""
    start = mention.clause[0]
    return (
        start > mention.sentence[0]
        and _GOES_ON.fullmatch(mention.source, start, mention.quantity.start) is not None
    )


def clause_before(mention: Mention) -> int:
    """Return where the clause before the quantity's own begins."""
    start, sentence = mention.clause[0], mention.sentence[0]
    return max(sentence, *(mention.source.rfind(mark, sentence, start - 1) + 1 for mark in _CLAUSE_ENDS))


def is_attributive(quantity: Quantity) -> bool:
    """Return whether the quantity describes another one (a date, an age band, a name) rather than counts."""
    return quantity.kind not in _CARRIED or quantity.unit in _AGE_UNITS


def find_mentions(
    source: str, quantities: Sequence[Quantity], sentences: Sequence[Sentence], place: int | None = None
) -> list[Mention]:
    """Return a mention for each quantity; `place` None numbers them by sentence."""
    inside = _Inside(quantities)
    ends = [end for end in find_clause_ends(source) if not inside.covers(end - 1)]
    starts = [sentence.start for sentence in sentences]
    mentions: list[Mention] = []
    for quantity in quantities:
        number = sentence_at(sentences, starts, quantity.start)
        sentence = sentences[number]
        mention = Mention(
            quantity,
            source,
            (quantity.start, quantity.start),
            (quantity.end, quantity.end),
            _clause_around(quantity, sentence, ends),
            (sentence.start, sentence.end),
            number if place is None else place,
            sentence.section,
            heading=sentence.heading,
        )
        mentions.append(mention)
    _give_own_words(source, mentions)
    _resolve_respectively(source, mentions)
    _resolve_former_latter(source, mentions)
    for mention in mentions:
        if mention.clause[1] - mention.clause[0] > 2 * _FAR:
            _shorten(mention)
    return mentions


def _shorten(mention: Mention) -> None:
    """Cut a clause without end to what stands near the quantity: every word of it is looked at for each."""
    start, end = mention.quantity.start - _FAR, mention.quantity.end + _FAR
    mention.clause = max(mention.clause[0], start), min(mention.clause[1], end)
    mention.head = max(mention.head[0], start), mention.head[1]
    mention.tail = mention.tail[0], min(mention.tail[1], end)


class _Inside:
    """Tells whether an offset lies within a quantity."""

    def __init__(self, quantities: Sequence[Quantity]) -> None:
        self._starts = [quantity.start for quantity in quantities]
        self._ends = [quantity.end for quantity in quantities]

    def covers(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def _clause_around(quantity: Quantity, sentence: Sentence, ends: list[int]) -> tuple[int, int]:
    before = bisect_right(ends, quantity.start) - 1
    after = bisect_left(ends, quantity.end)
    start = max(sentence.start, ends[before] if before >= 0 else 0)
    end = min(sentence.end, ends[after] - 1 if after < len(ends) else sentence.end)
    return start, max(end, quantity.end)


def _give_own_words(source: str, mentions: list[Mention]) -> None:
    previous: Mention | None = None
    for mention in mentions:
        mention.tail = (mention.quantity.end, mention.clause[1])
        start = mention.clause[0]
        if previous is not None and previous.clause == mention.clause:
            start = _share_gap(source, previous, mention)
        mention.head = (start, mention.quantity.start)
        fresh = previous is None or previous.clause != mention.clause or is_attributive(previous.quantity)
        if fresh or not is_attributive(mention.quantity):
            previous = mention


def _share_gap(source: str, left: Mention, right: Mention) -> int:
    """Split the words between two quantities of one clause; return where the right one's begin."""
    begin, end = left.quantity.end, right.quantity.start
    if is_attributive(left.quantity):
        # 65岁以上老年人体检12人: the age band belongs to what follows it.
        left.tail = (begin, end)
        return left.head[0]
    if source[begin] in "（(" and not _CLOSED.search(source, begin, end):
        # 54家（新认定6家）: the words in the bracket belong to what they lead to.
        left.tail = (begin, begin)
        return begin
    mark = _ITEM_MARK.search(source, begin, end)
    if mark is None:
        left.tail = (begin, end)
        return begin
    left.tail = (begin, mark.start())
    return mark.end()


def _resolve_respectively(source: str, mentions: list[Mention]) -> None:
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        at = max(source.rfind(word, mention.clause[0], mention.quantity.start) for word in _RESPECTIVELY)
        if at < 0 or is_attributive(mention.quantity):
            index += 1
            continue
        run = _run_of(source, mentions, index)
        items = []
        begin = _clause_before(source, mention.sentence[0], at)
        if sum(begin <= m.quantity.start for m in mentions[:index] if not is_attributive(m.quantity)) < len(
            run
        ):
            items = _items_before(source, mention.sentence[0], at, len(run))
        if len(run) > 1 and not items:
            items = _items_between(source, at, mention.quantity.start, len(run))
        if len(run) > 1 and not items:
            items = _items_of_quantities(mentions[:index], mention, len(run))
        _share_out(source, run, items, at)
        index += max(1, len(run))
        follower = mentions[index] if index < len(mentions) else None
        if items and follower and _follows(source, run, follower):
            rates = _run_of(source, mentions, index)
            if len(rates) == len(items):
                _share_out(source, rates, items, run[-1].quantity.end)
                index += len(rates)


def _share_out(source: str, run: list[Mention], items: list[str], at: int) -> None:
    """Give each member of a list its item, and the words before the first member to the others as well."""
    lead = source[at : run[0].quantity.start]
    if lead.startswith(_RESPECTIVELY):
        lead = lead[len(_RESPECTIVELY[0]) :]
    for before, member in pairwise(run):
        if not _CONTENT.search(source, before.quantity.end, member.quantity.start):
            member.shared = lead
    for member, item in zip(run, items, strict=False):
        member.item = item
        # The items before 分别 are shared out: none of them may count as the head of all.
        member.head = (max(member.head[0], at), member.head[1])


def _follows(source: str, run: list[Mention], follower: Mention) -> bool:
    """分别为19860元、10425元，增长5.2%、6.9%: a list of rates behind a list belongs to the same items."""
    gap = source[run[-1].quantity.end : follower.quantity.start]
    return (
        follower.sentence == run[0].sentence
        and follower.quantity.unit in _RATES
        and gap.startswith("，")
        and len(gap) <= _GAP
        and not any(word in gap for word in _RESPECTIVELY)
    )


def _run_of(source: str, mentions: list[Mention], first: int) -> list[Mention]:
    run = [mentions[first]]
    for mention in mentions[first + 1 :]:
        gap = source[run[-1].quantity.end : mention.quantity.start]
        if (
            mention.sentence != run[0].sentence
            or len(gap) > _GAP
            or any(word in gap for word in _RESPECTIVELY)
            or "；" in gap
            or not re.search(r"[、，和与及]|以及", gap)
        ):
            break
        if "，" in gap and mention.quantity.unit != run[0].quantity.unit:
            break
        if _CONTENT.sub("", gap) == gap or len(_CONTENT.findall(gap)) <= _GAP_WORDS:
            run.append(mention)
        else:
            break
    return run


def _clause_before(source: str, start: int, at: int) -> int:
    """Return where the clause that ends at `at` begins."""
    text = source[start:at].rstrip("，")
    return start + max((match.end() for match in re.finditer(r"[，；：]", text)), default=0)


def _items_before(source: str, start: int, end: int, count: int) -> list[str]:
    """Return the last `count` coordinated items before `end`, [] when there are not as many."""
    if count <= 1:
        return []
    text = source[start:end]
    text = re.split(r"[，；：]", text.rstrip("，"))[-1] if re.search(r"[，；：]", text.rstrip("，")) else text
    parts = [part for part in _ITEM_MARK.split(text.strip("，")) if part.strip()]
    if len(parts) >= count:
        return _complete(parts[-count:])
    for word, members in _COMPOUNDS.items():
        if word in text and len(members) == count:
            return [text.replace(word, member) for member in members]
    return []


def _complete(parts: list[str]) -> list[str]:
    """第一、二、三产业: give each numeral the noun of the last."""
    last = parts[-1]
    counted = _COUNTED.fullmatch(last)
    if counted and all(len(part) <= _SHORT for part in parts[:-1]):
        # 东、中、西三个片区
        return [part + counted["noun"] for part in [*parts[:-1], counted["item"]]]
    if not all(_BARE_ORDINAL.fullmatch(part) for part in parts[:-1]) or last[0] not in "二三四五六":
        # 东部、西部片区漏损率: what follows the last short name belongs to each.
        short = all(len(part) == len(parts[0]) <= _SHORT for part in parts[:-1])
        rest = last[len(parts[0]) :] if short and len(last) > len(parts[0]) + 1 else ""
        return [part + rest for part in parts[:-1]] + [last]
    return [f"第{part[-1]}{last[1:]}" for part in parts[:-1]] + [f"第{last}"]


def _items_between(source: str, start: int, end: int, count: int) -> list[str]:
    text = source[start + len(_RESPECTIVELY[0]) : end]
    parts = [part for part in _ITEM_MARK.split(text) if part.strip()]
    return parts if len(parts) == count else []


def _items_of_quantities(before: list[Mention], mention: Mention, count: int) -> list[str]:
    """甲12人、乙8人，分别增长5%和6%: the owners of the quantities just before."""
    near = [m for m in before if m.sentence == mention.sentence and not is_attributive(m.quantity)][-count:]
    if len(near) < count or "；" in mention.source[near[0].quantity.end : mention.quantity.start]:
        return []
    return [m.item or m.head_text for m in near]


def _resolve_former_latter(source: str, mentions: list[Mention]) -> None:
    for mention in mentions:
        for word, which in (("前者", 0), ("后者", 1)):
            if source.find(word, mention.head[0], mention.quantity.start) < 0:
                continue
            begin = max(0, mention.sentence[0] - 80, mention.clause[0] - _FAR)
            pairs = list(_PAIR.finditer(source, begin, mention.clause[0]))
            if pairs:
                mention.item = pairs[-1].group(which + 1)
