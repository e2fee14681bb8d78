"""A text as the comparison of words sees it: contrast words by place, classes beside a mention."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from draft.fidelity.contrasts import FRAMES, SHIELDS
from draft.fidelity.mentions import Mention, clause_before, goes_on
from draft.fidelity.modifiers import MODIFIERS
from draft.fidelity.nouns import NOUNS
from draft.fidelity.series import SERIES
from draft.fidelity.terms import Contrast, Hit, TermFinder, Terms
from draft.numbers.patterns import Pattern

GROUPS = FRAMES + NOUNS + SERIES
SERIES_GROUPS = frozenset(range(len(FRAMES) + len(NOUNS), len(GROUPS)))
NARROWED = {modifier + head: (modifier, head) for modifier, heads, _ in MODIFIERS for head in heads}
NARROWING = len(GROUPS)
_FINDER = TermFinder(
    (*GROUPS, Contrast("限定", "noun", tuple((word,) for word in NARROWED), "narrowing modifiers")), SHIELDS
)
SCOPE_GROUP = next(i for i, g in enumerate(FRAMES) if g.name == "范围层级")
DIRECTION_GROUP = next(i for i, g in enumerate(FRAMES) if g.name == "方向")
AVERAGE_GROUP = next(i for i, g in enumerate(FRAMES) if g.name == "平均与总量")
HOLIDAY_GROUP = next(i for i, g in enumerate(FRAMES) if g.name == "节假日")
FLOW_GROUP = next(i for i, g in enumerate(FRAMES) if g.name == "流量与存量")
STATUS_GROUP = next(i for i, g in enumerate(FRAMES) if g.name == "计划与完成")
PLAN, DOING, DONE = (names[0] for names in FRAMES[STATUS_GROUP].classes)
_FRONT = Pattern(r"(?:^|(?<=[，。；：]))[^，。；：\d]{3,9}$")
_AFTER = Pattern(r"，[^，。；：\d]{2,12}(?=[。；]|$)")
_SHARE = Pattern("占|比重")


class Side(NamedTuple):
    """A text with the contrast words and narrowed nouns found in it."""

    text: str
    terms: Terms
    classes: dict[int, set[str]]


def read_side(text: str) -> Side:
    """Return `text` with its contrast words and narrowed nouns; short ones are remembered."""
    return _remember(text) if len(text) <= _SHORT else _read(text)


def find_terms(text: str) -> Terms:
    """Return the contrast words and narrowed nouns of a text by their places."""
    return _FINDER.find(text)


def _read(text: str) -> Side:
    terms = find_terms(text)
    return Side(text, terms, terms.classes(0, len(text)))


_SHORT = 80
_remember = lru_cache(maxsize=512)(_read)


def narrowed_in(side: Side, start: int, end: int) -> list[Hit]:
    """Return the narrowed nouns (不良贷款) in the span."""
    return [hit for hit in side.terms.between(start, end) if hit.group == NARROWING]


def effective_status(names: set[str]) -> set[str]:
    """Return what governs: 拟…建成 is a plan, 正在…推进完成 is under way."""
    for name in (PLAN, DOING, DONE):
        if name in names:
            return {name}
    return set()


def is_quoted(prose: Side, near: set[str], found: set[str], required: Mention, written: Mention) -> bool:
    """Return whether each status word of `found` at the written quantity stands in the fact as well."""
    if PLAN in near and "已" in written.head_text and "已" not in required.clause_text:
        # 拟新开工500套 told as 已新开工500套.
        return False
    hits = prose.terms.between(written.head[0], written.tail[1])
    return all(
        prose.text[h.start : h.end]
        in (required.source if h.start >= written.quantity.end else required.clause_text)
        for h in hits
        if h.group == STATUS_GROUP and h.name in found
    )


def own_classes(side: Side, mention: Mention) -> dict[int, set[str]]:
    """Return group → classes of the own words, the resolved list item included."""
    found = side.terms.classes(mention.head[0], mention.tail[1])
    if mention.item:
        found = {index: set(names) for index, names in found.items()}
        for index, names in read_side(mention.item).terms.classes(0, len(mention.item)).items():
            found.setdefault(index, set()).update(names)
    return found


def clause_classes(side: Side, mention: Mention) -> dict[int, set[str]]:
    """Return group → classes from the clause's start up to the end of the own words."""
    return side.terms.classes(mention.clause[0], mention.tail[1])


def front_classes(side: Side, mention: Mention) -> dict[int, set[str]]:
    """Return the words of a short clause before the quantity's own: 较帮扶前，门诊量增长了三分之一."""
    start = mention.clause[0]
    comma = mention.source[start - 1 : start] == "，"
    match = _FRONT.search(mention.source, max(mention.sentence[0], start - 10), start - 1) if comma else None
    return side.terms.classes(match.start(), start) if match else {}


def led_classes(side: Side, mention: Mention) -> dict[int, set[str]]:
    """Return the words of the clause before one that only goes on: 盖度同比提高0.4个百分点，达58.6%."""
    return side.terms.classes(clause_before(mention), mention.clause[0]) if goes_on(mention) else {}


def after_classes(side: Side, mention: Mention) -> set[str]:
    """Return the words of status in a bare clause behind the quantity's own: 58件，均已办结."""
    match = _AFTER.match(mention.source, mention.clause[1])
    return side.terms.classes(match.start(), match.end()).get(STATUS_GROUP, set()) if match else set()


def is_signed(mention: Mention) -> bool:
    """增长-9.7%: the sign decides, not the word."""
    return isinstance(mention.quantity.value, Decimal) and mention.quantity.value < 0


def is_share(mention: Mention) -> bool:
    """Return whether the quantity is a share of something (占…%)."""
    return mention.quantity.unit == "%" and _SHARE.search(mention.clause_text) is not None


def priority_of(index: int) -> tuple[bool, int]:
    """Return the order in which groups are asked: levels of government last."""
    return index == SCOPE_GROUP, index


def concepts_in(found: dict[int, set[str]]) -> Iterator[str]:
    """Yield a feature for each class found."""
    for index, names in found.items():
        for name in names if index != NARROWING else ():
            yield f"@{index}{name}"


def first_of(names: Iterable[str]) -> str:
    """Return one name of several, always the same."""
    return min(names)


def levels_in(side: Side) -> Iterator[str]:
    """Yield the levels a text speaks for; an arena (全省第6位, 高于全省平均) is another's."""
    if SCOPE_GROUP not in side.classes:
        return
    for hit in side.terms.between(0, len(side.text)):
        if hit.group == SCOPE_GROUP and not (
            _RANKED.match(side.text, hit.end) or side.text[hit.start - 1 : hit.start] in _AGAINST
        ):
            yield hit.name


def own_level(office: str) -> str:
    """Return the level an office speaks for by its name (全县 for XX县卫生健康局), empty if unsaid."""
    name = _NO_LEVEL.sub("|", _YEAR_ON.split(office)[0])
    levels = [_LEVELS[match.group()] for match in _LEVEL.finditer(name)]
    return levels[-1] if levels else ""


_RANKED = Pattern(r"[^，。；、\d]{0,4}(?:第[\d一二三四五六七八九十]|前[\d一二三四五六七八九十列]|平均)")
_AGAINST = frozenset("于比较出")
_LEVELS = {
    "省": "全省",
    "自治区": "全区",
    "市": "全市",
    "州": "全州",
    "盟": "全盟",
    "县": "全县",
    "区": "全区",
    "旗": "全旗",
    "镇": "全镇",
    "乡": "全镇",
    "街道": "全镇",
}
_LEVEL = Pattern("自治区|街道|[省市州盟县区旗镇乡]")
# What names no place though it holds such a character; from the first figure on a title names no office.
_NO_LEVEL = Pattern(
    "市场|市容|市政(?!府)|区域|区划|县域|城市|乡村|乡镇|城镇|城乡|社区|园区|开发区|新区|景区|校区|库区"
)
_YEAR_ON = Pattern(r"[0-9０-９二〇]|关于|[XxＸ×]{2}年")
