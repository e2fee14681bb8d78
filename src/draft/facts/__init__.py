"""facts.yaml → Spec, with line numbers; whatever is wrong is one Chinese line and the remedy."""

from draft.facts.example import EXAMPLE
from draft.facts.reading import load_spec, parse_spec
from draft.facts.schema import build_schema

__all__ = ["EXAMPLE", "build_schema", "load_spec", "parse_spec"]
