"""Clauses → groups: which facts stand together, and in what order.

Source order rules. A fact moves only to join others on the same labelled topic, an overview moves up, recognition moves
down, and nothing moves when the author has numbered the facts. A leaning fact never leaves the one it leans on.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from draft.writers.builtin import words
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.topics import TOPICS

_REACH = 8
"""How many clusters a fact may pass on its way to its topic."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A fact with those that lean on it."""

    clauses: tuple[Clause, ...]

    @property
    def head(self) -> Clause:
        """The fact the others lean on."""
        return self.clauses[0]

    @property
    def length(self) -> int:
        """Characters of all its clauses."""
        return sum(len(c.text) for c in self.clauses)


@dataclass(frozen=True, slots=True)
class Group:
    """Clusters on one matter; the label is empty when there is none to name."""

    label: str
    clusters: tuple[Cluster, ...]


def find_topic(text: str, prefer: str = "") -> str:
    """Return the label whose keyword in the text is longest; labels in `prefer` (a domain) win ties."""
    best = (0, 0, "")
    for domain, labels in TOPICS.items():
        for label, keywords in labels.items():
            length = max((len(k) for k in keywords.split() if k in text), default=0)
            best = max(best, (length, domain == prefer, label)) if length else best
    return best[2]


def find_domain(text: str) -> str:
    """Return the domain whose keywords occur most in a section's heading and facts."""
    scores = {
        domain: sum(k in text for keywords in labels.values() for k in keywords.split())
        for domain, labels in TOPICS.items()
    }
    return max(scores, key=lambda domain: scores[domain]) if any(scores.values()) else ""


def plan_groups(clauses: Sequence[Clause], heading: str) -> tuple[Group, ...]:
    """Return the groups of a section in the order of writing."""
    domain = find_domain(heading + "".join(c.text for c in clauses))
    labelled = [replace(c, topic=find_topic(c.text, domain)) for c in clauses]
    clusters = _clusters(labelled)
    if not _is_sequenced(clauses):
        clusters = _gather(_settle(clusters))
    return tuple(_groups(clusters))


def _is_sequenced(clauses: Sequence[Clause]) -> bool:
    return any(c.text.startswith(tuple(words.SEQUENCE_HEADS)) or c.leads for c in clauses)


def _clusters(clauses: Sequence[Clause]) -> list[Cluster]:
    clusters: list[Cluster] = []
    for item in clauses:
        if item.leaning and clusters and clusters[-1].clauses[-1].kind != "block":
            clusters[-1] = Cluster((*clusters[-1].clauses, item))
        else:
            clusters.append(Cluster((item,)))
    return clusters


def _settle(clusters: list[Cluster]) -> list[Cluster]:
    """Move overviews to the front and recognition to the end, each in source order."""

    def rank(cluster: Cluster) -> int:
        body = cluster.head.body[len(cluster.head.scope) :]
        if cluster.head.kind == "block":
            return 1
        if body.startswith(tuple(words.OVERVIEW_HEADS)):
            return 0
        return 2 if body.startswith(tuple(words.RESULT_HEADS)) and not body.startswith("获得感") else 1

    return sorted(clusters, key=rank)


def _gather(clusters: list[Cluster]) -> list[Cluster]:
    """Bring each cluster up to the nearest earlier one on the same labelled topic."""
    ordered: list[Cluster] = []
    for cluster in clusters:
        topic = cluster.head.topic
        recent = range(len(ordered) - 1, max(-1, len(ordered) - 1 - _REACH), -1)
        place = next((i for i in recent if topic and ordered[i].head.topic == topic), None)
        movable = place is not None and cluster.head.kind != "block" and ordered[place].head.kind != "block"
        ordered.insert(place + 1 if movable and place is not None else len(ordered), cluster)
    return ordered


def _groups(clusters: Sequence[Cluster]) -> list[Group]:
    groups: list[list[Cluster]] = []
    for cluster in clusters:
        if groups and _coheres(groups[-1][-1], cluster):
            groups[-1].append(cluster)
        else:
            groups.append([cluster])
    return [Group(_label(group), tuple(group)) for group in groups]


def _coheres(one: Cluster, other: Cluster) -> bool:
    """True when two neighbours speak of one matter."""
    if "block" in {one.head.kind, other.head.kind}:
        return False
    if one.head.topic and one.head.topic == other.head.topic:
        return True
    return bool(_bigrams(one) & _bigrams(other))


def _bigrams(cluster: Cluster) -> set[str]:
    runs = re.findall(r"[\u4e00-\u9fff]{2,}", "，".join(c.text for c in cluster.clauses))
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)} - words.STOP_BIGRAMS


def _label(group: Sequence[Cluster]) -> str:
    """Return the label that at least two facts of a group share and that makes up most of it."""
    topics = Counter(c.topic for cluster in group for c in cluster.clauses if c.topic)
    if not topics:
        return ""
    label, count = max(topics.items(), key=lambda item: (item[1], item[0]))
    total = sum(len(cluster.clauses) for cluster in group)
    return label if count >= 2 and count * 2 > total else ""  # noqa: PLR2004  one fact needs no label
