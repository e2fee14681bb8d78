"""facts.yaml → Spec, with line numbers; whatever is wrong is one Chinese line and the remedy."""

from draft.facts.comments import find_questions, find_swallowed
from draft.facts.example import EXAMPLE
from draft.facts.reading import load_spec, parse_spec
from draft.facts.schema import build_schema
from draft.facts.screening import Sensitive, find_sensitive

__all__ = [
    "EXAMPLE",
    "Sensitive",
    "build_schema",
    "find_questions",
    "find_sensitive",
    "find_swallowed",
    "load_spec",
    "parse_spec",
]
