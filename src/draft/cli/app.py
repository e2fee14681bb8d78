"""Runs a command line: the one place where errors become a line and an exit code."""

import os
import sys
from typing import Any

import typer

from draft.cli.console import admit_defect, complain, prepare_streams
from draft.cli.plain import take_plainly
from draft.cli.table import build_app
from draft.errors import DraftError

_INTERRUPTED = 130
_KEPT = {
    "expand": "模型已给的答复保留在缓存里，再次运行同一命令即可继续。",
    "batch": "已写好的结果和模型已给的答复都已保留，再次运行同一命令即可继续。",
}
"""What is left of an interrupted run; of other commands nothing."""


def main() -> None:
    """Run the command line; every deliberate error is one Chinese line and its exit code."""
    prepare_streams()
    sys.exit(_run())


def _command() -> Any:
    """Return what the parser runs; the named command alone is loaded, all of them to complete a line."""
    completing = any(name.endswith("_DRAFT_COMPLETE") for name in os.environ)
    command = typer.main.get_command(build_app(None if completing else "".join(sys.argv[1:2])))
    take_plainly(command)
    return command


def _run() -> int:
    try:
        code = _command()(standalone_mode=False)
    except DraftError as error:
        from draft.cli.usage import name_option

        complain(name_option(str(error)))
        return error.exit_code
    except typer.Abort:
        code = _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not worth a word, and nothing more can be written.
        sys.stdout = None
        return 0
    except Exception as error:  # noqa: BLE001  the last line of defence: one line for the user
        if not hasattr(error, "format_message"):
            return admit_defect(error)
        from draft.cli.usage import explain_usage

        if type(error).__name__ == "NoArgsIsHelpError":
            complain(error.format_message())
            return 2
        complain(explain_usage(error))
        return 2
    if code == _INTERRUPTED:
        complain("已中断。" + _KEPT.get("".join(sys.argv[1:2]), ""))
    return code if isinstance(code, int) else 0


def __getattr__(name: str) -> typer.Typer:
    # For those who embed the command line: `from draft.cli.app import app`.
    if name == "app":
        return build_app()
    raise AttributeError(name)
