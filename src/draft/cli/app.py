"""The table of commands and the one place where errors become a line and an exit code."""

import sys

import typer

from draft import __version__
from draft.cli import (
    batch,
    cache,
    check,
    diff,
    doctor,
    expand,
    import_,
    init,
    lint,
    prompt,
    quantities,
    runs,
    schema,
    style,
)
from draft.cli.console import admit_defect, complain, prepare_streams
from draft.cli.eval import eval_app
from draft.cli.eval_writing import writing
from draft.cli.usage import explain_usage
from draft.errors import DraftError

_INTERRUPTED = 130

app = typer.Typer(
    name="draft",
    help="把要点扩写成公文，并逐一核对每个数字。",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"draft {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="显示版本号。"),
) -> None:
    """把要点扩写成公文，并逐一核对每个数字。"""


eval_app.command("writing")(writing)
app.add_typer(eval_app)
app.command("expand")(expand.expand)
app.command("batch")(batch.batch)
app.add_typer(cache.cache, name="cache")
app.command("check")(check.check)
app.command("diff")(diff.diff)
app.command("doctor")(doctor.doctor)
app.command("import")(import_.import_)
app.command("init")(init.init)
app.command("lint")(lint.lint)
app.command("prompt")(prompt.prompt)
app.command("quantities", options_metavar="[OPTIONS] [FILE|-]", context_settings={"allow_extra_args": True})(
    quantities.quantities
)
app.command("schema")(schema.schema)
app.add_typer(style.style, name="style")
app.add_typer(runs.runs, name="runs")


def main() -> None:
    """Run the command line; every deliberate error is one Chinese line and its exit code."""
    prepare_streams()
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
    except DraftError as error:
        complain(str(error))
        return error.exit_code
    except typer.Abort:
        code = _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not worth a word, and nothing more can be written.
        sys.stdout = None
        return 0
    except Exception as error:  # noqa: BLE001  the last line of defence: one line for the user
        if not hasattr(error, "format_message"):
            return admit_defect(error)
        if type(error).__name__ == "NoArgsIsHelpError":
            complain(error.format_message())
            return 2
        complain(explain_usage(error))
        return 2
    if code == _INTERRUPTED:
        complain("已中断；已完成的部分已保留，再次运行同一命令即可继续。")
    return code if isinstance(code, int) else 0
