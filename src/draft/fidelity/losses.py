"""Required quantities without a carrier: merged, told under another date, said in words, or lost."""

import re
from collections import defaultdict

from draft.fidelity import messages
from draft.fidelity.alignment import Alignment
from draft.fidelity.case import Case
from draft.fidelity.equivalence import dates_agree, key_of, same_number, scalar
from draft.fidelity.mentions import Mention
from draft.fidelity.negations import find_none
from draft.fidelity.owners import owner_words
from draft.fidelity.zeros import is_said_as_all, is_said_as_none, is_said_as_one
from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_WHOLE_YEAR = Pattern(r"全年|一年来|年度|年内")
_FIRST = Pattern(r"首位|榜首|居首|第一|第1")
_QUARTERS = frozenset("一二三四")
_PLACES = (None, "位", "名")
_MERGED = Pattern(r"均|都|双双|各|同为|一样|皆")
_TOGETHER = Pattern(r"合计|总计|(?<![公党])共(?![青享建同])")


def report_missing(case: Case) -> None:
    """Report each required quantity that has no carrier and is not said in another way."""
    homes = _homes(case.alignment)
    for r in case.alignment.missing:
        mention = case.required[r]
        entry = case.ledger.entries[mention.place]
        if not case.is_required(mention) or r in case.known.announced or _is_excused(case, mention):
            continue
        if _report_merge(case, r):
            continue
        span = _likely_place(case, r, homes)
        kind = _kind_of_loss(case, mention, span)
        case.report.broken.add(r)
        text = messages.describe_omission(entry, mention.quantity)
        case.add_to_fact(kind, text, entry, span, required=mention.quantity)


def _kind_of_loss(case: Case, mention: Mention, span: tuple[int, int] | None) -> str:
    """Name the loss: a mask, a zero that is no longer said, a cut-off day told as the whole year."""
    if mention.quantity.kind == "placeholder":
        return "placeholder"
    if scalar(mention.quantity) == 0 and span is None and find_none(case.prose):
        return "negation"
    if mention.quantity.kind == "date" and span and _WHOLE_YEAR.search(case.prose, *span):
        return "date"
    return "rank" if mention.quantity.kind == "ordinal" and mention.quantity.unit in _PLACES else "omission"


def _report_merge(case: Case, r: int) -> bool:
    """Report a quantity that was merged (均为) or told under another date; False when neither."""
    mention = case.required[r]
    date = mention.quantity.kind == "date"
    for pair in case.alignment.pairs:
        other, written = case.required[pair.required], case.written[pair.written]
        if other.place != mention.place and not date and not _is_told_in(mention, written):
            continue
        if date and _is_wrong_date(case, mention, written):
            return _add_miss(case, "date", r, pair.written)
        if date or key_of(other.quantity).dimension != key_of(mention.quantity).dimension:
            continue
        start, end = written.clause[0], written.quantity.end
        together = same_number(other.quantity, mention.quantity) and _TOGETHER.search(
            written.source, start, end
        )
        if together or _MERGED.search(written.source, start, end):
            return _add_miss(case, "merge", r, pair.written)
    return False


def _is_told_in(mention: Mention, written: Mention) -> bool:
    """Return whether the owner of a missing quantity stands in the clause of another's carrier."""
    words = owner_words(mention)
    return bool(words) and 2 * sum(word in written.clause_text for word in words) > len(words)


def _is_wrong_date(case: Case, mention: Mention, written: Mention) -> bool:
    if written.quantity.kind != "date":
        return False
    if case.licence.allows_period(written.quantity):
        return False
    same_fact = [m.quantity for m in case.required if m.place == mention.place]
    told_here = any(
        case.written[p.written].sentence == written.sentence
        for p in case.alignment.pairs
        if case.required[p.required].place == mention.place
    )
    return told_here and not any(same_number(q, written.quantity) for q in same_fact)


def _add_miss(case: Case, kind: str, r: int, w: int) -> bool:
    required = case.required[r]
    entry = case.ledger.entries[required.place]
    case.add(kind, messages.describe_miss(kind, entry, required.quantity, case.written[w].quantity), r, w)
    return True


def _is_excused(case: Case, mention: Mention) -> bool:
    """Return whether a missing quantity is said in another way."""
    quantity = mention.quantity
    if quantity.kind == "date" and case.licence.allows_period(quantity):
        return True
    if quantity.text.endswith("季度") and _is_listed_quarter(case, quantity.text[-3]):
        return True
    if quantity.kind == "range" and quantity.value is None and _has_both_ends(case, quantity):
        return True
    if quantity.kind == "ordinal" and scalar(quantity) == 1 and _FIRST.search(case.prose):
        return True
    if scalar(mention.quantity) == 1 and is_said_as_one(mention, case.prose):
        return True
    return is_said_as_none(mention, case.prose) or is_said_as_all(mention, case.prose)


def _is_listed_quarter(case: Case, number: str) -> bool:
    """一、二季度分别…: both quarters are told in one."""
    return number in _QUARTERS and re.search(f"{number}(?:、[二三四]){{1,3}}季度", case.prose) is not None


def _has_both_ends(case: Case, quantity: Quantity) -> bool:
    """自3月15日起至5月31日: a range of dates told as two dates."""
    ends = (quantity.norm or "").split("..")
    said = [mention.quantity.norm or "" for mention in case.written if mention.quantity.kind == "date"]
    return len(ends) > 1 and all(any(dates_agree(end, norm) for norm in said if norm) for end in ends)


def _likely_place(case: Case, r: int, homes: dict[int, list[tuple[int, int]]]) -> tuple[int, int] | None:
    spans = homes.get(case.required[r].place)
    return spans[0] if spans else None


def _homes(alignment: Alignment) -> dict[int, list[tuple[int, int]]]:
    homes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in (*alignment.pairs, *alignment.misses):
        homes[alignment.required[pair.required].place].append(alignment.written[pair.written].sentence)
    return homes
