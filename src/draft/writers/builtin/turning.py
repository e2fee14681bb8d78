"""Notes → clauses: 实施方案修订 becomes 修订实施方案, 告知书印制x万份 becomes 印制告知书x万份.

Bureaus send in notes that name the thing first; official prose opens with the verb. A clause is turned
only when it closes with a verb that takes such a thing as its object, the thing ends in a noun of the
table, nothing hints that it acts by itself, and no date, number or negation would change its place.
Words are moved, none is added or dropped; anything doubtful stays as it was written.
"""

import re

from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.deeds import LOOKED_AT, SITE_ENDS
from draft.writers.builtin.events import QUOTED, is_note, turn_by_class, turn_list, without_names
from draft.writers.builtin.lexing import ADVERBS, NUMBER, TIME, closing_word, leading_verb

_PLAIN = frozenset((*words.TURNING_VERBS, *words.NOUNLIKE_VERBS))
_TAKEN_ON = frozenset(("招聘", "招录", "招收", "选聘", "招选"))
_PERSONS = (
    "人员",
    "人才",
    "医师",
    "护士",
    "教师",
    "干部",
    "毕业生",
    "博士",
    "硕士",
    "研究生",
    "专业",
    "员",
    "主任",
    "校长",
)
_MADE_SO = frozenset(("改造", "改革", "建设", "管理", "改建"))
_IN_PLANS = _PLAIN | frozenset(words.TURNING_IN_PLANS)
_SIZES = (5, 4, 3, 2)
"""Lengths of the verbs and adverbs looked for, longest first; one character is too little to go by."""
_COUNT = Pattern(
    rf"(?:约|近|超)?{NUMBER}[0-9xX.,余多]{{0,24}}[万亿]?[\u4e00-\u9fff㎡]{{1,4}}(?:、{NUMBER}[0-9xX.,余多]{{0,24}}[万亿]?[\u4e00-\u9fff]{{1,3}})?(?:左右|以上)?$"
)
_OF_THE_COUNT = Pattern(
    r"，(?:[\u4e00-\u9fff]{2,6}率|每|占|其中|同比|比上年|较上年|完成率|办结率|合格率|结案率|整改率|满意率|参加|惠及|覆盖|人均|户均|合计|金额|涉及|已完成|涉外|亩产|总产|单产|产量|产值|总数|总量|其中|学员|心理咨询|"
    r"(?:[0-9]{1,2}月|年底|年内|[上下]半年)[\u4e00-\u9fff0-9]{0,4}(?:验收|完工|竣工|完成|投用))"
)
_COUNTED_OBJECT = Pattern(r"^[\u4e00-\u9fff]{0,10}(?:单位|企业|平台|商家|商户|经营户|主体|店|场所)$")
"""What is itself counted by 家 or 户: 电梯维保单位约谈5家 can only mean that five of them were called in."""
_COUNTED_MODEL = Pattern(r"^[\u4e00-\u9fff]{0,12}(?:机构|学校|单位|社区|小区|村|镇|家庭|基地|窗口|园区)$")
_MADE_OF_THEM = frozenset(("创建", "培育", "认定"))
_DONE_TO_FIRMS = frozenset(("约谈", "注销", "吊销", "取缔", "关停", "查处", "新增", "培育"))
_NAME_MASK = Pattern(r"(?:xx|XX|X|x)(?=[省市县区镇乡村社街、和等岁])")
_NUMERAL = Pattern(r"(?<!^)[一二三四五六七八九十百千][个项家名场次类种]")
_UNFIT = Pattern(
    r"[！？]|[不未没无被把将由使让对向在从与同为是有者按以于]|得到|予以|加以|进行|获得|有所|各自|分别|均|都"
)
_MADE_NOUN = Pattern(r"^(?:方案|意见|会|细则|办法|制度|机制|计划)")
_LINKING = tuple(word for word in words.LINKING if len(word) > 1)
_SHORTEST = 2
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("‘", "’"))


def turn_clauses(text: str, *, plan: bool) -> str:
    """Return the text with each comma-parted clause turned where that is safe.

    Args:
        plan: in a plan also 提高, 扩大 and their like are turned; elsewhere they state a result and stay.
    """
    parts = re.split(r"([，；：])", text)
    return "".join(_turn(part, parts[place + 1 :], plan=plan) for place, part in enumerate(parts))


def _ends_thought(rest: list[str]) -> bool:
    """True when a count may be moved with its verb: nothing follows, or only what is said of that count."""
    if not rest or _OF_THE_COUNT.match("".join(rest)):
        return True
    told = rest[1] if rest[0] == "，" else ""
    apart = leading_verb(told) != "" or is_note(told) or _is_curt(told) or _is_none(told)
    return bool(apart)


def _is_none(told: str) -> bool:
    """True for what did not happen, told by itself: “民转刑”命案0起."""
    return told[-2:-1] == "0" and told[-1] in "起件人例宗" and told[-3:-2].strip("0123456789.") != ""


def _is_curt(told: str) -> bool:
    """True for a few characters before a number: they are said of the count before them, 缴毒3.4公斤."""
    return next((place for place, char in enumerate(told) if char.isdigit()), 0) in {2, 3}


def _turn(part: str, rest: list[str], *, plan: bool) -> str:
    """Return one clause with its verb in front, or unchanged.

    Args:
        rest: the marks and clauses that follow it.
    """
    if any(part.count(opening) != part.count(closing) for opening, closing in _PAIRS):
        return part
    closing = _COUNT.search(part)
    tail = closing.group() if closing and _ends_thought(rest) else ""
    before = part[: len(part) - len(tail)]
    rebuilt = (
        turn_list(part) or _counted(before, tail) or _rebuilt(before, tail) or _by_class(part, closing, rest)
    )
    if rebuilt:
        return rebuilt
    verb = closing_word(before, _IN_PLANS if plan else _PLAIN, _SIZES)
    thing, adverbs = _split_adverbs(before[: len(before) - len(verb)])
    if not verb or not _may_be_object(thing, verb):
        return part
    proved = (adverbs and not (thing.endswith("”") and verb in LOOKED_AT)) or (
        tail and thing.endswith(words.PHYSICAL_ENDS)
    )
    return part if verb in words.NOUNLIKE_VERBS and not proved else adverbs + verb + thing + tail


def _by_class(part: str, closing: re.Match[str] | None, rest: list[str]) -> str:
    """Return the clause turned by the class of its words, where no bare count that follows would join it."""
    tail = closing.group() if closing else ""
    bare = _BARE_NEXT.fullmatch(rest[1]) if rest and rest[0] == "，" else None
    apart = bare and bare["noun"] and (tail.endswith(bare["unit"]) or not bare["noun"].endswith(SITE_ENDS))
    joined = bare and not (_ends_thought(rest) or apart)
    return "" if joined or (rest and rest[0] == "：") else turn_by_class(part[: len(part) - len(tail)], tail)


_BARE_NEXT = Pattern(
    rf"(?P<noun>[\u4e00-\u9fff“”]{{0,14}}?){NUMBER}[0-9xX.,余多]*[万亿]?(?P<unit>[\u4e00-\u9fff]{{1,3}})"
)


def _counted(before: str, tail: str) -> str:
    """Return 电梯维保单位约谈5家 as 约谈电梯维保单位5家: what is itself counted by 家 or 户."""
    firm = before[:-2] if before[-2:] in _DONE_TO_FIRMS and tail.endswith(("家", "户", "次")) else ""
    model = before[:-2] if before[-2:] in _MADE_OF_THEM and tail else ""
    return (
        before[-2:] + before[:-2] + tail if _COUNTED_OBJECT.match(firm) or _COUNTED_MODEL.match(model) else ""
    )


_REBUILT = Pattern(
    r"^([\u4e00-\u9fff“”（）]{0,14}(?:院|室|所|站|校|园|楼|堂|房|市场|公厕|停车场|车位|书屋|广场|公园|中心|小区|小巷|街巷|管网|道|路|桥|公路|道路|"
    r"河道|绿地|示范点|幸福院|农田|大棚|垃圾|污水|撂荒地|宅基地|水渠|渠道|党组织|公证|证照|抵押登记|苗木|树木|乔木|矿山|矿区|岸线|湿地|作坊|商圈))"
    r"(建设|改造|新建|改建|扩建|修缮|维修|修建|硬化|亮化|清运|处理|复耕|审批|整治|栽植|疏浚|整顿|办理|提升|修复)$"
)
_SENT = Pattern(
    r"^([\u4e00-\u9fff]{0,8}(?:医师|医生|专家|人员|干部|教师|骨干|队员|党员|护士|指导员|特派员|工作队))(下派|选派|派出|抽调)$"
)
"""Who is sent out cannot be who sends."""
_GROWN = Pattern(
    r"^((?:[\u4e00-\u9fff]{0,4})(?:小麦|水稻|玉米|大豆|油菜|蔬菜|早稻|晚稻|中稻|棉花|花生|马铃薯|红薯|苹果|柑橘|脐橙|茶叶|中药材|烟叶|食用菌|牧草))"
    r"(收获|收割|种植|播种|移栽)$"
)
_ADDED = Pattern(
    r"^([\u4e00-\u9fff“”（）]{2,14}(?:组织|党员|团员|就业|学位|床位|托位|泊位|车位|企业|机构|主体|大棚|基地|合作社|农场|贷款|站点|线路|"
    r"岗位|学校|幼儿园|设施|设备|摄像头|充电桩|绿地|耕地|投资|人才|用户|会员|志愿者|示范点|示范户|驿站|网点|专利|商标|品牌))(新增|净增|增设)$"
)
"""What came on top cannot have added anything itself."""
_HOTLINE = Pattern(r"^(1[0-9]{4}[\u4e00-\u9fff]{2,6})(接听|受理|转办|办理)$")
_SPENT = Pattern(r"^([\u4e00-\u9fff]{0,10}(?:资金|经费|专项债))(投入|拨付)$")
_BAD_MODEL = Pattern(r"化$|[不未已均被将由在对为与]|新建|改造|建设|工程|试点|标准化|更新")


def _rebuilt(before: str, tail: str) -> str:
    """Return `敬老院改造4所` as 改造敬老院4所: a place or thing that cannot have done it itself."""
    sent = (_SENT.match(before) or _GROWN.match(before) or _SPENT.match(before)) if tail else None
    hotline = _HOTLINE.match(before) if tail else None
    if hotline:
        return hotline.group(2) + hotline.group(1) + tail
    sent = sent or (_ADDED.match(before) if tail else None)
    if sent and not re.search(NUMBER, before):
        return sent.group(2) + sent.group(1) + tail
    if (
        before.endswith("隐患排查")
        and tail.endswith(("处", "个", "项", "条"))
        and not _BAD_MODEL.search(before)
    ):
        return f"排查{before[:-2]}{tail}"
    match = _REBUILT.match(before) if tail else None
    if not match or _BAD_MODEL.search(match.group(1)) or re.search(NUMBER, before):
        return ""
    return match.group(2) + match.group(1) + tail


def _split_adverbs(thing: str) -> tuple[str, str]:
    """Return the thing without the adverbs behind it, and those adverbs."""
    adverbs = ""
    while True:
        found = closing_word(thing, ADVERBS, _SIZES)
        if not found or thing.endswith(words.THING_ENDS):
            return thing, adverbs
        thing, adverbs = thing[: len(thing) - len(found)], found + adverbs


def _may_be_object(thing: str, verb: str) -> bool:
    """True when the thing can only be what is acted upon."""
    if _is_another_sort(thing, verb) or leading_verb(thing) == thing:
        return False
    founded = verb in words.FOUNDING_VERBS and thing.endswith(words.FOUNDED)
    if len(thing) < _SHORTEST or not (founded or thing.endswith(words.THING_ENDS)):
        return False
    plain = without_names(thing)
    if _UNFIT.search(plain) or TIME.match(thing) or _opens_as_action(thing):
        return False
    if re.search(NUMBER, _NAME_MASK.sub("", QUOTED.sub("", thing))) or _NUMERAL.search(thing):
        return False
    if any(w in plain[_SHORTEST:] for w in (*words.BREAKING_ADVERBS, *_LINKING)) or _lists_clauses(thing):
        return False
    return founded or thing.endswith(words.PHYSICAL_ENDS) or not thing.endswith(words.ACTING)


def _is_another_sort(thing: str, verb: str) -> bool:
    """True where the thing belongs to the work's name (数字化改造) or acts itself (事业单位公开招聘)."""
    return (thing.endswith("化") and verb in _MADE_SO) or (verb in _TAKEN_ON and not thing.endswith(_PERSONS))


def _lists_clauses(thing: str) -> bool:
    """True when an item of a list is a clause itself: 中心建立、队伍组建."""
    return any(item.endswith(tuple(words.PURE_VERBS)) for item in thing.split("、")[:-1])


def _opens_as_action(thing: str) -> bool:
    verb = leading_verb(thing)
    return verb in words.PURE_VERBS and not _MADE_NOUN.match(thing[len(verb) :])
