"""The table of commands, and the application built from it: whole, or loading one command alone."""

from importlib import import_module
from typing import Any, NamedTuple

import typer

from draft import __version__


class Row(NamedTuple):
    """One command.

    Attributes:
        place: module of `draft.cli` and the function, or the group of commands, in it.
        help: the first paragraph of its help (tested), so that the list of commands needs none of them.
        settings: what typer is told besides.
    """

    place: str
    help: str
    settings: dict[str, Any] = {}  # noqa: RUF012  never changed


COMMANDS: dict[str, Row] = {
    # A new command is a new row.
    "expand": Row("expand:expand", "把要点文件扩写成公文，逐一核对每个数字。"),
    "batch": Row("batch:batch", "把许多要点文件一次扩写完；没变的跳过，中断后重跑只补没做完的。"),
    "check": Row("check:check", "逐一核对成文中的数字与要点是否相符，不用模型，不联网。"),
    "diff": Row("diff:diff", "对照两稿，数字变动排在最前：哪些改了、丢了、补了、多出来了。"),
    "doctor": Row(
        "doctor:doctor",
        "检查模型端点：连得上吗，模型在吗，会不会思考，上下文够不够，速度和并发如何。不发送任何材料。",
    ),
    "import": Row("import_:import_", "从表格或旧文稿导入要点，每条注明出处，拿不准的标“请确认”。"),
    "init": Row("init:init", "写一份带注释的示例要点文件，改成自己的内容即可使用。"),
    "lint": Row(
        "lint:lint", "核对要点之间是否自相矛盾：合计与分项、率与分子分母、增幅、日期、同一指标两个数……"
    ),
    "prompt": Row("prompt:prompt", "打印将要发给模型的消息，一字不差；不联网，不发送。"),
    "quantities": Row(
        "quantities:quantities",
        "列出文本里的全部数量：数值、单位、限定词、增减、日期",
        {"options_metavar": "[OPTIONS] [FILE|-]", "context_settings": {"allow_extra_args": True}},
    ),
    "schema": Row("schema:schema", "打印 facts.yaml 的 JSON Schema，供编辑器校验和补全。"),
    "eval": Row("eval:eval_app", "测量：核对器查得全不全、准不准。"),
    "cache": Row("cache:cache", "模型答复的缓存：查看、清空、删旧。"),
    "style": Row("style:style", "样例：成文的范本，只学写法，不用其中的事实。"),
    "runs": Row("runs:runs", "运行记录：何时、用什么、结果如何（不含成文内容）。"),
}


def build_app(only: str | None = None) -> typer.Typer:
    """Return the application; with `only`, the other commands are names with a help and load nothing."""
    app = typer.Typer(
        name="draft",
        help="把要点扩写成公文，并逐一核对每个数字。",
        no_args_is_help=True,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name, row in COMMANDS.items():
        if only not in (None, name):
            app.command(name, help=row.help)(_nothing)
            continue
        module, _, attribute = row.place.partition(":")
        loaded = getattr(import_module(f"draft.cli.{module}"), attribute)
        if isinstance(loaded, typer.Typer):
            app.add_typer(loaded, name=name)
        else:
            app.command(name, **row.settings)(loaded)
    return app


def _nothing() -> None:
    """Stand for a command that this command line does not run."""


def _version(wanted: bool) -> None:
    if wanted:
        print(f"draft {__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="显示版本号。"),
) -> None:
    """把要点扩写成公文，并逐一核对每个数字。"""
