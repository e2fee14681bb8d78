"""How commands speak: results on stdout, talk on stderr, safe on GBK consoles and in pipes."""

import os
import sys
from typing import Any

_STEERING = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
"""Control characters, and those that hide or turn round what is shown."""


def prepare_streams() -> None:
    """Make printing never fail: unencodable characters are replaced instead of raising.

    Files and pipes get UTF-8, unless PYTHONIOENCODING says otherwise; a console keeps its own encoding
    (GBK on Chinese Windows).
    """
    chosen = "PYTHONIOENCODING" in os.environ
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            keep = chosen or stream.isatty()
            reconfigure(errors="replace", **({} if keep else {"encoding": "utf-8"}))


def visible(text: str) -> str:
    """Return `text` from a stranger's file so that no character of it can steer the terminal."""
    import re

    return re.sub(_STEERING, "\ufffd", text)


def complain(message: str) -> None:
    """Print one line to stderr."""
    print(message, file=sys.stderr, flush=True)


def admit_defect(error: Exception) -> int:
    """Say that the fault is ours and return the exit code; DRAFT_DEBUG raises it again.

    The variable is read here: settings may be what is broken. A disk that is full is nobody's fault.
    """
    import errno
    import traceback
    from pathlib import Path

    if os.environ.get("DRAFT_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        from draft.errors import explain_os_error

        complain(f"写不下去（{explain_os_error(error)}）；请腾出空间，或换一个地方再试。")
        return 2
    where = traceback.extract_tb(error.__traceback__)[-1]
    complain(
        f"程序内部错误：{type(error).__name__}（{Path(where.filename).name}:{where.lineno}）。这是程序的缺陷，不是您的文件有错；"
        "设置环境变量 DRAFT_DEBUG=1 重新运行可看到细节，请连同命令一起反馈。"
    )
    return 2


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print `value` as JSON in UTF-8, without ASCII escapes."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=indent), flush=True)
