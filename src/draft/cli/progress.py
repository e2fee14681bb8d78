"""Progress on stderr: a bar on a terminal, nothing in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from draft.document import SectionDraft
    from draft.pipeline.expand import Progress


@contextmanager
def show_progress() -> "Iterator[Progress]":
    """Yield a progress callback; draws only when stderr is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _draft, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        line = bar.add_task("撰写并核对", total=None)

        def advance(draft: "SectionDraft", done: int, total: int) -> None:
            heading = draft.section.heading if draft.section else "导语"
            bar.update(line, completed=done, total=total, description=_plain(heading))

        yield advance


def _plain(text: str) -> str:
    """Return `text` so that the console does not read it as markup."""
    from rich.markup import escape

    return escape(text[:24])
