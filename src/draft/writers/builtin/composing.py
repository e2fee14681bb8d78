"""Spec → the prose of every section, composed as one document: no manner of speaking repeats too often."""

from collections.abc import Sequence
from dataclasses import replace

from draft.document import Section, Spec
from draft.numbers.patterns import Pattern
from draft.writers.builtin import headings, moods, words
from draft.writers.builtin.clause import Clause, read_facts
from draft.writers.builtin.desk import Desk
from draft.writers.builtin.framebook import FrameBook
from draft.writers.builtin.frames import (
    CONTINUATIONS,
    OPENINGS,
    OPENINGS_TOLD,
    Family,
    Frame,
)
from draft.writers.builtin.leads import leads_for_deed
from draft.writers.builtin.lexing import strip_adverbs
from draft.writers.builtin.openings import FEWEST_ITEMS, FEWEST_PROBLEMS, write_closing, write_opening
from draft.writers.builtin.planning import Cluster, plan_groups
from draft.writers.builtin.recasting import recast
from draft.writers.builtin.reordering import number_first
from draft.writers.builtin.troubles import tell_as_problems
from draft.writers.builtin.verbs import add_verbs
from draft.writers.builtin.weaving import Sentence, build_sentences, final_mark, pair_clusters, spell_sentence

SHARE = 0.285
"""Of a section's characters, marks included: more added words than this are not affordable."""
WIDE_SHARE = 0.4
"""The same where fewer numbers in more words were asked for."""
_PARAGRAPH = 260
"""Characters from which a paragraph closes before the next sentence."""
_ITEMS = "一二三四五六"
_SHORTEST_ITEM = 6
_LONG_ITEM = 22
_SHORTEST_ANNOUNCEMENT = 4
_THIRD = 2
"""Place of a sentence that may go on with 同时."""


def compose_sections(spec: Spec, book: FrameBook, *, share: float = SHARE) -> dict[int, str]:
    """Return the prose of every section that has facts, by its index.

    Args:
        share: of each section's characters, how much may be added words; 0 for a reader who asked for
            density or brevity.
    """
    sections = [s for s in spec.walk() if s.facts]
    within_plan = {
        below.index
        for s in spec.walk()
        if s.role == "下一步打算"
        for part in s.sections
        for below in part.walk()
    }
    second_half = {below.index for s in spec.walk() if "下半年" in s.heading for below in s.walk()}
    families = [headings.family_of(s, spec.genre) for s in sections]
    texts: dict[int, str] = {}
    for number, (section, family) in enumerate(zip(sections, families, strict=True)):
        book.open_section()
        closes = family not in families[number + 1 :]
        topic, aim = headings.matter_of(section.heading), headings.aim_of(section.heading)
        parts: list[str] = []
        for part, own in _split_by_mood(section, family):
            ahead = headings.is_plan(spec.genre) or section.index in within_plan
            desk = Desk(own, section.heading, topic, aim, number, closes, ahead, book, share)
            desk.second_half = section.index in second_half
            parts.append(_compose(part, desk))
        texts[section.index] = "\n".join(filter(None, parts))
    return texts


def _split_by_mood(section: Section, family: Family) -> list[tuple[Section, Family]]:
    """Return the section, or its troubles and its plans apart where the heading announces both."""
    if family not in {"problem", "plan"} or not headings.announces_both(section.heading):
        return [(section, family)]
    first = next((n for n, fact in enumerate(section.facts) if not _is_trouble(fact.text)), 0)
    if not first:
        return [(section, "plan")]
    troubles, plans = section.facts[:first], section.facts[first:]
    return [(replace(section, facts=troubles), "problem"), (replace(section, facts=plans), "plan")]


def _is_trouble(text: str) -> bool:
    ahead = any(mark in text for mark in words.PLAN_MARKS)
    return not ahead and any(mark in text for mark in words.TROUBLE_MARKS)


def _compose(section: Section, desk: Desk) -> str:
    clauses = _read(section, desk)
    if not clauses:
        return ""
    groups = plan_groups(clauses, section.heading)
    clusters = [cluster for group in groups for cluster in group.clusters]
    sentences = build_sentences(groups)
    facts = sum(cluster.length for cluster in clusters)
    desk.room = int(facts * desk.share / (1 - desk.share))
    items = _items(clusters, desk)
    if items:
        desk.room -= 2 * len(items)
    announced = write_opening(clusters, facts, OPENINGS, desk) if items else ""
    if items and announced.endswith(("。", "：")):
        text = _enumerate(_undated(items, announced), announced)
    else:
        desk.room += 2 * len(items)
        told = OPENINGS if desk.family in {"work", "party"} else OPENINGS_TOLD
        text = _narrate(sentences, write_opening(clusters, facts, told, desk), desk)
    return text + write_closing(facts, desk)


def _read(section: Section, desk: Desk) -> tuple[Clause, ...]:
    """Return the clauses of a section, with the words its family gives bare figures."""
    clauses = list(
        read_facts(section.facts, plan=desk.family == "plan", split=desk.family in {"work", "party"})
    )
    if desk.family == "problem":
        clauses = [replace(c, text=number_first(c.text) or c.text) for c in tell_as_problems(clauses)]
        return tuple(clauses)
    told = add_verbs(clauses, plan=desk.family == "plan", turn=desk.number)
    return tuple(told if desk.family == "plan" else recast(told, desk.number + desk.book.variant))


# --- 一是…二是… -------------------------------------------------------------------------------


def _items(clusters: Sequence[Cluster], desk: Desk) -> list[str]:
    """Return the items to tell one by one, empty where running prose suits better."""
    if any(c.kind == "block" or _is_numbered(c.text) for cluster in clusters for c in cluster.clauses):
        return []
    if any(cluster.awaits for cluster in clusters):
        return []
    if _is_parallel(clusters, desk) and _is_affordable(len(clusters), desk):
        return ["，".join(c.text for c in cluster.clauses) for cluster in clusters]
    many = len(_ITEMS) < len(clusters) <= 2 * len(_ITEMS) and desk.family in {"problem", "plan"}
    if many and _is_affordable(len(_ITEMS), desk):
        items = pair_clusters(clusters, len(_ITEMS))
        return [spell_sentence(item) for item in items] if len(items) <= len(_ITEMS) else []
    return []


def _is_affordable(items: int, desk: Desk) -> bool:
    """True when the numbers of the items and the shortest announcement fit into the room."""
    announcement = _SHORTEST_ANNOUNCEMENT if desk.family in {"problem", "plan"} else 0
    return 2 * items + announcement <= desk.room


def _is_numbered(text: str) -> bool:
    return any(mark in text for mark in ("一是", "其一", "首先", "第一，", "一方面", "（一）", "（1）"))


def _is_parallel(clusters: Sequence[Cluster], desk: Desk) -> bool:
    """True when three to six clusters of one kind are each long enough to be told by itself."""
    dated = desk.family == "plan" and not desk.whole_plan and bool(clusters[0].head.time)
    fewest = FEWEST_PROBLEMS if desk.family == "problem" or dated else FEWEST_ITEMS
    if not fewest <= len(clusters) <= len(_ITEMS) or any(_is_result(cluster) for cluster in clusters):
        return False
    shortest = min(cluster.length for cluster in clusters)
    if desk.family == "problem" or (desk.family == "plan" and not desk.whole_plan):
        return shortest >= _SHORTEST_ITEM
    mean = sum(cluster.length for cluster in clusters) / len(clusters)
    undated = not any(cluster.head.time for cluster in clusters)
    actions = sum(cluster.head.kind == "action" for cluster in clusters)
    told = mean >= _LONG_ITEM and shortest >= _LONG_ITEM // 2 and desk.number % 3 == 1
    told = told and 2 * sum("，" in cluster.head.text for cluster in clusters) > len(clusters)
    return told and undated and actions >= len(clusters) - 1 and clusters[0].head.kind == "action"


def _undated(items: Sequence[str], announced: str) -> list[str]:
    """Return the items without a 下半年 or 下一步 that the announcement has said for all of them."""
    return [
        item.removeprefix(said).lstrip("，")
        for item in items
        for said in (next((word for word in ("下半年", "下一步") if word in announced), "　"),)
    ]


def _is_result(cluster: Cluster) -> bool:
    """True for what did not happen and for recognition by others: neither is a measure among others."""
    body = cluster.head.body[len(cluster.head.scope) :]
    return cluster.head.apart or body.startswith(words.RESULT_HEADS)


def _enumerate(items: Sequence[str], opening: str) -> str:
    """Return the numbered items, joined by ； or, where one holds a mark of that weight, by 。."""
    numbered = [f"{number}是{item}" for number, item in zip(_ITEMS, items, strict=False)]
    heavy = any(mark in item for item in items for mark in "；。")
    return opening + ("。" if heavy else "；").join(numbered) + "。"


# --- running prose ----------------------------------------------------------------------------


def _narrate(sentences: Sequence[Sentence], opening: str, desk: Desk) -> str:
    """Return the sentences in paragraphs, with leads and moods where they are needed."""
    paragraphs = [opening]
    was_led = False
    for number, sentence in enumerate(sentences):
        led = number == 0 and bool(opening)
        kept = desk.kept_aim
        lead = "" if led or (was_led and not desk.is_wide) else _lead(sentence, desk)
        was_led = bool(lead) or led
        linked = lead and number and not kept
        lead = (_link(sentences, number, desk) if linked else "") + lead
        told_words = _in_mood(sentence, desk) if number == 0 else spell_sentence(sentence)
        announces = sentence.first.leads and number + 1 < len(sentences)
        if _opens_paragraph(paragraphs[-1], sentence):
            paragraphs.append("")
        paragraphs[-1] += lead + told_words + ("：" if announces else final_mark(told_words))
    return "\n".join(paragraphs)


def _in_mood(sentence: Sentence, desk: Desk) -> str:
    """Return the words of the first sentence, with a 将 where it is a plan that states no number yet."""
    first, text = sentence.first, spell_sentence(sentence)
    due = _DUE.match(text)
    if (
        due
        and desk.family == "plan"
        and not (desk.mood_is_set or desk.whole_plan)
        and desk.room >= len("将于")
    ):
        desk.room -= len("将于")
        return f"将于{text}"
    if desk.family != "plan" or desk.mood_is_set or first.kind != "action" or desk.room < 1:
        return text
    if desk.whole_plan and not first.time:
        return text  # the heading, or the paper, says already that all this is to come
    desk.room -= 1
    return moods.with_modal(text, at=len(first.time) + len(first.scope))


_DUE = Pattern(
    "^(?!将|拟|力争|争取|计划)[\u4e00-\u9fff0-9]{2,8}前(?=完成|建成|启动|开工|竣工|投用|实现|组织|开展)"
)
"""A plan that opens with the time by which it falls due: 端午假期前完成…."""


def _opens_paragraph(paragraph: str, sentence: Sentence) -> bool:
    return bool(paragraph) and paragraph[-1] in "。？" and len(paragraph) + sentence.length > _PARAGRAPH


def _lead(sentence: Sentence, desk: Desk) -> str:
    """Return the words that name the work a sentence tells of, empty where none are known or needed."""
    if not _may_be_led(sentence, desk):
        return ""
    text = spell_sentence(sentence)
    if not _is_told_action(sentence):
        return ""
    kept, desk.kept_aim = desk.kept_aim, ""
    if kept and not _pairs(kept[-5:]) & _pairs(text[:14]) - words.STOP_BIGRAMS:
        return kept
    if len(sentence.clusters) > _FEW:
        return ""
    said = (_pairs(text[:14]) | _pairs(desk.heading) | desk.said) - words.STOP_BIGRAMS
    frames = [
        Frame(f"{lead}，", "action")
        for lead in leads_for_deed(strip_adverbs(text))
        if not (_pairs(lead) - words.STOP_BIGRAMS) & said and lead[:2] not in text
    ]
    chosen = desk.frame(frames, action=True)
    desk.said |= _pairs(chosen)
    return chosen


_FEW = 2
"""Clusters of a sentence that one lead may name together."""


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _is_told_action(sentence: Sentence) -> bool:
    """True when words may lead straight into the verb of the sentence."""
    first = sentence.first
    plain = not (first.scope or first.time or first.fragment)
    return first.kind == "action" and plain and not first.text.startswith(words.PREPOSITIONS)


def _link(sentences: Sequence[Sentence], place: int, desk: Desk) -> str:
    """Return a word that goes on, once in every other longer section, before a work that has been named.

    Only there: before a bare figure 此外 would say that it is no part of the one before.
    """
    last = len(sentences) - 1
    if last < _THIRD or place != last or desk.number % 2:
        return ""
    return desk.frame(CONTINUATIONS, action=True)


def _may_be_led(sentence: Sentence, desk: Desk) -> bool:
    """True when words before the sentence would not meet a date, a 方面 or a colon of its own."""
    if sentence.is_block or sentence.first.time or desk.family in {"problem", "plan"}:
        return False
    text = spell_sentence(sentence)[:16]
    return "方面，" not in text and "：" not in text
