"""What is still to be filled in: masks of the facts (XX人, x.x万), masks of the prose, fields nobody gave."""

from typing import Any, NamedTuple

from draft.document import Draft, Spec
from draft.fidelity import OPENING
from draft.render.masks import find_masks, name_mask
from draft.render.paper import Paper, missing_fields

_OPEN_TITLES = ("（请改为文件标题）",)
"""What an import writes behind a title that it took from the name of the file."""


class Blank(NamedTuple):
    """One thing to be filled in.

    Attributes:
        where: as a person finds it: 第3节第2条, 标题, 版头.
        section, fact: address of the fact, None where it is none.
        start: where it begins in the fact.
    """

    where: str
    text: str
    section: int | None = None
    fact: int | None = None
    start: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the blank as the report has it; indices count from 0."""
        return {"where": self.where, "text": self.text, "section": self.section, "fact": self.fact}


def find_blanks(draft: Draft, paper: Paper | None = None) -> tuple[Blank, ...]:
    """Return everything to be filled in, in the order of the document: envelope, metadata, facts, prose."""
    spec = draft.spec
    found = [Blank("版式", f"【{label}】") for label in missing_fields(spec, paper)] if paper else []
    for name, text in (
        ("标题", spec.title), ("署名", spec.issuer), ("主送机关", spec.recipient), ("成文日期", spec.date),
    ):  # fmt: skip
        found += [Blank(name, name_mask(text, start, end)) for start, end in find_masks(text)]
    found += [Blank("标题", mark) for mark in _OPEN_TITLES if spec.title.endswith(mark)]
    found += _in_facts(spec)
    known = {blank.text for blank in found}
    for part in (draft.lead_in, *draft.sections):
        place = f"第{part.section.index + 1}节正文" if part.section else "导语正文"
        index = part.section.index if part.section else OPENING
        masks = dict.fromkeys(name_mask(part.text, *span) for span in find_masks(part.text))
        found += [Blank(place, mask, index) for mask in masks if mask not in known]
    return tuple(found)


def _in_facts(spec: Spec) -> list[Blank]:
    groups = [(OPENING, "导语", spec.opening)]
    groups += [(section.index, f"第{section.index + 1}节", section.facts) for section in spec.walk()]
    return [
        Blank(f"{name}第{number + 1}条", name_mask(fact.text, start, end), index, number, start)
        for index, name, facts in groups
        for number, fact in enumerate(facts)
        for start, end in find_masks(fact.text)
    ]
