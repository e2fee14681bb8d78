"""Stages of one thing told otherwise: 开工 as 完工, 可研获批 as 开工, 初评 as 创成, 一期投产 as 全面投产.

In: the facts that name a stage, and the parts of the prose that tell them. Out: places where the prose takes
the thing further, or leaves it behind. A stage is reached, planned or being worked at; only reached stages
are compared, and a stage that another fact gives to the words beside it is that fact's.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from draft.fidelity import messages
from draft.fidelity.case import Case
from draft.fidelity.finding import Finding
from draft.fidelity.layout import sentence_at
from draft.fidelity.ledger import Entry
from draft.fidelity.moods import COMING
from draft.fidelity.slots import pairs_of
from draft.fidelity.stage_words import BUILDING, HONOUR, PART, WHOLE
from draft.fidelity.statements import Span, clauses_of
from draft.numbers.patterns import Pattern

_LADDERS = tuple(tuple((rank, Pattern(words)) for rank, words in ladder) for ladder in (BUILDING, HONOUR))
_ANY = Pattern("|".join(words for ladder in (BUILDING, HONOUR) for _, words in ladder))
_PART, _WHOLE = Pattern(PART), Pattern(WHOLE)
_STOPS = "；。！？\n"
_MARKS = "，；：。！？\n"
# 建成后总库容, 竣工前, 开工率, 开工手续: the word names no state of the thing.
_NO_STATE = Pattern(r"[后前率]|以后|以前|之前|之后|条件|手续|标准|要求|时间|目标|任务|许可|仪式|计划|奖")
_NOT_YET = Pattern(r"(?:尚未|还未|未|没有|待|暂未|未能|不能|无法)(?:能|曾|全部|完全|正式|如期|按期)*$")
_ONGOING = Pattern(r"(?:正在|加快推进|正加快|抓紧|积极推进|加快|有序推进|着手|正(?!式))[^，。；\d]{0,8}$")
# 6月底前交付 may be to come or past: it is neither here.
_EFFORT = Pattern(
    r"(?:推动|促进|推进|力促|促|抓|早日|早|服务|保障|支持|助力|围绕|一批|一大批|相继|[底末月日初旬]之?前|年内)[^，。；\d]{0,8}$"
)
_DONE = Pattern(r"已(?!知|婚|故)")
_BUILT_WORDS = ("建成", "完工", "竣工")
_LOOK, _PLANNED = 14, "拟"
_BUILT, _WORKS, _MAIN, _CLIMBED = 8, 5, 7, 2


class Stage(NamedTuple):
    """One stage at one place; `mood` is reached, planned, ongoing or effort."""

    ladder: int
    rank: int
    start: int
    end: int
    mood: str


@lru_cache(maxsize=1024)
def stages_in(text: str, *, plan: bool = False) -> tuple[Stage, ...]:
    """Return the stages that a text names; in a `plan` none is reached."""
    if not _ANY.search(text):
        return ()
    matches = [
        (match.start(), match.end(), number, rank)
        for number, ladder in enumerate(_LADDERS)
        for rank, pattern in ladder
        for match in pattern.finditer(text)
    ]
    found: list[Stage] = []
    for start, end, number, rank in sorted(matches, key=lambda match: (match[0], -match[1])):
        inside = any(other.ladder == number and start < other.end for other in found)
        if not inside and not _NO_STATE.match(text, end):
            found.append(Stage(number, rank, start, end, "planned" if plan else _mood_of(text, start, rank)))
    return tuple(found)


def _height(stage: Stage) -> int:
    """Return how far a thing of the facts has come: being worked at is not there yet."""
    return stage.rank - 1 if stage.mood == "ongoing" and stage.rank >= _MAIN else stage.rank


def _mood_of(text: str, at: int, rank: int) -> str:
    before = text[max(0, at - _LOOK) : at]
    if _NOT_YET.search(before):
        return "planned"
    clause = max(text.rfind(mark, 0, at) for mark in _MARKS) + 1
    segment = max(text.rfind(mark, 0, at) for mark in _STOPS) + 1
    coming = max((match.end() for match in COMING.finditer(text, segment, at)), default=-1)
    if coming >= 0 and not _DONE.search(text, coming, at):
        # 拟新建3所，建成5所: what stands in another clause may govern this one or not.
        return "planned" if coming > clause else "effort"
    if _ONGOING.search(before):
        # 正在招标 is where the thing stands; 正在竣工验收 is not there yet.
        return "ongoing" if rank >= _MAIN else "reached" if "正" in before else "effort"
    return "effort" if _EFFORT.search(before) else "reached"


def report_stages(case: Case) -> None:
    """Report facts whose thing stands at another stage in the prose."""
    staged = [place for place, entry in enumerate(case.ledger.entries) if stages_in(entry.text)]
    if not staged or not _ANY.search(case.prose):
        return
    reported = {(v.section, v.fact) for v in case.report.violations if v.kind == "status"}
    told = _Told(case)
    for place in staged:
        entry = case.ledger.entries[place]
        asked = case.sections is None or entry.section in case.sections
        if not asked or (entry.section, entry.fact) in reported:
            continue
        for finding, span in told.compare(place):
            if finding.facts and finding.facts in _words_beside(case.prose, span):
                continue  # 3个获评、2个正在创建: the fact's own stage is told beside the other
            text = messages.describe_statement(finding.kind, entry, finding)
            case.add_to_fact(finding.kind, text, entry, span)
            break


def _words_beside(prose: str, span: Span) -> str:
    """Return the sentence of a span without the words at the span itself."""
    ends = [at for mark in "。！？\n" if (at := prose.find(mark, span[1])) >= 0]
    start = max(prose.rfind(mark, 0, span[0]) for mark in "。！？\n") + 1
    return f"{prose[start : span[0]]}|{prose[span[1] : min(ends, default=len(prose))]}"


class _Told:
    """Where each fact is told in a prose, and at which stage its thing stands there."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._prose = case.prose
        self._stages = self._read_prose()
        self._homes: dict[int, list[Span]] = defaultdict(list)
        self._carried: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        self._owners: dict[Span, set[int]] = defaultdict(set)
        self._starts = [stage.start for stage in self._stages]
        for pair in (*case.alignment.pairs, *case.alignment.misses):
            required, written = case.required[pair.required], case.written[pair.written]
            self._homes[required.place].append(written.clause)
            self._carried[required.place].append((required.quantity.start, written.clause))
            self._owners[written.clause].add(required.place)
        self._told_at = sorted(self._owners)

    def _read_prose(self) -> list[Stage]:
        """Return the stages of the prose; under the heading of a plan none is reached but what is 已."""
        sentences, starts = self._case.sentences, [part.start for part in self._case.sentences]
        stages = []
        for stage in stages_in(self._prose):
            section = sentences[sentence_at(sentences, starts, stage.start)].section
            planned = stage.mood == "reached" and self._case.frames.moods.is_plan(section)
            planned = planned and not self._is_done(stage)
            stages.append(stage._replace(mood="planned") if planned else stage)
        return stages

    def compare(self, place: int) -> Iterator[tuple[Finding, Span]]:
        """Yield what the prose says of the stage of one fact's thing."""
        fact = self._case.ledger.entries[place].text
        own = self._stages_of(self._case.ledger.entries[place])
        spans = sorted(set(self._regions(place)))
        here = [stage for span in spans for stage in self._stages_at(span)]
        for ladder in sorted({stage.ladder for stage in own}):
            yield from self._climb(
                place,
                [stage for stage in own if stage.ladder == ladder],
                [stage for stage in here if stage.ladder == ladder],
            )
        yield from self._widen(fact, spans)
        if "；" in fact:
            yield from self._compare_parts(place, own)

    def _compare_parts(self, place: int, own: Sequence[Stage]) -> Iterator[tuple[Finding, Span]]:
        """Yield things of one fact, parted by ；, that went further than they did: 甲封顶；乙开放."""
        fact = self._case.ledger.entries[place].text
        start = 0
        for part in fact.split("；"):
            end = start + len(part)
            known = [stage for stage in own if start <= stage.start < end and stage.mood != "planned"]
            others = pairs_of(fact[:start]) | pairs_of(fact[end:])
            mine = [clause for at, clause in self._carried[place] if start <= at < end]
            theirs = [clause for at, clause in self._carried[place] if not start <= at < end]
            for clause in mine if known else ():
                region = self._region(place, clause, theirs)
                own_words = pairs_of(part)
                yield from self._outgrown(fact, known, region, (own_words - others, others - own_words))
            start = end + 1

    def _outgrown(
        self, fact: str, known: Sequence[Stage], region: Span, names: tuple[set[str], set[str]]
    ) -> Iterator[tuple[Finding, Span]]:
        """Yield a later stage in a region that speaks of the thing by name, and of no other."""
        base = max(known, key=_height)
        for top in self._stages_at(region):
            later = top.mood == "reached" and top.ladder == base.ladder and top.rank > _height(base)
            words = pairs_of(self._prose[region[0] : top.start])
            named = names[0] & words and not names[1] & words
            if later and named and not self._is_one_word(base, top):
                yield (
                    Finding("status", fact[base.start : base.end], self._prose[top.start : top.end]),
                    (top.start, top.end),
                )

    def _climb(
        self, place: int, own: Sequence[Stage], here: Sequence[Stage]
    ) -> Iterator[tuple[Finding, Span]]:
        fact = self._case.ledger.entries[place].text
        reached = [stage for stage in here if stage.mood == "reached"]
        known = [stage for stage in own if stage.mood != "planned"]
        if not reached:
            yield from self._fallen(fact, known, here)
            return
        top = max(reached, key=lambda stage: stage.rank)
        base = max(known, key=_height, default=None)
        if base is None:
            base = min(own, key=lambda stage: stage.rank)
            # 建成6个, a plan by its heading alone, may be told in these words as well.
            bare = any(stage.start == base.start and stage.mood == "reached" for stage in stages_in(fact))
            wrong = top.rank >= base.rank and (not bare or self._is_done(top))
        else:
            wrong = top.rank > _height(base) and not self._is_one_word(base, top)
            if top.rank < base.rank and self._is_fall(base, top):
                wrong = not any(stage.rank >= base.rank and stage.mood != "planned" for stage in here)
        if wrong and not self._is_others(place, top):
            finding = Finding("status", fact[base.start : base.end], self._prose[top.start : top.end])
            yield finding, (top.start, top.end)

    def _fallen(
        self, fact: str, known: Sequence[Stage], here: Sequence[Stage]
    ) -> Iterator[tuple[Finding, Span]]:
        """竣工验收 told as 加快推进竣工验收, 开放 as 即将开放."""
        base = max(known, key=lambda stage: stage.rank, default=None)
        if base is None or base.mood != "reached" or base.rank < _CLIMBED:
            return
        same = [stage for stage in here if stage.rank == base.rank and stage.mood in ("planned", "ongoing")]
        if same and all(stage.mood in ("planned", "ongoing") for stage in here):
            start = max(self._prose.rfind(mark, 0, same[0].start) for mark in _MARKS) + 1
            words = self._prose[max(start, same[0].start - _LOOK) : same[0].end]
            yield Finding("status", fact[base.start : base.end], words), (same[0].start, same[0].end)

    def _is_one_word(self, base: Stage, top: Stage) -> bool:
        """建成 told as 建成开放 says little more: built things are put to use."""
        word = self._prose[max(0, top.start - 2) : top.start + 2]
        return base.rank == _BUILT and any(built in word for built in _BUILT_WORDS)

    @staticmethod
    def _is_fall(base: Stage, top: Stage) -> bool:
        """Return whether a stage told is a lower one, not the same in other words."""
        if base.ladder == 1:
            return top.rank < base.rank
        return (base.rank >= _BUILT and top.rank <= _MAIN) or (base.rank < _WORKS and top.rank < base.rank)

    def _widen(self, fact: str, spans: Sequence[Span]) -> Iterator[tuple[Finding, Span]]:
        """一期投产 told as 全面投产."""
        part = _PART.search(fact)
        if part is None or _WHOLE.search(fact):
            return
        for start, end in spans:
            whole = _WHOLE.search(self._prose, start, end)
            if whole and part.group() not in self._prose[start:end]:
                yield Finding("status", part.group(), whole.group()), whole.span()

    def _is_done(self, stage: Stage) -> bool:
        return "已" in self._prose[max(0, stage.start - _LOOK) : stage.start]

    def _stages_of(self, entry: Entry) -> list[Stage]:
        """Return the stages of a fact; none is reached on a day behind the paper's own."""
        ahead = self._case.frames.moods.is_ahead
        clauses = clauses_of(entry.text)
        return [
            stage._replace(mood="planned")
            if stage.mood == "reached"
            and any(a <= stage.start < b and ahead(entry.text[a:b]) for a, b in clauses)
            else stage
            for stage in stages_in(entry.text, plan=self._is_plan(entry))
        ]

    def _is_plan(self, entry: Entry) -> bool:
        return entry.status == _PLANNED or self._case.frames.moods.is_plan(entry.section)

    def _stages_at(self, span: Span) -> list[Stage]:
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return self._stages[low:high]

    def _regions(self, place: int) -> Iterator[Span]:
        """Yield the parts of the prose that tell a fact: around its figures, or those most like it."""
        for clause in self._homes.get(place, ()):
            yield self._region(place, clause)
        if place in self._homes:
            return
        fact = self._case.ledger.entries[place].text
        for start, end in clauses_of(fact):
            told = self._case.frames.index.closest(fact[start:end], part=True)
            if told is not None and not self._owners.get(told):
                yield self._region(place, told)

    def _region(self, place: int, clause: Span, foreign: Sequence[Span] = ()) -> Span:
        """Return the clauses around one, up to ；。 or to a clause that tells another fact alone."""
        low = max(self._prose.rfind(mark, 0, clause[0]) for mark in _STOPS) + 1
        ends = [at for mark in _STOPS if (at := self._prose.find(mark, clause[1])) >= 0]
        high = min(ends, default=len(self._prose))
        first, last = bisect_left(self._told_at, (low, 0)), bisect_left(self._told_at, (high, 0))
        for other in self._told_at[first:last]:
            if place in self._owners[other] and other not in foreign:
                continue
            if other[1] <= clause[0]:
                low = max(low, other[1])
            elif other[0] >= clause[1]:
                high = min(high, other[0])
        return low, max(low, high)

    def _is_others(self, place: int, stage: Stage) -> bool:
        """Return whether the words beside a stage are those of another fact that has reached it."""
        clause = self._clause_at(stage.start)
        words = pairs_of(self._prose[clause[0] : stage.start]) | pairs_of(self._prose[stage.end : clause[1]])
        mine = len(words & pairs_of(self._case.ledger.entries[place].text))
        for other, entry in enumerate(self._case.ledger.entries):
            if other == place:
                continue
            same = any(
                s.ladder == stage.ladder and s.rank >= stage.rank and s.mood == "reached"
                for s in self._stages_of(entry)
            )
            if same and len(words & pairs_of(entry.text)) >= max(1, mine):
                return True
        return False

    def _clause_at(self, at: int) -> Span:
        start = max(self._prose.rfind(mark, 0, at) for mark in _MARKS) + 1
        ends = [found for mark in _MARKS if (found := self._prose.find(mark, at)) >= 0]
        return start, min(ends, default=len(self._prose))
