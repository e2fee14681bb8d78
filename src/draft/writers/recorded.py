"""A file of recorded completions → a writer that answers with them: the whole path without an endpoint.

Looked up by section and attempt, and read as an endpoint's reply is: wrapping, Markdown and what only says
the prompt back go. Nothing is guessed: where nothing is recorded, the answer is a ReplyError.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from draft.document import Completion, Prompt, Task
from draft.errors import InputError, ReplyError, explain_os_error
from draft.writers.body import RawReply
from draft.writers.echo import keep_prose
from draft.writers.faults import Fault, as_error
from draft.writers.reply import accept_reply

Compose = Callable[[Task], Prompt]


class RecordedWriter:
    """Answers tasks from one file of evals/recorded.

    Args:
        compose_for: variant of the prompts, ``full`` or ``short`` → what composes a task's prompt.

    Attributes:
        facts_file: for which facts it was recorded.
        compose: what makes today's prompt of a task, in the variant that was answered.
        digests: section → digest of the messages that its first draft answered.
    """

    name = "recorded"

    def __init__(self, path: Path, compose_for: Callable[[str], Compose]) -> None:
        """Read the file.

        Raises:
            InputError: it is not there or not such a file.
        """
        try:
            record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            self.facts_file = str(record["facts_file"])
            self.provenance = str(record["provenance"])
            variant = str(record["variant"])
            items = record["completions"]
            self._texts = {(int(item["section"]), int(item["attempt"])): str(item["text"]) for item in items}
            firsts = [item for item in items if not item["attempt"]]
            self.digests = {int(item["section"]): str(item["messages_digest"]) for item in firsts}
        except OSError as error:
            raise InputError(f"{path}: 读不出来（{explain_os_error(error)}），请检查路径") from error
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}: 不是答复记录，应为 evals/recorded 中那样的 JSON 文件") from error
        self.compose = compose_for(variant)

    async def write(self, task: Task) -> Completion:
        """Return what of the text recorded for the task's section and attempt is prose.

        Raises:
            ReplyError: nothing was recorded for it, or nothing of that is prose.
        """
        text = self._texts.get((task.index, task.attempt))
        if text is None:
            raise ReplyError("empty", f"第{task.index + 1}节第{task.attempt + 1}稿没有记录，无法重放")
        prompt = self.compose(task)
        try:
            reply = accept_reply(RawReply(text, finish="stop"))
        except Fault as fault:
            raise as_error(fault, {}) from None
        prose = keep_prose(reply.text, task, prompt)
        return Completion(prose, self.name, model=self.provenance, remarks=reply.remarks, shown=prompt.shown)
