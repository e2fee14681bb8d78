"""What an official paper adds around its text and a draft writes anew: 版头, transition, annex, 版记.

Lines are blanked, never moved, so that every line keeps its number; what goes is told with its reason.
"""

import re
from dataclasses import dataclass, field

LETTERHEAD = re.compile(
    r"签发人\s*[:：]|【发文字号】|〔(?:19|20)[0-9]{2}〕\s?[0-9]{1,5}号|^[^，。；：\s]{2,30}文件$"
)
"""The lines of a 版头: who issues, 发文字号, 签发人."""
_ANNEX = re.compile(r"附\s*件\s*[0-9一二三四五六七八九十]{0,2}\s*[:：]?")
_ANNEX_NOTE = re.compile(r"附\s*件\s*[:：]\s*[^。]{2,60}")
_IMPRINT = re.compile(
    r"抄送\s*[:：].*|[^，。；\s]{2,40}\s+(?:【印发日期】|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)\s*印发"
)
_CLOSING = re.compile(r"特此(?:报告|汇报|报送|函告|通报)。?")
_TRANSITION = re.compile(r"现将[^。；：]{2,60}如下[:：。]\s*$")
_LABEL = re.compile(r"^\s*[（(]?[0-9]{1,2}(?:[)）、]|[.．](?![0-9]))")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_IMPRINT_LINES = 4  # at the very end
_OPENING_LINES = 8  # within which the transition stands


@dataclass(slots=True)
class Stripped:
    """A text without its frame.

    Attributes:
        dropped: line → what it was, for lines that went whole.
        cut: line, its text before and after, for lines that lost their end.
        told: Chinese, for the record.
    """

    lines: list[str]
    dropped: dict[int, str] = field(default_factory=dict)
    cut: list[tuple[int, str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def drop(self, index: int, reason: str, *, told: bool = True) -> None:
        """Blank a line that holds something."""
        if not self.lines[index].strip():
            return
        if told:
            self.told.append(f"第{index + 1}行：删去{reason}：{self.lines[index].strip()[:40]}")
        self.dropped[index + 1] = reason
        self.lines[index] = ""


def strip_frame(text: str) -> Stripped:
    """Return the text without 版记, repeated annex, closing formula and 现将…如下."""
    found = Stripped(text.split("\n"))
    _drop_imprint(found)
    if _drop_annex(found):
        _drop_matching(found, _ANNEX_NOTE, "附件说明")
    _drop_matching(found, _CLOSING, "结束语")
    _cut_transition(found)
    return found


def _filled(found: Stripped) -> list[int]:
    return [index for index, line in enumerate(found.lines) if line.strip()]


def _drop_imprint(found: Stripped) -> None:
    for index in _filled(found)[-_IMPRINT_LINES:]:
        if _IMPRINT.fullmatch(found.lines[index].strip()):
            found.drop(index, "版记")


def _drop_annex(found: Stripped) -> bool:
    """Drop the annex when every number of it stands in the text already; tell whether it went."""
    start = next((i for i in _filled(found) if _ANNEX.fullmatch(found.lines[i].strip())), None)
    if start is None:
        return False
    said = {run for line in found.lines[:start] for run in _DIGITS.findall(line)}
    repeated = {run for line in found.lines[start + 1 :] for run in _DIGITS.findall(_LABEL.sub("", line))}
    if not repeated or not repeated <= said:
        return False
    last = _filled(found)[-1]
    found.told.append(f"第{start + 1}—{last + 1}行：略去附件，里面的数正文里都有")
    for index in range(start, last + 1):
        found.drop(index, "正文里已有的附件", told=False)
    return True


def _drop_matching(found: Stripped, pattern: re.Pattern[str], reason: str) -> None:
    for index in _filled(found):
        if pattern.fullmatch(found.lines[index].strip()):
            found.drop(index, reason)


def _cut_transition(found: Stripped) -> None:
    """Cut 现将有关情况汇报如下：, which a draft says itself."""
    for index in _filled(found)[:_OPENING_LINES]:
        line = found.lines[index]
        rest = _TRANSITION.sub("", line)
        if rest != line:
            found.told.append(f"第{index + 1}行：删去过渡语：{line[len(rest) :].strip()}")
            found.cut.append((index + 1, line, rest))
            found.lines[index] = rest
            return
