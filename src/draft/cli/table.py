"""The table of commands, and the application built from it: whole, or no more than one command line needs."""

from importlib import import_module
from typing import Any

import typer

from draft import __version__

COMMANDS = {
    # name: module of draft.cli and its attribute; a new command is a new row
    "expand": "expand:expand",
    "batch": "batch:batch",
    "check": "check:check",
    "diff": "diff:diff",
    "doctor": "doctor:doctor",
    "import": "import_:import_",
    "init": "init:init",
    "lint": "lint:lint",
    "prompt": "prompt:prompt",
    "quantities": "quantities:quantities",
    "schema": "schema:schema",
}
GROUPS = {
    "eval": "eval:eval_app",
    "cache": "cache:cache",
    "style": "style:style",
    "runs": "runs:runs",
}
_SETTINGS: dict[str, dict[str, Any]] = {
    "quantities": {
        "options_metavar": "[OPTIONS] [FILE|-]",
        "context_settings": {"allow_extra_args": True},
    },
}


def build_app(wanted: str = "") -> typer.Typer:
    """Return the application; with the name of a command, only that one is loaded."""
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
    known = {*COMMANDS, *GROUPS}
    for name in [wanted] if wanted in known else [*GROUPS, *COMMANDS]:
        if name in GROUPS:
            app.add_typer(_load(GROUPS[name]), name=name)
        else:
            app.command(name, **_SETTINGS.get(name, {}))(_load(COMMANDS[name]))
    return app


def _load(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"draft.cli.{module}"), name)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"draft {__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="显示版本号。"),
) -> None:
    """把要点扩写成公文，并逐一核对每个数字。"""
