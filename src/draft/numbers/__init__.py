"""Text → quantities: exact values, spans, units, qualifiers. Pure; standard library only."""

from draft.numbers.numerals import parse_numeral, write_numeral
from draft.numbers.qualifiers import qualifier_class, same_qualifier
from draft.numbers.quantities import find_quantities, read_text
from draft.numbers.quantity import Direction, Kind, Quantity, Ratio, Value, write_value
from draft.numbers.units import UNIT_NAMES, Unit, convert, find_unit, same_dimension, same_unit

__all__ = [
    "UNIT_NAMES",
    "Direction",
    "Kind",
    "Quantity",
    "Ratio",
    "Unit",
    "Value",
    "convert",
    "find_quantities",
    "find_unit",
    "parse_numeral",
    "qualifier_class",
    "read_text",
    "same_dimension",
    "same_qualifier",
    "same_unit",
    "write_numeral",
    "write_value",
]
