"""Front matter of a template → the options of the request, typed and within their bounds."""

from decimal import Decimal, InvalidOperation
from typing import Any

from draft.errors import TemplateError
from draft.prompts.templates import Source

_BOUNDS = {
    "temperature": (Decimal(0), Decimal(2), False),
    "top_p": (Decimal(0), Decimal(1), False),
    "max_tokens": (Decimal(1), Decimal(200_000), True),
    "seed": (Decimal(0), Decimal(2**31), True),
    "examples": (Decimal(0), Decimal(10), True),
}


def read_options(source: Source) -> dict[str, Any]:
    """Return the settings of the template that are numbers; `examples` is how many style examples to show.

    Raises:
        TemplateError: a value that is no number or out of bounds, with its line.
    """
    return {key: _read(source, key) for key in _BOUNDS if key in source.head.values}


def _read(source: Source, key: str) -> int | float:
    low, high, whole = _BOUNDS[key]
    written = source.head.values[key]
    try:
        value = Decimal(written)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not low <= value <= high or (whole and value != value.to_integral_value()):
        kind = "整数" if whole else "数"
        raise TemplateError(
            f"{source.path}:{source.head.lines[key]}: {key} 应为{low}到{high}之间的{kind}，现为“{written}”"
        )
    return int(value) if whole else float(value)
