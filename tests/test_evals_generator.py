"""The measuring itself: cases are read right, mutants are what they say, counts are exact."""

from collections import Counter
from pathlib import Path

import pytest

from draft.errors import InputError
from draft.evals.cases import Pair, apply_changes, parse_marked, parse_pairs
from draft.evals.documents import DocumentScore, score_documents
from draft.evals.kinds import ALSO_RIGHT, KINDS
from draft.evals.measure import score_mutants, score_variants, wilson
from draft.evals.mutants import Mutant
from draft.evals.planting import plant_all
from draft.evals.results import build_result, compare_results
from draft.evals.rivals import exact_strings, exact_values
from draft.evals.spelling import in_chinese, percent_in_chinese
from draft.evals.variants import Variant, vary_all
from draft.fidelity import Verdict, Violation
from draft.fidelity.kinds import KINDS as CHECKER_KINDS

_EVALS = Path(__file__).parents[1] / "evals"


def _read_pairs() -> list[Pair]:
    files = sorted((_EVALS / "cases" / "pairs").glob("*.jsonl"))
    return [pair for file in files for pair in parse_pairs(file.read_text("utf-8").splitlines(), file.name)]


PAIRS = _read_pairs()
MUTANTS = plant_all(PAIRS, 1, 40)


def test_marks_become_links_into_the_unmarked_prose() -> None:
    prose, links = parse_marked("共有[0|1505人]、发放[1|182400元|18.24万元]。")
    assert prose == "共有1505人、发放18.24万元。"
    assert [(prose[k.start : k.end], k.required, k.fact) for k in links] == [
        ("1505人", "1505人", 0),
        ("18.24万元", "182400元", 1),
    ]


def test_changes_move_the_links_behind_them() -> None:
    prose, links = parse_marked("甲[0|12人]，乙[0|7人]。")
    changed = apply_changes(Pair("x", ("甲12人，乙7人",), prose, links), [(0, 1, "甲类")])
    assert [changed.written(link) for link in changed.links] == ["12人", "7人"]


@pytest.mark.parametrize("line", ["{", '{"id": "x"}', '{"id": "x", "facts": ["甲1人"], "prose": "[0|2人]"}'])
def test_a_broken_case_names_its_line(line: str) -> None:
    with pytest.raises(InputError, match=r"cases\.jsonl:1:"):
        list(parse_pairs([line], "cases.jsonl"))


def test_there_are_enough_pairs_in_enough_domains() -> None:
    assert len(PAIRS) >= 80
    assert len({pair.id.split("-")[0] for pair in PAIRS}) >= 8
    assert {pair.style for pair in PAIRS} == {"near", "reordered", "free"}
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)


def test_every_kind_is_planted_and_known_to_the_checker() -> None:
    planted = Counter(mutant.kind for mutant in MUTANTS)
    assert {kind for kind in KINDS if planted[kind] < 15} == set()
    assert set(KINDS) <= set(CHECKER_KINDS)
    assert set(ALSO_RIGHT) <= set(KINDS)


def test_every_mutant_differs_from_its_parent_exactly_at_its_spans() -> None:
    for mutant in MUTANTS:
        assert mutant.prose != mutant.parent.prose
        outside = mutant.prose
        for start, end in reversed(mutant.spans):
            outside = outside[:start] + outside[end:]
        assert len(outside) <= len(mutant.parent.prose)
        assert all(fact < len(mutant.parent.facts) for fact in mutant.facts)


def test_planting_is_repeatable_and_the_seed_matters() -> None:
    again = plant_all(PAIRS[:20], 1, 40)
    assert [m.prose for m in again] == [m.prose for m in plant_all(PAIRS[:20], 1, 40)]
    assert [m.prose for m in again] != [m.prose for m in plant_all(PAIRS[:20], 2, 40)]


def test_there_are_a_thousand_faithful_sentences() -> None:
    variants = vary_all(PAIRS, 1, 12)
    assert sum(variant.sentences for variant in variants) >= 1000
    assert len({variant.rewriting.split("+")[0] for variant in variants}) >= 20


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "零"), (10, "十"), (15, "十五"), (105, "一百零五"), (2310, "二千三百一十"), (10005, "一万零五")],
)
def test_integers_are_spelt_as_prose_spells_them(value: int, words: str) -> None:
    assert in_chinese(value) == words


def test_percent_is_spelt_out() -> None:
    assert percent_in_chinese("71.4") == "百分之七十一点四"


def test_wilson_intervals_match_the_published_example() -> None:
    low, high = wilson(81, 263)  # Newcombe 1998, table I: 0.2553 to 0.3662
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) == (0.0, 1.0)


def _verdict(*violations: Violation) -> Verdict:
    return Verdict(1, 0, 1, violations)


def _mutant() -> Mutant:
    prose, links = parse_marked("共有医师[0|1505人]。")
    parent = Pair("x", ("医师1505人",), prose, links)
    return Mutant(parent, "value", "by hand", "共有医师1550人。", frozenset({0}), ((4, 8),), "1505 → 1550")


def test_a_mutant_counts_only_when_its_parent_is_clean() -> None:
    wrong = Violation("value", "error", "错", fact=0)
    strict = score_mutants([_mutant()], lambda _pair, _prose, _examples: _verdict(wrong))
    assert (strict.kinds["value"].flagged, strict.kinds["value"].paired) == (1, 0)


def test_right_fact_and_right_kind_are_counted_apart() -> None:
    def checker(pair: Pair, prose: str, _examples: tuple[str, ...]) -> Verdict:
        return _verdict() if prose == pair.prose else _verdict(Violation("unit", "error", "错", fact=0))

    score = score_mutants([_mutant()], checker).kinds["value"]
    assert (score.paired, score.localised, score.named, score.exact) == (1, 1, 0, 0)


def test_a_worse_result_is_told_in_words() -> None:
    def checker(*, catches: bool) -> dict[str, object]:
        def check(pair: Pair, prose: str, _examples: tuple[str, ...]) -> Verdict:
            missed = prose == pair.prose or not catches
            return _verdict() if missed else _verdict(Violation("value", "error", "错", fact=0))

        variants = [Variant(PAIRS[0], "as written")]
        return build_result(
            score_mutants([_mutant()], check),
            score_variants(variants, check),
            DocumentScore(1, milliseconds=[5.0]),
            1,
        )

    good, poor = checker(catches=True), checker(catches=False)
    assert compare_results(good, good) == []
    assert compare_results(good, poor) == []
    assert any("value" in line and "100.0%" in line for line in compare_results(poor, good))


def test_the_string_rival_knows_no_value_and_the_value_rival_does() -> None:
    pair = Pair("x", ("发放182400元",), "发放18.24万元。")
    assert exact_strings(pair, pair.prose)
    assert not exact_values(pair, pair.prose)
    assert exact_values(pair, "发放18.42万元。")


def test_documents_hold_nine_mistakes_each_and_the_clock_is_given() -> None:
    ticks = iter(range(1000))
    score = score_documents(PAIRS[:10], MUTANTS, lambda: float(next(ticks)))
    assert (score.documents, score.seeded) == (1, 9)
    assert score.median > 0
