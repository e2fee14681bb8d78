"""Plain values of a command line are taken as they are; typer converts the rest, and says what is wrong.

typer converts every value with pydantic, even an option that was not given: importing that takes longer than
all else that a check loads.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

_OTHERWISE = object()
_MORE_ASKED = ("exists", "writable", "resolve_path", "allow_dash", "path_type", "parser", "clamp")


def take_plainly(command: Any) -> None:
    """Let the parameters of `command` and of all commands below it take plain values without typer."""
    declared = command.get_params

    def get_params(context: Any) -> list[Any]:
        parameters: list[Any] = declared(context)
        for parameter in parameters:
            if "process_value" not in vars(parameter):
                _change(parameter)
        return parameters

    command.get_params = get_params
    for below in getattr(command, "commands", {}).values():
        take_plainly(below)


def _change(parameter: Any) -> None:
    described = getattr(parameter, "type_descriptor", None)
    asked = getattr(described, "parameter_info", None)
    take = _TAKE.get(getattr(described, "annotation", None))
    if take is not None and asked is not None and not any(getattr(asked, name, True) for name in _MORE_ASKED):
        parameter.process_value = _processing(parameter, take, asked)


def _processing(parameter: Any, take: Callable[[Any, Any], Any], asked: Any) -> Callable[[Any, Any], Any]:
    by_typer = parameter.process_value
    absent = () if parameter.multiple or parameter.nargs == -1 else None

    def process(context: Any, value: Any) -> Any:
        taken = absent if value is None else take(value, asked)
        if taken is _OTHERWISE or (parameter.required and not taken):
            return by_typer(context, value)
        return taken if parameter.callback is None else parameter.callback(context, parameter, taken)

    return process


def _flag(value: Any, _: Any) -> Any:
    return value if isinstance(value, bool) else _OTHERWISE


def _text(value: Any, _: Any) -> Any:
    return value if isinstance(value, str) else _OTHERWISE


def _path(value: Any, _: Any) -> Any:
    return Path(value) if isinstance(value, (str, Path)) else _OTHERWISE


def _number(value: Any, asked: Any) -> Any:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return _OTHERWISE
    low, high = asked.min, asked.max
    return value if (low is None or value >= low) and (high is None or value <= high) else _OTHERWISE


def _each(take: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def take_each(values: Any, asked: Any) -> Any:
        if not isinstance(values, (list, tuple)):
            return _OTHERWISE
        taken = [take(value, asked) for value in values]
        return _OTHERWISE if _OTHERWISE in taken else taken

    return take_each


_TAKE: dict[Any, Callable[[Any, Any], Any]] = {
    bool: _flag,
    str: _text,
    Path: _path,
    int: _number,
    list[str]: _each(_text),
    list[Path]: _each(_path),
}
