"""A file of recorded completions → a writer that answers with them: the whole path without an endpoint.

Looked up by section and attempt. Nothing is guessed: where nothing is recorded, the answer is a ReplyError.
"""

import json
from pathlib import Path
from typing import Any

from draft.document import Completion, Task
from draft.errors import InputError, ReplyError, explain_os_error


class RecordedWriter:
    """Answers tasks from one file of evals/recorded; `facts_file` says for which facts it was recorded."""

    name = "recorded"

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            InputError: it is not there or not such a file.
        """
        try:
            record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            self.facts_file = str(record["facts_file"])
            self.provenance = str(record["provenance"])
            self._texts = {
                (int(item["section"]), int(item["attempt"])): str(item["text"])
                for item in record["completions"]
            }
        except OSError as error:
            raise InputError(f"{path}: 读不出来（{explain_os_error(error)}），请检查路径") from error
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}: 不是答复记录，应为 evals/recorded 中那样的 JSON 文件") from error

    async def write(self, task: Task) -> Completion:
        """Return the text recorded for the task's section and attempt.

        Raises:
            ReplyError: nothing was recorded for it.
        """
        text = self._texts.get((task.index, task.attempt))
        if text is None:
            raise ReplyError("empty", f"第{task.index + 1}节第{task.attempt + 1}稿没有记录，无法重放")
        return Completion(text, self.name, model=self.provenance)
