"""A map file on disk → how the tables of a workbook are to be read."""

from pathlib import Path
from typing import TYPE_CHECKING

from draft.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from draft.facts.nodes import Node
    from draft.sources.grid import Grid
    from draft.sources.layouts import Layout
    from draft.sources.maps import Entry


def load_map(path: Path, grids: "Sequence[Grid]") -> "tuple[Layout, ...]":
    """Return the layouts a map file states, read as a facts file is: every scalar is its text."""
    from draft.facts.nodes import parse_nodes
    from draft.facts.reading import read_bytes
    from draft.facts.text import decode_text
    from draft.sources.maps import Entry, read_layouts

    name = str(path)
    if not path.exists():
        raise InputError(f"{path}: 没有这份对照表；请检查路径，或先用 --map-out 写出一份再改。")
    root = parse_nodes(decode_text(read_bytes(path), name), name)
    entry = _entry(root) if root else Entry("", 1)
    tables = entry.value.get("tables") if isinstance(entry.value, dict) else None
    if tables is None or not isinstance(tables.value, dict):
        raise InputError(
            f"{path}:1: 对照表应以 tables: 开头，下面一张表一个“- ”；可先用 --map-out 写出一份再改。"
        )
    return read_layouts(list(tables.value.values()), grids, name)


def _entry(node: "Node") -> "Entry":
    """Return a node as plain mappings; the items of a list are keyed by their place."""
    from draft.facts.nodes import Listing, Mapping
    from draft.sources.maps import Entry

    if isinstance(node, Mapping):
        return Entry({key.text: _entry(value) for key, value in node.pairs}, node.line)
    if isinstance(node, Listing):
        return Entry({str(place): _entry(item) for place, item in enumerate(node.items)}, node.line)
    return Entry(node.text, node.line)
