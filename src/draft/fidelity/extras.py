"""Written quantities beyond the carriers: repetitions, and what nothing in the facts explains."""

from collections import defaultdict

from draft.fidelity import messages
from draft.fidelity.case import Case
from draft.fidelity.changes import change_of
from draft.fidelity.declared import announces_list
from draft.fidelity.equivalence import key_of, scalar
from draft.fidelity.finding import Finding
from draft.fidelity.inventions import explain_derived, is_bleed, is_vague
from draft.fidelity.mentions import is_attributive
from draft.fidelity.near import explain_miss
from draft.fidelity.negations import is_licensed
from draft.fidelity.owners import owner_words
from draft.fidelity.pairs import report_frames
from draft.fidelity.sayings import none_told
from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_CONTRADICTION_FIT, _SOME_FIT, _SLIP = 0.4, 0.05, 0.65
_POINTED = Pattern(r"(?:这|该|上述)$")
_SAME_AGAIN = Pattern(r"相当于|折合|约合|即|合计|共|这|该|上述")
_EACH = Pattern(r"各|均|都|每")
_RANKED = Pattern(r"[居列排名位获评]|全[国省市县区]")
_ARENA = Pattern(r"全(?P<of>[国省市县区州盟镇])[\u4e00-\u9fff]{0,4}$")
_FIRST_OF = Pattern(r"全(?P<of>[国省市县区州盟镇])[\u4e00-\u9fff]{0,2}(?:首位|榜首)")
_YEAR_END = Pattern(r"年[底末]")
_SERIES = "二三四五六2345"
_PRINCIPLE = ("放在", "摆在", "放到", "作为")


def report_repeats(case: Case) -> None:
    """Compare every repetition of a required value with its fact, and report those put on another owner."""
    for w, r in sorted(case.alignment.repeats.items()):
        if case.written[w].heading and case.licence.allows(case.written[w].quantity):
            # A heading of the facts that holds the same mask or year: xxxx年工作打算.
            continue
        if _report_sum(case, w):
            continue
        if _is_foreign(case, r, w) or _is_beside_foreign(case, r, w):
            required, written = case.required[r], case.written[w]
            entry = case.ledger.entries[required.place]
            finding = Finding("misattached", hint="又写给了要点没有的对象")
            text = messages.describe_finding(
                "misattached", entry, finding, required.quantity, written.quantity
            )
            case.add("misattached", text, r, w)
        else:
            report_frames(case, r, w)


def _report_sum(case: Case, w: int) -> bool:
    """公墓在建3个、拟新建2个 told as 公墓5个, a number that something else has as well."""
    if not case.alignment.missing or is_attributive(case.written[w].quantity):
        return False
    words = owner_words(case.written[w])
    lost: dict[int, list[Quantity]] = defaultdict(list)
    for r in case.alignment.missing:
        lost[case.required[r].place].append(case.required[r].quantity)
    repeated = case.required[case.alignment.repeats[w]].source
    for place, parts in lost.items():
        fact = case.ledger.entries[place].text
        own = sum(word in fact for word in words)
        if len(parts) == 1 or 2 * own <= len(words) or any(word in repeated for word in words):
            continue
        quantity = case.written[w].quantity
        derived = explain_derived(quantity, parts)
        if derived:
            text = messages.describe_derived(quantity, derived.text, right=derived.right)
            case.add_to_fact("derived", text, None, (quantity.start, quantity.end), written=quantity)
            return True
    return False


def _is_foreign(case: Case, r: int, w: int) -> bool:
    """Return whether a repeated value was put on something that the fact does not speak of."""
    mention, source = case.written[w], case.required[r].source
    if is_attributive(mention.quantity):
        return False
    words = owner_words(mention)
    if not words or _SAME_AGAIN.search(mention.head_text):
        return False
    beside = any(
        pair.required == r and case.written[pair.written].sentence == mention.sentence
        for pair in case.alignment.pairs
    )
    if beside and _EACH.search(source) and all(set(word) <= set(source) for word in words):
        # 三镇各2座 told as 甲镇2座、乙镇2座、丙镇2座.
        return False
    if beside:
        return 2 * len(words & owner_words(case.required[r])) < len(words)
    return not any(word in source for word in mention.features)


def _is_beside_foreign(case: Case, r: int, w: int) -> bool:
    """促进整改4.93亿元、带动投资4.93亿元: the second, next to the first, on words that the fact has not."""
    if is_attributive(case.written[w].quantity):
        return False
    source = case.required[r].source
    for pair in case.alignment.pairs:
        if pair.required != r or abs(pair.written - w) != 1:
            continue
        left, right = sorted((pair.written, w))
        gap = case.prose[case.written[left].quantity.end : case.written[right].quantity.start]
        words = [gap[index : index + 2] for index in range(1, len(gap) - 1)]
        return (
            bool(words)
            and gap[0] == "、"
            and not set(gap[1:]) & set("，。；、")
            and not set(gap[1:]) <= set(source)
            and 2 * sum(word in source for word in words) < len(words)
        )
    return False


def report_spare(case: Case) -> None:
    """Report written quantities that neither a fact nor the metadata license."""
    for w in case.alignment.spare:
        quantity = case.written[w].quantity
        if (
            case.licence.allows(quantity)
            or announces_list(quantity, case.prose)
            or _is_series(case, quantity)
        ):
            continue
        if _is_year_end(case, w) or _is_told_none(case, quantity) or _is_told_first(case, quantity):
            continue
        if quantity.kind in ("date", "time") and _report_date(case, w):
            continue
        if quantity.kind in ("date", "range") and ".." in (quantity.norm or "") and quantity.value is None:
            # 决战四季度: a period that no figure follows states nothing.
            continue
        kind, text = _explain_spare(case, w)
        if kind == "contradiction":
            rival = _contradicted(case, w)
            if rival is not None:
                case.add(kind, text, rival, w)
        else:
            case.add_to_fact(kind, text, None, (quantity.start, quantity.end), written=quantity)


def _is_series(case: Case, quantity: Quantity) -> bool:
    """第一、二、三产业, 质量第一: ordinals that name a series or a principle, not a rank."""
    if quantity.kind != "ordinal":
        return False
    after = case.prose[quantity.end : quantity.end + 2]
    if len(after) > 1 and after[0] == "、" and after[1] in _SERIES:
        return True
    before = case.prose[max(0, quantity.start - 8) : quantity.start]
    first = quantity.text.startswith("第一") and not _RANKED.search(before)
    return first or (quantity.text == "第一位" and before.endswith(_PRINCIPLE))


def _is_told_none(case: Case, quantity: Quantity) -> bool:
    """食品安全事故0起 for 未发生食品安全事故."""
    return scalar(quantity) == 0 and is_licensed(case.prose, quantity.start, none_told(case))


def _is_told_first(case: Case, quantity: Quantity) -> bool:
    """列全市第一 for the 居全市首位 of a fact: the same arena, the same place."""
    if quantity.kind != "ordinal" or scalar(quantity) != 1:
        return False
    arena = _ARENA.search(case.prose, max(0, quantity.start - 8), quantity.start)
    return arena is not None and any(
        arena["of"] == first["of"]
        for entry in case.ledger.entries
        if "首" in entry.text
        for first in _FIRST_OF.finditer(entry.text)
    )


def _is_year_end(case: Case, w: int) -> bool:
    """12月31日 for the 年底 of a fact told in its sentence."""
    written = case.written[w]
    if written.quantity.kind != "date" or not (written.quantity.norm or "").endswith("12-31"):
        return False
    return any(
        case.written[pair.written].sentence == written.sentence
        and _YEAR_END.search(case.required[pair.required].source)
        for pair in case.alignment.pairs
    )


def _report_date(case: Case, w: int) -> bool:
    """Report an unlicensed date at the first fact told after it in its sentence."""
    start, sentence = case.written[w].quantity.start, case.written[w].sentence
    told = [
        pair
        for pair in case.alignment.pairs
        if case.written[pair.written].sentence == sentence
        and case.written[pair.written].quantity.start > start
    ]
    if not told:
        return False
    pair = min(told, key=lambda pair: case.written[pair.written].quantity.start)
    entry = case.ledger.entries[case.required[pair.required].place]
    text = messages.describe_date(entry, case.written[w].quantity)
    quantity = case.written[w].quantity
    case.add_to_fact("date", text, entry, (start, quantity.end), written=quantity)
    return True


def _explain_spare(case: Case, w: int) -> tuple[str, str]:
    quantity = case.written[w].quantity
    if is_bleed(quantity, case.examples):
        return "example_bleed", messages.describe_invention("example_bleed", quantity)
    derived = explain_derived(quantity, _beside(case, w))
    if derived:
        return "derived", messages.describe_derived(quantity, derived.text, right=derived.right)
    rival = _contradicted(case, w)
    if rival is not None:
        entry = case.ledger.entries[case.required[rival].place]
        return "contradiction", messages.describe_miss(
            "contradiction", entry, case.required[rival].quantity, quantity
        )
    kind = "invented_vague" if is_vague(quantity) else "rank" if quantity.kind == "ordinal" else "invented"
    return kind, messages.describe_invention(kind, quantity)


def _beside(case: Case, w: int) -> list[Quantity]:
    """Return the quantities of the facts told in the same sentence."""
    sentence = case.written[w].sentence
    places = {
        case.required[pair.required].place
        for pair in case.alignment.pairs
        if case.written[pair.written].sentence == sentence
    }
    if not places and case.alignment.fits[w]:
        places = {
            case.required[max(case.alignment.fits[w], key=lambda index: case.alignment.fits[w][index])].place
        }
    return [mention.quantity for mention in case.required if mention.place in places]


def _contradicted(case: Case, w: int) -> int | None:
    """Return the required quantity that an unexplained number restates with another value, None if none."""
    written, fits = case.written[w], case.alignment.fits[w]
    dimension = key_of(written.quantity).dimension
    if _POINTED.search(written.head_text):
        return _last_told(case, w, dimension)
    rivals = [r for r in fits if key_of(case.required[r].quantity).dimension == dimension]
    if not rivals:
        return None
    best = max(rivals, key=lambda r: (fits[r], -r))
    if change_of(case.required[best]).mode != change_of(written).mode:
        return None
    words = owner_words(written)
    shared = words & owner_words(case.required[best])
    miss = explain_miss(case.required[best].quantity, written.quantity)
    slip = miss is not None and miss.kind == "value" and miss.nearness >= _SLIP and fits[best] >= _SOME_FIT
    alike = fits[best] >= _CONTRADICTION_FIT or 2 * len(shared) > len(words)
    return best if alike or slip else None


def _last_told(case: Case, w: int, dimension: str) -> int | None:
    """这398人次 points back to the last carried quantity of its kind."""
    before = [
        pair
        for pair in case.alignment.pairs
        if pair.written < w and key_of(case.required[pair.required].quantity).dimension == dimension
    ]
    return max(before, key=lambda pair: pair.written).required if before else None
