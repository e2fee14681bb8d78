"""Clusters → sentences: what may share a sentence, and with which mark.

A date, a scope or a subject at the head of a clause governs what follows it, so a clause joins a sentence only when
whatever governs there governs it too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draft.writers.builtin import clause as reading
from draft.writers.builtin.clause import Clause
from draft.writers.builtin.planning import Cluster

LONGEST = 100
"""Characters a joined sentence may have; a single fact may be longer."""
_MOST = 5
_SHORT = 26
_FEW = 18


@dataclass(slots=True)
class Sentence:
    """Clusters that will share one sentence."""

    clusters: list[Cluster] = field(default_factory=list)
    label: str = ""

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


def build_sentences(clusters: Sequence[Cluster], label: str = "") -> list[Sentence]:
    """Return the sentences of one group, in order."""
    sentences: list[Sentence] = []
    for cluster in clusters:
        if sentences and _may_join(sentences[-1], cluster):
            sentences[-1].clusters.append(cluster)
        else:
            sentences.append(Sentence([cluster], label))
    return sentences


def merge_short(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences with very short neighbours joined where nothing forbids it."""
    merged: list[Sentence] = []
    for sentence in sentences:
        last = merged[-1] if merged else None
        if (
            last is not None
            and min(last.length, sentence.length) < _FEW
            and all(_may_join(last, cluster, across=True) for cluster in sentence.clusters)
        ):
            last.clusters.extend(sentence.clusters)
            last.label = last.label if last.label == sentence.label else ""
        else:
            merged.append(Sentence(list(sentence.clusters), sentence.label))
    return merged


def _may_join(sentence: Sentence, cluster: Cluster, *, across: bool = False) -> bool:
    """True when the cluster may follow in the sentence without being governed by foreign words."""
    last, new = sentence.clusters[-1].head, cluster.head
    if "block" in {last.kind, new.kind} or any(c.kind == "block" for c in sentence.clusters[-1].clauses):
        return False
    if len(sentence.clusters) >= _MOST or sentence.length + cluster.length > LONGEST:
        return False
    if not _same_lead(sentence, new):
        return False
    if last.kind == new.kind:
        return last.kind != "clause" or not across
    return new.kind == "clause" and not across


def _same_lead(sentence: Sentence, new: Clause) -> bool:
    """True when no date or scope met in the sentence would spread to the new clause."""
    for cluster in sentence.clusters:
        for item in cluster.clauses:
            if _plain(item.time) not in {"", _plain(new.time)} or item.scope not in {"", new.scope}:
                return False
    return True


def _plain(lead: str) -> str:
    return lead.rstrip("，,")


def spell_sentence(sentence: Sentence) -> str:
    """Return the words of a sentence, without its final mark."""
    parts = _parts(sentence)
    light = all(len(part) <= _SHORT and not re.search(r"[，；：。]", part) for part in parts)
    return ("，" if light else "；").join(parts)


def _parts(sentence: Sentence) -> list[str]:
    """Return the words of each cluster, a repeated lead said once, parallel objects under one verb."""
    parts: list[str] = []
    opener = ""
    for place, cluster in enumerate(sentence.clusters):
        text = "，".join(c.text for c in cluster.clauses)
        lead = cluster.head.time
        if place and lead and _plain(lead) == _plain(sentence.clusters[place - 1].head.time):
            text = text[len(lead) :]
        verb = _shared_verb(cluster)
        if parts and verb and verb == opener and _counts(cluster):
            parts[-1] += "、" + text[len(verb) :]
        else:
            parts.append(text)
        opener = verb if _counts(cluster) else ""
    return parts


def _shared_verb(cluster: Cluster) -> str:
    """Return the words up to and with the opening verb, empty unless the cluster is one plain action."""
    if len(cluster.clauses) > 1 or cluster.head.kind != "action" or not cluster.head.simple:
        return ""
    if cluster.head.time or cluster.head.scope:
        return ""
    text = cluster.head.text
    rest = reading.strip_adverbs(text)
    return text[: len(text) - len(rest)] + reading.leading_verb(rest)


def _counts(cluster: Cluster) -> bool:
    """True when the clause is a verb, one object and one number, so that its verb may be shared."""
    verb = _shared_verb(cluster)
    rest = cluster.head.text[len(verb) :]
    return bool(verb) and bool(
        re.fullmatch(r"[\u4e00-\u9fff“”《》（）]{2,12}[0-9.]+万?[\u4e00-\u9fff]{1,3}", rest)
    )
