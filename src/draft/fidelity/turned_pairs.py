"""Carried quantities at another date or beside words that exclude the fact's, and acts that lost their 未."""

from draft.fidelity import messages
from draft.fidelity.case import Case
from draft.fidelity.datings import find_other_dates
from draft.fidelity.negations import SIGNS
from draft.fidelity.turned import compare_turned, find_moved_act, find_turned_acts
from draft.fidelity.verbatim import is_verbatim


def report_dates(case: Case) -> None:
    """Report carriers behind another year than the fact puts there."""
    # A date without any source is told of as such later.
    unlicensed = {w for w in case.alignment.spare if not case.licence.allows(case.written[w].quantity)}
    for pair, own, other in find_other_dates(case.alignment):
        if not {own, pair.required} & case.report.broken and other not in unlicensed:
            required, written = case.required[own].quantity, case.written[other].quantity
            case.add(
                "date", messages.describe_miss("date", case.entry_of(own), required, written), own, other
            )


def report_turned(case: Case) -> None:
    """Report words beside carried quantities that turned into what excludes them."""
    for pair in case.alignment.pairs:
        if pair.required in case.report.broken:
            continue
        required, written = case.required[pair.required], case.written[pair.written]
        if is_verbatim(required, written):
            continue
        finding = next(compare_turned(required, written), None)
        if finding is None and "并" in written.head_text:
            later = [
                mention for mention in case.required[pair.required + 1 :] if mention.place == required.place
            ]
            finding = find_moved_act(required, later, written)
        if finding:
            entry = case.entry_of(pair.required)
            text = messages.describe_finding(
                finding.kind, entry, finding, required.quantity, written.quantity
            )
            case.add(finding.kind, text, pair.required, pair.written)


def report_turned_acts(case: Case) -> None:
    """Report what the facts say is not done and the sentences that tell them say is."""
    places = [
        place
        for place, entry in enumerate(case.ledger.entries)
        if not SIGNS.isdisjoint(entry.text) and (case.sections is None or entry.section in case.sections)
    ]
    if not places:
        return
    homes: dict[int, set[tuple[int, int]]] = {place: set() for place in places}
    for pair in case.alignment.pairs:
        place = case.required[pair.required].place
        if place in homes:
            homes[place].add(case.written[pair.written].sentence)
    reported = {(v.section, v.fact, v.kind) for v in case.report.violations}
    for place in places:
        entry = case.ledger.entries[place]
        if (entry.section, entry.fact, "negation") in reported:
            continue
        for start, end in sorted(homes[place]):
            for finding, span in find_turned_acts(entry.text, case.prose[start:end]):
                text = messages.describe_statement(finding.kind, entry, finding)
                case.add_to_fact(finding.kind, text, entry, (start + span[0], start + span[1]))
