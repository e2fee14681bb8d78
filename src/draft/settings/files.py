"""draft.toml → values with the line each stands on. Refuses what it does not know, with the place."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from draft.errors import SettingsError, explain_os_error
from draft.settings.keys import ALIASES, KEYS

_TABLES = ("endpoint", "docx")
"""Tables whose settings may as well stand at the top; they put a file in order."""
_LARGEST = 1_000_000
_TOML_LINE = "line ([0-9]+)"
_HEADER = r"\s*\[([^\[\]]+)\]"


class Entry(NamedTuple):
    """A raw value and where it was found."""

    raw: Any
    origin: str
    base: Path


class ConfigFile(NamedTuple):
    """A draft.toml, read.

    Attributes:
        entries: by the key's own name.
        unknown: Chinese remarks about keys that mean nothing here.
        profiles: tables of [profiles.NAME].
    """

    path: Path
    entries: Mapping[str, Entry]
    profiles: Mapping[str, tuple[Mapping[str, Any], str]]
    unknown: tuple[str, ...] = ()


def load_config(path: Path) -> ConfigFile:
    """Return what the file says.

    Raises:
        SettingsError: it cannot be read or is not TOML.
    """
    import tomllib  # noqa: PLC0415  12 ms, and most runs have no draft.toml

    text = _read(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(_TOML_LINE, str(error))
        number = line.group(1) if line else str(text.count("\n") + 1)  # "at end of document"
        raise SettingsError(f"{path}:{number}: 不是合法的 TOML，请检查引号和括号（{error}）") from None
    except RecursionError:
        raise SettingsError(f"{path}: 嵌套太深，无法读取；请简化这个文件") from None
    except ValueError:  # an integer of thousands of digits
        raise SettingsError(f"{path}: 有一个数大得读不了；请检查各项设置的数值") from None
    return _sort_out(path, text, table)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise SettingsError(
            f"{path}: 读不了这个配置文件（{explain_os_error(error)}）；请检查路径和权限"
        ) from None
    if len(content) > _LARGEST:
        raise SettingsError(f"{path}: 配置文件超过 1 MB，请检查是不是选错了文件")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: 不是 UTF-8 编码，请用 UTF-8 另存后再试") from None


def _sort_out(path: Path, text: str, table: Mapping[str, Any]) -> ConfigFile:
    entries: dict[str, Entry] = {}
    unknown: list[str] = []
    profiles: dict[str, tuple[Mapping[str, Any], str]] = {}
    for section, name, raw in _walk(table):
        place = f"{path}:{_line_of(text, section, name)}"
        key = ALIASES.get(name, name)
        if section == "profiles" and isinstance(raw, dict):
            profiles[name] = (raw, place)
        elif section in {"", *_TABLES} and key in KEYS:
            entries[key] = Entry(raw, place, path.parent)
        else:
            unknown.append(f"{place}: 没有“{name}”这项设置{_suggest(name)}")
    return ConfigFile(path, entries, profiles, tuple(unknown))


def _walk(table: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    found = []
    for name, raw in table.items():
        if name in {*_TABLES, "profiles"} and isinstance(raw, dict):
            found += [(name, inner, value) for inner, value in raw.items()]
        else:
            found.append(("", name, raw))
    return found


def _suggest(name: str) -> str:
    import difflib  # noqa: PLC0415  only for what is not known

    close = difflib.get_close_matches(name, [*KEYS, *ALIASES], n=1)
    return f"，是不是想写 {close[0]}？" if close else "；docs/servers.md 列出了全部设置"


def _line_of(text: str, section: str, name: str) -> int:
    """Return the line on which `name` is set, 1 when it cannot be told."""
    current = ""
    wanted = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]")
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(_HEADER, line)
        if header:
            current = header.group(1).strip()
            if current in {f"{section}.{name}", name}:
                return number
        elif current == section and wanted.match(line):
            return number
    return 1
