"""What a fact says of itself: declared counts against the list (K15), status against the words (K10)."""

import re
from collections.abc import Iterator

from draft.errors import NumeralError
from draft.fidelity.consistency import words
from draft.fidelity.consistency.nouns import Contradiction, Outline
from draft.fidelity.consistency.terms import Reading
from draft.numbers import parse_numeral
from draft.numbers.patterns import Pattern

_NUMERAL = "[两一二三四五六七八九十]{1,2}|[0-9]{1,2}"
_LABEL = Pattern(
    rf"(?P<number>{_NUMERAL})(?P<what>(?:{words.LABEL_WORDS})[^，。；：:、0-9一二两三四五六七八九十（(]{{0,12}})(?:[：:]|，?(?:即|分别是|包括))"
)
_LIST_BEFORE = Pattern(
    rf"(?:^|[，。；：:])(?P<list>[^，。；：:0-9]{{0,200}}、[^，。；：:0-9]{{0,200}}?)(?<!及其)(?<![和与及共各])(?P<number>{_NUMERAL})"
    rf"(?P<what>{words.LISTED_KINDS})"
)
_OTHER_COUNT = Pattern(rf"(?:[第前后中每余多近约超]|[一二两三四五六七八九十](?:{words.LABEL_WORDS}))$")
_LISTED = Pattern(r"、[^，。；：:]*$")
_QUOTED = Pattern(r"[”》][“《]")
_STOP = Pattern(r"[。；;]")
_BRACKETS = Pattern(r"[（(][^（）()]*[）)]")
_AND = Pattern(r"和|与|及|以及|并")
_ENUMERATOR = Pattern(r"(?:^|[，。；：:\s])([一二三四五六七八九十])是")
_CHILDREN = Pattern(rf"({_NUMERAL})(?:个)?方面(?:的)?(?:工作|任务|措施)?。?$")
_FEWEST = 2
_FINISHED = Pattern(
    r"已(?:经|全部|全面)?(?:完成|建成|投用|竣工|办结|招聘|引进|新建|开工|落地|建立|实施|投入)"
)
_INTENDED = Pattern(r"^(?:拟|计划|将|争取|力争|准备|预计)")
_BACKGROUND = Pattern(r"基础上|前提下|继续|进一步|已有")
_ENDED = Pattern(r"已(?:竣工|建成投用|办结|全部完成|全面完成)")


def find_wrong_labels(reading: Reading, outline: Outline) -> Iterator[Contradiction]:
    """Yield numbers of things that the list beside them does not bear out, and statuses the words deny."""
    yield from _declared_before(reading)
    yield from _declared_after(reading)
    yield from _enumerated(reading)
    yield from _children(reading, outline)
    yield from _status(reading, outline)


def _declared_before(reading: Reading) -> Iterator[Contradiction]:
    """五项制度：a、b、c."""
    for found in _LABEL.finditer(reading.text):
        if _inside_list(reading.text, found.start()) or _LISTED.search(reading.text[: found.start()]):
            continue
        listed = _STOP.split(reading.text[found.end() :])[0]
        yield from _mismatch(reading, found, listed)


def _inside_list(text: str, start: int) -> bool:
    """第三轮, 前三项, 其中两项 count something else, and so does the 七专班 of 三组七专班."""
    return bool(_OTHER_COUNT.search(text[:start]))


def _declared_after(reading: Reading) -> Iterator[Contradiction]:
    """a、b、c三个专班."""
    for found in _LIST_BEFORE.finditer(reading.text):
        if "等" in found.group() or _inside_list(reading.text, found.start("number")):
            continue
        yield from _mismatch(reading, found, found.group("list"))


def _mismatch(reading: Reading, found: re.Match[str], listed: str) -> Iterator[Contradiction]:
    declared = _whole(found.group("number"))
    plain = _QUOTED.sub("、", _BRACKETS.sub("", listed))
    if declared < _FEWEST or words.OPEN_LIST.search(plain) or "、" not in plain:
        return
    fewest, most = _count_items(plain)
    if most >= _FEWEST and not fewest <= declared <= most:
        label = f"{found.group('number')}{found.group('what')}"
        message = (
            f"“{label}”后列出{fewest}项（{plain.strip()[:30]}），与“{found.group('number')}”不符，请核对"
        )
        yield Contradiction("K15", "warning", message, (reading.place,))


def _count_items(listed: str) -> tuple[int, int]:
    """Return the fewest and the most items a list can be read as: A、B和C is two or three."""
    items = [item for item in re.split(r"[、，,]", listed) if item.strip()]
    firm = [item for item in re.split(r"、", listed) if item.strip()]
    joined = sum(len(_AND.findall(item)) for item in items)
    return min(len(items), max(len(firm), 1)), len(items) + joined


def _enumerated(reading: Reading) -> Iterator[Contradiction]:
    """三个方面：一是…；二是…."""
    numbers = [_whole(found.group(1)) for found in _ENUMERATOR.finditer(reading.text)]
    if len(numbers) < _FEWEST:
        return
    if numbers != list(range(1, len(numbers) + 1)):
        message = f"“一是、二是”的序号不连续（{'、'.join(map(str, numbers))}），请核对是否漏项"
        yield Contradiction("K15", "warning", message, (reading.place,))
        return
    head = reading.text.split("一是")[0]
    declared = re.search(
        rf"({_NUMERAL})(?:个|大)?(?:方面|项|条|点|举措|措施)[^，。；]{{0,8}}[，：:。]?$", head
    )
    if declared and _whole(declared.group(1)) != len(numbers):
        message = f"前面说“{declared.group().rstrip('：:，。')}”，后面列到“{len(numbers)}是”，请核对"
        yield Contradiction("K15", "warning", message, (reading.place,))


def _children(reading: Reading, outline: Outline) -> Iterator[Contradiction]:
    """重点抓好六个方面工作, with as many sections below."""
    below = outline.children.get(reading.place.section if reading.place.section is not None else -1, 0)
    found = _CHILDREN.search(reading.text)
    if found and below >= _FEWEST and _whole(found.group(1)) != below:
        message = f"“{found.group()}”与下面的{below}节不符，请核对"
        yield Contradiction("K15", "warning", message, (reading.place,))


def _status(reading: Reading, outline: Outline) -> Iterator[Contradiction]:
    status = reading.entry.status
    places = (reading.place,)
    done = _FINISHED.search(reading.text)
    if status == "拟" and done:
        yield Contradiction("K10", "error", f"状态是“拟”，文字却说“{done.group()}”，请改其一", places)
    elif status == "完成" and _INTENDED.search(reading.text):
        yield Contradiction(
            "K10", "error", f"状态是“完成”，文字却以“{reading.text[:2]}”开头，请改其一", places
        )
    elif status == "在办" and (ended := _ENDED.search(reading.text)):
        yield Contradiction("K10", "warning", f"状态是“在办”，文字却说“{ended.group()}”，请改其一", places)
    elif status is None and done and _is_plan(reading, outline):
        yield Contradiction("K10", "warning", f"这一节讲打算，文字却说“{done.group()}”，请核对", places)


def _is_plan(reading: Reading, outline: Outline) -> bool:
    return reading.place.section in outline.plans and not _BACKGROUND.search(reading.text)


def _whole(numeral: str) -> int:
    try:
        return int(parse_numeral(numeral))
    except (NumeralError, ValueError):
        return 0
