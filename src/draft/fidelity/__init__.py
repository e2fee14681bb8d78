"""Quantities × quantities → violations. Pure; standard library only; no model, no network."""

from draft.fidelity.checker import check, compare
from draft.fidelity.ledger import OPENING, Entry, FactGroup, Ledger, Metadata, build_ledger
from draft.fidelity.verdict import Link, Severity, Verdict, Violation

__all__ = [
    "OPENING",
    "Entry",
    "FactGroup",
    "Ledger",
    "Link",
    "Metadata",
    "Severity",
    "Verdict",
    "Violation",
    "build_ledger",
    "check",
    "compare",
]
