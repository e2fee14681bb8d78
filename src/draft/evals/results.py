"""Scores → the small JSON result, its comparison with an earlier one, and the printed table."""

from collections.abc import Mapping
from typing import Any

from draft.evals.documents import DocumentScore
from draft.evals.measure import AlarmScore, KindScore, MutantScores, wilson

_GOAL = 50.0
"""Milliseconds of CPU per 2,000 characters that are always good enough (fidelity goal)."""
_SLACK = 2
"""Clocks of machines differ: only more than this times the committed time is worse."""


def build_result(
    scores: MutantScores, alarms: AlarmScore, documents: DocumentScore, seed: int
) -> dict[str, Any]:
    """Return the result as JSON; shares are rounded to four digits, counts are exact."""
    return {
        "seed": seed,
        "mutants": sum(score.planted for score in scores.kinds.values()),
        "kinds": {kind: _kind_row(score) for kind, score in scores.kinds.items()},
        "all": _kind_row(_sum_of(scores.kinds)),
        "styles": {style: _kind_row(score) for style, score in scores.styles.items()},
        "faithful": {
            "texts": alarms.texts,
            "sentences": alarms.sentences,
            "flagged": alarms.flagged,
            "alarms": alarms.alarms,
            "per_1000_sentences": round(alarms.per_thousand, 2),
        },
        "documents": {
            "texts": documents.documents,
            "flagged": documents.flagged,
            "alarms": documents.alarms,
            "seeded": documents.seeded,
            "found": documents.found,
            "strays": documents.strays,
        },
        "ms_per_2000_characters": round(documents.median, 1),
    }


def _sum_of(scores: Mapping[str, KindScore]) -> KindScore:
    total = KindScore()
    for score in scores.values():
        for name in ("planted", "flagged", "paired", "localised", "named", "exact"):
            setattr(total, name, getattr(total, name) + getattr(score, name))
    return total


def _kind_row(score: KindScore) -> dict[str, Any]:
    low, high = wilson(score.paired, score.planted)
    return {
        "planted": score.planted,
        "flagged": score.flagged,
        "paired": score.paired,
        "localised": score.localised,
        "named": score.named,
        "exact": score.exact,
        "paired_interval": [round(low, 4), round(high, 4)],
    }


def compare_results(now: dict[str, Any], before: dict[str, Any]) -> list[str]:
    """Return in Chinese what is worse than `before`; empty when nothing is."""
    worse = []
    for kind, row in now["kinds"].items():
        old = before["kinds"].get(kind)
        for measure, name in (("paired", "成对查出率"), ("localised", "定位率"), ("named", "类别正确率")):
            if old and _share(row, measure) < _share(old, measure):
                worse.append(f"{kind} 的{name}由{_share(old, measure):.1%}降为{_share(row, measure):.1%}")
    for place, name in (("faithful", "忠实变体"), ("documents", "整篇文稿")):
        fresh, old = now[place], before[place]
        if fresh["alarms"] * max(1, old["texts"]) > old["alarms"] * max(1, fresh["texts"]):
            worse.append(f"{name}误报由{old['alarms']}处增为{fresh['alarms']}处")
    if _share_found(now["documents"]) < _share_found(before["documents"]):
        worse.append(f"整篇文稿中种植的错误查出{now['documents']['found']}处，少于此前的比例")
    if now["ms_per_2000_characters"] > max(_GOAL, _SLACK * before["ms_per_2000_characters"]):
        worse.append(
            f"每2000字用时{now['ms_per_2000_characters']}毫秒，远超此前的{before['ms_per_2000_characters']}毫秒"
        )
    return worse


def _share_found(row: Mapping[str, Any]) -> float:
    return row["found"] / row["seeded"] if row["seeded"] else 1.0


def _share(row: Mapping[str, Any], measure: str) -> float:
    return row[measure] / row["planted"] if row["planted"] else 1.0


def render_result(result: Mapping[str, Any]) -> str:
    """Return the table for the terminal."""
    columns = (
        ("n", 5),
        ("paired", 9),
        ("95% interval", 17),
        ("right fact", 12),
        ("right kind", 12),
        ("exact", 8),
    )
    lines = ["kind".ljust(16) + "".join(name.rjust(width) for name, width in columns)]
    lines += [_line(kind, row) for kind, row in _rows_of(result)]
    faithful, documents = result["faithful"], result["documents"]
    texts = f"{faithful['texts']} texts, {faithful['sentences']} sentences"
    alarms = f"{faithful['flagged']} flagged, {faithful['per_1000_sentences']} alarms per 1,000 sentences"
    whole = f"{documents['texts']} faithful, {documents['flagged']} flagged, {documents['alarms']} alarms"
    seeded = (
        f"{documents['found']} of {documents['seeded']} seeded mistakes found, {documents['strays']} strays"
    )
    speed = f"{result['ms_per_2000_characters']} ms per 2,000 characters"
    lines += [
        "",
        f"faithful variants: {texts}, {alarms}",
        f"whole documents: {whole}; {seeded}",
        f"speed: {speed}",
    ]
    return "\n".join(lines)


def _rows_of(result: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [*result["kinds"].items(), ("all", result["all"]), *result["styles"].items()]


def _line(kind: str, row: Mapping[str, Any]) -> str:
    low, high = row["paired_interval"]
    named = row["named"] / row["localised"] if row["localised"] else 0.0
    return (
        f"{kind:16}{row['planted']:>5}{_share(row, 'paired'):>9.1%}{f'[{low:.1%}, {high:.1%}]':>17}"
        f"{_share(row, 'localised'):>12.1%}{named:>12.1%}{_share(row, 'exact'):>8.1%}"
    )
