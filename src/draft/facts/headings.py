"""A heading as written → its words without numbering, and the role it speaks of."""

from draft.document import Role
from draft.facts.keys import ROLE_WORDS
from draft.numbers.patterns import Pattern

_CHINESE = "一二三四五六七八九十百"
NUMBERINGS = (
    rf"第[{_CHINESE}]+(?:部分|章|节)[、：:．.\s]*",
    # 一、二、三产业协调发展 speaks of the industries, it is not numbered.
    rf"[{_CHINESE}]+、(?![{_CHINESE}]+、)",
    rf"[（(][{_CHINESE}]+[)）]\s*、?",
    r"[（(][0-9]{1,2}[)）]\s*、?",
    # 3.15活动 and 1.5万 are not numbered.
    r"[0-9]{1,2}(?:[．.](?![0-9])|、(?![0-9]))",
    r"[①-⑳]",
)
"""Forms of numbering in front of a heading; the renderer numbers anew."""

_NUMBERING = Pattern(rf"^\s*+(?:{'|'.join(NUMBERINGS)})\s*")

_SUBJECT = "(?:问题|困难|不足|短板|弱项|差距|挑战|薄弱环节)"
_PLAN = "(?:打算|计划|安排|展望|设想|思路|谋划|重点|要点|任务|目标)"
_YEAR = r"[0-9xX×〇零一二三四五六七八九]{2,4}年"
_AHEAD = "(?:明年|来年|新一年|新的一年|下一年|次年|下半年|下季度|今后)"
_STRETCH = "(?:第?[一二三四]季度|[上下]半年|[0-9]{1,2}月(?:份)?)"
_TO_DO = "(?:工作|任务|事项|举措|项目)"
ROLE_PATTERNS: tuple[tuple[Role, str], ...] = (
    ("导语", r"^(?:导语|引言|前言|开头)$"),
    ("存在问题", rf"存在(?:的)?(?:主要|突出|一些)?(?:的)?{_SUBJECT}"),
    (
        "存在问题",
        rf"^(?:当前|目前|工作中)?(?:的)?(?:主要|突出|面临)?(?:的)?{_SUBJECT}(?:[与和及、以]*(?:{_SUBJECT}|原因|分析|建议))*$",
    ),
    ("存在问题", rf"^(?:当前)?面临(?:的)?(?:主要|突出)?(?:的)?{_SUBJECT}"),
    ("存在问题", rf"{_SUBJECT}[与和及、]{{1,2}}(?:{_SUBJECT}|原因)$"),
    ("存在问题", "不足之处"),
    ("下一步打算", r"下一步|下步(?!骤)|下一阶段|下阶段"),
    ("下一步打算", rf"^{_AHEAD}(?:.{{0,8}})(?:工作|{_PLAN})"),
    (
        "下一步打算",
        rf"^(?:{_YEAR}(?:度)?)?{_STRETCH}?(?:的)?(?:主要|总体|具体|重点|工作)*(?:打算|计划|安排|展望|设想|思路|谋划)(?:[与和及、].{{0,8}})?$",
    ),
    ("工作成效", r"(?:回顾|总结|成效|完成情况|落实情况|进展情况|开展情况|成绩)$"),
)
"""What a heading says about its section; the earliest match in the heading wins."""

_ROLES = tuple((role, Pattern(pattern)) for role, pattern in ROLE_PATTERNS)
_YEAR_AHEAD = Pattern(rf"^([0-9]{{4}})年(?:度)?.{{0,10}}{_PLAN}{_TO_DO}?$")
_YEAR_OF = Pattern(r"([0-9]{4})年")


def strip_numbering(heading: str) -> str:
    """Return the heading without numbering in front and end mark behind; 3.15活动 stays."""
    words = _NUMBERING.sub("", heading, count=1) if _NUMBERING.match(heading) else heading
    return words.strip().rstrip("。：:；;").rstrip()


def role_of(heading: str, declared: str, period: str, inherited: Role = "工作成效") -> Role:
    """Return the role of a section: the declared one, else the heading's, else that of the section above."""
    return ROLE_WORDS.get(declared) or infer_role(strip_numbering(heading), period) or inherited


def infer_role(heading: str, period: str = "") -> Role | None:
    """Return the role a heading speaks of, or None when it says nothing about it.

    Args:
        heading: without numbering.
        period: what the document speaks about; 2024年重点工作 is a plan in a summary of 2023年.
    """
    found = [(match.start(), role) for role, pattern in _ROLES if (match := pattern.search(heading))]
    if found:
        return min(found, key=lambda place: place[0])[1]
    year, now = _YEAR_AHEAD.search(heading), _YEAR_OF.search(period)
    if year and now and int(year.group(1)) > int(now.group(1)):
        return "下一步打算"
    return None
