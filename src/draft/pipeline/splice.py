"""Cuts a text into sentences and puts rewritten ones back; correct sentences are never touched.

A full stop within quotes or brackets ends no sentence. An item of a list (一是…；二是…。) can be taken out
alone and keeps its number and its closing mark.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

_ENDS = frozenset("。！？")
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "《": "》"}
_CLOSING = frozenset(_PAIRS.values())
_MARKER = re.compile(r"(?:(?<![ \t　])[ \t　]++)?(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，)")
_ITEM = re.compile(
    r"(?<=[；：])(?=[一二三四五六七八九十]是|第[一二三四五六七八九十]，)|(?<=，)(?=一是|第一，)"
)
_LINE_NUMBER = re.compile(
    r"[ \t　]*(?:[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳]|"
    r"[0-9]{1,2}(?:[)）]|[.．、](?![0-9])))[ \t　]*"
)
"""The number of a list whose items are sentences, lines mostly: （2） 2. ②."""
_BEFORE_END = re.compile(r"[，；：](?=。)")
_UNENDED = re.compile(r"[，；]$", re.MULTILINE)
_STRAY_END = re.compile(r"(?:^|(?<=[。！？：]))。", re.MULTILINE)
_CLAUSE_ENDS = frozenset("，；：")

_DIGITS = "一二三四五六七八九十"
_DIGIT = re.compile(f"[{_DIGITS}]")

Span = tuple[int, int]


def find_sentences(text: str) -> tuple[Span, ...]:
    """Return the half-open spans of the sentences of `text`, line ends left out."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        found += ((start + a, start + b) for a, b in _cut(line) if line[a:b].strip())
        start += len(line) + 1
    return tuple(found)


def _cut(line: str) -> Iterator[Span]:
    """Yield the sentences of one line."""
    inside = _find_closed(line)
    start = end = 0
    while end < len(line):
        end += 1
        if line[end - 1] not in _ENDS:
            continue
        while end < len(line) and line[end] in _ENDS:
            end += 1
        while end < len(line) and line[end] in _CLOSING:
            end += 1
        if not inside[end - 1]:
            yield start, end
            start = end
    if start < len(line):
        yield start, len(line)


def _find_closed(line: str) -> list[bool]:
    """Return for every character whether a pair of marks, closed later in the line, is open behind it."""
    depth = [0] * (len(line) + 1)
    waiting: list[tuple[str, int]] = []
    for place, character in enumerate(line):
        if character in _PAIRS:
            waiting.append((_PAIRS[character], place))
        elif waiting and waiting[-1][0] == character:
            depth[waiting.pop()[1]] += 1
            depth[place] -= 1
    level, found = 0, []
    for change in depth[:-1]:
        level += change
        found.append(level > 0)
    return found


def find_parts(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text`, lists cut into their items; the words before a list are a part."""
    found: list[Span] = []
    for sentence in find_sentences(text):
        items = _find_items(text, sentence) or [sentence]
        found += [(sentence[0], items[0][0])] if items[0][0] > sentence[0] else []
        found += items
    return tuple(found)


def find_clauses(text: str) -> tuple[Span, ...]:
    """Return the clauses of `text`, each with the mark that ends it."""
    found: list[Span] = []
    for start, end in find_sentences(text):
        inside = _find_closed(text[start:end])
        marks = (at for at in range(start, end) if text[at] in _CLAUSE_ENDS and not inside[at - start])
        cuts = sorted({start, *(at + 1 for at in marks), end})
        found += pairwise(cuts)
    return tuple(found)


def is_item(text: str, part: Span) -> bool:
    """True when the part begins with the number of an item, as in 二是抓培训."""
    return bool(_MARKER.match(text, *part))


def find_marker(part: str) -> str:
    """Return the number of an item that the part begins with, empty for none."""
    marker = _MARKER.match(part)
    return marker.group() if marker else ""


def count_markers(text: str) -> int:
    """Return how many sentences and items of `text` begin with a number."""
    return sum(is_item(text, part) for part in find_parts(text))


def count_disorder(text: str) -> int:
    """Return how many items of lists do not follow the item before: 一是…三是…, 二是…二是…."""
    last, faults = 0, 0
    for _, number in _find_numbers(text):
        faults += number not in {1, last + 1}
        last = number
    return faults


def close_ranks(text: str) -> str:
    """Return `text` with the items of lists counted anew where one is gone: 一是…三是… → 一是…二是…."""
    pieces, position = [], 0
    last = written = 0
    for place, number in _find_numbers(text):
        written = 1 if number == 1 or not written else written + (number > last)
        last = number
        pieces += [text[position:place], _DIGITS[written - 1]]
        position = place + 1
    return "".join([*pieces, text[position:]])


def _find_numbers(text: str) -> list[tuple[int, int]]:
    """Return place and value of the numbers that items of lists begin with."""
    markers = (_MARKER.match(text, *part) for part in find_parts(text))
    digits = [_DIGIT.search(text, *marker.span()) for marker in markers if marker]
    return [(digit.start(), _DIGITS.index(digit.group()) + 1) for digit in digits if digit]


def widen(text: str, places: Collection[Span]) -> tuple[Span, ...]:
    """Return the sentences that hold the given ones or items of them."""
    return tuple(sentence for sentence in find_sentences(text) if _overlaps(sentence, tuple(places)))


def _overlaps(place: Span, spans: Sequence[Span]) -> bool:
    return any(start < place[1] and end > place[0] for start, end in spans)


def _find_items(text: str, sentence: Span) -> list[Span]:
    """Return the items of a list, each from its number to its mark; nothing where the sentence is no list."""
    start, end = sentence
    starts = [match.start() for match in _ITEM.finditer(text, start, end)]
    if _MARKER.match(text, start):
        starts.insert(0, start)
    return list(zip(starts, [*starts[1:], end], strict=True)) if starts not in ([], [start]) else []


def replace_each(text: str, new: Mapping[Span, str]) -> str:
    """Return `text` with each place replaced by its own new text; items of lists keep number and mark."""
    return _replace(text, {span: _fit(text[slice(*span)], words) for span, words in new.items()})


def replace_clauses(text: str, new: Mapping[Span, str]) -> str:
    """Return `text` with clauses replaced: the sentence around them stays a sentence."""
    fitted = {span: _fit_clause(text, span, words) for span, words in new.items()}
    replaced = _UNENDED.sub("。", _BEFORE_END.sub("", _replace(text, fitted)))
    return _STRAY_END.sub("", replaced)


def _fit_clause(text: str, span: Span, words: str) -> str:
    """Return the words as a clause that ends as the old one does; of an old one that goes, its full stop."""
    if span[0] == span[1]:
        mark = "，" if text[: span[0]].endswith("，") else "。"
    else:
        mark = text[span[1] - 1] if text[span[1] - 1] in "，；。" else "。"
    body = re.sub(r"[。；](?=.)", "，", words.rstrip("。；，"))
    return body + mark if body or mark == "。" else ""


def _replace(text: str, new: Mapping[Span, str]) -> str:
    pieces: list[str] = []
    position = 0
    for (start, end), words in sorted(new.items()):
        pieces += [text[position:start], words]
        position = end
    return _without_gaps("".join([*pieces, text[position:]]))


def _fit(old: str, new: str) -> str:
    """Return the new text with the number and the closing mark of the list's item that it replaces."""
    marker = _MARKER.match(old)
    if not marker:
        return _fit_line_number(old, new)
    if not new.strip() or len(find_parts(old)) > 1:
        return new
    body = _MARKER.sub("", new.strip(), count=1).replace("\n", "")
    body = re.sub(r"[。；](?=.)", "，", body.rstrip("。；，"))
    return f"{marker.group()}{body}{old[-1] if old[-1] in '；。' else '。'}"


def _fit_line_number(old: str, new: str) -> str:
    """Return the new words behind the number that their line had, （2） or 2.; never before a figure."""
    number = _LINE_NUMBER.match(old)
    if not number or not new.strip() or new.strip()[0].isdigit() or _LINE_NUMBER.match(new):
        return new
    return number.group() + new.lstrip()


def _without_gaps(text: str) -> str:
    return "\n".join(filter(None, (part.strip() for part in text.split("\n"))))
