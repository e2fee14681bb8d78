"""`draft check`: a finished text against the facts, without model or network."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json
from draft.errors import DocumentError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from draft.fidelity import FactGroup, Metadata, Verdict, Violation

_STDIN = "-"
_ENCODINGS = ("utf-8-sig", "gb18030")


def check(
    facts: Path | None = typer.Argument(None, help="要点文件 facts.yaml。", show_default=False),
    document: str | None = typer.Argument(
        None, help="待核对的成文：.md .txt .docx，或 - 从标准输入读。", show_default=False
    ),
    jsonl: str | None = typer.Option(None, "--jsonl", help="逐行核对：文件名或 -，每行一个 JSON。"),
    as_json: bool = typer.Option(False, "--json", help="在标准输出打印 JSON。"),
    allow_rounding: bool = typer.Option(False, "--allow-rounding", help="允许带“约”“近”等的合理取整。"),
) -> None:
    """逐一核对成文中的数字与要点是否相符，不用模型，不联网。

    例：draft check facts.yaml 成稿.md

    例：draft check facts.yaml 成稿.docx --json

    退出码：0 全部相符；1 有不符；2 输入不可用。
    """
    if jsonl is not None:
        raise typer.Exit(_check_lines(jsonl, allow_rounding=allow_rounding))
    if facts is None or document is None:
        raise InputError("请给出要点文件和待核对的成文，例：draft check facts.yaml 成稿.md")
    from draft.facts import load_spec
    from draft.fidelity import compare

    prose = _read_document(document)
    verdict = compare(load_spec(facts).ledger(), prose, allow_rounding=allow_rounding)
    if as_json:
        print_json(verdict.to_json())
    else:
        _show(verdict, prose)
    raise typer.Exit(0 if verdict.ok else 1)


def _read_document(name: str) -> str:
    if name == _STDIN:
        return _decode(sys.stdin.buffer.read(), "标准输入")
    path = Path(name)
    if path.suffix.lower() == ".docx":
        # Imported here: Word files are the exception, and their reader is heavy.
        from draft.sources.docx import read_docx

        if not path.is_file():
            raise DocumentError(f"{path}: 没有这个文件。")
        return read_docx(path)
    return _decode(_read_bytes(path), str(path))


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: 读不了（{error.strerror}）；请检查文件名和权限。") from error


def _decode(content: bytes, name: str) -> str:
    if b"\0" in content:
        raise DocumentError(f"{name}: 不是文本文件；可核对的有 .md、.txt、.docx。")
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise DocumentError(f"{name}: 既不是 UTF-8 也不是 GB18030 编码；请另存为 UTF-8。")


def _check_lines(name: str, *, allow_rounding: bool) -> int:
    """Check one case per line, printing each result at once; return the exit code."""
    lines: Iterable[bytes] = sys.stdin.buffer if name == _STDIN else _read_bytes(Path(name)).splitlines()
    clean = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{name}:{number}"
            verdict, case_id = _check_line(_decode(line, place), place, allow_rounding=allow_rounding)
            clean = clean and verdict.ok
            print_json(verdict.to_json(case_id), indent=None)
    return 0 if clean else 1


def _check_line(line: str, place: str, *, allow_rounding: bool) -> "tuple[Verdict, str | None]":
    from draft.fidelity import check as check_prose

    try:
        case = json.loads(line)
    except ValueError as error:
        raise InputError(f'{place}: 不是一行完整的 JSON；应为 {{"id", "facts", "prose"}}。') from error
    if not isinstance(case, dict) or not isinstance(case.get("prose"), str):
        raise InputError(f'{place}: 缺少文本 prose；应为 {{"id", "facts", "prose"}}。')
    verdict = check_prose(
        _groups_of(case, place),
        case["prose"],
        _metadata_of(case, place),
        allow_rounding=allow_rounding,
        example_texts=tuple(_texts(case.get("examples"), place, "examples")),
    )
    return verdict, case.get("id")


def _groups_of(case: dict[str, Any], place: str) -> "list[FactGroup]":
    from draft.fidelity import FactGroup

    sections = case.get("sections")
    if sections is None:
        texts, statuses = _facts_of(case.get("facts"), place)
        return [FactGroup(0, "", texts, statuses)]
    if not isinstance(sections, list) or not all(isinstance(section, dict) for section in sections):
        raise InputError(f"{place}: sections 应为列表，每项有 heading 和 facts。")
    groups = []
    for index, section in enumerate(sections):
        texts, statuses = _facts_of(section.get("facts"), place)
        groups.append(FactGroup(index, str(section.get("heading") or ""), texts, statuses))
    return groups


def _facts_of(value: Any, place: str) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    if value is None:
        return (), ()
    if not isinstance(value, list):
        raise InputError(f"{place}: facts 应为文本的列表。")
    texts, statuses = [], []
    for fact in value:
        text = fact.get("text") if isinstance(fact, dict) else fact
        if not isinstance(text, str):
            raise InputError(f"{place}: facts 中有一项不是文本。")
        texts.append(text)
        statuses.append(fact.get("status") if isinstance(fact, dict) else None)
    return tuple(texts), tuple(statuses)


def _texts(value: Any, place: str, name: str) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise InputError(f"{place}: {name} 应为文本的列表。")
    return value


def _metadata_of(case: dict[str, Any], place: str) -> "Metadata":
    from draft.fidelity import Metadata

    values = {name: case.get(name) or "" for name in ("title", "issuer", "recipient", "period", "date")}
    wrong = [name for name, value in values.items() if not isinstance(value, str)]
    if wrong:
        raise InputError(f"{place}: {wrong[0]} 应为文本。")
    return Metadata(**values)


def _show(verdict: "Verdict", prose: str) -> None:
    for number, violation in enumerate(verdict.violations, 1):
        print(f"{number}. {violation.message}")
        for line in _context_of(violation, prose):
            print(f"   {line}")
        print()
    print(
        f"{'核对通过' if verdict.ok else '核对未通过'}：应有 {verdict.required}，保全 {verdict.survived}，"
        f"文中 {verdict.written}，不符 {len(verdict.violations)}"
    )
    for note in verdict.notes:
        complain(f"说明：{note.message}")


def _context_of(violation: "Violation", prose: str) -> list[str]:
    """Return the sentence with the place marked 【】 and the fact beneath it."""
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
    if violation.fact_text:
        lines.append(f"要点：{violation.fact_text}")
    return lines
