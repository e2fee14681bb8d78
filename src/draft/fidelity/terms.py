"""Finds the words of contrast groups in a text, longest first; answers which classes stand in a span.

A group is a set of classes that exclude each other (城镇 / 农村). A word inside a longer word of any
group of the same name is not counted (贷款 within 不良贷款).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Contrast(NamedTuple):
    """Classes of words that must not be exchanged.

    Attributes:
        name: for messages and tests.
        kind: kind of violation when one class takes another's place.
        classes: each a tuple of words that say the same; the first names the class.
        added: classes that may not appear beside a quantity whose fact has none of the group.
        lost: classes that may not disappear.
        why: the reason or source.
    """

    name: str
    kind: str
    classes: tuple[tuple[str, ...], ...]
    why: str
    added: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


class Hit(NamedTuple):
    """One word of one group at one place."""

    start: int
    end: int
    group: int
    name: str


class TermFinder:
    """Looks up the words of many groups in one pass."""

    def __init__(self, groups: Sequence[Contrast], shields: Iterable[str] = ()) -> None:
        """Build the look-up; `shields` are words inside which nothing is found (计划生育).

        A shield that is a word of a group itself (增加值) only hides the words that it begins with (增加).
        """
        self.groups = tuple(groups)
        self._meaning: dict[str, list[tuple[int, str]]] = {}
        for index, group in enumerate(groups):
            for names in group.classes:
                for word in names:
                    self._meaning.setdefault(word, []).append((index, names[0]))
        self._whole = frozenset(shields) & set(self._meaning)
        self._shields = frozenset(shields) - self._whole
        for word in self._shields:
            self._meaning[word] = []
        self._shorter: dict[str, list[tuple[int, int, str]]] = {}
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self._meaning, key=len, reverse=True):
            self._by_start.setdefault(word[:2], []).append(word)
        self._firsts = frozenset(word[0] for word in self._meaning)

    def _words_before(self, word: str) -> list[tuple[int, int, str]]:
        """Return (length, group, class) for `word` and for the words it begins with, longest first."""
        known = self._shorter.get(word)
        if known is not None:
            return known
        found: list[tuple[int, int, str]] = []
        groups: set[int] = set()
        for length in range(len(word), len(word) - 1 if word in self._whole else 0, -1):
            for group, name in self._meaning.get(word[:length], ()):
                if group not in groups:
                    found.append((length, group, name))
                    groups.add(group)
        self._shorter[word] = found if word not in self._shields else []
        return self._shorter[word]

    def find(self, text: str) -> "Terms":
        """Return the words found in `text`."""
        hits: list[Hit] = []
        covered: dict[int, int] = {}
        shielded = 0
        firsts, by_start = self._firsts, self._by_start
        for start in [at for at, character in enumerate(text) if character in firsts]:
            words = by_start.get(text[start : start + 2]) or by_start.get(text[start])
            if words is None or start < shielded:
                continue
            for word in words:
                if text.startswith(word, start):
                    break
            else:
                word = text[start]
                if word not in self._meaning:
                    continue
            if word in self._shields:
                shielded = start + len(word)
            for length, group, name in self._words_before(word):
                if start + length > covered.get(group, 0):
                    hits.append(Hit(start, start + length, group, name))
                    covered[group] = start + length
        return Terms(hits)


class Terms:
    """The words found in one text, by place."""

    def __init__(self, hits: list[Hit]) -> None:
        self.hits = hits
        self._starts = [hit.start for hit in hits]
        self._classes: dict[tuple[int, int], dict[int, set[str]]] = {}

    def between(self, start: int, end: int) -> list[Hit]:
        """Return the hits that lie wholly in the span, in order."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [hit for hit in self.hits[low:high] if hit.end <= end]

    def classes(self, start: int, end: int) -> dict[int, set[str]]:
        """Return group → names of classes in the span."""
        found = self._classes.get((start, end))
        if found is None:
            found = self._classes[start, end] = {}
            for hit in self.between(start, end):
                found.setdefault(hit.group, set()).add(hit.name)
        return found


def join_terms(parts: Sequence[tuple[int, Terms]]) -> Terms:
    """Return the words of a text made of parts; each begins at its offset."""
    if len(parts) == 1 and parts[0][0] == 0:
        return parts[0][1]
    return Terms(
        [
            Hit(hit.start + offset, hit.end + offset, hit.group, hit.name)
            for offset, terms in parts
            for hit in terms.hits
        ]
    )
