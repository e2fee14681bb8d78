"""The corpus of quantities: every row must be read exactly; known gaps must still fail.

Run as a script it prints the scores per group and field: ``python tests/test_corpus_numbers.py``.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from draft.numbers import find_quantities

Row = dict[str, Any]
Found = dict[str, Any]

CORPUS = Path(__file__).parent / "corpus" / "numbers"
FIELDS = ("text", "value", "value_hi", "unit", "kind", "qualifier", "direction", "norm")
MUST_PASS = ("developed", "held_out", "bugs")


def load_rows(group: str) -> list[Row]:
    """Return the rows of a group, or of the file named; a group without a file is empty."""
    path = Path(group) if group.endswith(".jsonl") else CORPUS / f"{group}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


@dataclass
class Reading:
    """What the reader made of one row."""

    pairs: list[tuple[Found, Found]] = field(default_factory=list)
    missed: list[Found] = field(default_factory=list)
    strays: list[Found] = field(default_factory=list)


def read_row(row: Row) -> Reading:
    """Return found quantities paired with the wanted ones they overlap, in order."""
    optional = spans_of(row, row.get("may", []))
    found: list[Found] = [dict(q.to_json()) for q in find_quantities(row["text"])]
    found = [q for q in found if q["kind"] != "idiom" and not lies_in(q, optional)]
    reading = Reading()
    spans = spans_of(row, [q["text"] for q in row["find"]])
    for wanted, (start, end) in zip(row["find"], spans, strict=True):
        touching = [q for q in found if q["start"] < end and start < q["end"]]
        if not touching:
            reading.missed.append(wanted)
            continue
        best = max(touching, key=lambda q: overlap(q, start, end))
        found.remove(best)
        reading.pairs.append((wanted, best))
    reading.strays = found
    return reading


def spans_of(row: Row, texts: list[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for text in texts:
        start = row["text"].index(text, at)
        at = start + len(text)
        spans.append((start, at))
    return spans


def overlap(quantity: Found, start: int, end: int) -> int:
    return int(min(quantity["end"], end) - max(quantity["start"], start))


def lies_in(quantity: Found, spans: list[tuple[int, int]]) -> bool:
    return any(start <= quantity["start"] and quantity["end"] <= end for start, end in spans)


def field_is_right(name: str, wanted: Found, found: Found) -> bool:
    if name == "text":
        return found["text"] in [wanted["text"], *wanted.get("alt", [])]
    if found[name] in wanted.get(f"{name}_alt", []):
        return True
    if wanted["kind"] == "placeholder" and name in {"qualifier", "direction", "norm"}:
        return True
    if wanted["kind"] == "placeholder" and name == "unit" and "unit" not in wanted:
        return True
    return bool(found[name] == wanted.get(name))


def complaints(row: Row) -> Iterator[str]:
    """Yield one readable line for each difference."""
    reading = read_row(row)
    for wanted in reading.missed:
        yield f"missed {wanted['text']}"
    for stray in reading.strays:
        yield f"stray {stray['text']} ({stray['kind']}, value {stray['value']})"
    for wanted, found in reading.pairs:
        for name in FIELDS:
            if not field_is_right(name, wanted, found):
                yield f"{wanted['text']}: {name} should be {wanted.get(name)!r}, is {found[name]!r}"


def phenomena(groups: tuple[str, ...]) -> list[Any]:
    """Return one parameter for the rows of each phenomenon; a test for each row would cost more time."""
    parts: dict[str, list[Row]] = {}
    for group in groups:
        for row in load_rows(group):
            parts.setdefault(f"{group}:{row['id'].rpartition('-')[0]}", []).append(row)
    return [pytest.param(rows, id=name) for name, rows in parts.items()]


@pytest.mark.parametrize("rows", phenomena(MUST_PASS))
def test_rows_are_read_exactly(rows: list[Row], subtests: pytest.Subtests) -> None:
    for row in rows:
        fail_where_read_wrongly(row, row["id"], subtests)


def fail_where_read_wrongly(row: Row, name: str, subtests: pytest.Subtests) -> None:
    found = list(complaints(row))
    if found:
        with subtests.test(msg=name):
            pytest.fail("\n".join([row["text"], *found]), pytrace=False)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in load_rows("known_gaps")])
@pytest.mark.xfail(strict=True, reason="a known gap; the row says why")
def test_known_gap_is_still_open(row: Row) -> None:
    assert not list(complaints(row))


def test_corpus_is_large_and_covers_every_domain() -> None:
    rows = [row for group in (*MUST_PASS, "known_gaps") for row in load_rows(group)]
    assert len(rows) >= 600
    assert len({row["domain"] for row in rows} - {"general"}) == 12
    assert len({row["text"] for row in rows}) == len(rows)
    assert len([row for row in rows if not row["find"]]) >= 120


def documented() -> Iterator[Row]:
    """Yield the tables of docs/numbers.md as rows of the corpus; an empty first cell continues a sentence."""
    row: Row = {}
    for line in (Path(__file__).parents[1] / "docs" / "numbers.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or cells[0] == "原文" or cells[0].startswith("---"):
            continue
        if cells[0]:
            if row:
                yield row
            row = {"text": cells[0], "find": []}
        if cells[1] != "—":
            row["find"].append(documented_quantity(cells))
    yield row


def documented_quantity(cells: list[str]) -> Found:
    low, _, high = cells[2].partition("..")
    names = ("text", "value", "value_hi", "unit", "kind", "qualifier", "direction", "norm")
    values = (cells[1], low, high, *cells[3:8])
    return {name: value for name, value in zip(names, values, strict=True) if value}


def test_guide_says_what_the_reader_does(subtests: pytest.Subtests) -> None:
    rows = list(documented())
    assert len(rows) >= 50
    for row in rows:
        fail_where_read_wrongly(row, row["text"], subtests)


def scores(rows: list[Row]) -> Counter[str]:
    count: Counter[str] = Counter()
    for row in rows:
        reading = read_row(row)
        count["rows"] += 1
        count["rows right"] += not list(complaints(row))
        count["wanted"] += len(row["find"])
        count["found"] += len(reading.pairs)
        count["strays"] += len(reading.strays)
        for wanted, found in reading.pairs:
            count.update(name for name in FIELDS if field_is_right(name, wanted, found))
    return count


def main(groups: list[str]) -> None:
    for group in groups or [*MUST_PASS, "known_gaps"]:
        count = scores(load_rows(group))
        pairs, wanted = max(count["found"], 1), max(count["wanted"], 1)
        parts = [f"rows {count['rows right']}/{count['rows']}", f"found {count['found'] / wanted:.2%}"]
        parts += [f"{name} {count[name] / pairs:.2%}" for name in FIELDS]
        sys.stdout.write(f"{group}: {' · '.join(parts)} · strays {count['strays']}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
