"""Masked figures: XX人, x.x万元, 20xx年, 139＊＊＊＊0021. They are placeholders and never get a value."""

from draft.numbers.measures import unit_here as match_unit
from draft.numbers.patterns import Pattern
from draft.numbers.qualifiers import find_prefix, find_suffix
from draft.numbers.reading import Reading
from draft.numbers.units import written_unit

_MASK = Pattern(r"(?P<run>[0-9０-９]{0,20}[xXｘＸ×＊*□■△_]+[0-9xXｘＸ×＊*□■△_]*(?:[.．·,][xXｘＸ×＊*0-9]+)*)")
_BARE_X = Pattern(r"[xXｘＸ×＊*□■△_]")
_BEGIN_DATE = frozenset(" 年月日号")
_RANGE_OF_MONTHS = Pattern(r"[ ]?年[0-9xX×]{1,2}(?:月)?[-—–~～至]{1,2}[0-9xX×]{1,2}月份?")
_DATE = Pattern(
    r"[ ]?年(?:度|[上下]半年)?(?:[0-9xX×＊*]{1,2}[ ]?月份?(?:[底末初]"
    r"|[上中下]旬)?(?:[0-9xX×＊*]{1,2}[日号])?)?"
    r"|[ ]?月份?(?:[底末初]|[上中下]旬)?(?:[0-9xX×＊*]{1,2}[日号])?|[ ]?[日号]"
)
_RANGE = Pattern(r"(?:[-—–~～至]{1,2}|比|[:：∶/])(?=[0-9.]*[xXｘＸ×＊*])[0-9xXｘＸ×＊*.．]+")
_SCALE = Pattern(
    "[ ]?[余多]?(?:[十百](?!分)"
    "|千(?![米克瓦伏卡焦赫帕]))?[万亿]*[余多]?(?:[xX×＊*]+(?:千(?![米克瓦])|百(?!分)|万))*(?=[^ "
    "])"
)
_PLACE = Pattern(
    "[ ]?(?:自治)?(?:县|市|区|省|乡|镇|村|街道|社区|州|旗|盟|新区|开发区|路|局|委|院|校|公司|医院"
    "|学校|小区|集团|河|湖|山|部|厅|同志|某)"
)
_ASCII = frozenset("abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ")
_DOCUMENT = Pattern(
    "[×xX＊*]{1,3}[\u4e00-\u9fff]{1,6}[〔\\[（(](?:[0-9]{4}|[xX×]{4})[〕\\]）)][0-9xX×＊*]{1,4}号"
)
_SUM = Pattern("[XxNn][+＋][XxNn0-9](?:[+＋][XxNn0-9])*")
_FRAME = Pattern("(?:[\u4e00-\u9fff，。；：、（）()“”《》\n ]|$)")
_NOT_MASK = Pattern("[xX×](?:光|线|射线|轴|染色体|形|型|刀|连锁|综合征)")
_NUMERALS = frozenset("零〇○一二两三四五六七八九十百千万亿0123456789")
_SCALED = frozenset("万亿年月日")
_DATE_SIGN = Pattern(r"[-—~～至]{1,2}")
_DATE_END = Pattern(
    r"[0-9xX×＊*]{1,4}(?:年|月份?|日)(?:[0-9xX×＊*]{1,2}(?:月份?|日))?(?:[0-9xX×＊*]{1,2}日)?"
)
_INFIX = Pattern("[余多](?=.{0,6}$)")
_MODEL = Pattern("[XxＸ][0-9]{2,4}")
_TIMES = Pattern(r"[0-9０-９.]+[xX×*＊][0-9０-９.]+")
_DIGIT = frozenset("0123456789０１２３４５６７８９")
_PRODUCT = _DIGIT | {"."}
_PLUS = frozenset("+＋")
_BRACKETS = frozenset("〔[（(")
# What may follow the first character of _NOT_MASK.
_NOT_MASKED = frozenset("光线射轴染形型刀连综")
_RANGE_SIGNS = frozenset("-—–~～至比:：∶/")


def read_mask(text: str, start: int) -> Reading | None:  # noqa: PLR0911  one line per form
    """Return the masked figure whose run of digits and x begins at `start`, or None."""
    following = text[start + 1 : start + 2]
    total = _SUM.match(text, start) if following in _PLUS else None
    if total:
        return Reading(start, total.end(), "identifier", open=False)
    document = _DOCUMENT.match(text, start) if _is_near_bracket(text, start) else None
    if document:
        return Reading(start, document.end(), "placeholder", open=False)
    match = _MASK.match(text, start)
    if not match or not _BARE_X.search(match["run"]) or not _stands_alone(text, start, match.end()):
        return None
    run = match["run"]
    if (following in _NOT_MASKED and _NOT_MASK.match(text, start)) or _is_product(run):
        return None
    if following in _DIGIT and _MODEL.fullmatch(run) and text[match.end() : match.end() + 1] not in "年月":
        return Reading(start, match.end(), "identifier", open=False)
    if set(run) <= {"*", "＊", "_"}:
        return _stars(text, start, match.end())
    return _finish(text, start, match.end())


def read_circles(text: str, start: int, end: int) -> Reading | None:
    """Return 〇〇人 or ○○年: two circles and more that are no numeral hide a figure."""
    if text[start - 1 : start] in _NUMERALS and start:
        return None
    reading = _finish(text, start, end)
    return reading if reading.end > end else None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter touches the run; AFPx例 is a mask too: small x behind capitals, a unit behind it."""
    if text[end : end + 1] in _ASCII:
        return False
    before = text[start - 1 : start] if start else ""
    return before not in _ASCII or (
        before.isupper() and text[start] == "x" and match_unit(text, end) is not None
    )


def _is_near_bracket(text: str, start: int) -> bool:
    """Whether a bracket of a year follows so near that a document's number may begin at `start`."""
    return not _BRACKETS.isdisjoint(text[start + 1 : start + 10])


def _is_product(run: str) -> bool:
    """7×24, 3*5 are products of digits, not masks; so is 5x8."""
    return run[0] in _PRODUCT and run[-1] in _PRODUCT and _TIMES.fullmatch(run) is not None


def _stars(text: str, start: int, end: int) -> Reading | None:
    """Asterisks are emphasis in Markdown; in front of a unit they hide a figure."""
    unit = match_unit(text, end)
    if unit is None and not _PLACE.match(text, end) and text[end : end + 1] not in _SCALED:
        return None
    return _finish(text, start, end)


def _finish(text: str, start: int, end: int) -> Reading:
    before = end
    span = _RANGE.match(text, end) if text[end : end + 1] in _RANGE_SIGNS else None
    end = span.end() if span else end
    dated = text[end : end + 1] in _BEGIN_DATE
    months = _RANGE_OF_MONTHS.match(text, end) if dated else None
    if months:
        return _placeholder(text, start, months.end(), None)
    date = _DATE.match(text, end) if dated else None
    if date and (end - start > 1 or date.end() - end > 1 or span is None):
        return _placeholder(text, start, _more_date(text, date.end()), None)
    place = _PLACE.match(text, before)
    counted = match_unit(text, before)
    if place and len(place.group().strip()) > len(counted or ""):
        counted = None  # 与xx集团合作: no 集 is counted
    if place and counted in (
        None,
        "县",
        "市",
        "区",
        "省",
        "乡",
        "镇",
        "村",
        "街道",
        "社区",
        "州",
        "旗",
        "盟",
    ):
        return Reading(start, place.end(), "placeholder", open=False)
    scale = _SCALE.match(text, end)
    close = scale.end() if scale and scale.group().strip() else end
    gap = close + 1 if text[close : close + 1] == " " else close
    unit = match_unit(text, gap)
    return _placeholder(text, start, gap + len(unit) if unit else close, unit)


def _more_date(text: str, end: int) -> int:
    sign = _DATE_SIGN.match(text, end)
    if sign:
        match = _DATE_END.match(text, sign.end())
        if match:
            return match.end()
    return end


def _placeholder(text: str, start: int, end: int, unit: str | None) -> Reading:
    reading = Reading(start, end, "placeholder", unit=written_unit(unit) if unit else None, open=False)
    prefix = find_prefix(text, start, text[end : end + 2])
    suffix = find_suffix(text, end)
    infix = _INFIX.search(text[start:end])
    if prefix:
        reading.qualifier = prefix[0]
    elif infix and unit:
        reading.qualifier = infix.group()
    elif suffix:
        reading.qualifier = suffix[0]
    return reading
