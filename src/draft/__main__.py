"""`python -m draft` is the command `draft`."""

from draft.cli import run

run()
