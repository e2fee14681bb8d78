"""The nouns of this floor: what a check says about a text."""

from dataclasses import dataclass
from typing import Any, Literal

from draft.numbers.quantity import Quantity

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that must be mended (severity ``error``) or is worth knowing (``note``).

    Attributes:
        kind: a kind of violation, see `draft.fidelity.kinds`.
        section: index of the owning section in reading order, -1 for the opening, None for an invention.
        fact: index of the fact within its section, None for an invention.
        span: half-open place in the prose: the quantity, or the sentence that should have carried it.
        message: one Chinese sentence a clerk can act on.
    """

    kind: str
    severity: Severity
    message: str
    section: int | None = None
    fact: int | None = None
    fact_text: str | None = None
    required: Quantity | None = None
    written: Quantity | None = None
    span: tuple[int, int] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the JSON shape of the contract."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "section": self.section,
            "fact": self.fact,
            "fact_text": self.fact_text,
            "required": self.required.to_json() if self.required else None,
            "written": self.written.to_json() if self.written else None,
            "span": list(self.span) if self.span else None,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Link:
    """A required quantity and the place in the prose that carries it."""

    section: int
    fact: int
    required: Quantity
    written: Quantity

    def to_json(self) -> dict[str, Any]:
        """Return the JSON shape of the contract."""
        return {
            "section": self.section,
            "fact": self.fact,
            "required": self.required.to_json(),
            "written": self.written.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found.

    Attributes:
        required: how many quantities the facts require.
        survived: how many of them have a faithful carrier.
        written: how many quantities the prose holds.
        violations: in the order of the facts, inventions last.
        notes: never fail a check.
    """

    required: int
    survived: int
    written: int
    violations: tuple[Violation, ...] = ()
    notes: tuple[Violation, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def ok(self) -> bool:
        """True exactly when no violation has severity ``error``."""
        return all(violation.severity != "error" for violation in self.violations)

    def to_json(self, case_id: str | None = None) -> dict[str, Any]:
        """Return the JSON shape of the contract."""
        return {
            "id": case_id,
            "ok": self.ok,
            "counts": {
                "required": self.required,
                "survived": self.survived,
                "written": self.written,
                "violations": len(self.violations),
                "notes": len(self.notes),
            },
            "violations": [violation.to_json() for violation in self.violations],
            "notes": [note.to_json() for note in self.notes],
            "links": [link.to_json() for link in self.links],
        }
