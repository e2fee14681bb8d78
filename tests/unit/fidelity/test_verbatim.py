"""What is not asked of a quantity told in its fact's own words would have found nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

from draft.fidelity import FactGroup, build_ledger
from draft.fidelity.case import Case
from draft.fidelity.finding import Finding
from draft.fidelity.modifiers import MODIFIERS
from draft.fidelity.signature import compare_period, compare_polarity
from draft.fidelity.slots import find_replaced_noun, find_replaced_owner
from draft.fidelity.verbatim import is_verbatim

_TOGETHER = 12
_CORPUS = Path(__file__).parents[2] / "corpus" / "fidelity"
FACTS = tuple(
    dict.fromkeys(
        fact
        for path in sorted(_CORPUS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        for fact in json.loads(line).get("facts", ())
    )
)


def _case(facts: tuple[str, ...], prose: str) -> Case:
    ledger = build_ledger([FactGroup(0, "", facts)])
    return Case(ledger, prose, sections=None, allow_rounding=False, example_texts=())


def _findings(case: Case) -> Iterator[tuple[str, list[Finding]]]:
    """Yield each verbatim quantity with what the rules that are left out say of it."""
    for pair in case.alignment.pairs:
        required, written = case.required[pair.required], case.written[pair.written]
        if is_verbatim(required, written):
            asked = [*compare_polarity(required, written), *compare_period(required, written)]
            found = [f for f in case.frames.compare_words(required, written) if f not in asked]
            noun = find_replaced_noun(required, written, case.prose, case.known.words)
            owner = find_replaced_owner(required, written, case.prose)
            yield required.source, [*found, *(one for one in (noun, owner) if one)]


def test_no_rule_left_out_finds_anything() -> None:
    asked, wrong = 0, {}
    for start in range(0, len(FACTS), _TOGETHER):
        facts = FACTS[start : start + _TOGETHER]
        prose = "全县扎实推进各项工作。" + "".join(f"{fact.rstrip('。')}。" for fact in reversed(facts))
        for fact, found in _findings(_case(facts, prose)):
            asked += 1
            if found:
                wrong[fact] = found
    assert asked > 500
    assert wrong == {}


def test_other_words_or_another_reading_are_not_verbatim() -> None:
    fact = "建成项目12个，完成投资31.5万元"
    same, more, other = f"{fact}。", f"今年{fact}。", "建成项目12个，拨付投资31.5万元。"
    told = {
        prose: sum(found is not None for _, found in _findings(_case((fact,), prose)))
        for prose in (same, more, other)
    }
    assert told == {same: 2, more: 0, other: 0}


def test_no_modifier_is_cut_or_made_by_writing_a_short_form_in_full() -> None:
    assert not [modifier for modifier, _, _ in MODIFIERS if modifier[0] == "上" or modifier[-1] in "规限"]
