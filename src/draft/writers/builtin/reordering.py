"""One note told in another order, each way a function of its words; an empty string where it does not fit."""

import re
from collections.abc import Callable

from draft.numbers.patterns import Pattern
from draft.writers.builtin.lexing import CJK, leading_verb, strip_adverbs

NUM = r"[0-9xX][0-9xX.,]{0,24}[余多]?[万亿]?"
BASE = r"(?:同比|环比|比上年|较上年|比去年|较去年|比上年同期|较上年同期|比去年同期|较去年同期)"
RISE = r"(?:增长|提高|上升)"
FALL = r"(?:下降|降低|减少)"
_CHANGE = rf"(?P<base>{BASE})(?P<way>{RISE}|{FALL})(?P<by>[0-9.xX]+(?:个百分点|[%％]))"
_RESULT = Pattern(
    rf"(?P<name>[{CJK}“”、（）A-Za-z]{{3,24}}?)(?:为|达到|达)?(?P<value>(?:{NUM}(?:[%％]|[{CJK}]{{1,3}})))，{_CHANGE}"
    rf"(?P<rest>(?:，(?:人均|户均|亩均)[^，]+)?)"
)
_GROWN_LEVEL = Pattern(
    rf"(?P<name>[{CJK}“”（）A-Za-z]{{3,18}}?(?:量|额|收入|产值|增加值|总产|存栏|融资|投资))(?P<value>{NUM}[{CJK}]{{1,3}})，增长(?P<by>[0-9.xX]+[%％])"
)
_SPENT = Pattern(
    rf"^(?P<done>[^，]{{6,40}}(?:，[^，]{{4,30}}){{0,2}})，(?P<spent>(?:(?:完成|累计完成)?投资|(?:累计)?投入(?:资金|经费)?){NUM}元)$"
)
_TAKING_PART = Pattern(rf"，(?P<verb>参加|参与|参训|受益)(?P<people>(?:约|近)?{NUM}人次?)$")
_HANDED = Pattern(
    rf"^发放(?P<thing>[{CJK}“”（）]{{2,20}}?)(?P<money>{NUM}元)，(?:惠及|涉及)(?P<people>{NUM}(?:户|人))$"
)


def _result_first(body: str) -> str:
    told = body.removeprefix("实现")
    grown = _GROWN_LEVEL.fullmatch(told)
    if grown and not leading_verb(grown["name"]):
        return f"{grown['name']}增长{grown['by']}，达到{grown['value']}"
    match = _RESULT.fullmatch(told)
    if not match or re.search("，|完成|累计|新增|发放|其中|[至到升降由]$", match["name"]):
        return ""
    reached = "达到" if re.fullmatch(RISE, match["way"]) else "为"
    return (
        f"{match['name']}{match['base']}{match['way']}{match['by']}，{reached}{match['value']}{match['rest']}"
    )


def _cost_first(body: str) -> str:
    match = _SPENT.match(body)
    if not match or re.search("计划|概算|占|完成率|投资", match["done"].split("，")[0]):
        return ""
    if not leading_verb(strip_adverbs(match["done"])):
        return ""
    return f"{match['spent']}，{match['done']}"


def _people_first(body: str) -> str:
    return _TAKING_PART.sub(r"，\g<people>\g<verb>", body) if _TAKING_PART.search(body) else ""


def _receivers_first(body: str) -> str:
    match = _HANDED.match(body)
    return f"向{match['people']}发放{match['thing']}{match['money']}" if match else ""


def number_first(body: str) -> str:
    """Return 司法所11个全部配齐所长 as 11个司法所全部配齐所长, each part of the note for itself."""
    parts = [_NUMBER_LAST.sub(_turn_number, part) for part in body.split("，")]
    told = "，".join(parts)
    return told if told != body else ""


def _turn_number(match: re.Match[str]) -> str:
    noun = match["noun"]
    if leading_verb(noun) or re.search("新增|累计|其中|[另还仍尚现共]有|剩余|合计|共$", noun):
        return match.group()
    return f"{match['count']}{noun}{match['rest']}"


def _aid_first(body: str) -> str:
    """Return 资助学生638人，发放助学金127.5万元 with what was spent before whom it reached."""
    match = _AIDED.fullmatch(body)
    return f"{match['spent']}，{match['aided']}" if match else ""


_AIDED = Pattern(
    rf"(?P<aided>(?:资助|救助|慰问|走访慰问|补助|帮扶|扶持)[{CJK}“”、]{{2,16}}{NUM}(?:人|人次|户|户次|名|家))，"
    rf"(?P<spent>(?:发放|支出|拨付|投入|落实)[{CJK}]{{0,8}}{NUM}元)"
)


def _sanctioned_first(body: str) -> str:
    """Return 给予党纪处分6人 as 6人受到党纪处分, in whichever part of the note it stands."""
    told = "，".join(_SANCTIONED.sub(r"\g<people>受到\g<sanction>", part) for part in body.split("，"))
    return told if told != body else ""


_SANCTIONED = Pattern(rf"^给予(?P<sanction>[{CJK}]{{0,6}}处分)(?P<people>{NUM}人)$")


def _parts_told(body: str) -> str:
    """Return 技术人员94名（编内61名、备案制33名） as 技术人员94名，其中编内61名、备案制33名."""
    match = _BRACKETED.fullmatch(body)
    return f"{match['whole']}，其中{match['parts']}" if match else ""


_BRACKETED = Pattern(
    rf"(?P<whole>[^（）]{{4,40}}?{NUM}(?P<unit>[{CJK}]))（(?:含|其中)?"
    rf"(?P<parts>[{CJK}“”]{{2,10}}{NUM}(?P=unit)(?:、[{CJK}“”]{{2,10}}{NUM}(?P=unit))*)）"
)


def _promoted_first(body: str) -> str:
    """Return 晋升正高9人、副高27人 as 9人晋升正高、27人晋升副高."""
    match = _PROMOTED.fullmatch(body)
    if not match:
        return ""
    items = [_RANKED.fullmatch(item) for item in match["items"].split("、")]
    return "、".join(f"{item['people']}{match['verb']}{item['rank']}" for item in items if item)


_RANKED = Pattern(rf"(?P<rank>[{CJK}]{{2,8}})(?P<people>{NUM}[人名])")
_PROMOTED = Pattern(
    rf"(?P<verb>晋升|考取|获聘)(?P<items>[{CJK}]{{2,8}}{NUM}[人名](?:、[{CJK}]{{2,8}}{NUM}[人名])*)"
)


def _directly(body: str) -> str:
    """Return 对3个县区政府进行约谈 as 约谈3个县区政府."""
    match = _DONE_TO.fullmatch(body)
    return f"{match['verb']}{match['whom']}" if match else ""


_DONE_TO = Pattern(
    rf"对(?P<whom>{NUM}[{CJK}]{{2,14}}?)(?:进行|开展|实施)了?(?P<verb>约谈|检查|整治|改造|培训|督查|评估|走访|抽查|抽检|复查)"
)


def _share_told(body: str) -> str:
    """Return 占常住人口23.4% as 占常住人口的23.4%."""
    told = _SHARE.sub(r"\g<whole>的\g<value>", body)
    return told if told != body else ""


_SHARE = Pattern(
    r"(?P<whole>(?:，|^)占[\u4e00-\u9fff]{1,11}[^的比达到约近超率重例\d])(?P<value>[0-9.]+[%％])(?=，|$)"
)


def _rate_told(body: str) -> str:
    """Return …，整改率96.8% as …，整改率为96.8%, where it closes the note."""
    match = _LAST_RATE.fullmatch(body)
    if not match or re.search("率[^，]*$|分别|、$", match["before"]):
        return ""
    return f"{match['before']}，{match['name']}{'达' if match['value'] == '100%' else '为'}{match['value']}"


_LAST_RATE = Pattern(rf"(?P<before>.{{4,60}}[^，、])，(?P<name>[{CJK}“”]{{1,10}}率)(?P<value>[0-9.]+[%％])")


_BARE = Pattern(
    rf"^(?!每|其中|平均|同比|人均|累计|共|比|较|高于|低于|增|减|下降|提高|占)[{CJK}“”]{{0,12}}{NUM}(?:[%％‰]|[{CJK}]{{1,2}})(?:、|以[上下]$|$)"
)


def lives_on_another(part: str) -> bool:
    """True for a part of nothing but words and a number: it stands beside the one before."""
    return bool(_BARE.match(part)) and not leading_verb(part)


def _level_told(body: str) -> str:
    """Return 耕地保有量41.6万亩 as 耕地保有量为41.6万亩, where an indicator is what the note is about."""
    match = _LEVEL.match(body)
    if (
        not match
        or leading_verb(match["name"])
        or _COMPARES.search(match["name"])
        or any(map(lives_on_another, body.split("，")[1:2]))
    ):
        return ""
    whole = match["name"].endswith("率") and match["rest"].startswith("100%")
    return f"{match['name']}{'达' if whole else '为'}{match['rest']}"


_COMPARES = Pattern("占(?!比)|由|从|较|同比|环比|超|逾|仅|近|增|减|达")
"""A name that holds its own verb: 研发投入占主营业务收入3.2%."""
_LEVEL = Pattern(
    rf"^(?P<name>[{CJK}“”（）A-Za-z]{{2,18}}?(?:面积|产量|总产|总量|保有量|存栏|库容|收入|总额|余额|产值|人口|里程|率|占比|比重|均价|密度))"
    rf"(?P<rest>(?:约|近)?{NUM}(?:[%％‰]|[{CJK}]{{1,5}})(?:，.*)?)$"
)

_NUMBER_LAST = Pattern(
    rf"^(?P<noun>[{CJK}]{{2,8}})(?P<count>{NUM}(?:个|家|所|名|辆|座|处|条|户|支))"
    rf"(?P<rest>(?:已?全部|均已?|已)?(?:配齐|完成|实现|通过|参加|接入|建成|开展|接受|获评|获得|未|达到|纳入|推行|投用|开工|通上)[{CJK}“”].*)$"
)

Form = Callable[[str], str]
"""A way to tell the words of one note, an empty string where it does not fit."""
REORDERINGS: tuple[Form, ...] = (
    _result_first,
    _cost_first,
    _aid_first,
    _people_first,
    _receivers_first,
    number_first,
    _sanctioned_first,
    _promoted_first,
    _directly,
    _parts_told,
)
"""Ways to tell one note in another order, the one that changes most first."""
TOUCHES: tuple[Form, ...] = (_share_told, _level_told, _rate_told)
"""Ways to tell it with one word more, where nothing greater fits."""
