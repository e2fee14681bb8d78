"""Flags, environment and files → one frozen Settings; every value knows where it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from draft.errors import SettingsError
from draft.profiles import EndpointConfig
from draft.settings.endpoint import build_endpoint
from draft.settings.files import ConfigFile, Entry, load_config
from draft.settings.found import Found
from draft.settings.keys import ALIASES, KEYS
from draft.settings.places import cache_dir, config_dir, expand_home, shipped_dir

_AS_THEY_ARE = (
    "prompt_variant", "variant", "formats", "attempts", "candidates", "allow_rounding",
    "cache", "refresh", "cache_size", "offline", "fonts", "font_names", "fields", "annex", "by_source",
)  # fmt: skip
_OPTIONS = {"formats": "format", "fields": "field"}  # where the option has another name
PLAIN, REPORT = "plain", "report"
"""The layouts that need no file: without an envelope, and the upward 报告."""
_NOT_SETTINGS = {"config", "trust_project", "no_cache", "config_dir", "debug", "no_log"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user wants, resolved.

    Attributes:
        writer: ``builtin``, ``model`` or ``auto`` (the model when an endpoint is configured).
        endpoint: None when none is configured, or when --offline rules it out.
        prompts_dirs, styles_dirs: the user's own first, the shipped one last.
        attempts: repair rounds at most.
        workers: sections written at the same time.
        cache_dir: None when there is no place for it; existing or not.
        cache_size: in megabytes.
        template: ``plain``, ``report`` or the path of a Word file with fields.
        fonts: ``windows``, ``gb2312`` or ``custom`` (those of `font_names`, by their use).
        fields: what the envelope of a paper says besides the facts, by name (签发人 …).
        annex: a table of all indicators is added to the Word file.
        by_source: the 数据核对表 is cut by department.
        origins: key → where its value came from, in Chinese; defaults are absent.
        warnings: Chinese lines worth showing once.
    """

    writer: str = "auto"
    endpoint: EndpointConfig | None = None
    prompts_dirs: tuple[Path, ...] = ()
    styles_dirs: tuple[Path, ...] = ()
    prompt_variant: str = ""
    variant: int = 0
    formats: tuple[str, ...] = ("md", "docx", "html", "json")
    attempts: int = 2
    candidates: int = 1
    allow_rounding: bool = False
    workers: int = 2
    template: str = PLAIN
    fonts: str = "windows"
    font_names: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    annex: bool = False
    by_source: bool = False
    cache: bool = True
    refresh: bool = False
    cache_dir: Path | None = None
    cache_size: int = 500
    config_dir: Path | None = None
    offline: bool = False
    origins: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def load_settings(flags: Mapping[str, object], *, environ: Mapping[str, str], cwd: Path) -> Settings:
    """Return the settings of this run.

    Args:
        flags: options of the command line by the names of settings; None and False mean not given.
            Besides settings: `config`, `trust_project`, `no_cache`.

    Raises:
        SettingsError: a value that cannot be used; the message names the option, the variable or the line.
    """
    given = {ALIASES.get(name, name): value for name, value in flags.items() if _is_given(value)}
    warnings: list[str] = []
    files = list(_config_files(given, environ, cwd, warnings))
    entries: dict[str, Entry] = {}
    given_here = (_from_environment(environ, cwd, warnings), _from_flags(given, cwd))
    for layer in (*(file.entries for file in reversed(files)), *given_here):
        _lay_over(entries, layer)
    profiles = {name: table for layer in files for name, table in layer.profiles.items()}
    return _resolve(Found(entries, profiles, environ, warnings))


def _lay_over(entries: dict[str, Entry], stronger: Mapping[str, Entry]) -> None:
    """Put the stronger entries over those that are there; tables that merge are put together."""
    for name, entry in stronger.items():
        below = entries.get(name)
        if below and KEYS[name].merge:
            tables = [Found({name: one}, {}, {}, []).value(name) for one in (below, entry)]
            entries[name] = Entry({**tables[0], **tables[1]}, entry.origin, entry.base)
        else:
            entries[name] = entry


def _is_given(value: object) -> bool:
    """Return whether an option was used; a switch that is off was not, but a count of 0 was."""
    return value is not None and value is not False and value not in ((), [])


def _config_files(
    given: Mapping[str, object], environ: Mapping[str, str], cwd: Path, warnings: list[str]
) -> Iterator[ConfigFile]:
    """Yield the files that count, the strongest first."""
    directory = config_dir(environ)
    named = given.get("config") or environ.get("DRAFT_CONFIG")
    user_path = cwd / expand_home(str(named), environ) if named else directory and directory / "draft.toml"
    project_path = cwd / "draft.toml"
    if project_path.is_file() and not (user_path and _same(project_path, user_path)):
        yield _project_file(project_path, trusted=bool(given.get("trust_project")), warnings=warnings)
    if user_path and (named or _is_file(user_path)):
        user = load_config(user_path)
        if user.unknown:
            raise SettingsError(user.unknown[0])
        yield user


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _project_file(path: Path, *, trusted: bool, warnings: list[str]) -> ConfigFile:
    """Return a file that came with the work: it may choose a manner of writing, not where facts are sent."""
    project = load_config(path)
    warnings.extend(project.unknown)
    if trusted:
        return project
    leading_away = {name for name, entry in project.entries.items() if _leads_away(name, entry)}
    refused = [name for name in project.entries if name in leading_away] + [*project.profiles]
    if refused:
        warnings.append(
            f"{path}: 工作目录里的 draft.toml 不得决定材料发往哪里，已忽略 {'、'.join(refused)}；"
            "确认可信后加 --trust-project，或写进用户自己的 draft.toml"
        )
    allowed = {name: entry for name, entry in project.entries.items() if name not in leading_away}
    return ConfigFile(path, allowed, {})


def _leads_away(name: str, entry: Entry) -> bool:
    """Return whether an entry has a say in where facts are sent; to forbid all but this machine is none."""
    return KEYS[name].endpoint or (name == "offline" and not Found({name: entry}, {}, {}, []).value(name))


def _from_environment(environ: Mapping[str, str], cwd: Path, warnings: list[str]) -> dict[str, Entry]:
    entries = {}
    for variable, raw in environ.items():
        if not variable.startswith("DRAFT_") or not raw.strip():
            continue
        name = variable.removeprefix("DRAFT_").lower()
        name = ALIASES.get(name, name)
        if name in KEYS and name != "extra_body":
            entries[name] = Entry(raw, f"环境变量 {variable}", cwd)
        elif name == "no_cache":
            entries["cache"] = Entry(
                raw.strip().lower() in {"0", "false", "no", "off"}, f"环境变量 {variable}", cwd
            )
        elif name not in _NOT_SETTINGS:
            warnings.append(f"环境变量 {variable}: 没有这项设置，已忽略")
    return entries


def _from_flags(given: Mapping[str, object], cwd: Path) -> dict[str, Entry]:
    entries = {}
    for name, raw in given.items():
        if name in KEYS:
            value = list(raw) if isinstance(raw, tuple) else str(raw) if isinstance(raw, Path) else raw
            option = _OPTIONS.get(name, name).replace("_", "-")
            entries[name] = Entry(value, f"选项 --{option}", cwd)
        elif name not in _NOT_SETTINGS:
            raise KeyError(name)
    if given.get("no_cache"):
        entries["cache"] = Entry(raw=False, origin="选项 --no-cache", base=cwd)
    return entries


def _resolve(found: Found) -> Settings:
    values = {name: found.value(name) for name in _AS_THEY_ARE if name in found.entries}
    writer = found.value("writer", "auto")
    endpoint = build_endpoint(found, writer)
    return Settings(
        writer=writer,
        endpoint=endpoint,
        prompts_dirs=_directories(found, "prompts", shipped_dir("prompts")),
        styles_dirs=_directories(found, "styles", shipped_dir("style_examples")),
        workers=found.value("workers") or (endpoint.concurrency if endpoint else 2),
        template=_template(found),
        cache_dir=_cache_dir(found),
        config_dir=config_dir(found.environ),
        origins={name: entry.origin for name, entry in found.entries.items()},
        warnings=tuple(found.warnings),
        **values,
    )


def _directories(found: Found, name: str, shipped: Path) -> tuple[Path, ...]:
    paths = [found.path(name, text) for text in found.value(name, ())]
    for path in paths:
        if not path.is_dir():
            raise SettingsError(f"{found.origin(name)}: 没有这个文件夹：{path}；请检查路径")
    return (*paths, shipped)


def _template(found: Found) -> str:
    """Return plain, report, or the absolute path of a Word file."""
    text = str(found.value("template", PLAIN))
    return text if text in {PLAIN, REPORT} else str(found.path("template", text))


def _cache_dir(found: Found) -> Path | None:
    text = found.value("cache_dir")
    return found.path("cache_dir", text) if text else cache_dir(found.environ)
