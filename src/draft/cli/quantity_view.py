"""What `draft quantities` prints: a table or marked text for people, JSON for programs.

No typer here: the command is driven through pipes and starts without it (typer's options load pydantic).
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from draft.cli.console import complain, print_json
from draft.numbers import Quantity, find_quantities

_COLOURS = {
    "date": "36",
    "time": "36",
    "ordinal": "35",
    "identifier": "34",
    "placeholder": "31",
    "idiom": "90",
}
_KIND_NAMES = {
    "count": "数量",
    "money": "金额",
    "percent": "百分比",
    "percentage_point": "百分点",
    "date": "日期",
    "time": "时刻",
    "range": "区间",
    "ordinal": "序数",
    "ratio": "倍比",
    "identifier": "标识",
    "placeholder": "待填",
    "idiom": "用语",
}
_BAD_LINE = 2
"""Exit code, as of `draft check --jsonl`: the other lines were answered."""
_DIRECTION_NAMES = {"up": "升", "down": "降"}


@dataclass(frozen=True, slots=True)
class View:
    """What `draft quantities` was asked for.

    Attributes:
        source: a file, or - for standard input.
        form: json, jsonl, mark or table.
    """

    source: str
    form: str


def read_arguments(arguments: list[str]) -> View | None:
    """Return the view that plain arguments ask for; None for help and mistakes, which typer explains."""
    options = [argument for argument in arguments if argument.startswith("-") and argument != "-"]
    files = [argument for argument in arguments if argument not in options]
    if len(options) > 1 or len(files) > 1 or any(option not in _FORMS for option in options):
        return None
    return View(files[0] if files else "-", _FORMS[options[0]] if options else "table")


_FORMS = {"--json": "json", "--jsonl": "jsonl", "--mark": "mark"}


def show(view: View) -> int:
    """Print the quantities of the source in the form asked for; return the exit code, 2 after a bad line."""
    if view.form == "jsonl":
        code = 0
        for line in _lines(view.source):
            answer, usable = _answer(line)
            print(answer, flush=True)
            code = code if usable else _BAD_LINE
        return code
    text = _read(view.source)
    found = find_quantities(text)
    if view.form == "json":
        print_json([quantity.to_json() for quantity in found])
    elif view.form == "mark":
        print(_marked(text, found), end="" if text.endswith("\n") else "\n")
    else:
        _print_table(text, found)
    return 0


def _lines(source: str) -> Iterator[str]:
    """Yield the lines one by one as they arrive, so that the command can be driven through a pipe."""
    if source == "-":
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
        yield from iter(sys.stdin.readline, "")
    else:
        yield from io.StringIO(_read(source))  # line feeds alone: U+2028 may stand within a JSON text


def _answer(line: str) -> tuple[str, bool]:
    """Return the JSON line that answers one JSON line, and whether that one could be used."""
    given: Any = None
    with contextlib.suppress(ValueError, RecursionError):
        given = json.loads(line)
    name = given.get("id") if isinstance(given, dict) else None
    text = given.get("text") if isinstance(given, dict) else None
    if not isinstance(text, str):
        said = '这一行应为 {"text": "…", "id": …} 形式的 JSON，请检查后重试。'
        return _compact({"id": name, "error": said}), False
    found = [quantity.to_json() for quantity in find_quantities(text)]
    return _compact({"id": name, "quantities": found}), True


def _compact(value: dict[str, Any]) -> str:
    line = json.dumps(value, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def _read(source: str) -> str:
    """Return the text of a file or of standard input, its offsets untouched."""
    from draft.cli.texts import read_document

    return read_document(source, untouched=True)


def _marked(text: str, found: Iterable[Quantity]) -> str:
    """Return the text with every quantity in colour on a terminal, in 【】 elsewhere."""
    import os

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    out: list[str] = []
    place = 0
    for quantity in found:
        out.append(text[place : quantity.start])
        shown = (
            f"\033[1;{_COLOURS.get(quantity.kind, '32')}m{quantity.text}\033[0m"
            if colour
            else f"【{quantity.text}】"
        )
        out.append(shown)
        place = quantity.end
    return "".join((*out, text[place:]))


def _print_table(text: str, found: tuple[Quantity, ...]) -> None:
    if not found:
        complain("没有读到数量。")
        return
    head = ("行", "原文", "类别", "数值", "单位", "限定", "增减", "规范形式")
    rows = [head, *map(_row, _lines_of(text, found), found)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        cells = [cell + " " * (widths[column] - _width(cell)) for column, cell in enumerate(row)]
        print("  ".join(cells).rstrip())
    complain(f"共 {len(found)} 处。")


def _lines_of(text: str, found: Iterable[Quantity]) -> Iterator[int]:
    """Yield the number of the line of each quantity; the text is gone through once."""
    line, place = 1, 0
    for quantity in found:
        line += text.count("\n", place, quantity.start)
        place = quantity.start
        yield line


def _row(line: int, quantity: Quantity) -> tuple[str, ...]:
    shape = quantity.to_json()
    value = str(shape["value"] or "")
    if shape["value_hi"] is not None:
        value = f"{value}～{shape['value_hi']}"
    return (
        str(line),
        quantity.text.replace("\n", " "),
        _KIND_NAMES[quantity.kind],
        value,
        quantity.unit or "",
        quantity.qualifier or "",
        _DIRECTION_NAMES.get(quantity.direction or "", ""),
        quantity.norm or "",
    )


def _width(text: str) -> int:
    return sum(1 if ord(char) < 0x1100 else 2 for char in text)  # noqa: PLR2004  wide from Hangul Jamo on
