"""Carried quantities: exchanged owners, misplaced parts, words around, wrong carriers."""

from collections import defaultdict
from collections.abc import Iterator

from draft.fidelity import messages
from draft.fidelity.alignment import MERGED, RESTATED, Pair
from draft.fidelity.case import Case
from draft.fidelity.changes import change_of
from draft.fidelity.equivalence import key_of, scalar
from draft.fidelity.exchange import find_swaps
from draft.fidelity.exchanged import find_exchanged_member
from draft.fidelity.finding import Finding
from draft.fidelity.flows import find_added_flow, is_grown
from draft.fidelity.grades import find_lost_grade
from draft.fidelity.labelled import find_exchanged
from draft.fidelity.ledger import Entry
from draft.fidelity.mentions import Mention, is_attributive
from draft.fidelity.replaced import find_crossed, find_replaced_between, find_replaced_word
from draft.fidelity.rounding import is_honest_rounding
from draft.fidelity.shares import find_other_whole
from draft.fidelity.sides import SERIES_GROUPS
from draft.fidelity.slots import find_replaced_noun, find_replaced_owner
from draft.fidelity.structure import find_misplaced
from draft.fidelity.verbatim import is_verbatim
from draft.numbers import Quantity


def report_swaps(case: Case) -> None:
    """Report both sides of every exchange."""
    for swap in find_swaps(case.alignment):
        for pair, other in ((swap.one, swap.other), (swap.other, swap.one)):
            text = messages.describe_swap(_side(case, pair), _side(case, other))
            case.add("swap", text, pair.required, pair.written)


def _side(case: Case, pair: Pair) -> tuple[Entry, Quantity]:
    return case.entry_of(pair.required), case.required[pair.required].quantity


def report_labels(case: Case) -> None:
    """Report both sides of every exchange of labels: the years of two figures, the names of two roads."""
    told = {case.required[r].place for r in case.report.broken}
    for pair in find_exchanged(case.alignment):
        for one, other in (pair, pair[::-1]):
            required = case.required[one.required]
            if one.required not in case.report.broken and required.place not in told:
                text = messages.describe_swap(_side(case, one), _side(case, other))
                case.add("swap", text, one.required, one.written)


def report_crossed(case: Case) -> None:
    """Report both sides where the owners of two numbers changed places, and the things counted did not."""
    pairs = [pair for pair in case.alignment.pairs if pair.required not in case.report.broken]
    told = [(case.required[pair.required], case.written[pair.written]) for pair in pairs]
    for one, other in find_crossed(told):
        for here, there in ((one, other), (other, one)):
            text = messages.describe_swap(_side(case, pairs[here]), _side(case, pairs[there]))
            case.add("swap", text, pairs[here].required, pairs[here].written)


def report_misplaced(case: Case) -> None:
    """Report rates that went to another count and parts that lost or gained a whole."""
    for pair, finding in find_misplaced(case.alignment):
        if pair.required not in case.report.broken:
            required, written = case.required[pair.required], case.written[pair.written]
            entry = case.ledger.entries[required.place]
            text = messages.describe_finding(
                finding.kind, entry, finding, required.quantity, written.quantity
            )
            case.add(finding.kind, text, pair.required, pair.written)


def report_pairs(case: Case) -> None:
    """Report what the words around each carried quantity say differently."""
    for pair in case.alignment.pairs:
        if pair.required in case.report.broken:
            continue
        report_frames(case, pair.required, pair.written, restated=pair.note == RESTATED)
        if pair.note and pair.note != MERGED:
            case.note("restatement", pair.note, pair.required, pair.written)


def report_frames(case: Case, r: int, w: int, *, restated: bool = False) -> None:
    """Report, once per kind, what the words around one pair say differently."""
    required, written = case.required[r], case.written[w]
    entry = case.ledger.entries[required.place]
    seen: set[str] = set()
    for finding in case.frames.compare(required, written, restated=restated):
        if finding.kind in seen or (finding.kind == "scope" and "basis" in seen):
            continue
        if finding.kind == "direction" and not finding.facts and _is_course(case, w):
            continue
        if finding.facts[:1] == "新" and not finding.prose and _is_led_beside(case, r, w, finding.facts):
            continue
        seen.add(finding.kind)
        text = messages.describe_finding(finding.kind, entry, finding, required.quantity, written.quantity)
        case.add(finding.kind, text, r, w)


def _is_led_beside(case: Case, r: int, w: int, word: str) -> bool:
    """新增1876户9214万元 told as 新增贷款9214万元，惠及1876户: the word leads another figure of the fact."""
    return any(
        case.required[pair.required].place == case.required[r].place
        and case.written[pair.written].sentence == case.written[w].sentence
        and word in case.written[pair.written].head_text
        for pair in case.alignment.pairs
        if pair.written < w
    )


def _is_course(case: Case, w: int) -> bool:
    """由2023年的280家增至2024年的320家: both ends are figures of the facts, and so is the way between."""
    end = case.written[w]
    told = change_of(end)
    if not w or told.mode != "to":
        return False
    start = case.written[w - 1 if case.written[w - 1].quantity.kind != "date" else w - 2]
    low, high = scalar(start.quantity), scalar(end.quantity)
    if low is None or high is None or start.sentence != end.sentence or change_of(start).mode != "from":
        return False
    alike = key_of(start.quantity).dimension == key_of(end.quantity).dimension
    return alike and (low < high if told.direction == "up" else low > high)


def report_nouns(case: Case) -> None:
    """Report carriers that count another thing than the fact does."""
    for pair in case.alignment.pairs:
        if pair.required in case.report.broken:
            continue
        required, written = case.required[pair.required], case.written[pair.written]
        if is_verbatim(required, written):
            continue
        finding = (
            find_replaced_noun(required, written, case.prose, case.known.words)
            or find_replaced_owner(required, written, case.prose)
            or find_other_whole(required, written)
            or find_lost_grade(required, written)
            or _find_flow(case, pair)
            or find_replaced_word(required, written, case.known.titles(required.section), case.known.words)
        )
        if finding:
            entry = case.ledger.entries[required.place]
            text = messages.describe_finding(
                finding.kind, entry, finding, required.quantity, written.quantity
            )
            case.add(finding.kind, text, pair.required, pair.written)


def _find_flow(case: Case, pair: Pair) -> Finding | None:
    """Return the word of growth that only the prose has before a number."""
    required, written = case.required[pair.required], case.written[pair.written]

    def lenders() -> list[Mention]:
        others = [other for other in case.alignment.pairs if is_grown(case.required[other.required])]
        told = [case.written[other.written] for other in others]
        return [mention for mention in told if mention.clause == written.clause]

    titles = case.known.titles(required.section)
    return find_added_flow(required, case.frames.prose, written, titles, lenders)


def report_replaced(case: Case) -> None:
    """Report words of a fact that another took the place of, between the same neighbours."""
    for carriers in _told_together(case):
        required = case.required[carriers[0].required]
        if any(pair.required in case.report.broken for pair in carriers):
            continue
        mentions = [(case.required[pair.required], case.written[pair.written]) for pair in carriers]
        written = mentions[0][1]
        told = written.sentence_text
        if required.source.rstrip("。") in told or _report_member(case, carriers):
            continue
        others = case.others_told(required.place, written.sentence)
        for finding in find_replaced_between(required.source, told, mentions, others):
            entry = case.entry_of(carriers[0].required)
            text = messages.describe_finding(
                finding.kind, entry, finding, required.quantity, written.quantity
            )
            case.add(finding.kind, text, carriers[0].required, carriers[0].written)
            break


def _report_member(case: Case, carriers: list[Pair]) -> bool:
    """Report the first quantity of a fact whose member of a series another took the place of."""
    place = case.required[carriers[0].required].place
    if SERIES_GROUPS.isdisjoint(case.known.facts[place].side.classes):
        return False
    for pair in carriers:
        required, written = case.required[pair.required], case.written[pair.written]
        fact, beside = case.known.facts[required.place].side, case.known.facts[required.place].mentions
        licensed = case.told_beside(required.place, written.sentence)
        for finding in find_exchanged_member(fact, required, beside, case.frames.prose, written, licensed):
            entry = case.entry_of(pair.required)
            text = messages.describe_finding(
                finding.kind, entry, finding, required.quantity, written.quantity
            )
            case.add(finding.kind, text, pair.required, pair.written)
            return True
    return False


def _told_together(case: Case) -> Iterator[list[Pair]]:
    """Yield the pairs of one fact that stand in one sentence."""
    homes: dict[tuple[int, tuple[int, int]], list[Pair]] = defaultdict(list)
    for pair in case.alignment.pairs:
        if is_attributive(case.required[pair.required].quantity):
            continue
        homes[case.required[pair.required].place, case.written[pair.written].sentence].append(pair)
    for carriers in homes.values():
        yield sorted(carriers, key=lambda pair: pair.written)


def report_misses(case: Case) -> None:
    """Report carriers that state something else than required."""
    for pair in case.alignment.misses:
        required, written = case.required[pair.required], case.written[pair.written]
        kind = pair.miss.kind if pair.miss else "value"
        if (
            kind == "rounding"
            and case.allow_rounding
            and is_honest_rounding(required.quantity, written.quantity)
        ):
            case.note("rounding", "约数取舍", pair.required, pair.written)
            continue
        entry = case.ledger.entries[required.place]
        text = messages.describe_miss(kind, entry, required.quantity, written.quantity)
        case.add(kind, text, pair.required, pair.written)
