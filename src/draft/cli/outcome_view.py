"""What `draft expand` prints of a finished document: counts, what the program did, what is to fill in."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from draft.cli.console import complain, visible

if TYPE_CHECKING:
    from draft.cli.documents import Place
    from draft.document import Draft, SectionDraft, Spec

_BLANKS = 12
"""Lines of blanks shown; the report has all."""
_PLACES = 3


def tell_outcome(draft: "Draft", report: dict[str, Any], place: "Place", *, show: int = 0) -> None:
    """Print the outcome of a run: results on stdout, what went wrong on stderr."""
    if show:
        _show_text(draft, show)
    print(f"{'核对通过' if draft.verdict.ok else '核对未通过'}：{visible(draft.spec.title)}")
    for line in _count(report):
        print(f"  {line}")
    for text in (draft.lead_in, *draft.sections):
        if text.failure:
            complain(f"{_name(text)}：模型没有可用答复，已由内置撰写代笔（{text.failure}）")
    for violation in draft.verdict.violations:
        where = name_place(draft.spec, violation.section, violation.fact)
        complain(f"  {visible(violation.message + where)}")
    if any(name.endswith(".pdf") for name in report["outputs"]):
        complain("PDF 由 LibreOffice 转出，未安装的字体以相近的自由字体代替；正式印制请用 docx。")
    for line in list_blanks(report["blanks"]):
        print(f"  {visible(line)}")
    for name in (*report["outputs"], place.report.name):
        print(f"  {place.folder / name}")


def tell_questions(facts: Path) -> None:
    """Print which comments of the facts file still ask for a person; an import leaves them."""
    from draft.facts import find_questions

    lines = find_questions(facts)
    if lines:
        places = "、".join(f"第{line}行" for line in lines[:_PLACES])
        more = f" 等 {len(lines)} 处" if len(lines) > _PLACES else ""
        print(f"  待填：{places}{more} 请确认（要点文件里的注释，看过后删去）")


def _show_text(draft: "Draft", show: int) -> None:
    from draft.render.markdown import render_text

    lines = render_text(draft).splitlines()
    print("\n".join(visible(line) for line in lines[:show]))
    print("……" if len(lines) > show else "")


def _count(report: dict[str, Any]) -> list[str]:
    counts = report["counts"]
    lines = [
        f"节 {counts['sections']}，要点 {counts['facts']}",
        f"数量 应有 {counts['required']}，保全 {counts['survived']}，虚构 {counts['invented']}",
    ]
    if counts["requests"] or counts["cached"]:
        lines.append(f"请求 {counts['requests']}，取自缓存 {counts['cached']}")
    facts = [fact for part in (report["lead_in"], *report["sections"]) for fact in part["facts"]]
    if locked := sum(fact["how"] == "locked" for fact in facts):
        lines.append(f"数量由程序填入的要点 {locked} 条（见报告 how=locked）")
    if counts["placed"]:
        lines.append(f"由程序按要点原文落位 {counts['placed']} 条（见报告 how=placed）")
    return lines


def name_place(spec: "Spec", section: int | None, fact: int | None) -> str:
    """Return where a fact stands, as a person finds it: file, line, heading; nothing for no fact."""
    if section is None or fact is None:
        return ""
    found = {part.index: part for part in spec.walk()}.get(section)
    facts = found.facts if found else spec.opening
    line = facts[fact].line if fact < len(facts) else 0
    where = f"{Path(spec.path).name} 第{line}行，" if line and spec.path else ""
    return f"（{where}{f'《{found.heading}》' if found else '导语'}）"


def list_blanks(blanks: list[dict[str, Any]]) -> list[str]:
    """Return what is to be filled in, a line for each thing with its places."""
    places: dict[str, list[str]] = {}
    for blank in blanks:
        places.setdefault(blank["text"], []).append(blank["where"])
    lines = [f"待填：{_name_places(where)} {text}" for text, where in places.items()]
    rest = len(lines) - _BLANKS
    return [*lines[:_BLANKS], f"待填的还有 {rest} 项，见报告 blanks 和核对页"] if rest > 0 else lines


def _name_places(where: list[str]) -> str:
    more = f" 等 {len(where)} 处" if len(where) > _PLACES else ""
    return "、".join(dict.fromkeys(where[:_PLACES])) + more


def _name(text: "SectionDraft") -> str:
    return f"第{text.section.index + 1}节《{text.section.heading}》" if text.section else "导语"
