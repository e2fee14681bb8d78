"""Text → quantities: exact values, spans, units, qualifiers. Pure; standard library only."""

from draft.numbers.numerals import parse_numeral, write_numeral
from draft.numbers.quantities import find_quantities
from draft.numbers.quantity import Direction, Kind, Quantity, Ratio, Value, write_value

__all__ = ["Direction", "Kind", "Quantity", "Ratio", "Value", "find_quantities", "parse_numeral", "write_numeral", "write_value"]
