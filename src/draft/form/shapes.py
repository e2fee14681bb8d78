"""Rules of form about measure: sibling headings of one shape, sentences that can be read in one breath.

Source: practice of official writing; no norm sets figures.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draft.form.rule import Rule, Span
from draft.numbers.patterns import Pattern

_LABELS = (
    r"[一二三四五六七八九十]{1,3}、",
    r"（[一二三四五六七八九十]{1,3}）",
    r"[0-9]{1,2}\.(?![0-9])",
    r"（[0-9]{1,2}）",
)
_HEADING = Pattern(
    "(?m)^(?:#{1,6} +)?(?:" + "|".join(f"(?P<level{n}>{label})" for n, label in enumerate(_LABELS)) + ")"
    r"(?P<words>[^\n。；：]{2,45})$"
)
_FIXED = Pattern(
    r"问题|不足|困难|短板|打算|计划|安排|思路|要求|建议|情况$|^(?:主要|重点)?工作(?:成效|总结|回顾)?$|做法|成效$"
)
"""Headings with one customary wording belong to no group."""
_RESULT = Pattern(
    r"(?:稳步|不断|持续|进一步|明显|有效|扎实|有序|全面|日益|逐步|显著|得到|得以|更加|有力|深入|平稳|健康)"
    r"(?:提升|提高|加强|推进|完善|巩固|增强|改善|优化|发展|深化|落实|健全|向好|开展|加快|实施|运行|保障|夯实)$"
)
_HEAD = 2
_FEWEST = 3
_MOST_ALIKE = 2
_LONGEST_BREATH = 120
_BREATH = Pattern(r"[^。；;！？!?\n]+")


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    span: Span


def _groups(text: str) -> Iterator[list[_Line]]:
    """Yield the siblings: headings of one level with no higher one between them."""
    open_groups: dict[int, list[_Line]] = {}
    for match in _HEADING.finditer(text):
        level = next(n for n in range(len(_LABELS)) if match.group(f"level{n}"))
        for deeper in [known for known in open_groups if known > level]:
            yield open_groups.pop(deeper)
        line = _Line(match.group("words").strip(), match.span("words"))
        if not _FIXED.search(line.words):
            open_groups.setdefault(level, []).append(line)
    yield from open_groups.values()


def _shape_of(words: str) -> str:
    if "，" in words:
        return "两句"
    return "主谓" if _RESULT.search(words) else "动宾"


def find_odd_headings(text: str) -> Iterator[Span]:
    """Yield the one heading of a group that has another shape than all its siblings."""
    for group in _groups(text):
        shapes = Counter(_shape_of(line.words) for line in group)
        if len(group) > _FEWEST and len(shapes) == _HEAD and min(shapes.values()) == 1:
            odd = min(shapes, key=lambda shape: shapes[shape])
            yield from (line.span for line in group if _shape_of(line.words) == odd)


def find_repeated_heads(text: str) -> Iterator[Span]:
    """Yield headings that begin with the same word as two of their siblings before them."""
    for group in _groups(text):
        yield from _beyond(group)


def _beyond(group: Sequence[_Line]) -> Iterator[Span]:
    seen: Counter[str] = Counter()
    for line in group:
        head = line.words[:_HEAD]
        seen[head] += 1
        if seen[head] > _MOST_ALIKE:
            yield line.span


def find_long_breaths(text: str) -> Iterator[Span]:
    """Yield stretches of more than 120 characters without a full stop or a semicolon."""
    for match in _BREATH.finditer(text):
        if len(match.group().strip()) > _LONGEST_BREATH:
            yield match.span()


_SIBLINGS = "## 一、深化医药卫生改革\n## 二、{}\n## 三、推进健康县城建设\n## 四、强化行业综合监管\n"

SHAPES: tuple[Rule, ...] = (
    Rule(
        "S01",
        "推荐",
        "一句超过120字，中间没有分号、句号：拆开来写",
        find_long_breaths,
        ("全年" + "推进各项重点工作，" * 14 + "成效明显。",),
        ("全年" + "推进各项重点工作；" * 14 + "成效明显。", "短句。"),
    ),
    Rule(
        "S02",
        "推荐",
        "同级标题句式一致：都用动宾（深化……），或都用主谓（……稳步提升）",
        find_odd_headings,
        (_SIBLINGS.format("医疗服务能力稳步提升"), _SIBLINGS.format("加强绩效考核，落实双向挂钩")),
        (_SIBLINGS.format("提升医疗服务能力"), "## 一、深化改革\n## 二、能力稳步提升\n## 三、下一步打算\n"),
    ),
    Rule(
        "S03",
        "推荐",
        "同级标题开头的动词最多用两次",
        find_repeated_heads,
        ("（一）加强培训管理\n（二）加强考核评价\n（三）加强督导检查",),
        (
            "（一）加强培训管理\n（二）加强考核评价\n二、监管\n（一）加强督导检查",
            "（一）加强培训\n（二）做好考核",
        ),
    ),
)
