"""One check as it stands: what was read on both sides, how it was aligned, what was found so far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from draft.fidelity.alignment import Alignment, Pair
from draft.fidelity.frames import FrameCheck
from draft.fidelity.known import know_facts
from draft.fidelity.layout import find_sentences
from draft.fidelity.ledger import Entry, Ledger
from draft.fidelity.marks import Unmarked
from draft.fidelity.matching import align
from draft.fidelity.mentions import Mention
from draft.fidelity.passages import Known, read_prose
from draft.fidelity.verdict import Link, Severity, Verdict, Violation
from draft.numbers import Quantity


@dataclass(slots=True)
class Report:
    """What was found; `broken` are the required quantities that have no faithful carrier."""

    violations: list[Violation] = field(default_factory=list)
    notes: list[Violation] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)


class Case:
    """Facts and prose, read and aligned."""

    def __init__(
        self,
        ledger: Ledger,
        prose: str,
        *,
        sections: Collection[int] | None,
        allow_rounding: bool,
        example_texts: Sequence[str],
    ) -> None:
        """Read both sides and align them."""
        self.unmarked = Unmarked(prose, [entry.text for entry in ledger.entries])
        self.ledger, self.prose = ledger, self.unmarked.text
        self.sections, self.allow_rounding = sections, allow_rounding
        headings = [(group.section, group.heading) for group in ledger.groups if group.heading]
        self.sentences = find_sentences(self.prose, headings)
        self.known = know_facts(ledger)
        self.required = self.known.required
        self.licence, self.examples = self.known.licence, example_texts
        side, self.written = read_prose(self.prose, self.sentences, Known(ledger, sections))
        self.frames = FrameCheck(self.known, side, self.sentences)
        self.report = Report()
        self.alignment = self._align()

    def _align(self) -> Alignment:
        dated = {
            index
            for index, mention in enumerate(self.written)
            if mention.quantity.kind == "date" and self.licence.allows_period(mention.quantity)
        }
        optional = {index for index, mention in enumerate(self.required) if not self.is_required(mention)}
        alignment = align(self.known, self.written, dated, optional)
        self.frames.note_homes(
            [(self.required[pair.required], self.written[pair.written]) for pair in alignment.pairs]
        )
        return alignment

    def is_required(self, mention: Mention) -> bool:
        """Return whether the fact belongs to the sections asked for."""
        return self.sections is None or mention.section in self.sections

    def entry_of(self, r: int) -> Entry:
        """Return the fact of a required quantity."""
        return self.ledger.entries[self.required[r].place]

    def others_told(self, place: int, sentence: tuple[int, int]) -> str:
        """Return the other facts told in a sentence, with the titles of the fact at `place`."""
        places = self.frames.neighbours.get(sentence, set()) - {place}
        titles = self.known.titles(self.ledger.entries[place].section)
        return "|".join([titles, *(self.ledger.entries[other].text for other in sorted(places))])

    def told_beside(self, place: int, sentence: tuple[int, int]) -> list[dict[int, set[str]]]:
        """Return the contrast words of titles, of other facts of a sentence and of those without figures."""
        section = self.ledger.entries[place].section
        places = self.frames.neighbours.get(sentence, set()) | self.known.unfigured(section)
        sides = [self.known.headings.get(section), self.known.metadata]
        sides += [self.known.facts[other].side for other in places - {place}]
        return [side.classes for side in sides if side]

    def add(self, kind: str, text: str, r: int, w: int) -> None:
        """Report a violation of a required quantity at a written one."""
        self.report.broken.add(r)
        self.report.violations.append(self._at(kind, "error", text, r, w))

    def note(self, kind: str, text: str, r: int, w: int) -> None:
        """Report something worth knowing about a carried quantity."""
        self.report.notes.append(self._at(kind, "note", text, r, w))

    def add_to_fact(
        self,
        kind: str,
        text: str,
        entry: Entry | None,
        span: tuple[int, int] | None,
        *,
        required: Quantity | None = None,
        written: Quantity | None = None,
    ) -> None:
        """Report a violation of a fact (or of none) at a place of the prose."""
        section, fact, words = (entry.section, entry.fact, entry.text) if entry else (None, None, None)
        self.report.violations.append(
            Violation(kind, "error", text, section, fact, words, required, written, span)
        )

    def _at(self, kind: str, severity: Severity, text: str, r: int, w: int) -> Violation:
        required, written, entry = self.required[r], self.written[w].quantity, self.entry_of(r)
        span = (written.start, written.end)
        return Violation(
            kind, severity, text, entry.section, entry.fact, entry.text, required.quantity, written, span
        )

    def verdict(self) -> Verdict:
        """Return what was found, in the order of the facts, inventions last."""
        wanted = [r for r, mention in enumerate(self.required) if self.is_required(mention)]
        broken = self.report.broken
        order = {(entry.section, entry.fact): index for index, entry in enumerate(self.ledger.entries)}
        violations = sorted(
            self.report.violations,
            key=lambda v: (v.fact is None, order.get((v.section or 0, v.fact or 0), 0), v.span or (0, 0)),
        )
        return Verdict(
            len(wanted),
            sum(r not in broken for r in wanted),
            len(self.written),
            tuple(map(self._restore, violations)),
            tuple(map(self._restore, self.report.notes)),
            tuple(self._link(pair) for pair in self.alignment.pairs if pair.required not in broken),
        )

    def _restore(self, violation: Violation) -> Violation:
        """Return the violation with places in the untouched prose."""
        if self.unmarked.text is self.unmarked.source:
            return violation
        return replace(
            violation,
            written=self.unmarked.restore(violation.written) if violation.written else None,
            span=self.unmarked.span(*violation.span) if violation.span else None,
        )

    def _link(self, pair: Pair) -> Link:
        entry = self.entry_of(pair.required)
        written = self.unmarked.restore(self.written[pair.written].quantity)
        return Link(entry.section, entry.fact, self.required[pair.required].quantity, written)
