"""The writer that asks a model: composes the prompt of a task and has the endpoint complete it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from draft.document import Completion, Prompt, Task
from draft.writers.echo import keep_prose


class Completer(Protocol):
    """Whatever answers a prompt: the live endpoint, or one that only remembers."""

    async def complete(self, prompt: Prompt, *, attempt: int) -> Completion:
        """Return the prose that answers `prompt`, or raise an EndpointError."""
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
        completion = await self._endpoint.complete(prompt, attempt=task.attempt)
        return replace(
            completion,
            text=keep_prose(completion.text, task, prompt),
            prompt=f"{prompt.template} {prompt.digest[:12]}",
            shown=prompt.shown,
        )
