"""Which part of a section's text tells which fact, and which parts are broken, by the verdict on it.

A part is a sentence or an item of a list (一是…；二是…。); of a 导语, most of which is frame, a clause.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection

from draft.document import Task
from draft.fidelity import Verdict, Violation
from draft.pipeline.splice import Span, find_clauses, find_parts, widen


class Told:
    """A text read against the facts of its section.

    Attributes:
        parts: in order, never overlapping.
        errors: the violations that must be mended.
        failing: the facts of this section that have one.
        broken: the parts in which one stands; where no place is given, the parts that tell its fact.
    """

    def __init__(self, task: Task, text: str, verdict: Verdict) -> None:
        self.task, self.text = task, text
        self.parts = find_parts(text) if task.section else find_clauses(text)
        self._starts = [start for start, _ in self.parts]
        self.errors = [violation for violation in verdict.violations if violation.severity == "error"]
        self._linked: dict[int, Counter[Span]] = {}
        self._figures: dict[int, list[tuple[int, Span]]] = {}
        self._owners: dict[Span, set[int]] = {}
        for link in verdict.links:
            part = self._part_at(link.written.start)
            own = link.section == task.index
            self._owners.setdefault(part, set()).add(link.fact if own else -1)
            if own:
                self._linked.setdefault(link.fact, Counter())[part] += 1
                self._figures.setdefault(link.fact, []).append((link.required.start, part))
        self.failing = frozenset(
            v.fact for v in self.errors if v.fact is not None and v.section == task.index
        )
        self.broken = frozenset(part for violation in self.errors for part in self._broken_by(violation))

    def _part_at(self, position: int) -> Span:
        return self.parts[max(0, bisect_right(self._starts, position) - 1)] if self.parts else (0, 0)

    def _parts_at(self, violation: Violation) -> list[Span]:
        places = [violation.span] if violation.span else []
        places += [(violation.written.start, violation.written.end)] if violation.written else []
        return [
            part for part in self.parts if any(part[0] < end and start < part[1] for start, end in places)
        ]

    def _broken_by(self, violation: Violation) -> list[Span]:
        own = violation.fact if violation.section == self.task.index else None
        beside = self._beside_missing(violation, own) if own is not None else []
        return beside or self._parts_at(violation) or (self.parts_of(own) if own is not None else [])

    def _beside_missing(self, violation: Violation, fact: int) -> list[Span]:
        """Return the part that carries what stands nearest in the fact to what was left out of it."""
        missing = violation.required
        if violation.kind != "omission" or missing is None or not self._figures.get(fact):
            return []
        return [min(self._figures[fact], key=lambda figure: abs(figure[0] - missing.start))[1]]

    def parts_of(self, fact: int) -> list[Span]:
        """Return the parts that carry the fact's figures, most of them first; else those with its words."""
        if fact in self._linked:
            return [part for part, _ in self._linked[fact].most_common()]
        words = self.task.facts[fact].text
        return [part for part in self.parts if is_told(words, self.text[slice(*part)])]

    def stands_in(self, fact: int, span: Span) -> bool:
        """True when a part within `span` tells the fact, rightly or wrongly."""
        told = (*self.parts_of(fact), *self.wrongly_in(fact))
        return any(span[0] <= start and end <= span[1] for start, end in told)

    def facts_in(self, parts: Collection[Span]) -> frozenset[int]:
        """Return the facts that would be lost with these parts."""
        lost = {fact for part in parts for fact in self._owners.get(part, ()) if fact >= 0}
        words = "".join(self.text[slice(*part)] for part in sorted(parts))
        lost |= {n for n, f in enumerate(self.task.facts) if n not in self._linked and is_told(f.text, words)}
        return frozenset(lost)

    def carrying_only(self, facts: Collection[int]) -> frozenset[Span]:
        """Return the parts whose figures all belong to these facts."""
        return frozenset(part for part, owners in self._owners.items() if owners <= set(facts))

    def wrongly_in(self, fact: int) -> list[Span]:
        """Return the parts where a wrong figure of the fact stands."""
        own = (v for v in self.errors if v.fact == fact and v.section == self.task.index)
        return [part for violation in own for part in self._parts_at(violation)]

    def home_of(self, fact: int) -> int:
        """Return where a fact that is nowhere belongs: behind the sentence of the last fact before it.

        Never behind the words of a 导语 that announce what follows.
        """
        for number in range(fact - 1, -1, -1):
            if parts := self.parts_of(number):
                return min(widen(self.text, parts[:1])[0][1], self._announcement())
        return self._announcement()

    def _announcement(self) -> int:
        """Return where the words begin with which a 导语 announces its document; else the text's end."""
        end = len(self.text.rstrip())
        announces = self.task.section is None and self.text.rstrip().endswith("：")
        return self.parts[-1][0] if announces else end


def is_told(fact: str, prose: str) -> bool:
    """True when most of the fact's pairs of characters stand in the prose."""
    pairs = [fact[at : at + 2] for at in range(len(fact) - 1)]
    return 2 * sum(pair in prose for pair in pairs) > len(pairs)
