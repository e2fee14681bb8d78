"""Is a mended text better than the one it mends? Only with fewer faults, nothing lost and nothing said twice.

A model that mends one figure likes to spoil another; what was right is right afterwards, or nothing changes.
"""

import re
from collections import Counter

from draft.document import Task
from draft.fidelity import Verdict
from draft.fidelity.ledger import read_quantities
from draft.pipeline.bench import badness
from draft.pipeline.splice import count_disorder, find_sentences
from draft.pipeline.told import is_told

Judged = tuple[str, Verdict]
"""A text and what the check found."""

_MARKS = re.compile(r"[\W_]+")
_LONG = 12
"""Characters from which a sentence that stands twice is no set phrase."""
_SHORTEST = 4
"""Characters from which a sentence says something; less is what a broken line of an answer left over."""
_REPEATABLE = frozenset({"date", "idiom"})
"""Kinds of quantities that a text may name again and again."""


def is_accepted(task: Task, old: Judged, new: Judged) -> bool:
    """True when the new text is better in something and worse in nothing."""
    return (
        badness(new[1]) < badness(old[1])
        and _failing(task, new[1]) <= _failing(task, old[1])
        and _carried(task, old[1]) <= _carried(task, new[1])
        and _told(task, old[0]) <= _told(task, new[0])
        and count_repeated(new[0]) <= count_repeated(old[0])
        and count_disorder(new[0]) <= count_disorder(old[0])
        and count_scraps(new[0]) <= count_scraps(old[0])
        and not _says_twice(task, old[0], new[0])
    )


def count_repeated(text: str) -> int:
    """Return how many sentences of some length stand in the text a second time."""
    keys = [_MARKS.sub("", text[start:end]) for start, end in find_sentences(text)]
    return sum(count - 1 for key, count in Counter(keys).items() if len(key) >= _LONG)


def count_scraps(text: str) -> int:
    """Return how many sentences of the text are none: the 公里。 that a line break cut off its number."""
    return sum(len(_MARKS.sub("", text[start:end])) < _SHORTEST for start, end in find_sentences(text))


def _failing(task: Task, verdict: Verdict) -> frozenset[int | None]:
    """Return the facts of the section that are in fault; what belongs to no fact of it counts as one more."""
    errors = (violation for violation in verdict.violations if violation.severity == "error")
    return frozenset(error.fact if error.section == task.index else None for error in errors)


def _carried(task: Task, verdict: Verdict) -> frozenset[tuple[int, int]]:
    """Return the figures of the section's facts that are told rightly."""
    own = (link for link in verdict.links if link.section == task.index)
    return frozenset((link.fact, link.required.start) for link in own)


def _told(task: Task, text: str) -> frozenset[int]:
    """Return the facts without figures, of which the check knows little, that the text tells."""
    facts = enumerate(fact.text for fact in task.facts)
    return frozenset(number for number, fact in facts if not _figures(fact) and is_told(fact, text))


def _says_twice(task: Task, old: str, new: str) -> bool:
    """True when the new text names a figure more often than the facts and the old text do."""
    facts = Counter(key for fact in task.facts for key in _figures(fact.text))
    before = Counter(_figures(old))
    return any(count > max(facts[key], before[key], 1) for key, count in Counter(_figures(new)).items())


def _figures(text: str) -> list[tuple[object, object]]:
    return [
        (q.text if q.value is None else q.value, q.unit)
        for q in read_quantities(text)
        if q.kind not in _REPEATABLE
    ]
