"""Spec → the prose of every section, composed as one document: no manner of speaking repeats too often."""

from collections.abc import Sequence
from dataclasses import replace

from draft.document import Section, Spec
from draft.writers.builtin import headings, moods, words
from draft.writers.builtin.clause import Clause, read_facts
from draft.writers.builtin.desk import Desk
from draft.writers.builtin.framebook import FrameBook
from draft.writers.builtin.frames import (
    ADDITIONS,
    CONTINUATIONS,
    LABELS,
    LABELS_BEFORE_ACTIONS,
    OPENINGS,
    OPENINGS_TOLD,
    Family,
)
from draft.writers.builtin.openings import FEWEST_ITEMS, write_closing, write_opening
from draft.writers.builtin.planning import Cluster, plan_groups
from draft.writers.builtin.verbs import add_verbs, tell_as_problems
from draft.writers.builtin.weaving import Sentence, build_sentences, final_mark, pair_clusters, spell_sentence

_SHARE = 0.285
"""Of a section's characters, marks included: more added words than this are not affordable."""
_PARAGRAPH = 260
"""Characters from which a paragraph closes before the next sentence."""
_ITEMS = "一二三四五六"
_SHORTEST_ITEM = 6
_LONG_ITEM = 22
_SHORTEST_ANNOUNCEMENT = 4
_THIRD = 2
"""Place of a sentence that may go on with 同时."""


def compose_sections(spec: Spec, book: FrameBook, *, bare: bool = False) -> dict[int, str]:
    """Return the prose of every section that has facts, by its index.

    Args:
        bare: add nothing to the facts, for a reader who asked for density or brevity.
    """
    sections = [s for s in spec.walk() if s.facts]
    second_half = {below.index for s in spec.walk() if "下半年" in s.heading for below in s.walk()}
    families = [headings.family_of(s, spec.genre) for s in sections]
    texts: dict[int, str] = {}
    for number, (section, family) in enumerate(zip(sections, families, strict=True)):
        book.open_section()
        closes = family not in families[number + 1 :]
        topic = headings.matter_of(section.heading)
        parts: list[str] = []
        for part, own in _split_by_mood(section, family):
            desk = Desk(own, section.heading, topic, number, closes, headings.is_plan(spec.genre), book)
            desk.share = 0 if bare else _SHARE
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
    desk.room = int(facts * desk.share / (1 - desk.share)) - len(clusters)
    items = _items(clusters, desk)
    if items:
        desk.room -= 2 * len(items)
    announced = write_opening(clusters, facts, OPENINGS, desk) if items else ""
    if items and (announced or desk.family in {"work", "party"}):
        text = _enumerate(items, announced)
    else:
        desk.room += 2 * len(items)
        told = OPENINGS if desk.family in {"work", "party"} else OPENINGS_TOLD
        text = _narrate(sentences, write_opening(clusters, facts, told, desk), desk)
    return text + write_closing(facts, desk)


def _read(section: Section, desk: Desk) -> tuple[Clause, ...]:
    """Return the clauses of a section, with the words its family gives bare figures."""
    clauses = list(read_facts(section.facts, plan=desk.family == "plan"))
    if desk.family == "problem":
        clauses = tell_as_problems(clauses)
    return tuple(clauses if desk.family in {"plan", "problem"} else add_verbs(clauses))


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
    if not FEWEST_ITEMS <= len(clusters) <= len(_ITEMS):
        return False
    shortest = min(cluster.length for cluster in clusters)
    if desk.family in {"problem", "plan"}:
        return shortest >= _SHORTEST_ITEM
    mean = sum(cluster.length for cluster in clusters) / len(clusters)
    undated = not any(cluster.head.time for cluster in clusters)
    actions = sum(cluster.head.kind == "action" for cluster in clusters)
    told = mean >= _LONG_ITEM and shortest >= _LONG_ITEM // 2 and desk.number % 3 == 1
    return told and undated and actions >= len(clusters) - 1 and clusters[0].head.kind == "action"


def _enumerate(items: Sequence[str], opening: str) -> str:
    """Return the numbered items, joined by ； or, where one holds a mark of that weight, by 。."""
    numbered = [f"{number}是{item}" for number, item in zip(_ITEMS, items, strict=False)]
    heavy = any(mark in item for item in items for mark in "；。")
    return opening + ("。" if heavy else "；").join(numbered) + "。"


# --- running prose ----------------------------------------------------------------------------


def _narrate(sentences: Sequence[Sentence], opening: str, desk: Desk) -> str:
    """Return the sentences in paragraphs, with labels and moods where they are needed."""
    paragraphs = [opening]
    told: set[str] = set()
    for number, sentence in enumerate(sentences):
        led = number == 0 and bool(opening) and not desk.mood_is_set
        lead = "" if led or number == 0 else _lead(sentence, told, desk) or _link(sentences, number, desk)
        told.add(sentence.label)
        told_words = _in_mood(sentence, desk) if number == 0 else spell_sentence(sentence)
        announces = sentence.first.leads and number + 1 < len(sentences)
        if _opens_paragraph(paragraphs[-1], sentence):
            paragraphs.append("")
        paragraphs[-1] += lead + told_words + ("：" if announces else final_mark(told_words))
    return "\n".join(paragraphs)


def _in_mood(sentence: Sentence, desk: Desk) -> str:
    """Return the words of the first sentence, with a 将 where it is a plan that states no number yet."""
    first, text = sentence.first, spell_sentence(sentence)
    if desk.family != "plan" or desk.mood_is_set or first.kind != "action" or desk.room < 1:
        return text
    desk.room -= 1
    return moods.with_modal(text, at=len(first.time) + len(first.scope))


def _opens_paragraph(paragraph: str, sentence: Sentence) -> bool:
    return bool(paragraph) and paragraph[-1] in "。？" and len(paragraph) + sentence.length > _PARAGRAPH


def _lead(sentence: Sentence, told: set[str], desk: Desk) -> str:
    """Return the words that head a sentence on another matter, empty where none are needed."""
    if not _may_be_led(sentence, desk):
        return ""
    text = spell_sentence(sentence)
    action = sentence.first.kind == "action" and not sentence.first.scope
    label = sentence.label if all(k.head.topic == sentence.label for k in sentence.clusters) else ""
    if (
        label
        and "和" not in label
        and label not in told
        and set(label) - set(desk.heading)
        and label[:2] not in text[:8]
    ):
        frames = (*LABELS_BEFORE_ACTIONS, *LABELS) if action and label.endswith(words.WORK_ENDS) else LABELS
        return desk.frame(frames, action=action, label=label)
    return ""


def _link(sentences: Sequence[Sentence], place: int, desk: Desk) -> str:
    """Return a word that goes on, once in a longer section: at its third sentence or at its last."""
    last = len(sentences) - 1
    sentence = sentences[place]
    wanted = place == (_THIRD if desk.number % 2 else last)
    if last < _THIRD + 1 or not wanted or sentence.first.leaning or not _may_be_led(sentence, desk):
        return ""
    action = sentence.first.kind == "action" and not sentence.first.scope
    return desk.frame(ADDITIONS if place == last else CONTINUATIONS, action=action)


def _may_be_led(sentence: Sentence, desk: Desk) -> bool:
    """True when words before the sentence would not meet a date, a 方面 or a colon of its own."""
    if sentence.is_block or sentence.first.time or desk.family in {"problem", "plan"}:
        return False
    text = spell_sentence(sentence)[:16]
    return "方面，" not in text and "：" not in text
