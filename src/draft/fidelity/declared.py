"""Counts that only announce a list standing right there (三个方面: 甲、乙、丙): they state nothing new."""

import re
from decimal import Decimal

from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

_GENERIC = (
    "方面|重点|环节|主线|任务|举措|措施|关口|抓手|领域|维度|层面|阶段|步骤|问题|目标|工作|行动|工程|体系|机制|关键|到位|"
    "指标|比率|比例|数据|数字|转变|突破|提升|统一|结合|坚持|确保|着力|聚焦|强化|原则|要素|渠道|平台|重要|方向|内容|板块|类|种|点|字|手|端|级|大"
)
_AFTER = Pattern(rf"^(?:大|个|项|条|类)?(?:方面)?(?:主要|重点|关键|具体)?(?:{_GENERIC})")
# 五项制度, 八项规定: names of things, in Chinese numerals.
_LABEL = Pattern(r"^(?:核心)?(?:制度|规定|纪律|原则|禁令|权利|义务)")
_ITEM = Pattern(r"[、，]|以及|[和与及]")
_STOP = Pattern(r"[。！？；\n]")
_NUMBERED = Pattern(
    r"(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十]，|[①②③④⑤⑥⑦⑧⑨⑩])"
)
_UNITS = ("个", "项", "条", "大", "类", "种", "点", "方面", None)
_MOST = 12
_REACH = 900


def announces_list(quantity: Quantity, text: str) -> bool:
    """Return whether `quantity` counts, exactly, a list beside it in `text`, or is part of a name."""
    count = _small_count(quantity)
    after = text[quantity.end : quantity.end + 8]
    if count == 0:
        return False
    if _LABEL.match(after) and not quantity.text[0].isdigit():
        return True
    if quantity.unit not in _UNITS:
        pointed = text[quantity.start - 1 : quantity.start] in ("是", "这", "等")
        return pointed and count in _counts_before(text, quantity.start - 1, quantity.unit)
    if quantity.unit != "方面" and not _AFTER.match(after):
        return False
    return count in _counts_before(text, quantity.start, quantity.unit) | _counts_after(text, quantity.end)


def counts_own_list(quantity: Quantity, text: str) -> bool:
    """Return whether a fact's count only announces the list that follows or precedes it in the fact."""
    count = _small_count(quantity)
    if not count or quantity.unit not in _UNITS:
        return False
    return count in _counts_before(text, quantity.start, quantity.unit) | _counts_after(text, quantity.end)


def _small_count(quantity: Quantity) -> int:
    value = quantity.value
    if quantity.kind != "count" or not isinstance(value, Decimal) or quantity.value_hi is not None:
        return 0
    return int(value) if value == int(value) and 1 < value <= _MOST else 0


def _counts_before(text: str, end: int, unit: str | None) -> set[int]:
    """Return how many items may be meant; 整改22个、整改中5个、未整改3个 counts each item, not the list."""
    start = max(
        (match.end() for match in _STOP.finditer(text, max(0, end - 120), end)), default=max(0, end - 120)
    )
    parts = [part for part in _ITEM.split(text[start:end].rstrip("等这，")) if part]
    if unit and any(part.endswith(unit) and part[-len(unit) - 1 : -len(unit)].isdigit() for part in parts):
        return set()
    listed = re.split(r"[，：]", text[start:end])[-1]
    return {len(parts), len([part for part in _ITEM.split(listed) if part])}


def _counts_after(text: str, start: int) -> set[int]:
    stop = _STOP.search(text, start)
    sentence = text[start : stop.end() if stop else len(text)]
    listed = sentence.partition("：")[2] or sentence
    counts = {len([part for part in _ITEM.split(listed) if part.strip("。；")])}
    counts.add(len(_NUMBERED.findall(text[start : start + _REACH])))
    paragraph = text[start : text.find("\n", start) if text.find("\n", start) >= 0 else len(text)]
    counts.add(len([part for part in re.split(r"[；。]", paragraph.partition("：")[2]) if part.strip()]))
    counts.add(len([part for part in re.split(r"。", paragraph)[1:] if part.strip()]))
    return counts
