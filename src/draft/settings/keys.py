"""Every setting there is: its name, how its value is read, and whether a project file may set it."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from draft.settings.address import parse_base_url

FORMATS = ("md", "docx", "html", "json", "ledger", "pdf")
FONT_ROLES = ("title", "level_1", "level_2", "body", "page_number", "latin")
_YES = {"1", "true", "yes", "on", "是", "开"}
_NO = {"0", "false", "no", "off", "否", "关", ""}

Reader = Callable[[Any], Any]


class Key(NamedTuple):
    """One setting.

    Attributes:
        read: the raw value (text from the environment, anything from TOML) → value, or ValueError in Chinese.
        endpoint: belongs to [endpoint]; a project file may not set it unless trusted.
        path: a path, relative to the file that names it.
        merge: a table; what is set in several places is put together, the stronger winning entry by entry.
    """

    name: str
    read: Reader
    endpoint: bool = False
    path: bool = False
    merge: bool = False


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("应为不空的文字")
    return raw.strip()


def _texts(raw: Any) -> tuple[str, ...]:
    parts = raw.replace("，", ",").split(",") if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ValueError("应为文字，或一组文字")
    return tuple(part.strip() for part in parts if part.strip())


def _flag(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip().lower() in _YES | _NO:
        return raw.strip().lower() in _YES
    raise ValueError("应为 true 或 false")


def _whole(low: int, high: int) -> Reader:
    def read(raw: Any) -> int:
        try:
            value = int(raw.strip()) if isinstance(raw, str) else raw
        except ValueError:
            value = None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"应为 {low} 到 {high} 之间的整数")
        return value

    return read


def _measure(low: float, high: float) -> Reader:
    def read(raw: Any) -> float:
        try:
            value = (
                float(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else math.nan
            )
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise ValueError(f"应为 {low:g} 到 {high:g} 之间的数")
        return value

    return read


def _one_of(*names: str) -> Reader:
    def read(raw: Any) -> str:
        if raw not in names:
            raise ValueError(f"应为 {'、'.join(names)} 之一")
        return str(raw)

    return read


def _formats(raw: Any) -> tuple[str, ...]:
    names = _texts(raw)
    for name in names:
        if name not in FORMATS:
            raise ValueError(f"没有“{name}”这种格式，可选 {'、'.join(FORMATS)}")
    if not names:
        raise ValueError(f"至少要有一种格式，可选 {'、'.join(FORMATS)}")
    return tuple(dict.fromkeys(names))


def _url(raw: Any) -> str:
    return parse_base_url(_text(raw))


def _key_text(raw: Any) -> str:
    value = _text(raw)
    if not value.isascii() or any(not "!" <= char <= "~" for char in value):
        raise ValueError("密钥里有空格、换行或非 ASCII 字符，请重新复制（这里不显示密钥内容）")
    return value


def _table(raw: Any) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise ValueError("应为一张表，例如 extra_body = { enable_thinking = false }")  # noqa: TRY004  one kind
    return raw


def _pairs(raw: Any) -> Mapping[str, str]:
    """Return a table of texts, written as a table or as NAME=TEXT, several of them separated by line ends."""
    if isinstance(raw, str):
        raw = raw.splitlines()
    if isinstance(raw, list | tuple) and all(isinstance(one, str) for one in raw):
        split = [one.partition("=") for one in raw]
        if not all(sign and name.strip() for name, sign, _ in split):
            raise ValueError("应写成“名称=内容”，如 签发人=姓名")
        return {name.strip(): value.strip() for name, _, value in split}
    if not isinstance(raw, dict) or not all(isinstance(value, str) for value in raw.values()):
        raise ValueError('应为一张表，名称对文字，如 { 签发人 = "姓名" }')
    return {name.strip(): value.strip() for name, value in raw.items()}


def _font_names(raw: Any) -> Mapping[str, str]:
    names = _pairs(raw)
    for name in names:
        if name not in FONT_ROLES:
            raise ValueError(f"没有“{name}”这种用途，可选 {'、'.join(FONT_ROLES)}")
    return names


def _proxy(raw: Any) -> str:
    value = _text(raw)
    if not value.lower().startswith(("http://", "https://")):
        raise ValueError("只支持 http:// 或 https:// 代理")
    return value


KEYS: Mapping[str, Key] = {
    key.name: key
    for key in (
        Key("writer", _one_of("auto", "builtin", "model")),
        Key("formats", _formats),
        Key("prompts", _texts, path=True),
        Key("styles", _texts, path=True),
        Key("prompt_variant", _text),
        Key("variant", _whole(0, 1_000_000)),
        Key("attempts", _whole(0, 9)),
        Key("candidates", _whole(1, 8)),
        Key("allow_rounding", _flag),
        Key("workers", _whole(1, 1024)),
        Key("template", _text, path=True),
        Key("fonts", _one_of("windows", "gb2312", "custom")),
        Key("font_names", _font_names, merge=True),
        Key("fields", _pairs, merge=True),
        Key("annex", _flag),
        Key("by_source", _flag),
        Key("cache_dir", _text, path=True, endpoint=True),
        Key("cache", _flag),
        Key("refresh", _flag),
        Key("cache_size", _whole(1, 1_000_000)),
        Key("offline", _flag),
        Key("allow_hosts", _texts, endpoint=True),
        Key("profile", _text, endpoint=True),
        Key("base_url", _url, endpoint=True),
        Key("model", _text, endpoint=True),
        Key("api_key", _key_text, endpoint=True),
        Key("api_key_env", _text, endpoint=True),
        Key("api_key_file", _text, endpoint=True, path=True),
        Key("ca_file", _text, endpoint=True, path=True),
        Key("proxy", _proxy, endpoint=True),
        Key("extra_body", _table, endpoint=True),
        Key("omit", _texts, endpoint=True),
        Key("concurrency", _whole(1, 1024), endpoint=True),
        Key("connect_timeout", _measure(0.1, 600), endpoint=True),
        Key("timeout", _measure(0.1, 86_400), endpoint=True),
        Key("deadline", _measure(0.1, 86_400), endpoint=True),
        Key("tries", _whole(1, 20), endpoint=True),
        Key("backoff", _measure(0, 60), endpoint=True),
        Key("loading_wait", _measure(0, 3600), endpoint=True),
        Key("temperature", _measure(0, 2), endpoint=True),
        Key("seed", _whole(0, 2**63 - 1), endpoint=True),
        Key("max_tokens", _whole(1, 1_000_000), endpoint=True),
        Key("context", _whole(256, 10_000_000), endpoint=True),
        Key("thinking", _flag, endpoint=True),
        Key("stream", _flag, endpoint=True),
    )
}
"""`max_concurrency` and the like are accepted under these names too."""

ALIASES: Mapping[str, str] = {
    "format": "formats",
    "allow_host": "allow_hosts",
    "field": "fields",
    "max_concurrency": "concurrency",
    "read_timeout": "timeout",
}
