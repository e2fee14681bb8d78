"""Takes page markup off an answer: HTML, tables, numbered lines, characters that steer a screen.

Values are never touched: a table row becomes a sentence of its cells.
"""

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_ESCAPE = re.compile("\x1b\\[[0-9;]{0,12}[A-Za-z]")
_CODE = re.compile(r"<(script|style)\b[^<>]{0,200}>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|br|hr|div|span|b|i|u|s|em|strong|font|center|ul|ol|li|h[1-6]|table|thead|tbody|tr|td|th|a|img"
    r"|script|style|body|html|head|meta|section|article|sub|sup|mark|code|pre)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_BOXED = re.compile(r"^\\boxed\{(.*)\}$", re.DOTALL)
_RULED = re.compile(r"[|\s:－—-]+")
_NUMBER = re.compile(r"^[ \t]*(?:[0-9]{1,2}[.．、)）]|[①-⑳])[ \t]*(?![0-9])")
_COUNTED = re.compile(r"^[ \t]*([0-9]{1,2})(?:[、)）]|[.．](?![0-9]))[ \t]*")
_DIGIT = re.compile(r"[0-9]")
_FEWEST_BARS = 2
_FEWEST_COUNTED = 2
_HALF = str.maketrans("０１２３４５６７８９％", "0123456789%")
_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")


def without_markup(text: str) -> str:
    """Return `text` as plain paragraphs."""
    text = _CONTROL.sub("", _ESCAPE.sub("", text))
    boxed = _BOXED.match(text.strip())
    text = boxed.group(1) if boxed else text
    text = _TAG.sub("", _BREAK.sub("\n", _CODE.sub("", text)))
    text = _POINT.sub(".", text.translate(_HALF))  # GB/T 15835: figures are half-width
    lines = _without_table(text.split("\n"))
    return "\n".join(_NUMBER.sub("", line, count=1) for line in _without_counting(lines))


def _without_counting(lines: list[str]) -> list[str]:
    """Return the lines without their numbers where these count 1, 2, 3 from the first that has one.

    A number before a figure (1、2个项目未交付) is told by its neighbours alone.
    """
    counted = {at: found for at, line in enumerate(lines) if (found := _COUNTED.match(line))}
    numbers = [int(found.group(1)) for found in counted.values()]
    if len(numbers) < _FEWEST_COUNTED or numbers != list(range(1, len(numbers) + 1)):
        return lines
    return [line[counted[at].end() :] if at in counted else line for at, line in enumerate(lines)]


def _without_table(lines: list[str]) -> list[str]:
    """Return the lines with table rows as sentences; the row above the rule names columns and goes."""
    found: list[str] = []
    for line in lines:
        row = line.strip()
        if not row.startswith("|") or row.count("|") < _FEWEST_BARS:
            found.append(line)
        elif _RULED.fullmatch(row):
            if found and found[-1] and not _DIGIT.search(found[-1]):
                found.pop()
        else:
            found.append(_sentence_of(row))
    return found


def _sentence_of(row: str) -> str:
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    cells = [cell for cell in cells if cell]
    if len(cells) > 1 and cells[0].isdecimal() and len(cells[0]) <= _FEWEST_BARS:
        cells = cells[1:]  # the number of the row
    text = "，".join(cell.rstrip("。；") for cell in cells)
    return f"{text}。" if text else ""
