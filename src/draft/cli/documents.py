"""What becomes of a draft on disk: its documents in the wanted formats, and the report that names them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from draft.cli.output import digest, refuse_edited, write_whole

if TYPE_CHECKING:
    from draft.document import Draft

_UNCLEAN = ".未通过核对"
_SUFFIXES = {"md": "md", "docx": "docx", "html": "review.html", "pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the results of one facts file go; an unclean draft never gets the clean name."""

    folder: Path
    stem: str

    @property
    def report(self) -> Path:
        """Where the report lies."""
        return self.folder / f"{self.stem}.report.json"

    def document(self, name: str, *, clean: bool = True) -> Path:
        """Return where the document of a format goes."""
        return self.folder / f"{self.stem}{'' if clean else _UNCLEAN}.{_SUFFIXES[name]}"

    def refuse_edited(self, formats: tuple[str, ...]) -> None:
        """Refuse, before anything is asked of a model, to write over a document that somebody edited.

        Raises:
            InputError: naming the document.
        """
        refuse_edited([self.document(name) for name in formats if name in {"md", "docx"}], self.report)

    def write(self, draft: "Draft", formats: tuple[str, ...], run: dict[str, Any]) -> dict[str, Any]:
        """Write the documents, then the report that names them; return the report.

        What an earlier run left under the other name (clean or not) is removed: only one of them is true.
        """
        from draft.render.report import render_report

        outputs: dict[str, str] = {}
        for name in formats:
            if name not in _SUFFIXES:
                continue
            content = _render(draft, name)
            path = self.document(name, clean=draft.verdict.ok)
            write_whole(path, content)
            self.document(name, clean=not draft.verdict.ok).unlink(missing_ok=True)
            outputs[path.name] = digest(content)
        report = render_report(draft, {**run, "outputs": outputs})
        write_whole(self.report, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
        return report


def _render(draft: "Draft", name: str) -> bytes:
    """Return the document in one format; each renderer is loaded only when asked for."""
    from draft.render.markdown import render_markdown

    match name:
        case "docx" | "pdf":
            from draft.render.docx import render_docx

            word = render_docx(draft)
            if name == "docx":
                return word
            from draft.render.pdf import render_pdf

            return render_pdf(word)
        case "html":
            from draft.render.report import fates_of
            from draft.render.review import render_review

            page = render_review(draft.spec, render_markdown(draft), draft.verdict, fates_of(draft))
            return page.encode()
        case _:
            return render_markdown(draft).encode()
