"""The door: one file per command; each reads, calls, writes, exits. Only this floor prints."""

import atexit
import gc
import os
import sys

from draft import __version__
from draft.cli.console import admit_defect, complain, prepare_streams
from draft.errors import DraftError

__all__ = ["main", "run"]

_SELDOM = 50_000
"""Objects made between two walks of the collector, usually 700. Little here is cyclic: to walk again and
again through the facts and quantities of 1,023 sections took a sixth of a run and freed nothing."""


def run() -> None:
    """Run the command line as a process of its own, and end the process when it is done.

    What a run has read is not taken apart object by object first: that took a twelfth of the run.
    """
    code: str | int | None = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    threads = sys.modules.get("threading")
    if isinstance(code, str) or (threads and threads.active_count() > 1):
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001  no public name; a forked child of multiprocessing ends like this
    if not _flushed():
        sys.exit(code)
    os._exit(code or 0)


def _flushed() -> bool:
    """Return whether all that was printed has left; where it cannot, Python's own end says so."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return False
    return True


def main() -> None:
    """Run the command line; `--version` and plain `draft quantities` go round the parser.

    The latter is driven through pipes, line by line and file by file, and must start in a blink.
    """
    gc.set_threshold(_SELDOM)
    if sys.argv[1:] == ["--version"]:
        print(f"draft {__version__}")
        return
    if sys.argv[1:2] == ["quantities"] and _ran_quantities(sys.argv[2:]):
        return
    from draft.cli import app

    app.main()


def _ran_quantities(arguments: list[str]) -> bool:
    from draft.cli.quantity_view import read_arguments, show

    view = read_arguments(arguments)
    if view is None:
        return False
    prepare_streams()
    try:
        code = show(view)
    except DraftError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader went away (`| head`): nothing more can be written.
        sys.stdout = None
    except Exception as error:  # noqa: BLE001  the last line of defence: one line for the user
        sys.exit(admit_defect(error))
    else:
        if code:
            sys.exit(code)
    return True
