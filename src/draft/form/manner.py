"""How a text reads, in figures: share of empty talk, repeated verbs, long sentences, shapes of headings."""

import re
from collections import Counter
from dataclasses import dataclass

from draft.numbers import Quantity, find_quantities, read_text
from draft.numbers.patterns import Pattern

_VERBS = (
    "开展", "加强", "推进", "落实", "完成", "做好", "提升", "建立", "完善", "组织", "严格", "深入", "规范",
    "持续", "抓好", "强化", "扎实", "巩固", "稳步", "切实", "推动", "健全", "优化", "加快", "加大", "实施",
    "着力", "聚焦",
)  # fmt: skip
_SLOGANS = Pattern(
    "高度重视|切实加强|狠抓落实|不断提高|显著提升|成效显著|扎实有效"
    "|取得(?:了)?(?:明显|显著|积极|较好)(?:的)?(?:成效|进展|成绩)|迈上新台阶|再上新台阶|开创.{0,6}新局面"
    "|坚强(?:有力)?(?:的)?(?:保障|保证)|打下.{0,6}基础|奠定.{0,8}基础|有力推动|有效提升"
    "|凝心聚力|真抓实干|砥砺前行|踔厉奋发|勇毅前行|群众.{0,4}获得感|全面开花|百尺竿头"
)
_SENTENCE = Pattern(r"[^。！？\n]+[。！？]?")
_BUDGET = 2


@dataclass(frozen=True, slots=True)
class Manner:
    """Figures about a text.

    Attributes:
        characters: without spaces and heading lines.
        empty_share: share of characters in sentences that hold a slogan and no quantity.
        repeated_verbs: verb and count, for verbs said more than twice in one section.
        longest: characters of the longest sentence.
        mean: characters of the mean sentence.
        density: quantities per 1,000 characters.
    """

    characters: int
    empty_share: float
    repeated_verbs: tuple[tuple[str, int], ...]
    longest: int
    mean: float
    density: float


def _in_heading(quantity: Quantity, text: str) -> bool:
    return text.startswith("#", text.rfind("\n", 0, quantity.start) + 1)


def measure_manner(text: str) -> Manner:
    """Return the figures of a text; a section is what stands between two headings."""
    sections = [part for part in re.split(r"(?m)^#.*$", text) if part.strip()]
    sentences = [
        m.group().strip() for part in sections for m in _SENTENCE.finditer(part) if m.group().strip()
    ]
    characters = sum(map(len, sentences))
    quantities = sum(
        1 for q in read_text(text) if q.kind not in {"idiom", "date"} and not _in_heading(q, text)
    )
    empty = sum(len(s) for s in sentences if _SLOGANS.search(s) and not find_quantities(s))
    repeated = [
        (verb, count)
        for part in sections
        for verb, count in Counter(re.findall("|".join(_VERBS), part)).items()
        if count > _BUDGET
    ]
    return Manner(
        characters,
        empty / characters if characters else 0.0,
        tuple(sorted(repeated, key=lambda pair: -pair[1])),
        max(map(len, sentences), default=0),
        characters / len(sentences) if sentences else 0.0,
        1000 * quantities / characters if characters else 0.0,
    )
