"""One document: write → check → repair → place. Knows the order of things and no outside thing."""

from draft.pipeline.expand import Options, Progress, Writer, expand

__all__ = ["Options", "Progress", "Writer", "expand"]
