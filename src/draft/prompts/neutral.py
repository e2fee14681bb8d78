"""Text of the user → the same text with nothing in it that a model server could take for control.

Only the look of brackets changes (`<` becomes `＜`), so a reader still sees what the facts file says.
"""

import re
from typing import Final

# What counts as control: tags (<think>, </事实>, <s>, <<SYS>>), chat marks (<|im_end|>, <｜User｜>),
# upper-case marks in square brackets ([INST], [/INST], [TOOL_CALLS]). "PM2.5<35" and "[2024]" are neither.
_TAG: Final = re.compile(r"<([|｜/!?A-Za-z_\u4e00-\u9fff][^<>]{0,80})>")
_OPENER: Final = re.compile(r"<(?=[<|｜/!?A-Za-z_\u4e00-\u9fff])")
_SQUARE: Final = re.compile(r"\[(/?[A-Z][A-Z_]+)\]")
_BREAK: Final = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_SUSPECT: Final = re.compile(rf"[<\[]|{_BREAK.pattern}|{_INVISIBLE.pattern}")


def neutralise(text: str) -> str:
    """Return `text` on one line, without invisible characters and without control marks.

    Idempotent; text without such marks comes back as it is, but for white space folded to single spaces.
    """
    if not _SUSPECT.search(text):
        return text
    text = _BREAK.sub(" ", _INVISIBLE.sub("", text)).strip()
    return _SQUARE.sub(r"［\1］", _OPENER.sub("＜", _TAG.sub(r"＜\1＞", text)))
