"""A grade and all above it: 县级以上图书馆 is not 县级图书馆, 国三及以下 is not 国三."""

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention
from draft.numbers.patterns import Pattern

_BOUND = ("以上", "以下")
_GRADE = Pattern(
    r"(?P<grade>国家级|[省市县乡镇村区]级|[厅处科股局][级]|[副正]?[高中初]级|[正副][处科厅局][级]?|[一二三四五六七八九]级|国[一二三四五六]|"
    r"本科|专科|大专|研究生|硕士|博士|高中|初中|中专|较大|重大|一般|中型|大型|小型|[甲乙丙]级|[特一二三]等)(?P<more>(?:及其?|含)?以[上下])?"
)


def find_lost_grade(required: Mention, written: Mention) -> Finding | None:
    """Return the grade that stands for all above (or below) it on one side and for itself on the other."""
    told_of = required.source[required.clause[0] : required.tail[1]]
    start, end = written.sentence
    told = written.source[start : max(end, written.tail[1])]
    if not (any(word in told_of for word in _BOUND) or any(word in told for word in _BOUND)):
        return None
    own, found = _grades(told_of), _grades(f"{told}|{written.item}")
    for grade, bounds in own.items():
        other = found.get(grade)
        if other is None or bounds & other or len(bounds | other) > _TWO:
            continue
        left, right = min(bounds), min(other)
        if not left and grade not in f"{written.item}{written.head_text}{written.tail_text}":
            continue
        return Finding("noun", grade + left, grade + right)
    return None


_TWO = 2


def _grades(text: str) -> dict[str, set[str]]:
    """Return grade → 以上, 以下 or nothing, as it is said in the text."""
    found: dict[str, set[str]] = {}
    for match in _GRADE.finditer(text):
        found.setdefault(match["grade"], set()).add((match["more"] or "")[-_TWO:])
    return found
