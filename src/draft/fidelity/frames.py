"""Compares what stands around a linked pair: qualifier, direction, 到/了, scope, basis, status, nouns.

Each rule looks at one aspect and returns findings; none looks at values. Words are bound to a quantity by
its own words first, then by its clause, then by what precedes in the sentence.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from draft.fidelity.changes import change_of
from draft.fidelity.date_words import compare_date_words
from draft.fidelity.edges import compare_each, compare_line, compare_stretch
from draft.fidelity.finding import Finding
from draft.fidelity.known import KnownFacts
from draft.fidelity.layout import Sentence
from draft.fidelity.mentions import Mention
from draft.fidelity.moods import Moods
from draft.fidelity.owners import lost_modifier
from draft.fidelity.sides import (
    AVERAGE_GROUP,
    DIRECTION_GROUP,
    DOING,
    DONE,
    FLOW_GROUP,
    GROUPS,
    HOLIDAY_GROUP,
    NARROWED,
    NARROWING,
    PLAN,
    SCOPE_GROUP,
    STATUS_GROUP,
    Side,
    after_classes,
    clause_classes,
    effective_status,
    first_of,
    front_classes,
    is_quoted,
    is_share,
    is_signed,
    led_classes,
    narrowed_in,
    own_classes,
    priority_of,
)
from draft.fidelity.signature import (
    compare_change,
    compare_exclusion,
    compare_period,
    compare_polarity,
    compare_qualifier,
    periods_in,
)
from draft.fidelity.slots import pairs_of
from draft.fidelity.statements import ClauseIndex, Span, clauses_of, compare_statements
from draft.fidelity.verbatim import is_verbatim
from draft.numbers.patterns import Pattern

# Words of courtesy as often as classes: adding them is no drift.
_POLITE = frozenset({"困难", "重点"})
_BOTH = "城镇农村"
_HEADING_LENGTH = 40
_SENTENCE_BEFORE, _GAP = 60, 4
_PLANNED = "拟"
_DECLARED = {_PLANNED: PLAN, "在办": DOING, "完成": DONE}
_PLAN_HEADING = Pattern(r"下一步|打算|计划|安排|思路|目标|展望|明年|谋划")
# 按计划完成, 完成年度计划 tell of what was done.
_ALL_OF_THEM = Pattern(r"，(?:已?均|已?全部|悉数|已?全数|已?都)[^，。；：\d]{2,10}(?=[，。；]|$)")
_NEWLY, _ENDS = "新增", frozenset({"from", "to"})
_DUE = Pattern(r"(?:年底|年末|月底|月末|季末|\d月|[节期])前")
_WILL = Pattern(r"(?<![按照比较度超成])(?:计划(?![的内数任])|预计|力争|争取|拟|有望)")
_SILENT = frozenset({"date", "time", "identifier"})
_NEW = Pattern(r"新|增|添|扩|多|净|提[高升]|上[调涨升]|建成|建好|落成|竣工")
# The issuer's own house: 全院 in a hospital's paper says no more than nothing.
_OWN_HOUSE = frozenset({"全校", "全院", "全系统"})
_INHERITED = frozenset({"basis", "date", "status", "scope"})


def _word_of(side: Side, mention: Mention, index: int, name: str) -> str:
    """Return the word of the class `name` that stands nearest before the quantity's end, or in its text."""
    for start, end in ((mention.clause[0], mention.tail[1]), mention.sentence, (0, len(side.text))):
        said = [hit for hit in side.terms.between(start, end) if hit.group == index and hit.name == name]
        if said:
            return side.text[said[-1].start : said[-1].end]
    return name


def _say(side: Side, span: Span, name: str) -> str:
    """Return the word of the class `name` that stands in the span, the name itself where none does."""
    words = (side.text[hit.start : hit.end] for hit in side.terms.between(*span) if hit.name == name)
    return next(words, name)


def _said_at(index: int, classes: Sequence[dict[int, set[str]]], required: Mention) -> set[str]:
    """Return what a fact says of one group: its own words, its clause, for a noun the leading clause."""
    own, clause, led = classes
    near = own.get(index) or clause.get(index, set())
    if index == FLOW_GROUP and "新" not in required.clause_text and change_of(required).mode in _ENDS:
        return near - {_NEWLY}  # 由28家增加到33家: both ends are totals
    return near or (led.get(index, set()) if GROUPS[index].kind == "noun" else near)


class FrameCheck:
    """Compares linked pairs of one document."""

    def __init__(self, known: KnownFacts, prose: Side, sentences: Sequence[Sentence]) -> None:
        """Take the words of the facts and of the prose."""
        self.known, self.prose = known, prose
        self.moods = Moods(known.ledger, prose.text, sentences)
        self.index = ClauseIndex(prose.text)
        self._licences: dict[int, dict[int, set[str]]] = {}
        self.neighbours: dict[tuple[int, int], set[int]] = {}
        self._ends: dict[int, set[int]] = {}

    def _fact(self, place: int) -> Side:
        return self.known.facts[place].side

    def _section(self, place: int) -> int:
        return self.known.ledger.entries[place].section

    def note_homes(self, pairs: Sequence[tuple[Mention, Mention]]) -> None:
        """Remember which facts stand in which clause and sentence of the prose."""
        for required, written in pairs:
            self.neighbours.setdefault(written.clause, set()).add(required.place)
            self.neighbours.setdefault(written.sentence, set()).add(required.place)
            self._ends.setdefault(written.sentence[1], set()).add(required.place)

    def compare(self, required: Mention, written: Mention, *, restated: bool = False) -> Iterator[Finding]:
        """Yield what the words around the two say differently; `restated` changes are not compared."""
        mood = self.moods.compare(required, written)
        if mood:
            yield mood
        if self._is_plainly_told(required, written):
            if required.quantity.kind not in _SILENT:
                yield from compare_polarity(required, written)
                yield from compare_period(required, written)
        else:
            yield from self.compare_words(required, written, restated=restated)

    def compare_words(
        self, required: Mention, written: Mention, *, restated: bool = False
    ) -> Iterator[Finding]:
        """Yield the same with every rule asked, also of what the fact's own words tell."""
        yield from compare_qualifier(required, written)
        if required.quantity.kind in _SILENT:
            yield from compare_date_words(required, written)
            return
        if required.quantity.kind == "ordinal":
            yield from self._compare_arena(required, written)
        elif not restated:
            yield from compare_change(required, written)
        yield from self._compare_contrasts(required, written)
        yield from self._compare_modifiers(required, written)
        yield from compare_polarity(required, written)
        yield from compare_period(required, written)
        yield from compare_line(required, written)
        yield from compare_each(required, written)
        yield from compare_stretch(required, written, self.known.metadata.text)
        if "非" in required.source or "非" in written.sentence_text:
            yield from compare_exclusion(required, written, self._near_text(required, written))

    def _is_plainly_told(self, required: Mention, written: Mention) -> bool:
        """Return whether the fact's own words tell it; a plan by its status may be worded as done."""
        status = self.known.ledger.entries[required.place].status
        return status != _PLANNED and is_verbatim(required, written)

    def compare_statements(
        self, place: int, counted: Sequence[int]
    ) -> Iterator[tuple[Finding, tuple[int, int]]]:
        """Yield what the clauses of a fact without figures became; `counted`: where its quantities begin."""
        fact = self._fact(place)
        for begin, end in clauses_of(fact.text):
            if bisect_left(counted, begin) < bisect_left(counted, end) or not fact.terms.between(begin, end):
                continue
            told = self.index.closest(fact.text[begin:end])
            if told is None:
                continue
            status = self._compare_status(fact, (begin, end), told, planned=self._is_plan_section(place))
            if status and not self._is_of_another(place, (begin, end), told):
                yield self._in_words(status, fact, (begin, end), told), told
            for finding in compare_statements(
                fact.terms, (begin, end), self.prose.terms, told, GROUPS, self._licensed(place)
            ):
                if finding.kind != "status":
                    yield self._in_words(finding, fact, (begin, end), told), told

    def _is_of_another(self, place: int, clause: Span, told: Span) -> bool:
        """Return whether a clause of the prose says another fact rather: the plan for the same works."""
        words = pairs_of(self.prose.text[slice(*told)])
        own = len(words & pairs_of(self._fact(place).text[slice(*clause)]))
        others = (side for at, side in enumerate(fact.side for fact in self.known.facts) if at != place)
        return any(len(words & pairs_of(side.text)) > own for side in others)

    def _in_words(self, finding: Finding, fact: Side, clause: Span, told: Span) -> Finding:
        """Return the finding with the words as they stand, not the names of their classes."""
        return finding._replace(
            facts=_say(fact, clause, finding.facts), prose=_say(self.prose, told, finding.prose)
        )

    def _compare_status(self, fact: Side, clause: Span, told: Span, *, planned: bool) -> Finding | None:
        near = effective_status(fact.terms.classes(*clause).get(STATUS_GROUP, set()))
        said = self.prose.terms.classes(*told).get(STATUS_GROUP, set())
        found = effective_status(said)
        if not near or not found or near == found:
            return None
        if near <= said and found <= fact.classes.get(STATUS_GROUP, set()):
            return None  # 甲在建、乙投用: one clause tells two of the fact's own
        if found == {PLAN} and self.moods.is_ahead(fact.text[slice(*clause)]):
            return None
        if planned and PLAN in near | found and "已" not in self.prose.text[told[0] : told[1]]:
            return None
        return Finding("status", first_of(near), first_of(found))

    def _compare_arena(self, required: Mention, written: Mention) -> Iterator[Finding]:
        """全省第3 → 全国第3."""
        near = clause_classes(self._fact(required.place), required).get(SCOPE_GROUP, set())
        found = clause_classes(self.prose, written).get(SCOPE_GROUP, set())
        if near and found and not near & found:
            yield Finding("rank", first_of(near), first_of(found))

    def _compare_contrasts(self, required: Mention, written: Mention) -> Iterator[Finding]:
        fact = self._fact(required.place)
        own_fact, own_prose = own_classes(fact, required), own_classes(self.prose, written)
        clause_fact, clause_prose = clause_classes(fact, required), clause_classes(self.prose, written)
        all_fact = self._licensed(required.place)
        # The basis comes first: 高于全省 → 高于全国 is one mistake, not a basis and a scope.
        skipped = {SCOPE_GROUP} if required.quantity.kind == "ordinal" else set()
        led_fact, led_prose = led_classes(fact, required), led_classes(self.prose, written)
        told = ({STATUS_GROUP} & set(fact.classes)) | set(led_fact)
        if is_signed(required) or is_signed(written):
            skipped = skipped | {DIRECTION_GROUP}
        for index in sorted(
            (set(clause_fact) | set(own_prose) | set(front_classes(fact, required)) | told)
            - skipped
            - {NARROWING},
            key=priority_of,
        ):
            group = GROUPS[index]
            near = _said_at(index, (own_fact, clause_fact, led_fact), required)
            found = own_prose.get(index, set())
            if not found and group.kind in _INHERITED and near:
                found = clause_prose.get(index, set())
            if group.kind == "noun" and near:
                found = found or led_prose.get(index, set())
            if (group.kind == "basis" or index == HOLIDAY_GROUP) and not (near and found):
                near = near or front_classes(fact, required).get(index, set())
                found = found or front_classes(self.prose, written).get(index, set()) if near else found
            strict = bool(own_fact.get(index)) and bool(own_prose.get(index))
            if index == STATUS_GROUP:
                near, found = self._read_status(required, written, near, found)
                strict = strict and not (PLAN in near and self._is_planned(required, written))
            finding = self._judge(
                index, near, found, all_fact.get(index, set()), required, written, strict=strict
            )
            if finding:
                yield finding._replace(
                    facts=_word_of(fact, required, index, finding.facts),
                    prose=_word_of(self.prose, written, index, finding.prose),
                )

    def _read_status(
        self, required: Mention, written: Mention, near: set[str], found: set[str]
    ) -> tuple[set[str], set[str]]:
        """Return what governs on both sides: a plan before work under way before what is done."""
        near, found = map(effective_status, self._outcomes(required, written, near, found))
        if not near and DONE in found and self._is_plan_section(required.place):
            near = {PLAN}
        if found and self.known.ledger.entries[required.place].status == _PLANNED:
            near = {PLAN}  # the status of the fact says more than its words
        if PLAN in found and self.moods.is_ahead(required.clause_text):
            return set(), set()  # 2025年6月交付 told as 将于2025年6月交付
        return near, found

    def _outcomes(
        self, required: Mention, written: Mention, near: set[str], found: set[str]
    ) -> tuple[set[str], set[str]]:
        """发现29个，全部整改到位: what became of them is said in the clause that follows."""
        if near or effective_status(after_classes(self._fact(required.place), required)) != {DONE}:
            return near, found
        if found or DONE in self.prose.terms.classes(*written.sentence).get(STATUS_GROUP, set()):
            return ({DONE}, found) if effective_status(found) == {DOING} else (near, found)
        return {DONE}, after_classes(self.prose, written)

    def _judge(
        self,
        index: int,
        near: set[str],
        found: set[str],
        licensed: set[str],
        required: Mention,
        written: Mention,
        *,
        strict: bool,
    ) -> Finding | None:
        """Return what is wrong with one group of words at one pair, the gravest first."""
        group = GROUPS[index]
        foreign = {
            name for name in found if name not in licensed and not self._is_neighbours(index, name, written)
        }
        if strict and not near & found and not found <= self._of_all(index, required):
            # Both words stand at the quantity itself: another clause of the fact is no licence.
            foreign = foreign or (
                set()
                if index == STATUS_GROUP and is_quoted(self.prose, near, found, required, written)
                else found
            )
        if group.kind == "noun":  # 养老、失业、工伤保险: the list leaves out what its last member has
            foreign = {name for name in foreign if f"{name[:2]}、" not in required.source}
        if group.kind == "noun" and not foreign - licensed and is_share(required) and is_share(written):
            # 占工业投资的43.8% and 工业投资中，技改投资占43.8%: both the part and the whole are named.
            return None
        planned = index == STATUS_GROUP and PLAN in near and self._is_planned(required, written)
        if index == STATUS_GROUP and near == {PLAN} and found == {DONE} and not foreign and not planned:
            # 计划2026年建成 told as 2026年建成: the word of the plan is gone.
            meant = _WILL.search(required.clause_text) is not None
            foreign = found if meant and not self._is_plan_after(written) else set()
        if index == STATUS_GROUP and found == {PLAN} and _DUE.search(required.clause_text):
            planned = True  # 年底前投用4个 told as 将于年底前投用: the day is still to come
        if near and foreign and not near & found:
            return None if planned else Finding(group.kind, first_of(near), first_of(foreign))
        if index == SCOPE_GROUP and foreign - _OWN_HOUSE and not near and self._is_other_level(foreign):
            return Finding(group.kind, "", first_of(foreign - _OWN_HOUSE))
        if not licensed and foreign & set(group.added) and not self._is_only_future(index, required, written):
            return Finding(group.kind, "", first_of(foreign & set(group.added)))
        lost = set() if found or planned else self._lost(index, near, written)
        return Finding(group.kind, first_of(lost), "") if lost else None

    def _of_all(self, index: int, required: Mention) -> set[str]:
        """发现问题15个，均已整改: what the clause behind says of all of them is said of the count."""
        match = _ALL_OF_THEM.match(required.source, required.clause[1])
        terms = self._fact(required.place).terms
        return terms.classes(match.start(), match.end()).get(index, set()) if match else set()

    def _lost(self, index: int, near: set[str], written: Mention) -> set[str]:
        """Return the classes that may not disappear and did."""
        lost = near & set(GROUPS[index].lost)
        if not lost or ("新增" in lost and _NEW.search(written.clause_text)):
            return set()
        around = self.prose.text[max(0, written.sentence[0] - _SENTENCE_BEFORE) : written.sentence[1]]
        kept = any(word in around for names in GROUPS[index].classes if names[0] in lost for word in names)
        if index == AVERAGE_GROUP:  # 2万吨/年 told as 年处置能力2万吨
            kept = kept or any(f"{period}均" in lost for _, period in periods_in(written.clause_text))
        return set() if kept else lost

    def _is_only_future(self, index: int, required: Mention, written: Mention) -> bool:
        """将在2025年9月开学: a future adds nothing to a date, nor 目标 to what the fact calls so."""
        hits = [h for h in self.prose.terms.between(written.head[0], written.tail[1]) if h.group == index]
        words = {self.prose.text[h.start : h.end] for h in hits}
        own = all(word[0] == "将" or (word == "目标" and word in required.source) for word in words)
        return index == STATUS_GROUP and own

    def _is_other_level(self, foreign: set[str]) -> bool:
        """Return whether the office that signs, or else all facts, are of another level (全县, not 全市)."""
        if self.known.own_level:
            return self.known.own_level not in foreign
        told = self.known.levels | {self.known.titled_level}
        return bool(self.known.levels) and not foreign & told

    def _licensed(self, place: int) -> dict[int, set[str]]:
        """Return group → classes found in the fact, its heading and the metadata."""
        if place not in self._licences:
            self._licences[place] = self._read_licence(place)
        return self._licences[place]

    def _read_licence(self, place: int) -> dict[int, set[str]]:
        found = {group: set(names) for group, names in self._fact(place).classes.items()}
        for side in (self.known.headings.get(self._section(place)), self.known.metadata):
            for group, names in (side.classes if side else {}).items():
                if group != STATUS_GROUP:
                    found.setdefault(group, set()).update(names)
        if self._is_plan_section(place):
            # Written in the mood of its section: 将, 拟, 力争 add nothing.
            found.setdefault(STATUS_GROUP, set()).add(PLAN)
        for _, period in periods_in(self._fact(place).text):
            # 日供水620吨 may be told as 每日供水620吨.
            found.setdefault(AVERAGE_GROUP, set()).add(f"{period}均")
        status = _DECLARED.get(self.known.ledger.entries[place].status or "")
        if status:
            found.setdefault(STATUS_GROUP, set()).add(status)
        return found

    def _is_neighbours(self, index: int, name: str, written: Mention) -> bool:
        """Return whether another fact told in the same clause brings the word."""
        return any(
            name in self._fact(place).classes.get(index, ())
            for place in self.neighbours.get(written.clause, ())
        )

    def _is_planned(self, required: Mention, written: Mention) -> bool:
        """Return whether the prose tells of a plan before the quantity; a plain 已 speaks louder."""
        if "已" in written.own_text and "已" not in required.source:
            return False
        return self._is_plan_section(required.place) or self._plan_ahead(written)

    def _is_plan_section(self, place: int) -> bool:
        return self.moods.is_plan(self._section(place))

    def _is_plan_after(self, written: Mention) -> bool:
        rest = self.prose.terms.classes(written.quantity.start, written.sentence[1])
        return PLAN in rest.get(STATUS_GROUP, set())

    def _plan_ahead(self, written: Mention) -> bool:
        begin = max(0, written.sentence[0] - 400)
        before = self.prose.text[begin : written.quantity.start]
        headings = [line for line in before.split("\n")[:-1] if len(line) < _HEADING_LENGTH]
        if any(_PLAN_HEADING.search(line) for line in headings):
            return True
        paragraph = self.prose.text.rfind("\n", begin, written.quantity.start) + 1 or begin
        return PLAN in self.prose.terms.classes(paragraph, written.quantity.start).get(STATUS_GROUP, set())

    def _compare_modifiers(self, required: Mention, written: Mention) -> Iterator[Finding]:
        fact = self._fact(required.place)
        around = self.prose.text[self._lead_of(required, written) : written.sentence[1]] + written.item
        if "城乡" in around:
            around += _BOTH
        own = f"{written.item}{self.prose.text[written.head[0] : written.tail[1]]}"
        for hit in narrowed_in(fact, required.clause[0], required.tail[1]):
            modifier, head = NARROWED[hit.name]
            told = modifier in around or (modifier[:2] in around and modifier[-2:] in around)
            if head in own and not told:
                yield Finding("noun", hit.name, head)
        lost = lost_modifier(required, written, self._near_text(required, written), self.known.phrases)
        if lost:
            yield Finding("noun", *lost)
        for hit in narrowed_in(self.prose, written.head[0], written.tail[1]):
            modifier, head = NARROWED[hit.name]
            if (
                head in fact.text
                and modifier not in self._known(required)
                and not self._is_neighbours_word(
                    modifier, required, written, before=hit.end <= written.head[1]
                )
            ):
                yield Finding("noun", head, hit.name)

    def _known(self, required: Mention) -> str:
        """Return what may bring a modifier to a number: the fact up to it, its heading, the metadata."""
        heading = self.known.headings.get(self._section(required.place))
        whole, end = self._fact(required.place).text, required.clause[1]
        fact = whole if whole[end : end + 1] == "：" else whole[:end]
        known = fact + (heading.text if heading else "") + self.known.metadata.text
        return known.replace("规上", "规模以上").replace("限上", "限额以上")

    def _lead_of(self, required: Mention, written: Mention) -> int:
        """Return where the words begin that may lead the sentence: not where only other facts are told."""
        start = written.sentence[0]
        told = next((self._ends[end] for end in range(start, start - _GAP, -1) if end in self._ends), None)
        return start if told and required.place not in told else max(0, start - _SENTENCE_BEFORE)

    def _near_text(self, required: Mention, written: Mention) -> str:
        """Return the sentence with the one before and the line above, which may bring a modifier."""
        start = self._lead_of(required, written)
        line = self.prose.text.rfind("\n", 0, max(0, written.sentence[0] - 1)) + 1
        return (
            self.prose.text[start : written.sentence[1]]
            + self.prose.text[line : line + _HEADING_LENGTH]
            + written.item
        )

    def _is_neighbours_word(self, word: str, required: Mention, written: Mention, *, before: bool) -> bool:
        """Return whether a fact of the clause has the word; `before` the number its own brings none."""
        others = self.neighbours.get(written.clause, set()) - ({required.place} if before else set())
        return any(word in self._fact(place).text for place in others)
