"""One document: write → check → repair → place. Knows the order of things and no outside thing."""

from draft.pipeline.expand import Options, Progress, Writer, expand
from draft.pipeline.headings import align_headings
from draft.pipeline.placing import ask_to_mend

__all__ = ["Options", "Progress", "Writer", "align_headings", "ask_to_mend", "expand"]
