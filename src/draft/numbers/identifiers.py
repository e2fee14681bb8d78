"""Numbers that name instead of counting: document numbers, standards, hotlines, phones, models, roads."""

import re

from draft.numbers.patterns import Pattern
from draft.numbers.reading import Reading
from draft.numbers.units import match_unit

_D = "[0-9０-９]"
_DOC = Pattern(r"[〔\[［【（(](?:19|20)\d\d[〕\]］】）)][ ]?(?:第)?[ ]?\d{1,5}[ ]?号?")
_DOC_HEAD = Pattern("[\u4e00-\u9fffA-Za-z·]{1,10}$")
_DOC_STOP = Pattern(
    ".*(?:根据|按照|依据|依照|印发|下发|转发|贯彻|落实|执行|参照|文件|以及|通知|关于|文号|和|与|及|的"
    "|以|见|由|按|将|对|即|为|在|出台|制定|发布|、)"
)
_PHONE = Pattern(
    r"1[3-9]\d{9}(?!\d)|0\d{2,3}[-—－ ]?\d{7,8}(?!\d)|[48]00[-—－ ]?\d{3,4}[-—－ ]?\d{3,4}(?!\d)"
    r"|\d{7,8}(?=转\d)|\d{17}[0-9Xx](?!\d)"
)
_HOTLINE = Pattern(
    r"(?:1(?:1[0479]|2[02]|0086|0000|0010|2[23]\d\d)|12\d{3}|95\d{3,4}|96\d{3,4}|999|10\d{3}|12320"
    r"|12345|12315)(?!\d)(?!\.\d)"
)
_HOTLINE_AFTER = Pattern(
    '[”"]?(?:[、和及/]\\d{3,6})*[”"]?(?:政务|便民|市民|政府|服务|公共卫生|卫生|投诉|举报|咨询'
    "|急救|心理|援助|热线|专线|平台|电话|报警|接警|出警|指挥|调度|救护|转运|急诊|联动|短信|为民"
    "|生态|消费|价格|阳光|受理|办理|办结|承办|转办|接诉|来电)"
)
_HOTLINE_BEFORE = Pattern('(?:拨打|热线|电话|专线|开通|接听|整合|平台|[“"、])$')
_TOKEN_CHARS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_TOKEN = Pattern(r"[A-Za-z0-9]+(?:[-—/.+_:@#&=?%~*×]{1,3}[A-Za-z0-9]+)*\+?")
_DOTTED = Pattern(r"\d{1,3}(?:\.\d{1,3}){2,}")
_QUOTED_MODEL = Pattern('[“"‘「](?P<name>[\u4e00-\u9fff]{1,5}[0-9]{2,6})(?=[”"’」])')
_STANDARD = Pattern(
    r"(?:GB|GBZ|GB/T|GBZ/T|GB/Z|DB ?\d{2}|DB ?\d{2}/T|HJ|HJ/T|WS|WS/T|YY|YY/T|JT/T|JGJ|JGJ/T|CJJ"
    r"|NY/T|SL|LY/T|T/[A-Z]+|ISO|ISO/IEC|IEC|AQ|GA|GA/T|SB/T|TD/T|DL/T|TSG|CNAS|Q/[A-Z]+|JTG|CECS"
    r"|IATF|HACCP|ICD|NO|No)[ .-]?$"
)
_STANDARD_BODY = Pattern(r"[ ]?\d+(?:\.\d+)*(?:[-—–－:：]\d{2,4})?")
_FLIGHT = Pattern("航班|次列车|次航班|次动车|次高铁|次班列")
_PROVINCES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
_PLATE = Pattern(r"[A-Z][·]?[A-Z0-9]{4,6}")
_VERSION = Pattern(r"\d{1,2}\.\d{1,2}(?:版(?!本)|(?=时代|模式阶段))")
_QUOTED_DIGITS = Pattern(r"[“\"‘]\d{2,6}[”\"’]")
_COLLEGES = Pattern("(?:211|985)(?=(?:[、和/](?:211|985))?(?:工程|高校|院校|大学|毕业|、?双一流))")
_PROJECT = Pattern("(?:工程|高校|院校|工作法|行动(?=[计方、，。])|模式|战略|体系(?=建))")
_EVENT_DAY = Pattern(
    r"(?:1[0-2]|[1-9])\.(?:3[01]|[12]\d|[1-9])(?=(?:国家|宪法|消防|全国|世界|国际|防灾|护士|学雷锋"
    r"|植树|禁毒|爱眼|助残|爱耳|晚会|消费者|反诈|法制|税法|安全|志愿)[^，。]{0,6}(?:日|周|宣传"
    r"|活动|晚会))"
)
_PLUS = Pattern(rf"(?:{_D}{{1,4}}|[NnXx])(?:[ ]?[+＋][ ]?(?:{_D}{{1,4}}|[NnXx]))+")
_TIMES = Pattern(rf"{_D}{{1,3}}[ ]?[×xX*＊][ ]?{_D}{{1,3}}(?:[ ]?[×xX*＊][ ]?{_D}{{1,3}})?(?:小时|天)?")
_AFTER_DIGITS = Pattern(
    r"(?:价(?=[^，。、；/元])|型(?=糖尿|冠心|高血|[^，。、；\d])|号(?!召|称|令|角|码)(?:楼|线|院"
    r"|公告|文件|文|提案|议案|机组|井|台风|仓|馆|厅|库|门|地块|令|建议)?|路(?:公交|车)"
    r"|工程院校|次列车|国道|省道|县道|高速|(?<=[056789]0)后|胶|版(?=本))"
)
_ANNEX = Pattern(
    "(?:附件|附表|附图|表|图|专栏|附录|案例|方案|类别|备注|注|步骤|页码|序号|编号|文号|批号|账号"
    "|尾号|代码|证号|学号|车牌|邮编|邮政编码|版本|QQ|群号|房号)[ ：:]?$"
)
_CLAUSE = Pattern(r"(?:条|款|章|节|编|目|项)(?!例)")
_QUOTED_DAY = Pattern(r"\d{1,2}[·．.・•]\d{1,2}(?=[”\"’])")
_DAY_NAME = Pattern(r"\d{1,2}[·•・]\d{1,2}(?!\d)")
_LONG = Pattern(r"\d{9,}(?![.万亿]|\d)")
_ENTITY = Pattern(
    "(?:人民|附属|临床|中心|实验|中医|职业|妇幼|康复|精神|传染|机床|钢铁|师范|高级|初级|军|工程"
    "|地质|勘|汽车|水|建筑|航务|冶金|污水|监狱|看守|热电|棉纺|纺织|税务|幼|小学|中学|医院|高中"
    "|初中|师(?!傅)|野战|研究|公司|集团|强制|劳教|轻|人民法院|检察|国际|社会福利|干休|养老)"
)
_BEFORE = 40


def _token_start(text: str, start: int) -> int:
    place = start
    limit = max(0, start - _BEFORE)
    while place > limit and (
        (text[place - 1].isascii() and (text[place - 1].isalnum() or text[place - 1] in "-/._+:@&=?#%~"))
        or (text[place - 1] in "—–" and place > 1 and text[place - 2].isascii() and text[place - 2].isalnum())
    ):
        place -= 1
    while place < start and not text[place].isalnum():
        place += 1
    return place


def read_identifier(text: str, start: int, end: int, floor: int) -> Reading | None:
    """Return the identifier that contains the Arabic digit at `start`, or None.

    `end` ends the run of digits; an identifier never reaches back over `floor`, the end of the one before.
    """
    before = text[start - 1 : start]
    if before and before in "〔[［【（(":
        found = _document_number(text, start - 1, floor)
        if found:
            return found
    if before.isascii() and (before.isalnum() or before in "-/._+ "):
        found = _token(text, start, floor)
        if found:
            return found
    return _at_digits(text, start, end)


def _document_number(text: str, bracket: int, floor: int) -> Reading | None:
    match = _DOC.match(text, bracket)
    if not match:
        return None
    head = _DOC_HEAD.search(text, max(floor, bracket - 10), bracket)
    start = bracket
    if head:
        stop = _DOC_STOP.match(head.group())
        start = head.start() + (stop.end() if stop else 0)
    return Reading(start, match.end(), "identifier", open=False)


def _token(text: str, start: int, floor: int) -> Reading | None:  # noqa: PLR0911  one line per family
    standard = _STANDARD.search(text, max(floor, start - 12), start)
    if standard:
        body = _STANDARD_BODY.match(text, start)
        return Reading(standard.start(), body.end() if body else start + 1, "identifier", open=False)
    if text[start - 1] == " ":
        return None
    begin = max(floor, _token_start(text, start))
    head = text[begin:start]
    if not any(char in _TOKEN_CHARS for char in head) or (len(head) == 2 and head[1] == "."):  # noqa: PLR2004  A.12人
        return None
    match = _TOKEN.match(text, begin)
    if not match or match.end() <= start:
        return None
    if _FLIGHT.match(text, match.end()):
        return Reading(begin, match.end(), "identifier", open=False)
    if match.group().endswith(("/T", "/Z")):
        body = _STANDARD_BODY.match(text, match.end())
        return Reading(begin, body.end() if body else match.end(), "identifier", open=False)
    if begin > floor and text[begin - 1] in _PROVINCES and _PLATE.fullmatch(match.group()):
        return Reading(begin - 1, match.end(), "identifier", open=False)
    if _counts_after_letters(text, head, start, match.end()):
        return None
    return Reading(begin, match.end(), "identifier", open=False)


_NAMED = frozenset(
    {
        "DN",
        "HRB",
        "LED",
        "PM",
        "COVID",
        "COVID-",
        "DRG",
        "DIP",
        "SARS",
        "CoV",
        "HPV",
        "EV",
        "OHSAS",
        "V",
        "v",
        "IPv",
        "CA",
        "AB",
        "CT",
    }
)
_PREFIX_MONEY = ("US$", "HK$", "USD", "RMB", "CNY", "EUR", "A$")


def _counts_after_letters(text: str, head: str, start: int, end: int) -> bool:
    """GDP5.2%, AFP3例 count; PM2.5, H7N9, G320, COVID-19, N95 name."""
    if head in _PREFIX_MONEY:
        return True
    if len(head) < 2 or not head.isalpha() or head in _NAMED:  # noqa: PLR2004  one letter and digits is a model or a road
        return False
    tail = text[start:end]
    if not re.fullmatch(r"[0-9.]+", tail):
        return False
    return text[end : end + 1] in "%％‰万亿" or match_unit(text, end) is not None


def _at_digits(text: str, start: int, end: int) -> Reading | None:
    following = text[end : end + 1]
    for pattern in _PATTERNS_BEFORE.get(following, ()):
        match = pattern.match(text, start)
        if match:
            return Reading(start, match.end(), "identifier", open=False)
    if end - start >= _SHORTEST_PHONE:
        match = _PHONE.match(text, start)
        if match:
            return Reading(start, match.end(), "identifier", open=False)
    if following in _TOKEN_CHARS:
        found = _letters_after(text, start, end)
        if found:
            return found
    return _named(text, start, end, following)


_SHORTEST_PHONE = 7
# Only these patterns can match when the run of digits is followed by that character.
_PATTERNS_BEFORE: dict[str, tuple[Pattern, ...]] = {
    **dict.fromkeys("-—－", (_PHONE,)),
    " ": (_PHONE, _PLUS),
    **dict.fromkeys("+＋", (_PLUS,)),
    ".": (_DOTTED, _VERSION, _EVENT_DAY),
    **dict.fromkeys("×xX*＊", (_TIMES,)),
}


def _letters_after(text: str, start: int, end: int) -> Reading | None:
    if match_unit(text, end):
        return _generation(text, start, end)
    match = _TOKEN.match(text, start)
    if match is None or match.end() <= end:
        return None
    return Reading(start, _grade_end(text, match.end()), "identifier", open=False)


_GENERATION = Pattern(
    "[1-6][GgＧ](?![Bb])(?=网络|基站|信号|通信|技术|应用|建设|覆盖|智慧|\\+|、|，|。|”|用户|时代"
    "|远程|终端|工厂|医疗|手机|专网|急救|救护|场景|赋能|融合|产业|与|和|等|项目|全|专|通|移动"
    "|示范|独立|会诊|车|云|新|物联|互联|试点|商用|轻量|消息|套餐|创新|标准|牌照|产品|RedCap|-A"
    "|）)"
)


def _generation(text: str, start: int, end: int) -> Reading | None:
    match = _GENERATION.match(text, start)
    return Reading(start, match.end(), "identifier", open=False) if match and match.end() == end + 1 else None


def _grade_end(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "级" and text[end - 1] == "A" else end


def _named(text: str, start: int, end: int, following: str) -> Reading | None:
    before, length = text[start - 1 : start] if start else "", end - start
    if (
        (before in _QUOTES and before and _QUOTED_DIGITS.match(text, start - 1))
        or (
            length in (3, 4)
            and following in "工高院行模战体"
            and text[start] != "0"
            and _PROJECT.match(text, end)
        )
        or (length == len("211") and _COLLEGES.match(text, start))
        or (before in _ANNEX_ENDS and before and _is_annex(text, start, end, following))
        or (length >= _LONG_RUN and _LONG.match(text, start) and match_unit(text, end) is None)
        or (3 <= length <= 6 and _is_hotline(text, start))  # noqa: PLR2004  110 … 100086
    ):
        return Reading(start, end, "identifier", open=False)
    if following in _NAMING:
        after = _AFTER_DIGITS.match(text, end)
        if after and not (following == "号" and before == "月"):
            return Reading(start, after.end(), "identifier", open=False)
    if following in "·•・．." and following:
        pattern = _QUOTED_DAY if before in _QUOTES and before else _DAY_NAME
        day = pattern.match(text, start)
        if day:
            return Reading(start, day.end(), "identifier", open=False)
    return _road(text, start, end) or _quoted_model(text, start, end)


_QUOTES = frozenset('“"‘')
_LONG_RUN = 9
_NAMING = frozenset("价型号路高工次国省县航后胶版")
_ANNEX_ENDS = frozenset("件表图栏录例案别注骤码号证牌编本Q房 ：:")


def _is_annex(text: str, start: int, end: int, following: str) -> bool:
    if following in "%％万亿年月." and following:
        return False
    return _ANNEX.search(text, max(0, start - 6), start) is not None and match_unit(text, end) is None


_NUMBER_GOES_ON = frozenset(".．,，余多几来十百千万亿%％ ")
_ROAD_KINDS = frozenset("国省县乡村")


def _road(text: str, start: int, end: int) -> Reading | None:
    """Return a road named by its number: 国道312线, 省道215."""
    kind = text[start - 2 : start - 1]
    if text[start - 1 : start] != "道" or kind not in _ROAD_KINDS or start < len("国道"):
        return None
    if text[end : end + 1] == "线":
        return Reading(start - 2, end + 1, "identifier", open=False)
    goes_on = text[end : end + 1] in _NUMBER_GOES_ON and end < len(text)
    named = end - start == len("312") and not goes_on and match_unit(text, end) is None
    return Reading(start - 2, end, "identifier", open=False) if named else None


def _quoted_model(text: str, start: int, end: int) -> Reading | None:
    """Return a name of Chinese characters and digits inside quotes: “中麦578”."""
    if text[end : end + 1] not in '”"’」':
        return None
    for place in range(start - 1, max(-1, start - 8), -1):
        if text[place] in '“"‘「':
            match = _QUOTED_MODEL.match(text, place)
            return Reading(place + 1, end, "identifier", open=False) if match and match.end() == end else None
    return None


def _is_hotline(text: str, start: int) -> bool:
    hot = _HOTLINE.match(text, start)
    if not hot:
        return False
    end = hot.end()
    if _HOTLINE_AFTER.match(text, end):
        return True
    following = text[end : end + 1]
    if (following in "万亿%％‰.年余多" and following) or match_unit(text, end):
        return False
    if (
        text[start:end] in _ALWAYS_HOTLINES
        and "\u4e00" <= following <= "\u9fff"
        and following not in "、和与及至到分"
    ):
        return True
    return bool(_HOTLINE_BEFORE.search(text, max(0, start - 4), start))


_ALWAYS_HOTLINES = frozenset({"110", "119", "120", "122", "12345", "12315", "12320", "12356"})


def names_entity(text: str, end: int) -> bool:
    """Whether an ordinal that ends at `end` names a body: 第二人民医院, 第三中学."""
    return _ENTITY.match(text, end) is not None


def is_clause(text: str, end: int) -> bool:
    """Whether 第N is followed by the word of an article: 第三十二条."""
    return _CLAUSE.match(text, end) is not None
