"""Cuts a text into sentences and puts rewritten ones back; correct sentences are never touched."""

import re
from collections.abc import Collection, Sequence

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]+[”’」』）]*|[^。！？\n]+|\n+")

Span = tuple[int, int]


def find_sentences(text: str) -> tuple[Span, ...]:
    """Return the half-open spans of the sentences of `text`, line ends left out."""
    return tuple(m.span() for m in _SENTENCE.finditer(text) if m.group().strip())


def find_touched(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences of `text` that overlap any of `spans`."""
    return tuple(
        sentence
        for sentence in find_sentences(text)
        if any(start < sentence[1] and end > sentence[0] for start, end in spans)
    )


def replace_sentences(text: str, broken: Collection[Span], rewritten: str) -> str:
    """Return `text` with `rewritten` in the place of the first broken sentence and the others gone.

    Without a broken sentence, `rewritten` is added at the end of the last paragraph.
    """
    if not broken:
        return "\n".join(filter(None, (part.strip() for part in (text.rstrip() + rewritten).split("\n"))))
    pieces: list[str] = []
    position = 0
    for number, (start, end) in enumerate(sorted(broken)):
        pieces.append(text[position:start])
        if number == 0:
            pieces.append(rewritten)
        position = end
    pieces.append(text[position:])
    return "\n".join(filter(None, (part.strip() for part in "".join(pieces).split("\n"))))
