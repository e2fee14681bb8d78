"""The runs of a Word paragraph → the characters a reader sees: changes accepted, fields shown, formulas read.

Left out: what is deleted, moved away, hidden or only a prompt; page numbers, which count only pages; and
characters nobody sees, which would part a figure.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", "rt")}
    | {_FALLBACK}
)
_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_OFF = frozenset({"0", "false", "off"})
_PAGES = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|SECTION)\b", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SYMBOL_FONT = "Symbol"
_PRIVATE = 0xF000
_ASCII = range(0x20, 0x7F)

Inside = Callable[[Any], Iterator[str]]
"""Reads the paragraphs of a text box."""


def read_runs(paragraph: Any, inside: Inside) -> str:
    """Return the text of one paragraph; text boxes in it stand on lines of their own."""
    return _read(paragraph, inside, _page_fields(paragraph))


def is_marked(properties: Any, *names: str) -> bool:
    """Tell whether properties carry one of the marks, as of a tracked deletion."""
    return properties is not None and any(properties.find(f"{W}{name}") is not None for name in names)


def _read(element: Any, inside: Inside, pages: frozenset[Any]) -> str:
    tag = element.tag
    if tag in _SKIPPED or element in pages or _is_unseen(element):
        return ""
    if tag in {f"{W}t", f"{_M}t"}:
        return _UNSEEN.sub("", element.text or "")
    if tag == f"{W}txbxContent":
        return "\n" + "\n".join(inside(element)) + "\n"
    if tag == f"{W}sym":
        return _read_symbol(element)
    if tag == f"{_M}f":
        parts = [_read(part, inside, pages) for part in element if part.tag in {f"{_M}num", f"{_M}den"}]
        return "/".join(parts)
    return _CHARACTERS.get(tag, "") or "".join(_read(child, inside, pages) for child in element)


def _is_unseen(element: Any) -> bool:
    """Tell whether a run is hidden, a control shows only its prompt, or a field counts pages."""
    if element.tag == f"{W}r":
        mark = element.find(f"{W}rPr/{W}vanish")
        return mark is not None and mark.get(f"{W}val", "1") not in _OFF
    if element.tag == f"{W}sdt":
        return element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    return element.tag == f"{W}fldSimple" and bool(_PAGES.match(element.get(f"{W}instr", "")))


def _read_symbol(element: Any) -> str:
    """Return the character of a symbol; one that only a picture font knows is no text."""
    code = element.get(f"{W}char", "")
    value = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0
    if value - _PRIVATE in _ASCII and element.get(f"{W}font") == _SYMBOL_FONT:
        return chr(value - _PRIVATE)
    return chr(value) if 0x20 <= value < 0xD800 else ""  # noqa: PLR2004  above are surrogates and private use


def _page_fields(paragraph: Any) -> frozenset[Any]:
    """Return the runs that show the result of a field counting pages."""
    found: set[Any] = set()
    open_: list[list[str]] = []  # instruction, "" until the result begins
    for run in paragraph.iter(f"{W}r"):
        if any(field[1] and _PAGES.match(field[0]) for field in open_):
            found.add(run)
        for part in run:
            kind = part.get(f"{W}fldCharType") if part.tag == f"{W}fldChar" else None
            if kind == "begin":
                open_.append(["", ""])
            elif kind == "separate" and open_:
                open_[-1][1] = "result"
            elif kind == "end" and open_:
                open_.pop()
            elif part.tag == f"{W}instrText" and open_:
                open_[-1][0] += part.text or ""
    return frozenset(found)
