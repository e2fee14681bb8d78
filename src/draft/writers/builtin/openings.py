"""How a section begins and ends: whether it wants such words at all, and which fit its facts."""

from collections.abc import Mapping, Sequence

from draft.writers.builtin import words
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.desk import Desk
from draft.writers.builtin.frames import (
    CLOSINGS,
    DEMANDS,
    FOUND_TROUBLES,
    OPENINGS,
    OPENINGS_OF_FIGURES,
    PLAN_OPENINGS,
    Family,
    Frame,
)
from draft.writers.builtin.planning import Cluster, central_labels

FEWEST_ITEMS = 3
_LONG_SECTION = 70
"""Characters of facts from which a section of work may have an opening."""
_CLOSED_SECTION = 120
"""Characters of facts from which problems and plans have a closing sentence."""
_SHORTEST_TERMS_FRAME = 8
_TURN_OF_PLAIN_FRAMES = 2
"""A frame that names nothing is worth having now and then only: in one section of four."""


def write_opening(
    clusters: Sequence[Cluster], facts: int, frames: Mapping[Family, Sequence[Frame]], desk: Desk
) -> str:
    """Return the words before the first fact, empty where the facts should open by themselves.

    Args:
        facts: characters of the facts.
        frames: OPENINGS when items are told one by one, OPENINGS_TOLD for running prose.
    """
    first = clusters[0].head
    if first.leads or "：" in first.text or not _wants_opening(clusters, facts, frames, desk):
        return ""
    opening = _opening_of_work(clusters, desk) if desk.family == "work" else _frame(clusters, frames, desk)
    if desk.second_half:
        opening = opening.replace("下一步", "下半年").replace("下一阶段", "下半年")
    desk.mood_is_set = opening.endswith(("：", "。"))
    return opening


def _frame(clusters: Sequence[Cluster], frames: Mapping[Family, Sequence[Frame]], desk: Desk) -> str:
    return desk.frame(_fitting(frames, desk), action=_is_action(clusters[0].head), **_slots(clusters, desk))


def _opening_of_work(clusters: Sequence[Cluster], desk: Desk) -> str:
    """Return an opening that fits figures where there are mostly figures, and actions elsewhere."""
    first = clusters[0].head
    if first.text.startswith(words.PREPOSITIONS):
        return ""  # two phrases of circumstance in a row read badly
    if 2 * sum(cluster.head.kind != "action" for cluster in clusters) > len(clusters):
        plain = all(_is_indicator(cluster.head) for cluster in clusters[:2])
        return desk.frame(OPENINGS_OF_FIGURES, action=False) if plain else ""
    slots = _slots(clusters, desk)
    if not slots and desk.number % 4 != _TURN_OF_PLAIN_FRAMES:
        return ""
    if desk.number % 4 and "terms" not in slots and desk.topic:
        return ""  # the heading has just named the matter; now and then it may be taken up again
    if desk.number % 4:
        slots.pop("topic", None)
    opening = desk.frame(OPENINGS["work"], action=_is_action(first), **slots)
    return "" if desk.heading.startswith(opening.rstrip("，")) else opening


def _is_indicator(clause: Clause) -> bool:
    """True for an undated figure that is one of the indicators a bureau is measured by."""
    return clause.kind == "figure" and not clause.time and any(w in clause.text for w in words.INDICATORS)


def _slots(clusters: Sequence[Cluster], desk: Desk) -> dict[str, str]:
    terms = _terms(clusters, desk.heading, desk.room - _SHORTEST_TERMS_FRAME)
    return {name: value for name, value in (("topic", desk.topic), ("terms", terms)) if value}


def _is_action(first: Clause) -> bool:
    """True when a phrase may lead straight into the verb."""
    return first.kind == "action" and not (first.time or first.scope or first.fragment)


def _fitting(frames: Mapping[Family, Sequence[Frame]], desk: Desk) -> Sequence[Frame]:
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
    if desk.whole_plan:
        return PLAN_OPENINGS if listed else ()  # running prose takes no announcement with a colon
    return frames["plan"]


def _wants_opening(
    clusters: Sequence[Cluster], facts: int, frames: Mapping[Family, Sequence[Frame]], desk: Desk
) -> bool:
    """True for a plan, for problems of some number, and for every other longer section of work."""
    first = clusters[0].head
    if desk.family == "plan":
        return first.kind != "block" and (frames is OPENINGS or not first.time)
    if desk.family == "problem":
        return len(clusters) >= FEWEST_ITEMS
    long = len(clusters) > FEWEST_ITEMS and facts > _LONG_SECTION
    return long and desk.number % 2 == 0 and first.kind != "block"


def _terms(clusters: Sequence[Cluster], heading: str, longest: int) -> str:
    """Return three or four labels of what the facts speak of, empty when too few are known or fit."""
    central = central_labels(heading + "，" + "，".join(c.head.text for c in clusters))
    labels = list(dict.fromkeys(c.head.topic for c in clusters if c.head.topic in central))
    choices = ("、".join(labels[:size]) for size in (4, 3) if len(labels) >= size)
    return next((terms for terms in choices if len(terms) <= longest), "")


def write_closing(facts: int, desk: Desk) -> str:
    """Return the closing sentence of the last problem or plan section, if the section can bear it."""
    frames = CLOSINGS[desk.family]
    if not frames or not desk.closes or facts < _CLOSED_SECTION:
        return ""
    return desk.frame(frames, action=False)
