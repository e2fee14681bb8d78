"""Zero said in words: 0例 = 零 = 未发生 = 均无."""

import re

from draft.fidelity.equivalence import scalar
from draft.fidelity.mentions import Mention
from draft.fidelity.negations import GRADED
from draft.numbers.patterns import Pattern

_NONE = Pattern(
    r"(?<!基本)(?<!几乎)(?<!大体)(?<!总体)(?:(?:未|没有)(?:再)?(?:发生|报告|出现|发现|接到|接报|收到|记录|监测|检出|查出|产生|形成|造成|引发|新增|受理)|无一|均无|零|未再|无(?=[\u4e00-\u9fff])|杜绝)"
)
_WHOLE = 100
_ALL = Pattern(r"全覆盖|全面覆盖|全部|悉数|全员|均|一律")
_COVER = ("覆盖", "盖率")
_REACH = 16


def is_said_as_none(mention: Mention, prose: str) -> bool:
    """Return whether a required zero stands in the prose as a word, near words of its owner."""
    if scalar(mention.quantity) != 0:
        return False
    words = [
        feature
        for feature, weight in mention.features.items()
        if len(feature) > 1 and weight >= 1.0 and feature[0] != "@"
    ]
    graded = GRADED.search(mention.source) is not None
    for match in _NONE.finditer(prose):
        if not graded and GRADED.match(prose, match.end()):
            # 未发生重大事故 leaves the lesser ones open.
            continue
        near = prose[max(0, match.start() - _REACH) : match.end() + _REACH]
        if not words or any(word in near for word in words):
            return True
    return False


def is_said_as_all(mention: Mention, prose: str) -> bool:
    """Return whether a required 100% stands in the prose as 全覆盖 or 全部, near words of its owner."""
    if scalar(mention.quantity) != _WHOLE or mention.quantity.unit != "%":
        return False
    words = [
        feature
        for feature, weight in mention.features.items()
        if len(feature) > 1 and weight >= 1.0 and feature[0] != "@"
    ]
    for match in _ALL.finditer(prose):
        near = prose[max(0, match.start() - _REACH) : match.end() + _REACH]
        told = [word for word in words if word not in _COVER]
        if any(word in near for word in told) or (not told and "覆盖" in near):
            return True
    return False


def is_said_as_one(mention: Mention, prose: str) -> bool:
    """Return whether a required single one stands in the prose as 一起 or 一家, close behind its owner."""
    unit = mention.quantity.unit
    if not unit:
        return False
    if mention.source[: mention.quantity.start].endswith("另") and f"另一{unit}" in prose:
        return True
    words = [
        feature
        for feature, weight in mention.features.items()
        if len(feature) > 1 and weight >= 1.0 and feature[0] != "@"
    ]
    for match in re.finditer(f"一{re.escape(unit)}(?![\u4e00-\u9fff])", prose):
        near = prose[max(0, match.start() - _REACH // 2) : match.start()]
        if any(word in near for word in words):
            return True
    return False
