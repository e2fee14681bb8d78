"""Rules of form about the elements of a document: title, recipient, annexes, requests, sign-off, references.

They look at a whole document: a text whose first line is no title has no elements and breaks none of them.
Source: GB/T 9704-2012 7; 党政机关公文处理工作条例.
"""

import re
from collections.abc import Iterator

from draft.form.rule import Rule, Span, pattern_rule
from draft.numbers.patterns import Pattern

_KINDS = (
    "总结|报告|计划|要点|方案|安排|打算|汇报|通报|简报|通知|意见|请示|函|纪要|公告|通告|决定|决议|批复|议案|情况|"
    "材料|讲话|说明|思路|办法|规定|细则|预案|规划|体会|发言|稿|清单|简介|快报|动态"
)
_TYPED = Pattern(rf"(?:{_KINDS})(?:[（(][^（）()]{{1,12}}[）)])?$")
_DATED = Pattern(
    r"[0-9xX×〇零一二三四五六七八九]{2,4}\s*年|[上下]半年|季度|(?<![0-9一二三四五六七八九十])[0-9一二三四五六七八九十]++月|年度|第[0-9]+期|十[三四五六]五"
)
_PERIODIC = Pattern(r"(?:总结|计划|要点)(?:[（(][^（）()]{1,12}[）)])?$")
_TITLE = Pattern(r"\A\s*(?P<mark>#[ \t]+)?(?P<title>[^\n]+)")
_LONGEST_TITLE = 60
_RECIPIENT = Pattern(r"\A\s*+(?:#[ \t]+)?[^\n]+\n\s*(?P<line>(?![#>|\-])[^\n。]{2,40})(?=\n)")
_UPWARD = Pattern(r"(?:报告|请示)$")
_NAMES = Pattern(r"(?:委|政府|局|办|党委|委员会)、")
_REQUEST = Pattern(
    r"请(?:予)?(?:批示|批复|审批|批准|核准|解决|拨付|拨款|增拨|支持解决|追加)|(?:妥否|当否|可否|是否妥当)[，,]?请|"
    r"(?:恳请|呈请|特请)[^。；\n]{0,24}(?:批准|解决|支持|拨付|拨款|资金|经费|编制|予以)"
)
_ANNEX_LIST = Pattern(r"(?m)^附件：(?P<first>[^\n]*)(?P<rest>(?:\n+[ \t　]*[2-9][.．][^\n]+)*)")
_ANNEX_NAME = Pattern(r"(?m)^(?:附件：)?[ \t　]*(?:(?P<number>[0-9]{1,2})[.．])?(?P<name>[^\n]+)$")
_ANNEX = Pattern(r"(?m)^(?:#+ )?附件(?P<number>[0-9]{0,2})[ \t]*\n+(?:#+ )?(?P<name>[^\n]+)")
_CITED = Pattern(r"(?:见|参见|详见|附)附件[ \t]?(?P<number>[0-9]{1,2})")
_SIGN_OFF = Pattern(
    r"\n(?P<issuer>(?!#)[^\n。，；：#]{3,30})\n+(?P<date>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)\s*\Z"
)
_DAY = Pattern(r"(?P<year>(?:19|20)[0-9]{2})年(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])日")
_UNTIL = Pattern(r"截至(?P<date>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)")
_ABOUT = Pattern(r"^关于")
_BLANK = Pattern(
    r"【(?:待[^】\n]{0,12}|[^】\n]{0,8}(?:编号|填写|补充|核实))】|〔待[^〕\n]{0,12}〕|(?<!X)X{3,}+号"
)
_NUMBER_FIRST = Pattern(r"〔[0-9]{4}〕[0-9]+号(?:文件)?(?=《)")
_QUOTED_TITLE = Pattern(r"《([^《》\n]{2,60})》")
_END_MARKS = "。；，、：:;,."


def _title_of(text: str) -> re.Match[str] | None:
    """Return the title: the first line, marked as one or, in plain text, ending with a kind of document."""
    first = _TITLE.match(text)
    if first is None or first.group("mark"):
        return first
    title = first.group("title").strip()
    plain = len(title) <= _LONGEST_TITLE and "。" not in title and "\n" in text[first.end() :].strip(" ")
    return first if plain and _TYPED.search(title) else None


def find_untyped_titles(text: str) -> Iterator[Span]:
    """Yield a title that does not end with a kind of document."""
    title = _title_of(text)
    if title and not _TYPED.search(_bare(title.group("title"))):
        yield title.span("title")


def find_undated_titles(text: str) -> Iterator[Span]:
    """Yield the title of a summary or a plan without its period."""
    title = _title_of(text)
    if title and _PERIODIC.search(_bare(title.group("title"))) and not _DATED.search(title.group("title")):
        yield title.span("title")


def find_ownerless_titles(text: str) -> Iterator[Span]:
    """Yield the title of a summary or a plan with no office before the period."""
    title = _title_of(text)
    if not title or not _PERIODIC.search(_bare(title.group("title"))):
        return
    dated = _DATED.search(title.group("title"))
    if dated and dated.start() == 0:
        yield title.span("title")


def _bare(title: str) -> str:
    return title.strip().rstrip(_END_MARKS + "！")


def find_bad_recipients(text: str) -> Iterator[Span]:
    """Yield the colon of a recipient that is half-width or has another mark beside it."""
    line = _RECIPIENT.match(text)
    marks = re.search(r"(?<![：:；;，,])[：:；;，,]*[：:][；;，,]*+$", line.group("line")) if line else None
    if line and marks and marks.group() != "：":
        yield line.start("line") + marks.start(), line.start("line") + marks.end()


def find_several_superiors(text: str) -> Iterator[Span]:
    """Yield the recipient of an upward paper that names more than one office."""
    title, line = _title_of(text), _RECIPIENT.match(text)
    upward = title and _UPWARD.search(_bare(title.group("title")))
    if upward and line and line.group("line").endswith("：") and _NAMES.search(line.group("line")):
        yield line.span("line")


def find_requests(text: str) -> Iterator[Span]:
    """Yield requests within a 报告."""
    title = _title_of(text)
    if title and _bare(title.group("title")).endswith("报告") and "可行性" not in title.group("title"):
        yield from (match.span() for match in _REQUEST.finditer(text, title.end()))


def _listed(text: str) -> Iterator[tuple[str, str, Span]]:
    """Yield number (1 where none stands), name and place of every annex of the 附件说明."""
    for block in _ANNEX_LIST.finditer(text) if "附件：" in text else ():
        for line in _ANNEX_NAME.finditer(text, block.start(), block.end()):
            yield line.group("number") or "1", line.group("name").strip(), line.span("name")


def find_marks_after_annexes(text: str) -> Iterator[Span]:
    """Yield the mark behind the name of an annex."""
    for _, name, (start, _) in _listed(text):
        if name[-1:] in _END_MARKS:
            end = text.index(name, start) + len(name)
            yield end - 1, end


def find_renamed_annexes(text: str) -> Iterator[Span]:
    """Yield the title of an annex that is another than the 附件说明 gives."""
    names = {number: name.rstrip(_END_MARKS) for number, name, _ in _listed(text)}
    for annex in _ANNEX.finditer(text):
        wanted = names.get(annex.group("number") or "1")
        if wanted is not None and wanted != annex.group("name").strip():
            yield annex.span("name")


def find_missing_annexes(text: str) -> Iterator[Span]:
    """Yield references to an annex that is neither listed nor there."""
    there = {number for number, _, _ in _listed(text)} | {
        m.group("number") or "1" for m in _ANNEX.finditer(text)
    }
    if _title_of(text):
        yield from (match.span() for match in _CITED.finditer(text) if match.group("number") not in there)


def find_unused_annexes(text: str) -> Iterator[Span]:
    """Yield annexes that are listed but not referred to, in a text that refers to others."""
    cited = {match.group("number") for match in _CITED.finditer(text)}
    if cited:
        yield from (span for number, _, span in _listed(text) if number not in cited)


def find_foreign_sign_offs(text: str) -> Iterator[Span]:
    """Yield the office of the sign-off where the title names another."""
    title, signed = _title_of(text), _SIGN_OFF.search(text)
    if not (title and signed) or _ABOUT.match(title.group("title")):
        return
    dated = _DATED.search(title.group("title"))
    owner = title.group("title")[: dated.start()].removesuffix("关于") if dated else ""
    if owner and not _is_one_office(owner, signed.group("issuer").strip()):
        yield signed.span("issuer")


def _is_one_office(one: str, other: str) -> bool:
    """True when the shorter name is an abbreviation of the longer: its characters in their order."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(character in rest for character in shorter)


def find_early_sign_offs(text: str) -> Iterator[Span]:
    """Yield the date of the sign-off where a figure of the text is of a later day."""
    signed = _SIGN_OFF.search(text)
    if not signed:
        return
    latest = max((_day(match.group("date")) for match in _UNTIL.finditer(text)), default=(0, 0, 0))
    if latest > _day(signed.group("date")):
        yield signed.span("date")


def _day(text: str) -> tuple[int, int, int]:
    match = _DAY.search(text)
    return (int(match["year"]), int(match["month"]), int(match["day"])) if match else (0, 0, 0)


def find_blanks(text: str) -> Iterator[Span]:
    """Yield what is still to be filled in by the office."""
    yield from (match.span() for match in _BLANK.finditer(text))


def find_numbers_before_titles(text: str) -> Iterator[Span]:
    """Yield a document number that stands before the title it belongs to."""
    yield from (match.span() for match in _NUMBER_FIRST.finditer(text))


def find_unlisted_references(text: str, material: str) -> Iterator[Span]:
    """Yield titles in 《》 that the material does not have."""
    for match in _QUOTED_TITLE.finditer(text):
        if match.group(1) not in material:
            yield match.span()


UNLISTED = Rule(
    "F14",
    "实务",
    "要点里没有这个文件：依据只写要点里有的，名称照抄",
    lambda text: find_unlisted_references(text, ""),
    ("按照《关于加强基层工作的意见》",),
    ("按照上级要求",),
)
"""Asked only where the facts are known; its examples stand for facts that name no document."""


def _mend_recipient(text: str) -> str:
    for start, end in find_bad_recipients(text):
        return f"{text[:start]}：{text[end:]}"
    return text


def _mend_annexes(text: str) -> str:
    for start, end in sorted(find_marks_after_annexes(text), reverse=True):
        text = text[:start] + text[end:]
    return text


_TEXT = "\n\n正文。\n"
_LISTED = "# XX县2025年工作报告\n\n正文{}。\n\n附件：1.主要指标一览表{}\n　　　2.任务分解表\n"

ELEMENTS: tuple[Rule, ...] = (
    Rule(
        "F01",
        "一般",
        "标题要有文种：总结、报告、计划、通报……",
        find_untyped_titles,
        (f"# XX县卫生健康委2025年工作{_TEXT}", f"# 2025年卫生健康{_TEXT}"),
        (
            f"# XX县卫生健康委员会2025年工作总结{_TEXT}",
            f"# XX县2025年工作计划（征求意见稿）{_TEXT}",
            "没有标题的一段话。",
        ),
        "条例第九条",
    ),
    Rule(
        "F01",
        "一般",
        "总结、计划的标题要有时间",
        find_undated_titles,
        (f"# XX县卫生健康委工作总结{_TEXT}",),
        (
            f"# XX县卫生健康委2025年工作总结{_TEXT}",
            f"# xx区卫生局xxxx年工作总结{_TEXT}",
            f"# 关于安全生产的报告{_TEXT}",
        ),
        "条例第九条",
    ),
    Rule(
        "F01",
        "一般",
        "总结、计划的标题要有单位",
        find_ownerless_titles,
        (f"# 2025年工作总结{_TEXT}",),
        (f"# XX县卫生健康委2025年工作总结{_TEXT}", f"# 2025年第一季度安全生产情况的通报{_TEXT}"),
        "条例第九条",
    ),
    pattern_rule(
        "F03",
        "规定",
        "发文字号不加“第”，不编虚位",
        r"〔([0-9]{4})〕(?:第0*+|0++)([0-9]++)号",
        flags=("卫健发〔2025〕第03号", "卫健发〔2025〕03号"),
        passes=("卫健发〔2025〕3号", "卫健发〔2025〕30号"),
        source="GB/T 9704 7.2.5",
        signs="〔",
        replacement=r"〔\1〕\2号",
    ),
    pattern_rule(
        "F03",
        "规定",
        "发文字号的年份写全称",
        r"〔[0-9]{2}〕[0-9]++号",
        flags=("卫健发〔25〕3号",),
        passes=("卫健发〔2025〕3号",),
        source="GB/T 9704 7.2.5",
        signs="〔",
    ),
    Rule(
        "F05",
        "规定",
        "主送机关后用全角冒号，不加别的标点",
        find_bad_recipients,
        (f"# XX县2025年工作报告\n\n市卫生健康委:{_TEXT}", f"# XX县2025年工作报告\n\n市卫生健康委：；{_TEXT}"),
        (
            f"# XX县2025年工作报告\n\n市卫生健康委：{_TEXT}",
            "# XX县2025年工作报告\n\n现将有关情况报告如下:一是抓培训。\n",
        ),
        "GB/T 9704 7.3.2",
        _mend_recipient,
    ),
    Rule(
        "F05",
        "一般",
        "上行文原则上主送一个上级机关，其余用抄送",
        find_several_superiors,
        (f"# XX县2025年工作报告\n\n市委、市政府：{_TEXT}",),
        (
            f"# XX县2025年工作报告\n\n市人民政府：{_TEXT}",
            f"# 关于安全生产情况的通报\n\n各镇政府、县直各单位：{_TEXT}",
        ),
        "条例第十五条（一）",
    ),
    Rule(
        "F06",
        "规定",
        "附件名称后不加标点",
        find_marks_after_annexes,
        (_LISTED.format("", "。"), "# XX县工作报告\n\n附件：主要指标一览表；\n"),
        (_LISTED.format("", ""), "附件齐全。"),
        "GB/T 9704 7.3.4",
        _mend_annexes,
    ),
    Rule(
        "F06",
        "规定",
        "附件的标题与附件说明一致",
        find_renamed_annexes,
        (_LISTED.format("", "") + "\n附件1\n\n指标表\n",),
        (_LISTED.format("", "") + "\n附件1\n\n主要指标一览表\n",),
        "GB/T 9704 7.3.7",
    ),
    Rule(
        "F07",
        "规定",
        "文中所说的附件不存在",
        find_missing_annexes,
        (_LISTED.format("（见附件3）", ""),),
        (_LISTED.format("（见附件2）", ""), "一段话（见附件3）。"),
        "GB/T 9704 7.3.7",
    ),
    Rule(
        "F07",
        "实务",
        "附件说明里的附件，正文没有提到",
        find_unused_annexes,
        (_LISTED.format("（见附件2）", ""),),
        (_LISTED.format("（见附件1），分工见附件2", ""), _LISTED.format("", "")),
    ),
    Rule(
        "F08",
        "规定",
        "报告不得夹带请示事项；另行请示，或改用“特此报告”",
        find_requests,
        ("# XX县2025年工作报告\n\n妥否，请批示。\n", "# XX县2025年工作报告\n\n恳请市财政局给予经费支持。\n"),
        (
            "# XX县2025年工作报告\n\n特此报告。\n",
            "# 关于增拨经费的请示\n\n妥否，请批示。\n",
            "# XX县2025年工作报告\n\n以上报告，请予审议。\n",
        ),
        "条例第十五条（四）",
    ),
    Rule(
        "F09",
        "实务",
        "署名与标题里的单位不是同一个",
        find_foreign_sign_offs,
        ("# XX县卫生健康委2025年工作总结\n\n正文。\n\nXX县医疗保障局\n\n2025年12月28日\n",),
        (
            "# XX县卫生健康委2025年工作总结\n\n正文。\n\nXX县卫生健康委员会\n\n2025年12月28日\n",
            "# 关于2025年工作的报告\n\n正文。\n\nXX县医疗保障局\n\n2025年12月28日\n",
        ),
    ),
    Rule(
        "F09",
        "实务",
        "成文日期早于文中数据的截止日期",
        find_early_sign_offs,
        ("# XX县2025年工作总结\n\n截至2025年12月31日，培训35人。\n\nXX县教育局\n\n2025年12月28日\n",),
        ("# XX县2025年工作总结\n\n截至2025年11月15日，培训35人。\n\nXX县教育局\n\n2025年12月28日\n",),
    ),
    Rule(
        "F13",
        "实务",
        "还有待填的空：文号、签发人等由办公室填写",
        find_blanks,
        ("卫健发〔2025〕【待编号】", "联系人：【待填写】"),
        ("卫健发〔2025〕3号", "【典型案例】", "XX县2025年"),
    ),
    Rule(
        "F14",
        "一般",
        "引用公文先引标题，后引文号：《……》（×发〔2025〕3号）",
        find_numbers_before_titles,
        ("按照国卫发〔2024〕3号《关于加强基层工作的意见》",),
        ("按照《关于加强基层工作的意见》（国卫发〔2024〕3号）", "按照国卫发〔2024〕3号文件要求"),
        "公文处理惯例",
    ),
)
