"""Clauses → groups: which facts stand together, and in what order.

Source order rules. A fact moves only to join others on the labelled topic that it was torn from, an
overview moves up, recognition and what is called for move down, and nothing moves when the author has
numbered the facts. A leaning fact never leaves the one it leans on.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from draft.numbers.patterns import Pattern
from draft.writers.builtin import words
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.topics import COMMON_DOMAINS, KEYWORDS

_REACH = 6
"""How many clusters a fact may pass on its way to its topic."""
_STRONG = 3
"""Characters of a keyword that settles the topic outside the section's own domain, or moves a fact."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A fact with those that lean on it."""

    clauses: tuple[Clause, ...]

    @property
    def head(self) -> Clause:
        """The fact the others lean on."""
        return self.clauses[0]

    @property
    def awaits(self) -> bool:
        """True when it is a bare 依据…, 针对… that the next fact must complete."""
        return len(self.clauses) == 1 and self.head.fragment

    @property
    def length(self) -> int:
        """Characters of all its clauses."""
        return sum(len(c.text) for c in self.clauses)


@dataclass(frozen=True, slots=True)
class Group:
    """Clusters on one matter; the label is empty when there is none to name."""

    label: str
    clusters: tuple[Cluster, ...]


def find_topic(text: str, domains: Sequence[str]) -> str:
    """Return the label whose keyword in the text is longest, empty when none is known.

    Args:
        domains: of the section, whose keywords count at any length; those of the others must be long.
    """
    best = (0, False, "")
    for domain, label, keywords in KEYWORDS:
        own = domain in domains
        if own or domain in COMMON_DOMAINS:
            length = max((len(k) for k in keywords if k in text), default=0)
            if length and (own or length >= _STRONG):
                best = max(best, (length, own, label))
    return best[2] if best[2] and _speaks_of(text, best[2]) else ""


def _speaks_of(text: str, label: str) -> bool:
    """True when the label says a word that the fact says too."""
    return any(label[i : i + 2] in text for i in range(len(label) - 1) if label[i : i + 2] not in _EMPTY)


_EMPTY = frozenset(words.EMPTY)


def find_domains(text: str) -> tuple[str, ...]:
    """Return the one or two domains whose keywords occur most in a section's heading and facts."""
    scores: Counter[str] = Counter()
    for domain, _, keywords in KEYWORDS:
        scores[domain] += sum(keyword in text for keyword in keywords)
    return tuple(domain for domain, score in scores.most_common(2) if score)


def plan_groups(clauses: Sequence[Clause], heading: str) -> tuple[Group, ...]:
    """Return the groups of a section in the order of writing."""
    domains = find_domains(heading + "，" + "，".join(c.text for c in clauses))
    labelled = [replace(c, topic=find_topic(c.text, domains)) for c in clauses]
    clusters = _clusters(labelled)
    if not _is_sequenced(clauses):
        clusters = _gather(_settle(clusters))
    return tuple(_groups(clusters))


def _is_sequenced(clauses: Sequence[Clause]) -> bool:
    return any(c.text.startswith(words.SEQUENCE_HEADS) or c.leads for c in clauses)


def _clusters(clauses: Sequence[Clause]) -> list[Cluster]:
    clusters: list[Cluster] = []
    for item in clauses:
        completes = bool(clusters) and clusters[-1].awaits and item.kind in {"action", "clause"}
        leans = item.leaning and bool(clusters) and _may_lean(item, clusters[-1].clauses[-1])
        if completes or leans:
            clusters[-1] = Cluster((*clusters[-1].clauses, item))
        else:
            clusters.append(Cluster((item,)))
    return clusters


def _may_lean(item: Clause, last: Clause) -> bool:
    """True unless the clause before would lend the wrong owner: a rate behind 其中… reads as that part's."""
    part = ("其中" in last.text or "包括" in last.text) and not item.text.startswith(words.LINKED_HEADS)
    return last.kind != "block" and not part


def _settle(clusters: list[Cluster]) -> list[Cluster]:
    """Move overviews to the front, recognition and needs to the end, each in source order."""

    def rank(cluster: Cluster) -> int:
        body = cluster.head.body[len(cluster.head.scope) :]
        if cluster.head.kind == "block":
            return 1
        if body.startswith(words.OVERVIEW_HEADS) and not cluster.head.added:
            return 0
        return 2 if body.startswith((*words.RESULT_HEADS, *words.NEED_HEADS)) else 1

    return sorted(clusters, key=rank)


def _gather(clusters: list[Cluster]) -> list[Cluster]:
    """Bring a straggler, one that has nothing in common with its neighbours, up to its topic."""
    ordered: list[Cluster] = []
    for number, cluster in enumerate(clusters):
        following = clusters[number + 1 : number + 2]
        neighbours = [*ordered[-1:], *following]
        place = None
        result = cluster.head.body[len(cluster.head.scope) :].startswith(words.RESULT_HEADS)
        apart = not any(_coheres(cluster, other) for other in neighbours)
        if apart and not result and cluster.head.kind != "block":
            place = _home(cluster, ordered)
        ordered.insert(len(ordered) if place is None else place + 1, cluster)
    return ordered


_BARE_RATE = Pattern(r"[\u4e00-\u9fff]{1,3}率(?:为|达到?)?[0-9xX]")


def _home(cluster: Cluster, ordered: Sequence[Cluster]) -> int | None:
    """Return the place of the last cluster on the same topic, None when it is far or otherwise dated."""
    topic, time = cluster.head.topic, cluster.head.time
    if any(_BARE_RATE.match(passed.head.text) for passed in ordered[-_REACH:]):
        return None  # a rate without an owner of its own would find another before it
    for place in range(len(ordered) - 1, max(-1, len(ordered) - 1 - _REACH), -1):
        head = ordered[place].head
        alike = head.kind == cluster.head.kind and head.time == time
        if topic and head.topic == topic and alike and _bigrams(cluster) & _bigrams(ordered[place]):
            return place
    return None


def _groups(clusters: Sequence[Cluster]) -> Iterable[Group]:
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
    if one.head.time and one.head.time == other.head.time:
        return True
    return bool(_bigrams(one) & _bigrams(other))


def _bigrams(cluster: Cluster) -> set[str]:
    runs = re.findall(r"[\u4e00-\u9fff]{2,}", "，".join(c.text for c in cluster.clauses))
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)} - words.STOP_BIGRAMS


def _label(group: Sequence[Cluster]) -> str:
    """Return the label that at least two facts of a group share and that makes up most of it."""
    topics = Counter(cluster.head.topic for cluster in group if cluster.head.topic)
    if not topics:
        return ""
    label, count = max(topics.items(), key=lambda item: (item[1], item[0]))
    return label if count >= 2 and count * 2 > len(group) else ""  # noqa: PLR2004  one fact needs no label
