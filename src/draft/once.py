"""Work that depends on a whole spec alone → done once for each spec, not once for each of its sections."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from draft.document import Spec

_T = TypeVar("_T")
_SPECS_KEPT = 64  # a batch works on several documents at the same time


def once_per_spec(work: Callable[[Spec], _T]) -> Callable[[Spec], _T]:
    """Return `work`, done once for each of the specs asked for last.

    They are told apart by identity: to compare or hash a spec is to read all of it, for every section again.
    """
    known: OrderedDict[int, tuple[Spec, _T]] = OrderedDict()

    def recall(spec: Spec) -> _T:
        found = known.get(id(spec))
        if found is None:
            found = known[id(spec)] = spec, work(spec)  # held, so that its identity stays its own
            if len(known) > _SPECS_KEPT:
                known.popitem(last=False)
        else:
            known.move_to_end(id(spec))
        return found[1]

    return recall
