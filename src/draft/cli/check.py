"""`draft check`: a finished text against the facts, without model or network."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json, visible
from draft.cli.texts import STDIN, hide_envelope, locate, read_bytes, read_document
from draft.errors import InputError

if TYPE_CHECKING:
    from draft.document import Spec
    from draft.fidelity import Verdict, Violation

_FACTS = frozenset({".yaml", ".yml"})
_TEXTS = frozenset({".md", ".markdown", ".txt", ".docx"})


def check(
    facts: Path | None = typer.Argument(None, help="要点文件 facts.yaml。", show_default=False),
    document: str | None = typer.Argument(
        None, help="待核对的成文：.md .txt .docx，或 - 从标准输入读。", show_default=False
    ),
    jsonl: str | None = typer.Option(None, "--jsonl", help="逐行核对：文件名或 -，每行一个 JSON。"),
    as_json: bool = typer.Option(False, "--json", help="在标准输出打印 JSON。"),
    allow_rounding: bool = typer.Option(False, "--allow-rounding", help="允许带“约”“近”等的合理取整。"),
    html: Path | None = typer.Option(None, "--html", help="把核对结果写成网页，要点与成文逐一对照。"),
    style: bool = typer.Option(False, "--style", help="同时检查格式：序号、标点、数字写法、单位、用词。"),
    fix: Path | None = typer.Option(
        None, "--fix", help="把纯属格式的毛病改好，写到这个文件（.md .txt）；数量一律不变。"
    ),
) -> None:
    """逐一核对成文中的数字与要点是否相符，不用模型，不联网。

    例：draft check facts.yaml 成稿.md

    例：draft check facts.yaml 成稿.docx --html 核对.html --style

    退出码：0 全部相符；1 有不符；2 输入不可用。
    """
    if jsonl is not None:
        from draft.cli.check_lines import check_lines

        content = sys.stdin.buffer if jsonl == STDIN else read_bytes(Path(jsonl)).splitlines()
        raise typer.Exit(check_lines(content, jsonl, allow_rounding=allow_rounding))
    if facts is None or document is None:
        raise InputError(
            "请给出要点文件和待核对的成文，例：draft check facts.yaml 成稿.md；从标准输入读成文时写 -"
        )
    _refuse_swapped(facts, document)
    from draft.cli.form_view import describe_text, show_form
    from draft.cli.output import refuse_inputs
    from draft.facts import load_spec
    from draft.fidelity import compare

    if html is not None:
        refuse_inputs(html, "--html", (facts, Path(document)))
    if fix is not None:
        refuse_inputs(fix, "--fix", (facts,))
    spec, prose = load_spec(facts), _read_prose(document)
    verdict = compare(spec.ledger(), hide_envelope(document, prose), allow_rounding=allow_rounding)
    find_place, remarks = locate(document)
    places = [find_place(violation.span[0]) if violation.span else "" for violation in verdict.violations]
    for remark in remarks:
        complain(f"说明：{visible(remark)}")
    if html is not None:
        _write_page(html, spec, prose, verdict)
    if as_json:
        print_json(
            {**_place(verdict.to_json(), places), **({"form": describe_text(prose, spec)} if style else {})}
        )
    else:
        _show(verdict, prose, places, spec)
        if style:
            show_form(prose, spec)
    if fix is not None:
        _write_fixed(fix, document, prose)
    raise typer.Exit(0 if verdict.ok else 1)


def _refuse_swapped(facts: Path, document: str) -> None:
    """Raise an InputError when the two files stand in the wrong order."""
    if facts.suffix.lower() in _TEXTS and Path(document).suffix.lower() in _FACTS:
        raise InputError(
            f"{facts}: 第一个应是要点文件，第二个才是成文；两个写反了，请用：draft check {document} {facts}"
        )


def _read_prose(document: str) -> str:
    """Return the text to be checked.

    Raises:
        InputError: it cannot be read, or there is none.
    """
    prose = read_document(document)
    if not prose.strip():
        name = "标准输入" if document == STDIN else document
        raise InputError(f"{name}: 成文是空的，没有可核对的文字；请检查给的是不是这个文件。")
    return prose


def _write_fixed(target: Path, document: str, prose: str) -> None:
    from draft.cli.form_view import write_fixed

    if document != STDIN and target.resolve() == Path(document).resolve():
        complain(f"注意：{target} 就是待核对的成文，改好的文字直接写回原文件。")
    write_fixed(target, prose if document == STDIN else read_document(document, as_written=True))


def _write_page(target: Path, spec: "Spec", prose: str, verdict: "Verdict") -> None:
    from draft.cli.output import write_whole
    from draft.render.review import render_review

    write_whole(target, render_review(spec, prose, verdict).encode())
    complain(f"核对页：{target}")


def _place(described: dict[str, Any], places: list[str]) -> dict[str, Any]:
    """Return the JSON of a verdict with the place in the Word file at each violation that has one."""
    for violation, place in zip(described["violations"], places, strict=True):
        if place:
            violation["place"] = place
    return described


_UNMARKED = str.maketrans("", "", "【】")


def _show(verdict: "Verdict", prose: str, places: list[str], spec: "Spec") -> None:
    from draft.cli.outcome_view import name_place

    shown: dict[str, list[tuple[Violation, str]]] = {}
    for number, (violation, place) in enumerate(zip(verdict.violations, places, strict=True)):
        # Both sides of an exchange bring the same message: it is told once, with both places.
        key = violation.message if violation.kind == "swap" else str(number)
        shown.setdefault(key, []).append((violation, place))
    for number, sides in enumerate(shown.values(), 1):
        violation, place = sides[0]
        print(f"{number}. {f'{place}：' if place else ''}{visible(violation.message)}")
        lines = [line for side, _ in reversed(sides) for line in _context_of(side, prose)]
        for line in reversed({line.translate(_UNMARKED): line for line in lines}.values()):
            print(f"   {visible(line)}")
        if violation.fact_text:  # a message that quotes the whole fact is not followed by it once more
            told = "" if violation.fact_text in violation.message else violation.fact_text
            where = name_place(spec, violation.section, violation.fact)
            print(f"   要点：{visible(told + where)}")
        print()
    print(
        f"{'核对通过' if verdict.ok else '核对未通过'}：应有 {verdict.required}，保全 {verdict.survived}，"
        f"文中 {verdict.written}，不符 {len(verdict.violations)}"
    )
    for note in verdict.notes:
        complain(f"说明：{note.message}")


def _context_of(violation: "Violation", prose: str) -> list[str]:
    """Return the sentence with the place marked 【】."""
    lines = []
    if violation.span:
        start, end = violation.span
        before = max((prose.rfind(mark, 0, start) for mark in "。！？\n"), default=-1) + 1
        ends = [at for mark in "。！？\n" if (at := prose.find(mark, end)) >= 0]
        after = min(ends) + 1 if ends else len(prose)
        if violation.written or start - before:
            lines.append(
                f"文：{prose[before:start]}【{prose[start:end]}】{prose[end:after].rstrip()}".strip()
            )
        else:
            lines.append(f"文：{prose[start:end].strip()}")
    return lines
