"""Chinese sentences for violations: where, what the facts say, what the prose says, what to do."""

from types import MappingProxyType

from draft.fidelity.finding import Finding
from draft.fidelity.kinds import KINDS
from draft.fidelity.ledger import OPENING, Entry
from draft.numbers import Quantity

_CHANGED = MappingProxyType(
    {
        "basis": "比较时期或口径变了",
        "date": "时间变了",
        "direction": "增减或高低与要点不同",
        "identifier": "名称编号变了",
        "misattached": "归属变了",
        "multiple": "倍数关系变了",
        "negation": "有无、是否与要点不同",
        "noun": "对象变了",
        "range": "区间或门槛变了",
        "rank": "名次或评比的范围变了",
        "scope": "范围变了",
        "status": "进展（打算、在办、办成）与要点不同",
        "to_by": "“增减多少”与“达到多少”混淆",
    }
)
"""Kind → what happened, as a clerk would say it."""


def place_of(entry: Entry) -> str:
    """Return 第2节第3条, counted from 1."""
    section = "导语" if entry.section == OPENING else f"第{entry.section + 1}节"
    return f"{section}第{entry.fact + 1}条"


def phrase(quantity: Quantity) -> str:
    """Return a quantity with its qualifier, as a reader would say it."""
    word = quantity.qualifier or ""
    if not word or word in quantity.text:
        return quantity.text
    behind = word in ("以上", "以下", "以内", "内", "左右", "上下", "多", "余") or word.startswith(
        ("及", "之")
    )
    return f"{quantity.text}{word}" if behind else f"{word}{quantity.text}"


def describe_miss(kind: str, entry: Entry, required: Quantity, written: Quantity) -> str:
    """Return the message for a required quantity that was written differently."""
    what = f"{place_of(entry)}：应为“{phrase(required)}”，文中写作“{phrase(written)}”"
    advice = {
        "magnitude": "，数量级不符，请核对小数点和“万”“亿”",
        "unit": "，单位不符，请改回要点的单位",
        "percent_point": "，“%”与“百分点”不可混用",
        "rounding": "，要点未作取舍，请写全数",
        "placeholder": "，要点尚未给出数字，请保留占位符",
        "date": "，时间不符",
        "range": "，区间或门槛不符",
        "rank": "，名次不符",
        "identifier": "，名称编号须照录",
        "multiple": "，倍数关系不符",
        "misattached": "，这是别项的数字，误用到此处",
        "numeral": "，汉字数字与要点不符",
    }
    return what + advice.get(kind, "，请按要点改正") + "。"


def describe_finding(kind: str, entry: Entry, finding: Finding, required: Quantity, written: Quantity) -> str:
    """Return the message for a pair of equal value that says something else."""
    place = f"{place_of(entry)}：“{phrase(written)}”"
    if finding.hint:
        return f"{place}{finding.hint}，要点为“{entry.text}”，请核对。"
    if kind == "qualifier":
        pair = f"要点为“{phrase(required)}”，文中为“{phrase(written)}”"
        return f"{place_of(entry)}：{pair}，限定词不可增减或改变。"
    return f"{place}的{_changed(kind)}：{_contrast(finding)}。"


def describe_omission(entry: Entry, required: Quantity) -> str:
    """Return the message for a required quantity without a carrier."""
    if required.kind == "placeholder":
        return f"{place_of(entry)}：占位符“{required.text}”没有写进正文，请保留并留待填写。"
    return f"{place_of(entry)}：“{phrase(required)}”没有写进正文，请补上（要点：{entry.text}）。"


def describe_swap(one: tuple[Entry, Quantity], other: tuple[Entry, Quantity]) -> str:
    """Return the message for an exchange, the same for both of its sides."""
    (entry, first), (rival, second) = sorted((one, other), key=lambda side: (*_order(side[0]), side[1].start))
    if entry is rival:
        exchanged = f"“{phrase(first)}”与“{phrase(second)}”张冠李戴"
        return f"{place_of(entry)}：{exchanged}，请对调（要点：{entry.text}）。"
    return (
        f"{place_of(entry)}的“{phrase(first)}”与{place_of(rival)}的“{phrase(second)}”张冠李戴，请对调"
        f"（要点：{entry.text}；{rival.text}）。"
    )


def _order(entry: Entry) -> tuple[int, int]:
    return entry.section, entry.fact


def describe_invention(kind: str, written: Quantity) -> str:
    """Return the message for a quantity without source."""
    if kind == "example_bleed":
        return f"“{phrase(written)}”只见于写作样例，要点中没有，请删去。"
    if kind == "placeholder":
        return f"“{phrase(written)}”是要点里没有的占位符，请删去或填上要点的数字。"
    if kind == "invented_vague":
        return f"“{phrase(written)}”这一概数在要点中没有依据，请删去或改用要点的数字。"
    return f"“{phrase(written)}”在要点、标题和时间中都没有依据，请删去或补充要点。"


def describe_derived(written: Quantity, origin: str, *, right: bool) -> str:
    """Return the message for a computed quantity."""
    verdict = "算得对" if right else "而且算错了"
    return f"“{phrase(written)}”是自行推算的（{origin}，{verdict}），要点没有给出；请删去，或把它写进要点。"


def describe_claim(kind: str, words: str) -> str:
    """Return the message for a claim without source."""
    name = "名次" if kind == "rank" else "说法"
    return f"“{words}”这一{name}在要点中没有依据，请删去或补充要点。"


def describe_weakened(entry: Entry, statement: str, *, weakened: bool) -> str:
    """Return the message for a statement of none that was lost or weakened."""
    how = "在文中被弱化" if weakened else "没有写进正文"
    return f"{place_of(entry)}：“{statement}”{how}，请照要点写明。"


def describe_statement(kind: str, entry: Entry, finding: Finding) -> str:
    """Return the message for a clause without figures that says something else."""
    return f"{place_of(entry)}的{_changed(kind)}：{_contrast(finding)}。"


def describe_date(entry: Entry, written: Quantity) -> str:
    """Return the message for a date put before a fact that has none such."""
    where = f"{place_of(entry)}：文中的时间“{phrase(written)}”"
    return f"{where}在要点中没有依据，请按要点改正（要点：{entry.text}）。"


def _changed(kind: str) -> str:
    return _CHANGED.get(kind) or f"说法有{KINDS[kind]}"


def _contrast(finding: Finding) -> str:
    """Return what the facts say, what the prose says, and what to write."""
    if not finding.facts:
        return f"要点没有说“{finding.prose}”，请删去，或照要点的原话写"
    if not finding.prose:
        return f"要点说的是“{finding.facts}”，文中没有写出，请补上"
    return f"要点说的是“{finding.facts}”，文中写成“{finding.prose}”，请改回要点的说法"
