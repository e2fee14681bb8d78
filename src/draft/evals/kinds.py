"""The kinds of violation that are planted, and what else may rightly be said of each."""

KINDS = (
    "omission",
    "value",
    "magnitude",
    "unit",
    "percent_point",
    "direction",
    "to_by",
    "multiple",
    "qualifier",
    "swap",
    "misattached",
    "noun",
    "merge",
    "scope",
    "basis",
    "date",
    "range",
    "rank",
    "identifier",
    "status",
    "negation",
    "numeral",
    "invented",
    "invented_vague",
    "example_bleed",
    "derived",
    "rounding",
    "placeholder",
    "contradiction",
)

ALSO_RIGHT: dict[str, frozenset[str]] = {
    # The one number is missing or wrong, whichever end one looks from.
    # A zero fact left out is an omission and a lost negation.
    "omission": frozenset({"value", "negation"}),
    # 80周岁以上 → 830周岁以上 is a value and a threshold.
    "value": frozenset({"rounding", "range"}),
    "magnitude": frozenset({"value", "unit"}),
    "unit": frozenset({"noun"}),
    "percent_point": frozenset({"unit"}),
    # 规范管理率增长71.4%: a level told as a change is both.
    "direction": frozenset({"to_by"}),
    "to_by": frozenset({"direction"}),
    "multiple": frozenset({"value", "to_by"}),
    "swap": frozenset({"misattached"}),
    "misattached": frozenset({"swap", "merge", "noun", "basis", "contradiction", "invented"}),
    "noun": frozenset({"misattached", "scope", "swap", "identifier"}),
    "merge": frozenset({"misattached", "value", "swap"}),
    "scope": frozenset({"noun", "basis", "misattached", "identifier"}),
    "basis": frozenset({"scope", "date"}),
    "date": frozenset({"basis", "range"}),
    "range": frozenset({"value", "qualifier"}),
    "rank": frozenset({"scope"}),
    "identifier": frozenset({"noun", "rank"}),
    "numeral": frozenset({"value", "magnitude", "range"}),
    "invented": frozenset({"rank"}),
    "invented_vague": frozenset({"invented"}),
    "example_bleed": frozenset({"invented"}),
    "rounding": frozenset({"qualifier"}),  # 约56.6万 for 566240: the added 约 is wrong as well
    # Two facts told as their sum: the parts are missing.
    "derived": frozenset({"omission"}),
    "contradiction": frozenset({"value"}),
}
"""Per kind the further kinds that describe the same planted mistake correctly."""

WITHOUT_OWNER = frozenset({"invented", "invented_vague", "example_bleed", "derived"})
"""Kinds whose violations name no fact; they are located by their place in the prose."""
