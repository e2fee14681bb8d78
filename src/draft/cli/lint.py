"""`draft lint`: the facts against each other, before anybody drafts."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json

if TYPE_CHECKING:
    from draft.document import Spec
    from draft.fidelity.consistency import Contradiction, Place

_SHOWN = 60
_SWALLOWED = "“{}”被当作说明略去了；如果是要点的一部分，请给整条加引号，如果是说明，请在 # 后空一格"


def lint(
    facts: Path = typer.Argument(..., metavar="FACTS", help="要点文件 facts.yaml。"),
    as_json: bool = typer.Option(False, "--json", help="输出 JSON。"),
) -> None:
    """核对要点之间是否自相矛盾：合计与分项、率与分子分母、增幅、日期、同一指标两个数……

    例：draft lint facts.yaml

    有错误（error）时退出码为 1；只有提醒（warning）或没有问题时为 0。
    """
    from draft.facts import find_swallowed, load_spec  # kept out of start-up
    from draft.fidelity.consistency import find_contradictions

    spec = load_spec(facts)
    found = find_contradictions(spec.ledger(), _outline(spec))
    swallowed = find_swallowed(facts)
    errors = sum(contradiction.weight == "error" for contradiction in found)
    if as_json:
        print_json(_report(spec, found, swallowed, errors))
    else:
        for line, comment in swallowed:
            print(f"{spec.path}:{line}: 提醒 D02 {_SWALLOWED.format(comment)}")
        for contradiction in found:
            print(_lines(spec, contradiction))
        complain(f"核对完毕：错误 {errors} 处，提醒 {len(found) + len(swallowed) - errors} 处。")
    if errors:
        raise typer.Exit(1)


def count_doubts(spec: "Spec") -> int:
    """Return how many places of the facts contradict each other, errors and warnings together."""
    from draft.fidelity.consistency import find_contradictions

    return len(find_contradictions(spec.ledger(), _outline(spec)))


def _outline(spec: "Spec") -> Any:
    from draft.fidelity.consistency import Outline

    sections = list(spec.walk())
    return Outline(
        frozenset(section.index for section in sections if section.role == "下一步打算"),
        {section.index: len(section.sections) for section in sections},
    )


def _report(
    spec: "Spec", found: "tuple[Contradiction, ...]", swallowed: tuple[tuple[int, str], ...], errors: int
) -> dict[str, Any]:
    from draft.fidelity.consistency import CHECKS

    return {
        "file": spec.path,
        "ok": not errors,
        "counts": {"errors": errors, "warnings": len(found) + len(swallowed) - errors},
        "findings": [
            *(
                {
                    "id": "D02",
                    "name": "“#”后的文字被略去",
                    "severity": "warning",
                    "message": _SWALLOWED.format(comment),
                    "places": [{"section": None, "fact": None, "line": line, "text": comment}],
                }
                for line, comment in swallowed
            ),
            *(
                {
                    "id": contradiction.check,
                    "name": CHECKS[contradiction.check],
                    "severity": contradiction.weight,
                    "message": contradiction.message,
                    "places": [_place(spec, place) for place in contradiction.places],
                }
                for contradiction in found
            ),
        ],
    }


def _place(spec: "Spec", place: "Place") -> dict[str, Any]:
    line, text = _line_and_text(spec, place)
    return {"section": place.section, "fact": place.fact, "line": line, "text": text}


def _line_and_text(spec: "Spec", place: "Place") -> tuple[int, str]:
    if place.section is None:
        return 1, spec.title
    if place.section < 0:
        fact = spec.opening[place.fact or 0]
        return fact.line, fact.text
    section = next(section for section in spec.walk() if section.index == place.section)
    if place.fact is None:
        return section.line, section.heading
    return section.facts[place.fact].line, section.facts[place.fact].text


def _lines(spec: "Spec", contradiction: "Contradiction") -> str:
    """Return FILE:LINE: weight check message, and beneath it the lines that do not fit."""
    word = "错误" if contradiction.weight == "error" else "提醒"
    places = [_line_and_text(spec, place) for place in contradiction.places]
    shown = [f"    第{line}行  {_short(text)}" for line, text in places]
    head = f"{spec.path}:{places[-1][0]}: {word} {contradiction.check} {contradiction.message}"
    return "\n".join([head, *shown])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
