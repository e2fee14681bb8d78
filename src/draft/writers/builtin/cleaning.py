"""A fact's characters made fit for running prose.

Only form is touched: bullet marks, line ends, blanks between Chinese and digits, half-width marks in
Chinese text, the final mark, `指标：数值`. No word, digit, unit or qualifier changes.
"""

import re
from collections.abc import Callable

from draft.document import Fact
from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.collocations import KEYED
from draft.writers.builtin.lexing import (
    CJK,
    FIRST_NUMBER,
    NUMBER,
    NUMBER_TAIL,
    TIME,
    leading_verb,
    opens_with_verb,
)

_BULLET = Pattern(
    r"^(?:[-*+•·●○■□◆◇▪➢➤✓√]\s+|[•●○■□◆◇▪➢➤]|[①-⑳]|[（(]\d{1,2}[）)](?=[^\d])"
    rf"|\d{{1,2}}(?:[、．]|[.)）]\s*)(?=[{CJK}“《]))"
)
_MARK = "，。；：、（）“”《》"
_SOFT_BLANK = Pattern(rf"(?<=[{CJK}{_MARK}]) +(?=[0-9xX%％])|(?<=[0-9xX%％]) +(?=[{CJK}{_MARK}%％])")
_LIST_BLANK = Pattern(rf"(?<=[{CJK}%％‰]) +(?=[{CJK}])")
_HALF = Pattern(rf"(?<=[{CJK}”》）%％‰])[,;:]\s*|[,;:]\s*(?=[{CJK}“《（])")
_HALF_MARKS = {",": "，", ";": "；", ":": "："}
_FIGURE = Pattern(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?")
_FINAL = "。；;，,、.．！!：: \t"
ODD = Pattern(
    r"[#*`|<>{}\\$=_~\[\]]|[A-Za-z]{2} [A-Za-z]{2}|忽略(?:以上|前面|上述|之前)|提示词|你是一|作为AI"
)
"""Signs of a text that is no plain Chinese clause: it is written as it stands."""

_WRAPPED = 25
"""A line this long was wrapped; a shorter one without a mark was ended by its author."""
_KEY_VALUE = Pattern(r"^([^：，。；、《》]{1,26})：\s*([^：]+)$")
_PAIR = Pattern(r"^([^：，。；0-9]{1,24}|[^：，。；]{2,24}?率)：\s*(\S{1,24})$")
_VALUE = Pattern(
    rf"{NUMBER}[0-9xX.,余多]*(?:[万亿千百]+余?)?(?:[%％‰]|[{CJK}㎡]{{0,5}})(?:以上|以下|左右)?(?:[（(][^（）]*[）)])?"
)
_COUNTED_LIST = Pattern(
    rf"[{CJK}]{{2,10}}{NUMBER}[0-9xX.,余多]*[万亿]?[{CJK}]{{1,3}}(?:[，、][{CJK}]{{2,10}}{NUMBER}[0-9xX.,余多]*[万亿]?[{CJK}]{{1,3}})+"
)
_MEASURE = Pattern(
    r"(?:率|占比|比例|比重|指数|浓度|强度|日|时间|时长|费用|标准|均价|单价|面积|[^人户件]数|目标|总额)$|每|平均|人均|户均"
)
"""A key that names a measure, so that its value is told with 为; what is counted takes its number at once."""
_NAME_NUMBER = Pattern(
    r"^1(?:10|19|20|22|2[0-9]{3})|^96[0-9]{3}|[0-9]{1,2}(?:[-—～][0-9]{1,2})?周?岁(?:以上|以下|及以上)?"
)
_ACTED = Pattern(rf"^({'|'.join(words.TAKING)})(?={NUMBER})")
_GOES_ON = ("已", "均", "全部", "全面", "正在", "现已", "实现")
_SHORT_LIST = 24
"""Pairs of so few characters together are one thought and take commas."""
_QUALIFIED = Pattern(r"^(?:约|近|超|逾|达|不|至少|最|大约|接近|高于|低于|共|为|是|有|已|较|同比|增长|下降)")


def clean_text(text: str) -> str:
    """Return the words of a fact fit for running prose, final mark included."""
    joined = _BULLET.sub("", _join_lines(text), count=1)
    if ODD.search(joined):
        return joined
    joined = _SOFT_BLANK.sub("", joined)
    joined = _LIST_BLANK.sub(_blank_as_mark(joined), joined)
    return _spell_change(_HALF.sub(_full_width(joined), joined))


_PLUS = Pattern(r"(?<=[比年期月，值额入量资])\s*[+＋]\s*(?=[0-9xX][0-9xX.]*[%％])")
_UP = Pattern(r"(?<=[比年期月，])\s*[+＋]\s*(?=[0-9xX][0-9xX.]*个百分点)")
_MINUS = Pattern(r"(?<=[比年期月，])\s*[-－−]\s*(?=[0-9][0-9.]*(?:[%％]|个百分点))")
_COUNT = r"(?=[0-9xX][0-9xX.]*[余多]?[万亿]?(?:[户家个件人名所处起例台辆座条项宗]|万?元|亿元|公里|亩))"
_MORE = Pattern(rf"(?<=[上去]年|[同环]比|同期)\s*[+＋]\s*{_COUNT}")
_FEWER = Pattern(rf"(?<=[上去]年|[同环]比|同期)\s*[-－−]\s*{_COUNT}")
_CURT_RISE = Pattern(r"(?<=[，、比期年])增(?=[0-9xX.]+(?:[%％]|个百分点))")
_CURT_FALL = Pattern(r"(?<=[，、比期年])降(?=[0-9xX.]+(?:[%％]|个百分点))")


def _spell_change(text: str) -> str:
    """Return the text with the signs and short words of a change spelled out: 同比+8.7% → 同比增长8.7%."""
    spelled = (
        (_PLUS, "增长"),
        (_UP, "提高"),
        (_MORE, "增加"),
        (_CURT_RISE, "增长"),
        (_MINUS, "下降"),
        (_FEWER, "减少"),
        (_CURT_FALL, "下降"),
    )
    for pattern, word in spelled:
        text = pattern.sub(word, text)
    return _BARE_CHANGE.sub(r"\g<name>由\g<change>", text)


_BARE_CHANGE = Pattern(
    rf"(?P<name>(?:^|(?<=[，；]))(?:(?![由从将把每达为约近超])[{CJK}“”]){{3,16}}(?<![至到有共计]))"
    rf"(?P<change>[0-9][0-9.]*[万亿]?(?:[%％]|[{CJK}]{{1,4}}?)(?:压缩|缩短|压减|提高|提升|增加|扩大|降低|下降|减少|降|升|增)(?:至|到)[0-9])"
)
"""A change whose first value has lost its 由: 一般登记5个工作日压缩至2个工作日."""


def strip_final(text: str) -> str:
    """Return the text without its final marks; a question mark or a closing quote stays."""
    if not re.search(f"[{CJK}]", text):
        return text.rstrip()  # a sentence in another script keeps its own full stop
    return text.rstrip(_FINAL)


def own_sentence(fact: Fact) -> str:
    """Return the fact's own clause as a sentence: form cleaned, quantities verbatim."""
    text = strip_final(clean_text(fact.text)) or fact.text.strip()
    plain = _BULLET.sub("", fact.text.strip(), count=1)
    if _FIGURE.findall(text) != _FIGURE.findall(plain):
        text = plain.rstrip("；;，,、")
    return text if text.rstrip("”’」』）》").endswith(("。", "！", "？", "?", "……")) else f"{text}。"


def _join_lines(text: str) -> str:
    """Return the text on one line; a short line without a mark at its end becomes a clause of its own."""
    lines = [line.strip() for line in re.split(r"[\r\n\u2028\u2029\x0b\x0c\x85]+", text) if line.strip()]
    out = ""
    for line in lines:
        if out and out[-1] not in "，。；：、,;:" and len(out) < _WRAPPED:
            out += "，"
        elif out and out[-1].isascii() and line[0].isascii():
            out += " "
        out += line
    return out.replace("\t", " ")


def _blank_as_mark(text: str) -> str:
    """Return what a blank between words stands for: a comma in a bare list of figures, else itself."""
    return "，" if FIRST_NUMBER.search(text) and not re.search(r"[，。；、]", text) else " "


def _full_width(text: str) -> Callable[[re.Match[str]], str]:
    """Return a replacement that widens a half-width mark unless digits stand on both sides of it."""

    def widen(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        if before.isdigit() and after.isdigit():
            return match.group()
        return _HALF_MARKS[match.group()[0]]

    return widen


def spell_pairs(text: str) -> str:
    """Return `指标：数值` as a clause (指标为数值, 指标方面，…); anything else unchanged."""
    if "：" not in text:
        return text
    parts = re.split(r"([，；])", text)
    spelled = [part if part in {"，", "；"} else _spell_value(part) for part in parts]
    if all(s is not None for s in spelled):
        joined = "".join(s for s in spelled if s is not None)
        return joined.replace("；", "，") if len(joined) <= _SHORT_LIST else joined
    whole = _WHOLE_AND_PARTS.match(text)
    if (
        whole
        and not TIME.match(text)
        and all(_PART.fullmatch(part) for part in re.split("[，、；]", whole["parts"]))
    ):
        return f"{whole['whole']}，包括{re.sub('[，；]', '、', whole['parts'])}"
    match = _KEY_VALUE.match(text)
    return _tell_work(*match.groups()) or _spell_key(*match.groups()) if match else text


_WHOLE_AND_PARTS = Pattern(
    rf"^(?P<whole>[^：，。；]{{2,24}}{NUMBER}[0-9xX.]{{0,24}}[万亿]?[{CJK}]{{0,3}})：(?P<parts>[^：。]+)$"
)
_PART = Pattern(rf"[{CJK}“”（）]{{2,12}}{NUMBER}[0-9xX.]*[万亿]?[{CJK}]{{0,3}}")


def _spell_value(part: str) -> str | None:
    """Return one `键：数值` as words, a clause without a colon as it is, None when it is no short value."""
    if "：" not in part:
        return part if NUMBER_TAIL.search(part) else None
    match = _PAIR.match(part)
    if not match:
        return None
    key, value = match.groups()
    if TIME.match(value) or not re.search(NUMBER, value):
        return None
    if _QUALIFIED.match(value) and NUMBER_TAIL.search(value):
        return key + value
    if not _VALUE.fullmatch(value) or _ends_told(value):
        return None
    return f"{key}为{value}" if _MEASURE.search(key) or key[-1].isdigit() else key + value


def _spell_key(key: str, value: str) -> str:
    """Return `键：话` as a clause where the key names a thing or a date, else with its colon."""
    if TIME.fullmatch(key):
        return f"{key}，{value}"
    if (
        FIRST_NUMBER.search(_NAME_NUMBER.sub("", key))
        or key.startswith(words.PREPOSITIONS)
        or key.endswith(words.CALLING_KEYS)
    ):
        return f"{key}：{value}"
    joined = _join_key(key, value)
    if joined:
        return joined
    if len(key) > words.LONGEST_KEY:
        return f"{key}：{value}"
    if len(key) >= words.SHORT_KEY and opens_with_verb(key):
        return (
            f"{key}，{value}" if FIRST_NUMBER.search(value) or opens_with_verb(value) else f"{key}：{value}"
        )
    return _head_with_key(key, value)


def _join_key(key: str, value: str) -> str:
    """Return key and value in one clause where the key says how they belong together, else nothing."""
    return _tell_rates(key, value) or _join_words(key, value)


def _join_words(key: str, value: str) -> str:
    """Return key and value side by side, with the one word that is wanted between them, else nothing."""
    acted = _PAID.match(value) if key.endswith(_MONEYS) else _acted(key, value)
    if acted:
        return acted.group() + key + value[acted.end() :]
    if key in words.GUIDING_KEYS and not FIRST_NUMBER.search(value) and not re.search("[，；]", value):
        return f"坚持以{value}为{key}"
    moneys = key.endswith(_MONEYS) and not opens_with_verb(key) and _COUNTED_LIST.match(value)
    if moneys or (leading_verb(key[-2:]) == key[-2:] and _COUNTED_LIST.fullmatch(value)):
        return f"落实{key}，{value}" if moneys else key + _as_list(value)
    if (
        not TIME.match(value)
        and _VALUE.fullmatch(re.split("[，、]", value, maxsplit=1)[0])
        and not (_MEASURE.search(key) or _ends_told(value))
    ):
        return key + value
    if key.endswith(words.TROUBLED_ENDS):
        return f"{key}，{value}"
    equalled = key.endswith(words.EQUALLED_KEYS) and not re.search("[为是]", key)
    return f"{key}为{value}" if equalled else ""


def _tell_work(key: str, value: str) -> str:
    """Return `工作：数` as 开展工作，数 where the key names a work and the value counts or tells it."""
    if key.startswith("发放") and key.endswith(_MONEYS):
        return key + value
    bare = key.rstrip("”’")
    verb = next((KEYED[bare[-size:]] for size in (3, 2) if bare[-size:] in KEYED), "")
    first = re.split("[，；]", value)[0]
    if not verb or opens_with_verb(key) or not FIRST_NUMBER.search(first) or len(key) < _SHORTEST_WORK:
        return ""
    if _VALUE.fullmatch(first) or TIME.match(value) or "：" in value:
        return ""
    counted_all = NUMBER_TAIL.search(first) and all(re.search(NUMBER, item) for item in first.split("、"))
    opened = opens_with_verb(value) or value.startswith(_TOLD_HEADS) or counted_all
    counted = _COUNTED_LIST.fullmatch(value) is not None
    listed = _as_list(value) if counted else value
    if counted and key[-2:] in _TAKES_PARTS and not opens_with_verb(value):
        listed = key[-2:] + listed
    return f"{verb}{key}，{listed}" if opened else ""


def _acted(key: str, value: str) -> re.Match[str] | None:
    """Return the verb of the value that takes the key as its object, None where it has one already."""
    taken = key.endswith(words.OFFICE_KEYS) or leading_verb(key[-2:])
    return None if taken else _ACTED.match(value)


_PAID = Pattern(rf"(?:[0-9xX]{{2,4}}年)?(?:全年)?(?:累计|共)?(?:发放|兑现)(?={NUMBER})")
_MONEYS = ("金", "补贴", "补助", "津贴", "资金", "贷款")


def _as_list(value: str) -> str:
    """Return counted items joined by 、 where each is a bare thing; a verb or a sum keeps its comma."""
    told = any(opens_with_verb(item) or item.startswith(_SUMS) for item in value.split("，"))
    return value if told else value.replace("，", "、")


_SUMS = ("合计", "共", "累计", "平均", "其中", "占", "发现", "整改", "办结", "完成", "总", "金额", "人均")
_TAKES_PARTS = frozenset(("筛查", "检测", "监测", "救助", "慰问", "抽检"))
"""A work that takes the parts of the list as its objects: 两癌筛查：宫颈癌1.2万人、乳腺癌1.1万人."""


def _tell_rates(key: str, value: str) -> str:
    """Return `合规率：订单92.7%，车辆95.1%` as 订单、车辆合规率分别为92.7%、95.1%, else nothing."""
    rate = _RATE_KEY.fullmatch(key)
    items = [_RATE_ITEM.fullmatch(item) for item in re.split("[，、；]", value)]
    if not rate or len(items) < 2 or not all(items):  # noqa: PLR2004  one value needs no 分别
        return ""
    names = "、".join(item.group(1) for item in items if item)
    values = "、".join(item.group(2) for item in items if item)
    return f"{rate.group(1)}{names}{rate.group(2)}分别为{values}"


_SHORTEST_WORK = 4
_TOLD_HEADS = ("参与", "参加", "涉及", "覆盖", "惠及", "落地", "计划")
_RATE_KEY = Pattern(rf"([{CJK}]*?)([{CJK}]{{2}}率)")
_RATE_ITEM = Pattern(rf"([{CJK}]{{2,6}})([0-9xX.]+[%％])")


def _ends_told(value: str) -> bool:
    """True when the first part of a value closes with a verb, so that it is no bare count: 3人领取."""
    return opens_with_verb(value.split("，", maxsplit=1)[0][-2:] + "。")


def _head_with_key(key: str, value: str) -> str:
    """Return the value headed by its key: as an office's own, as 键方面，, or with the colon."""
    listed = re.split(r"[，；]", value)[0]
    counted = NUMBER_TAIL.search(listed) and "、" not in listed and "，" in value
    bare_list = "、" in listed and not FIRST_NUMBER.search(value)
    told = opens_with_verb(value) or TIME.match(value) or value.startswith(("计划", "实际", "已", "全", "均"))
    told = bool(told) and not bare_list
    acts = leading_verb(value) in words.PURE_VERBS or value.startswith("建成")
    if key.endswith(words.OFFICE_KEYS) and (acts if told else counted):
        return key + value
    if value.startswith(_GOES_ON) and not bare_list and "；" not in value:
        return key + value
    sentence = FIRST_NUMBER.search(value) and not bare_list and not NUMBER_TAIL.search(value)
    trouble = len(key) <= words.SHORT_KEY and sentence
    return f"{key}方面，{value}" if counted or told or trouble else f"{key}：{value}"
