"""Notes told by the class of their words, where no collocation names the very thing.

首店引进12家 → 引进首店12家: the verb that closes a note is put before what it can only act upon.
增雨作业18次 → 开展增雨作业18次: a work is carried out, what lasts is there, a paper is written.
数据核查企业286家 → 开展数据核查，涉及企业286家: a work that names whom it went to.
"""

from draft.numbers.patterns import Pattern
from draft.writers.builtin import deeds, words
from draft.writers.builtin.lexing import (
    ADVERBS,
    CJK,
    NUMBER,
    SCOPE,
    TIME,
    closing_word,
    leading_verb,
    match_lead,
    strip_adverbs,
)

_LONGEST, _SHORTEST = 14, 2
_HARMLESS = Pattern("|".join(words.HARMLESS))
_INNER = Pattern(
    "[不未没无被把将由使让对向在从与同为是有者按以于已均]|参与|参加|得到|进行|获得|分别|所有|其中|累计|全年|共计|全员|逐个|计划|实施|推送|遭遇|发送|报送|归集|收到|新增|公布|陪伴"
)
"""Words that make a clause of what stands before the verb."""
QUOTED = Pattern("《[^》]{0,200}》|“[^”]{0,200}”|（[^）]{0,200}）")
_UNIT = Pattern(rf"[0-9０-９xX×*][.,]*+[余多]?[万亿]?(?P<unit>[{CJK}㎡]{{1,4}}?)(?:左右|以上|、|$)")

_VISIT = Pattern(
    rf"(?P<work>[{CJK}“”]{{2,12}}(?:{'|'.join(sorted(deeds.VISITS))}))"
    rf"(?P<whom>[{CJK}]{{0,8}}?(?:{'|'.join(deeds.VISITED)}))(?P<count>(?:约|近|超)?{NUMBER}.*)"
)
_MANNERS = ("公开", "现场", "专项", "联合", "集中", "日常", "线上", "远程", "异地", "上门", "免费", "网上")


def turn_by_class(before: str, tail: str) -> str:
    """Return `首店引进12家` as 引进首店12家, an empty string where the thing may act by itself.

    Args:
        before: the words before the number, the closing verb included.
        tail: the number and its unit.
    """
    lead = match_lead(TIME, before)
    lead += match_lead(SCOPE, before[len(lead) :])
    body = before[len(lead) :]
    verb = body[-2:]
    if verb not in deeds.TAKEN or not tail:
        return ""
    thing = body[:-2]
    manner = next((m for m in _MOVED if thing.endswith(m)), "")
    thing = thing[: len(thing) - len(manner)]
    if closing_word(thing, ADVERBS, (3, 2)):
        return ""
    return f"{lead}{manner}{verb}{thing}{tail}" if _is_object(thing, verb, _unit_of(tail)) else ""


_MOVED = ("新", "异地", "就地", "网上", "当场", "依法", "累计", "全年")
"""What stands before a verb and moves with it: 身份证异地办理2.7万张."""


def turn_list(part: str) -> str:
    """Return 残疾人证新办9本、换领8本 as 新办残疾人证9本、换领8本; 猪肉储备3吨、粮食储备5吨 share one verb.

    An empty string for anything else.
    """
    if not any(verb in part for verb in deeds.TAKEN):
        return ""
    items = [_ITEM.fullmatch(item) for item in _RUN_ON.sub("、", part).split("、")]
    found = [(item["thing"] or "", item["verb"], item["count"]) for item in items if item]
    if len(found) < 2 or len(found) < len(items) or found[0][1] not in deeds.TAKEN:  # noqa: PLR2004
        return ""
    (thing, verb, count), others = found[0], found[1:]
    if not _is_object(thing, verb, _unit_of(count)):
        return ""
    if all(not t and v in deeds.TAKEN for t, v, _ in others):
        return "、".join([verb + thing + count, *(v + c for _, v, c in others)])
    alike = all(v == verb and _is_object(t, verb, _unit_of(c)) for t, v, c in others)
    return "、".join([verb + thing + count, *(t + c for t, _, c in others)]) if alike else ""


_RUN_ON = Pattern(rf"(?<=[0-9xX万][座个家处所条台辆件户人亩米])(?=[{CJK}]{{2}}{NUMBER})")
"""Between two counts that nothing parts: 公厕新建5座改造11座."""
_ITEM = Pattern(
    rf"(?P<thing>[{CJK}“”]{{2,12}})??(?P<verb>[{CJK}]{{2}})(?P<count>{NUMBER}[0-9xX.,]*[余多]?[万亿]?[{CJK}㎡]{{1,4}})"
)


def _is_object(thing: str, verb: str, unit: str) -> bool:
    """True when the thing, counted so, can only be what the verb acts upon."""
    if not _SHORTEST <= len(thing) <= _LONGEST or not _may_suffer(thing, verb):
        return False
    if thing.endswith(deeds.PEOPLE):
        return verb in deeds.DONE_TO_PEOPLE and unit in deeds.PERSON_UNITS | {"户", "人次", "户次"}
    if thing.endswith(_BODIES) and not thing.endswith(deeds.INERT):
        return verb in deeds.DONE_TO_BODIES and unit in deeds.SITE_UNITS | {"家次", "户次"}
    if (
        verb in deeds.LOOKED_AT
        or (verb == "改造" and unit == "吨")
        or (thing.endswith("工程") and verb == "治理")
    ):
        return False
    return not thing.endswith(_TROUBLES) or unit in _TROUBLE_UNITS


def _may_suffer(thing: str, verb: str) -> bool:
    """True for a thing of the table, or any that is no unit and no work where the verb leaves no doubt."""
    sure = verb in deeds.SUFFERED and (thing.endswith(_HELD) or not thing.endswith(_ACTING))
    if verb not in _HANDLED and _is_deed(thing[-2:]):
        return False
    if leading_verb(thing) or thing.endswith(_MANNERS) or is_clause(thing):
        return False
    return sure or thing.endswith(deeds.OBJECT_ENDS)


def _is_deed(word: str) -> bool:
    """True for a verb that makes two deeds of what follows: 光荣牌悬挂更换."""
    return leading_verb(word) == word and word not in words.NOMINAL_STARTS


_HELD = ("晚会", "运动会", "博览会", "文化节")
_HANDLED = frozenset(("办理", "办结", "受理", "答复", "兑现", "核发", "发放", "完成"))
"""Verbs whose thing may be a deed itself: 信用修复办结1926件."""
_BODIES = (*deeds.SITE_ENDS, *words.ACTING)
_ACTING = (*_BODIES, *words.EVENTFUL_ENDS, "执法", "检查", "专席")
_TROUBLES = ("隐患", "问题", "违法行为", "案件", "案", "纠纷", "线索", "事项")
_TROUBLE_UNITS = frozenset("处条个起件项宗类")
"""Troubles are counted as such; other units count where they were looked for: 安全隐患排查3.8万栋."""


def without_names(thing: str) -> str:
    """Return the words without quoted names and without words that only look like verbs: 有机, 同步."""
    return _HARMLESS.sub("", QUOTED.sub("", thing))


def is_clause(thing: str) -> bool:
    """True when the words hold a verb, a preposition or a number of their own, or open with an adverb."""
    plain = without_names(thing)
    split = any(c.isdigit() or c in "xX，；：" for c in plain)
    return split or bool(_INNER.search(plain)) or _opens_apart(thing)


def _opens_apart(thing: str) -> bool:
    return strip_adverbs(thing) != thing and not thing.startswith(deeds.NAMING)


def _unit_of(tail: str) -> str:
    found = _UNIT.search(tail)
    return found["unit"] if found else ""


def verbs_by_class(thing: str, unit: str, *, plan: bool) -> tuple[str, ...]:
    """Return the verbs of a counted thing, best first; none where its class is not sure.

    Args:
        plan: it is still to come, so that no word may tell that it has been done, or that it is there.
    """
    thing = thing.lstrip("0123456789GK")
    if (
        unit[:1] in "月日年时周季"
        or len(thing) < _SHORTEST
        or is_clause(thing)
        or any(word in thing for word in _TAKES_PART)
    ):
        return ()
    opens = leading_verb(thing)
    opens = "" if thing[len(opens) :] in _PAPERS else opens
    if opens and opens not in words.NOMINAL_STARTS and not names_work(thing):
        return ()
    if not plan:
        made = next((v for ends, units, v in deeds.WRITTEN if thing.endswith(ends) and unit in units), "")
        if made and not set(made) & set(thing) and not thing.endswith(_OTHERS_PAPERS):
            return (made,)
        if thing[-2:] in deeds.ASKED_FOR and len(thing) > _SHORTEST:
            return ("受理", "接到")
    return _verbs_of_work(thing, unit, plan=plan) or (() if plan else _verbs_of_stock(thing, unit))


_PAPERS = frozenset("函书单")
"""A paper is no deed though its name opens with one: 督办函."""
_OTHERS_PAPERS = ("用稿", "来稿", "投稿")
_TAKES_PART = ("参与", "参加", "出席", "观看", "派车")


def names_work(thing: str) -> bool:
    """True for two verbs that name one work: 入户宣传, 警示教育."""
    return len(thing) == len("入户宣传") and thing[:2] in deeds.MANNERS and thing[2:] in deeds.WORKS


def is_note(part: str) -> bool:
    """True for a thing and its number that takes a verb of its own."""
    note = _NOTE.fullmatch(part)
    verbs = verbs_by_class(note["thing"], note["unit"], plan=False) if note else ()
    item = _ITEM.fullmatch(part)
    turned = item and item["thing"] and item["verb"] in deeds.TAKEN
    return bool(turned or verbs) and "现有" not in verbs


_NOTE = Pattern(
    rf"(?P<thing>[{CJK}“”]{{2,16}}?)(?:约|近|超)?{NUMBER}[0-9xX.,]*[余多]?[万亿]?(?P<unit>[{CJK}]{{1,3}})"
)


def _verbs_of_work(thing: str, unit: str, *, plan: bool) -> tuple[str, ...]:
    if (
        unit not in _ROUNDS
        and thing[-2:] in deeds.BY_SOMEONE
        and thing[:-2].endswith((*words.ACTING, *deeds.SITE_ENDS))
    ):
        return ()
    if thing[-2:] == "保障" and unit not in {"场", "次", "场次"}:
        return ()
    occasion = unit in deeds.OCCASION_UNITS
    if thing[-2:] in deeds.BUILDING and unit in deeds.PAPER_UNITS:
        return ()
    if thing[-2:] in deeds.WORKS and (occasion or unit not in _MONEY):
        done = not occasion and not plan and thing[-2:] in deeds.ACCOMPLISHED
        return ("完成", "开展") if done else ("开展", "组织")
    if thing[-2:] in deeds.ACCOMPLISHED and not occasion and unit not in _MONEY:
        return ("推进", "开展") if plan else ("完成",)
    return ()


_MONEY = frozenset(("元", "万元", "亿元", "万", "亿"))


_ROUNDS = frozenset(("场", "次", "期", "场次"))


def _verbs_of_stock(thing: str, unit: str) -> tuple[str, ...]:
    if _CAME.search(thing) or leading_verb(thing) not in {"", *words.NOMINAL_STARTS}:
        return ()
    people = thing.endswith(deeds.PERSON_ENDS) and unit in deeds.PERSON_UNITS
    sites = thing.endswith(deeds.SITE_ENDS) and unit in deeds.SITE_UNITS
    sites = sites and not _WORKED_ON.search(thing)
    if people:
        return ("现有", "共有")
    return ("现有", "建有") if sites and thing.endswith(deeds.BUILT) else ("现有", "共有") if sites else ()


_WORKED_ON = Pattern(
    rf"(?:{'|'.join(deeds.VISITS)})(?!站|点|所|中心|机构|员|队|室|平台|设备|系统|终端|车|门诊)"
)
"""A work inside the words: they name whom it went to, 流感监测医院."""
_CAME = Pattern(
    "(?<!特)新(?!技术|型|材料|能源|媒体|农|时代|区|村|城|就业)|增|建成|完成|培育|创建|招聘|招引|招录|引进|减|退出|改造|涉及|覆盖|发展|带动|惠及|缺|空|除|加固|修复|达标|注销|吊销|取消|参训|受助|受益|慰问|"
    "资助|选派|表彰|无证|违法|违规|问题|失信|严重|超标|超限|过期|离职|流失|死亡|受伤|受灾|受损|倒塌|中断|停产|困难|老旧|待|拟|疑似|确诊|"
    "日均|平均|交流|轮岗|退服|停电|受阻|首批|服务对象|参与|参加|抽调|出动|设置|设立|期间|接入|下放|撤销|移交|在建|实施|整治|检查(?![站点])|报考|报名"
)
"""What was done to them, or with them, in the period: it is not said to be there."""


def tell_visit(part: str) -> str:
    """Return `数据核查企业286家` as 开展数据核查，涉及企业286家, an empty string for any other note."""
    if not any(verb in part for verb in (*deeds.VISITS, "培训", "考核", "巡察", "督导", "评查")):
        return ""
    match = _VISIT.fullmatch(part)
    if not match:
        return _tell_reached(part)
    work = match["work"]
    name = work[:-2]
    acts = leading_verb(name) and name not in _OFFICIAL
    if acts or name.endswith((*words.ACTING, *deeds.TAKEN)) or is_clause(work):
        return ""
    return f"开展{work}，涉及{match['whom']}{match['count']}"


def _tell_reached(part: str) -> str:
    """Return 政府投资审计27个项目 as 对27个项目开展政府投资审计."""
    match = _REACHED.fullmatch(part)
    if not match or is_clause(match["work"]) or match["work"][:-2].endswith(words.ACTING):
        return ""
    acts = leading_verb(match["work"]) and leading_verb(match["work"]) not in words.NOMINAL_STARTS
    return "" if acts else f"对{match['whom']}开展{match['work']}"


_REACHED = Pattern(
    rf"(?P<work>[{CJK}“”]{{2,12}}(?:审计|培训|检查|考核|评估|巡察|督查|督导|评查|改造))"
    rf"(?P<whom>{NUMBER}[0-9xX]*余?[名个家户所][{CJK}]{{1,8}})"
)
_OFFICIAL = frozenset(("执法", "监督", "联合", "抽样", "专项", "统计"))
