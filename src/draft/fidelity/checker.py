"""Facts and prose in, a verdict out: what survived, what changed, what was invented."""

from collections.abc import Collection, Sequence

from draft.fidelity.comparison import compare_texts
from draft.fidelity.ledger import FactGroup, Ledger, Metadata, build_ledger
from draft.fidelity.verdict import Verdict


def check(
    facts: Sequence[str] | Sequence[FactGroup],
    prose: str,
    metadata: Metadata | None = None,
    *,
    allow_rounding: bool = False,
    example_texts: Sequence[str] = (),
) -> Verdict:
    """Return what `prose` made of `facts`; `prose` may be a whole Markdown document."""
    groups = [
        FactGroup(0, "", tuple(f for f in facts if isinstance(f, str))),
        *[f for f in facts if isinstance(f, FactGroup)],
    ]
    ledger = build_ledger([g for g in groups if g.facts], metadata)
    return compare(ledger, prose, allow_rounding=allow_rounding, example_texts=example_texts)


def compare(
    ledger: Ledger,
    prose: str,
    *,
    sections: Collection[int] | None = None,
    allow_rounding: bool = False,
    example_texts: Sequence[str] = (),
) -> Verdict:
    """Return what `prose` made of the facts in `ledger`.

    Args:
        sections: only the facts of these sections are required (all others stay licensed); None for all.
        allow_rounding: accept hedged rounding (E2).
        example_texts: style examples shown to the writer; a number found only there is ``example_bleed``.
    """
    return compare_texts(
        ledger, prose, sections=sections, allow_rounding=allow_rounding, example_texts=example_texts
    )
