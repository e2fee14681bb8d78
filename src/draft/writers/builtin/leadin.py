"""The 导语: period, unit, under whose lead, by what line, what was worked on, the hand-over to the body."""

import re
from collections.abc import Sequence

from draft.document import Fact, Section, Spec
from draft.numbers.patterns import Pattern
from draft.writers.builtin import headings, words
from draft.writers.builtin.framebook import FrameBook
from draft.writers.builtin.frames import _frames
from draft.writers.builtin.lexing import TIME, leading_verb, opens_with_verb, strip_adverbs
from draft.writers.builtin.opening_facts import Opening, names_unit, read_opening, tell_sentences
from draft.writers.builtin.themes import join_themes

_PERIOD = Pattern(
    r"(?:[12][0-9]{3}|20[xX]{2}|[xX]{4})年(?:度|上半年|下半年|第?[一二三四]季度|[0-9]{1,2}月(?:份)?)?"
)
_UNIT = Pattern(
    r"^[^，。0-9xX]*?(?:委员会|卫生健康委|卫健委|[委局办院会府厅校部站所镇乡]|办事处|中心|街道|公司|支队|大队)(?=[0-9xX]{2,4}年|关于|年度|工作|上半年|下半年)"
)
_UNIT_MASKED = Pattern(
    r"^[xX]{1,4}[省市县区镇乡州旗]?[^，。0-9]{0,14}?(?:委员会|卫生健康委|卫健委|[委局办院会府厅校部站所镇乡]|办事处|中心|街道)(?=[0-9]{4}年|20xx年|关于|年度|工作|上半年)"
)
_ABOUT = Pattern(r"^(?:.{0,24}?)关于(.{4,40}?)的(?:情况)?(?:通报|汇报|报告|简报|总结)$")

_EVENT = Pattern(
    r"^(.{4,34}?(?:活动|行动|大会|会议|培训|竞赛|比赛|论坛|工程|整治|演练))(?:工作)?(?:开展)?(?:情况)?(?:的)?简报$"
)
"""A title that names what a bulletin is about."""

FIRST_WITH_TERMS = _frames("""
    统筹推进{terms}等工作
    重点抓好{terms}等工作
    着力抓好{terms}等重点工作
    扎实做好{terms}等工作
    有序推进{terms}等各项工作
    围绕{terms}等重点，推进各项工作
    聚焦{terms}等任务，推进各项工作
    认真履行职责，抓好{terms}等工作
""")
FIRST_WITH_AIMS = _frames("""
    围绕{terms}，推进各项工作
    着眼{terms}，抓好各项任务
    着力{terms}，统筹做好各项工作
    围绕{terms}等任务，抓好各项工作
    聚焦{terms}，做好各项工作
""")
FIRST_PLAIN = _frames("""
    认真履行职责，推进各项工作
    结合工作实际，推进各项任务
    围绕主要任务，推进各项工作
    对照目标任务，抓好各项工作
    统筹推进各项工作
""")
PLAN_FIRST = _frames("""
    将重点抓好{terms}等工作
    将统筹推进{terms}等工作
    将着力做好{terms}等工作
    将围绕{terms}等任务推进工作
""")
PLAN_PLAIN = _frames("""
    将按照工作安排推进各项任务
    将对照目标任务推进各项工作
    将结合实际推进各项工作
""")

HAND_OVER = {
    "工作总结": ("现将{what}总结如下：", "现将{what}报告如下：", "现将{what}汇报如下："),
    "工作计划": ("具体安排如下：", "现就有关工作作如下安排：", "主要工作安排如下："),
    "情况汇报": ("现将{what}汇报如下：", "现将有关情况汇报如下：", "现就{what}作如下汇报："),
    "报告": ("现将{what}报告如下：", "现将有关情况报告如下：", "现就{what}报告如下："),
    "简报": ("现将有关情况简报如下：", "现将主要情况编发如下：", "有关情况如下："),
    "通知": ("现就有关事项通知如下：", "现将有关事项通知如下：", "有关事项如下："),
    "公报": ("现将有关情况公布如下：", "现将主要情况公布如下：", "现将有关数据公布如下："),
    "通报": ("现将有关情况通报如下：", "现就有关情况通报如下：", "现将{what}通报如下："),
}
_LONGEST_TERMS = 38
_PLAINLY_OPENED = {"通报", "简报", "通知"}
"""Genres that may begin with the hand-over."""
_VAGUE = Pattern(r"^(?:工作|总体|基本|主要|有关|整体)|开展$|特点$|做法$|成效$|措施$|情况$|成果$")


def write_lead_in(spec: Spec, book: FrameBook) -> str:
    """Return the opening paragraph; it never lacks a hand-over when sections follow."""
    book.open_section()
    plan = is_plan(spec)
    opening = read_opening(spec.opening, unit_of(spec), plan=plan)
    hand_over = _hand_over(spec, book.variant) if spec.sections else ""
    if hand_over and opening.ends_in_basis and not (opening.deeds or opening.results or opening.own):
        return "，".join(opening.phrases) + "，" + hand_over
    told = _first_sentence(spec, opening, book) + tell_sentences(opening.own, plan=plan)
    period = period_of(spec)
    if not told and period and hand_over.startswith("现将工作"):
        hand_over = f"现将{period}{hand_over.removeprefix('现将')}"
    return told + hand_over


def period_of(spec: Spec) -> str:
    """Return the period as declared, else as the title states it, else an empty string."""
    if spec.period.strip():
        period = spec.period.strip()
        return f"{period}年" if re.fullmatch(r"[12][0-9]{3}", period) else period
    match = _PERIOD.search(spec.title)
    return match.group() if match else ""


def unit_of(spec: Spec) -> str:
    """Return the unit as signed, else as the title names it, else an empty string."""
    if spec.issuer.strip():
        return spec.issuer.strip()
    match = _UNIT.match(spec.title) or _UNIT_MASKED.match(spec.title)
    return match.group() if match else ""


def _first_sentence(spec: Spec, opening: Opening, book: FrameBook) -> str:
    """Return period, unit, circumstances, what was done and how it went as one sentence."""
    period, unit = period_of(spec), unit_of(spec)
    lead = f"{period}，" if period else ""
    plain = spec.genre in _PLAINLY_OPENED or bool(_ABOUT.match(spec.title))
    if not opening.phrases and not opening.deeds and opening.own and not opening.results:
        return _before_own(opening.own[0], lead, unit)
    parts = [*opening.phrases, *opening.deeds]
    if not opening.deeds and not plain:
        parts.append(_main_clause(spec, book, bare=not parts and not opening.results))
    if not any(parts) and (plain or not opening.results):
        told = f"{lead}{'，'.join(opening.results)}。" if opening.results else ""
        return told or _event(spec, lead, unit)
    words = "，".join([part for part in parts if part] + opening.results)
    return f"{lead}{unit}{words}。"


def _before_own(fact: Fact, lead: str, unit: str) -> str:
    """Return what stands before opening facts that are sentences of their own."""
    first = fact.text
    dated = bool(TIME.match(first)) or first.startswith(("一年来", "今年", "半年来", "年度"))
    if dated or _STOCK.match(first):
        return ""
    return lead if names_unit(unit, first) or not opens_with_verb(first) else lead + unit


_STOCK = Pattern(r"^[^，0-9]{0,6}(?:现有|共有|下辖|现辖|辖)")


def _main_clause(spec: Spec, book: FrameBook, *, bare: bool) -> str:
    """Return what the unit worked on, by the headings below; nothing rather than words that fit any paper.

    Args:
        bare: nothing else stands in the sentence, so that it may be left out as a whole.
    """
    terms = join_themes(_matters(spec))
    aims = _aims(spec)
    if not terms and aims and not is_plan(spec):
        return book.pick(FIRST_WITH_AIMS, {"terms": aims}, action=True)
    if not terms and bare and not is_plan(spec):
        return ""
    if is_plan(spec):
        frames = PLAN_FIRST if terms else PLAN_PLAIN
    else:
        frames = FIRST_WITH_TERMS if terms else FIRST_PLAIN
    return book.pick(frames, {"terms": terms} if terms else {}, action=True)


def _event(spec: Spec, lead: str, unit: str) -> str:
    """Return the sentence of a bulletin that says what was held, as its title names it; else nothing."""
    title = spec.title.removeprefix(unit)
    event = _EVENT.match(title)
    if spec.genre != "简报" or not event or not unit:
        return ""
    named = event.group(1).removeprefix("关于").removeprefix("开展")
    return f"{lead}{unit}组织开展{named}。"


def is_plan(spec: Spec) -> bool:
    """True when the document as a whole speaks of what is to be done."""
    return headings.is_plan(spec.genre)


def _aims(spec: Spec) -> str:
    """Return what the first sections set out to do, as a list; nothing where the first two leave doubt."""
    aims = [headings.aim_of(section.heading) for section in _work_sections(spec)][:3]
    first = aims[:_MAIN]
    return join_themes([aim for aim in aims if aim]) if len(first) == _MAIN and all(first) else ""


def _matters(spec: Spec) -> list[str]:
    """Return the matters of the work sections, as many as fit in one sentence."""
    return matters_of(_work_sections(spec))


def lists_matters_of(spec: Spec, section: Section) -> bool:
    """True when the 导语 names what the sections below this one are about."""
    named = _matters(spec)
    opening = read_opening(spec.opening, unit_of(spec), plan=is_plan(spec))
    return bool(named) and named == matters_of(section.sections) and not opening.deeds and not opening.own


def matters_of(sections: Sequence[Section]) -> list[str]:
    """Return two to four things that sections are about, by their headings; none where fewer are sure."""
    told = [_without_level(_matter_of(section.heading)) for section in sections]
    if not all(len(m) > 1 and not _VAGUE.search(m) for m in told[:_MAIN]):
        return []  # the first sections are the main ones: an overview without them would be none
    matters: list[str] = []
    for matter in told:
        fits = len("、".join([*matters, matter])) <= _LONGEST_TERMS
        if len(matter) > 1 and not _VAGUE.search(matter) and matter not in matters and fits:
            matters.append(matter)
    return matters[:4] if len(matters) >= min(len(sections), 2) else []  # one of many is no overview


def _without_level(matter: str) -> str:
    """Return 养老服务 of 养老服务体系; 服务体系 stays, as nothing but 服务 would be left."""
    shorter = _LEVEL.sub("", matter)
    return shorter if len(shorter) > len("服务") else matter


def _matter_of(heading: str) -> str:
    """Return the matter of a heading, or the heading itself where it is a short name of a field."""
    body = strip_adverbs(heading)
    named = _FIELD.fullmatch(heading) and not opens_with_verb(body)
    work = (
        len(heading) == len(_WORK)
        and _FIELD.fullmatch(heading)
        and leading_verb(body) not in words.PURE_VERBS - {"打击", "查处"}
    )
    return headings.matter_of(heading) or (heading if named or work else "")


_FIELD = Pattern(r"[\u4e00-\u9fff]{3,7}")
_WORK = "参保扩面"
"""Two words of two characters name a work, whatever they are."""
_MAIN = 2
_LEVEL = Pattern(r"(?:水平|能力|体系|质效)$")
"""What is worked on is the service, not its level."""


def _work_sections(spec: Spec) -> list[Section]:
    """Return the sections that tell of work, one level below a bare wrapper."""
    aside = set() if is_plan(spec) else {"存在问题", "下一步打算", "导语"}
    top = [s for s in spec.sections if s.role not in aside]
    told = [
        below for s in top for below in (s.sections if s.sections and not s.facts and len(top) == 1 else (s,))
    ]
    return [section for section in told if not _STATE.search(section.heading)]


_STATE = Pattern("(?:概况|分布|形势|构成)$")
"""A heading of what is, not of what was worked on."""


def _hand_over(spec: Spec, variant: int) -> str:
    """Return the sentence that hands over to the body, in the words of the genre."""
    genre = _kind_of(spec)
    about = _ABOUT.match(spec.title)
    if about and genre in _TELLING:
        matter = about.group(1)
        return f"现将{matter if matter.endswith('情况') else matter + '情况'}{_TELLING[genre]}如下："
    bulletin = _BULLETIN.match(spec.title.removeprefix(unit_of(spec)))
    if genre == "简报" and bulletin:
        return f"现将{period_of(spec)}{bulletin.group(1)}情况简报如下："
    patterns = HAND_OVER[genre]
    what = _what(spec)
    told = patterns[variant % len(patterns)].format(what=what)
    return told.replace("总结如下", "汇报如下") if _AHEAD.search(what) else told


_BULLETIN = Pattern(r"^([^0-9xX第“]{4,24}工作)(?:情况)?简报$")
_AHEAD = Pattern("打算|计划|安排|思路")


def _kind_of(spec: Spec) -> str:
    """Return the genre of the table whose words fit: a 述职报告 is handed over as a 报告 is."""
    if is_plan(spec):
        return "工作计划"
    words = (
        ("总结", "工作总结"),
        ("通报", "通报"),
        ("通知", "通知"),
        ("公报", "公报"),
        ("简报", "简报"),
        ("汇报", "情况汇报"),
        ("报告", "报告"),
    )
    return next((kind for word, kind in words if word in spec.genre), "情况汇报")


_TELLING = {"工作总结": "总结", "情况汇报": "汇报", "报告": "报告", "简报": "简报", "通报": "通报"}


def _what(spec: Spec) -> str:
    """Return what the paper goes through: the work, its troubles and what comes next, by their own names."""
    roles = {s.role for s in spec.walk()}
    if len(roles - {"下一步打算", "存在问题", "导语"}) == 0:
        return "工作情况"
    if "下一步打算" not in roles:
        return "工作情况和存在的问题" if "存在问题" in roles else "工作情况"
    ahead = _ahead(spec)
    return f"工作开展情况、存在问题和{ahead}" if "存在问题" in roles else f"工作情况和{ahead}"


def _ahead(spec: Spec) -> str:
    """Return the name of what comes next as its heading gives it: 2026年工作打算, 下半年工作计划."""
    heading = next((s.heading for s in spec.walk() if s.role == "下一步打算"), "")
    named = _NAMED_AHEAD.match(heading)
    return named.group() if named else "下一步打算"


_NAMED_AHEAD = Pattern(
    r"(?:[12][0-9]{3}年度?|下半年|下一步|下一阶段|明年)(?:主要|重点)?工作?(?:打算|计划|安排|思路)$"
)
