"""Clusters → sentences: what may share a sentence, and with which mark.

A date, a scope or a subject at the head of a clause governs what follows it, so a clause joins a sentence
only when whatever governs there governs it too; across a ； only a date still governs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draft.numbers.patterns import Pattern
from draft.writers.builtin.aiming import STATES
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.lexing import NUMBER, leading_verb, strip_adverbs
from draft.writers.builtin.planning import Cluster, Group

LONGEST = 100
"""Characters a joined sentence may have; a single fact may be longer."""
_FULL = 52
"""From this length a sentence closes where the matter changes."""
_HALF = 32
"""Up to this length a sentence takes in another matter of the same kind."""
_MOST = 4
_MATTERS = 3
"""Clusters from which a sentence takes in no other matter."""
_MOST_BREAKS = 2
_LIGHT = 28
_SHORT_FIGURE = 14
"""Figures longer than this are parted by ；, so that none seems to belong to the one before."""
_STUB = 16
"""A sentence this short is joined to a neighbour when nothing forbids it."""

_MARKS = {
    ("action", "action"): "，",
    ("figure", "figure"): "，",
    ("clause", "clause"): "；",
}
"""Kinds that may follow each other; what was done and what there is are told apart.

After a subject of its own no subjectless clause may come.
"""
_DATED = {
    ("action", "clause"): "；",
    ("action", "figure"): "；",
    ("figure", "action"): "；",
    ("figure", "clause"): "；",
}
"""Kinds that may follow each other under one date."""


@dataclass(slots=True)
class Sentence:
    """Clusters that will share one sentence, and the mark before each but the first."""

    clusters: list[Cluster]
    label: str = ""
    marks: list[str] = field(default_factory=list)

    @property
    def first(self) -> Clause:
        """The clause the sentence opens with."""
        return self.clusters[0].head

    @property
    def length(self) -> int:
        """Characters of the facts in it."""
        return sum(cluster.length for cluster in self.clusters)

    @property
    def is_block(self) -> bool:
        """True when it is a fact that stands alone."""
        return self.first.kind == "block"

    def extend(self, cluster: Cluster, mark: str) -> None:
        """Add a cluster behind a mark."""
        self.clusters.append(cluster)
        self.marks.append(mark)


def build_sentences(groups: Sequence[Group]) -> list[Sentence]:
    """Return the sentences of a section, in order."""
    sentences: list[Sentence] = []
    for group in groups:
        for number, cluster in enumerate(group.clusters):
            last = sentences[-1] if sentences else None
            mark = _joint(last, cluster, fresh=number == 0) if last else ""
            if last and mark:
                last.extend(cluster, mark)
            else:
                sentences.append(Sentence([cluster], group.label))
    return _without_stubs(sentences)


def pair_clusters(clusters: Sequence[Cluster], most: int) -> list[Sentence]:
    """Return at most that many sentences, short neighbours joined; more when nothing more may be joined."""
    items = [Sentence([cluster]) for cluster in clusters]
    while len(items) > most:
        joinable = [
            (mark, items[place].length + items[place + 1].length, place)
            for place in range(len(items) - 1)
            if (mark := _allowed_mark(items[place], items[place + 1].clusters[0]))
        ]
        if not joinable or min(joinable)[1] > LONGEST:
            return items
        place = min(joinable)[2]
        if not _absorb(items[place], items[place + 1]):
            return items
        del items[place + 1]
    return items


def _joint(sentence: Sentence, cluster: Cluster, *, fresh: bool) -> str:
    """Return the mark by which the cluster joins the sentence, empty when it opens one of its own.

    Args:
        fresh: the cluster begins another matter.
    """
    length = sentence.length + cluster.length
    full = (
        len(sentence.clusters) >= _MOST
        or length > LONGEST
        or (fresh and (sentence.length >= _FULL or len(sentence.clusters) >= _MATTERS))
    )
    if full or _is_unlike(sentence.clusters[-1].head, cluster.head, length):
        return ""
    mark = _allowed_mark(sentence, cluster)
    last = sentence.clusters[-1].head
    if fresh and mark == "，" and last.kind == cluster.head.kind == "figure":
        mark = "；"
    return mark if mark != "；" or _may_break(sentence, cluster, fresh=fresh) else ""


def _is_unlike(last: Clause, new: Clause, length: int) -> bool:
    """True where two clauses make no pair: an action and a figure of some length, a rate and a sum."""
    dated = bool(last.time) and last.time == new.time
    if last.kind != new.kind:
        return not dated and length > _HALF
    return last.kind == "figure" and last.text[-1] != new.text[-1] and not dated


def _may_break(sentence: Sentence, cluster: Cluster, *, fresh: bool) -> bool:
    """True when the sentence bears one more part behind a ；."""
    most = _MOST_BREAKS if cluster.head.kind == "figure" else 1
    crowded = sentence.marks.count("；") >= most
    if crowded or sentence.length + cluster.length > _FULL:
        return False
    alike = sentence.first.kind == cluster.head.kind and sentence.length <= _HALF
    return not fresh or alike or min(sentence.length, cluster.length) <= _STUB


def _allowed_mark(sentence: Sentence, cluster: Cluster) -> str:
    """Return the lightest mark that keeps every word governing what it governed, empty for none."""
    last, new = sentence.clusters[-1], cluster
    if mixes_owners(last, new) or (last.head.added in STATES) != (new.head.added in STATES):
        return ""
    if any(c.kind == "block" or "；" in c.text for c in (*last.clauses, *new.clauses)):
        return ""
    if (
        any(k.head.apart for k in (*sentence.clusters, new))
        or not _same_time(sentence, new.head)
        or _mood(last) != _mood(new)
    ):
        return ""
    kinds = (last.head.kind, new.head.kind)
    dated = bool(last.head.time) and _plain(last.head.time) == _plain(new.head.time)
    mark = _MARKS.get(kinds, "") or (_DATED.get(kinds, "") if dated else "")
    reach = sentence.clusters[_last_break(sentence) :]
    scopes = {c.scope for k in reach for c in k.clauses} - {"", new.head.scope}
    redated = new.head.time and _plain(new.head.time) != _plain(last.head.time)
    opens = len(sentence.clusters) == 1 and last.head.kind == "action" and new.head.text.count("，") == 1
    opens = opens and len(new.clauses) == 1
    light = _is_light(last) and (_is_light(new) or opens) and not scopes and not redated
    if last.head.kind == new.head.kind == "figure":
        light = light and max(last.length, new.length) <= _SHORT_FIGURE and _of_one_kind(last, new)
    listing = any(mark in c.head.text for c in (last, new) for mark in "、为")
    if light and last.head.kind == new.head.kind == "clause" and not _has_number(last, new) and not listing:
        return "，"
    titles = all(_TITLE.search(c.head.text) and c.head.simple for c in (last, new))
    return mark if mark != "，" or light or (titles and not scopes) else "；"


def _of_one_kind(last: Cluster, new: Cluster) -> bool:
    """True when two bare figures count the same sort of thing."""
    return last.head.text[-2:] == new.head.text[-2:] and not any("、" in c.head.text for c in (last, new))


def mixes_owners(last: Cluster, new: Cluster) -> bool:
    """True when 分别 or a list of parts would seem to reach over both: each closes its own sentence."""
    ends = last.clauses[-1].text
    return "包括" in ends or "分别" in ends or any("分别" in c.text for c in new.clauses)


def _mood(cluster: Cluster) -> str:
    """Return the mood that the cluster's first words would lend to what follows."""
    head = cluster.head
    if head.status in {"拟", "在办"}:
        return head.status
    return "拟" if head.ahead else ""


def _last_break(sentence: Sentence) -> int:
    """Return the place of the first cluster after the last ；."""
    breaks = [place for place, mark in enumerate(sentence.marks, 1) if mark == "；"]
    return breaks[-1] if breaks else 0


_TITLE = Pattern(r"^[^《]{2,8}《[^《》]+》$")


def _has_number(*clusters: Cluster) -> bool:
    return any(re.search(NUMBER, c.head.text) for c in clusters)


def _is_light(cluster: Cluster) -> bool:
    return len(cluster.clauses) == 1 and cluster.head.simple and cluster.length <= _LIGHT


def _same_time(sentence: Sentence, new: Clause) -> bool:
    """True when no date met in the sentence would spread to the new clause."""
    times = {_plain(c.time) for k in sentence.clusters for c in k.clauses}
    return times <= {"", _plain(new.time)}


def _plain(lead: str) -> str:
    return lead.rstrip("，,")


def _without_stubs(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences with stubs joined to the sentence before them where nothing forbids it."""
    kept: list[Sentence] = []
    for sentence in sentences:
        last = kept[-1] if kept else None
        stub = last is not None and min(last.length, sentence.length) <= _STUB and _are_alike(last, sentence)
        if last and stub and last.length + sentence.length <= LONGEST and _absorb(last, sentence):
            continue
        kept.append(sentence)
    return kept


def _are_alike(last: Sentence, new: Sentence) -> bool:
    """True unless both are figures that count different things."""
    one, other = last.clusters[-1].head, new.first
    same = one.text[-1] == other.text[-1] or _first_unit(one) == _first_unit(other)
    return not (one.kind == other.kind == "figure") or same


def _first_unit(clause: Clause) -> str:
    found = _UNIT.search(clause.text)
    return found[1] if found else clause.text


_UNIT = Pattern(r"[0-9０-９xX×*][.,]*+[余多]?[万亿]?([\u4e00-\u9fff])")


def _absorb(last: Sentence, sentence: Sentence) -> bool:
    """Join a whole sentence to the one before it; False, and nothing done, when a word would spread."""
    trial = Sentence(list(last.clusters), last.label, list(last.marks))
    for number, cluster in enumerate(sentence.clusters):
        mark = _allowed_mark(trial, cluster)
        if not mark:
            return False
        trial.extend(cluster, sentence.marks[number - 1] if number else mark)
    last.clusters, last.marks = trial.clusters, trial.marks
    return True


def spell_sentence(sentence: Sentence) -> str:
    """Return the words of a sentence, without its final mark; a repeated date or verb is said once."""
    text, opener = "", ""
    for place, cluster in enumerate(sentence.clusters):
        words = "，".join(c.text for c in cluster.clauses)
        before = sentence.clusters[place - 1].head if place else None
        if before:
            words = words[_said_already(before, cluster.head, sentence.marks[place - 1]) :]
        verb = _counted_verb(cluster)
        if place and verb and verb == opener:
            added = words[len(verb) :]
            text += added if text.endswith("》") and added.startswith("《") else "、" + added
        elif place:
            text += sentence.marks[place - 1] + words
        else:
            text = words
        opener = verb
    return text


def final_mark(text: str) -> str:
    """Return 。, or nothing where the words close themselves."""
    return "" if text.endswith(("？", "?", ".", "。”", "！”", "？”", "……")) else "。"


def _said_already(before: Clause, new: Clause, mark: str) -> int:
    """Return how many leading characters of the new clause the one before it has said for both.

    A date reaches over any mark, a scope only over a comma between clauses of one kind.
    """
    same_time = bool(new.time) and _plain(new.time) == _plain(before.time)
    if new.time and not same_time:
        return 0
    same_scope = new.scope == before.scope and mark == "，" and new.kind == before.kind != "clause"
    return len(new.time) + (len(new.scope) if same_scope and new.time == before.time else 0)


_COUNTED = Pattern(r"[\u4e00-\u9fff“”]{2,12}[0-9.xX]+[余多]?万?[\u4e00-\u9fff]{1,3}|《[^《》]+》")


def _counted_verb(cluster: Cluster) -> str:
    """Return the words up to the verb of a clause that is verb, object and number; else empty."""
    head = cluster.head
    if len(cluster.clauses) > 1 or head.kind != "action" or not head.simple or head.time or head.scope:
        return ""
    rest = strip_adverbs(head.text)
    verb = head.text[: len(head.text) - len(rest)] + leading_verb(rest)
    return verb if _COUNTED.fullmatch(head.text[len(verb) :]) else ""
