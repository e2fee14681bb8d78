"""What an alignment is: pairs, repetitions, misses, and what is left over on both sides."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from draft.fidelity.mentions import Mention
from draft.fidelity.near import Miss

RESTATED = "倍数与增幅的等值改写"
OTHER_MEASURE_WORD = "量词不同，所指相同"
UNIT_GIVEN = "单位由名称补出"
MONTH_END = "月底即当月最后一天"
MERGED = "合并"


@dataclass(slots=True)
class Pair:
    """A required quantity and its carrier; `level` is E0, E1 or the mistake that parts them."""

    required: int
    written: int
    fit: float
    miss: Miss | None = None
    note: str = ""


@dataclass(slots=True)
class Alignment:
    """The outcome.

    Attributes:
        pairs: one per carried required quantity.
        repeats: written quantities that state a required value once more: written → required.
        misses: required ones whose carrier states something else.
        missing: required ones without any carrier.
        spare: written ones that nothing in the facts explains.
        fits: written → required → fit of the surroundings.
        carried: required → written, of `pairs`.
    """

    required: Sequence[Mention]
    written: Sequence[Mention]
    pairs: list[Pair] = field(default_factory=list)
    repeats: dict[int, int] = field(default_factory=dict)
    misses: list[Pair] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    spare: list[int] = field(default_factory=list)
    fits: list[dict[int, float]] = field(default_factory=list)
    carried: dict[int, int] = field(default_factory=dict)

    def fit(self, required: int, written: int) -> float:
        """Return how well the words around both agree, 0..1."""
        return self.fits[written].get(required, 0.0)
