"""How far a batch is, on a terminal: a bar on stderr with the time still to go. In a pipe: nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_MEMORY = (
    600.0  # seconds of the past that the time to go is judged by; single documents take very different time
)


@contextmanager
def show_batch_progress(total: int) -> Iterator[Callable[[bool], None]]:
    """Yield a callback for each document that is done, told whether it was worked on or skipped."""
    if not sys.stderr.isatty():
        yield lambda _worked: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("已用"),
        TimeElapsedColumn(),
        TextColumn("还需"),
        TimeRemainingColumn(),
    )
    skipped = 0
    with Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        speed_estimate_period=_MEMORY,
        redirect_stdout=sys.stdout.isatty(),  # status lines go above the bar; into a pipe they go untouched
    ) as bar:
        line = bar.add_task("撰写并核对", total=total)

        def advance(worked: bool) -> None:
            nonlocal skipped
            if worked:
                bar.advance(line)
            else:  # what costs no time must not promise that the rest costs none
                skipped += 1
                bar.update(line, total=total - skipped)

        yield advance
