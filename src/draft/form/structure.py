"""Rules of form that need more than a pattern: order of headings, pairs of marks, lists and their count."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from draft.form.rule import Find, Rule, Span
from draft.numbers import parse_numeral
from draft.numbers.patterns import Pattern

_LABEL = Pattern(
    r"(?m)^#* ?(?:([一二三四五六七八九十]{1,3})、|（([一二三四五六七八九十]{1,3})）"
    r"|([0-9]{1,2})\.(?![0-9])|（([0-9]{1,2})）)"
)
"""What a heading begins with; the number of the group that matched is its level, 1 for 一、."""
_LEVELS = 4
_LONGEST_HEADING = 45
_ITEM = Pattern(r"(?m)(?:(?<=[。；：，\n])|^[ \t　]*)([一二三四五六七八九十])是(?=[^，。；]{2})")
_PROMISE = Pattern(
    r"(?:以下|下列|如下)([一二三四五六七八九十两]|[0-9]{1,2})(?:个方面|方面|项|点|条|个问题)[^：。\n]{0,12}[：。]"
)
_ITEM_START = Pattern("(?<=[。；：\\n])[一二三四五六七八九十]是")
_ITEM_SIGNS = tuple(f"{number}是" for number in "一二三四五六七八九十")
_BREAK = Pattern("\n\n")
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〔": "〕", "【": "】"}
_MARK = Pattern(f"[{''.join((*_PAIRS, *_PAIRS.values()))}]")
_GROUPED = Pattern(r"(?<![0-9.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_PLAIN = Pattern(r"(?<![0-9.,\-A-Za-z])[0-9]{5,}(?![0-9,\-])(?!热线|号)")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


@lru_cache(maxsize=2)
def _headings(text: str) -> tuple[tuple[Span, int, int], ...]:
    """Return span, level (0 for 一、) and number of every line that begins with a label."""
    return tuple(
        (match.span(), match.lastindex - 1, int(parse_numeral(match.group(match.lastindex))))
        for match in _LABEL.finditer(text)
        if match.lastindex
    )


def _lines_with_items(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their places where any speaks of items; else none."""
    return _lines(text) if any(sign in text for sign in _ITEM_SIGNS) else iter(())


def find_broken_order(text: str) -> Iterator[Span]:
    """Yield labels that skip a number among their siblings, or stand above a level that is not open."""
    counts: dict[int, int] = {}
    for span, level, number in _headings(text):
        expected = counts.get(level, 0) + 1
        if number != expected and not (number == 1 and level in counts and not counts.get(level)):
            yield span
        counts = {known: count for known, count in counts.items() if known < level}
        counts[level] = number


def find_stops_after_headings(text: str) -> Iterator[Span]:
    """Yield the full stop of a heading that stands alone on its line."""
    for offset, line in _lines(text):
        if not (line.endswith("。") and len(line) <= _LONGEST_HEADING and line.count("。") == 1):
            continue
        label = _LABEL.match(line)
        labelled = (label and label.lastindex != _LEVELS) or line.startswith("##")
        if labelled and not re.search(r"[，；]", line):
            yield offset + len(line) - 1, offset + len(line)


def find_stops_after_title(text: str) -> Iterator[Span]:
    """Yield the mark at the end of the title, the first line."""
    match = re.match(r"# [^\n]*([。，；！])(?=\n|$)", text)
    if match:
        yield match.span(1)


def find_mixed_items(text: str) -> Iterator[Span]:
    """Yield the items 一是 二是 of a paragraph that are closed partly by ； and partly by 。."""
    for offset, line in _lines_with_items(text):
        starts = [match.start() for match in _ITEM.finditer(line)]
        marks = {line[start - 1] for start in starts[1:]} & {"。", "；"}
        if len(marks) > 1:
            yield offset + starts[0], offset + starts[-1]


def find_broken_counting(text: str) -> Iterator[Span]:
    """Yield an item 二是, 三是 … whose predecessor is missing; each may begin a paragraph of its own."""
    carried = 1
    for offset, line in _lines_with_items(text):
        carried = 1 if _LABEL.match(line) else carried
        expected = 1
        for match in _ITEM.finditer(line):
            number = int(parse_numeral(match.group(1)))
            if number not in {expected, 1, *([carried] if not match.start() else [])}:
                yield offset + match.start(1), offset + match.end() + 1
            carried = expected = number + 1


def find_unpaired(text: str) -> Iterator[Span]:
    """Yield marks without partner in their line, and double quotes within double quotes."""
    for offset, line in _lines(text):
        for position in _unpaired_places(line):
            yield offset + position, offset + position + 1


def _unpaired_places(line: str) -> Iterator[int]:
    """Yield where a mark closes nothing or a double quote stands in another, then where nothing closes."""
    open_marks: list[tuple[str, int]] = []
    quotes = 0
    for match in _MARK.finditer(line):
        mark, position = match.group(), match.start()
        if mark in _PAIRS:
            if mark == "“" and quotes:
                yield position
            open_marks.append((mark, position))
            quotes += mark == "“"
        elif open_marks and _PAIRS[open_marks[-1][0]] == mark:
            quotes -= open_marks.pop()[0] == "“"
        else:
            yield position
    yield from (position for _, position in open_marks)


def find_broken_promises(text: str) -> Iterator[Span]:
    """Yield “以下六个方面” when another number of 一是 … items or of headings follows."""
    promises = list(_PROMISE.finditer(text))
    if not promises:
        return
    items = [match.start() for match in _ITEM_START.finditer(text)]
    breaks = [match.start() for match in _BREAK.finditer(text)]
    siblings = _Siblings(text)
    for match in promises:
        promised = int(parse_numeral(match.group(1).replace("两", "二")))
        following = bisect_left(breaks, match.end())
        paragraph_end = breaks[following] if following < len(breaks) else len(text)
        found = bisect_left(items, paragraph_end) - bisect_left(items, match.end())
        found = found or siblings.after(match.end())
        if found and found != promised:
            yield match.span()


class _Siblings:
    """How many headings of one level follow a place; the headings are walked once, from the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        headings = [(span[0], level) for span, level, _ in _headings(text)]
        self._starts = [start for start, _ in headings]
        counts = [0] * _LEVELS
        following = [(-1, tuple(counts))]
        for _, level in reversed(headings):
            counts = [*counts[:level], counts[level] + 1, *([0] * (len(counts) - level - 1))]
            following.append((level, tuple(counts)))
        self._following = tuple(reversed(following))

    def after(self, position: int) -> int:
        """Return how many headings of the first level met from `position` come before a higher one."""
        level, counts = self._following[bisect_left(self._starts, position)]
        line = self._text[position : position + _LONGEST_HEADING]
        here = _LABEL.match(line)
        if here and here.lastindex:
            return 1 + counts[here.lastindex - 1]
        return counts[level] if level >= 0 else 0


def find_mixed_grouping(text: str) -> Iterator[Span]:
    """Yield grouped numbers of a text that writes others of five digits without grouping."""
    if _PLAIN.search(text):
        yield from (match.span() for match in _GROUPED.finditer(text))


STRUCTURE: tuple[Rule, ...] = (
    Rule(
        "P06",
        "规定",
        "标题序号要连续，层级由大到小",
        find_broken_order,
        ("一、甲\n三、乙", "（一）甲\n（三）乙"),
        ("一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅", "1.甲\n2.乙"),
        "GB/T 9704 7.3.3",
    ),
    Rule(
        "P09",
        "规定",
        "同一组“一是”“二是”，要么都用分号，要么都用句号",
        find_mixed_items,
        ("一是抓培训。二是抓考核；三是抓督导。",),
        ("一是抓培训；二是抓考核；三是抓督导。", "一是抓培训。二是抓考核。"),
        "GB/T 15834",
    ),
    Rule(
        "P09",
        "实务",
        "“一是”“二是”要从一开始、依次排列",
        find_broken_counting,
        (
            "一是抓培训；三是抓督导。",
            "一是抓培训。\n三是抓督导。",
            "（一）甲\n一是抓培训。\n（二）乙\n二是抓督导。",
        ),
        ("一是抓培训；二是抓督导。", "一是抓培训。\n\n二是抓督导。", "　　一是抓培训；二是抓督导。"),
    ),
    Rule(
        "P10",
        "规定",
        "独立成行的标题末尾不用句号",
        find_stops_after_headings,
        ("（一）推进医改。\n全年", "## 一、主要工作。"),
        ("（一）推进医改。全年完成签约。", "（一）推进医改\n全年完成签约。"),
        "GB/T 15834",
        lambda text: _delete(text, find_stops_after_headings),
    ),
    Rule(
        "P11",
        "规定",
        "文件标题末尾不用标点",
        find_stops_after_title,
        ("# 2025年工作总结。\n正文",),
        ("# 2025年工作总结\n正文",),
        "GB/T 9704",
        lambda text: _delete(text, find_stops_after_title),
    ),
    Rule(
        "P15",
        "规定",
        "引号、括号、书名号要成对，引号内再用引号时用单引号",
        find_unpaired,
        ("“三会一课", "严格遵守“九不准”）", "“严格遵守“九不准””"),
        ("“严格遵守‘九不准’”", "《办法（试行）》"),
        "GB/T 15834 4.8",
    ),
    Rule(
        "P20",
        "实务",
        "说几个方面就要列几个方面",
        find_broken_promises,
        ("重点抓好以下三个方面的工作：一是抓培训；二是抓考核。",),
        ("重点抓好以下两个方面的工作：一是抓培训；二是抓考核。", "以下三项任务。"),
    ),
    Rule(
        "N12",
        "规定",
        "同一文件里，四位以上的数要么都分节，要么都不分节",
        find_mixed_grouping,
        ("接种566,240剂，第二剂534618剂",),
        ("接种566240剂，第二剂534618剂", "接种566,240剂，第二剂534,618剂"),
        "GB/T 15835 5.1.1",
    ),
)


def _delete(text: str, find: Find) -> str:
    ends = [0]
    pieces = []
    for start, end in sorted(find(text)):
        pieces.append(text[ends[-1] : start])
        ends.append(end)
    return "".join([*pieces, text[ends[-1] :]])
