"""What a YAML parser complains of → the line to look at and what to do there, in Chinese."""

import yaml

from draft.facts.keys import ALL_KEYS
from draft.numbers.patterns import Pattern

_QUOTE = "请给整条文字加上引号"
_KEY = "|".join(sorted(ALL_KEYS))
Mistakes = tuple[tuple[Pattern, str], ...]
MISTAKES: Mistakes = (
    (Pattern(r"[ ]*\t"), "行首用了制表符（Tab）缩进；请改成空格"),
    (Pattern(rf"\s*(?:-\s+)?(?:{_KEY})\s*："), "键后面用了全角冒号“：”；请改成半角冒号加一个空格“: ”"),
    (Pattern(rf"\s*(?:-\s+)?(?:{_KEY}):[^\s]"), "冒号后面缺一个空格；请写成“键: 内容”"),
    (Pattern(r"\s*[－—–•·●▪◆]\s*\S"), "要点前的符号不是半角减号；请写成“- 要点”"),
    (Pattern(r"\s*-[^\s-]"), "减号后面缺一个空格；请写成“- 要点”"),
    (
        Pattern(r"\s*(?:-\s+)?(?:\w+:\s+)?[*&!%@`]"),
        f"文字以 * & ! % @ ` 这类符号开头，YAML 另有含义；{_QUOTE}",
    ),
    (Pattern(r"\s*(?:-\s+)?(?:\w+:\s+)?[\[{]"), f"文字以 [ 或 {{ 开头，YAML 会当成列表；{_QUOTE}"),
    (
        Pattern(r"\s*(?:-\s+)?(?:\w+:\s+)?[\"'][^\"']*[\"']\s*[^\s#:]"),
        "引号没有包住整条文字；请改用中文引号“”，或在整条外面加一对单引号",
    ),
    (Pattern(r"[^\"'#]*:\s[^\"']*:(?:\s|$)"), f"一行里有两处“冒号加空格”，YAML 分不清；{_QUOTE}"),
)
"""Mistakes of people who do not know YAML: how the line looks, and what to do. First match wins."""

SLIPS = MISTAKES[1:5]
"""Full-width colon, no space after the colon, other bullets, no space after the dash."""

_LOOKED_AT = 500
_UNCLOSED = "引号没有配对；请补上后一个引号，或去掉前一个"
CERTAIN = (
    ("quoted scalar found unexpected", _UNCLOSED),
    ("escape", "双引号里的反斜杠 \\ 有特殊含义；请改用单引号"),
    ("find expected hexdecimal", "双引号里的反斜杠 \\ 有特殊含义；请改用单引号"),
)
"""Complaints that need no look at the lines."""
_INDENT = "缩进不对；同一层的键和“- ”要左端对齐，下一层多缩进两个空格"
PROBLEMS = (
    ("quoted scalar", _UNCLOSED),
    ("tab character", MISTAKES[0][1]),
    ("mapping values are not allowed", f"这里的“冒号加空格”放错了位置：或者{_QUOTE}，或者检查缩进"),
    ("cannot start any token", f"这里的符号 YAML 另有含义；{_QUOTE}"),
    ("expected ':'", "这一行既不是“键: 内容”也不是“- 要点”；请检查冒号（半角，后面空一格）和缩进"),
    ("alphabetic or numeric", f"以 * 或 & 开头的文字，YAML 另有含义；{_QUOTE}"),
    ("tag", f"以 ! 开头的文字，YAML 另有含义；{_QUOTE}"),
    ("directive", f"以 % 开头的行，YAML 另有含义；{_QUOTE}"),
    ("',' or", "方括号或花括号没有配对；请补上，或给整条文字加上引号"),
    ("sequence entries are not allowed", "“- ”放错了位置；请另起一行并检查缩进"),
    ("block collection", _INDENT),
    ("block mapping", _INDENT),
    ("document", "“---”或“...”放错了位置；请删去"),
    ("control characters", "有控制字符；请删去"),
)
"""Words of the parser's complaint (libyaml's or PyYAML's), and what to do. First match wins."""


def explain_syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the 1-based line to look at and the message; looks at the lines themselves first."""
    lines = text.split("\n")
    complaint = f"{error.context} {error.problem}"
    numbers = _candidates(error, lines)
    for words, message in CERTAIN:
        if words in complaint:
            return numbers[-1], message
    for number in numbers:
        remedy = _explain_line(lines[number - 1], MISTAKES)
        if remedy:
            return number, remedy
    slip = find_slip(text, MISTAKES[1:3])
    if slip:
        return slip
    for words, message in PROBLEMS:
        if words in complaint:
            return numbers[0], message
    return numbers[0], "YAML 写法有误；请检查冒号、缩进和引号，或对照 draft init 生成的示例"


def find_slip(text: str, mistakes: Mistakes = SLIPS) -> tuple[int, str] | None:
    """Return the first line that looks like one of `mistakes`, and the remedy."""
    for number, line in enumerate(text.split("\n"), 1):
        message = _explain_line(line, mistakes)
        if message:
            return number, message
    return None


def _explain_line(line: str, mistakes: Mistakes) -> str | None:
    for pattern, message in mistakes:
        if pattern.match(line[:_LOOKED_AT]):
            return message
    return None


def _candidates(error: yaml.MarkedYAMLError, lines: list[str]) -> list[int]:
    """Lines to look at: where the parser stopped (if at the end, the last written line), where it began."""
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark is not None] or [0]
    if "expected ':'" in str(error.problem):
        marks.reverse()
    numbers = []
    for mark in marks:
        number = min(mark, len(lines) - 1)
        while number > 0 and not lines[number].strip():
            number -= 1
        numbers.append(number + 1)
    return numbers
