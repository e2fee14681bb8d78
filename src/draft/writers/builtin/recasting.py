"""Clauses told another way: 率91.3%，同比提高1.8个百分点 → 率同比提高1.8个百分点，达到91.3%.

Each form keeps every number, unit, direction and owner; only their order changes, or siblings share their
words with 分别. Half of what could be told so is left as it is, so that neither manner becomes a pattern.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from draft.numbers.patterns import Pattern
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.lexing import CJK, leading_verb

_NUM = r"[0-9xX][0-9xX.,]*[余多]?[万亿]?"
_BASE = r"(?:同比|环比|比上年|较上年|比去年|较去年|比上年同期|较上年同期|比去年同期|较去年同期)"
_RISE = r"(?:增长|提高|上升)"
_FALL = r"(?:下降|降低|减少)"
_CHANGE = rf"(?P<base>{_BASE})(?P<way>{_RISE}|{_FALL})(?P<by>[0-9.xX]+(?:个百分点|[%％]))"
_RESULT = Pattern(
    rf"(?P<name>[{CJK}“”、（）A-Za-z]{{3,24}}?)(?:为|达到|达)?(?P<value>(?:{_NUM}(?:[%％]|[{CJK}]{{1,3}})))，{_CHANGE}"
)
_GROWN = Pattern(
    rf"(?P<name>[{CJK}“”]{{2,14}}?)(?P<value>{_NUM}[{CJK}]{{1,3}})，(?P<base>{_BASE})?(?P<way>{_RISE}|{_FALL})(?P<by>[0-9.xX]+[%％])"
)
_RATE = Pattern(rf"(?P<name>[{CJK}“”A-Za-z0-9]{{4,24}}?率)(?:为|达到|达)?(?P<value>[0-9.xX]+[%％‰])")
_SPENT = Pattern(
    rf"^(?P<done>[^，]{{6,40}}(?:，[^，]{{4,30}}){{0,2}})，(?P<spent>(?:完成|累计完成|总)?投资{_NUM}元)$"
)
_TAKING_PART = Pattern(rf"，(?P<verb>参加|参与|参训|受益)(?P<people>(?:约|近)?{_NUM}人次?)$")
_HANDED = Pattern(
    rf"^发放(?P<thing>[{CJK}“”（）]{{2,20}}?)(?P<money>{_NUM}元)，(?:惠及|涉及)(?P<people>{_NUM}(?:户|人))$"
)
_SHARED = 4
"""Characters that two names of rates must end in alike to be told together."""
_LONGEST_PAIR = 60


def recast(clauses: Sequence[Clause], turn: int) -> list[Clause]:
    """Return the clauses of a section of work, some of them told another way.

    Args:
        turn: decides which half of the candidates is recast; another number takes the other half.
    """
    told: list[Clause] = []
    for clause in _pair(clauses):
        recasted = _retell(clause)
        if recasted is not clause:
            turn += 1
        told.append(recasted if turn % 2 else clause)
    return told


def _retell(clause: Clause) -> Clause:
    """Return the clause in the first form that fits it, the clause itself where none does."""
    plain = not (clause.leaning or clause.leads or clause.apart or clause.kind == "block" or clause.status)
    if not plain:
        return clause
    at = len(clause.time) + len(clause.scope)
    lead, body = clause.text[:at], clause.text[at:]
    forms: tuple[Callable[[str], str], ...] = (
        _result_first,
        _cost_first,
        _people_first,
        _receivers_first,
        number_first,
    )
    text = next((found for form in forms if (found := form(body))), "") or _both_halves(body)
    if not text:
        return clause
    opens = "action" if text.startswith(("向", "投资", "完成", "累计")) else clause.kind
    kind = "figure" if body.startswith("实现") and not text.startswith("实现") else opens
    return replace(clause, text=lead + text, kind=kind)


def _both_halves(body: str) -> str:
    """Return a note of two sibling figures parted by ； as one clause, an empty string for any other."""
    halves = body.split("；")
    return _two_rates(*halves) or _two_growths(*halves) if len(halves) == 2 else ""  # noqa: PLR2004


def _result_first(body: str) -> str:
    match = _RESULT.fullmatch(body.removeprefix("实现"))
    if not match or re.search("，|完成|累计|新增|发放|其中|[至到升降由]$", match["name"]):
        return ""
    reached = "达到" if re.fullmatch(_RISE, match["way"]) else "为"
    return f"{match['name']}{match['base']}{match['way']}{match['by']}，{reached}{match['value']}"


def _cost_first(body: str) -> str:
    match = _SPENT.match(body)
    if not match or re.search("计划|概算|占|完成率|投资", match["done"].split("，")[0]):
        return ""
    return f"{match['spent']}，{match['done']}"


def _people_first(body: str) -> str:
    return _TAKING_PART.sub(r"，\g<people>\g<verb>", body) if _TAKING_PART.search(body) else ""


def _receivers_first(body: str) -> str:
    match = _HANDED.match(body)
    return f"向{match['people']}发放{match['thing']}{match['money']}" if match else ""


def number_first(body: str) -> str:
    """Return 司法所11个全部配齐所长 as 11个司法所全部配齐所长, each part of the note for itself."""
    parts = [_NUMBER_LAST.sub(_turn_number, part) for part in body.split("，")]
    told = "，".join(parts)
    return told if told != body else ""


def _turn_number(match: re.Match[str]) -> str:
    noun = match["noun"]
    if leading_verb(noun) or re.search("新增|累计|其中|另有|剩余|合计|共$", noun):
        return match.group()
    return f"{match['count']}{noun}{match['rest']}"


_NUMBER_LAST = Pattern(
    rf"^(?P<noun>[{CJK}]{{2,8}})(?P<count>{_NUM}(?:个|家|所|名|辆|座|处|条|户|支))"
    rf"(?P<rest>(?:已?全部|均已?|已)?(?:配齐|完成|实现|通过|参加|接入|建成|开展|接受|获评|获得|未|达到|纳入|推行|投用|开工|通上)[{CJK}“”].*)$"
)

# --- siblings ---------------------------------------------------------------------------------


def _pair(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses with neighbours of one kind of rate, or of one kind of growth, told together."""
    told: list[Clause] = []
    for clause in clauses:
        together = _together(told[-1], clause) if told else ""
        if together:
            told[-1] = replace(told[-1], text=told[-1].text[: _lead(told[-1])] + together)
        else:
            told.append(clause)
    return told


def _lead(clause: Clause) -> int:
    return len(clause.time) + len(clause.scope)


def _together(one: Clause, other: Clause) -> str:
    """Return two sibling figures as one clause with 分别, an empty string where they are no siblings."""
    apart = one.leaning or other.leaning or one.status or other.status or other.time or other.scope
    if apart or "block" in {one.kind, other.kind} or "分别" in one.text:
        return ""
    first, second = one.text[_lead(one) :], other.text
    text = _two_rates(first, second) or _two_growths(first, second)
    return text if len(text) <= _LONGEST_PAIR else ""


def _two_rates(first: str, second: str) -> str:
    one, other = _RATE.fullmatch(first), _RATE.fullmatch(second)
    if not one or not other:
        return ""
    shared = _common_end(one["name"], other["name"])
    owners = one["name"][: -len(shared) or None], other["name"][: -len(shared) or None]
    if len(shared) < _SHARED or not all(2 <= len(owner) <= 10 for owner in owners):  # noqa: PLR2004
        return ""
    return f"{owners[0]}、{owners[1]}{shared}分别为{one['value']}和{other['value']}"


def _two_growths(first: str, second: str) -> str:
    one, other = _GROWN.fullmatch(first), _GROWN.fullmatch(second)
    if not one or not other or one["base"] != other["base"] or one["way"] != other["way"]:
        return ""
    if one["by"][-1] != other["by"][-1] or one["value"] == other["value"]:
        return ""
    owners = f"{one['name']}{one['value']}、{other['name']}{other['value']}"
    told = f"{owners}，{one['base'] or ''}分别{one['way']}"
    return f"{told}{one['by']}和{other['by']}"


def _common_end(one: str, other: str) -> str:
    """Return the longest end that two names share."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return one[len(one) - size :]
