"""Checker × cases → counts: paired, localised and class recall per kind, false alarms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import sqrt

from draft.evals.cases import STYLES, Pair
from draft.evals.kinds import ALSO_RIGHT, KINDS, WITHOUT_OWNER
from draft.evals.mutants import Mutant
from draft.evals.variants import Variant
from draft.fidelity import Metadata, Verdict, Violation, check

Checker = Callable[[Pair, str, tuple[str, ...]], Verdict]
_CONFIDENCE = 1.96


def check_pair(pair: Pair, prose: str, examples: tuple[str, ...] = ()) -> Verdict:
    """Return the verdict of the checker on `prose` against the facts of `pair`."""
    return check(pair.facts, prose, Metadata(**pair.metadata), example_texts=examples)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; (0, 1) when there is nothing to count."""
    if not of:
        return 0.0, 1.0
    share, z2 = hits / of, _CONFIDENCE**2
    centre = share + z2 / (2 * of)
    margin = _CONFIDENCE * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, (centre - margin) / (1 + z2 / of)), min(1.0, (centre + margin) / (1 + z2 / of))


@dataclass(slots=True)
class KindScore:
    """What became of the mutants of one kind.

    Attributes:
        flagged: mutants that are not ok, whatever was said of the parent.
        paired: flagged, and the faithful parent is ok.
        localised: paired, and an error names the right fact (inventions: the right place).
        named: localised, and that error is of the planted kind or one that is also right.
        exact: localised, and of the planted kind itself.
    """

    planted: int = 0
    flagged: int = 0
    paired: int = 0
    localised: int = 0
    named: int = 0
    exact: int = 0
    missed: list[tuple[Mutant, str]] = field(default_factory=list)

    def add(self, mutant: Mutant, verdict: Verdict, *, parent_ok: bool) -> None:
        """Count one mutant; keep it when anything short of the exact kind was said."""
        self.planted += 1
        errors = [v for v in verdict.violations if v.severity == "error"]
        found = [v for v in errors if is_localised(mutant, v)]
        right = {mutant.kind, *ALSO_RIGHT.get(mutant.kind, ())}
        self.flagged += bool(errors)
        paired = bool(errors) and parent_ok
        self.paired += paired
        self.localised += paired and bool(found)
        self.named += paired and any(v.kind in right for v in found)
        self.exact += paired and any(v.kind == mutant.kind for v in found)
        if not (paired and any(v.kind in right for v in found)):
            self.missed.append((mutant, _fate(errors, found, parent_ok=parent_ok)))


def _fate(errors: list[Violation], found: list[Violation], *, parent_ok: bool) -> str:
    if not parent_ok:
        return "parent flagged"
    said = ", ".join(f"{v.kind}@{v.fact}" for v in errors)
    if found:
        return f"other kind: {said}"
    return f"other place: {said}" if errors else "not flagged"


def is_localised(mutant: Mutant, violation: Violation) -> bool:
    """Return whether `violation` points at the planted mistake."""
    if violation.fact is not None and violation.fact in mutant.facts:
        return True
    if mutant.kind not in WITHOUT_OWNER:
        return False
    return any(touches(place_of(violation), span) for span in mutant.spans)


def place_of(violation: Violation) -> tuple[int, int] | None:
    """Return where in the prose a violation points: its span, else its written quantity."""
    if violation.span:
        return violation.span
    return (violation.written.start, violation.written.end) if violation.written else None


def touches(place: tuple[int, int] | None, span: tuple[int, int]) -> bool:
    """Return whether the two spans overlap or stand side by side."""
    return place is not None and place[0] <= span[1] and span[0] <= place[1]


@dataclass(frozen=True, slots=True)
class MutantScores:
    """The same mutants counted twice: by kind of violation, and by how freely the prose is written."""

    kinds: dict[str, KindScore]
    styles: dict[str, KindScore]


def score_mutants(mutants: Iterable[Mutant], checker: Checker = check_pair) -> MutantScores:
    """Return the scores; each parent is checked once."""
    scores = MutantScores({kind: KindScore() for kind in KINDS}, {style: KindScore() for style in STYLES})
    parents: dict[tuple[str, tuple[str, ...], str], bool] = {}
    for mutant in mutants:
        parent = mutant.parent
        key = (parent.prose, parent.facts, mutant.examples[0] if mutant.examples else "")
        if key not in parents:
            parents[key] = checker(parent, parent.prose, mutant.examples).ok
        verdict = checker(parent, mutant.prose, mutant.examples)
        for score in (scores.kinds[mutant.kind], scores.styles[parent.style]):
            score.add(mutant, verdict, parent_ok=parents[key])
    return scores


@dataclass(slots=True)
class AlarmScore:
    """False alarms on faithful texts."""

    texts: int = 0
    sentences: int = 0
    flagged: int = 0
    alarms: int = 0
    heard: list[tuple[Variant, Violation]] = field(default_factory=list)

    @property
    def per_thousand(self) -> float:
        """Alarms per 1,000 faithful sentences."""
        return 1000 * self.alarms / self.sentences if self.sentences else 0.0


def score_variants(variants: Iterable[Variant], checker: Checker = check_pair) -> AlarmScore:
    """Return how often faithful texts are flagged."""
    score = AlarmScore()
    for variant in variants:
        errors = [
            v for v in checker(variant.pair, variant.pair.prose, ()).violations if v.severity == "error"
        ]
        score.texts += 1
        score.sentences += variant.sentences
        score.flagged += bool(errors)
        score.alarms += len(errors)
        score.heard += [(variant, error) for error in errors]
    return score
