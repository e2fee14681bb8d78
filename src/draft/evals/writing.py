"""How good is the writing: drafts of facts files → one record a section → figures with intervals.

A record is plain data, so that a long measurement can be kept line by line and taken up again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any

from draft.document import Draft, SectionDraft
from draft.evals.measure import wilson
from draft.form import find_faults, measure_manner

_GRAM = 8


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one section in one repeat.

    Attributes:
        run: writer, model, prompt variant: what is compared.
        required, survived, invented: quantities, after repair and placing.
        first: whether the first draft was clean.
        rounds: repair rounds used.
        facts, placed: facts, and those whose own clause the program placed.
        length: characters of prose per character of fact.
        bleed_run: longest run of characters shared with a style example that was shown.
        bleed_share: share of the prose's 8-grams that stand in such an example.
        repeated: share of sentences said before in the same section.
        demanded: faults of form that a norm forbids.
        verbatim: facts whose words stand in the prose to the letter.
        sentences, characters: of the prose, marks included.
    """

    run: str
    file: str
    section: int
    repeat: int
    required: int
    survived: int
    invented: int
    first: bool
    rounds: int
    facts: int
    placed: int
    requests: int
    tokens: int
    seconds: float
    length: float
    bleed_run: int
    bleed_share: float
    repeated: float
    empty_share: float
    demanded: int
    verbatim: int = 0
    sentences: int = 0
    characters: int = 0

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What makes a record the same measurement."""
        return self.run, self.file, self.section, self.repeat


def record_draft(draft: Draft, run: str, file: str, repeat: int) -> list[Record]:
    """Return one record per text of the draft, the 导语 included."""
    return [_record(text, draft, run, file, repeat) for text in (draft.lead_in, *draft.sections) if text.text]


def _record(text: SectionDraft, draft: Draft, run: str, file: str, repeat: int) -> Record:
    facts = text.section.facts if text.section else draft.spec.opening
    shown = [example for completion in text.completions for example in completion.shown]
    sentences = [part for part in text.text.replace("\n", "。").split("。") if part]
    errors = [v for v in text.verdict.violations if v.severity == "error"]
    given = sum(len(fact.text) for fact in facts)
    return Record(
        run=run,
        file=file,
        section=text.section.index if text.section else -1,
        repeat=repeat,
        required=text.verdict.required,
        survived=text.verdict.survived,
        invented=sum(v.fact is None for v in errors),
        first=not text.rounds and not text.placed and not text.failure,
        rounds=text.rounds,
        facts=len(facts),
        placed=len(text.placed),
        requests=sum(c.requests for c in text.completions),
        tokens=sum(c.usage.get("completion_tokens", 0) for c in text.completions),
        seconds=round(sum(c.seconds for c in text.completions), 4),
        length=round(len(text.text) / given, 3) if given else 0.0,
        bleed_run=longest_shared(text.text, shown),
        bleed_share=round(share_of_grams(text.text, shown), 4),
        repeated=round(1 - len(set(sentences)) / len(sentences), 4) if sentences else 0.0,
        empty_share=round(measure_manner(text.text).empty_share, 4),
        demanded=sum(finding.strength == "规定" for finding in find_faults(text.text)),
        verbatim=sum(fact.text.rstrip("。；") in text.text for fact in facts),
        sentences=len(sentences),
        characters=len(text.text),
    )


def longest_shared(text: str, others: Sequence[str]) -> int:
    """Return the length of the longest run of characters that `text` shares with one of `others`."""
    longest = 0
    for start in range(len(text)):
        while start + longest < len(text) and any(text[start : start + longest + 1] in o for o in others):
            longest += 1
    return longest


def share_of_grams(text: str, others: Sequence[str]) -> float:
    """Return the share of 8-grams of `text` that occur in `others`."""
    grams = [text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)]
    known = {other[i : i + _GRAM] for other in others for i in range(len(other) - _GRAM + 1)}
    return sum(gram in known for gram in grams) / len(grams) if grams else 0.0


def summarise(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Return one row of figures per run, with 95 % Wilson intervals where a share is meant."""
    runs: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        runs[record.run].append(record)
    return [{"run": run, **_figures(found)} for run, found in sorted(runs.items())]


def _figures(records: list[Record]) -> dict[str, Any]:
    required = sum(r.required for r in records)
    survived = sum(r.survived for r in records)
    firsts = sum(r.first for r in records)
    facts = sum(r.facts for r in records)
    repeats: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for r in records:
        repeats[r.file, r.section].append(r.first)
    return {
        "sections": len(records),
        "repeats": max(map(len, repeats.values()), default=0),
        "required": required,
        "survival": _share(survived, required),
        "invented": sum(r.invented for r in records),
        "clean_at_first": _share(firsts, len(records)),
        "pass_all_repeats": _share(sum(all(known) for known in repeats.values()), len(repeats)),
        "mean_rounds": round(mean(r.rounds for r in records), 3),
        "placed": _share(sum(r.placed for r in records), facts),
        "requests": sum(r.requests for r in records),
        "tokens": sum(r.tokens for r in records),
        "seconds": round(sum(r.seconds for r in records), 3),
        "verbatim": round(sum(r.verbatim for r in records) / facts, 4) if facts else 0.0,
        "sentence_length": round(
            sum(r.characters for r in records) / (sum(r.sentences for r in records) or 1), 1
        ),
        "length_ratio": round(mean(r.length for r in records if r.length) if facts else 0.0, 3),
        "longest_copied_run": max((r.bleed_run for r in records), default=0),
        "copied_8grams": round(mean(r.bleed_share for r in records), 4),
        "repeated_sentences": round(mean(r.repeated for r in records), 4),
        "empty_talk": round(mean(r.empty_share for r in records), 4),
        "faults_of_form": sum(r.demanded for r in records),
    }


def _share(hits: int, of: int) -> dict[str, Any]:
    low, high = wilson(hits, of)
    return {
        "hits": hits,
        "of": of,
        "share": round(hits / of, 4) if of else 1.0,
        "interval": [round(low, 4), round(high, 4)],
    }


def to_line(record: Record) -> dict[str, Any]:
    """Return the record as JSON data."""
    return asdict(record)


def from_line(line: Mapping[str, Any]) -> Record:
    """Return the record that JSON data describes."""
    return Record(**line)
