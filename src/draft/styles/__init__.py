"""Style examples on disk: load, check against themselves, write, and take over from an old document."""

from draft.styles.adopt import Adopted, adopt_document, adopt_file, read_text
from draft.styles.check import check_example, find_form_faults
from draft.styles.clean import Cleaned, Repair, clean_text
from draft.styles.files import (
    DENSITIES,
    load_style,
    load_styles,
    parse_example,
    render_example,
    write_example,
)

__all__ = [
    "DENSITIES",
    "Adopted",
    "Cleaned",
    "Repair",
    "adopt_document",
    "adopt_file",
    "check_example",
    "clean_text",
    "find_form_faults",
    "load_style",
    "load_styles",
    "parse_example",
    "read_text",
    "render_example",
    "write_example",
]
