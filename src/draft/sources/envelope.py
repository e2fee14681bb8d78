"""The envelope of an official paper in its plain text: lines that hold no facts and are not checked as such.

份号, 密级, 发文字号 and 签发人 above the title; 印发机关 and 印发日期 at the end; the numbers of annexes.
Only whole lines of exactly these forms count, and only where the standard puts them.

Source: GB/T 9704-2012 7.2, 7.3.4, 7.3.7, 7.4.
"""

import re

_HEAD_LINES, _TAIL_LINES = 9, 4
"""Lines with words in which the two ends of the envelope stand."""
_HEAD = re.compile(
    r"[0-9]{6}"
    r"|(?:绝密|机密|秘密)(?:★(?:[0-9]{1,2}年|[0-9]{1,2}个月|长期))?"
    r"|[^\s，。；：〔〕0-9]{1,16}〔20[0-9]{2}〕[0-9]{1,5}号"
    r"(?:\s+签发人[：:][^0-9]{1,60}|\s+[^0-9\s]{2,10}(?:\s[^0-9\s]{2,10})?)?"
)
_TAIL = re.compile(r"[^\s，。；：0-9]{2,40}\s+20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日印发")
_ANNEX = re.compile(r"附件[0-9]{1,2}")
_ANNEX_NOTE = re.compile(r"(?:附件[：:]\s*)?[0-9]{1,2}[.．](?![0-9０-９])")


def hide_envelope(text: str) -> str:
    """Return `text` with the envelope's lines blanked; every other character keeps its place."""
    lines = text.split("\n")
    written = [place for place, line in enumerate(lines) if line.strip()]
    for place in written[:_HEAD_LINES]:
        if _HEAD.fullmatch(lines[place].strip()):
            lines[place] = " " * len(lines[place])
    for place in written[-_TAIL_LINES:]:
        if _TAIL.fullmatch(lines[place].strip()):
            lines[place] = " " * len(lines[place])
    listed = False  # inside the list after 附件：
    for place in written:
        line = lines[place].strip()
        listed = bool(_ANNEX_NOTE.match(line)) and (listed or line.startswith("附件"))
        if _ANNEX.fullmatch(line):
            lines[place] = " " * len(lines[place])
        elif listed:
            lines[place] = _hide_number(lines[place])
    return "\n".join(lines)


def _hide_number(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    number = _ANNEX_NOTE.match(line, indent)
    end = number.end() if number else indent
    return " " * end + line[end:]
