"""Counters of a list or heading at one place: 一、 （二） 3. （4） 5） 一是. They count nothing."""

from draft.numbers.patterns import Pattern

_OPEN_LINE = frozenset("\n。；;！？!?：: \u3000\t“#|")
OPENERS = _OPEN_LINE | frozenset("（(")
_ARABIC_MARK = Pattern(
    r"(?P<n>\d{1,3})(?:[.．](?=(?:19|20)\d\d年)|[.．](?!\d)|[.．](?=\d个(?!百|千|基|月|小|标|单|半"
    r"|多))|、(?=[^\d]|\d+[个名家所项台件处])|[)）](?=[^，。；、%]))(?:\d{1,2}[.．]?(?!\d))?"
)
_NESTED = Pattern(r"(?P<n>\d{1,2})(?:\.\d{1,2}){1,3}[.．]?[ \u3000](?=[\u4e00-\u9fff])")
_BRACKETED = Pattern(r"[（(][ ]?(?:\d{1,3}|[一二三四五六七八九十百零]{1,6})[ ]?[）)]")
_CHINESE_MARK = Pattern("[一二三四五六七八九十百零]{1,6}(?:[、.．](?![一二三四五六七八九十])|是(?!否|非))")


# Spaces before a list item; more are no indentation.
_DEEPEST = 40


def find_enumerator(text: str, start: int) -> int | None:
    """Return the end of the enumerator whose numeral stands at `start`, or None."""
    before = text[start - 1 : start]
    if before and before in "（(":
        match = _BRACKETED.match(text, start - 1)
        if match and _is_counter(text, start):
            return match.end()
        return None
    if text[start] in "一二三四五六七八九十百":
        match = _CHINESE_MARK.match(text, start)
        return (
            match.end()
            if match and (match.group()[-1] == "是" or start == 0 or before in _OPEN_LINE)
            else None
        )
    if start and before not in _OPEN_LINE:
        return None
    nested = _NESTED.match(text, start)
    if nested and _opens_line(text, start):
        return nested.end()
    match = _ARABIC_MARK.match(text, start)
    return match.end("n") + 1 if match and _marks_item(text, start, match.end("n")) else None


def _marks_item(text: str, start: int, mark: int) -> bool:
    """Whether the point or 、 at `mark` makes the number before it a counter."""
    if text[mark + 1 : mark + 2].isdigit():
        return _opens_line(text, start)
    return text[mark] in ".．" or _plain(text, start)


def _opens_line(text: str, start: int) -> bool:
    back = start - 1
    while back >= max(0, start - _DEEPEST) and text[back] in " \u3000\t#>*-":
        back -= 1
    return back < 0 or text[back] == "\n"


def _plain(text: str, start: int) -> bool:
    """A colon or a space before the number opens a list item only at the beginning of a line or sentence."""
    back = start - 1
    while back >= max(0, start - _DEEPEST) and text[back] in " \u3000\t":
        back -= 1
    return back < 0 or text[back] in "\n。；;！？!?：:”#*->|"


def _is_counter(text: str, start: int) -> bool:
    """（1） numbers an item; 三（1）班 and 5（2）例 are kept out by what stands before."""
    before = text[start - 2 : start - 1]
    return not (before.isascii() and before.isdigit())
