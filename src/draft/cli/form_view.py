"""The form of a text on the terminal: faults grouped by rule, figures about manner; and the repaired text."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from draft.cli.console import complain, visible
from draft.errors import InputError

if TYPE_CHECKING:
    from draft.document import Spec

_STRENGTHS = ("规定", "一般", "推荐", "实务")
_SHOWN = 6
_SHORT = 24
_TEXTS = frozenset({".md", ".markdown", ".txt", ""})


def describe_text(prose: str, spec: "Spec") -> dict[str, Any]:
    """Return what is to be said of the form of a text, the facts being known."""
    from draft.render.report import describe_form

    return describe_form(prose, spec.words())


def show_form(prose: str, spec: "Spec") -> None:
    """Print the faults of form, strongest first, a line for each rule, and the figures about manner."""
    described = describe_text(prose, spec)
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for fault in described["findings"]:
        groups.setdefault((fault["strength"], fault["rule"], fault["message"]), []).append(fault)
    for (strength, rule, message), faults in sorted(
        groups.items(), key=lambda group: (_STRENGTHS.index(group[0][0]), group[0][1])
    ):
        fixable = "（可用 --fix 改）" if faults[0]["fixable"] else ""
        print(f"[{rule} {strength}] {message}{fixable}：{_places(faults, prose)}")
    verbs = "、".join(f"{verb}{count}次" for verb, count in described["repeated_verbs"].items())
    print(
        f"格式 {len(described['findings'])} 处；空话占 {described['empty_share']:.0%}；"
        f"最长句 {described['longest_sentence']} 字；每千字数量 {described['density']}"
        + (f"；一节内重复的动词：{verbs}" if verbs else "")
    )


def _places(faults: Iterable[dict[str, Any]], prose: str) -> str:
    """Return the places of one rule: the same words with all their lines."""
    lines: dict[str, list[int]] = {}
    for fault in faults:
        words = visible(" ".join(fault["text"].split()))
        short = words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"
        lines.setdefault(short, []).append(prose.count("\n", 0, fault["span"][0]) + 1)
    told = [
        f"第{'、'.join(map(str, dict.fromkeys(found)))}行“{words}”"
        + (f"共{len(found)}处" if len(found) > 1 else "")
        for words, found in lines.items()
    ]
    rest = f" 等{len(told)}处不同写法" if len(told) > _SHOWN else ""
    return "；".join(told[:_SHOWN]) + rest


def write_fixed(target: Path, prose: str) -> None:
    """Write the text with pure form repaired; no quantity changes.

    Raises:
        InputError: the target is no text file.
    """
    from draft.cli.output import write_whole
    from draft.form import find_faults, fix_form

    if target.suffix.lower() not in _TEXTS:
        raise InputError(f"--fix {target}: 改好的文本只写成 .md 或 .txt，请换一个文件名。")
    fixed, applied = fix_form(prose)
    write_whole(target, fixed.encode())
    mended = f"改好格式：{'、'.join(applied)}" if applied else "格式没有可改的"
    complain(f"已写入 {target}：{mended}；数量逐个比过，没有变；还有 {len(find_faults(fixed))} 处要人来定")
