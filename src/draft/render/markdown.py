"""A Draft as Markdown: one block a paragraph, headings numbered as text."""

from draft.document import Draft
from draft.render.layout import Block, lay_out

_DEEPEST_HEADING = 6


def render_markdown(draft: Draft) -> str:
    """Return the document as Markdown, ending with one line end."""
    return "\n\n".join(_line(block) for block in lay_out(draft)) + "\n"


def _line(block: Block) -> str:
    match block.kind:
        case "title":
            return f"# {block.text}"
        case "heading":
            return f"{'#' * min(block.level + 1, _DEEPEST_HEADING)} {block.label}{block.text}"
        case "paragraph" if block.lead:
            return f"**{block.label}{block.lead}**{block.text}"
        case _:
            return block.text
