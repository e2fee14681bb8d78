"""Annotated drafts by language models: which noted errors are flagged, which restatements are alarmed.

A draft is one JSON file of `evals/cases/natural/`: facts by section, the prose, `errors` (major and minor,
each with kind, span and, where there is one, its fact) and `restatements` that a reader found faithful.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from draft.errors import InputError
from draft.evals.kinds import ALSO_RIGHT
from draft.evals.measure import place_of, wilson
from draft.fidelity import FactGroup, Metadata, Verdict, Violation, check


@dataclass(frozen=True, slots=True)
class Remark:
    """What the second reader noted at one place of a draft.

    Attributes:
        severity: ``major``, ``minor``, or ``fine`` for a legitimate restatement.
        fact: section and index of the fact concerned, None for an addition.
    """

    severity: str
    kind: str
    text: str
    span: tuple[int, int]
    fact: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class NaturalDraft:
    """A draft and what was noted about it."""

    id: str
    groups: tuple[FactGroup, ...]
    metadata: Metadata
    prose: str
    remarks: tuple[Remark, ...]


def parse_draft(text: str, place: str) -> NaturalDraft:
    """Return the draft of one JSON file, `place` naming it in messages.

    Raises:
        InputError: not such a file, or a remark whose span does not hold its text.
    """
    try:
        row = json.loads(text)
        groups = tuple(
            FactGroup(n, section["heading"], tuple(section["facts"]))
            for n, section in enumerate(row["sections"])
        )
        errors = [_parse_remark(remark, remark["severity"], remark["kind"]) for remark in row["errors"]]
        fine = [_parse_remark(remark, "fine", "") for remark in row["restatements"]]
        metadata = Metadata(title=row["title"], period=row["period"])
        draft = NaturalDraft(row["id"], groups, metadata, row["prose"], (*errors, *fine))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{place}: 不是可用的标注稿（{error!r}），请对照 evals/README.md 修改") from error
    for remark in draft.remarks:
        if draft.prose[slice(*remark.span)] != remark.text:
            raise InputError(f"{place}: 标注“{remark.text}”与所标位置的文字不符，请改正 span")
    return draft


def _parse_remark(row: dict[str, Any], severity: str, kind: str) -> Remark:
    fact = None if row["fact"] is None else (row["section"], row["fact"])
    return Remark(severity, kind, row["text"], (row["span"][0], row["span"][1]), fact)


def check_draft(draft: NaturalDraft) -> Verdict:
    """Return the checker's verdict on a draft."""
    return check(draft.groups, draft.prose, draft.metadata)


@dataclass(slots=True)
class NaturalScore:
    """Counts over all drafts.

    Attributes:
        alarmed: restatements on which an error stands that matches no noted error.
        others: error violations at places nobody noted anything about.
    """

    drafts: int = 0
    noted: Counter[tuple[str, str]] = field(default_factory=Counter)
    flagged: Counter[tuple[str, str]] = field(default_factory=Counter)
    restatements: int = 0
    alarmed: int = 0
    others: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, draft: NaturalDraft, verdict: Verdict) -> None:
        """Count one draft."""
        self.drafts += 1
        errors = [v for v in verdict.violations if v.severity == "error"]
        wrong = [remark for remark in draft.remarks if remark.severity != "fine"]
        for remark in wrong:
            hit = any(_matches(draft, remark, v) for v in errors)
            self.noted[remark.severity, remark.kind] += 1
            self.flagged[remark.severity, remark.kind] += hit
            if not hit:
                self.lines.append(
                    f"missed {remark.severity} {draft.id} {remark.kind} {remark.fact}: {remark.text}"
                )
        unmatched = [v for v in errors if not any(_matches(draft, remark, v) for remark in wrong)]
        self._add_alarms(draft, unmatched)

    def _add_alarms(self, draft: NaturalDraft, unmatched: list[Violation]) -> None:
        fine = [remark for remark in draft.remarks if remark.severity == "fine"]
        self.restatements += len(fine)
        on_fine = [(r, v) for r in fine for v in unmatched if _overlap(place_of(v), r.span)]
        self.alarmed += len({remark.span for remark, _ in on_fine})
        self.lines += [f"alarm {draft.id} {v.kind}: {r.text} | {v.message}" for r, v in on_fine]
        quiet = [v for v in unmatched if not any(v is alarm for _, alarm in on_fine)]
        self.others += len(quiet)
        self.lines += [f"other {draft.id} {v.kind} {(v.section, v.fact)}: {v.message}" for v in quiet]

    def count(self, severity: str) -> tuple[int, int]:
        """Return how many errors of a severity are flagged, and of how many."""
        return (
            sum(n for (of, _), n in self.flagged.items() if of == severity),
            sum(n for (of, _), n in self.noted.items() if of == severity),
        )


def _matches(draft: NaturalDraft, remark: Remark, violation: Violation) -> bool:
    """At the noted place; or about the noted fact, in the same sentence or of the right kind."""
    place = place_of(violation)
    if _overlap(place, remark.span):
        return True
    if remark.fact is None or (violation.section, violation.fact) != remark.fact:
        return False
    right = {remark.kind, *ALSO_RIGHT.get(remark.kind, ())}
    return violation.kind in right or _overlap(place, _sentence_of(draft.prose, remark.span))


def _sentence_of(prose: str, span: tuple[int, int]) -> tuple[int, int]:
    start = max(prose.rfind("。", 0, span[0]), prose.rfind("\n", 0, span[0])) + 1
    end = prose.find("。", span[1])
    return start, len(prose) if end < 0 else end


def _overlap(place: tuple[int, int] | None, span: tuple[int, int]) -> bool:
    return place is not None and place[0] < span[1] and span[0] < place[1]


def score_drafts(drafts: Iterable[NaturalDraft]) -> NaturalScore:
    """Return the counts over `drafts`."""
    score = NaturalScore()
    for draft in drafts:
        score.add(draft, check_draft(draft))
    return score


def build_natural_result(score: NaturalScore) -> dict[str, Any]:
    """Return the result as JSON."""
    result: dict[str, Any] = {"drafts": score.drafts}
    for severity in ("major", "minor"):
        flagged, noted = score.count(severity)
        low, high = wilson(flagged, noted)
        kinds = sorted(kind for of, kind in score.noted if of == severity)
        result[severity] = {
            "noted": noted,
            "flagged": flagged,
            "interval": [round(low, 4), round(high, 4)],
            "kinds": {kind: [score.flagged[severity, kind], score.noted[severity, kind]] for kind in kinds},
        }
    result["restatements"] = {"noted": score.restatements, "alarmed": score.alarmed}
    result["other_alarms"] = score.others
    return result


def render_natural(result: dict[str, Any]) -> str:
    """Return the lines for the terminal."""
    lines = [f"{result['drafts']} drafts"]
    for severity in ("major", "minor"):
        row = result[severity]
        low, high = row["interval"]
        share = row["flagged"] / row["noted"] if row["noted"] else 0.0
        lines.append(
            f"{severity}: {row['flagged']} of {row['noted']} flagged, {share:.1%} [{low:.1%}, {high:.1%}]"
        )
        lines += [f"  {kind:16}{hits:>4} of {of}" for kind, (hits, of) in row["kinds"].items()]
    fine = result["restatements"]
    lines.append(f"restatements alarmed: {fine['alarmed']} of {fine['noted']}")
    lines.append(f"errors at places without a remark: {result['other_alarms']}")
    return "\n".join(lines)


def compare_natural(now: dict[str, Any], before: dict[str, Any]) -> Sequence[str]:
    """Return in Chinese what is worse than `before`."""
    worse = []
    if (
        now["major"]["flagged"] * before["major"]["noted"]
        < before["major"]["flagged"] * now["major"]["noted"]
    ):
        worse.append(f"重大错误查出数由{before['major']['flagged']}降为{now['major']['flagged']}")
    if now["restatements"]["alarmed"] > before["restatements"]["alarmed"]:
        worse.append(f"合法改写误报由{before['restatements']['alarmed']}增为{now['restatements']['alarmed']}")
    return worse
