"""What becomes of a draft on disk: its documents in the wanted formats, and the report that names them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from draft.cli.output import digest, refuse_edited, write_whole

if TYPE_CHECKING:
    from draft.document import Draft

_UNCLEAN = ".未通过核对"
_SUFFIXES = {
    "md": ("md",),
    "docx": ("docx",),
    "html": ("review.html",),
    "pdf": ("pdf",),
    "ledger": ("核对表.xlsx", "核对表.docx", "核对表.csv"),
}


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
        suffixes = [suffix for name in formats for suffix in _SUFFIXES.get(name, ()) if name != "html"]
        refuse_edited([self.document(suffix) for suffix in suffixes], self.report)

    def write(self, draft: "Draft", formats: tuple[str, ...], run: dict[str, Any]) -> dict[str, Any]:
        """Write the documents, then the report that names them; return the report.

        What an earlier run left under the other name (clean or not) is removed: only one of them is true.
        """
        from draft.render.report import render_report

        outputs: dict[str, str] = {}
        for suffix in (suffix for name in formats for suffix in _SUFFIXES.get(name, ())):
            content = _render(draft, suffix)
            path = self.document(suffix, clean=draft.verdict.ok)
            write_whole(path, content)
            self.document(suffix, clean=not draft.verdict.ok).unlink(missing_ok=True)
            outputs[path.name] = digest(content)
        report = render_report(draft, {**run, "outputs": outputs})
        write_whole(self.report, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
        return report


def _render(draft: "Draft", suffix: str) -> bytes:
    """Return the document in one form; each renderer is loaded only when asked for."""
    match suffix:
        case "docx" | "pdf":
            return _render_paper(draft, suffix)
        case "review.html":
            from draft.render.markdown import render_markdown
            from draft.render.report import fates_of
            from draft.render.review import render_review

            page = render_review(draft.spec, render_markdown(draft), draft.verdict, fates_of(draft))
            return page.encode()
        case "md":
            from draft.render.markdown import render_markdown

            return render_markdown(draft).encode()
        case _:
            return _render_ledger(draft, suffix)


def _render_paper(draft: "Draft", suffix: str) -> bytes:
    from draft.render.docx import render_docx

    word = render_docx(draft)
    if suffix == "docx":
        return word
    from draft.render.pdf import render_pdf

    return render_pdf(word)


def _render_ledger(draft: "Draft", suffix: str) -> bytes:
    from draft.render.ledger import list_rows, render_csv, render_xlsx
    from draft.render.markdown import render_markdown
    from draft.render.report import fates_of

    rows = list_rows(draft.spec, render_markdown(draft), draft.verdict, fates_of(draft))
    if suffix.endswith("csv"):
        return render_csv(rows)
    if suffix.endswith("xlsx"):
        return render_xlsx(rows, draft.spec.title)
    from draft.render.ledger_docx import render_ledger_docx

    return render_ledger_docx(rows, draft.spec.title)
