"""The form of a finished text: structure, marks, numbers, units, wording; repairs change no quantity.

Pure. Rules are values with sources and examples; `find_faults` applies them, `fix_form` repairs.
"""

from draft.form.elements import ELEMENTS, UNLISTED, find_unlisted_references
from draft.form.figures import FIGURES
from draft.form.manner import Manner, measure_manner
from draft.form.measures import MEASURES
from draft.form.patterns import PATTERNS
from draft.form.rule import Finding, Rule, Span, Strength
from draft.form.structure import STRUCTURE
from draft.numbers import Quantity, find_quantities

RULES: tuple[Rule, ...] = PATTERNS + STRUCTURE + FIGURES + MEASURES + ELEMENTS

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

    A repair that would change any quantity (value, unit, kind, qualifier) is not made.
    """
    applied: list[str] = []
    before = read_quantities(text)
    for rule in RULES:
        if rule.fix is None:
            continue
        repaired = rule.fix(text)
        if repaired != text and read_quantities(repaired) == before:
            text = repaired
            applied.append(rule.id)
    return text, tuple(dict.fromkeys(applied))


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
