"""The words that bound or soften a number (概数, GB/T 15835-2011 3.3), before and behind it; their classes.

`find_prefix` and `find_suffix` look at one place; `qualifier_class` says which words mean the same.
"""

from draft.numbers.patterns import Pattern
from draft.numbers.quantity import Quantity

# class → words (fidelity.md §5: words of one class may replace each other)
CLASSES: dict[str, str] = {
    "近": "近 接近 将近 逼近 临近 几近 近乎",
    "约": "约 大约 约为 约合 约计 大概 估计 左右 上下 前后 大致 约莫 ≈ 约占",
    "超": "超 超过 逾 超逾 多于 大于 高于 突破 ＞ > 超出 高出",
    "余": "余 多 有余 出头 挂零 开外",
    "不少于": (
        "不少于 不低于 不小于 至少 最少 最低 不短于 不亚于 起码 ≥ ⩾ ≧ 起 不得少于 不得低于 不得小于 不低於"
    ),
    "不超过": (
        "不超过 不多于 不高于 不大于 至多 最多 最高 不长于 不晚于 不迟于 不足于 ≤ ⩽ ≦ 上限 不逾 "
        "未超过 未突破 未超 没有超过 没有突破 控制在 不得超过 不得高于 不得多于 不得大于 不超"
    ),
    "不足": "不足 不到 不满 少于 低于 小于 未满 未达 未到 ＜ < 不及 短于",
    "以上": "以上 及以上 之上 以外",
    "以下": "以下 及以下 之下",
    "以内": "以内 之内 内",
    "几": "几 数 好几 若干",
    "上": "上 成",
    "±": "± 正负",
}
_CLASS_OF = {word: name for name, words in CLASSES.items() for word in words.split()}

_BEFORE = [
    "近",
    "接近",
    "将近",
    "逼近",
    "几近",
    "近乎",
    "约",
    "大约",
    "大概",
    "大致",
    "约莫",
    "≈",
    "超",
    "超过",
    "逾",
    "超逾",
    "多于",
    "大于",
    "高于",
    "突破",
    "＞",
    ">",
    "不少于",
    "不低于",
    "不小于",
    "至少",
    "最少",
    "最低",
    "不短于",
    "不亚于",
    "起码",
    "≥",
    "⩾",
    "不超过",
    "不多于",
    "不高于",
    "不大于",
    "至多",
    "最多",
    "最高",
    "不长于",
    "≤",
    "⩽",
    "未超过",
    "未突破",
    "未超",
    "没有超过",
    "没有突破",
    "不足",
    "不到",
    "不满",
    "少于",
    "低于",
    "小于",
    "未满",
    "未达",
    "未到",
    "＜",
    "<",
    "不及",
    "短于",
    "上",
    "过",
    "超出",
    "不超",
    "不逾",
    "不得低于",
    "不得少于",
    "不得超过",
    "不得高于",
    "不得多于",
    "不得大于",
    "不得小于",
]
_BY_LENGTH = tuple((size, frozenset(word for word in _BEFORE if len(word) == size)) for size in (4, 3, 2, 1))

# A character before the word that makes it part of another word: 签约, 附近, B超, 高于 in 提高于.
_NOT_AFTER = {
    "约": "签预节公合违履条解契集制续邀赴失相盟毁简俭隐规践爽弃特民",
    "近": "附接将最靠邻临就亲远相贴切新走拉浅逼逐凑愈",
    "超": "BＢ彩赶反高中英商",
    "过": "通超经不达越渡难错罪途路记受做搞",
    "上": (
        "站迈踏登跨攀以之及线网晚早会身路街班马市地天船车手史事实际基本总础向件场历面海区乡社府委学至加算赶用看补"
        "如爱遇追跟报连迎奉献呈"
    ),
}
# 损失约486万元: the character before 约 ends a word of its own, so 约 is free again.
_ENDS_WORD = frozenset(
    [
        "损失",
        "遗失",
        "丢失",
        "过失",
        "干预",
        "参预",
        "办公",
        "联合",
        "集合",
        "综合",
        "配合",
        "整合",
        "适合",
        "结合",
        "符合",
        "控制",
        "研制",
        "编制",
        "体制",
        "限制",
        "环节",
        "季节",
        "春节",
        "细节",
        "关节",
        "章节",
        "了解",
        "缓解",
        "化解",
        "调解",
        "分解",
        "收集",
        "征集",
        "采集",
        "筹集",
        "募集",
        "聚集",
        "密集",
        "持续",
        "继续",
        "连续",
        "延续",
        "手续",
        "陆续",
        "违规",
        "常规",
        "互相",
        "真相",
        "提公",
        "充公",
        "申请公",
    ]
)


def _stands_alone(text: str, begin: int, word: str) -> bool:
    before = text[max(0, begin - 2) : begin]
    return word == "约" and (before in _ENDS_WORD or (before[-1:] == "民" and before != _OF_THE_VILLAGE))


_OF_THE_VILLAGE = "规民"
"""村规民约, 乡规民约; 农民约30人 is about thirty."""


# 不能低于2名 is a lower bound, as 不低于 is.
_NEGATIONS = frozenset(first + second for first in "不未" for second in "能得应可宜准许要")
_BOUNDS = frozenset(
    ["低于", "少于", "小于", "高于", "多于", "大于", "超过", "超", "突破", "不足", "短于", "逾", "不到"]
)

# 近3年, 近五年来: a period, not an approximation, unless a verb of lasting stands before.
_RECENT = Pattern("年|个月|周(?!岁|年)|天|日|来")
_LASTS = frozenset("达历时长龄有已龄了经满累过")
_FILLER = frozenset("为有了占合计可达 \u00a0")
_ROUND_ONLY = frozenset({"上", "过"})

_SUFFIX = Pattern(
    r"[ \u00a0]?(?:[（(]不?含[^）)]{0,6}[）)])?(?P<word>及以上|及其以上|及以下|及其以下|以上|以下"
    r"|以内|之内|(?<=[天日月周时钟])内(?![\u4e00-\u9fff]?[涵容耗需])|左右|上下|有余|出头|开外"
    r"|多(?![元样边次种媒少于项个家名人场户位条部万亿余数层发方了出])|余(?![额热下人地款个家名姚杭])"
    r"|起(?=[，。；、]|步)|之多|之久)"
)


def qualifier_class(word: str | None) -> str | None:
    """Return the class of `word` (逾 and 超过 are 超), the word itself if it has none, None for None."""
    if not word:
        return None
    if word[:2] in _NEGATIONS:
        return "不超过" if _CLASS_OF.get(word[2:]) == "超" else "不少于"
    return _CLASS_OF.get(word, word)


def same_qualifier(first: Quantity, second: Quantity) -> bool:
    """Return whether two quantities are bounded or softened alike."""
    return qualifier_class(first.qualifier) == qualifier_class(second.qualifier)


def find_prefix(text: str, start: int, after: str, *, rounded: bool = False) -> tuple[str, int] | None:
    """Return the qualifier that ends at `start` and where it begins, or None.

    `after` is the unit behind the number, which tells 近3年 (lately) from 近3年级; `rounded` says that the
    number is 百, 千 or 万 alone, the only ones that take 上 and 过 (上百, 过千).
    """
    end = start
    while end > 0 and text[end - 1] in _FILLER and start - end < 2:  # noqa: PLR2004  为 and a space at most
        end -= 1
    for place in range(start, end - 1, -1):
        found = _prefix_at(text, place, rounded=rounded)
        if found and not _is_recent(text, found, after):
            return found
    return None


def bounds_round(text: str, start: int) -> bool:
    """Whether a word before `start` makes a bare 百, 千万 or 亿 a number: 上百, 近千, 超百亿, 过万."""
    return find_prefix(text, start, "", rounded=True) is not None


_APART = Pattern(
    "(?P<word>至少)(?:要|应|需|须|可)?[\u4e00-\u9fff]{1,2}$"
    "|(?P<most>最高|最多|至多|最低|最少)(?:(?:可以?|给予|一次性|按|予以)*(?:资助|奖励|奖补|补助|补贴|补偿|支持|扶持"
    "|贷款|贷|授信|报销|减免|发放|罚款|处罚|优惠|享受|领取|申请|申领|容纳|获得|获|得|领|奖|补|罚))$"
    "|(?P<line>低于|高于|不低于|不高于|超过|不超过)(?:[国省市县区]定|规定|既定|法定|核定)的?$"
    "|(?P<share>接近|超过|不足|不到|突破)[\u4e00-\u9fff]{1,6}总[数量额]的$"
)
_FARTHEST = 12
_SIGNS_APART = frozenset("至最定总")


def bound_apart(text: str, start: int) -> str | None:
    """Return the bound that stands before `start` with a verb or its line between.

    至少配备2名, 最高可贷50万元, 低于省定0.9‰, 接近投诉总量的两成.
    """
    near = text[max(0, start - _FARTHEST) : start]
    found = None if _SIGNS_APART.isdisjoint(near) else _APART.search(near)
    return found[found.lastgroup] if found and found.lastgroup else None


def _prefix_at(text: str, end: int, *, rounded: bool) -> tuple[str, int] | None:  # noqa: PLR0911
    if end <= 0 or text[end - 1] not in _LAST_CHARS:
        return None
    for size, words in _BY_LENGTH:
        begin = end - size
        if begin < 0:
            continue
        word = text[begin:end]
        if word not in words:
            continue
        if word in _ROUND_ONLY and not rounded:
            return None
        if word == ">" and not text[:begin].rpartition("\n")[2].strip(" >"):
            return None  # a quotation in Markdown
        if begin and text[begin - 1] in _NOT_AFTER.get(word, "") and not _stands_alone(text, begin, word):
            return None
        if word in _BOUNDS and text[max(0, begin - 2) : begin] in _NEGATIONS:
            return text[begin - 2 : end], begin - 2
        return word, begin
    return None


_LAST_CHARS = frozenset(word[-1] for word in _BEFORE)
ENDS_PREFIX = _LAST_CHARS | _FILLER


def _is_recent(text: str, found: tuple[str, int], after: str) -> bool:
    word, begin = found
    if word != "近" or not _RECENT.match(after):
        return False
    return not (begin and text[begin - 1] in _LASTS)


def find_suffix(text: str, end: int) -> tuple[str, int] | None:
    """Return the qualifier that begins at `end` and where it ends, or None."""
    if text[end : end + 1] not in STARTS_SUFFIX:
        return None
    match = _SUFFIX.match(text, end)
    if not match:
        return None
    return _SHORT.get(match["word"], match["word"]), match.end()


STARTS_SUFFIX = frozenset("及以之左上有出开多余起内（( \u00a0不")
_SHORT = {"及其以上": "以上", "及其以下": "以下", "及以上": "以上", "及以下": "以下"}
