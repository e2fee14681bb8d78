"""新增 put before what the fact has in stock: 公交车46辆；新开通线路7条 told as 新增公交车46辆.

A word of growth belongs to what follows it. In the fact it may lead the number from before, in the sentence
other facts may lend it only where they are told before.
"""

from collections.abc import Callable, Sequence

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention
from draft.fidelity.sides import FLOW_GROUP, Side
from draft.fidelity.slots import pairs_of
from draft.fidelity.verbs import VERBS
from draft.numbers.patterns import Pattern

_NEW = "新增"
# What grows, is made or comes in says as much; 新能源, 新型 do not.
_GROWN = Pattern(
    r"新(?![能农型兴材媒区城村疆闻华冠])|增|添|扩|净|多|建(?!制)|设(?![施备计])|购|化|改|修|栽|植|造|引|招|聘|创|评|认定|发放|投放|开通|成立|落户"
)


def is_grown(mention: Mention) -> bool:
    """Return whether the fact says of the number, or before it, that it is new or was brought about."""
    told = mention.source[: mention.tail[1]]
    return _GROWN.search(told) is not None or not pairs_of(told).isdisjoint(VERBS)


def find_added_flow(
    required: Mention, prose: Side, written: Mention, titles: str, lenders: Callable[[], Sequence[Mention]]
) -> Finding | None:
    """Return the word of growth that only the prose has before the number.

    Args:
        titles: heading and title of the fact.
        lenders: the numbers of the clause whose own facts have such a word.
    """
    if required.quantity.kind != "count" or "新" not in written.head_text:
        return None
    hits = [
        hit
        for hit in prose.terms.between(written.head[0], written.quantity.start)
        if hit.group == FLOW_GROUP and hit.name == _NEW and prose.text[hit.start] == "新"
    ]
    if not hits or is_grown(required) or _GROWN.search(titles):
        return None
    if any(hits[-1].start <= other.quantity.start < written.quantity.start for other in lenders()):
        return None
    return Finding("scope", "", prose.text[hits[-1].start : hits[-1].end])
