"""What is done where only the rendered whole is not clean.

First the facts' clauses where the fault stands, then the facts' own words for the whole section; whatever
does not help is undone.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial

from draft.document import Draft, SectionDraft, Task
from draft.fidelity import OPENING, Verdict, Violation
from draft.pipeline.bench import Bench, badness
from draft.pipeline.placing import place_once, tell_plainly
from draft.pipeline.plan import Render, judge_whole

_Shift = Callable[[tuple[int, int] | None], tuple[int, int] | None]


def settle(draft: Draft, render: Render, bench: Bench, only: Collection[int] | None) -> Draft:
    """Return a judged draft, mended where that makes its whole cleaner."""
    for mend in (_place_where_it_stands, partial(_use_own_words, form=0), partial(_use_own_words, form=1)):
        if draft.verdict.ok:
            break
        tried = judge_whole(mend(draft, render(draft)), render, bench.ledger, bench.options, only)
        draft = tried if badness(tried.verdict) < badness(draft.verdict) else draft
    return draft


def _index(text: SectionDraft) -> int:
    return text.section.index if text.section else OPENING


def _place_where_it_stands(draft: Draft, document: str) -> Draft:
    """Return the draft with the facts' clauses in the place of the sentences that the whole blames."""
    position = 0

    def place(text: SectionDraft) -> SectionDraft:
        nonlocal position
        spans, position = _find_paragraphs(text.text, document, position)
        local = _localise(draft.verdict, _index(text), spans)
        if not local.violations:
            return text
        new, placed = place_once(Task(draft.spec, text.section), text.text, local, frozenset(text.placed))
        return replace(text, text=new, placed=tuple(sorted(placed)))

    return replace(draft, lead_in=place(draft.lead_in), sections=tuple(map(place, draft.sections)))


def _find_paragraphs(text: str, document: str, position: int) -> tuple[list[tuple[int, int, int]], int]:
    """Return start and end in the document and start in the text of each paragraph, and where they end."""
    spans: list[tuple[int, int, int]] = []
    start = 0
    for line in text.split("\n"):
        found = document.find(line, position) if line.strip() else -1
        if found >= 0:
            position = found + len(line)
            spans.append((found, position, start))
        start += len(line) + 1
    return spans, position


def _localise(verdict: Verdict, section: int, spans: list[tuple[int, int, int]]) -> Verdict:
    """Return what the verdict says of one section, with places in its own text; others are left out."""

    def shift(span: tuple[int, int] | None) -> tuple[int, int] | None:
        inside = next(((a, own) for a, b, own in spans if span and a <= span[0] < b), None)
        return (span[0] - inside[0] + inside[1], span[1] - inside[0] + inside[1]) if span and inside else None

    links = [
        replace(link, written=replace(link.written, start=place[0], end=place[1]))
        for link in verdict.links
        if (place := shift((link.written.start, link.written.end)))
    ]
    return replace(verdict, violations=tuple(_shifted(verdict, section, shift)), notes=(), links=tuple(links))


def _shifted(verdict: Verdict, section: int, shift: _Shift) -> Iterator[Violation]:
    for violation in verdict.violations:
        span = shift(violation.span)
        written = violation.written
        place = shift((written.start, written.end)) if written else None
        own = replace(written, start=place[0], end=place[1]) if written and place else None
        if violation.severity == "error" and (violation.section == section or span or own):
            yield replace(violation, span=span, written=own)


def _use_own_words(draft: Draft, document: str, *, form: int) -> Draft:
    """Return the draft with the facts' own words, in one of two forms, in every section blamed."""
    position = 0

    def own_words(text: SectionDraft) -> SectionDraft:
        nonlocal position
        spans, position = _find_paragraphs(text.text, document, position)
        if not _localise(draft.verdict, _index(text), spans).violations:
            return text
        facts = text.section.facts if text.section else draft.spec.opening
        placed = tuple(range(len(facts)))
        return replace(text, text=tell_plainly(facts)[form], placed=placed)

    return replace(draft, lead_in=own_words(draft.lead_in), sections=tuple(map(own_words, draft.sections)))
