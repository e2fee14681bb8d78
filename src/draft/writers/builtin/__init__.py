"""The embedded writer: facts → formal prose without any model; the same input gives the same output.

In: a Task. Out: paragraphs separated by line ends, without headings. The whole document is composed at
once, so that frames are spread over it; one section is then looked up. Checking is not done here.
"""

import time
from dataclasses import replace

from draft.document import Completion, Fact, Section, Spec, Task
from draft.numbers.patterns import Pattern
from draft.once import once_per_spec
from draft.writers.builtin.cleaning import clean_text, own_sentence, strip_final
from draft.writers.builtin.composing import SHARE, WIDE_SHARE, compose_sections
from draft.writers.builtin.framebook import FrameBook
from draft.writers.builtin.leadin import write_lead_in
from draft.writers.builtin.wrapping import write_wrapper

__all__ = ["BuiltinWriter", "own_sentence", "write_text"]


_RANGE_SIGN = Pattern(r"(?<![0-9A-Za-z.\-－])([0-9]{1,3})[-－](?=[0-9]{1,3}(?:周?岁|[个人名天家次户件万]))")
"""The hyphen of a range of values: 3-11岁 → 3—11岁 (GB/T 15834 4.13); dates keep theirs."""
_ROOMY = 1.15
"""Characters per character of the facts from which there is room for added words."""
_WIDE = 1.5
"""The same from which there is room for a lead before every matter."""


class BuiltinWriter:
    """Writes a section or the 导语 from its facts alone.

    Attributes:
        variant: another number gives another choice of frames, never other facts.
    """

    name = "builtin"

    def __init__(self, variant: int = 0) -> None:
        self.variant = variant

    async def write(self, task: Task) -> Completion:
        """Return the prose of a task; needs no network and does not wait."""
        started = time.perf_counter()
        text = write_text(task, self.variant)
        return Completion(text, writer=self.name, seconds=time.perf_counter() - started)


def write_text(task: Task, variant: int = 0) -> str:
    """Return paragraphs separated by line ends; on a repair, the facts concerned in their own words."""
    if task.headings:
        return "\n".join(task.headings)
    if task.broken or task.violations:
        return _plainly(task)
    return _RANGE_SIGN.sub(r"\1—", _write(task, variant + task.attempt))


def _write(task: Task, variant: int) -> str:
    if task.section is None:
        return write_lead_in(task.spec, FrameBook(variant, task.spec.title))
    if not task.facts and task.section.sections:
        return write_wrapper(task.spec, task.section, FrameBook(variant, task.spec.title))
    share = _share_of(task)
    texts = _compose(task.spec, variant, share)
    own = _sections_of(task.spec).get(task.section.index)
    if own is not task.section and own != task.section:
        alone = replace(task.spec, sections=(replace(task.section, sections=()),))
        texts = _compose(alone, variant, share)
    return texts.get(task.section.index, "")


def _share_of(task: Task) -> float:
    """Return how much of the section may be added words, by the density and the length that are wished."""
    facts = sum(len(fact.text) for fact in task.facts)
    if task.density == "high" or 0 < task.length < _ROOMY * facts:
        return 0
    if task.density == "low" or task.length > _WIDE * facts:
        return WIDE_SHARE
    return SHARE


def _plainly(task: Task) -> str:
    """Return the facts a repair concerns, each as a sentence of its own."""
    if task.owed:
        return "".join(own_sentence(fact) for fact in dict.fromkeys(task.facts_to_carry))
    named = {v.fact for v in task.violations if v.fact is not None}
    facts = [f for i, f in enumerate(task.facts) if i in named or (task.broken and _is_told(f, task.broken))]
    return "".join(own_sentence(f) for f in dict.fromkeys(facts or task.facts))


def _is_told(fact: Fact, prose: str) -> bool:
    """True when a good part of the fact's words stands in the prose."""
    text = strip_final(clean_text(fact.text))
    pieces = [text[i : i + 6] for i in range(0, max(1, len(text) - 5), 3)]
    return sum(piece in prose for piece in pieces) * 2 >= len(pieces)


def _compose(spec: Spec, variant: int, share: float) -> dict[int, str]:
    known = _composed(spec)
    if (variant, share) not in known:
        known[variant, share] = compose_sections(spec, FrameBook(variant, spec.title), share=share)
    return known[variant, share]


@once_per_spec
def _composed(_spec: Spec) -> dict[tuple[int, float], dict[int, str]]:
    """Return where the texts of a spec are kept, by variant and share of added words; empty at first."""
    return {}


@once_per_spec
def _sections_of(spec: Spec) -> dict[int, Section]:
    return {section.index: section for section in spec.walk()}
