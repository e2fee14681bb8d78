"""Spec → the prose of every section, composed as one document so that no manner of speaking repeats too often."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from draft.document import Section, Spec
from draft.writers.builtin import headings, moods
from draft.writers.builtin.clause import Clause, read_clause
from draft.writers.builtin.framebook import FrameBook
from draft.writers.builtin.frames import ADDITIONS, CLOSINGS, LABELS, OPENINGS, PLAN_OPENINGS_TOPIC, Family
from draft.writers.builtin.planning import Cluster, Group, plan_groups
from draft.writers.builtin.weaving import Sentence, build_sentences, spell_sentence

_SHARE = 0.25
"""Of a section's characters: more added words than this are taken out again."""
_PARAGRAPH = 260
_ITEMS = "一二三四五六"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a section stands, as far as its manner depends on it."""

    family: Family
    topic: str
    number: int
    is_last_plan: bool


def compose_sections(spec: Spec, book: FrameBook) -> dict[int, str]:
    """Return the prose of every section by its index; empty for a section without facts."""
    sections = [s for s in spec.walk() if s.facts]
    families = [headings.family_of(s, spec.genre) for s in sections]
    texts: dict[int, str] = {}
    for number, (section, family) in enumerate(zip(sections, families, strict=True)):
        book.open_section()
        last_plan = family == "plan" and "plan" not in families[number + 1 :]
        place = _Place(family, headings.matter_of(section.heading), number, last_plan)
        texts[section.index] = _compose(section, place, book)
    return texts


def _compose(section: Section, place: _Place, book: FrameBook) -> str:
    clauses = read_all(section)
    if not clauses:
        return ""
    groups = plan_groups(clauses, section.heading)
    clusters = [cluster for group in groups for cluster in group.clusters]
    if _is_parallel(clusters, place):
        return _enumerate(clusters, place, book)
    return _narrate(groups, place, book)


def read_all(section: Section) -> tuple[Clause, ...]:
    """Return the clauses of a section; a fact that repeats another to the letter is read once."""
    seen: dict[str, Clause] = {}
    for index, fact in enumerate(section.facts):
        if fact.text.strip():
            item = read_clause(index, fact)
            seen.setdefault(item.text, item)
    return tuple(seen.values())


def _is_parallel(clusters: Sequence[Cluster], place: _Place) -> bool:
    """True when 一是…二是… suits: three to six items of one kind, long enough to be told one by one."""
    if not 3 <= len(clusters) <= len(_ITEMS):
        return False
    if any(
        c.kind == "block" or c.leads or re.search("一是|其一|首先", c.text)
        for k in clusters
        for c in k.clauses
    ):
        return False
    mean = sum(cluster.length for cluster in clusters) / len(clusters)
    if place.family in {"problem", "plan"}:
        return mean >= 10  # noqa: PLR2004  shorter items are better joined by commas
    same_time = len({cluster.head.time for cluster in clusters}) == 1
    actions = all(cluster.head.kind == "action" for cluster in clusters)
    return actions and same_time and mean >= 24 and place.number % 3 == 1  # noqa: PLR2004  now and then


def _enumerate(clusters: Sequence[Cluster], place: _Place, book: FrameBook) -> str:
    items = []
    for number, cluster in enumerate(clusters):
        words = "，".join(c.text for c in cluster.clauses)
        items.append(f"{_ITEMS[number]}是{moods.in_mood(words, cluster.head, place.family, listed=True)}")
    split = any(mark in item for item in items for mark in "；。")
    body = "。".join(items) + "。" if split else "；".join(items) + "。"
    facts = sum(cluster.length for cluster in clusters)
    opening = _opening(clusters, place, book, facts)
    if opening.endswith("：") and split:
        opening = opening[:-1] + "。"
    closing = _closing(place, book, facts, len(opening) + 2 * len(items))
    return opening + body + closing


def _narrate(groups: Sequence[Group], place: _Place, book: FrameBook) -> str:
    sentences = build_sentences(groups)
    facts = sum(sentence.length for sentence in sentences)
    opening = _opening([c for g in groups for c in g.clusters], place, book, facts)
    if opening.endswith("："):
        opening = opening[:-1] + "。"
    paragraphs = [opening]
    added = len(opening)
    for number, sentence in enumerate(sentences):
        lead = (
            "" if number == 0 and opening else _label(sentence, sentences[:number], place, book, added, facts)
        )
        added += len(lead)
        words = moods.in_mood(spell_sentence(sentence), sentence.first, place.family, listed=False)
        if sentence.first.leads and number + 1 < len(sentences):
            paragraphs[-1] += f"{words}："
            continue
        if _opens_paragraph(paragraphs[-1], sentence):
            paragraphs.append("")
        paragraphs[-1] += lead + words + ("" if words.endswith(("？", "?", "。”", "！”")) else "。")
    paragraphs[-1] += _closing(place, book, facts, added)
    return "\n".join(paragraphs)


def _opens_paragraph(paragraph: str, sentence: Sentence) -> bool:
    return bool(paragraph) and not paragraph.endswith("：") and len(paragraph) + sentence.length > _PARAGRAPH


def _opening(clusters: Sequence[Cluster], place: _Place, book: FrameBook, facts: int) -> str:
    """Return the words before the first fact, empty where the facts should open by themselves."""
    first = clusters[0].head
    if first.leads or (len(clusters) < 3 and facts < 60):  # noqa: PLR2004  a short section needs no opening
        return ""
    if place.family in {"work", "party"} and (place.number % 2 or first.kind == "block"):
        return ""
    terms = _terms(clusters)
    slots = {name for name, value in (("topic", place.topic), ("terms", terms)) if value}
    action = first.kind == "action" and not first.time and not first.scope
    frame = book.pick(OPENINGS[place.family], slots, action=action, shift=place.number * 3)
    if frame is None:
        return ""
    opening = frame.text.format(topic=place.topic, terms=terms, label="")
    return opening if len(opening) < _SHARE * (facts + len(opening)) else ""


def _terms(clusters: Sequence[Cluster]) -> str:
    """Return two to four labels of what the facts speak of, empty when too few are known."""
    labels = list(dict.fromkeys(c.head.topic for c in clusters if c.head.topic))
    if len(labels) < 3:  # noqa: PLR2004  two labels would only repeat the facts
        return ""
    chosen = labels[:4]
    return "、".join(chosen)


def _label(
    sentence: Sentence, before: Sequence[Sentence], place: _Place, book: FrameBook, added: int, facts: int
) -> str:
    """Return `队伍建设方面，` where a new labelled topic begins and the words allow it."""
    label = sentence.label
    told = {s.label for s in before}
    if not label or label in told or place.family in {"problem", "plan"} or sentence.is_block or not before:
        return ""
    if sentence.first.time or label in place.topic or len(label) + 4 + added > _SHARE * facts:
        return ""
    if label[:2] in spell_sentence(sentence)[:8]:
        return ""
    action = sentence.first.kind == "action" and not sentence.first.scope
    frame = book.pick(LABELS, {"label"}, action=action, shift=place.number)
    return frame.text.format(label=label, topic="", terms="") if frame else ""


def _closing(place: _Place, book: FrameBook, facts: int, added: int) -> str:
    """Return the closing sentence of a problem or the last plan section, if the section can bear it."""
    if place.family == "plan" and not place.is_last_plan:
        return ""
    frames = CLOSINGS[place.family]
    if not frames or facts < 120:  # noqa: PLR2004  a short section closes by itself
        return ""
    frame = book.pick(frames, (), action=False, shift=place.number)
    if frame is None or added + len(frame.text) > _SHARE * (facts + added):
        return ""
    return frame.text


__all__ = ["ADDITIONS", "PLAN_OPENINGS_TOPIC", "compose_sections", "read_all"]
