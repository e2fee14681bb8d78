"""Style examples on disk: load, check against themselves, write, and take over from an old document."""

from draft.styles.adopt import Adopted, adopt_document
from draft.styles.check import check_example
from draft.styles.files import (
    load_example,
    load_examples,
    load_styles,
    parse_example,
    render_example,
    write_example,
)

__all__ = [
    "Adopted",
    "adopt_document",
    "check_example",
    "load_example",
    "load_examples",
    "load_styles",
    "parse_example",
    "render_example",
    "write_example",
]
