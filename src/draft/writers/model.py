"""The writer that asks a model: composes the prompt of a task and has the endpoint complete it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from draft.document import Completion, Prompt, Task
from draft.writers.echo import keep_prose

Accept = Callable[[str], str]
"""The text of an answer → what of it is prose; raises a ReplyError for one that must not be remembered."""


class Completer(Protocol):
    """Whatever answers a prompt: the live endpoint, or one that only remembers."""

    async def complete(self, prompt: Prompt, *, attempt: int, accept: Accept) -> Completion:
        """Return what `accept` makes of the answer to `prompt`, or raise an EndpointError."""
        ...


class ModelWriter:
    """Writes through a model endpoint.

    Args:
        compose: task → prompt.
    """

    name = "model"

    def __init__(self, compose: Callable[[Task], Prompt], endpoint: Completer) -> None:
        self._compose = compose
        self._endpoint = endpoint

    async def write(self, task: Task) -> Completion:
        """Return the prose for `task`.

        Raises:
            EndpointError: no usable answer.
        """
        prompt = self._compose(task)
        accept = partial(keep_prose, task=task, prompt=prompt)
        completion = await self._endpoint.complete(prompt, attempt=task.attempt, accept=accept)
        return replace(
            completion,
            prompt=f"{prompt.template} {prompt.digest[:12]}",
            shown=prompt.shown,
        )
