"""Numbers before their things: 新建公办幼儿园4所，新增学位1080个 → 新建4所公办幼儿园，新增1080个学位."""

from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.deeds import WORKS
from draft.writers.builtin.lexing import CJK, leading_verb
from draft.writers.builtin.reordering import NUM, lives_on_another


def count_first(body: str) -> str:
    """Return 新建公办幼儿园4所，新增学位1080个 as 新建4所公办幼儿园，新增1080个学位."""
    parts = body.split("，")
    if len(body) < _SHORTEST_COUNTED:
        return ""
    if any(map(lives_on_another, parts[1:])) or "（" in parts[0] or "；" in body:
        return ""
    turned = [_turn_counts(part) for part in parts]
    told = "，".join(turned)
    return told if turned[0] != parts[0] else ""


_SHORTEST_COUNTED = 12
"""Characters below which a verb, a thing and its number stay in the order of the note."""


def _turn_counts(part: str) -> str:
    """Return a verb, its things and their numbers with every number before its thing, or as they are."""
    verb = _TAKES_COUNTS.match(part)
    items = [_COUNTED.fullmatch(item) for item in part[verb.end() :].split("、")] if verb else []
    if not verb or not items or not all(items):
        return part
    found = [item for item in items if item]
    held = verb.group().endswith(_HELD)
    if any(not _may_follow(item["noun"], item["measure"], held=held) for item in found):
        return part
    return verb.group() + "、".join(f"{item['count']}{item['noun']}" for item in found)


def _may_follow(noun: str, measure: str, *, held: bool) -> bool:
    """True when the noun can stand behind its number: 4所幼儿园, but no 4个省级 and no 312户示范户."""
    unfit = noun.endswith((measure, "级", "类", "批", "等", "上", "内", "次", "余", "约", "近", "共", "达"))
    if measure + noun[0] in _MISREAD or _QUALIFIED.search(noun):
        return False
    if held and noun[-2:] in _DOINGS:
        return False
    quoted = noun.count("“") == noun.count("”") and leading_verb(noun) in _NOMINAL_STARTS
    return quoted and not unfit and not (held and measure not in _OCCASIONS)


_QUALIFIED = Pattern("[于过少多计到至]$|不|约|超|累计|其中|合计")
"""Words that belong to the number and not to the thing: 充电桩不少于400个."""
_MISREAD_WORDS = """
    块地 场地 场所 场馆 部门 部队 台账 台区 项目 条件 条例 条款 户口 户籍 户外 户厕
    期间 期刊 次生 家庭 家长 个人 个体 个案 所有 处方 处置 支部 支队 名单 名师 名医
    起重 件数 座谈 座位 公里 份额 套房 辆次 家次 户次 场次 台次 次数
"""
_MISREAD = frozenset(_MISREAD_WORDS.split())
"""A measure and the first character of a noun that would be read as one word: 264块地名标志牌."""
_NOMINAL_STARTS = {"", *words.NOMINAL_STARTS}
_DOINGS = WORKS - {"检查", "培训", "演练", "宣讲", "竞赛", "义诊", "调研", "督查"}
"""Works that read as deeds behind a number: 开展46场直播带货."""
_HELD = ("开展", "组织", "举办", "召开")
_OCCASIONS = frozenset("场期次项轮")
_TAKES_COUNTS = Pattern(
    "(?:新建|改扩建|改建|扩建|改造|建成|实施|开通|开设|新增|组建|成立|创建|培育|评选|评出|引进|公开招聘|招聘|招录|"
    "命名|设置|安装|举办|开展|召开|新认定|新发展|发展|培养|购置|续建|修订|制定|下达|取缔|查处|破获|拆除|更新|表彰奖励|表彰|"
    "办理|排查|审查|整顿|推出|提供|栽植|发放|恢复|清运|清理|硬化|铺设|复耕|新改建|投放|补充|改造提升)(?=[\u4e00-\u9fff“])"
)
_COUNTED = Pattern(
    rf"(?P<noun>[{CJK}“”]{{2,12}}?)(?P<count>{NUM}(?P<measure>公里|平方米|亩|吨|盏|株|个|所|家|座|条|支|名|场|期|项|处|台|辆|部|套|块|次|件|起|份|户))"
)
