"""The opening facts as the 导语 needs them: under whose lead, by what line, what was done, how it went."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draft.document import Fact
from draft.numbers.patterns import Pattern
from draft.writers.builtin.clause import Clause, read_facts
from draft.writers.builtin.lexing import TIME, opens_with_verb
from draft.writers.builtin.planning import plan_groups
from draft.writers.builtin.weaving import build_sentences, final_mark, spell_sentence

_WHO = r"[^，。0-9]{2,22}?"
_LED = Pattern(
    rf"(?:在)?(?P<who>{_WHO})(?:的)?(?P<how>坚强|正确|有力|统一|直接)?领导(?P<is>有力|坚强)?(?:下)?"
    rf"(?:[，、和](?:在)?(?P<by>{_WHO})(?:的)?(?P<manner>精心|关心|悉心|具体|大力|有力|业务)?(?P<act>指导|支持|关心支持)(?:到位|有力)?(?:下)?)?"
)
_GUIDE = Pattern(
    r"(?:坚持)?以[^，]+为(?:中心|主线|重点|抓手|导向|目标|统领|引领|牵引|核心|契机|遵循|总抓手|突破口)"
)
_IS_GUIDE = Pattern(
    r"(?:以)?(?P<what>[^，以是为]{2,16})(?:是|为)(?P<part>中心|主线|重点|抓手|导向|目标|统领|核心)"
)
_BASIS = Pattern(
    r"(?:按照|根据|依据|遵照|围绕|聚焦|紧扣|立足|着眼|坚持|全面贯彻|深入贯彻|认真贯彻|贯彻)[^。]{2,60}"
)
_ORDERED = Pattern(rf"{_WHO}(?:部署|要求|安排|工作部署|总体要求)(?:要求)?")
_NOUN_BASIS = Pattern(
    r"(?:按照|根据|依据|遵照)[^。]*(?:安排|要求|部署|精神|规定|通知》?|意见》?|通知|方案》?|办法》?|计划|〕[0-9]+号[）)]|[）)])"
)


_NAMED = Pattern(
    r"《[^》]{0,200}》|（[^（）]*）|“[^”]{0,200}”|第[0-9]+[次届号]|(?:[12][0-9]{3}|20[xX]{2})年度?"
)
_COUNTED = Pattern(
    r"[0-9]|[xX][.]*+[余多]?[万亿]?(?:[人个名次家户件元所条项例起处亩吨场位张台%％‰]|公里|平方)"
)
"""A number, or a mask that counts something; the X of 健康XX建设 is a name."""


@dataclass(slots=True)
class Opening:
    """What the opening facts give the 导语, each part in the order of the facts.

    Attributes:
        phrases: what stands between the unit and its first verb: 在…领导下, 以…为主线, 按照…要求.
        deeds: what the unit did, subjectless and without numbers, that may follow the unit at once.
        results: how it went, without numbers: they close the first sentence.
        own: facts told as sentences of their own.
    """

    phrases: list[str] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    own: list[Fact] = field(default_factory=list)

    @property
    def ends_in_basis(self) -> bool:
        """True when the phrases do nothing but cite on what basis the paper is written."""
        return bool(self.phrases) and all(_NOUN_BASIS.fullmatch(phrase) for phrase in self.phrases)


_LONGEST_SENTENCE = 96
"""Characters of the facts from which the first sentence takes no more of them."""


def read_opening(facts: Sequence[Fact], unit: str, *, plan: bool) -> Opening:
    """Return the opening facts sorted by what they do in the first sentence.

    The facts keep their order: from the first one that is a sentence of its own, all are, but for those
    that hold nothing but circumstances and make no sentence.
    """
    opening = Opening()
    length = 0
    for fact, clause in zip(facts, _clauses(facts, plan=plan), strict=True):
        if clause is None:
            continue
        if opening.own and _take_phrases(clause, fact, opening):
            continue
        length += len(clause.text)
        full = length > _LONGEST_SENTENCE and length > len(clause.text)
        if opening.own or full or not _take(clause, fact, unit, opening):
            opening.own.append(fact)
    return opening


def _take(clause: Clause, fact: Fact, unit: str, opening: Opening) -> bool:
    """Put the fact into the first sentence; False, and nothing done, where it does not fit there."""
    text = clause.text
    if names_unit(unit, text) or clause.time or clause.kind == "block" or fact.status:
        return False
    phrases = _phrases(text)
    if phrases and not (opening.deeds or opening.results):
        opening.phrases.extend(phrases[0])
        opening.deeds.extend(phrases[1])
        return True
    if _COUNTED.search(text):
        return False
    deed = clause.kind == "action" and not clause.scope
    if deed and not opening.results:
        opening.deeds.append(text)
        return True
    if deed or opening.results or "，" in text:
        return False
    opening.results.append(text)
    return True


def _take_phrases(clause: Clause, fact: Fact, opening: Opening) -> bool:
    """Put a fact of bare circumstances into the first sentence; False where it is a sentence."""
    phrases = None if clause.kind == "block" or fact.status else _phrases(clause.text)
    if not phrases or phrases[1] or opening.deeds or opening.results:
        return False
    opening.phrases.extend(phrases[0])
    return True


def _clauses(facts: Sequence[Fact], *, plan: bool) -> list[Clause | None]:
    read = {clause.index: clause for clause in read_facts(facts, plan=plan)}
    return [read.get(index) for index in range(len(facts))]


def names_unit(unit: str, text: str) -> bool:
    """True when the fact names the unit itself, so that the unit cannot be its subject once more.

    县教育局 names 安和县教育局, 市教育局 does not.
    """
    level = _LEVEL.search(unit, 1)
    own = unit[level.start() :] if level else unit
    return bool(unit) and (unit[:3] in text or (len(own) > 1 and own in text))


_LEVEL = Pattern("[省市县区镇乡州旗]")


def _phrases(text: str) -> tuple[list[str], list[str]] | None:
    """Return phrases and deeds of a fact that holds nothing else, None for any other fact."""
    led = _LED.fullmatch(text)
    if led:
        return [_under_lead(led)], []
    found: list[str] = []
    deeds: list[str] = []
    for part in re.split("[，；]", text):
        phrase = _phrase(part)
        if phrase and not deeds:
            found.append(phrase)
        elif found and opens_with_verb(part) and not _COUNTED.search(part):
            deeds.append(part)
        else:
            return None
    return (found, deeds) if found else None


def _phrase(part: str) -> str:
    """Return one part of a fact as a phrase of circumstance, an empty string when it is none."""
    if _COUNTED.search(_NAMED.sub("", part)):
        return ""
    if _GUIDE.fullmatch(part) or re.fullmatch(r"在[^，]+下", part):
        return part
    if _BASIS.fullmatch(part) and not TIME.match(part):
        return part
    guide = _IS_GUIDE.fullmatch(part)
    if guide:
        return f"以{guide['what']}为{guide['part']}"
    return f"按照{part}" if _ORDERED.fullmatch(part) and not opens_with_verb(part) else ""


def _under_lead(led: re.Match[str]) -> str:
    """Return X坚强领导，Y精心指导 as 在X的坚强领导和Y的精心指导下."""
    how = led["how"] or led["is"] or ""
    phrase = f"在{led['who']}{'的' if how else ''}{how}领导"
    if led["by"]:
        manner = led["manner"] or ""
        phrase += f"和{led['by']}{'的' if how or manner else ''}{manner}{led['act']}"
    return phrase + "下"


def tell_sentences(facts: Sequence[Fact], *, plan: bool) -> str:
    """Return facts as sentences."""
    sentences = build_sentences(plan_groups(read_facts(facts, plan=plan), ""))
    told = map(spell_sentence, sentences)
    return "".join(text + final_mark(text) for text in told)
