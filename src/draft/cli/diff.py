"""`draft diff`: which quantities changed between two versions of a text, measured against the facts."""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import print_json, visible

if TYPE_CHECKING:
    from draft.document import Spec
    from draft.fidelity import Verdict
    from draft.numbers import Quantity

Address = tuple[int, int, int]
"""Section, fact, place in the fact."""
_AROUND = 8
"""Characters in front that tell two equal figures apart."""
_TURN = r"(?:同比|环比|较上年)?(?:增长|增加|上升|提高|提升|下降|减少|降低|下滑|回落)(?:了|到|至|为)?$"
_MARKS = "，。；：、！？\n（）"


def diff(
    facts: Path = typer.Argument(..., help="要点文件 facts.yaml。", show_default=False),
    old: str = typer.Argument(..., help="旧稿：.md .txt .docx。", show_default=False),
    new: str = typer.Argument(..., help="新稿。", show_default=False),
    as_json: bool = typer.Option(False, "--json", help="在标准输出打印 JSON。"),
) -> None:
    """对照两稿，数字变动排在最前：哪些改了、丢了、补了、多出来了。

    例：draft diff facts.yaml 初稿.docx 领导改过的.docx

    退出码：0 新稿全部相符；1 新稿有不符；2 输入不可用。
    """
    from draft.cli.texts import hide_envelope, read_document
    from draft.facts import load_spec
    from draft.fidelity import compare

    spec = load_spec(facts)
    ledger = spec.ledger()
    before, after = (read_document(name) for name in (old, new))
    verdicts = compare(ledger, hide_envelope(old, before)), compare(ledger, hide_envelope(new, after))
    changes = _list_changes(verdicts, (before, after))
    extra = _list_extra(before, after)
    if as_json:
        print_json({"ok": verdicts[1].ok, "changes": changes, **extra, "check": verdicts[1].to_json()})
    else:
        _show(changes, extra, verdicts[1], spec)
    raise typer.Exit(0 if verdicts[1].ok else 1)


def _list_changes(verdicts: "tuple[Verdict, Verdict]", texts: tuple[str, str]) -> list[dict[str, Any]]:
    """Return every required quantity whose carrier or verdict differs, in the order of the facts."""
    carried = _carriers(verdicts[0]), _carriers(verdicts[1])
    wrong = _wrong(verdicts[0]), _wrong(verdicts[1])
    changes = []
    for address in sorted({*carried[0], *carried[1], *wrong[0], *wrong[1]}):
        found = [one.get(address) for one in carried]
        sides = [
            {"text": quantity.text if quantity else "", "wrong": faults.get(address, "")}
            for quantity, faults in zip(found, wrong, strict=True)
        ]
        if sides[0] != sides[1]:
            section, fact, _ = address
            shown = _show_pair(found, texts)
            old, new = ({**side, "shown": words} for side, words in zip(sides, shown, strict=True))
            changes.append({"section": section, "fact": fact, "old": old, "new": new})
    return changes


def _carriers(verdict: "Verdict") -> "dict[Address, Quantity]":
    """Return what carries each required quantity, a wrong figure in its place too."""
    altered = {
        (v.section, v.fact, v.required.start): v.written
        for v in verdict.violations
        if v.section is not None and v.fact is not None and v.required and v.written
    }
    return altered | {(q.section, q.fact, q.required.start): q.written for q in verdict.links}


def _show_pair(found: "list[Quantity | None]", texts: tuple[str, str]) -> list[str]:
    """Return both quantities with 近 and 下降 beside them; where that is alike, with the words in front."""
    shown = [
        _with_turn(text, quantity) if quantity else "" for quantity, text in zip(found, texts, strict=True)
    ]
    if shown[0] != shown[1]:
        return shown
    return [
        _with_clause(text, quantity) if quantity else "" for quantity, text in zip(found, texts, strict=True)
    ]


def _with_turn(text: str, quantity: "Quantity") -> str:
    from draft.render.ledger import write_hedged

    words = write_hedged(text, quantity)
    if quantity.direction is None:
        return words
    start = quantity.start - (
        words.find(quantity.text) if words.startswith(quantity.qualifier or "\0") else 0
    )
    turn = re.search(_TURN, text[max(0, start - 2 * _AROUND) : start])
    return (turn.group() if turn else "") + words


def _with_clause(text: str, quantity: "Quantity") -> str:
    before = re.split(f"[{_MARKS}]", text[max(0, quantity.start - _AROUND) : quantity.start])[-1]
    after = re.split(f"[{_MARKS}]", text[quantity.end : quantity.end + _AROUND])[0]
    return f"{before}{quantity.text}{after}"


def _wrong(verdict: "Verdict") -> dict[Address, str]:
    return {
        (v.section, v.fact, v.required.start if v.required else 0): v.message
        for v in verdict.violations
        if v.section is not None and v.fact is not None
    }


def _list_extra(old: str, new: str) -> dict[str, list[str]]:
    """Return the quantities, as written and in order, that one version has more often than the other."""
    from draft.numbers import find_quantities

    counted = [
        Counter(q.text for q in find_quantities(text) if q.kind not in {"idiom", "identifier"})
        for text in (old, new)
    ]
    return {
        "gone": list((counted[0] - counted[1]).elements()),
        "added": list((counted[1] - counted[0]).elements()),
    }


def _show(
    changes: list[dict[str, Any]], extra: dict[str, list[str]], verdict: "Verdict", spec: "Spec"
) -> None:
    from draft.cli.outcome_view import name_place

    for change in changes:
        where = visible(name_place(spec, change["section"], change["fact"]))
        place = "导语" if change["section"] < 0 else f"第{change['section'] + 1}节"
        old, new = change["old"], change["new"]
        pair = f"{old['shown'] or '（无）'} → {new['shown'] or '（无）'}"
        print(f"{place}第{change['fact'] + 1}条：{pair}{where}")
        if new["wrong"]:
            print(f"   新稿：{new['wrong']}")
        elif old["wrong"]:
            print("   新稿已改正")
    for words, name in (("旧稿有、新稿没有", "gone"), ("新稿多出", "added")):
        if extra[name]:
            print(f"{words}：{'、'.join(extra[name])}")
    if not changes and not any(extra.values()):
        print("两稿的数字没有变动。")
    loose = [v for v in verdict.violations if v.fact is None]
    for violation in loose:
        print(f"新稿：{violation.message}")
    print(
        f"新稿{'核对通过' if verdict.ok else '核对未通过'}：应有 {verdict.required}，保全 {verdict.survived}"
    )
