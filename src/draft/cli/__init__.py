"""The door: one file per command; each reads, calls, writes, exits. Only this floor prints."""

from draft.cli.app import main

__all__ = ["main"]
