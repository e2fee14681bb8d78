"""What holds for any facts: nothing is lost, only words are added and few of them, the same every time."""

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from made_facts import specs

from draft.document import Section, Spec, Task
from draft.writers.builtin import write_text
from draft.writers.builtin.cleaning import clean_text, strip_final

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[xX]+(?:\.[xX]+)?")
_TIME = re.compile(r"^(?:截至[^，]*，|全年|今年以来，|上半年)")
_quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _facts(section: Section) -> list[str]:
    return list(dict.fromkeys(strip_final(clean_text(fact.text)) for fact in section.facts))


def _numbers(texts: list[str]) -> Counter[str]:
    return Counter(number for text in texts for number in _NUMBER.findall(text))


def _write(spec: Spec, section: Section) -> str:
    return write_text(Task(spec, section))


@_quick
@given(specs())
def test_every_number_and_mask_survives_and_none_is_added(spec: Spec) -> None:
    for section in spec.walk():
        facts = _facts(section)
        undated = _numbers([_TIME.sub("", fact) for fact in facts])
        written = _numbers([_write(spec, section)])
        assert not undated - written, "a number is lost"
        assert not written - _numbers(facts), "a number is added"


@_quick
@given(specs())
def test_every_date_is_still_said(spec: Spec) -> None:
    for section in spec.walk():
        prose = _write(spec, section)
        for fact in _facts(section):
            lead = _TIME.match(fact)
            assert lead is None or lead.group().rstrip("，") in prose


@_quick
@given(specs())
def test_no_character_of_a_fact_is_lost(spec: Spec) -> None:
    marks = "，。；：、 ,;:"
    for section in spec.walk():
        prose = _write(spec, section)
        for fact in _facts(section):
            missing = set(_TIME.sub("", fact)) - set(prose) - set(marks)
            assert not missing


@_quick
@given(specs())
def test_added_words_stay_below_thirty_percent(spec: Spec) -> None:
    for section in spec.walk():
        prose = _write(spec, section)
        facts = sum(len(fact) for fact in _facts(section))
        assert len(prose) - facts <= max(0.3 * len(prose), len(section.facts) + 1)


@_quick
@given(specs())
def test_no_done_word_is_added(spec: Spec) -> None:
    for section in spec.walk():
        written = _write(spec, section).count("已")
        assert written <= sum(fact.count("已") for fact in _facts(section))


@_quick
@given(specs())
def test_the_same_input_gives_the_same_output(spec: Spec) -> None:
    tasks = [Task(spec, None), *(Task(spec, section) for section in spec.walk())]
    assert [write_text(task) for task in tasks] == [write_text(task) for task in reversed(tasks)][::-1]


@_quick
@given(specs())
def test_the_lead_in_carries_the_opening_facts_and_hands_over(spec: Spec) -> None:
    prose = write_text(Task(spec, None))
    opening = list(dict.fromkeys(fact.text for fact in spec.opening))
    undated = _numbers([_TIME.sub("", clean_text(text)) for text in opening])
    assert not undated - _numbers([prose])
    assert prose.endswith("：")
    assert "\n" not in prose


@_quick
@given(specs())
def test_a_date_does_not_spread_to_facts_without_it(spec: Spec) -> None:
    for section in spec.walk():
        facts = _facts(section)
        for sentence in re.split(r"[。\n]", _write(spec, section)):
            lead = re.match(r"截至[^，]*，", sentence)
            if lead is None or len([f for f in facts if f.startswith(lead.group())]) == 0:
                continue
            dated = _numbers([f for f in facts if f.startswith(lead.group())])
            leaning = _numbers([f for f in facts if re.match(r"其中|完成率|合格率|同比", f)])
            assert not _numbers([sentence]) - dated - leaning
