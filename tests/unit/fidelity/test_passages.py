"""What was read of a section's passages serves the whole: nothing hangs on where a passage stands."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft.fidelity import FactGroup, Ledger, build_ledger, check, compare
from draft.fidelity.layout import find_sentences
from draft.fidelity.ledger import Entry
from draft.fidelity.passages import Passages, cut_passages
from draft.numbers import Quantity
from draft.numbers.quantities import begins_plainly, ends_plainly, read_passage

_CORPUS = Path(__file__).parents[2] / "corpus" / "fidelity"
_ROWS = [
    json.loads(line)
    for path in sorted(_CORPUS.glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
CASES = [(tuple(row["facts"]), row["prose"]) for row in _ROWS if row.get("facts") and row.get("prose")]
_ANY = (
    "123十万亿元%年月前第约超·.（）()，。；：、x×*# 人次\t比至～A半几上下日〇○"
    "点分之成折倍翻/-余多近个“”内以增长名届大"
)
_SENTENCE = st.builds(
    lambda lead, words, mark: f"{lead}{words}{mark}",
    st.sampled_from(["全县", "今年", "已经", ""]),
    st.text(_ANY, max_size=12),
    st.sampled_from("。！？；"),
)


def _moved(text: str, by: int) -> list[Quantity]:
    return [quantity.moved(by) for quantity in read_passage(text)]


@settings(deadline=None, max_examples=150)
@given(st.lists(_SENTENCE, min_size=2, max_size=4))
def test_the_passages_of_a_text_have_the_quantities_of_the_whole(sentences: list[str]) -> None:
    text = "".join(sentences)
    cut = [
        (first, inside[0].start, inside[-1].end) for first, inside in cut_passages(text, find_sentences(text))
    ]
    found = [quantity for _, start, end in cut for quantity in _moved(text[start:end], start)]
    assert list(read_passage(text)) == found


@settings(deadline=None, max_examples=150)
@given(_SENTENCE)
def test_a_passage_of_plain_beginning_reads_alike_in_every_place(passage: str) -> None:
    if begins_plainly(passage):
        assert list(read_passage(f"前文。\n{passage}\n后文")) == _moved(passage, len("前文。\n"))


@settings(deadline=None, max_examples=150)
@given(st.text(_ANY, max_size=12))
def test_a_fact_of_plain_end_reads_alike_with_its_full_stop(words: str) -> None:
    fact = f"全县{words}"
    if ends_plainly(fact) and "。" not in fact:
        assert read_passage(fact) == read_passage(f"{fact}。")


def _parted(ledger: Ledger) -> dict[int, Ledger]:
    entries: dict[int, list[Entry]] = {}
    for entry in ledger.entries:
        entries.setdefault(entry.section, []).append(entry)
    return {
        group.section: Ledger((group,), tuple(entries[group.section]), ledger.metadata)
        for group in ledger.groups
    }


@pytest.mark.parametrize("size", [1, 7, pytest.param(40, marks=pytest.mark.slow)])
def test_a_whole_whose_sections_were_checked_is_judged_like_one_read_afresh(size: int) -> None:
    for start in range(0, len(CASES) - size, max(40, size)):
        told = CASES[start : start + size]
        groups = [FactGroup(n, f"第{n}类工作", facts) for n, (facts, _) in enumerate(told)]
        whole = "\n\n".join(f"## 第{n}类工作\n\n{prose}" for n, (_, prose) in enumerate(told))
        ledger = build_ledger(groups)
        for section, own in _parted(ledger).items():
            compare(own, told[section][1], sections={section})
        assert compare(ledger, whole) == compare(build_ledger(groups), whole)


def test_a_section_keeps_a_bounded_number_of_passages() -> None:
    ledger = build_ledger([FactGroup(0, "", ("建成项目12个",))])
    for n in range(80):
        compare(ledger, f"建成项目12个。说明甲{n}。\n又记乙{n}。", sections={0})
    (kept,) = (known for known in ledger.entries[0].known if isinstance(known, Passages))
    assert 0 < len(kept) <= 64


def test_a_number_that_is_the_whole_text_counts() -> None:
    assert check(["二"], "二").written == 1
    assert check(["二"], "全县情况。\n二").written == 0
