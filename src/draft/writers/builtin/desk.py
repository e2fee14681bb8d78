"""What one section is written with: its family, its room for added words, the frames of the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from draft.writers.builtin.framebook import FrameBook
from draft.writers.builtin.frames import LIMIT_PER_DOCUMENT, Family, Frame

_WIDE = 0.3


@dataclass(slots=True)
class Desk:
    """What one section is written with.

    Attributes:
        topic: what the heading is about, as a noun phrase; may be empty.
        aim: what the heading sets out to do, verb first; may be empty.
        whole_plan: the document, or the section above, says that it is a plan.
        share: of the section's characters, how much may be added words.
        room: characters that may still be added to the facts' own.
        second_half: the section, or one above it, speaks of 下半年.
        said: pairs of characters that leads have used up in this section.
        kept_aim: what the section sets out to do, kept for its first deed where it opens with what there is.
        mood_is_set: an opening has said that what follows is a plan, or a problem.
    """

    family: Family
    heading: str
    topic: str
    aim: str
    number: int
    closes: bool
    whole_plan: bool
    book: FrameBook
    share: float = 0
    room: int = 0
    mood_is_set: bool = False
    kept_aim: str = ""
    second_half: bool = False
    said: set[str] = field(default_factory=set)

    @property
    def is_wide(self) -> bool:
        """True where more words around fewer numbers were asked for."""
        return self.share > _WIDE

    def frame(
        self,
        frames: Sequence[Frame],
        slots: Mapping[str, str] | None = None,
        *,
        action: bool,
        limit: int = LIMIT_PER_DOCUMENT,
    ) -> str:
        """Return the words of the next fitting frame, charged to the room; empty when none is affordable.

        Args:
            limit: how often one frame may come in the document.
        """
        added = self.book.pick(
            frames, slots or {}, action=action, shift=self.number * 3, longest=self.room, limit=limit
        )
        self.room -= len(added)
        return added
