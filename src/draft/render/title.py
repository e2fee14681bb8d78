"""Breaks a long title by sense, in lines that form a trapezoid or diamond (GB/T 9704-2012 7.3.1)."""

import re
from functools import cache
from itertools import pairwise

_AIR = 0.25

WIDEST_LINE = 20
"""Characters of 2号 type that fit into 156 mm."""

_LONGEST = 200  # characters; what is longer is no title and is cut without looking for sense

# A line may end after one of these …
_AFTER = re.compile(
    r"委员会|管理局|办公室|人民政府|街道办事处|卫健委|健康委|[局委厅部县市区镇乡处院](?=[0-9二〇])"
    r"|年度?(?![度第上下前全1-9一二三四五六七八九十])|[上下]半年|季度|[0-9]月份?(?![0-9—-])"
    r"|全[国省市县区乡镇]|关于|的|及|暨|和|、"
)
# … or before one of these.
_BEFORE = re.compile(
    r"工作(?:总结|报告|计划|要点|情况|打算|安排)|情况(?:报告|汇报|通报)|暨|及(?=.{4})|(?:20|19)\d\d年"
)


def break_title(title: str) -> tuple[str, ...]:
    """Return the lines of `title`, each at most WIDEST_LINE characters wide where sense allows."""
    if _width(title) <= WIDEST_LINE:
        return (title,)
    breaks = {m.end() for m in _AFTER.finditer(title)} | {m.start() for m in _BEFORE.finditer(title)}
    places = sorted(p for p in breaks if 0 < p < len(title))
    best = _best(title, (*places, len(title))) if len(title) <= _LONGEST else ()
    return best or _cut_evenly(title)


def _best(title: str, places: tuple[int, ...]) -> tuple[str, ...]:
    """Return the split with the fewest, most even lines, or nothing when no split fits."""

    @cache
    def split(start: int) -> tuple[int, float, tuple[str, ...]] | None:
        if start == len(title):
            return (0, 0.0, ())
        found = []
        for end in places:
            line = title[start:end]
            if end > start and _width(line) <= WIDEST_LINE and (rest := split(end)):
                found.append((rest[0] + 1, rest[1] + (WIDEST_LINE - _width(line)) ** 2, (line, *rest[2])))
        return min(found, default=None)

    best = split(0)
    return best[2] if best else ()


def _cut_evenly(title: str) -> tuple[str, ...]:
    """Last resort for a title without any joint: equal pieces, never inside a run of digits."""
    lines = int(-(-_width(title) // WIDEST_LINE))
    size = -(-len(title) // lines)
    pieces = re.findall(rf".{{1,{size}}}(?![0-9]{{1,4}}年)", title)
    return tuple(pieces) if "".join(pieces) == title else (title,)


def _width(text: str) -> float:
    """Width in Chinese characters; Latin ones take half, and a little air where they meet Chinese."""
    joints = sum(one.isascii() != other.isascii() for one, other in pairwise(text))
    return sum(0.5 if character.isascii() else 1.0 for character in text) + _AIR * joints
