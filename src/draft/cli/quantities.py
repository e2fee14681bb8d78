"""`draft quantities`: the quantities of a text, for people as a table or marked text, for programs as JSON."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from draft.cli.console import complain, print_json

if TYPE_CHECKING:
    from draft.numbers import Quantity

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
_DIRECTION_NAMES = {"up": "升", "down": "降"}


def quantities(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 数组。")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="逐行读 {\"text\":…,\"id\":…}，逐行输出结果。")] = False,
    mark: Annotated[bool, typer.Option("--mark", help="输出原文，并标出其中的数量。")] = False,
) -> None:
    """列出文本里的全部数量：数值、单位、限定词、增减、日期

    FILE 是要读的文本文件（UTF-8 或 GB18030）；- 或省略时读标准输入

    示例：echo "体检预约39229人，完成率66.46%" | draft quantities

    示例：draft quantities 总结.txt --mark
    """
    source = _source(context.args)
    if jsonl:
        for line in _lines(source):
            print(_answer(line), flush=True)
        return
    text = _read(source)
    from draft.numbers import find_quantities  # noqa: PLC0415  so that `draft --help` stays quick

    found = find_quantities(text)
    if as_json:
        print_json([quantity.to_json() for quantity in found])
    elif mark:
        print(_marked(text, found), end="" if text.endswith("\n") else "\n")
    else:
        _print_table(text, found)


def _source(arguments: list[str]) -> str:
    # The file is no declared argument: typer converts those with pydantic, which doubles the start-up time.
    if len(arguments) > 1:
        raise typer.BadParameter(f"一次只能读一个文件，这里给了{len(arguments)}个：{'、'.join(arguments)}。")
    return arguments[0] if arguments else "-"


def _lines(source: str) -> Iterator[str]:
    """Yield the lines one by one as they arrive, so that the command can be driven through a pipe."""
    if source == "-":
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
        yield from iter(sys.stdin.readline, "")
    else:
        yield from _read(source).splitlines()


def _answer(line: str) -> str:
    """Return the JSON line that answers one JSON line; a bad line gets an error, never a traceback."""
    from draft.numbers import find_quantities  # noqa: PLC0415  loaded at the first line

    given: Any = None
    try:
        given = json.loads(line)
        text = given["text"]
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        message = "这一行应为 {\"text\": \"…\", \"id\": …} 形式的 JSON，请检查后重试。"
        return _compact({"id": given.get("id") if isinstance(given, dict) else None, "error": message})
    found = [quantity.to_json() for quantity in find_quantities(text)]
    return _compact({"id": given.get("id"), "quantities": found})


def _compact(value: dict[str, Any]) -> str:
    line = json.dumps(value, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def _read(source: str) -> str:
    """Return the text of a file or of standard input; UTF-8 or GB18030."""
    from pathlib import Path  # noqa: PLC0415  only where a file is read

    from draft.errors import InputError  # noqa: PLC0415  the same

    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        reason = "是一个目录" if isinstance(error, IsADirectoryError) else "读不出来"
        reason = "不存在" if isinstance(error, FileNotFoundError) else reason
        raise InputError(f"{source}：{reason}，请给出一个文本文件，或用 - 读标准输入。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{source}：不是文本文件（既不是 UTF-8 也不是 GB18030），请先另存为文本。")


def _marked(text: str, found: "Iterable[Quantity]") -> str:
    """Return the text with every quantity in colour on a terminal, in 【】 elsewhere."""
    import os  # noqa: PLC0415  only for people

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    out: list[str] = []
    place = 0
    for quantity in found:
        out.append(text[place : quantity.start])
        shown = f"\033[1;{_COLOURS.get(quantity.kind, '32')}m{quantity.text}\033[0m" if colour else f"【{quantity.text}】"
        out.append(shown)
        place = quantity.end
    return "".join((*out, text[place:]))


def _print_table(text: str, found: "tuple[Quantity, ...]") -> None:
    if not found:
        complain("没有读到数量。")
        return
    head = ("行", "原文", "类别", "数值", "单位", "限定", "增减", "规范形式")
    rows = [head, *(_row(text, quantity) for quantity in found)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        cells = [cell + " " * (widths[column] - _width(cell)) for column, cell in enumerate(row)]
        print("  ".join(cells).rstrip())
    complain(f"共 {len(found)} 处。")


def _row(text: str, quantity: "Quantity") -> tuple[str, ...]:
    shape = quantity.to_json()
    value = str(shape["value"] or "")
    if shape["value_hi"] is not None:
        value = f"{value}～{shape['value_hi']}"
    return (
        str(text.count("\n", 0, quantity.start) + 1),
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
