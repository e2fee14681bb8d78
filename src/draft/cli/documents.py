"""What becomes of a draft on disk: its documents in the wanted formats, and the report that names them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from draft.cli.output import digest, refuse_edited, write_whole
from draft.render.forms import SUFFIXES, render_form

if TYPE_CHECKING:
    from draft.document import Draft

_UNCLEAN = ".未通过核对"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the results of one facts file go; an unclean draft never gets the clean name."""

    folder: Path
    stem: str

    @property
    def report(self) -> Path:
        """Where the report lies."""
        return self.folder / f"{self.stem}.report.json"

    def document(self, suffix: str, *, clean: bool = True) -> Path:
        """Return where the document with this suffix goes."""
        return self.folder / f"{self.stem}{'' if clean else _UNCLEAN}.{suffix}"

    def refuse_edited(self, formats: tuple[str, ...]) -> None:
        """Refuse, before anything is asked of a model, to write over a document that somebody edited.

        Raises:
            InputError: naming the document.
        """
        suffixes = [suffix for name in formats for suffix in SUFFIXES.get(name, ()) if name != "html"]
        refuse_edited([self.document(suffix) for suffix in suffixes], self.report)

    def write(self, draft: "Draft", formats: tuple[str, ...], run: dict[str, Any]) -> dict[str, Any]:
        """Write the documents, then the report that names them; return the report.

        What an earlier run left under the other name (clean or not) is removed: only one of them is true.
        """
        from draft.render.report import render_report

        outputs: dict[str, str] = {}
        for suffix in (suffix for name in formats for suffix in SUFFIXES.get(name, ())):
            content = render_form(draft, suffix)
            path = self.document(suffix, clean=draft.verdict.ok)
            write_whole(path, content)
            self.document(suffix, clean=not draft.verdict.ok).unlink(missing_ok=True)
            outputs[path.name] = digest(content)
        report = render_report(draft, {**run, "outputs": outputs})
        write_whole(self.report, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
        return report
