"""What was read of a section's lines serves the whole: nothing hangs on where a line stands."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft.fidelity import Entry, FactGroup, Ledger, build_ledger, compare
from draft.fidelity.lines import recall_lines
from draft.numbers.quantities import find_quantities, is_closed, read_line

_CORPUS = Path(__file__).parents[2] / "corpus" / "fidelity"
_ROWS = [
    json.loads(line)
    for path in sorted(_CORPUS.glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
CASES = [(tuple(row["facts"]), row["prose"]) for row in _ROWS if row.get("facts") and row.get("prose")]
_LINE = st.text("123十万亿元%年月前第约超·.（）()，。；：、x×*# 人次\t比至～A半几上下日", max_size=14)


@settings(deadline=None, max_examples=400)
@given(st.lists(_LINE, min_size=2, max_size=4), st.sampled_from(["。", "；", "：", ""]))
def test_the_lines_of_a_text_have_the_quantities_of_the_whole(lines: list[str], mark: str) -> None:
    text = "".join(f"\n全{line}{mark}" for line in lines) + "\n"
    start, found = 0, []
    for line in lines:
        words = f"全{line}{mark}"
        read = read_line(f"\n{words}\n")
        found += [quantity.moved(start) for quantity in read]
        if is_closed(words):
            assert [quantity.moved(1) for quantity in read_line(words)] == list(read)
        start += len(words) + 1
    assert list(find_quantities(text)) == found


def _parted(ledger: Ledger) -> dict[int, Ledger]:
    entries: dict[int, list[Entry]] = {}
    for entry in ledger.entries:
        entries.setdefault(entry.section, []).append(entry)
    return {
        group.section: Ledger((group,), tuple(entries[group.section]), ledger.metadata)
        for group in ledger.groups
    }


@pytest.mark.parametrize("size", [1, 7, 40])
def test_a_whole_whose_sections_were_checked_is_judged_like_one_read_afresh(size: int) -> None:
    for start in range(0, len(CASES) - size, max(40, size)):
        told = CASES[start : start + size]
        groups = [FactGroup(n, f"第{n}类工作", facts) for n, (facts, _) in enumerate(told)]
        whole = "\n\n".join(f"## 第{n}类工作\n\n{prose}" for n, (_, prose) in enumerate(told))
        ledger = build_ledger(groups)
        for section, own in _parted(ledger).items():
            compare(own, told[section][1], sections={section})
        assert recall_lines(ledger, None)[0] or size == 1
        assert compare(ledger, whole) == compare(build_ledger(groups), whole)


def test_a_section_keeps_a_bounded_number_of_lines() -> None:
    ledger = build_ledger([FactGroup(0, "", ("建成项目12个",))])
    for n in range(40):
        compare(ledger, f"建成项目12个。\n说明{n}。\n又记{n}。\n再记{n}。", sections={0})
    assert len(recall_lines(ledger, None)[0]) <= 64
