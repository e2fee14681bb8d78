"""Hides quantities and place names from the model: placeholders go out, the values are filled in afterwards.

What the model cannot see it cannot change; a placeholder it loses is an omission for the checker, as ever.
"""

import re
from dataclasses import replace
from functools import partial

from draft.document import Completion, Fact, Section, Spec, Task
from draft.fidelity import Violation
from draft.numbers import find_quantities
from draft.once import once_per_spec
from draft.pipeline.bench import Writer
from draft.pipeline.places import find_places

_SLOT = re.compile(r"〔S\d+〕")  # of a lock; what is behind it is nobody's to see
_SLOT_APART = re.compile(rf"({_SLOT.pattern})")
_TOKEN = re.compile(r"[〔\[【（(]\s*([QN])\s*(\d+)\s*[〕\]】）)]")


class RedactingWriter:
    """A writer that shows another writer placeholders for quantities (〔Q1〕) and place names (〔N1〕).

    Args:
        names: hide place names too; without them only what a model could miswrite is out of its reach.
    """

    def __init__(self, writer: Writer, *, names: bool = True) -> None:
        self._writer = writer
        self._hidden = once_per_spec(partial(_hide_spec, names=names))
        self.name = writer.name

    async def write(self, task: Task) -> Completion:
        """Return the prose for `task` with every known placeholder filled in."""
        veil, hidden = self._hidden(task.spec)
        completion = await self._writer.write(_hide_task(task, veil, hidden))
        return replace(completion, text=veil.fill(completion.text))


class Veil:
    """What stands behind each placeholder of a document; the same value has the same placeholder."""

    def __init__(self, spec: Spec, *, names: bool = True) -> None:
        metadata = [spec.title, spec.issuer, spec.recipient]
        texts = [fact.text for fact in spec.opening]
        texts += [text for s in spec.walk() for text in (s.heading, *(fact.text for fact in s.facts))]
        places = find_places(metadata, texts) if names else frozenset()
        quantities = {
            q.text
            for text in (*metadata, *texts)
            for q in find_quantities(text)
            if q.kind not in {"idiom", "placeholder"}
        }
        self._tokens = {
            text: f"〔{letter}{number}〕"
            for letter, known in (("Q", quantities), ("N", places))
            for number, text in enumerate(sorted(known), 1)
        }
        self._values = {(token[1], int(token[2:-1])): text for text, token in self._tokens.items()}
        longest_first = sorted(self._tokens, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def hide(self, text: str) -> str:
        """Return `text` with placeholders; any digit that is left is hidden as well."""
        return "".join(
            piece if _SLOT.fullmatch(piece) else self._hide(piece) for piece in _SLOT_APART.split(text)
        )

    def _hide(self, text: str) -> str:
        hidden = self._pattern.sub(lambda m: self._tokens[m.group()], text) if self._pattern else text
        pieces = re.split(r"(〔[QN]\d+〕)", hidden)
        return "".join(piece if piece.startswith("〔") else re.sub(r"\d", "○", piece) for piece in pieces)

    def fill(self, text: str) -> str:
        """Return `text` with the values in; an unknown placeholder stays and fails the check."""
        return _TOKEN.sub(lambda m: self._values.get((m.group(1), int(m.group(2))), m.group()), text)


def _hide_spec(spec: Spec, *, names: bool) -> tuple[Veil, Spec]:
    """Return what is hidden of a document, and the document without it."""
    veil = Veil(spec, names=names)
    hidden = replace(
        spec,
        title=veil.hide(spec.title),
        issuer=veil.hide(spec.issuer),
        recipient=veil.hide(spec.recipient),
        period=veil.hide(spec.period),
        date="",
        opening=tuple(_hide_fact(fact, veil) for fact in spec.opening),
        sections=tuple(_hide_section(section, veil) for section in spec.sections),
    )
    return veil, hidden


def _hide_task(task: Task, veil: Veil, hidden: Spec) -> Task:
    section = task.section
    return replace(
        task,
        spec=hidden,
        slots=True,
        section=_hide_section(section, veil) if section else None,
        headings=tuple(map(veil.hide, task.headings)),
        broken=veil.hide(task.broken),
        violations=tuple(_hide_violation(violation, veil) for violation in task.violations),
    )


def _hide_section(section: Section, veil: Veil) -> Section:
    return replace(
        section,
        heading=veil.hide(section.heading),
        facts=tuple(_hide_fact(fact, veil) for fact in section.facts),
        sections=tuple(_hide_section(below, veil) for below in section.sections),
    )


def _hide_fact(fact: Fact, veil: Veil) -> Fact:
    return replace(fact, text=veil.hide(fact.text), source=None)


def _hide_violation(violation: Violation, veil: Veil) -> Violation:
    return replace(
        violation,
        message=veil.hide(violation.message),
        fact_text=veil.hide(violation.fact_text or ""),
        required=None,
        written=None,
    )
