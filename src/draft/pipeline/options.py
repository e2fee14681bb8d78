"""How hard a run tries, and what is wished of its texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """How hard to try.

    Attributes:
        rounds: repair rounds asked of the writer before facts are locked or their clauses placed.
        workers: requests in flight at the same time.
        candidates: first drafts asked for; the cleanest is kept.
        allow_rounding: accept hedged rounding.
        fall_back: let the embedded writer take a section for which the endpoint has no answer.
        length: wished characters of each section, 0 for no wish.
        lengths: the same for single sections, by their index.
        density: wished density ``low``, ``middle``, ``high``, empty for no wish.
        lock: highest lock level tried before the program places a fact's clause, 0 for none. Off by default:
            each level costs one request per section that is still broken, and small models keep digits
            more often than slots.
        run_in: headings below the first level stand in the first line of their text.
        leads: write a short 引领段 for sections that hold only sections.
    """

    rounds: int = 2
    workers: int = 2
    candidates: int = 1
    allow_rounding: bool = False
    fall_back: bool = True
    length: int = 0
    lengths: Mapping[int, int] = field(default_factory=dict)
    density: str = ""
    lock: int = 0
    run_in: bool = False
    leads: bool = False

    @property
    def seats(self) -> int:
        """Sections in work at the same time: beside those that wait for an answer as many others.

        These are composed ahead or judged, so that no place of the endpoint stays empty meanwhile.
        """
        return 2 * self.workers
