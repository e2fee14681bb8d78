"""Statements of none without a figure (未发生…, 零事故): they must neither be lost nor be weakened."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draft.numbers.patterns import Pattern

NONE = Pattern(
    r"未发生|未报告|没有报告|未出现|未发现|未接到|没有发生|没有出现|没有发现|无一(?!例外)|均无|(?:未|没有)(?:造成|引发|新增)|没有(?=人员|伤亡|新发)|无新增|无新发|(?:(?<![^，。；：、！？\s（“])|(?<=全年)|(?<=目前)|(?<=实现)|(?<=做到)|(?<=保持)|(?<=继续))无(?!一|偿|缝|障|人机|公害|线|害|证|理由|烟|论|核|纸|症状|违建|锡|极|人区)|基本无|(?<!网)(?<!社)零(?=发生|报告|事故|感染|投诉|差错|上访|信访|死亡|伤亡|病例|增长|新增|容忍|违规|违纪)|(?<=为)零(?![\u4e00-\u9fff])|杜绝"
)
# Other ways to say in a prose what a fact says is none: 0例, 清零.
_GONE = Pattern(r"(?<![\d.])0(?![\d.])|清零|归零|消除|消灭|守[住牢]了?不发生")
SIGNS = frozenset("未没无零杜")
_HEDGE = Pattern(
    r"(?:基本|几乎|大体|大致|总体上?|原则上|力争|努力|争取|确保|尽量|较少|很少|鲜有)(?:实现|做到|上|保持|达到)?$"
)
_HAN = Pattern(r"[\u4e00-\u9fff]+")
_CLAUSE = Pattern(r"[，；。！？：\n]")
_EMPTY = Pattern(
    r"发生|出现|发现|报告|全年|全县|全市|任何|一起|重大|较大|实现|保持|连续|均|有|的|和|及|未|没|无|零"
)
GRADED = Pattern(r"重大|较大|特大|规模性|群体性|区域性|系统性|聚集性|重特大")
_REACH, _HEDGED, _FAR = 14, 6, 300
_MARKS = "，；。！？：\n"


class Weakened(NamedTuple):
    """A statement of none that the prose weakens (`span`) or does not make (`span` None)."""

    statement: str
    span: tuple[int, int] | None


def find_none(text: str) -> list[re.Match[str]]:
    """Return where `text` says that something did not happen."""
    return [] if SIGNS.isdisjoint(text) else list(NONE.finditer(text))


class Said(NamedTuple):
    """A statement of none in the prose.

    Attributes:
        around: the words near it.
        firm: not weakened (基本无, 力争零…).
        graded: a grade (重大, 较大) follows at once.
    """

    start: int
    end: int
    around: frozenset[str]
    firm: bool
    graded: bool


def read_said(prose: str) -> list[Said]:
    """Return the statements of none of a prose."""
    return [
        Said(
            match.start(),
            match.end(),
            _words(prose[max(0, match.start() - _REACH) : match.end() + _REACH]),
            match.group() != "基本无" and not _is_hedged(prose, match.start()),
            GRADED.match(prose, match.end()) is not None,
        )
        for match in (*find_none(prose), *_GONE.finditer(prose))
    ]


def find_weakened(fact: str, prose: str, said: Sequence[Said]) -> Iterator[Weakened]:
    """Yield the statements of none of `fact` that `prose` lost or weakened; `said` are those of the prose."""
    ungraded = GRADED.search(fact) is None
    known: dict[frozenset[str], list[Said]] = {}
    for match in find_none(fact):
        if match.group() == "基本无" or _is_hedged(fact, match.start()):
            continue
        statement = _clause_around(fact, match.start())
        words = _words(statement)
        near = known.get(words)
        if near is None:
            near = known[words] = [other for other in said if not words or not words.isdisjoint(other.around)]
        firm = [other for other in near if other.firm]
        broken = [other for other in firm if other.graded] if ungraded else _widened(statement, prose, firm)
        if firm and not (broken and len(broken) == len(firm)):
            continue
        near = broken or near
        yield Weakened(statement, (near[0].start, near[0].end) if near else None)


def is_licensed(prose: str, at: int, none_told: Sequence[frozenset[str]]) -> bool:
    """Return whether a statement of none at `at` is one of the facts', whose words are `none_told`."""
    words = _words(_clause_around(prose, at))
    return any(2 * len(words & told) >= len(words) for told in none_told) if words else bool(none_told)


def words_of_none(fact: str, zeros: Sequence[int]) -> Iterator[frozenset[str]]:
    """Yield the words of each clause of `fact` that tells of none, in words or by a zero at `zeros`."""
    for at in (*(match.start() for match in find_none(fact)), *zeros):
        yield _words(_clause_around(fact, at))


def _widened(statement: str, prose: str, firm: Sequence[Said]) -> list[Said]:
    """Return those of `firm` that say it of every grade, where the statement says it of one."""
    grade = GRADED.search(statement)
    return (
        []
        if grade is None
        else [
            other
            for other in firm
            if grade.group() not in prose[max(0, other.start - _REACH) : other.end + _REACH]
            # 重大医院感染暴发事件、预防接种事故均未发生: the grade may stand far ahead in its clause.
            and grade.group() not in _clause_around(prose, other.start)
        ]
    )


def _is_hedged(text: str, at: int) -> bool:
    return _HEDGE.search(text[max(0, at - _HEDGED) : at]) is not None


def _clause_around(text: str, at: int) -> str:
    back, ahead = max(0, at - _FAR), at + _FAR
    start = max(back, *(text.rfind(mark, back, at) + 1 for mark in _MARKS))
    end = _CLAUSE.search(text, at, ahead)
    return text[start : end.start() if end else ahead]


def _words(text: str) -> frozenset[str]:
    return frozenset(
        word[index : index + 2]
        for word in _HAN.findall(_EMPTY.sub("|", text))
        for index in range(len(word) - 1)
    )
