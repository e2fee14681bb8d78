"""A Draft as Markdown: title, addressee, 导语, numbered headings, paragraphs, sign-off."""

from draft.document import Draft, Section, Spec
from draft.numbers import write_chinese

_DEEPEST_HEADING = 6


def render_markdown(draft: Draft) -> str:
    """Return the document as Markdown, ending with one line end.

    Headings are numbered 一、（一）1. （1） by depth (GB/T 9704 7.3.3) and carry no full stop.
    """
    texts = {text.section.index: text.text for text in draft.sections if text.section}
    blocks = [f"# {draft.spec.title}"]
    if draft.spec.recipient:
        blocks.append(f"{draft.spec.recipient.rstrip('：:')}：")
    blocks += _paragraphs(draft.lead_in.text)
    for number, section in enumerate(draft.spec.sections, 1):
        blocks += _section_blocks(section, number, texts)
    blocks += _sign_off(draft.spec)
    return "\n\n".join(blocks) + "\n"


def number_heading(level: int, number: int) -> str:
    """Return the label of the `number`-th heading of its level: 一、 （一） 1. （1） ①… by depth."""
    match level:
        case 1:
            return f"{write_chinese(number)}、"
        case 2:
            return f"（{write_chinese(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"


def _section_blocks(section: Section, number: int, texts: dict[int, str]) -> list[str]:
    if not any(below.index in texts for below in section.walk()):
        return []
    mark = "#" * min(section.level + 1, _DEEPEST_HEADING)
    blocks = [f"{mark} {number_heading(section.level, number)}{section.heading}"]
    blocks += _paragraphs(texts.get(section.index, ""))
    for position, below in enumerate(section.sections, 1):
        blocks += _section_blocks(below, position, texts)
    return blocks


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _sign_off(spec: Spec) -> list[str]:
    return [line for line in (spec.issuer, spec.date) if line]
