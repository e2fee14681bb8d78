"""How a note is put together: a thing and its number, a zero, a work and its counts."""

import re

from draft.numbers.patterns import Pattern
from draft.writers.builtin.collocations import ACCIDENTS, COMPANIONS
from draft.writers.builtin.lexing import CJK, NUMBER
from draft.writers.builtin.words import PURE_VERBS

_UNIT = rf"[{CJK}㎡]{{1,4}}?"
_QUANTITY = rf"(?:约|近|超|逾)?{NUMBER}[0-9xX.,]*[余多]?[万亿]?[余多]?(?:{_UNIT})"
_AGE = r"[0-9]{1,2}(?:[—～~-][0-9]{1,2})?周?岁(?:(?:及)?以[上下])?"
COUNTED = Pattern(
    rf"(?:{_AGE})?(?P<thing>(?:[0-9]{{1,2}}日(?=无理由)|1[0-9]{{4}}|[45]G|[48]K)?[{CJK}“”《》（）、·A-Za-z+＋]{{2,26}}?)"
    rf"(?:约|近|超|逾|共|各)?(?P<number>{NUMBER}[0-9xX.,]*[余多]?)(?P<scale>[万亿]?)[余多]?"
    rf"(?P<unit>[{CJK}㎡]{{1,4}})(?:{_QUANTITY})?(?:以上)?(?:（[^（）]*）)?"
)
"""A thing and its number."""
BARE_SECOND = Pattern(rf"(?:约|近|超)?{NUMBER}[0-9xX.,]*[余多]?[万亿]?(?P<unit>人次|户次|人|名|户|元)")
"""A number without a noun of its own."""
NAMED = Pattern(rf"[{CJK}“”《》（）、·A-Za-z+]{{4,30}}")
_ZERO = Pattern(rf"(?P<thing>[{CJK}“”]{{2,20}}?)(?:0|０|零)(?P<unit>起|例|人|件|宗|次|名)")
OWN_VERBS = Pattern(
    "|".join(
        sorted(
            {*PURE_VERBS, "已", "均", "正在", "做到", "达到", "保持", "得到", "到位", "有序", "有效"},
            key=len,
            reverse=True,
        )
    )
)
"""A verb or an adverb inside the words of a name."""


def split_items(part: str) -> list[str]:
    """Return the counted things of a list; 、 within a name, as in 开锁业、旅馆业许可62件, parts none."""
    items: list[str] = []
    for piece in part.split("、"):
        open_bracket = items and items[-1].count("（") > items[-1].count("）")
        if items and (open_bracket or not any(c.isdigit() or c in "xX" for c in items[-1])):
            items[-1] += f"、{piece}"
        else:
            items.append(piece)
    return items


_CIRCUMSTANCE = ("因", "全年", "期间", "季度", "月份", "累计")


def level_first(part: str) -> str:
    """Return 智能工厂省级11家 as 省级智能工厂11家; anything else unchanged."""
    return _LEVELLED.sub(r"\g<level>\g<thing>\g<count>", part) if "级" in part else part


_LEVELLED = Pattern(
    rf"^(?P<thing>[{CJK}“”]{{2,12}}(?:工厂|企业|中心|基地|实验室|园区|平台|机构|学校|示范点|团队|家庭|单位|车间|名牌|品牌|社区|村))"
    rf"(?P<level>国家级|省级|市级|区级|县级)(?P<count>{NUMBER}[0-9xX]*[个家户所条支座间]$)"
)


def tell_zero(part: str) -> str:
    """Return `事故0起` as 未发生事故, an empty string for anything else."""
    zero = _ZERO.fullmatch(part)
    if not zero or any(word in zero["thing"] for word in _CIRCUMSTANCE):
        return ""
    thing = zero["thing"]
    if thing.endswith(tuple(ACCIDENTS)):
        return f"无人员{thing}" if thing in {"死亡", "伤亡"} else f"未发生{thing}"
    return f"{thing}人数为零" if zero["unit"] in {"人", "名"} else ""


def complete_second(parts: list[str], place: int) -> str:
    """Return a later part of a note, with the verb of a number that has no noun of its own."""
    part = parts[place]
    none = tell_zero(part)
    if none:
        return none
    bare = BARE_SECOND.fullmatch(part)
    if not bare or place > 1:
        return part
    before = re.split("[0-9xX]", parts[0], maxsplit=1)[0]
    for endings, units, verb in COMPANIONS:
        if before.endswith(endings) and bare["unit"] in units and (verb != "罚没" or "罚" in before):
            return verb + part
    return part


def part_counts(parts: list[str]) -> list[str]:
    """Return 业务培训21期2300人次 as two parts, and 助学金79人23.7万元 with its mark between two counts."""
    rounds = _ROUNDS_OF.fullmatch(parts[0]) if parts[0].endswith(("人", "人次", "名")) else None
    handed = _HANDED.fullmatch(parts[0]) if parts[0].endswith("元") else None
    first = parts[:1]
    if rounds:
        first = [rounds["rounds"], rounds["people"]]
    elif handed:
        first = [f"{handed['thing']}{handed['money']}", f"惠及{handed['people']}"]
    return [_TOUCHING.sub("、", part) if "元" in part else part for part in (*first, *parts[1:])]


_ROUNDS_OF = Pattern(
    rf"(?P<rounds>[^，、0-9xX]{{2,20}}{NUMBER}[0-9xX.]*(?:期|场|次|班))(?P<people>{NUMBER}[0-9xX.,]*[余多]?万?(?:人次|人|名))"
)
_HANDED = Pattern(
    rf"(?P<thing>[{CJK}“”]{{2,16}}(?:金|补贴|补助|津贴|贷款|贴息))(?P<people>{NUMBER}[0-9xX.,]*[余多]?万?(?:人次|人|名|户))、?"
    rf"(?P<money>{NUMBER}[0-9xX.,]*[余多]?[万亿]?元)"
)
_TOUCHING = Pattern(rf"(?<=[0-9xX万余多][人名户次])(?={NUMBER}[0-9xX.]*[余多]?[万亿]?元)")


_CAMPAIGN = Pattern(
    rf"^((?:“[^”]+”)?[^，0-9xX]{{0,14}}(?:活动|行动|大会战|宣传周|宣传月))"
    rf"((?:发放?|检查|走访|出动|查处|查办|整改|受理|入户|覆盖|转移|惠及|吸引|服务)(?![{CJK}]{{0,6}}率)"
    rf"[{CJK}]{{1,8}}{NUMBER}.*)$"
)


def part_campaign(body: str) -> str:
    """Return “3·15”活动发资料5000份 as “3·15”活动，发放资料5000份."""
    match = _CAMPAIGN.match(body)
    if not match or OWN_VERBS.search(match.group(1)):
        return body
    told = re.sub("^发(?=资料|传单|手册)", "发放", match.group(2))
    return f"开展{match.group(1)}，{told}"


_SERVED = Pattern(
    rf"(发放[{CJK}“”（）]*?(?:补贴|补助|津贴|贷款|信贷|资金|金)”?(?:约|近|超)?(?:{NUMBER}[0-9xX.,]*[余多]?[万亿]?元)?)、?"
    rf"((?:约|近|超)?{NUMBER}[0-9xX.,]*[余多]?万?(?:人次|户次|人|名|户))(?=$|，(?!合计|金额|发放|资金|[0-9xX.]+[余多]?[万亿]?元))"
)


_TWO_COUNTS = Pattern(
    r"(?<=[0-9xX万][户人次家个笔宗件份])，(?=[0-9xX.]+[余多]?[万亿]?元(?:$|，))|(?<=人次|户次)，(?=[0-9xX.]+[余多]?[万亿]?元(?:$|，))"
)


def serve(text: str) -> str:
    """Return 发放补贴118人 as 发放补贴，惠及118人: what is handed out is no people."""
    return _SERVED.sub(r"\1，惠及\2", _TWO_COUNTS.sub("、", text))
