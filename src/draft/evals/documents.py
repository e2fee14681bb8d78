"""Pairs → whole documents: are faithful ones left in peace, are nine mistakes at once all found, how fast."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from draft.evals.cases import Pair
from draft.evals.kinds import WITHOUT_OWNER
from draft.evals.measure import place_of, touches
from draft.evals.mutants import Mutant
from draft.fidelity import FactGroup, Metadata, Verdict, Violation, check

_SECTIONS = 10
_SEEDED = 9
_SIZE = 2_000


@dataclass(slots=True)
class DocumentScore:
    """What became of the documents.

    Attributes:
        flagged: faithful documents with an error.
        alarms: errors on faithful documents.
        seeded: mistakes planted, nine to a document.
        found: those with an error on the right fact of the right section, or on the planted words.
        strays: errors on seeded documents in sections where nothing was planted.
        milliseconds: CPU time of each check, scaled to 2,000 characters.
    """

    documents: int = 0
    flagged: int = 0
    alarms: int = 0
    seeded: int = 0
    found: int = 0
    strays: int = 0
    milliseconds: list[float] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of the times."""
        return sorted(self.milliseconds)[len(self.milliseconds) // 2] if self.milliseconds else 0.0


def score_documents(
    pairs: Sequence[Pair], mutants: Iterable[Mutant], seconds: Callable[[], float] = time.process_time
) -> DocumentScore:
    """Return the score over all documents of ten pairs that need no title of their own."""
    plain = [pair for pair in pairs if not pair.metadata]
    by_parent: dict[str, list[Mutant]] = {}
    for mutant in mutants:
        if not mutant.examples:
            by_parent.setdefault(mutant.parent.id, []).append(mutant)
    score = DocumentScore()
    for first in range(0, len(plain) - _SECTIONS + 1, _SECTIONS):
        chosen = plain[first : first + _SECTIONS]
        score.documents += 1
        _check_faithful(score, chosen, seconds)
        _check_seeded(score, chosen, _pick(chosen, by_parent))
    return score


def _pick(pairs: Sequence[Pair], by_parent: dict[str, list[Mutant]]) -> dict[int, Mutant]:
    """Return a mutant for each of the first nine sections, of as many kinds as there are."""
    picked: dict[int, Mutant] = {}
    kinds: set[str] = set()
    for section, pair in enumerate(pairs[:_SEEDED]):
        known = by_parent.get(pair.id, [])
        fresh = [mutant for mutant in known if mutant.kind not in kinds] or known
        if fresh:
            picked[section] = fresh[section * 7 % len(fresh)]
            kinds.add(picked[section].kind)
    return picked


def _heading(section: int) -> str:
    return f"{'一二三四五六七八九十'[section]}、重点工作推进情况"


_METADATA = Metadata(
    title="某地2024年重点工作总结",
    issuer="某地人民政府办公室",
    recipient="市人民政府",
    period="2024年",
    date="2024年12月28日",
)


def _compose(pairs: Sequence[Pair], proses: Sequence[str]) -> tuple[list[FactGroup], str, list[int]]:
    """Return the fact groups, the Markdown, and where the prose of each section begins.

    The lead-in repeats the first sentence of the last section, where nothing is ever planted.
    """
    repeated = proses[-1].partition("。")[0]
    lead_in = f"2024年，全县上下一心、真抓实干，各项工作有序推进。{repeated}。现将有关情况报告如下。"
    text, starts = f"# {_METADATA.title}\n\n{_METADATA.recipient}：\n\n{lead_in}\n\n", []
    for section, prose in enumerate(proses):
        text += f"## {_heading(section)}\n\n"
        starts.append(len(text))
        text += prose + "\n\n"
    text += f"{_METADATA.issuer}\n\n{_METADATA.date}\n"
    return [FactGroup(n, _heading(n), pair.facts) for n, pair in enumerate(pairs)], text, starts


def _errors(verdict: Verdict) -> list[Violation]:
    return [violation for violation in verdict.violations if violation.severity == "error"]


def _check_faithful(score: DocumentScore, pairs: Sequence[Pair], seconds: Callable[[], float]) -> None:
    groups, text, _ = _compose(pairs, [pair.prose for pair in pairs])
    begun = seconds()
    errors = _errors(check(groups, text, _METADATA))
    score.milliseconds.append((seconds() - begun) * 1000 * _SIZE / len(text))
    score.flagged += bool(errors)
    score.alarms += len(errors)
    score.lines += [f"alarm {v.kind} §{v.section}.{v.fact} {v.message}" for v in errors]


def _check_seeded(score: DocumentScore, pairs: Sequence[Pair], seeded: dict[int, Mutant]) -> None:
    proses = [seeded[n].prose if n in seeded else pair.prose for n, pair in enumerate(pairs)]
    facts = [seeded[n].parent if n in seeded else pair for n, pair in enumerate(pairs)]
    groups, text, starts = _compose(facts, proses)
    errors = _errors(check(groups, text, _METADATA))
    for section, mutant in seeded.items():
        hit = any(_points_at(violation, section, mutant, starts[section]) for violation in errors)
        score.seeded += 1
        score.found += hit
        if not hit:
            score.lines.append(f"missed {mutant.kind} §{section} {mutant.parent.id} {mutant.edit}")
    strays = [v for v in errors if v.section is not None and v.section not in seeded]
    score.strays += len(strays)
    score.lines += [f"stray {v.kind} §{v.section}.{v.fact} {v.message}" for v in strays]


def _points_at(violation: Violation, section: int, mutant: Mutant, start: int) -> bool:
    if violation.section == section and violation.fact in mutant.facts:
        return True
    if mutant.kind not in WITHOUT_OWNER:
        return False
    return any(touches(place_of(violation), (start + a, start + b)) for a, b in mutant.spans)
