"""`draft diff`: which quantities changed between two versions of a text, measured against the facts."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import print_json

if TYPE_CHECKING:
    from draft.fidelity import Verdict

Carriers = dict[tuple[int, int, int], str]
"""(section, fact, place in the fact) → the characters that carry it."""


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
    verdicts = tuple(
        compare(ledger, hide_envelope(name, text)) for name, text in ((old, before), (new, after))
    )
    changes = _list_changes(*verdicts)
    extra = _list_extra(before, after)
    if as_json:
        print_json({"ok": verdicts[1].ok, "changes": changes, **extra, "check": verdicts[1].to_json()})
    else:
        _show(changes, extra, verdicts[1])
    raise typer.Exit(0 if verdicts[1].ok else 1)


def _list_changes(old: "Verdict", new: "Verdict") -> list[dict[str, Any]]:
    """Return every required quantity whose carrier or verdict differs, in the order of the facts."""
    carried = _carriers(old), _carriers(new)
    wrong = _wrong(old), _wrong(new)
    changes = []
    for address in sorted({*carried[0], *carried[1], *wrong[0], *wrong[1]}):
        sides = [
            {"text": texts.get(address, ""), "wrong": faults.get(address, "")}
            for texts, faults in zip(carried, wrong, strict=True)
        ]
        if sides[0] != sides[1]:
            section, fact, _ = address
            changes.append({"section": section, "fact": fact, "old": sides[0], "new": sides[1]})
    return changes


def _carriers(verdict: "Verdict") -> Carriers:
    """Return what carries each required quantity, a wrong figure in its place too."""
    altered = {
        (v.section, v.fact, v.required.start): v.written.text
        for v in verdict.violations
        if v.section is not None and v.fact is not None and v.required and v.written
    }
    return altered | {(q.section, q.fact, q.required.start): q.written.text for q in verdict.links}


def _wrong(verdict: "Verdict") -> Carriers:
    return {
        (v.section, v.fact, v.required.start if v.required else 0): v.message
        for v in verdict.violations
        if v.section is not None and v.fact is not None
    }


def _list_extra(old: str, new: str) -> dict[str, list[str]]:
    """Return the quantities, as written, that one version has more often than the other."""
    from draft.numbers import find_quantities

    counted = [
        Counter(q.text for q in find_quantities(text) if q.kind not in {"idiom", "identifier"})
        for text in (old, new)
    ]
    return {
        "gone": sorted((counted[0] - counted[1]).elements()),
        "added": sorted((counted[1] - counted[0]).elements()),
    }


def _show(changes: list[dict[str, Any]], extra: dict[str, list[str]], verdict: "Verdict") -> None:
    for change in changes:
        place = "导语" if change["section"] < 0 else f"第{change['section'] + 1}节"
        old, new = change["old"], change["new"]
        print(f"{place}第{change['fact'] + 1}条：{old['text'] or '（无）'} → {new['text'] or '（无）'}")
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
