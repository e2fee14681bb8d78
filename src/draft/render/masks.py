"""Masks: the places where a text still says XX人, x.x万 or ×× instead of what is so."""

from draft.numbers import Quantity, find_quantities
from draft.numbers.patterns import Pattern

_SIGNS = "xXｘＸ×＊*□■△_"
"""One of these stands in every mask; most texts have none and need no reading."""
_SIGN = Pattern(f"[{_SIGNS}]")
_UNITS = frozenset(
    "县市区省州盟旗乡镇村人户个家名次件起例岁年月日号天时元台所场期项张亩条份支间轮批处座种届倍成%％‰"
)
"""Single characters behind a mask that are no beginning of another word."""
_ENDS = frozenset("年月日省市州盟县区旗乡镇村")
_FIGURES = "0123456789０１２３４５６７８９.．·,"
_WORD = Pattern("[一-鿿]+")
_LONGEST_WORD = 6
_MASK = Pattern(r"[xXｘＸ×*＊]{1,}(?=[一-鿿“])|[xXｘＸ]{2,}")


def find_masks(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of masks in `text`: placeholder quantities and masked names."""
    if not _SIGN.search(text):
        return ()
    spans = {(q.start, _end_of(q)) for q in find_quantities(text) if q.kind == "placeholder"}
    covered = sorted(spans)
    for match in _MASK.finditer(text):
        if not any(start < match.end() and end > match.start() for start, end in covered):
            spans.add(match.span())
    return tuple(sorted(spans))


def name_mask(text: str, start: int, end: int) -> str:
    """Return a mask as a person names it: a bare one, or one of a single character, with the word behind it.

    The word goes up to the next mark of punctuation or figure; a long one is left out.
    """
    mask = text[start:end]
    unit = mask.lstrip(_SIGNS + _FIGURES)
    behind = _WORD.match(text, end)
    whole = mask + behind.group() if behind else mask
    cut = len(unit) > 1 or unit in _ENDS or len(whole.lstrip(_SIGNS + _FIGURES)) > _LONGEST_WORD
    return mask if (unit and cut) or len(whole) - len(mask) > _LONGEST_WORD else whole


def _end_of(quantity: Quantity) -> int:
    """Return where a masked quantity ends: behind a unit that is surely one, else behind the mask."""
    unit = quantity.text.lstrip(_SIGNS + _FIGURES + "万亿千百")
    sure = len(unit) != 1 or unit in _UNITS
    return quantity.end if sure else quantity.end - 1
