"""Which units say the same, which qualifiers say the same. Data with sources; no logic beyond look-up."""

from fractions import Fraction

# Same thing counted or measured, written differently; the first is the name of the class.
_SAME: tuple[tuple[str, ...], ...] = (
    ("人", "名", "位", "口", "个人"),  # personal classifiers; 人次 is another thing
    ("人次", "人次数"),
    ("户", "个户"),
    ("辆", "台次车"),
    ("%", "％", "个%", "百分比"),
    ("百分点", "个百分点"),
    ("‰", "千分点"),
    ("公里", "千米", "km", "KM", "华里公里"),
    ("平方公里", "平方千米", "km²", "km2"),
    ("平方米", "㎡", "m²", "m2", "平米", "平方"),
    ("立方米", "方", "m³", "m3", "立方"),
    ("米", "m"),
    ("吨", "t"),
    ("千克", "公斤", "kg", "KG"),
    ("小时", "个小时", "h", "钟头", "个钟头"),
    ("分钟", "min", "分"),
    ("天", "日", "个日", "d"),
    ("个月", "月"),
    ("年", "周年", "个年头"),
    ("岁", "周岁"),
    ("元", "元人民币", "人民币元", "块", "块钱"),
    ("元/人", "元每人", "元/人·年"),
    ("场", "场次"),
    ("家", "户企业"),
    ("剂", "剂次", "针", "针次"),
    ("千瓦时", "度", "kWh"),
    ("套", "套房"),
    ("倍", "番倍"),
    ("吨标准煤", "吨标煤"),
)
UNIT_CLASSES: dict[str, str] = {unit: names[0] for names in _SAME for unit in names}

# Exact conversions into a base unit (legal units: 1984 State Council order; 亩 = 1/15 公顷).
CONVERSIONS: dict[str, tuple[str, Fraction]] = {
    "公斤": ("千克", Fraction(1)),
    "千克": ("千克", Fraction(1)),
    "kg": ("千克", Fraction(1)),
    "吨": ("千克", Fraction(1000)),
    "克": ("千克", Fraction(1, 1000)),
    "斤": ("千克", Fraction(1, 2)),
    "米": ("米", Fraction(1)),
    "公里": ("米", Fraction(1000)),
    "千米": ("米", Fraction(1000)),
    "km": ("米", Fraction(1000)),
    "亩": ("亩", Fraction(1)),
    "公顷": ("亩", Fraction(15)),
    "平方公里": ("平方米", Fraction(1_000_000)),
    "平方千米": ("平方米", Fraction(1_000_000)),
    "千瓦": ("千瓦", Fraction(1)),
    "兆瓦": ("千瓦", Fraction(1000)),
    "千瓦时": ("千瓦时", Fraction(1)),
    "度电": ("千瓦时", Fraction(1)),
    "小时": ("小时", Fraction(1)),
    "分钟": ("小时", Fraction(1, 60)),
    "‰": ("‰", Fraction(1)),
}

# Measure words that may stand for each other before the same noun (12个医疗机构, 12家医疗机构).
LOOSE_UNITS: tuple[frozenset[str | None], ...] = (
    frozenset({"个", "家", "所", "处", "间"}),
    frozenset({"个", "项"}),
    frozenset({"场", "次"}),
    frozenset({"个", "座", "处"}),
    frozenset({"个", "支"}),
    frozenset({"个", "位", "位次", "名次"}),
    frozenset({"个", "人"}),
    frozenset({"个", "条"}),
    frozenset({"件", "起", "宗", "案", "例案"}),
    frozenset({"户", "农户"}),
    frozenset(
        {
            "人",
            "人口",
            "群众",
            "群",
            "农民",
            "学生",
            "居民",
            "村民",
            "职工",
            "老人",
            "患者",
            "游客",
            "师生",
            "农户",
            None,
        }
    ),
    frozenset({"个", None}),
)

# Words that bound or soften alike (GB/T 15835-2011, 3.3; fidelity rules: 突破 only for 超).
_QUALIFIERS: tuple[tuple[str, ...], ...] = (
    ("超", "超过", "逾", "突破", "超出", "多于", "大于", "高于", "余", "多", "有余", "余多"),
    ("近", "接近", "将近", "临近", "逼近"),
    ("约", "大约", "左右", "上下", "大概", "大致", "约合", "约为"),
    ("不少于", "不低于", "至少", "最少", "不小于", "不短于", "达到或超过"),
    ("以上", "及以上", "之上", "含以上"),
    ("以下", "及以下", "之下"),
    ("以内", "之内", "内"),
    ("不超过", "不高于", "不大于", "不多于", "至多", "最多", "最高", "不长于"),
    ("不足", "不到", "未满", "不满", "少于", "低于", "小于"),
    ("几",),
    ("数",),
    ("若干",),
    ("上",),
    ("±",),
)
_CLASS_OF: dict[str, str] = {word: words[0] for words in _QUALIFIERS for word in words}


# Two classes that bound alike: 不超过20分钟 is 20分钟以内.
_ALIKE = (frozenset({"以内", "不超过"}),)


def same_bound(left: str | None, right: str | None) -> bool:
    """Return whether two qualifiers bound or soften alike."""
    one, other = qualifier_class(left), qualifier_class(right)
    return one == other or any(one in names and other in names for names in _ALIKE)


def qualifier_class(qualifier: str | None) -> str | None:
    """Return the name of the class, None for an exact quantity."""
    return None if qualifier is None else _CLASS_OF.get(qualifier, qualifier)


def loosely_same_unit(left: str | None, right: str | None) -> bool:
    """Return whether two measure words may count the same things, or one carries its 每… before it."""
    if left and right and "/" in left + right and left.split("/")[0] == right.split("/")[0]:
        return "/" not in left or "/" not in right
    return any(left in units and right in units for units in LOOSE_UNITS)
