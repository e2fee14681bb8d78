"""What a heading speaks of: its family and its matter as a noun phrase."""

import re

from draft.document import Section
from draft.writers.builtin import clause, words
from draft.writers.builtin.frames import Family

_NUMBERING = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[、.]|\d+[、.．])\s*"
)
_RESULT = re.compile(
    r"(?:工作)?(?:稳步|不断|持续|进一步|明显|有效|扎实|有序|全面|得以|得到|日益|逐步|显著|更加|再上|再添|纵深|高质量|加快|平稳|协调)"
    r"[^，]{1,8}$"
)
_PARTY = re.compile(r"党建|党的建设|党风|从严治党|廉政|政治建设|意识形态|党组织|机关建设|队伍作风")
_PROBLEM = re.compile(r"问题|不足|困难|短板|差距|薄弱|制约")
_PLAN = re.compile(r"下一步|下步|打算|计划|安排|思路|谋划|重点工作|下半年|明年|工作要点|目标任务")
_UNFIT = re.compile(r"[0-9a-zA-Z%“”《》（）()、，。：；\s]|[一二三四五六七八九十百千万两几]")
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
            "深耕",
            "突出",
            "狠抓",
            "严抓",
            "守护",
            "擦亮",
            "厚植",
            "提振",
            "补齐",
        ),
        key=len,
        reverse=True,
    )
)
_SHORTEST, _LONGEST = 3, 12


def family_of(section: Section, genre: str) -> Family:
    """Return the family of frames a section takes."""
    if section.role == "存在问题":
        return "problem"
    if section.role == "下一步打算":
        return "plan"
    if genre in {"工作计划", "工作要点", "工作方案", "计划", "实施方案"} and not _PROBLEM.search(
        section.heading
    ):
        return "plan"
    return "party" if _PARTY.search(section.heading) else "work"


def matter_of(heading: str) -> str:
    """Return what the heading is about as a noun phrase (扎实推进分级诊疗 → 分级诊疗), or an empty string.

    Empty when the heading holds digits, numerals, names in quotes or anything that makes a doubtful noun.
    """
    text = _NUMBERING.sub("", heading.strip()).rstrip("。：:")
    text = re.split(r"[，,；]", text)[-1]
    rest = clause.strip_adverbs(text)
    verb = next((v for v in _HEAD_VERBS if rest.startswith(v)), "")
    nominal = rest[len(verb) :].startswith(("工作", "情况", "管理", "服务", "建设"))
    matter = rest[len(verb) :] if verb and not nominal else _RESULT.sub("", text)
    matter = matter.removesuffix("工作").removesuffix("情况")
    if not _SHORTEST <= len(matter) <= _LONGEST or _UNFIT.search(matter):
        return ""
    if clause.leading_verb(clause.strip_adverbs(matter)) and not verb:
        return ""
    return "" if _PLAN.search(matter) or _PROBLEM.search(matter) else matter
