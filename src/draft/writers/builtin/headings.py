"""What a heading speaks of: its family and its matter as a noun phrase."""

import re

from draft.document import Section
from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.frames import Family
from draft.writers.builtin.lexing import leading_verb, strip_adverbs

_NUMBERING = Pattern(r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[、.]|\d+[、.．])\s*")
_RESULT = Pattern(
    r"(?:工作)?(?:稳步|不断|持续|进一步|明显|有效|扎实|有序|全面|得以|得到|日益|逐步|显著|更加|再上|再添|纵深|高质量|加快|平稳|协调|提质|稳中|落地|走深|见行见效|走在)"
    r"[^，]{1,8}$"
)
_DONE_WELL = Pattern(r"[建管抓守用办护做守夯稳促优壮补擦][好牢实准大强齐亮住]")
"""A second verb of a heading: 建好管好农村公路, 培育壮大产业."""
_PARTY = Pattern(r"党建|党的建设|党风|从严治党|廉政|政治建设|意识形态|党组织|机关建设|队伍作风")
_PROBLEM = Pattern(r"问题|不足|困难|短板|差距|薄弱|制约")
_TROUBLES = Pattern(
    r"(?:存在|发现|主要|突出|面临|当前|值得关注|需要关注)[^，]{0,6}(?:问题|不足|困难|短板|差距|薄弱环节)(?:[和与及、].{1,6})?$"
)
"""A heading that announces troubles, whatever its role."""
_PLAN = Pattern(r"下一步|下步|打算|计划|安排|思路|谋划|重点工作|下半年|明年|工作要点|目标任务")
_AHEAD = Pattern(
    r"(?:后续|下步|下一步|下阶段|下一阶段|今后)[^，]{0,4}(?:工作|打算|安排|计划|措施|举措)$"
    r"|(?:第?[二三四]季度|下半年|明年|来年)[^，]{0,6}(?:打算|安排|计划|思路|谋划|任务|目标|重点|重点工作)$"
    r"|(?:有关|下一步|下步)?工作要求$"
)
_NOMINAL = Pattern(r"工作|情况|管理|服务|建设|和(?![美谐平睦])|与|及|、")
"""Behind a verb these make a noun of it: 就业和社会保障; but 建设和美乡村."""
_UNFIT = Pattern(r"[0-9a-zA-Z%“”《》（）()、，。：；\s]|[一二三四五六七八九十百千万两几]")
_HEAD_VERBS = tuple(
    sorted(
        (
            *words.VERBS,
            "抓",
            "促",
            "强",
            "优",
            "着力",
            "坚持",
            "稳定",
            "做好",
            "深耕",
            "突出",
            "狠抓",
            "严抓",
            "守护",
            "擦亮",
            "厚植",
            "打好",
            "打赢",
            "守好",
            "兜牢",
            "筑牢",
            "扛牢",
            "答好",
            "用足",
            "聚力",
            "激活",
            "绘就",
            "书写",
            "奏响",
            "谱写",
            "当好",
            "唱响",
            "提振",
            "补齐",
        ),
        key=len,
        reverse=True,
    )
)
_INNER = (
    "加强",
    "推进",
    "完善",
    "健全",
    "提升",
    "强化",
    "深化",
    "开展",
    "落实",
    "抓好",
    "做好",
    "优化",
    "促进",
    "推动",
    "领航",
    "助力",
    "和",
)
_SHORTEST, _LONGEST = 3, 12


def is_plan(genre: str) -> bool:
    """True when a document of this genre speaks as a whole of what is to be done."""
    ahead = any(word in genre for word in ("计划", "要点", "方案", "安排", "打算"))
    return ahead and not any(word in genre for word in ("总结", "报告", "汇报", "通报"))


def family_of(section: Section, genre: str) -> Family:
    """Return the family of frames a section takes."""
    if section.role == "存在问题" or _TROUBLES.search(section.heading):
        return "problem"
    if section.role == "下一步打算" or _AHEAD.match(section.heading):
        return "plan"
    if is_plan(genre) and not _PROBLEM.search(section.heading):
        return "plan"
    return "party" if _PARTY.search(section.heading) else "work"


def announces_both(heading: str) -> bool:
    """True when a heading announces troubles and plans together: 不足和下一步打算."""
    return bool(_PROBLEM.search(heading) and _PLAN.search(heading))


def matter_of(heading: str) -> str:
    """Return what the heading is about as a noun phrase (扎实推进分级诊疗 → 分级诊疗), or an empty string.

    Empty when the heading holds digits, numerals, names in quotes or anything that makes a doubtful noun.
    """
    text = _NUMBERING.sub("", heading.strip()).rstrip("。：:")
    return next((m for m in map(_noun_of, re.split(r"[，,；]", text)) if m), "")


_CAME_ABOUT = Pattern(
    r"(?P<noun>[\u4e00-\u9fff]{3,12}?)(?:工作)?(?:稳步|不断|持续|进一步|明显|有效|全面|得以|得到|日益|逐步|显著|更加|扎实|有序|深入)"
    r"(?P<verb>提升|完善|改善|加强|巩固|夯实|优化|增强|落实|推进|提高|规范|深化|拓展|强化|健全|壮大|推开|开展)"
)
_LONGEST_AIM = 14


def aim_of(heading: str) -> str:
    """Return what the heading sets out to do, verb first (服务能力稳步提升 → 提升服务能力), or nothing."""
    text = _NUMBERING.sub("", heading.strip()).rstrip("。：:")
    return next((aim for aim in map(_aim_in, re.split(r"[，,；]", text)) if aim), "")


def _aim_in(text: str) -> str:
    came = _CAME_ABOUT.fullmatch(text)
    rest = came["verb"] + came["noun"] if came else strip_adverbs(text)
    if came and "工作" in text:
        rest += "工作"
    if rest[:2] in {"扎实", "严格", "规范"} and leading_verb(rest[2:]):
        rest = rest[2:]
    verb, noun = rest[:2], rest[2:]
    if verb not in words.AIM_VERBS or not _SHORTEST <= len(noun) <= _LONGEST_AIM or _UNFIT.search(noun):
        return ""
    if _PLAN.search(rest) or _PROBLEM.search(rest) or noun.endswith("情况") or _NOMINAL.match(noun):
        return ""
    return rest


def _noun_of(text: str) -> str:
    """Return the noun phrase of one part of a heading, or an empty string."""
    rest = strip_adverbs(text)
    verb = next((v for v in _HEAD_VERBS if rest.startswith(v)), "")
    if verb in {"严格", "扎实", "规范"} and leading_verb(rest[2:]):
        rest, verb = rest[2:], leading_verb(rest[2:])
    second = _DONE_WELL.match(rest[len(verb) :])
    verb += second.group() if second else ""
    nominal = bool(_NOMINAL.match(rest[len(verb) :]))
    matter = rest[len(verb) :] if verb and not nominal else _RESULT.sub("", text)
    if verb in {"防控", "防治", "整治", "治理", "培育", "保护", "管理"} and not nominal and not second:
        matter += verb
    named = not verb and matter.endswith(("工作", "情况"))
    for ending in ("总体情况", "基本情况", "整体情况", "情况", "工作", "底线", "防线"):
        matter = matter.removesuffix(ending)
    if not _SHORTEST <= len(matter) <= _LONGEST or _UNFIT.search(matter):
        return ""
    if (
        any(inner in matter[1:-2] for inner in _INNER if not (nominal and inner == "和"))
        or not (named or matter.endswith(words.MATTER_ENDS))
        or (leading_verb(strip_adverbs(matter)) in words.PURE_VERBS)
    ):
        return ""
    return "" if _PLAN.search(matter) or _PROBLEM.search(matter) else matter
