"""Words at a date that move it: 底 and 初, 前 and 起."""

from collections.abc import Iterator

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention
from draft.numbers.patterns import Pattern

_PART = Pattern(r"底|末|初|年中|月中|中旬|上旬|下旬")
_SIDE = Pattern(r"^(?:日|时|底|末|初)*(?P<side>之前|以前|前|之后|以后|后|起|以来)")
_PARTS = {
    "底": "底",
    "末": "底",
    "初": "初",
    "年中": "中",
    "月中": "中",
    "中旬": "中",
    "上旬": "上旬",
    "下旬": "下旬",
}
_SIDES = {
    "之前": "前",
    "以前": "前",
    "前": "前",
    "之后": "后",
    "以后": "后",
    "后": "后",
    "起": "起",
    "以来": "起",
}


def compare_date_words(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where both dates have such a word and the words differ."""
    for read in (_part_of, _side_of):
        left, right = read(required), read(written)
        if left and right and left != right:
            yield Finding("date", left, right)


def _part_of(mention: Mention) -> str:
    text = mention.quantity.text + mention.source[mention.quantity.end : mention.quantity.end + 2]
    found = _PART.search(text[1:])
    return _PARTS[found.group()] if found else ""


def _side_of(mention: Mention) -> str:
    found = _SIDE.match(mention.source[mention.quantity.end : mention.quantity.end + 4])
    return _SIDES[found["side"]] if found else ""
