"""Whether and when a question is asked again: the only place that knows; the faults say how patient.

A question is one answer being asked for, over all its requests.
"""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from draft.profiles import EndpointConfig
from draft.writers.body import RawReply
from draft.writers.faults import Fault
from draft.writers.reply import Reply

_LONGEST_PAUSE = 20.0  # seconds
_LOADING_PAUSES = 4.0  # of the back-off: two seconds as configured
_MOST_CHANGES = 6


@dataclass
class Question:
    """One answer being asked for.

    Attributes:
        body: as the template and the user want it, before anything that the server refused.
        begun: moment of the first request, 0 before; waiting for a model to load is not counted.
        changes: requests that differed from the one before.
        raised: the limit of the answer has been doubled.
        seen: faults so far, by patience.
        unfinished: the first answer, when it stopped in mid-sentence.
    """

    config: EndpointConfig
    body: dict[str, Any]
    begun: float = 0.0
    requests: int = 0
    changes: int = 0
    raised: bool = False
    seen: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    waited_for_model: float = 0.0
    unfinished: tuple[Reply, RawReply] | None = None

    @property
    def time_left(self) -> float:
        """Seconds until the deadline, which begins with the first request."""
        return self.config.deadline - (time.monotonic() - self.begun if self.begun else 0.0)

    def is_worth_asking_again(self, fault: Fault, *, answered: bool) -> bool:
        """Return whether another request makes sense after `fault`; counts it.

        Args:
            answered: the server has answered other questions in this run.
        """
        if self.time_left <= 0:
            return False
        if fault.changed:
            self.changes += 1
            return self.changes <= _MOST_CHANGES
        patience = fault.kind.patience
        if fault.kind.name == "refused" and answered:
            patience = "long"  # perhaps it is being restarted
        self.seen[patience] += 1
        if patience == "loading":
            return self.waited_for_model < self.config.loading_wait
        most = {"long": self.config.tries, "short": 2, "once": 1, "never": 0}[patience]
        return self.seen[patience] <= min(most, self.config.tries - 1)

    def pause_before_next(self, fault: Fault) -> float:
        """Return the seconds to wait: as the server asks, else doubling with jitter."""
        if fault.changed:
            return 0.0
        if fault.kind.patience == "loading":
            pause = _LOADING_PAUSES * self.config.backoff
            self.waited_for_model += max(pause, 0.01)
            self.begun += pause
            return pause
        if fault.wait:
            return fault.wait
        doubled = self.config.backoff * 2.0 ** (sum(self.seen.values()) - 1)
        return min(_LONGEST_PAUSE, doubled) * random.uniform(0.5, 1.0)  # noqa: S311  no secret
