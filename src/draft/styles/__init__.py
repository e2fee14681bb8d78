"""Style examples on disk: load and write.

Checking them (`check`) and taking them over from an old document (`adopt`, `clean`) are not gathered here: a
run that shows examples needs neither.
"""

from draft.styles.files import (
    DENSITIES,
    load_style,
    load_styles,
    parse_example,
    render_example,
    write_example,
)

__all__ = ["DENSITIES", "load_style", "load_styles", "parse_example", "render_example", "write_example"]
