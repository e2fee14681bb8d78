"""One comparison of a ledger with a prose, from mentions to the verdict, step by step."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from draft.fidelity import messages
from draft.fidelity.alignment import MERGED, RESTATED, Alignment, Pair, align
from draft.fidelity.changes import change_of
from draft.fidelity.claims import find_unlicensed
from draft.fidelity.declared import announces_list
from draft.fidelity.equivalence import dates_agree, key_of, same_number, scalar
from draft.fidelity.exchange import find_swaps
from draft.fidelity.finding import Finding
from draft.fidelity.frames import FrameCheck
from draft.fidelity.inventions import Licence, explain_derived, is_vague
from draft.fidelity.layout import Sentence, find_sentences, sentence_at
from draft.fidelity.ledger import Ledger
from draft.fidelity.marks import Unmarked
from draft.fidelity.mentions import Mention, find_mentions, is_attributive
from draft.fidelity.negations import find_none, find_weakened
from draft.fidelity.owners import owner_words
from draft.fidelity.rounding import is_honest_rounding
from draft.fidelity.structure import find_misplaced
from draft.fidelity.verdict import Link, Severity, Verdict, Violation
from draft.fidelity.zeros import is_said_as_all, is_said_as_none
from draft.numbers import Quantity, find_quantities

_CONTRADICTION_FIT = 0.55
_NOT_EVEN = ("无", "没有", "不漏", "每", "逐", "任", "同", "某", "不落", "不少")
_PAIR = 2
_RANKED = re.compile(r"[居列排名位获获评]|全[国省市县区]")
_WHOLE_YEAR = re.compile(r"全年|一年来|年度|年内")
_FIRST = re.compile(r"首位|榜首|居首|第一|第1")
_SAME_AGAIN = re.compile(r"相当于|折合|约合|即|合计|共|这|该|上述")
_MERGED = re.compile(r"均|都|各|同为|一样|皆")
_PLACE_MASK = "省市县区镇乡村街州盟旗局委院"


class Comparison:
    """Carries the state of one comparison."""

    def __init__(
        self,
        ledger: Ledger,
        prose: str,
        *,
        sections: Collection[int] | None,
        allow_rounding: bool,
        example_texts: Sequence[str],
    ) -> None:
        """Read facts and prose."""
        masked = any("*" in entry.text for entry in ledger.entries)
        self.unmarked = Unmarked(prose, masked=masked)
        prose = self.unmarked.text
        self.ledger, self.prose = ledger, prose
        self.sections, self.allow_rounding = sections, allow_rounding
        headings = [(group.section, group.heading) for group in ledger.groups if group.heading]
        self.sentences = find_sentences(prose, headings)
        self.starts = [sentence.start for sentence in self.sentences]
        self.required = read_facts(ledger)
        written = [q for q in find_quantities(prose) if q.kind != "idiom" and not _is_word(q, prose)]
        self.written = find_mentions(prose, written, self.sentences) if self.sentences else []
        self.frames = FrameCheck(ledger, prose)
        self.licence = Licence(ledger, self.required, example_texts)
        self.violations: list[Violation] = []
        self.notes: list[Violation] = []
        self.broken: set[int] = set()

    def verdict(self) -> Verdict:
        """Return what the prose made of the facts."""
        dated = {
            index
            for index, mention in enumerate(self.written)
            if mention.quantity.kind == "date" and self.licence.allows_period(mention.quantity)
        }
        alignment = align(
            self.required, self.written, dated, self.frames.concepts_of_fact, self.frames.concepts_of_prose
        )
        self.frames.note_homes(
            [(self.required[p.required], self.written[p.written]) for p in alignment.pairs]
        )
        self._report_swaps(alignment)
        self._report_misplaced(alignment)
        self._report_pairs(alignment)
        self._report_misses(alignment)
        self._report_missing(alignment)
        self._report_repeats(alignment)
        self._report_spare(alignment)
        self._report_statements()
        self._report_weakened()
        self._report_claims(alignment)
        return self._sum_up(alignment)

    def _report_swaps(self, alignment: Alignment) -> None:
        for swap in find_swaps(alignment):
            for pair, other in ((swap.one, swap.other), (swap.other, swap.one)):
                quantity = self.required[pair.required].quantity
                rival = self.required[other.required].quantity
                entry = self.ledger.entries[self.required[pair.required].place]
                self._add("swap", messages.describe_swap(entry, quantity, rival), pair.required, pair.written)

    def _report_misplaced(self, alignment: Alignment) -> None:
        for pair, finding in find_misplaced(alignment):
            if pair.required not in self.broken:
                required, written = self.required[pair.required], self.written[pair.written]
                entry = self.ledger.entries[required.place]
                text = messages.describe_finding(
                    finding.kind, entry, finding, required.quantity, written.quantity
                )
                self._add(finding.kind, text, pair.required, pair.written)

    def _report_pairs(self, alignment: Alignment) -> None:
        for pair in alignment.pairs:
            if pair.required in self.broken:
                continue
            self._report_frames(pair.required, pair.written, restated=pair.note == RESTATED)
            if pair.note and pair.note != MERGED:
                self._note("restatement", pair.note, pair.required, pair.written)

    def _report_frames(self, r: int, w: int, *, restated: bool = False) -> None:
        required, written = self.required[r], self.written[w]
        entry = self.ledger.entries[required.place]
        seen: set[str] = set()
        for finding in self.frames.compare(required, written, restated=restated):
            if finding.kind in seen or (finding.kind == "scope" and "basis" in seen):
                continue
            seen.add(finding.kind)
            text = messages.describe_finding(
                finding.kind, entry, finding, required.quantity, written.quantity
            )
            self._add(finding.kind, text, r, w)

    def _report_misses(self, alignment: Alignment) -> None:
        for pair in alignment.misses:
            required, written = self.required[pair.required], self.written[pair.written]
            assert pair.miss is not None
            kind = pair.miss.kind
            if (
                kind == "rounding"
                and self.allow_rounding
                and is_honest_rounding(required.quantity, written.quantity)
            ):
                self._note("rounding", "约数取舍", pair.required, pair.written)
                continue
            entry = self.ledger.entries[required.place]
            text = messages.describe_miss(kind, entry, required.quantity, written.quantity)
            self._add(kind, text, pair.required, pair.written)

    def _report_missing(self, alignment: Alignment) -> None:
        homes = _homes(alignment)
        for r in alignment.missing:
            mention = self.required[r]
            entry = self.ledger.entries[mention.place]
            if self._is_excused(mention):
                continue
            if self._is_required(mention) and self._report_merge(alignment, r):
                continue
            span = self._likely_place(r, homes)
            kind = self._kind_of_loss(mention, span)
            if not self._is_required(mention):
                continue
            self.broken.add(r)
            self.violations.append(
                Violation(
                    kind,
                    "error",
                    messages.describe_omission(entry, mention.quantity),
                    entry.section,
                    entry.fact,
                    entry.text,
                    mention.quantity,
                    None,
                    span,
                )
            )

    def _kind_of_loss(self, mention: Mention, span: tuple[int, int] | None) -> str:
        """Name the loss: a mask, a zero that is no longer said, a cut-off day told as the whole year."""
        if mention.quantity.kind == "placeholder":
            return "placeholder"
        if scalar(mention.quantity) == 0 and span is None and find_none(self.prose):
            return "negation"
        if mention.quantity.kind == "date" and span and _WHOLE_YEAR.search(self.prose, *span):
            return "date"
        return "omission"

    def _report_merge(self, alignment: Alignment, r: int) -> bool:
        """Report a missing quantity that was merged with (均为) or told under another date; False when neither."""
        mention = self.required[r]
        date = mention.quantity.kind == "date"
        for pair in alignment.pairs:
            other, written = self.required[pair.required], self.written[pair.written]
            if other.place != mention.place and not date:
                continue
            if date and self._is_wrong_date(alignment, mention, written):
                return self._add_miss("date", r, pair.written)
            if date or key_of(other.quantity).dimension != key_of(mention.quantity).dimension:
                continue
            if _MERGED.search(written.source, written.clause[0], written.quantity.end):
                return self._add_miss("merge", r, pair.written)
        return False

    def _is_wrong_date(self, alignment: Alignment, mention: Mention, written: Mention) -> bool:
        if written.quantity.kind != "date":
            return False
        if self.licence.allows_period(written.quantity):
            return False
        same_fact = [m.quantity for m in self.required if m.place == mention.place]
        told_here = any(
            self.written[p.written].sentence == written.sentence
            for p in alignment.pairs
            if self.required[p.required].place == mention.place
        )
        return told_here and not any(same_number(q, written.quantity) for q in same_fact)

    def _add_miss(self, kind: str, r: int, w: int) -> bool:
        required = self.required[r]
        entry = self.ledger.entries[required.place]
        self._add(
            kind, messages.describe_miss(kind, entry, required.quantity, self.written[w].quantity), r, w
        )
        return True

    def _is_excused(self, mention: Mention) -> bool:
        """Return whether a missing quantity is said in another way."""
        quantity = mention.quantity
        if quantity.kind == "date" and self.licence.allows_period(quantity):
            return True
        if quantity.kind == "range" and quantity.value is None and self._has_both_ends(quantity):
            return True
        if quantity.kind == "ordinal" and scalar(quantity) == 1 and _FIRST.search(self.prose):
            return True
        return is_said_as_none(mention, self.prose) or is_said_as_all(mention, self.prose)

    def _has_both_ends(self, quantity: Quantity) -> bool:
        """自3月15日起至5月31日: a range of dates told as two dates."""
        ends = (quantity.norm or "").split("..")
        said = [mention.quantity.norm or "" for mention in self.written if mention.quantity.kind == "date"]
        return len(ends) > 1 and all(any(dates_agree(end, norm) for norm in said if norm) for end in ends)

    def _likely_place(self, r: int, homes: dict[int, list[tuple[int, int]]]) -> tuple[int, int] | None:
        spans = homes.get(self.required[r].place)
        return spans[0] if spans else None

    def _report_repeats(self, alignment: Alignment) -> None:
        for w, r in sorted(alignment.repeats.items()):
            if self._is_foreign(alignment, r, w):
                required, written = self.required[r], self.written[w]
                entry = self.ledger.entries[required.place]
                finding = Finding("misattached", hint="又写给了要点没有的对象")
                text = messages.describe_finding(
                    "misattached", entry, finding, required.quantity, written.quantity
                )
                self._add("misattached", text, r, w)
            else:
                self._report_frames(r, w)

    def _is_foreign(self, alignment: Alignment, r: int, w: int) -> bool:
        """Return whether a repeated value was put on something that the fact does not speak of."""
        mention, source = self.written[w], self.required[r].source
        if is_attributive(mention.quantity):
            return False
        words = owner_words(mention)
        if not words or _SAME_AGAIN.search(mention.head_text):
            return False
        beside = any(
            pair.required == r and self.written[pair.written].sentence == mention.sentence
            for pair in alignment.pairs
        )
        if beside:
            return 2 * len(words & owner_words(self.required[r])) < len(words)
        return not any(word in source for word in mention.features)

    def _report_spare(self, alignment: Alignment) -> None:
        for w in alignment.spare:
            quantity = self.written[w].quantity
            if (
                self.licence.allows(quantity)
                or announces_list(quantity, self.prose)
                or self._is_series(quantity)
            ):
                continue
            if quantity.kind in ("date", "time") and self._report_date(alignment, w):
                continue
            if (
                quantity.kind in ("date", "range")
                and ".." in (quantity.norm or "")
                and quantity.value is None
            ):
                # 决战四季度: a period that no figure follows states nothing.
                continue
            kind, text = self._explain_spare(alignment, w)
            if kind == "contradiction":
                r = max(alignment.fits[w], key=lambda index: alignment.fits[w][index])
                self._add(kind, text, r, w)
            else:
                self.violations.append(
                    Violation(kind, "error", text, written=quantity, span=(quantity.start, quantity.end))
                )

    def _is_series(self, quantity: Quantity) -> bool:
        """第一、二、三产业, 质量第一: ordinals that name a series or a principle, not a rank."""
        if quantity.kind != "ordinal":
            return False
        after = self.prose[quantity.end : quantity.end + 2]
        if len(after) > 1 and after[0] == "、" and after[1] in "二三四五六2345":
            return True
        before = self.prose[max(0, quantity.start - 8) : quantity.start]
        first = quantity.text == "第一" and not _RANKED.search(before)
        return first or (quantity.text == "第一位" and before.endswith(("放在", "摆在", "放到", "作为")))

    def _report_date(self, alignment: Alignment, w: int) -> bool:
        """Report an unlicensed date at the first fact told after it in its sentence."""
        start, sentence = self.written[w].quantity.start, self.written[w].sentence
        told = [
            pair
            for pair in alignment.pairs
            if self.written[pair.written].sentence == sentence
            and self.written[pair.written].quantity.start > start
        ]
        if not told:
            return False
        pair = min(told, key=lambda pair: self.written[pair.written].quantity.start)
        entry = self.ledger.entries[self.required[pair.required].place]
        text = messages.describe_date(entry, self.written[w].quantity)
        self.violations.append(
            Violation(
                "date",
                "error",
                text,
                entry.section,
                entry.fact,
                entry.text,
                None,
                self.written[w].quantity,
                (start, self.written[w].quantity.end),
            )
        )
        return True

    def _explain_spare(self, alignment: Alignment, w: int) -> tuple[str, str]:
        quantity = self.written[w].quantity
        if self.licence.is_bleed(quantity):
            return "example_bleed", messages.describe_invention("example_bleed", quantity)
        derived = explain_derived(quantity, self._beside(alignment, w))
        if derived:
            return "derived", messages.describe_derived(quantity, derived.text, right=derived.right)
        rival = self._contradicted(alignment, w)
        if rival is not None:
            entry = self.ledger.entries[self.required[rival].place]
            return "contradiction", messages.describe_miss(
                "contradiction", entry, self.required[rival].quantity, quantity
            )
        kind = (
            "invented_vague" if is_vague(quantity) else "rank" if quantity.kind == "ordinal" else "invented"
        )
        return kind, messages.describe_invention(kind, quantity)

    def _beside(self, alignment: Alignment, w: int) -> list[Quantity]:
        """Return the quantities of the facts told in the same sentence."""
        sentence = self.written[w].sentence
        places = {
            self.required[pair.required].place
            for pair in alignment.pairs
            if self.written[pair.written].sentence == sentence
        }
        if not places and alignment.fits[w]:
            places = {self.required[max(alignment.fits[w], key=lambda index: alignment.fits[w][index])].place}
        return [mention.quantity for mention in self.required if mention.place in places]

    def _contradicted(self, alignment: Alignment, w: int) -> int | None:
        fits = alignment.fits[w]
        if not fits:
            return None
        best = max(fits, key=lambda index: fits[index])
        if change_of(self.required[best]).mode != change_of(self.written[w]).mode:
            return None
        same = key_of(self.required[best].quantity).dimension == key_of(self.written[w].quantity).dimension
        words = owner_words(self.written[w])
        shared = words & owner_words(self.required[best])
        alike = fits[best] >= _CONTRADICTION_FIT or 2 * len(shared) > len(words)
        return best if same and alike else None

    def _report_statements(self) -> None:
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for mention in self.required:
            if not is_attributive(mention.quantity):
                spans[mention.place].append((mention.quantity.start, mention.quantity.end))
        reported = {(v.section, v.fact, v.kind) for v in self.violations}
        for place, entry in enumerate(self.ledger.entries):
            if self.sections is not None and entry.section not in self.sections:
                continue
            for finding, span in self.frames.compare_statements(place, spans[place]):
                if (entry.section, entry.fact, finding.kind) in reported:
                    continue
                text = messages.describe_statement(finding.kind, entry, finding)
                self.violations.append(
                    Violation(finding.kind, "error", text, entry.section, entry.fact, entry.text, span=span)
                )

    def _report_weakened(self) -> None:
        said = find_none(self.prose)
        for entry in self.ledger.entries:
            if self.sections is not None and entry.section not in self.sections:
                continue
            for lost in find_weakened(entry.text, self.prose, said):
                text = messages.describe_weakened(entry, lost.statement, weakened=lost.span is not None)
                self.violations.append(
                    Violation(
                        "negation", "error", text, entry.section, entry.fact, entry.text, span=lost.span
                    )
                )

    def _report_claims(self, alignment: Alignment) -> None:
        told: dict[int, set[int]] = defaultdict(set)
        for pair in (*alignment.pairs, *alignment.misses):
            told[self.written[pair.written].place].add(self.required[pair.required].place)
        for w, r in alignment.repeats.items():
            told[self.written[w].place].add(self.required[r].place)
        data = self.ledger.metadata
        background = "\n".join([data.title, data.period, *(group.heading for group in self.ledger.groups)])
        facts = [entry.text for entry in self.ledger.entries]
        taken = {(v.span[0], v.span[1]) for v in self.violations if v.span}
        for claim in find_unlicensed(
            self.prose, self.sentences, {k: sorted(v) for k, v in told.items()}, facts, background
        ):
            if any(start < claim.end and claim.start < end for start, end in taken):
                continue
            entry = self.ledger.entries[claim.places[0]] if claim.places else None
            self.violations.append(
                Violation(
                    claim.kind,
                    "error",
                    messages.describe_claim(claim.kind, claim.name),
                    entry.section if entry else None,
                    entry.fact if entry else None,
                    entry.text if entry else None,
                    span=(claim.start, claim.end),
                )
            )

    def _is_required(self, mention: Mention) -> bool:
        return self.sections is None or mention.section in self.sections

    def _add(self, kind: str, text: str, r: int, w: int) -> None:
        self.broken.add(r)
        self.violations.append(self._place(kind, "error", text, r, w))

    def _note(self, kind: str, text: str, r: int, w: int) -> None:
        self.notes.append(self._place(kind, "note", text, r, w))

    def _place(self, kind: str, severity: Severity, text: str, r: int, w: int) -> Violation:
        required, written = self.required[r], self.written[w].quantity
        entry = self.ledger.entries[required.place]
        span = (written.start, written.end)
        return Violation(
            kind, severity, text, entry.section, entry.fact, entry.text, required.quantity, written, span
        )

    def _sum_up(self, alignment: Alignment) -> Verdict:
        wanted = [r for r, mention in enumerate(self.required) if self._is_required(mention)]
        links = [self._link(pair) for pair in alignment.pairs if pair.required not in self.broken]
        order = {(entry.section, entry.fact): index for index, entry in enumerate(self.ledger.entries)}
        self.violations.sort(
            key=lambda v: (v.fact is None, order.get((v.section or 0, v.fact or 0), 0), v.span or (0, 0))
        )
        return Verdict(
            len(wanted),
            sum(r not in self.broken for r in wanted),
            len(self.written),
            tuple(map(self._restore, self.violations)),
            tuple(map(self._restore, self.notes)),
            tuple(links),
        )

    def _restore(self, violation: Violation) -> Violation:
        """Return the violation with places in the untouched prose."""
        return replace(
            violation,
            written=self.unmarked.restore(violation.written) if violation.written else None,
            span=self.unmarked.span(*violation.span) if violation.span else None,
        )

    def _link(self, pair: Pair) -> Link:
        required = self.required[pair.required]
        entry = self.ledger.entries[required.place]
        written = self.unmarked.restore(self.written[pair.written].quantity)
        return Link(entry.section, entry.fact, required.quantity, written)


def read_facts(ledger: Ledger) -> list[Mention]:
    """Return the required quantities of all facts with their surroundings."""
    mentions: list[Mention] = []
    for index, entry in enumerate(ledger.entries):
        quantities = [q for q in entry.quantities if q.kind != "idiom" and not _is_word(q, entry.text)]
        sentences = find_sentences(entry.text) or (Sentence(0, len(entry.text), 0, heading=False),)
        found = find_mentions(entry.text, quantities, sentences, index)
        for mention in found:
            mention.section = entry.section
        mentions.extend(found)
    return mentions


def _is_word(quantity: Quantity, text: str) -> bool:
    """Return whether the place is a name (XX县) or a turn of speech (无一户) rather than a quantity."""
    before = text[max(0, quantity.start - 2) : quantity.start]
    return _is_place_mask(quantity, text) or (quantity.text[0] == "一" and before.endswith(_NOT_EVEN))


def _is_place_mask(quantity: Quantity, text: str) -> bool:
    """XX县: the name of a place, not a number."""
    if quantity.kind != "placeholder":
        return False
    after = text[quantity.end : quantity.end + 1]
    return quantity.text[-1] in _PLACE_MASK or (
        quantity.unit is None and after in _PLACE_MASK and after != ""
    )


def _homes(alignment: Alignment) -> dict[int, list[tuple[int, int]]]:
    homes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in (*alignment.pairs, *alignment.misses):
        homes[alignment.required[pair.required].place].append(alignment.written[pair.written].sentence)
    return homes


__all__ = ["Comparison", "read_facts", "sentence_at"]
