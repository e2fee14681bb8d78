"""Directories: where the user's configuration and cache belong, and what is shipped with the program."""

import os
from collections.abc import Mapping
from pathlib import Path

import draft

_OWNER_ONLY = 0o700


def config_dir(environ: Mapping[str, str]) -> Path | None:
    """Return the user's configuration directory for draft, existing or not; None when there is no home."""
    return _user_dir(environ, "XDG_CONFIG_HOME", "user_config_dir")


def cache_dir(environ: Mapping[str, str]) -> Path | None:
    """Return the user's cache directory for draft, existing or not; None when there is no home."""
    return _user_dir(environ, "XDG_CACHE_HOME", "user_cache_dir")


def _user_dir(environ: Mapping[str, str], variable: str, function: str) -> Path | None:
    if os.path.isabs(environ.get(variable, "")):  # noqa: PTH117  Path("") is "."
        return Path(environ[variable]) / "draft"
    if "HOME" in environ and os.name == "posix" and not Path(environ["HOME"]).is_absolute():
        return None
    import platformdirs  # noqa: PLC0415  5 ms, not needed where the variables are set

    try:
        found = Path(getattr(platformdirs, function)("draft", appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None
    return found if found.is_absolute() else None


def shipped_dir(name: str) -> Path:
    """Return the shipped directory `name`: in the wheel, or at the root of a source checkout."""
    package = Path(draft.__file__).parent
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parents[1] / name


def expand_home(text: str, environ: Mapping[str, str]) -> Path:
    """Return `text` as a path, a leading ~ replaced by the home directory."""
    if text == "~" or text.startswith(("~/", "~\\")):
        home = environ.get("HOME") or environ.get("USERPROFILE")
        return Path(home) / text[2:] if home else Path(text).expanduser()
    return Path(text)


def make_private_dir(path: Path) -> None:
    """Create `path` and its missing parents; what is created belongs to the user alone (0700).

    Raises:
        OSError: it cannot be created.
    """
    if path.is_dir():
        return
    if path.parent != path:
        make_private_dir(path.parent)
    path.mkdir(mode=_OWNER_ONLY, exist_ok=True)
