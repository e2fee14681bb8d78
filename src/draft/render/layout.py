"""A Draft as blocks in reading order, the same for every form: title, headings, paragraphs, sign-off."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from draft.document import Draft, Section, Spec
from draft.numbers import write_numeral

BlockKind = Literal["title", "recipient", "heading", "paragraph", "issuer", "date"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the document.

    Attributes:
        level: of a heading, 1 for 一、; else 0.
        label: of a heading, e.g. （一）; else empty.
    """

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""


def lay_out(draft: Draft) -> tuple[Block, ...]:
    """Return the document as blocks; sections without any prose are left out and numbering closes up."""
    texts = {text.section.index: text.text for text in draft.sections if text.section}
    blocks = [Block("title", draft.spec.title)]
    if draft.spec.recipient:
        blocks.append(Block("recipient", f"{draft.spec.recipient.rstrip('：:')}："))
    blocks += _paragraphs(draft.lead_in.text)
    blocks += _sections(draft.spec.sections, texts)
    blocks += _sign_off(draft.spec)
    return tuple(blocks)


def number_heading(level: int, number: int) -> str:
    """Return the label of the `number`-th heading of its level: 一、 （一） 1. （1） by depth.

    Source: GB/T 9704-2012 7.3.3.
    """
    match level:
        case 1:
            return f"{write_numeral(Decimal(number), 'chinese')}、"
        case 2:
            return f"（{write_numeral(Decimal(number), 'chinese')}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"


def _sections(sections: tuple[Section, ...], texts: dict[int, str]) -> list[Block]:
    written = [s for s in sections if any(texts.get(below.index) for below in s.walk())]
    blocks: list[Block] = []
    for number, section in enumerate(written, 1):
        label = number_heading(section.level, number)
        blocks.append(Block("heading", section.heading, section.level, label))
        blocks += _paragraphs(texts.get(section.index, ""))
        blocks += _sections(section.sections, texts)
    return blocks


def _paragraphs(text: str) -> list[Block]:
    return [Block("paragraph", line.strip()) for line in text.split("\n") if line.strip()]


def _sign_off(spec: Spec) -> list[Block]:
    blocks = [Block("issuer", spec.issuer)] if spec.issuer else []
    return [*blocks, Block("date", spec.date)] if spec.date else blocks
