"""An old document as it lies on disk → clean paragraphs, with every repair logged.

Furniture of web pages goes, broken lines are joined, punctuation and labels are set right. A digit is never
touched: what looks like a misread number is reported and left as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_HAN = r"[\u4e00-\u9fff]"
_SENTENCE_END = re.compile(r"[。！？：；!?:;][”’」』）)]*$")
LABEL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|-)[）)]"
    r"|[0-9]{1,2}[.．、](?![0-9])"
    r"|[（(][0-9]{1,2}[）)])"
)
"""How a heading begins: 一、 （一） 1. （1）, and what sites make of them."""

_WATERMARK = re.compile(r"[（(][^（()）]{0,12}[wW]{3}[^（()）]{0,60}[）)]|转载请(?:注明|保留)[^。]{0,30}")
_FURNITURE = re.compile(
    r"(?:VIP|开通VIP|侵权投诉|展开>|收起<|客服$|预览|关注您|当前位置|来源[:：]|时间[:：]|作者[:：]|免责声明|由[:：]"
    r"|链接地址|相关阅读|最近更新|推荐专题|更多相关|本文仅|关\s?键\s?词|[-•]?\s?配套讲稿|[-•]?\s?特殊限制|共[0-9]+页"
    r"|还剩|摘要[:：]|https?:|因篇幅|[-•]\s|/\s?[0-9]+$|[0-9.]+\s?KB|《[^》]*\.docx?》|转载请)"
)
_TAIL = re.compile(r"[-•\s]*(?:配套讲稿|特殊限制|关\s?键\s?词|免责声明|相关阅读|来源：网络)")
_FILE_NAME = re.compile(r"[^。，]{1,60}\.docx?")
_PAGE_NUMBER = re.compile(r"[-—－\s]*[0-9]{1,3}[-—－\s]*")
_SUSPECT = re.compile(r"[0-9]\s?(?:[%％][oO0]|虬|齐)|[0-9][A-Za-z][0-9]|[0-9][Il|][0-9]")
_HALF_TO_FULL = str.maketrans(",;:?!", "，；：？！")
_HALF_MARK = re.compile(rf"(?<={_HAN}|[”》）)%0-9])[,;:?!](?={_HAN}|[“《（(]|$)|(?<={_HAN})[,;:?!]")
_BRACKETS = re.compile(rf"\(([^()\u4e00-\u9fff]*+{_HAN}[^()]*+)\)")
_INNER_SPACE = re.compile(rf"(?<={_HAN}) +(?=[0-9{{}}]|{_HAN})|(?<=[0-9%]) +(?={_HAN})")
_DOUBLED = re.compile(r"([，。；：、])\1+")


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing done to the text, or noticed in it.

    Attributes:
        line: 1-based line of the text as given.
    """

    line: int
    rule: str
    before: str
    after: str = ""

    def __str__(self) -> str:
        """One line of the log."""
        return f"第{self.line}行：{self.rule}：{_short(self.before)}" + (
            f" → {_short(self.after)}" if self.after else ""
        )


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Paragraphs with the line each begins on, and the log."""

    paragraphs: tuple[tuple[int, str], ...]
    log: tuple[Repair, ...]


def clean_text(text: str) -> Cleaned:
    """Return the paragraphs of `text` without furniture and with marks set right."""
    log: list[Repair] = []
    lines = [(i, line.strip(" \t\u3000\ufeff\u200b")) for i, line in enumerate(text.splitlines(), 1)]
    kept = _drop_repeated(_drop_furniture([pair for pair in lines if pair[1]], log), log)
    joined = _split_glued(_join_lines(_drop_page_prefixes(kept, log), log), log)
    return Cleaned(tuple((number, mend_line(number, line, log)) for number, line in joined), tuple(log))


def _drop_furniture(lines: list[tuple[int, str]], log: list[Repair]) -> list[tuple[int, str]]:
    kept: list[tuple[int, str]] = []
    for number, line in lines:
        if kept and _TAIL.match(line):
            log.extend(Repair(i, "删去文末附带文字", rest) for i, rest in lines if i >= number)
            break
        if _FURNITURE.match(line) or _FILE_NAME.fullmatch(line) or _PAGE_NUMBER.fullmatch(line):
            log.append(Repair(number, "删去网页或页面附带文字", line))
            continue
        bare = _WATERMARK.sub("", line).strip()
        if bare != line:
            log.append(Repair(number, "删去水印", line, bare or "（空）"))
        if bare:
            kept.append((number, bare))
    return kept


def _drop_repeated(lines: list[tuple[int, str]], log: list[Repair]) -> list[tuple[int, str]]:
    seen: dict[str, int] = {}
    kept = []
    for number, line in lines:
        if line in seen:
            log.append(Repair(number, f"删去重复的行（同第{seen[line]}行）", line))
        else:
            seen[line] = number
            kept.append((number, line))
    return kept


def _drop_page_prefixes(lines: list[tuple[int, str]], log: list[Repair]) -> list[tuple[int, str]]:
    """Cut `1、` `2、` … that a preview put before its pages: in sequence, and inside sentences."""
    wanted, found = 1, list[int]()
    for place, (_, line) in enumerate(lines):
        inside = place == 0 or not _SENTENCE_END.search(lines[place - 1][1])
        if inside and re.match(rf"{wanted}、", line):
            found.append(place)
            wanted += 1
    if len(found) < 3:  # noqa: PLR2004  two could be an enumeration
        return lines
    result = list(lines)
    for place in found:
        number, line = lines[place]
        result[place] = (number, line.split("、", 1)[1])
        log.append(Repair(number, "删去预览页码", line[:6], result[place][1][:6]))
    return [pair for pair in result if pair[1]]


def _join_lines(lines: list[tuple[int, str]], log: list[Repair]) -> list[tuple[int, str]]:
    """Join a line that stops inside a sentence with the next, unless one of both is a heading or a title."""
    joined: list[tuple[int, str]] = []
    for number, line in lines:
        if joined and _continues(joined[-1][1], line):
            log.append(Repair(number, "接上被断开的行", f"{joined[-1][1][-8:]}｜{line[:8]}"))
            joined[-1] = (joined[-1][0], joined[-1][1] + line)
        else:
            joined.append((number, line))
    return joined


def _split_glued(lines: list[tuple[int, str]], log: list[Repair]) -> list[tuple[int, str]]:
    """Begin a new line where a heading label stands in the middle of one."""
    result: list[tuple[int, str]] = []
    for number, line in lines:
        pieces = [piece for piece in _GLUED.split(line) if piece]
        log.extend(Repair(number, "标题另起一行", piece[:12]) for piece in pieces[1:])
        result += [(number, piece) for piece in pieces]
    return result


_GLUED = re.compile(
    r"(?<=[。：；])(?=[一二三四五六七八九十]{1,3}、)"
    rf"|(?<=[。：；]|{_HAN})(?=[（(](?:[一二三四五六七八九十]{{1,3}}|-)[）)]{_HAN}{{4}})"
)
_HEADING_LENGTH = 40
_TITLE_WORDS = ("总结", "计划", "打算", "安排", "汇报", "报告", "简报", "通报", "要点", "方案")


def _continues(line: str, following: str) -> bool:
    if _SENTENCE_END.search(line) or LABEL.match(following):
        return False
    is_heading = len(line) <= _HEADING_LENGTH and (LABEL.match(line) or line.endswith(_TITLE_WORDS))
    return not is_heading


def mend_line(number: int, line: str, log: list[Repair]) -> str:
    """Return the line with marks and labels set right; what was done or noticed is added to `log`."""
    for rule, change in _RULES:
        after = change(line)
        if after != line:
            log.append(Repair(number, rule, *_difference(line, after)))
            line = after
    for match in _SUSPECT.finditer(line):
        context = line[max(0, match.start() - 8) : match.end() + 4]
        log.append(Repair(number, "疑似识别错误，数字未改，请人工核对", context))
    return line


def _full_width(line: str) -> str:
    return _HALF_MARK.sub(lambda m: m.group().translate(_HALF_TO_FULL), line)


def _level_two(line: str) -> str:
    return re.sub(r"^[（(](?:-|－|—)[）)]", "（一）", line)


def _labels(line: str) -> str:
    line = re.sub(r"^[（(]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)][、.．]?", r"（\1）", line)
    return re.sub(r"^([0-9]{1,2})[、．](?![0-9])", r"\1.", line)


_RULES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("标题序号“(-)”改为“（一）”", _level_two),
    ("标题序号改为规范写法", _labels),
    ("半角标点改为全角", _full_width),
    ("半角括号改为全角", lambda line: _BRACKETS.sub(r"（\1）", line)),
    ("删去数字与汉字之间的空格", lambda line: _INNER_SPACE.sub("", line)),
    ("删去重复的标点", lambda line: _DOUBLED.sub(r"\1", line)),
)


def _difference(before: str, after: str) -> tuple[str, str]:
    """Return the first place where the two differ, with a little around it."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    return before[max(0, start - 4) : start + 6], after[max(0, start - 4) : start + 6]


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"
