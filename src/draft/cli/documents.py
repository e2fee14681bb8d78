"""What becomes of a draft on disk: its documents in the wanted formats, and the report that names them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from draft.cli.output import digest, lay_out_json, refuse_edited, write_all, written_before
from draft.cli.readback import READ_BACK, prove_whole
from draft.errors import DocumentError
from draft.render.forms import SUFFIXES, render_form

if TYPE_CHECKING:
    from draft.document import Draft
    from draft.render.paper import Paper

_UNCLEAN = ".未通过核对"


class Place(NamedTuple):
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

    def refuse_edited(self, formats: tuple[str, ...], **remedy: str) -> None:
        """Refuse, before anything is asked of a model, to replace or remove what somebody edited.

        Args:
            remedy: as `remedy` of `output.refuse_edited`.

        Raises:
            InputError: naming the document.
        """
        suffixes = [suffix for name in formats for suffix in SUFFIXES.get(name, ()) if name != "html"]
        both = [self.document(suffix, clean=clean) for suffix in suffixes for clean in (True, False)]
        refuse_edited(both, self.report, **remedy)

    def write(
        self, draft: "Draft", formats: tuple[str, ...], run: dict[str, Any], paper: "Paper | None" = None
    ) -> dict[str, Any]:
        """Write the documents of a draft, then the report that names them; return the report."""
        from draft.render.report import render_report

        files = {
            suffix: render_form(draft, suffix, paper) for name in formats for suffix in SUFFIXES.get(name, ())
        }
        return self.write_files(files, render_report(draft, run, paper), clean=draft.verdict.ok)

    def write_files(self, files: dict[str, bytes], report: dict[str, Any], *, clean: bool) -> dict[str, Any]:
        """Write documents by suffix, then the report with their digests and those of earlier runs; return it.

        What an earlier run left under the other name (clean or not) is removed: only one of them is true.
        """
        documents = {self.document(suffix, clean=clean): content for suffix, content in files.items()}
        outputs = {path.name: digest(content) for path, content in documents.items()}
        report = {**report, "outputs": outputs, "earlier": self._list_earlier(outputs)}
        write_all({**documents, self.report: lay_out_json(report)})
        self._prove(files, report, clean=clean)
        for suffix in files:
            self.document(suffix, clean=not clean).unlink(missing_ok=True)
        return report

    def _list_earlier(self, outputs: dict[str, str]) -> dict[str, str]:
        """Return the digests of documents of earlier runs, in other formats, that are still in the folder."""
        others = {path.name for path in self._every_document() if path.name not in outputs and path.is_file()}
        known = written_before(self.report) if others else {}
        return {name: known[name] for name in sorted(known) if name in others}

    def _every_document(self) -> Iterator[Path]:
        """Yield where any document of this place may lie, in every form, clean and not."""
        for suffixes in SUFFIXES.values():
            for suffix in suffixes:
                yield self.document(suffix)
                yield self.document(suffix, clean=False)

    def _prove(self, files: dict[str, bytes], report: dict[str, Any], *, clean: bool) -> None:
        """Read back what was written; a document that lost something does not keep the clean name.

        Raises:
            DocumentError: as `prove_whole`.
        """
        for suffix in files:
            if suffix in READ_BACK and "lead_in" in report:
                path = self.document(suffix, clean=clean)
                try:
                    prove_whole(path, report)
                except DocumentError:
                    path.replace(self.document(suffix, clean=False))
                    raise

    def read_report(self) -> dict[str, Any]:
        """Return the report of the last run, empty when there is none or it is no report."""
        try:
            report = json.loads(self.report.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return report if isinstance(report, dict) else {}

    def is_whole(self, report: dict[str, Any]) -> bool:
        """Tell whether every document that `report` names is there as it was written."""
        outputs = report.get("outputs")
        return isinstance(outputs, dict) and all(
            (self.folder / name).is_file() and digest((self.folder / name).read_bytes()) == known
            for name, known in outputs.items()
        )
