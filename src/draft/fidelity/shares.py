"""What a share is a share of: 占在编人员的35% is not 占全县干部的35%, whatever the figure.

The whole is read from both sides where it is named: 占W的35%, 占W的比重为35%, 在W中占35%, W中…占35%. Words of
amount and place (全部, 总数, 全县) say nothing of it; wholes without a character in common are two.
"""

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention, clause_before
from draft.fidelity.sides import NARROWING, find_terms
from draft.numbers.patterns import Pattern

_WHOLE = Pattern(
    r"占(?:到|了|据)?(?!比)(?P<of>[^，。；：、占\d]{2,16}?)(?:的?(?:比重|比例|份额|比))?(?:的|达到|达|为|约|近|超过|超|逾|高达|仅|只有|上升至|提高到|提高至|升至|增至|降至)*$"
)
_WITHIN = Pattern(
    r"(?:^|在|[，。；：])(?P<of>[^，。；：、占在\d]{2,12}?)(?:之中|当中|中|里)(?![小学医药型等期心央部间高级])，?[^，。；：\d]{0,16}占(?:比|的比重|的比例|到|了|据)?"
)
_SAID_OF = Pattern(r"在(?P<of>[^，。；：、占在\d]{2,12}?)(?:总量|总数)?(?:之中|当中|中|里)的?(?:占|比)")
_AMOUNT = Pattern(
    r"全部|所有|整个|总人数|总人口|总数量|总数|总量|总额|总|人数|数量|金额|全[国省市县区州镇乡村]|[我本该][省市县区州镇乡村]|[的其数]|比重|比例|同期|当年|全年|年度"
)
_PART = Pattern(
    r"(?:^|[，。；：、（(])(?:其中|包括)?(?P<part>[\u4e00-\u9fff]{2,8}?)(?:的)?占(?:比|到|了)?(?:达到|达|为|约|超过|超)*$"
)
_POINTING = Pattern(r"[其这此该两者上前后均各共]|比重|比例|数量|总|部分|一半")
_LEAD = ("中，", "里，")
_LEAST = 2


def find_other_whole(required: Mention, written: Mention) -> Finding | None:
    """Return the whole of the fact's share and the other one the prose names."""
    if required.quantity.unit not in {"%", "成"} or "占" not in required.clause_text:
        return None
    own, told = _whole_of(required), _whole_of(written)
    if not own or not told:
        return _other_part(required, written)
    left, right = (_AMOUNT.sub("", whole.replace("GDP", "生产总值")) for whole in (own, told))
    if min(len(left), len(right)) < _LEAST:
        return None
    if set(left) & set(right) and not _exclude(left, right):
        return None
    return Finding("misattached", own, told)


def _other_part(required: Mention, written: Mention) -> Finding | None:
    """事前立案占91.5% told as 行政罚款占91.5%: of what is gone nothing is left in the sentence."""
    own, told = (_PART.search(m.source[m.clause[0] : m.quantity.start]) for m in (required, written))
    if not own or not told:
        return None
    rest = required.source.replace(own["part"], "|", 1)
    only = {own["part"][at : at + _LEAST] for at in range(len(own["part"]) - 1)}
    only = {pair for pair in only if pair not in rest}
    if (
        not only
        or any(pair in written.sentence_text for pair in only)
        or set(own["part"]) & set(told["part"])
    ):
        return None
    if _POINTING.search(told["part"]) or own["part"] in written.item:
        return None
    return Finding("misattached", own["part"], told["part"])


def _exclude(left: str, right: str) -> bool:
    """Return whether the two are members of one series: 耕地面积, 林地面积."""
    own, told = (find_terms(text).classes(0, len(text)) for text in (left, right))
    return any(own[index].isdisjoint(told[index]) for index in own.keys() & told.keys() if index < NARROWING)


def _whole_of(mention: Mention) -> str:
    """Return what the share is a share of, empty where it is not named."""
    start = (
        clause_before(mention) if mention.source[: mention.clause[0]].endswith(_LEAD) else mention.clause[0]
    )
    text = mention.source[start : mention.quantity.start]
    for pattern in (_SAID_OF, _WITHIN, _WHOLE):
        match = pattern.search(text)
        if match:
            return match["of"]
    return ""
