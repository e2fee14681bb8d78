"""The indicators of the facts: every measured quantity with its name, value, unit and source, by section.

The name is the fact's own words around the quantity; value and unit are cut out of the fact's characters, so
that one after the other they are what the fact says.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from draft.document import Fact, Spec
from draft.numbers import Quantity, find_quantities

_MEASURED = frozenset({"count", "money", "percent", "percentage_point", "ratio", "range", "placeholder"})
_WHOLE = frozenset({"ratio", "range"})
"""Kinds whose value and unit cannot be told apart: 三成, 3:1, 100～150千克."""
_AGES = frozenset({"岁", "周岁", "月龄"})
"""Units that tell who is counted, not how many."""
_PLANNED = "拟"
"""Status of what is not done yet; without the mark 完成12家 would read as done."""
_SAYS_PLAN = re.compile(r"[拟将]|计划|力争|目标")
_BARE = 2
"""Characters of a verb alone, which names nothing."""
_SMALL = 10
"""Below this a count in Chinese numerals declares a list (三个渠道) and measures nothing."""
_UNIT = re.compile(r"(?![年月日])[%％‰一-鿿]")
"""How a unit begins behind a mask: not that of a date, not a bare mask."""
_TIMES = frozenset({"date", "time"})
_NUMBER = re.compile(
    r"[0-9０-９xXｘＸ×*][0-9０-９.．,，xXｘＸ×*]*[多余]?|[零〇一二两三四五六七八九十百千几数]+[多余]?"
)
_NAME_OF_PLACE = re.compile(r"[^0-9]+[省市州盟县区旗镇乡村]$|[^0-9]+街道$")
_BEFORE = re.compile(r"(?:超过|突破|不低于|不少于|不超过|至少|最多|将近|接近|大约|约|近|超|逾)$")
_AFTER = re.compile(r"及?以[上下内]|左右|上下")
_LINKING = re.compile(r"(?:共计|总计|合计|达到|共|达|为|(?<!累)计)$")
_CHANGE = re.compile(
    r"同比|环比|按可比口径|[比较](?:上|去|前|20|19|同)|增|降|提高|下降|上升|减少|回落|翻|高于|低于"
)
"""How the name of a change begins; whose change it is stands before it."""
_SHARES = frozenset({"%", "％", "‰"})
_UNCLEAR = re.compile(
    r"^.?$|分别|^(?:和|与|及|的|者|到|至|由|从|占|以[上下]|为期)|^其[中余]$|[由从]$|^[^\w“《（]"
)
"""Names from which nobody could tell what is measured."""
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"))
_MARKS = "，。；：、,;: 　"
_CLAUSE = re.compile(r"[^，。；！？,;]+")
_ORDINAL_TAIL = re.compile(r"第[一二三四五六七八九十0-9]+.{0,2}$")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measured quantity.

    Attributes:
        section: index of its section, -1 for the 导语.
        fact: index of its fact.
        name: the fact's words, without the quantity.
        follows: it is not the first of its fact, and its name leans on those before it.
    """

    section: int
    fact: int
    name: str
    value: str
    unit: str
    source: str
    follows: bool = False


def list_indicators(spec: Spec) -> tuple[Indicator, ...]:
    """Return the indicators in the order of the facts file; facts without a measured quantity have none."""
    groups = [(-1, spec.opening), *((section.index, section.facts) for section in spec.walk())]
    return tuple(
        indicator
        for index, facts in groups
        for number, fact in enumerate(facts)
        for indicator in _of_fact(index, number, fact)
    )


def whole_fact(section: int, number: int, fact: Fact) -> Indicator:
    """Return the fact as one row in its own words, nothing cut out of them."""
    return Indicator(section, number, fact.text.strip().rstrip("。；"), "", "", fact.source or "")


def _of_fact(section: int, number: int, fact: Fact) -> list[Indicator]:
    """Return the rows of a fact; one that cannot be cut up without doubt about who is meant stays whole."""
    quantities = find_quantities(fact.text)
    measured = [q for q in quantities if _is_measured(q)]
    rows: list[Indicator] = []
    for position, quantity in enumerate(measured):
        start = measured[position - 1].end if position else 0
        end = measured[position + 1].start if position + 1 < len(measured) else len(fact.text)
        before, value, unit, after = _cut(fact.text, quantity)
        name = _name(fact.text[start:before], fact.text[after:end], rows, last=end == len(fact.text))
        if not position:
            name = _time_of(fact.text, quantities, before) + name
        if _CHANGE.match(name):
            name = _owner_of_change(rows, unit) + name
        if fact.status == _PLANNED and not _SAYS_PLAN.search(name):
            name += f"（{_PLANNED}）"
        rows.append(Indicator(section, number, name, value, unit, fact.source or "", follows=position > 0))
    return [whole_fact(section, number, fact)] if _are_doubtful(rows) else rows


def _owner_of_change(rows: list[Indicator], unit: str) -> str:
    """Return the name of the indicator that changes: the last that a change of this unit can be of."""
    owners = [row for row in rows if not _CHANGE.search(row.name)]
    if unit == "个百分点":
        owners = [row for row in owners if row.unit in _SHARES]
    elif unit not in _SHARES:
        owners = [row for row in owners if row.unit.lstrip("万亿") == unit.lstrip("万亿")]
    return owners[-1].name if owners else ""


def _are_doubtful(rows: list[Indicator]) -> bool:
    """Return whether a name leaves open what is measured: 分别, a bare 和, half a bracket, one name twice."""
    named = [(row.name, row.unit) for row in rows]
    return len(set(named)) < len(named) or any(
        _UNCLEAR.search(name) or any(name.count(left) != name.count(right) for left, right in _PAIRS)
        for name, _ in named
    )


def _is_measured(quantity: Quantity) -> bool:
    if quantity.kind not in _MEASURED or quantity.unit in _AGES:
        return False
    if quantity.kind == "range" and re.search(r"[年月日号时点]", quantity.text):
        return False
    if quantity.kind == "placeholder":
        unit = quantity.text[len(_leading(quantity.text)) :]
        return bool(_UNIT.match(unit)) and not _NAME_OF_PLACE.match(quantity.text)
    written_out = not re.search(r"[0-9０-９]", quantity.text)
    small = isinstance(quantity.value, Decimal) and quantity.value < _SMALL
    return not (written_out and small)


def _leading(text: str) -> str:
    number = _NUMBER.match(text)
    return number.group() if number else ""


def _cut(text: str, quantity: Quantity) -> tuple[int, str, str, int]:
    """Return where the quantity begins with its 约, its value, its unit, and where it ends with its 以上."""
    hedged = quantity.qualifier or quantity.kind == "placeholder"
    hedge = _BEFORE.search(text, max(0, quantity.start - 3), quantity.start) if hedged else None
    start = hedge.start() if hedge else quantity.start
    bound = _AFTER.match(text, quantity.end)
    end = bound.end() if bound else quantity.end
    # A bound behind the unit (85%以上) keeps both together: every bound stands with the value.
    number = "" if bound or quantity.kind in _WHOLE else _leading(quantity.text)
    value_end = quantity.start + len(number) if number else end
    return start, text[start:value_end], text[value_end:end], end


def _name(left: str, right: str, rows: list[Indicator], *, last: bool) -> str:
    """Return the words that name a quantity: those before it in its clause, those after to the next mark.

    What stands between two quantities without a mark may belong to the second. Behind the last it cannot, and
    is wanted where only a verb stands before the quantity (完成12家医院改造).
    """
    clauses = _CLAUSE.findall(left)
    head = "" if left.endswith(("，", "；", "。")) or not clauses else clauses[-1]
    listed = left.startswith("、")
    head = _LINKING.sub("", head.strip(_MARKS))
    tail = None if right.startswith("、") else _CLAUSE.match(right)
    whole = (
        not right or (last and len(head) <= _BARE) or (tail is not None and len(tail.group()) < len(right))
    )
    name = head + (tail.group().strip(_MARKS) if tail and (whole or not head) else "")
    if listed and rows and _ORDINAL_TAIL.fullmatch(name):
        return _ORDINAL_TAIL.sub("", rows[-1].name) + name
    return name or (rows[-1].name if rows else "")


def _time_of(text: str, quantities: tuple[Quantity, ...], before: int) -> str:
    """Return the clauses ahead of the first quantity's own that name a date: 截至12月10日24时，."""
    times = [q for q in quantities if q.kind in _TIMES and q.end <= before]
    clauses = [
        c for c in _CLAUSE.finditer(text, 0, before) if any(c.start() <= q.start < c.end() for q in times)
    ]
    own = max((text.rfind(mark, 0, before) for mark in "，。；！？,;"), default=-1)
    return "".join(f"{c.group().strip()}，" for c in clauses if c.end() <= own)
