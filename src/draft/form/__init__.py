"""The form of a finished text: structure, marks, numbers, units, wording; repairs change no quantity.

Pure. Rules are values with sources and examples; `find_faults` applies them, `fix_form` repairs.
"""

from collections.abc import Callable

from draft.form.elements import ELEMENTS, UNLISTED, find_unlisted_references
from draft.form.figures import FIGURES
from draft.form.manner import Manner, measure_manner
from draft.form.measures import MEASURES
from draft.form.patterns import PATTERNS
from draft.form.rule import Finding, Rule, Span, Strength
from draft.form.shapes import SHAPES
from draft.form.structure import STRUCTURE
from draft.numbers import Quantity, find_quantities

_PASSES = 3

RULES: tuple[Rule, ...] = PATTERNS + STRUCTURE + FIGURES + MEASURES + ELEMENTS + SHAPES
_FIXES = tuple((rule, rule.fix) for rule in RULES if rule.fix)

__all__ = [
    "RULES",
    "UNLISTED",
    "Finding",
    "Manner",
    "Rule",
    "Strength",
    "find_faults",
    "fix_form",
    "measure_manner",
    "read_quantities",
]


def find_faults(text: str, material: str | None = None) -> tuple[Finding, ...]:
    """Return every place that breaks a rule, in reading order.

    Args:
        material: the facts as one text, where they are known: what may be cited stands in them.
    """
    found = [_found(rule, span, text) for rule in RULES for span in rule.find(text)]
    if material is not None:
        found += [_found(UNLISTED, span, text) for span in find_unlisted_references(text, material)]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.rule)))


def _found(rule: Rule, span: Span, text: str) -> Finding:
    return Finding(rule.id, rule.strength, rule.message, span, text[span[0] : span[1]], rule.fix is not None)


def fix_form(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with pure form repaired, and the ids of the rules that were applied.

    A repair that would change any quantity (value, unit, kind, qualifier) is not made: where that concerns
    one line, the other lines are repaired all the same.
    """
    applied: list[str] = []
    for _ in range(_PASSES):  # a mended mark may bring another place into sight
        before = text
        for rule, fix in _FIXES:
            repaired = _repair(fix, text)
            if repaired != text:
                text = repaired
                applied.append(rule.id)
        if text == before:
            break
    return text, tuple(dict.fromkeys(applied))


def _repair(fix: Callable[[str], str], text: str) -> str:
    """Return the text with one rule repaired where no quantity changes."""
    repaired = fix(text)
    if repaired == text or read_quantities(repaired) == read_quantities(text):
        return repaired
    lines = [(line, fix(line)) for line in text.split("\n")]
    repaired = "\n".join(new if read_quantities(new) == read_quantities(old) else old for old, new in lines)
    return repaired if read_quantities(repaired) == read_quantities(text) else text


def read_quantities(text: str) -> list[tuple[object, ...]]:
    """Return what the quantities of a text mean, in order: two texts that mean the same read alike."""
    return [_meaning(quantity) for quantity in find_quantities(text) if quantity.kind != "idiom"]


def _meaning(quantity: Quantity) -> tuple[object, ...]:
    return (
        quantity.kind,
        quantity.value,
        quantity.value_hi,
        quantity.unit,
        quantity.qualifier,
        quantity.direction,
        quantity.norm,
    )
