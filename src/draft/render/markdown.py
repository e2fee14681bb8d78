"""A Draft as text and as Markdown: one block a paragraph, headings numbered as text.

The text is what is checked. The Markdown is the same with a backslash before every character that a reader of
Markdown would take for markup; whoever reads it back takes the backslashes away and has the text again.
"""

from draft.document import Draft
from draft.numbers.patterns import Pattern
from draft.render.layout import Block, lay_out

_DEEPEST_HEADING = 6
_INLINE = Pattern(
    r"[`*_]"  # code, emphasis
    r"|\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would be one of ours
    r"|\](?=[(\[:])"  # the middle of a link
    r"|<(?=[A-Za-z/!?])|&(?=#?[0-9A-Za-z]+;)"  # tags, entities
    r"|~(?=~)|(?<=~)~"  # struck out
)
_AT_START = Pattern(r"[#>|]|[-+](?=[\s-]|$)|=(?==*\s*$)|[0-9]{1,9}[.)](?=\s|$)")
_ESCAPED = Pattern(r"\\([!-/:-@\[-`{-~])")


def render_markdown(draft: Draft) -> str:
    """Return the document as Markdown (CommonMark), ending with one line end."""
    return _render(draft, escaped=True)


def render_text(draft: Draft) -> str:
    """Return the document as it is checked: headings after #, run-in ones between **, nothing escaped."""
    return _render(draft, escaped=False)


def escape_markdown(text: str) -> str:
    """Return one line so that Markdown shows its characters."""
    escaped = _INLINE.sub(lambda mark: "\\" + mark.group(), text)
    start = _AT_START.match(escaped)
    if not start:
        return escaped
    last = start.end() - 1  # the mark itself, or the one behind the number
    return f"{escaped[:last]}\\{escaped[last:]}"


def unescape_markdown(text: str) -> str:
    """Return Markdown without the backslashes before its marks."""
    return _ESCAPED.sub(r"\1", text)


def _render(draft: Draft, *, escaped: bool) -> str:
    return "\n\n".join(_line(block, escaped=escaped) for block in lay_out(draft)) + "\n"


def _line(block: Block, *, escaped: bool) -> str:
    words = escape_markdown if escaped else str
    match block.kind:
        case "title":
            return f"# {words(block.text)}"
        case "heading":
            return f"{'#' * min(block.level + 1, _DEEPEST_HEADING)} {words(block.label + block.text)}"
        case "paragraph" if block.lead:
            # The full stop stands outside: ** after a mark and before a letter would end nothing.
            return f"**{words(block.label + block.lead.rstrip('。'))}**。{words(block.text)}"
        case _:
            return words(block.text)
