"""Looks lexical numerals up: does the numeral at this place belong to a word that counts nothing?"""

from draft.numbers.lexicon import SHELVES

_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿半双廿卅")


def _choices(written: str) -> tuple[str, ...]:
    return tuple(written.split("|")) if written else ()


def _entries() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the words with what may follow or precede them when they count after all."""
    entries: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for shelf in SHELVES:
        for entry in shelf.words.split():
            word, _, context = entry.partition("~")
            followers, _, before = context.partition("^")
            entries[word] = (_choices(followers), _choices(before))
    return entries


_ENTRIES = _entries()
LABELS = frozenset(word.partition("~")[0] for shelf in SHELVES if shelf.label for word in shelf.words.split())


def _first_numeral(word: str) -> int:
    return next((place for place, char in enumerate(word) if char in _NUMERALS), 0)


def _index() -> dict[str, tuple[tuple[int, str], ...]]:
    """Group the words by two characters: the first numeral and the one behind it (at the end: before it)."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for word in _ENTRIES:
        place = _first_numeral(word)
        key = word[place : place + 2] if place + 1 < len(word) else word[place - 1 : place + 1] + "$"
        groups.setdefault(key, []).append((place, word))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[1]))) for key, rows in groups.items()}


_INDEX = _index()


def find_word(text: str, place: int, run_end: int) -> tuple[int, int] | None:
    """Return the span of the word around the numerals `place`..`run_end`, or None if they may count."""
    rows = _INDEX.get(text[place : place + 2], ()) + _INDEX.get(text[place - 1 : place + 1] + "$", ())
    for offset, word in rows:
        begin = place - offset
        end = begin + len(word)
        if begin < 0 or end < run_end or not text.startswith(word, begin):
            continue
        followers, before = _ENTRIES[word]
        if text.startswith(followers, end) or text.endswith(before, max(0, begin - 4), begin):
            continue
        return begin, end
    return None


def is_label(word: str) -> bool:
    """Whether the word is a name that must be copied (三会一课), reported as kind idiom."""
    return word in LABELS
