"""Facts → the pieces of them that a model may not change, each behind a slot 〔S1〕, by lock level.

L1 hides number and unit, L2 also the qualifier and direction beside them, L3 the clause with the owner noun.
L4, the fact's own clause placed by the program, needs no slots and is not here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from draft.document import Completion, Fact, Task
from draft.fidelity import Violation
from draft.numbers import Quantity, find_quantities
from draft.numbers.qualifiers import CLASSES

Span = tuple[int, int]

LEVELS = (1, 2, 3)
"""Levels at which a model is asked again; 0 is free, 4 is the fact's own clause."""

_BY_KIND = {
    2: ("qualifier", "direction", "to_by", "basis", "multiple"),
    3: ("swap", "misattached", "noun", "merge", "scope", "status", "negation", "rank", "contradiction"),
}
_NEEDED = {kind: level for level, kinds in _BY_KIND.items() for kind in kinds}
"""Kind of violation → the lowest level that takes its cause out of the model's reach; all others need 1."""

_CHANGES = (
    *("增长", "上升", "提高", "增加", "提升", "上涨", "扩大", "净增", "上调", "回升", "新增", "多增"),
    *("下降", "降低", "减少", "压减", "缩短", "回落", "下调", "压缩", "下滑", "收窄", "缩减", "缩小"),
    *("增", "升", "涨", "降", "减", "跌"),
    *("削减", "净减", "调减", "增幅", "增速", "涨幅", "降幅", "翻"),
    *("同比", "环比", "较上年", "比上年", "较去年", "比去年", "较上年同期", "比上年同期", "较上月", "比上月"),
    *("了", "到", "至", "达", "达到", "达至", "为", "由", "从", "控制在", "保持在", "稳定在"),
)  # fmt: skip
"""Words of change and comparison that stand right before a quantity."""
_QUALIFIERS = tuple(word for words in CLASSES.values() for word in words.split())
_BEHIND = re.compile(r"(?:及?以[上下内外]|之[上下内]|左右|上下|[余多](?![数种])|不等)")
_MARK = re.compile(r"[，；：。！？,;\n]")
_HAN = re.compile(r"[一-鿿]")
_OWN_HEAD = 2
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("(", ")"), ("‘", "’"))
_SLOT = re.compile(r"[〔\[【（(]\s*[SＳs]\s*(\d+)\s*[〕\]】）)]")

_PLEA = "〔S1〕这样的记号各代表事实里的一部分，请原样写进句子，一个不少、一个不重，不改成别的文字或数字"
_LEVEL_PLEAS = {
    1: "",
    2: "；记号里已含“近、超、以上、增长、下降”一类的词，前后不要再写这类词",
    3: "；记号里已含所说的对象，前后不要再写对象和数字，只写把它们连起来的话",
}


@dataclass(frozen=True, slots=True)
class Slots:
    """What stands behind each slot of one request, in the order of the numbers from 1."""

    pieces: tuple[str, ...]

    def fill(self, text: str) -> str:
        """Return `text` with the pieces in; an unknown slot stays and fails the check."""
        return _SLOT.sub(self._piece, text)

    def _piece(self, match: re.Match[str]) -> str:
        number = int(match.group(1))
        return self.pieces[number - 1] if 1 <= number <= len(self.pieces) else match.group()


def needed_level(kinds: Iterable[str]) -> int:
    """Return the lowest lock level that can help against violations of these kinds."""
    return max((_NEEDED.get(kind, 1) for kind in kinds), default=1)


def lock_facts(task: Task, levels: Mapping[int, int]) -> tuple[Task, Slots]:
    """Return the task with slots in the facts of `levels` (fact → level), and what they stand for.

    The broken sentences are left out: their wrong words have led the model astray often enough.
    """
    pieces: list[str] = []
    facts = tuple(
        replace(fact, text=_lock(fact.text, levels[number], pieces)) if number in levels else fact
        for number, fact in enumerate(task.facts)
    )
    plea = Violation("placeholder", "note", _PLEA + _LEVEL_PLEAS[max(levels.values())])
    return replace(_with_facts(task, facts), broken="", violations=(plea,), slots=True), Slots(tuple(pieces))


def unlock(completion: Completion, slots: Slots) -> Completion:
    """Return the completion with the pieces in."""
    return replace(completion, text=slots.fill(completion.text))


def _with_facts(task: Task, facts: tuple[Fact, ...]) -> Task:
    if task.section is None:
        return replace(task, spec=replace(task.spec, opening=facts))
    return replace(task, section=replace(task.section, facts=facts))


def _lock(text: str, level: int, pieces: list[str]) -> str:
    """Return the fact with slots and add what they stand for to `pieces`."""
    found, position = [], 0
    for start, end in find_pieces(text, level):
        pieces.append(text[start:end])
        found += [text[position:start], f"〔S{len(pieces)}〕"]
        position = end
    return "".join([*found, text[position:]])


def find_pieces(fact: str, level: int) -> tuple[Span, ...]:
    """Return the spans that a lock of this level hides, in order, never overlapping."""
    quantities = [q for q in find_quantities(fact) if q.kind != "idiom"]
    if level == LEVELS[0]:
        return tuple((q.start, q.end) for q in quantities)
    if level == LEVELS[1]:
        return _joined([_with_frame(fact, number, quantities) for number in range(len(quantities))])
    return _with_owners(fact, quantities)


def _with_frame(fact: str, number: int, quantities: Sequence[Quantity]) -> Span:
    """Return the quantity with the words of change, comparison and bound right beside it."""
    quantity = quantities[number]
    start, end = quantity.start, quantity.end
    if quantity.kind == "date":
        return start, end
    least = quantities[number - 1].end if number else 0
    if quantity.qualifier:
        start -= _longest_before(fact, _QUALIFIERS, least, start)
    while found := _longest_before(fact, _CHANGES, least, start):
        start -= found
    behind = _BEHIND.match(fact, end)
    return start, behind.end() if behind else end


def _longest_before(fact: str, words: Sequence[str], least: int, end: int) -> int:
    """Return the length of the longest of the words that ends at `end`, 0 for none."""
    return max((len(word) for word in words if fact.endswith(word, least, end)), default=0)


def _with_owners(fact: str, quantities: Sequence[Quantity]) -> tuple[Span, ...]:
    """Return the clauses of the quantities; an item of a list with words of its own stands alone."""
    cuts = _find_cuts(fact, quantities)
    pieces: list[Span] = []
    for place, inside in groupby(quantities, key=lambda quantity: bisect_left(cuts, quantity.start)):
        start = cuts[place - 1] + 1 if place else 0
        end = cuts[place] if place < len(cuts) else len(fact)
        commas = [] if "分别" in fact[start:end] else list(_find_commas(fact, list(inside)))
        pieces += zip([start, *(at + 1 for at in commas)], [*commas, end], strict=True)
    return tuple(pieces) if all(_is_whole(fact[a:b]) for a, b in pieces) else ((0, len(fact.rstrip("。；"))),)


def _find_cuts(fact: str, quantities: Sequence[Quantity]) -> list[int]:
    """Return the places of the marks that end a clause; the comma of 1,256 is none."""
    covered = {place for quantity in quantities for place in range(quantity.start, quantity.end)}
    return [mark.start() for mark in _MARK.finditer(fact) if mark.start() not in covered]


def _find_commas(fact: str, quantities: Sequence[Quantity]) -> Iterator[int]:
    """Yield the last 、 between two quantities where the second has words of its own."""
    for one, other in pairwise(quantities):
        at = fact.rfind("、", one.end, other.start)
        if at >= 0 and len(_HAN.findall(fact, at + 1, other.start)) >= _OWN_HEAD:
            yield at


def _is_whole(piece: str) -> bool:
    return all(piece.count(opening) == piece.count(closing) for opening, closing in _PAIRS)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans with those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
