"""Words a little before a quantity that turn it: above or below a line, each or together, which months.

Each rule asks for a word on both sides, so that what one side leaves unsaid is no finding.
"""

from collections.abc import Iterator
from functools import lru_cache

from draft.fidelity.finding import Finding
from draft.fidelity.mentions import Mention
from draft.numbers.patterns import Pattern

_NOUN = (
    "(?:线|水位|水平|标准|平均|均值|平均值|常年|同期|要求|目标|限[值额]|[上下]限|计划|预期|警戒|进度|指标)"
)
_ABOVE = Pattern(
    rf"(?<![未不没无有所])(?:超过|超出|超|高出|高于)[^，。；、\d]{{0,10}}{_NOUN}(?:值|数|的)?$"
    rf"|[比较][^，。；、\d]{{0,10}}{_NOUN}(?:值|数)?(?:偏|还|要)?高(?:出|了)?$"
)
_BELOW = Pattern(
    rf"(?<![未不没无有所])(?:低于|少于|不及|未达)[^，。；、\d]{{0,10}}{_NOUN}(?:值|数|的)?$"
    rf"|[比较][^，。；、\d]{{0,10}}{_NOUN}(?:值|数)?(?:偏|还|要)?低(?:了)?$"
)
_EACH = Pattern(r"各(?![类级项地位种界方部单乡县市区村镇])[^，。；、\d]{0,6}$")
_TOGETHER = Pattern(r"(?:(?<![公党])共(?![青享建同])计?|合计|总共|总计)[^，。；、\d]{0,6}$")
_SHARED_OUT = Pattern(r"各|每|分别|均|都")
_STRETCHES: tuple[tuple[str, tuple[int, int]], ...] = (
    ("第?一季度|首季度?", (1, 3)),
    ("第?二季度", (4, 6)),
    ("第?三季度", (7, 9)),
    ("第?四季度", (10, 12)),
    ("前三季度|前三个季度", (1, 9)),
    ("上半年|半年来", (1, 6)),
    ("下半年", (7, 12)),
    ("全年(?:度|全?)?|一年来|整年", (1, 12)),
)
_MONTHS = (
    r"(?<![\d.])1(?:月份?)?[—–\-~～至到](?P<last>1[0-2]|[2-9])月(?:份)?"
    r"|前(?P<first>1[0-2]|[2-9]|[二两三四五六七八九十])个月"
)
_STRETCH = Pattern("|".join([f"(?P<s{n}>{words})" for n, (words, _) in enumerate(_STRETCHES)] + [_MONTHS]))
# 围绕全年目标: the year's target is no period of what follows; 一季度末 is a day.
_OF_WHAT = Pattern(r"的?(?:目标|任务|计划|预算|工作|末|底|初|安排|要点|重点|指标)")
_SIGNS = frozenset("季年月")
_BOUNDS = frozenset("超高低少及达")
_MONTH_WORDS = {word: n for n, word in enumerate("二三四五六七八九十", 2)} | {"两": 2}


def compare_line(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where one is above a line and the other below: 超警戒水位 → 低于警戒水位."""
    right = written.source[written.clause[0] : written.quantity.start]
    left = required.source[required.clause[0] : required.quantity.start]
    if _BOUNDS.isdisjoint(right) or _BOUNDS.isdisjoint(left):
        return
    for one, other in ((_ABOVE, _BELOW), (_BELOW, _ABOVE)):
        fact, prose = one.search(left), other.search(right)
        if fact and prose:
            yield Finding("direction", fact.group(), prose.group())


def compare_each(required: Mention, written: Mention) -> Iterator[Finding]:
    """Yield a finding where 各 became 共 or the other way: 各12名 → 共12名."""
    left, right = (m.source[m.clause[0] : m.quantity.start] for m in (required, written))
    if "各" not in left and "各" not in right:
        return
    for one, other in ((_EACH, _TOGETHER), (_TOGETHER, _EACH)):
        fact, prose = one.search(left), other.search(right)
        if fact and prose:
            total = right if one is _EACH else left
            if not _SHARED_OUT.search(total):
                yield Finding("merge", fact.group(), prose.group())


def compare_stretch(required: Mention, written: Mention, paper: str) -> Iterator[Finding]:
    """Yield a finding where the figure of one stretch of the year is told for another: 1—6月 → 全年.

    Args:
        paper: title and period of the paper; its own stretch is a finding only at the figure itself.
    """
    known = _stretches_of(required.source)
    before = [one for one in known if one[2] <= required.quantity.start]
    if not before:
        return
    told = _stretches_in(written.source, written.sentence[0], written.quantity.start)
    if not told or _follows_other_figure(written, told[-1][2]):
        return
    stretch, start, end, aim = told[-1]
    own = start >= written.head[0]
    papers = {one[0] for one in _stretches_of(paper)}
    if stretch in {one[0] for one in known} or (not own and (aim or stretch in papers)):
        return
    if own and stretch in papers and before[-1][1] < required.head[0]:
        return
    yield Finding("date", required.source[slice(*before[-1][1:3])], written.source[start:end])


def _follows_other_figure(written: Mention, end: int) -> bool:
    """Return whether a ； parts the period from the figure."""
    return "；" in written.source[end : written.quantity.start]


@lru_cache(maxsize=2048)
def _stretches_of(text: str) -> list[tuple[tuple[int, int], int, int, bool]]:
    """Return those of a fact or a title; they are asked for at each of its quantities."""
    return [] if _SIGNS.isdisjoint(text) else _stretches_in(text, 0, len(text))


def _stretches_in(text: str, start: int, end: int) -> list[tuple[tuple[int, int], int, int, bool]]:
    """Return months, place and whether it names a target's period, of every stretch of a year in the span."""
    found = []
    for match in _STRETCH.finditer(text, start, end):
        if match.lastgroup in ("last", "first"):
            word = match[match.lastgroup]
            months = (1, _MONTH_WORDS.get(word) or int(word))
        else:
            months = _STRETCHES[int((match.lastgroup or "s0")[1:])][1]
        found.append((months, *match.span(), _OF_WHAT.match(text, match.end()) is not None))
    return found
