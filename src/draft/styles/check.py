"""A style example against itself: its prose carries its facts and no other number."""

from draft.document import StyleExample
from draft.fidelity import FactGroup, Verdict, build_ledger, compare


def check_example(example: StyleExample) -> Verdict:
    """Return the verdict on the example's prose; its heading licenses its own numbers."""
    return compare(build_ledger([FactGroup(0, example.heading, example.facts)]), example.prose)
