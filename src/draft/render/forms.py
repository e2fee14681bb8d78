"""Every form a Draft can take, by file suffix; each renderer is loaded only when its form is asked for."""

from draft.document import Draft
from draft.render.paper import Paper

SUFFIXES: dict[str, tuple[str, ...]] = {
    "md": ("md",),
    "docx": ("docx",),
    "html": ("review.html",),
    "pdf": ("pdf",),
    "ledger": ("核对表.xlsx", "核对表.docx", "核对表.csv"),
}
"""Format → suffixes of the files it makes; ``json``, the report, is written by whoever knows the run."""


def render_form(draft: Draft, suffix: str, paper: Paper | None = None) -> bytes:
    """Return the document in one form; each renderer is loaded only when asked for."""
    paper = paper or Paper()
    match suffix:
        case "docx" | "pdf":
            return _render_paper(draft, suffix, paper)
        case "review.html":
            return _render_page(draft, paper)
        case "md":
            from draft.render.markdown import render_markdown

            return render_markdown(draft).encode()
        case _:
            return _render_ledger(draft, suffix, paper)


def _render_paper(draft: Draft, suffix: str, paper: Paper) -> bytes:
    from draft.render.docx import render_docx

    word = render_docx(draft, paper)
    if suffix == "docx":
        return word
    from draft.render.pdf import render_pdf

    return render_pdf(word, paper.fonts)


def _render_page(draft: Draft, paper: Paper) -> bytes:
    from draft.render.blanks import find_blanks
    from draft.render.markdown import render_text
    from draft.render.report import fates_of
    from draft.render.review import render_review

    blanks = find_blanks(draft, paper)
    page = render_review(draft.spec, render_text(draft), draft.verdict, fates_of(draft), blanks=blanks)
    return page.encode()


def _render_ledger(draft: Draft, suffix: str, paper: Paper) -> bytes:
    from draft.render.ledger import list_rows, render_csv, render_xlsx
    from draft.render.markdown import render_text
    from draft.render.report import fates_of

    rows = list_rows(draft.spec, render_text(draft), draft.verdict, fates_of(draft))
    if suffix.endswith("csv"):
        return render_csv(rows, by_source=paper.by_source)
    if suffix.endswith("xlsx"):
        return render_xlsx(rows, draft.spec.title, by_source=paper.by_source)
    from draft.render.ledger_docx import render_ledger_docx

    return render_ledger_docx(rows, draft.spec.title, by_source=paper.by_source)
