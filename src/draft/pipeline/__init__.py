"""One document: write → check → repair → place. Knows the order of things and no outside thing."""

from draft.pipeline.asking import ask_for_all
from draft.pipeline.expand import Options, Progress, Writer, expand, plan_tasks
from draft.pipeline.headings import align_headings
from draft.pipeline.placing import ask_to_mend

__all__ = [
    "Options",
    "Progress",
    "Writer",
    "align_headings",
    "ask_for_all",
    "ask_to_mend",
    "expand",
    "plan_tasks",
]
