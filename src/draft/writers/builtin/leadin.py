"""The 导语: period, unit, what the document goes through, the opening facts, the hand-over to the body."""

import re

from draft.document import Section, Spec
from draft.writers.builtin import headings
from draft.writers.builtin.clause import read_facts
from draft.writers.builtin.framebook import FrameBook
from draft.writers.builtin.frames import _frames
from draft.writers.builtin.planning import plan_groups
from draft.writers.builtin.weaving import build_sentences, final_mark, spell_sentence

_PERIOD = re.compile(
    r"(?:[12][0-9]{3}|20[xX]{2}|[xX]{4})年(?:度|上半年|下半年|第?[一二三四]季度|[0-9]{1,2}月(?:份)?)?"
)
_UNIT = re.compile(
    r"^[^，。0-9xX]*?(?:委员会|卫生健康委|卫健委|[委局办院会府厅校部站所镇乡]|办事处|中心|街道|公司|支队|大队)(?=[0-9xX]{2,4}年|关于|年度|工作|上半年|下半年)"
)
_UNIT_MASKED = re.compile(
    r"^[xX]{1,4}[省市县区镇乡州旗]?[^，。0-9]{0,14}?(?:委员会|卫生健康委|卫健委|[委局办院会府厅校部站所镇乡]|办事处|中心|街道)(?=[0-9]{4}年|20xx年|关于|年度|工作|上半年)"
)
_ABOUT = re.compile(r"^(?:.{0,24}?)关于(.{4,40}?)的(?:情况)?(?:通报|汇报|报告|简报|总结)$")

FIRST_WITH_TERMS = _frames("""
    围绕{terms}等方面开展工作。
    主要在{terms}等方面开展工作。
    围绕{terms}等方面，推进各项工作。
    立足职能职责，在{terms}等方面开展工作。
    聚焦{terms}等方面，推进各项工作。
    结合实际，围绕{terms}等方面推进工作。
    按照工作安排，在{terms}等方面推进工作。
    认真履行职责，在{terms}等方面开展工作。
""")
FIRST_PLAIN = _frames("""
    立足职能职责，推进各项工作。
    按照工作安排，推进各项任务。
    结合工作实际，推进有关工作。
    围绕主要任务，推进各项工作。
    认真履行职责，推进各项工作。
    对照目标任务，推进各项工作。
""")
PLAN_FIRST = _frames("""
    将围绕{terms}等方面开展工作。
    拟从{terms}等方面推进工作。
    将在{terms}等方面安排工作。
    将聚焦{terms}等方面，推进各项任务。
""")

HAND_OVER = {
    "工作总结": ("现将{what}总结如下：", "现将{what}报告如下：", "现将主要{what}总结如下："),
    "工作计划": ("现就有关工作作如下安排：", "现提出如下工作计划：", "具体安排如下："),
    "情况汇报": ("现将{what}汇报如下：", "现将有关情况汇报如下：", "现就{what}作如下汇报："),
    "报告": ("现将{what}报告如下：", "现将有关情况报告如下：", "现就{what}报告如下："),
    "简报": ("现将有关情况简报如下：", "现将主要情况编发如下：", "有关情况如下："),
    "通报": ("现将有关情况通报如下：", "现就有关情况通报如下：", "现将{what}通报如下："),
}
_LONGEST_TERMS = 34
_PLAINLY_OPENED = {"通报", "简报"}
"""Genres that may begin with the hand-over."""


def write_lead_in(spec: Spec, book: FrameBook) -> str:
    """Return the opening paragraph; it never lacks a hand-over when sections follow."""
    book.open_section()
    first = _first_sentence(spec, book)
    facts = _opening_facts(spec)
    return first + facts + (_hand_over(spec, book.variant) if spec.sections else "")


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


def _first_sentence(spec: Spec, book: FrameBook) -> str:
    period, unit = period_of(spec), unit_of(spec)
    if not period and not unit and spec.opening:
        return ""
    terms = "、".join(_matters(spec))
    if not terms and unit and _opens_with_deeds(spec):
        return (f"{period}，" if period else "") + unit  # the opening facts go on; no empty words between
    plan = is_plan(spec)
    if not terms and (_ABOUT.match(spec.title) or spec.genre in _PLAINLY_OPENED):
        return ""
    if plan:
        frames = PLAN_FIRST if terms else _frames("将按照工作安排推进各项任务。")
    else:
        frames = FIRST_WITH_TERMS if terms else FIRST_PLAIN
    slots = {"terms": terms} if terms else {}
    words = book.pick(frames, slots, action=True)
    return (f"{period}，" if period else "") + unit + words


def _opens_with_deeds(spec: Spec) -> bool:
    """True when the first opening fact tells what the unit did, undated and without a subject of its own."""
    if not spec.opening:
        return False
    sentence = build_sentences(plan_groups(read_facts(spec.opening, plan=is_plan(spec)), ""))[0]
    first = sentence.first
    return first.kind == "action" and not (first.time or first.scope or first.fragment)


def is_plan(spec: Spec) -> bool:
    """True when the document as a whole speaks of what is to be done."""
    return headings.is_plan(spec.genre)


def _matters(spec: Spec) -> list[str]:
    """Return the matters of the work sections, as many as fit in one sentence."""
    matters: list[str] = []
    for section in _work_sections(spec):
        matter = headings.matter_of(section.heading)
        if matter and matter not in matters and len("、".join([*matters, matter])) <= _LONGEST_TERMS:
            matters.append(matter)
    return matters[:4] if len(matters) >= 2 else []  # noqa: PLR2004  one matter is no overview


def _work_sections(spec: Spec) -> list[Section]:
    """Return the sections that tell of work, one level below a bare wrapper."""
    aside = set() if is_plan(spec) else {"存在问题", "下一步打算", "导语"}
    top = [s for s in spec.sections if s.role not in aside]
    return [
        below for s in top for below in (s.sections if s.sections and not s.facts and len(top) == 1 else (s,))
    ]


def _opening_facts(spec: Spec) -> str:
    sentences = build_sentences(plan_groups(read_facts(spec.opening, plan=is_plan(spec)), ""))
    told = map(spell_sentence, sentences)
    return "".join(text + final_mark(text) for text in told)


def _hand_over(spec: Spec, variant: int) -> str:
    """Return the sentence that hands over to the body, in the words of the genre."""
    genre = _kind_of(spec)
    about = _ABOUT.match(spec.title)
    if about and genre != "工作计划":
        matter = about.group(1)
        return f"现将{matter if matter.endswith('情况') else matter + '情况'}{_TELLING[genre]}如下："
    patterns = HAND_OVER[genre]
    return patterns[variant % len(patterns)].format(what=_what(spec))


def _kind_of(spec: Spec) -> str:
    """Return the genre of the table whose words fit: a 述职报告 is handed over as a 报告 is."""
    if is_plan(spec):
        return "工作计划"
    words = ("总结", "工作总结"), ("通报", "通报"), ("简报", "简报"), ("汇报", "情况汇报"), ("报告", "报告")
    return next((kind for word, kind in words if word in spec.genre), "情况汇报")


_TELLING = {"工作总结": "总结", "情况汇报": "汇报", "报告": "报告", "简报": "简报", "通报": "通报"}


def _what(spec: Spec) -> str:
    roles = {s.role for s in spec.walk()}
    if {"存在问题", "下一步打算"} <= roles:
        return "工作开展情况、存在问题和下一步打算"
    if "下一步打算" in roles and len(roles) > 1:
        return "工作情况和下一步打算"
    if "存在问题" in roles and len(roles) > 1:
        return "工作情况和存在的问题"
    return "工作情况"
