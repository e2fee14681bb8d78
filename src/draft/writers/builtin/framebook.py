"""Which frame comes next: never twice in a section, at most three times in a document, the same for the same input."""

from collections import Counter
from collections.abc import Collection, Sequence

from draft.writers.builtin.frames import LIMIT_PER_DOCUMENT, Frame


class FrameBook:
    """Keeps count of the frames used while one document is composed.

    Attributes:
        variant: shifts every choice; the same variant gives the same document.
    """

    def __init__(self, variant: int = 0) -> None:
        self.variant = variant
        self._uses: Counter[str] = Counter()
        self._section: set[str] = set()
        self._turn = 0

    def open_section(self) -> None:
        """Begin a section: its frames are all free again within the document's limit."""
        self._section.clear()
        self._turn += 1

    def pick(
        self, frames: Sequence[Frame], slots: Collection[str], *, action: bool, shift: int = 0
    ) -> Frame | None:
        """Return the least used frame that fits, or None when every fitting one is spent.

        Args:
            slots: names of the slots that can be filled; frames that need none always fit.
            action: whether an action clause follows.
            shift: moves the starting point, so that neighbours do not follow the table's order.
        """
        start = self.variant * 5 + shift
        ranked = sorted(
            (self._uses[frame.text], (place - start) % len(frames), place)
            for place, frame in enumerate(frames)
            if self._fits(frame, slots, action=action)
        )
        if not ranked:
            return None
        chosen = frames[ranked[0][2]]
        self.use(chosen.text)
        return chosen

    def use(self, text: str) -> None:
        """Count one use of a frame."""
        self._uses[text] += 1
        self._section.add(text)

    def _fits(self, frame: Frame, slots: Collection[str], *, action: bool) -> bool:
        return (
            frame.text not in self._section
            and self._uses[frame.text] < LIMIT_PER_DOCUMENT
            and (not frame.slot or frame.slot in slots)
            and (action or frame.before == "any")
        )
