"""Work that depends on a whole spec alone → done once for each spec, not once for each of its sections."""

import weakref
from collections.abc import Callable
from typing import TypeVar

from draft.document import Spec

_T = TypeVar("_T")


def once_per_spec(work: Callable[[Spec], _T]) -> Callable[[Spec], _T]:
    """Return `work`, done once for each spec and forgotten with it; what it returns must not hold the spec.

    Specs are told apart by identity: to compare or hash one is to read all of it, for every section again.
    """
    known: dict[int, _T] = {}

    def recall(spec: Spec) -> _T:
        key = id(spec)
        if key not in known:
            known[key] = work(spec)
            weakref.finalize(spec, known.pop, key)
        return known[key]

    return recall
