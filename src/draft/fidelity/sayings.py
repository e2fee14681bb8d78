"""What the prose says without a figure: frame words, statements of none, claims beside a figure."""

from collections import defaultdict

from draft.fidelity import messages
from draft.fidelity.acts import ToldActs, find_other_acts
from draft.fidelity.case import Case
from draft.fidelity.claims import Unlicensed, find_unlicensed
from draft.fidelity.equivalence import same_number, scalar
from draft.fidelity.finding import Finding
from draft.fidelity.mentions import is_attributive
from draft.fidelity.names import find_renamed
from draft.fidelity.negations import SIGNS, find_weakened, is_licensed, read_said, words_of_none
from draft.fidelity.owners import owner_words

# 全部, 悉数, 均已: the whole of a count that the fact itself gives to the action.
_WHOLLY = frozenset("全悉均")
_ACTION, _WHOLE = 4, 100


def report_statements(case: Case) -> None:
    """Report the clauses of facts without figures whose frame words changed."""
    counted: dict[int, list[int]] = defaultdict(list)
    for mention in case.required:
        if not is_attributive(mention.quantity):
            counted[mention.place].append(mention.quantity.start)
    reported = {(v.section, v.fact, v.kind) for v in case.report.violations}
    for place, entry in enumerate(case.ledger.entries):
        if case.sections is not None and entry.section not in case.sections:
            continue
        for finding, span in case.frames.compare_statements(place, counted[place]):
            if (entry.section, entry.fact, finding.kind) in reported:
                continue
            text = messages.describe_statement(finding.kind, entry, finding)
            case.add_to_fact(finding.kind, text, entry, span)


def report_acts(case: Case) -> None:
    """Report acts that exclude the fact's: 启动招标 for 完成招标."""
    facts = [entry.text for entry in case.ledger.entries]
    told = ToldActs(case.prose)
    reported = {(v.section, v.fact) for v in case.report.violations}
    for entry in case.ledger.entries:
        if (case.sections is not None and entry.section not in case.sections) or (
            entry.section,
            entry.fact,
        ) in reported:
            continue
        for act in find_other_acts(entry.text, facts, told):
            text = messages.describe_statement(act.kind, entry, Finding(act.kind, act.facts, act.prose))
            case.add_to_fact(act.kind, text, entry, (act.start, act.end))


def report_names(case: Case) -> None:
    """Report names whose numeral changed: 二十连丰 told as 十二连丰."""
    entries = case.ledger.entries
    taken = [v.span for v in case.report.violations if v.span]
    for place, name in find_renamed((entry.text for entry in entries), case.prose):
        asked = case.sections is None or entries[place].section in case.sections
        if asked and not any(start < name.end and name.start < end for start, end in taken):
            finding = Finding(name.kind, name.facts, name.prose)
            text = messages.describe_statement(name.kind, entries[place], finding)
            case.add_to_fact(name.kind, text, entries[place], (name.start, name.end))


def report_weakened(case: Case) -> None:
    """Report statements of none that the prose lost or weakened."""
    said = read_said(case.prose)
    for entry in case.ledger.entries:
        if case.sections is not None and entry.section not in case.sections:
            continue
        for lost in find_weakened(entry.text, case.prose, said):
            text = messages.describe_weakened(entry, lost.statement, weakened=lost.span is not None)
            case.add_to_fact("negation", text, entry, lost.span)


def report_claims(case: Case) -> None:
    """Report claims that no fact licenses, unless their place is reported already."""
    told: dict[int, set[int]] = defaultdict(set)
    for pair in (*case.alignment.pairs, *case.alignment.misses):
        told[case.written[pair.written].place].add(case.required[pair.required].place)
    for w, r in case.alignment.repeats.items():
        told[case.written[w].place].add(case.required[r].place)
    data = case.ledger.metadata
    background = "\n".join([data.title, data.period, *(group.heading for group in case.ledger.groups)])
    facts = [entry.text for entry in case.ledger.entries]
    taken = {(v.span[0], v.span[1]) for v in case.report.violations if v.span}
    for claim in find_unlicensed(
        case.prose, case.sentences, {k: sorted(v) for k, v in told.items()}, facts, background
    ):
        if any(start < claim.end and claim.start < end for start, end in taken):
            continue
        if claim.name[0] in _WHOLLY and (_is_own_action(case, claim) or _is_hundred(case, claim)):
            continue
        if not SIGNS.isdisjoint(claim.name) and is_licensed(case.prose, claim.end - 1, none_told(case)):
            continue
        entry = case.ledger.entries[claim.places[0]] if claim.places else None
        text = messages.describe_claim(claim.kind, claim.name)
        case.add_to_fact(claim.kind, text, entry, (claim.start, claim.end))


def none_told(case: Case) -> list[frozenset[str]]:
    """Return the words of what the facts say did not happen: 无集体食物中毒事件, 较大事故0起."""
    zeros: dict[int, list[int]] = defaultdict(list)
    for mention in case.required:
        if scalar(mention.quantity) == 0:
            zeros[mention.place].append(mention.quantity.start)
    return [
        words
        for place, entry in enumerate(case.ledger.entries)
        for words in words_of_none(entry.text, zeros.get(place, ()))
    ]


def _is_hundred(case: Case, claim: Unlicensed) -> bool:
    """无障碍改造全部完成 for 无障碍改造完成率100%: the words say the figure, which then stands nowhere."""
    start = max(case.prose.rfind(mark, 0, claim.start) for mark in "，；。\n") + 1
    before = case.prose[start : claim.start]
    for index, mention in enumerate(case.required):
        quantity = mention.quantity
        if quantity.unit == "%" and scalar(quantity) == _WHOLE and index not in case.alignment.carried:
            words = owner_words(mention)
            if 2 * sum(word in before for word in words) >= len(words) > 0:
                return True
    return False


def _next_figure(case: Case, r: int) -> int:
    """Return where the next quantity of the same fact begins, the end of the sentence where none does."""
    mention = case.required[r]
    later = case.required[r + 1] if r + 1 < len(case.required) else mention
    end = mention.sentence[1]
    return min(end, later.clause[0]) if later.place == mention.place and later is not mention else end


def _is_own_action(case: Case, claim: Unlicensed) -> bool:
    """6条断头路全部打通: the fact says 打通断头路6条, so all of the six are meant."""
    action = case.prose[claim.end : claim.end + _ACTION]
    words = [action[index : index + 2] for index in range(len(action) - 1)]
    carried = [
        pair
        for pair in case.alignment.pairs
        if case.written[pair.written].clause[0]
        <= case.written[pair.written].quantity.start
        < claim.start
        < case.written[pair.written].sentence[1]
    ]
    if not carried:
        return False
    nearest = max(carried, key=lambda pair: case.written[pair.written].quantity.start)
    required = case.required[nearest.required]
    # D级2座，已限载: what follows without a figure is said of the count before it.
    own = required.source[required.clause[0] : _next_figure(case, nearest.required)]
    for other in case.required:
        # 发现隐患98处，整改98处: the figures say that it is all of them.
        if other.place == required.place and other.quantity.start > required.quantity.start:
            own += other.clause_text if same_number(other.quantity, required.quantity) else ""
    return any(word in own for word in words)
