"""How a section begins and ends: whether it wants such words at all, and which fit its facts."""

from collections.abc import Iterable, Mapping, Sequence

from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.desk import Desk
from draft.writers.builtin.fields import aims_of_field
from draft.writers.builtin.frames import (
    CLOSINGS,
    DEMANDS,
    FOUND_TROUBLES,
    LED,
    OPENINGS,
    OPENINGS_OF_FIGURES,
    PARTY_LED,
    PLAN_OPENINGS,
    STATED,
    Family,
    Frame,
)
from draft.writers.builtin.planning import Cluster
from draft.writers.builtin.themes import field_of, join_themes, theme_of

FEWEST_ITEMS = 3
FEWEST_PROBLEMS = 2
_SHORT_SECTION = 45
"""Characters of facts from which a section of work may have an opening."""
_LONG_SECTION = 62
"""Characters of facts from which the opening may be a sentence of its own."""
_TURNS, _TURN_OF_TOPICS, _TURN_OF_DEEDS = 3, 0, 1
"""Of three sections one may open with a topic sentence, one with what its first deed belongs to."""
_CLOSED_SECTION = 120
"""Characters of facts from which problems and plans have a closing sentence."""
_SHORTEST_TERMS_FRAME = 8
_MOST_TERMS = 3


def write_opening(
    clusters: Sequence[Cluster], facts: int, frames: Mapping[Family, Sequence[Frame]], desk: Desk
) -> str:
    """Return the words before the first fact, empty where the facts should open by themselves.

    Args:
        facts: characters of the facts.
        frames: OPENINGS when items are told one by one, OPENINGS_TOLD for running prose.
    """
    first = clusters[0].head
    if first.leads or "：" in first.text:
        return ""
    aimed = _aim_of_field(clusters, facts, desk)
    if aimed and _THERE_IS.match(first.text):
        desk.kept_aim = aimed
        return ""
    if aimed or not _wants_opening(clusters, facts, frames, desk):
        return aimed
    works = desk.family in {"work", "party"} or (desk.whole_plan and frames is not OPENINGS)
    opening = _opening_of_work(clusters, facts, desk) if works else _frame(clusters, frames, desk)
    if desk.second_half:
        opening = opening.replace("下一步", "下半年").replace("下一阶段", "下半年")
    desk.mood_is_set = opening.endswith(("：", "。"))
    return opening


_THERE_IS = Pattern(r"[^，0-9]{0,4}(?:现有|共有|建有|拥有)|(?:获(?!批)|荣立|出现|发生)")
"""Opens with what there is, or what came about, which no aim leads to."""


def _frame(clusters: Sequence[Cluster], frames: Mapping[Family, Sequence[Frame]], desk: Desk) -> str:
    return desk.frame(
        _fitting(clusters, frames, desk), _slots(clusters, desk), action=_is_action(clusters[0].head)
    )


def _opening_of_work(clusters: Sequence[Cluster], facts: int, desk: Desk) -> str:
    """Return a topic sentence, or words that lead into the first action; figures open by themselves."""
    first = clusters[0].head
    if _STATE.search(desk.heading):
        return ""
    if all(_is_indicator(cluster.head) for cluster in clusters):
        return desk.frame(OPENINGS_OF_FIGURES, action=False)
    slots = _slots(clusters, desk)
    if not slots.get("aim") or slots["aim"][:2] == first.text[:2]:
        return ""
    turn = _TURN_OF_TOPICS if desk.is_wide else desk.number % _TURNS
    if turn == _TURN_OF_TOPICS and "terms" in slots and facts >= _LONG_SECTION:
        opening = desk.frame(STATED, slots, action=_is_action(first))
        if opening:
            return opening
    spared = turn == _TURN_OF_DEEDS or (desk.whole_plan and turn == _TURN_OF_TOPICS)
    if spared or not _is_action(first) or first.text.startswith(words.PREPOSITIONS):
        return ""
    led = PARTY_LED if desk.family == "party" else ()
    opening = desk.frame((*LED, *led), {"aim": slots["aim"]}, action=True, limit=1)
    return "" if _repeats(opening, first.text) else opening


def _aim_of_field(clusters: Sequence[Cluster], facts: int, desk: Desk) -> str:
    """Return what is set out for in the field of the heading, before bare figures only."""
    first = clusters[0].head
    works = desk.family in {"work", "party"} or desk.whole_plan
    told = first.kind in {"figure", "clause"} or first.added
    bare = told and not first.fragment and _NUMBERED.search(first.text)
    if not (works and bare) or facts < _SHORT_AIMED or _STATE.search(desk.heading):
        return ""
    frames = [
        Frame(f"{aim}，")
        for aim in aims_of_field(desk.heading)
        if not _repeats(aim, first.text)
        and not _says_heading(aim, desk.heading)
        and desk.book.opened_with(aim[:2]) < _MOST_ALIKE
    ]
    opening = desk.frame(frames, action=False, limit=1) if frames else ""
    if opening:
        desk.book.open_with(opening[:2])
    return opening


def _says_heading(aim: str, heading: str) -> bool:
    """True when the aim is little more than the heading said again."""
    shared = max(
        (
            size
            for size in range(1, len(aim) + 1)
            for at in range(len(aim) - size + 1)
            if aim[at : at + size] in heading
        ),
        default=0,
    )
    return shared >= _MOST_SHARED or len(aim) - shared <= _LEAST_OWN


_MOST_SHARED, _LEAST_OWN = 6, 3
"""Characters in a row that an aim may not share with the heading, and those it must have of its own."""
_NUMBERED = Pattern("[0-9xX]")
_SHORT_AIMED = 30
"""Characters of facts from which a section may be opened with what its field sets out to do."""
_MOST_ALIKE = 2
"""Sections of one document that may open with the same verb."""
_STATE = Pattern(
    r"(?<!工作)(?<!开展)(?<!推进)(?<!建设)(?<!落实)(?<!执法)(?<!管养)(?<!保障)情况$|数据(?!归集|共享|治理)|指标|分布$|概况|形势|构成$|结构$"
)
"""A heading of what is, not of what was done."""


def _repeats(opening: str, text: str) -> bool:
    """True when the words that lead in say what the first clause says at once: 为培训教师，培训教师3人."""
    said = opening.rstrip("，")
    return any(said[place : place + 4] in text[:12] for place in range(max(0, len(said) - 3)))


def _is_indicator(clause: Clause) -> bool:
    """True for an undated figure that is one of the indicators a bureau is measured by."""
    return clause.kind == "figure" and not clause.time and any(w in clause.text for w in words.INDICATORS)


def _slots(clusters: Sequence[Cluster], desk: Desk) -> dict[str, str]:
    spent = _SHORTEST_TERMS_FRAME + len(desk.aim or desk.topic)
    found = {"aim": desk.aim, "topic": desk.topic, "terms": _terms(clusters, desk, desk.room - spent)}
    return {name: value for name, value in found.items() if value}


def _is_action(first: Clause) -> bool:
    """True when a phrase may lead straight into the verb."""
    return first.kind == "action" and not (first.time or first.scope or first.fragment)


_SETS_MOOD = Pattern("将|拟")


def _fitting(
    clusters: Sequence[Cluster], frames: Mapping[Family, Sequence[Frame]], desk: Desk
) -> Sequence[Frame]:
    """Return the openings of the family, or those of a document that is a plan or a list of demands."""
    if (
        desk.family == "problem"
        and frames is OPENINGS
        and any(w in desk.heading for w in ("发现", "检查", "督查"))
    ):
        return FOUND_TROUBLES
    if desk.family != "plan":
        return frames[desk.family]
    listed = frames is OPENINGS
    if "要求" in desk.heading:
        return DEMANDS if listed else frames["plan"]
    if desk.whole_plan and not listed:
        return ()  # running prose takes no announcement with a colon
    fitting = PLAN_OPENINGS if desk.whole_plan else frames["plan"]
    return [frame for frame in fitting if _agrees(frame, clusters)] if listed else fitting


def _agrees(frame: Frame, clusters: Sequence[Cluster]) -> bool:
    """True when the items can stand behind the words: no 将 before 拟…, no 抓好： before what is no deed."""
    marked = any(mark in cluster.head.text for cluster in clusters for mark in _MOODS)
    deeds = all(cluster.head.kind == "action" and not cluster.head.time for cluster in clusters)
    told = deeds and not any(cluster.head.text.startswith(_TASKED) for cluster in clusters)
    return not (marked and _SETS_MOOD.search(frame.text)) and (told or not _OPEN_VERB.search(frame.text))


_MOODS = ("拟", "力争", "争取", "计划")
_TASKED = ("确保", "推动", "实现", "力争")
_OPEN_VERB = Pattern("(?:推进|抓好|做好)：$")


def _wants_opening(
    clusters: Sequence[Cluster], facts: int, frames: Mapping[Family, Sequence[Frame]], desk: Desk
) -> bool:
    """True for a plan, for problems of some number, and for every other section of some length."""
    first = clusters[0].head
    if desk.family == "plan" and not desk.whole_plan:
        return first.kind != "block" and (frames is OPENINGS or not first.time)
    if desk.family == "problem":
        return len(clusters) >= FEWEST_PROBLEMS
    short = desk.family == "plan" and len(clusters) > 1
    return short or (len(clusters) >= FEWEST_ITEMS and facts >= _SHORT_SECTION and first.kind != "block")


def _terms(clusters: Sequence[Cluster], desk: Desk, longest: int) -> str:
    """Return two or three nouns for what the facts speak of, empty when fewer are sure or fit."""
    found: list[str] = []
    for cluster in clusters:
        term = theme_of(cluster.head) or field_of(cluster.head)
        if term and not _is_said(term, (desk.heading, *found)):
            found.append(term)
        if len(found) == _MOST_TERMS:
            break
    sizes = [size for size in (3, 2) if len(found) >= size]
    return next((terms for size in sizes if len(terms := join_themes(found[:size])) <= longest), "")


def _is_said(term: str, others: Iterable[str]) -> bool:
    """True when others share three characters in a row with the term, or its head."""
    return any(term[place : place + 3] in other for other in others for place in range(len(term) - 2)) or any(
        term[:2] in other for other in others
    )


def write_closing(facts: int, desk: Desk) -> str:
    """Return the closing sentence of the last problem or plan section, if the section can bear it."""
    frames = CLOSINGS[desk.family]
    if not frames or not desk.closes or facts < _CLOSED_SECTION:
        return ""
    return desk.frame(frames, action=False)
