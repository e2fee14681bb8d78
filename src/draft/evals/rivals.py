"""Other ways to check numbers, on the same cases: what each catches and how often it cries wolf.

The published package is compared only where it happens to be installed; it is no dependency.
"""

import importlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from draft.evals.cases import Pair
from draft.evals.kinds import KINDS
from draft.evals.measure import check_pair, wilson
from draft.evals.mutants import Mutant
from draft.evals.variants import Variant

Flags = Callable[[Pair, str], bool]
"""Return whether the prose is flagged as unfaithful to the facts."""

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_VALUE = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*([万亿]?)")
_TO_ASCII = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def exact_strings(pair: Pair, prose: str) -> bool:
    """Digit strings of the facts and of the prose, compared as sets in both directions."""
    return set(_DIGITS.findall("\n".join(pair.facts))) != set(_DIGITS.findall(prose))


def exact_values(pair: Pair, prose: str) -> bool:
    """Values after full-width, separator and 万/亿 normalisation, compared as sets in both directions."""
    return _values("\n".join(pair.facts)) != _values(prose)


def _values(text: str) -> set[Decimal]:
    powers = {"": 1, "万": 10**4, "亿": 10**8}
    found = _VALUE.findall(text.translate(_TO_ASCII))
    return {Decimal(digits.replace(",", "")) * powers[power] for digits, power in found}


def this_checker(pair: Pair, prose: str) -> bool:
    """The checker of this project."""
    return not check_pair(pair, prose).ok


def _corroborate() -> Flags | None:
    try:
        package = importlib.import_module("corroborate")
    except ImportError:
        return None
    return lambda pair, prose: (
        not package.check_answer(query="", retrieved_chunks=list(pair.facts), answer=prose).ok()
    )


def _figured() -> Flags | None:
    try:
        package = importlib.import_module("figured")
    except ImportError:
        return None

    # It reads tables, not prose: the values of the facts are handed over as one row.
    def flags(pair: Pair, prose: str) -> bool:
        row = {f"v{n}": value for n, value in enumerate(sorted(_values("\n".join(pair.facts))))}
        return not package.trace(prose, [row]).ok

    return flags


def list_rivals() -> dict[str, Flags | None]:
    """Return each way of checking by name; None where its package is not installed."""
    return {
        "draft check": this_checker,
        "exact strings": exact_strings,
        "exact values": exact_values,
        "corroborate 0.1.0": _corroborate(),
        "figured 0.4.3": _figured(),
    }


def compare_rivals(mutants: Sequence[Mutant], variants: Sequence[Variant]) -> dict[str, Any]:
    """Return per rival the paired recall by kind, raw recall, and the share of faithful texts flagged."""
    return {
        name: _measure(flags, mutants, variants) if flags else None for name, flags in list_rivals().items()
    }


def _measure(flags: Flags, mutants: Iterable[Mutant], variants: Sequence[Variant]) -> dict[str, Any]:
    raw, paired, planted = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    parents: dict[tuple[str, str], bool] = {}
    for mutant in mutants:
        key = mutant.parent.id, mutant.parent.prose
        if key not in parents:
            parents[key] = flags(mutant.parent, mutant.parent.prose)
        flagged = flags(mutant.parent, mutant.prose)
        planted[mutant.kind] += 1
        raw[mutant.kind] += flagged
        paired[mutant.kind] += flagged and not parents[key]
    alarms = sum(flags(variant.pair, variant.pair.prose) for variant in variants)
    low, high = wilson(sum(paired.values()), sum(planted.values()))
    return {
        "planted": planted,
        "paired": paired,
        "raw_recall": round(sum(raw.values()) / sum(planted.values()), 4),
        "paired_recall": round(sum(paired.values()) / sum(planted.values()), 4),
        "paired_interval": [round(low, 4), round(high, 4)],
        "faithful_flagged": alarms,
        "faithful": len(variants),
    }


def render_rivals(result: Mapping[str, Any]) -> str:
    """Return one table: kinds down, ways of checking across."""
    names = list(result)
    present = [name for name in names if result[name]]
    lines = ["kind".ljust(18) + "".join(name.rjust(20) for name in names)]
    for kind in KINDS:
        cells = (_cell(result[name], kind) for name in names)
        lines.append(kind.ljust(18) + "".join(cell.rjust(20) for cell in cells))
    for label, key in (("all, paired", "paired_recall"), ("all, raw", "raw_recall")):
        cells = (f"{result[name][key]:.1%}" if name in present else "absent" for name in names)
        lines.append(label.ljust(18) + "".join(cell.rjust(20) for cell in cells))
    alarms = (
        f"{result[name]['faithful_flagged'] / result[name]['faithful']:.1%}" if name in present else "absent"
        for name in names
    )
    lines.append("faithful flagged".ljust(18) + "".join(cell.rjust(20) for cell in alarms))
    return "\n".join(lines)


def _cell(row: Mapping[str, Any] | None, kind: str) -> str:
    if not row:
        return "absent"
    planted = row["planted"][kind]
    return f"{row['paired'][kind] / planted:.1%}" if planted else "–"
