"""`draft check --jsonl`: one case a line in, one result a line out, each flushed at once."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from draft.cli.console import print_json
from draft.cli.texts import decode
from draft.errors import InputError

if TYPE_CHECKING:
    from draft.fidelity import FactGroup, Metadata, Verdict


def check_lines(lines: Iterable[bytes], name: str, *, allow_rounding: bool) -> int:
    """Print one result per line and return the exit code; a bad line gets an error and stops nobody."""
    code = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            verdict, case_id = _check_line(decode(line, place), place, allow_rounding=allow_rounding)
        except InputError as error:
            print_json({"id": _find_id(line), "ok": False, "error": str(error)}, indent=None)
            code = 2
            continue
        print_json(verdict.to_json(case_id), indent=None)
        code = max(code, 0 if verdict.ok else 1)
    return code


def _find_id(line: bytes) -> Any:
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return case.get("id") if isinstance(case, dict) else None


def _check_line(line: str, place: str, *, allow_rounding: bool) -> "tuple[Verdict, str | None]":
    from draft.fidelity import check as check_prose

    try:
        case = json.loads(line)
    except (ValueError, RecursionError) as error:
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
    from draft.document import mood_in
    from draft.fidelity import FactGroup

    sections = case.get("sections")
    if sections is None:
        texts, statuses = _facts_of(case.get("facts"), place)
        return [FactGroup(0, "", texts, statuses)]
    if not isinstance(sections, list) or not all(isinstance(section, dict) for section in sections):
        raise InputError(f"{place}: sections 应为列表，每项有 heading 和 facts。")
    from draft.facts.headings import role_of, strip_numbering

    period, title, genre = (str(case.get(key) or "") for key in ("period", "title", "genre"))
    groups = []
    for index, section in enumerate(sections):
        texts, statuses = _facts_of(section.get("facts"), place)
        heading, declared = (str(section.get(key) or "") for key in ("heading", "role"))
        role = mood_in(genre, role_of(heading, declared, period or title))
        groups.append(FactGroup(index, strip_numbering(heading), texts, statuses, role))
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
