"""Which frame comes next: never twice in a section, at most three times in a document.

The same document and variant always get the same frames.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from draft.writers.builtin.frames import LIMIT_PER_DOCUMENT, Frame


class FrameBook:
    """Keeps count of the frames used while one document is composed.

    Attributes:
        variant: shifts every choice; the same variant gives the same document.
    """

    def __init__(self, variant: int = 0, title: str = "") -> None:
        self.variant = variant
        self._start = variant * 5 + sum(map(ord, title))  # other documents begin elsewhere in the tables
        self._uses: Counter[str] = Counter()
        self._section: set[str] = set()
        self._verbs: Counter[str] = Counter()

    def open_with(self, verb: str) -> None:
        """Note a verb that a section was opened with."""
        self._verbs[verb] += 1

    def opened_with(self, verb: str) -> int:
        """Return how many sections have been opened with a verb."""
        return self._verbs[verb]

    def open_section(self) -> None:
        """Begin a section: its frames are all free again within the document's limit."""
        self._section.clear()

    def pick(
        self,
        frames: Sequence[Frame],
        slots: Mapping[str, str],
        *,
        action: bool,
        shift: int = 0,
        longest: int = 1_000,
        limit: int = LIMIT_PER_DOCUMENT,
    ) -> str:
        """Return the words of the least used frame that fits, empty when every fitting one is spent.

        Among frames used alike, one that names the matter comes before one that could stand anywhere.

        Args:
            slots: words for the slots that can be filled; frames that need none always fit.
            action: whether an action clause follows.
            shift: moves the starting point, so that neighbours do not follow the table's order.
            longest: characters the words may have.
            limit: how often one frame may come in the document.
        """
        start = self._start + shift
        fitting = [
            (frame.is_curt, self._uses[frame.text], -len(frame.slots), (place - start) % len(frames), frame)
            for place, frame in enumerate(frames)
            if self._uses[frame.text] < limit
            and self._fits(frame, slots, action=action)
            and len(_fill(frame, slots)) <= longest
        ]
        if not fitting:
            return ""
        chosen = min(fitting, key=lambda found: found[:4])[4]
        self._uses[chosen.text] += 1
        self._section.add(chosen.text)
        return _fill(chosen, slots)

    def _fits(self, frame: Frame, slots: Mapping[str, str], *, action: bool) -> bool:
        return (
            frame.text not in self._section
            and all(slots.get(slot) for slot in frame.slots)
            and not _echoes(frame, slots)
            and frame.before in {"any", "action" if action else "figure"}
        )


def _fill(frame: Frame, slots: Mapping[str, str]) -> str:
    return frame.text.format_map({"aim": "", "topic": "", "terms": "", **slots})


def _echoes(frame: Frame, slots: Mapping[str, str]) -> bool:
    """True when the frame would say a verb of its own twice: 围绕抓好…，重点抓好…."""
    said = re.sub(r"\{\w+\}", "", frame.text)
    return any(slots[slot][:2] in said for slot in frame.slots)
