"""`draft quantities`: the quantities of a text, for people and for programs."""

from typing import Annotated

import typer


def quantities(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 数组。")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help='逐行读 {"text":…,"id":…}，逐行输出结果。')] = False,
    mark: Annotated[bool, typer.Option("--mark", help="输出原文，并标出其中的数量。")] = False,
) -> None:
    """列出文本里的全部数量：数值、单位、限定词、增减、日期

    FILE 是要读的文本文件（UTF-8 或 GB18030）；- 或省略时读标准输入

    示例：echo "体检预约39229人，完成率66.46%" | draft quantities

    示例：draft quantities 总结.txt --mark
    """
    from draft.cli.quantity_view import View, show

    # The file is no declared argument: typer converts those with pydantic, which doubles the start-up time.
    files = context.args
    if len(files) > 1:
        raise typer.BadParameter(f"一次只能读一个文件，这里给了{len(files)}个（{'、'.join(files)}）")
    forms = [name for name, wanted in (("json", as_json), ("jsonl", jsonl), ("mark", mark)) if wanted]
    if len(forms) > 1:
        raise typer.BadParameter("--json、--jsonl、--mark 只能选一个")
    raise typer.Exit(show(View(files[0] if files else "-", forms[0] if forms else "table")))
