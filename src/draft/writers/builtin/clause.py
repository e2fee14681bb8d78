"""Fact → Clause: its words made fit to stand in prose, and what the writer must know before it joins them.

Only form is touched: bullet marks, line ends, blanks between Chinese and digits, half-width marks in Chinese text,
the final mark, `指标：数值`. No word, digit, unit or qualifier is ever changed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from draft.document import Fact, Status
from draft.writers.builtin import words

Kind = Literal["action", "figure", "clause", "block"]

_CJK = "\u4e00-\u9fff"
_BULLET = re.compile(
    r"^(?:[-*+•·●○■□◆◇▪➢➤✓√]\s+|[•●○■□◆◇▪➢➤]|[①-⑳]|[（(]\d{1,2}[）)](?=[^\d])|\d{1,2}[、.．)）]\s*(?=["
    + _CJK
    + "“《]))"
)
_SOFT_BLANK = re.compile(
    rf"(?<=[{_CJK}，。；：、（）“”《》]) +(?=[0-9xX%％])|(?<=[0-9xX%％]) +(?=[{_CJK}，。；：、（）“”《》%％])"
)
_LIST_BLANK = re.compile(rf"(?<=[{_CJK}%％‰]) +(?=[{_CJK}])")
_HALF_MARKS = {",": "，", ";": "；", ":": "："}
_HALF = re.compile(rf"(?<=[{_CJK}”》）%％‰])[,;:]\s*|[,;:]\s*(?=[{_CJK}“《（])")
_FINAL = "。；;，,、.．！!：: \t"
_ODD = re.compile(r"[#*`|<>{}\\$=_~\[\]]|[A-Za-z]{2,} [A-Za-z]{2,}|忽略|指令|提示词")

_NUMBER = r"(?:[0-9０-９]|[xX×*]{1,6}(?![a-zA-Z]))"
_NUM_TAIL = re.compile(rf"{_NUMBER}[余多]?[万亿千百]?[^0-9，；。：（）]{{0,7}}(?:[（(][^（）()]*[）)])?$")
_FIRST_NUMBER = re.compile(rf"(?<![A-Za-z0-9.“《]){_NUMBER}")

_YEAR = r"(?:(?:[12][0-9]{3}|20[xX]{2}|[xX]{2,4})年(?:度)?)"
_SPAN = r"(?:(?:上|下)半年|(?:第)?[一二三四1-4]季度|(?:前)?[0-9xX一二三四五六七八九十]{1,3}(?:[—～~-][0-9]{1,2})?月(?:份|底|末|初)?(?:[0-9xX]{1,2}日)?(?:[0-9xX]{1,2}时)?|年底|年末|年初|全年|年内|底|末)"
_TIME = re.compile(
    rf"^(?:(?:截至|截止|到|自|从)?(?:{_YEAR}{_SPAN}?|(?:今年|去年|当年|本年度?|本月|本周|近年|上年)(?:{_SPAN})?|{_SPAN})"
    r"(?:以来|来|起|前|为止|期间)?|截至(?:目前|现在)|截止目前|目前(?:为止)?|近年来|近期|当前|期间|本轮|此前)(?:，|,)?"
)
_SCOPE = re.compile(
    r"^(?:全[省市县区镇乡州旗街校局院系国村域](?:道|统)?(?:各级|各)?|我[省市县区镇乡州旗局委校院所村](?:系统)?|辖区内?|城区|县域内?|市域|城乡|全社会)"
)
_KEY_VALUE = re.compile(r"^([^：，。；、“”《》]{1,18})：\s*(\S.*)$")
_PAIR = re.compile(r"^([^：，。；0-9]{1,24})：\s*(\S{1,24})$")
_QUALIFIED = re.compile(
    r"^(?:约|近|超|逾|达|不|至少|最|大约|接近|高于|低于|共|为|是|有|已|较|同比|增长|下降)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One fact as it will stand in prose.

    Attributes:
        index: of the fact within its section.
        text: cleaned words, no final mark.
        time: leading date words, comma included, as they stand in `text`.
        scope: leading 全县, 我区 … after the time.
        kind: ``action`` opens with a verb, ``figure`` names values, ``clause`` has a subject of its own,
            ``block`` is long, holds several sentences or is no plain Chinese: it stands alone.
        leaning: belongs to the fact before it (其中, 同比, 完成率 …).
        leads: ended in a colon: it announces the next fact.
        topic: label from the topic table, may be empty.
    """

    index: int
    text: str
    time: str = ""
    scope: str = ""
    kind: Kind = "clause"
    leaning: bool = False
    leads: bool = False
    topic: str = ""
    status: Status | None = None

    @property
    def body(self) -> str:
        """The words after the leading time."""
        return self.text[len(self.time) :]

    @property
    def simple(self) -> bool:
        """True when the clause holds no mark that splits it."""
        return not any(mark in self.text for mark in "，；。：")


def clean_text(text: str) -> str:
    """Return the words of a fact fit for running prose, final mark included."""
    joined = _join_lines(text)
    joined = _BULLET.sub("", joined, count=1)
    if _ODD.search(joined):
        return joined
    joined = _SOFT_BLANK.sub("", joined)
    joined = _LIST_BLANK.sub(_blank_as_mark(joined), joined)
    return _HALF.sub(_full_width(joined), joined)


def _join_lines(text: str) -> str:
    """Return the text on one line; a short line without a mark at its end becomes a clause of its own."""
    lines = [line.strip() for line in re.split(r"[\r\n\u2028\u2029\x0b\x0c\x85]+", text) if line.strip()]
    out = ""
    for line in lines:
        if out and out[-1] not in "，。；：、,;:" and len(out) < 25:  # noqa: PLR2004  a wrapped line is longer
            out += "，"
        elif out and out[-1].isascii() and line[0].isascii():
            out += " "
        out += line
    return out.replace("\t", " ")


def _blank_as_mark(text: str) -> str:
    """Return what a blank between Chinese words stands for: a comma in a bare list of figures, else itself."""
    return "，" if _FIRST_NUMBER.search(text) and not re.search(r"[，。；、]", text) else " "


def _full_width(text: str) -> Callable[[re.Match[str]], str]:
    """Return a replacement that widens a half-width mark unless digits stand on both sides of it."""

    def widen(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        if before.isdigit() and after.isdigit():
            return match.group()
        return _HALF_MARKS[match.group()[0]]

    return widen


def strip_final(text: str) -> str:
    """Return the text without its final marks; a question mark or a closing quote stays."""
    return text.rstrip(_FINAL)


def spell_pair(text: str) -> str:
    """Return `指标：数值` as a clause (指标为数值); anything else unchanged."""
    parts = re.split(r"([，；])", text)
    spelled = [_spell_one(part) for part in parts]
    if all(s is not None for s in spelled[::2]) and "：" in text:
        return "".join(s or p for s, p in zip(spelled, parts, strict=True))
    match = _KEY_VALUE.match(text)
    if not match or not _is_label(match.group(1)):
        return text
    key, value = match.groups()
    if _TIME.fullmatch(key):
        return f"{key}，{value}"
    if _opens_with_verb(value) and not _TIME.match(key):
        return f"{key}方面，{value}" if len(key) <= 8 else text  # noqa: PLR2004  a longer key is a sentence
    return text


def _is_label(key: str) -> bool:
    """True when the words before a colon name a thing: no verb before, no digit, no 问题 or 原因."""
    return not (
        _FIRST_NUMBER.search(key) or _opens_with_verb(key) or key.endswith(("如下", "问题", "原因", "方面"))
    )


def _spell_one(part: str) -> str | None:
    """Return one `键：值` as words, a mark or a bare clause as it is, None when it is no short value."""
    if part in {"，", "；"}:
        return part
    match = _PAIR.match(part)
    if not match:
        return part if _NUM_TAIL.search(part) and "：" not in part else None
    key, value = match.groups()
    if _QUALIFIED.match(value):
        return key + value
    if re.match(_NUMBER, value) and _NUM_TAIL.search(value):
        return f"{key}为{value}"
    return None


def read_clause(index: int, fact: Fact) -> Clause:
    """Return what the writer knows of one fact."""
    cleaned = clean_text(fact.text)
    leads = cleaned.endswith(("：", ":")) and len(cleaned) > 1
    odd = bool(_ODD.search(cleaned)) or not re.search(rf"[{_CJK}]", cleaned)
    text = strip_final(cleaned) or cleaned
    text = text if odd else spell_pair(text)
    time = "" if odd else _lead(_TIME, text)
    scope = "" if odd else _lead(_SCOPE, text[len(time) :])
    body = text[len(time) + len(scope) :]
    kind: Kind = "block" if odd or leads else _kind(text, body)
    leaning = not odd and index > 0 and _leans(text)
    return Clause(index, text, time, scope, kind, leaning, leads, "", fact.status)


def _lead(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match.group() if match and match.end() < len(text) else ""


def _leans(text: str) -> bool:
    head = re.split(r"[0-9，；。xX]", text, maxsplit=1)[0]
    if any(text.startswith(word) for word in words.LINKED_HEADS):
        return True
    return len(head) <= 4 and head.endswith("率")  # noqa: PLR2004  a bare 率 has no owner of its own


def _kind(text: str, body: str) -> Kind:
    """Return how a fact behaves in a sentence."""
    if "。" in text or len(text) > 110 or text.count("；") > 1:  # noqa: PLR2004  a full sentence line by genre
        return "block"
    if _opens_with_verb(body):
        return "action"
    if all(_NUM_TAIL.search(part) for part in re.split(r"[，；、]", body)):
        return "figure"
    return "clause"


def _opens_with_verb(body: str) -> bool:
    """True when the words open with a verb, adverbs before it allowed, and it is not made a noun."""
    rest = strip_adverbs(body)
    verb = leading_verb(rest)
    if not verb:
        return rest.startswith(("未", "无", "没有", "零")) and not rest.startswith(("无烟", "无偿", "无障"))
    return not rest[len(verb) :].startswith(tuple(words.NOMINAL_TAILS))


def strip_adverbs(body: str) -> str:
    """Return the words after leading adverbs."""
    rest = body.lstrip("，")
    while rest[:2] not in _VERBS:
        adverb = next((a for a in _ADVERBS if rest.startswith(a)), "")
        if not adverb or len(adverb) >= len(rest):
            return rest
        rest = rest[len(adverb) :]
    return rest


def leading_verb(rest: str) -> str:
    """Return the longest known verb the words open with, or an empty string."""
    for size in (3, 2):
        if rest[:size] in _VERBS:
            return rest[:size]
    return rest[:1] if rest[:1] in _SHORT_VERBS and len(rest) > 1 else ""


_ADVERBS = tuple(sorted(words.ADVERBS, key=len, reverse=True))
_VERBS = frozenset(words.VERBS)
_SHORT_VERBS = frozenset("建办查打抓获设")
