"""A Draft as blocks in reading order, the same for every form: title, headings, paragraphs, sign-off."""

from decimal import Decimal
from typing import Literal, NamedTuple

from draft.document import Draft, Section, Spec
from draft.numbers import write_numeral
from draft.render.closing import write_closing

BlockKind = Literal["title", "recipient", "heading", "paragraph", "issuer", "date"]


class Block(NamedTuple):
    """One paragraph of the document.

    Attributes:
        level: of a heading, or of the heading that runs into this paragraph, 1 for 一、; else 0.
        label: of that heading, e.g. （一）; else empty.
        lead: the heading that runs into this paragraph, with its full stop; else empty.
    """

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""
    lead: str = ""


def lay_out(draft: Draft) -> tuple[Block, ...]:
    """Return the document as blocks; sections without any prose are left out and numbering closes up."""
    texts = {text.section.index: text.text for text in draft.sections if text.section}
    blocks = [Block("title", draft.spec.title)]
    if draft.spec.recipient:
        blocks.append(Block("recipient", f"{draft.spec.recipient.rstrip('：:')}："))
    blocks += _paragraphs(draft.lead_in.text)
    blocks += _sections(draft.spec.sections, texts, run_in=draft.run_in)
    blocks += _paragraphs(write_closing(draft.spec, blocks[-1].text))
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


def _sections(sections: tuple[Section, ...], texts: dict[int, str], *, run_in: bool) -> list[Block]:
    written = [s for s in sections if any(texts.get(below.index) for below in s.walk())]
    blocks: list[Block] = []
    for number, section in enumerate(written, 1):
        label = number_heading(section.level, number)
        heading = Block("heading", section.heading, section.level, label)
        paragraphs = _paragraphs(texts.get(section.index, ""))
        if run_in and section.level > 1 and paragraphs:
            blocks.append(_run_together(heading, paragraphs.pop(0)))
        else:
            blocks.append(heading)
        blocks += paragraphs
        blocks += _sections(section.sections, texts, run_in=run_in)
    return blocks


def _run_together(heading: Block, paragraph: Block) -> Block:
    """Return the paragraph with the heading in its first line, closed by a full stop."""
    lead = heading.text.rstrip("。：:") + "。"
    return paragraph._replace(level=heading.level, label=heading.label, lead=lead)


def _paragraphs(text: str) -> list[Block]:
    return [Block("paragraph", line.strip()) for line in text.split("\n") if line.strip()]


def _sign_off(spec: Spec) -> list[Block]:
    blocks = [Block("issuer", spec.issuer)] if spec.issuer else []
    return [*blocks, Block("date", spec.date)] if spec.date else blocks
