"""`draft runs`: what was run when, with which writer, how it came out."""

import typer

from draft.cli.console import print_json
from draft.errors import InputError

runs = typer.Typer(help="运行记录：何时、用什么、结果如何（不含成文内容）。", no_args_is_help=True)


@runs.command("list")
def list_runs(
    limit: int = typer.Option(20, "--limit", "-n", min=1, help="最近几次。"),
    as_json: bool = typer.Option(False, "--json", help="打印 JSON。"),
) -> None:
    """列出最近的运行。

    例：draft runs list -n 5
    """
    from draft.cli.records import list_records

    found = list_records()[:limit]
    if as_json:
        print_json([{"name": name, **record} for name, record in found])
        return
    if not found:
        print("还没有运行记录。")
    for name, record in found:
        counts = record.get("counts") or {}
        print(
            f"{name}  {'通过' if record.get('ok') else '未通过'}  {record.get('facts_file')}  "
            f"{record.get('model') or '内置撰写'}  数量 {counts.get('survived')}/{counts.get('required')}  "
            f"请求 {counts.get('requests')}  {record.get('seconds')} 秒"
        )


@runs.command("show")
def show_run(name: str = typer.Argument(..., help="记录名，可只写开头。", show_default=False)) -> None:
    """打印一次运行的全部记录。

    例：draft runs show 20261121-2215
    """
    from draft.cli.records import list_records

    fitting = [record for known, record in list_records() if known.startswith(name)]
    if not fitting:
        raise InputError(f"{name}: 没有这条记录；draft runs list 列出已有的。")
    print_json(fitting[0])
