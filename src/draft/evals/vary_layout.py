"""Faithful arrangements of sentences: order, joints, lists, headings, framing without claims."""

import re
from dataclasses import replace
from random import Random

from draft.evals import contrasts
from draft.evals.cases import Pair
from draft.evals.rewriting import Rewriting


def _sentences(pair: Pair) -> list[str]:
    return [part for part in re.split("(?<=[。！？])", pair.prose) if part.strip()]


def _with_prose(pair: Pair, prose: str) -> Pair:
    return replace(pair, prose=prose, links=())


def sentences_shuffled(pair: Pair, random: Random) -> Pair:
    """Sentences change places; one that leans on the one before stays where it is."""
    parts = _sentences(pair)
    if any(re.match("其中|同时|与此同时|但|这|该", part) for part in parts):
        return pair
    return _with_prose(pair, "".join(random.sample(parts, len(parts))))


def sentences_merged(pair: Pair, _random: Random) -> Pair:
    """。→ ；but for the last."""
    return _with_prose(pair, pair.prose[:-1].replace("。", "；") + pair.prose[-1:])


def sentences_split(pair: Pair, _random: Random) -> Pair:
    """；→ 。."""
    return _with_prose(pair, pair.prose.replace("；", "。"))


def line_breaks(pair: Pair, _random: Random) -> Pair:
    """Each sentence becomes a paragraph."""
    return _with_prose(pair, "\n\n".join(_sentences(pair)) + "\n")


def enumerated(pair: Pair, _random: Random) -> Pair:
    """一是…。二是…。."""
    parts = zip(contrasts.ENUMERATORS, _sentences(pair), strict=False)
    return _with_prose(pair, "".join(mark + part for mark, part in parts))


def numbered(pair: Pair, _random: Random) -> Pair:
    """1. … 2. … as a list of lines."""
    return _with_prose(pair, "\n".join(f"{n}. {part}" for n, part in enumerate(_sentences(pair), 1)))


def bulleted(pair: Pair, _random: Random) -> Pair:
    """A Markdown list."""
    return _with_prose(pair, "\n".join(f"- {part}" for part in _sentences(pair)) + "\n")


def under_headings(pair: Pair, random: Random) -> Pair:
    """Each sentence under a heading of its own, in Markdown."""
    headings = random.sample(contrasts.FILLERS, len(contrasts.HEADINGS))
    parts = zip(contrasts.HEADINGS, headings, _sentences(pair), strict=False)
    return _with_prose(pair, "\n\n".join(f"### {mark}{words}\n\n{part}" for mark, words, part in parts))


def framed(pair: Pair, random: Random) -> Pair:
    """Framing sentences full of lexical numerals between the sentences."""
    words = iter(random.sample(contrasts.FILLERS, len(contrasts.FILLERS)))
    return _with_prose(pair, "".join(f"{next(words)}。{part}" for part in _sentences(pair)))


def framed_in_clauses(pair: Pair, random: Random) -> Pair:
    """A framing clause before each sentence."""
    words = iter(random.sample(contrasts.FILLERS, len(contrasts.FILLERS)))
    return _with_prose(pair, "".join(f"{next(words)}，{part}" for part in _sentences(pair)))


def led_in(pair: Pair, random: Random) -> Pair:
    """今年以来，… before each sentence that does not name its own date."""
    if re.search("截至|年|月|目前", pair.prose):
        return pair
    parts = _sentences(pair)
    return _with_prose(pair, "".join(random.choice(contrasts.LEADS_OF_SENTENCE[1:]) + part for part in parts))


def said_in_the_lead_in(pair: Pair, _random: Random) -> Pair:
    """The first and the last sentence stand in the lead-in too."""
    parts = _sentences(pair)
    return _with_prose(pair, f"{parts[0]}{parts[-1]}\n\n{''.join(parts)}" if len(parts) > 1 else pair.prose)


ARRANGEMENTS: tuple[Rewriting, ...] = (
    sentences_shuffled,
    sentences_merged,
    sentences_split,
    line_breaks,
    enumerated,
    numbered,
    bulleted,
    under_headings,
    framed,
    framed_in_clauses,
    led_in,
    said_in_the_lead_in,
)
