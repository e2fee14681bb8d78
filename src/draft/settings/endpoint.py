"""The endpoint part of the settings: profile, address, key, who may be spoken to."""

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from draft.errors import SettingsError, explain_os_error
from draft.profiles import PROFILES, EndpointConfig, Profile, guess_profile
from draft.settings.address import find_proxy, host_of, is_local, parse_base_url
from draft.settings.found import Found
from draft.settings.keys import KEYS

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LARGEST_KEY_FILE = 10_000
_PASSED_ON = (
    "connect_timeout", "tries", "backoff", "loading_wait", "temperature", "seed", "max_tokens",
    "thinking", "stream", "extra_body",
)  # fmt: skip


def build_endpoint(found: Found, writer: str) -> EndpointConfig | None:
    """Return the endpoint that is configured, or None.

    Raises:
        SettingsError: a value cannot be used, or the address may not be spoken to.
    """
    if writer == "builtin":
        return None
    base_url, origin = _address(found, writer)
    if not base_url:
        return None
    profile = _profile(found) or guess_profile(base_url)
    if not _allowed(found, writer, base_url):
        return None
    concurrency = found.value("concurrency") or found.value("workers") or profile.concurrency
    values = {name: found.value(name) for name in _PASSED_ON if name in found.entries}
    read_timeout = found.value("timeout", profile.read_timeout)
    return EndpointConfig(
        base_url=base_url,
        model=found.value("model", ""),
        api_key=_api_key(found, base_url, origin),
        profile=profile,
        local=is_local(base_url),
        concurrency=concurrency,
        read_timeout=read_timeout,
        deadline=found.value("deadline", max(profile.deadline, 2 * read_timeout)),
        omit=profile.omit | frozenset(found.value("omit", ())),
        context=found.value("context", profile.context),
        ca_file=_ca_file(found),
        proxy=_proxy(found, base_url),
        origin=origin,
        **values,
    )


def _address(found: Found, writer: str) -> tuple[str, str]:
    """Return the base URL and where it came from.

    OPENAI_BASE_URL is meant for other programs: it counts only when the user asks draft for a model.
    """
    if "base_url" in found.entries:
        return found.value("base_url"), found.origin("base_url")
    profile = _profile(found)
    if profile and profile.base_url:
        return profile.base_url, found.origin("profile")
    general = found.environ.get("OPENAI_BASE_URL", "").strip()
    if general and (writer == "model" or "model" in found.entries):
        try:
            return parse_base_url(general), "环境变量 OPENAI_BASE_URL"
        except ValueError as error:
            raise SettingsError(f"环境变量 OPENAI_BASE_URL: {error}") from None
    return "", ""


def _profile(found: Found) -> Profile | None:
    name = found.value("profile")
    if name is None:
        return None
    if name in found.profiles:
        return _own_profile(found, name)
    if name not in PROFILES:
        known = "、".join([*PROFILES, *found.profiles])
        raise SettingsError(f"{found.origin('profile')}: 没有“{name}”这个服务档案，可选 {known}")
    return PROFILES[name]


def _own_profile(found: Found, name: str) -> Profile:
    """Return the profile of the user's [profiles.NAME]; its keys are those of Profile and `extends`."""
    table, place = found.profiles[name]
    values = dict(table)
    parent = values.pop("extends", "custom")
    if parent not in PROFILES:
        raise SettingsError(f"{place}: extends 应为 {'、'.join(PROFILES)} 之一")
    readers: Mapping[str, Callable[[Any], Any]] = {
        "base_url": KEYS["base_url"].read, "concurrency": KEYS["concurrency"].read,
        "timeout": KEYS["timeout"].read, "deadline": KEYS["deadline"].read, "context": KEYS["context"].read,
        "thinking_off": KEYS["extra_body"].read, "length_parameter": KEYS["model"].read,
        "context_hint": KEYS["model"].read, "start_hint": KEYS["model"].read,
        "omit": lambda raw: frozenset(KEYS["omit"].read(raw)),
    }  # fmt: skip
    for key in values:
        if key not in readers:
            raise SettingsError(f"{place}: 服务档案里没有“{key}”这项，可用 extends、{'、'.join(readers)}")
    try:
        read = {key: readers[key](raw) for key, raw in values.items()}
    except ValueError as error:
        raise SettingsError(f"{place}: {error}") from None
    read |= {"read_timeout": read.pop("timeout")} if "timeout" in read else {}
    names = {item.name for item in fields(Profile)}
    return replace(PROFILES[parent], name=name, **{key: value for key, value in read.items() if key in names})


def _allowed(found: Found, writer: str, base_url: str) -> bool:
    """Return whether facts may be sent there; with `auto` a forbidden endpoint only means: no model."""
    hosts = {host.lower() for host in found.value("allow_hosts", ())}
    offline = found.value("offline", False)  # noqa: FBT003  a default
    if is_local(base_url) or host_of(base_url) in hosts or not (hosts or offline):
        return True
    rule = "--offline 只允许本机和内网地址" if offline else "allow_hosts 没有列出它"
    line = f"不向 {host_of(base_url)} 发送材料：{rule}；确需使用请把它写进用户自己 draft.toml 的 allow_hosts"
    if writer == "model":
        raise SettingsError(line)
    found.warnings.append(line + "；本次改用内置写作")
    return False


def _api_key(found: Found, base_url: str, origin: str) -> str:
    """Return the key for this address, empty when there is none.

    The variable for other programs is sent only where those programs would send it.
    """
    if "api_key" in found.entries:
        return _direct_key(found)
    if "api_key_env" in found.entries:
        return _key_from_variable(found, found.value("api_key_env"))
    if "api_key_file" in found.entries:
        return _key_from_file(found)
    host = host_of(base_url)
    if origin == "环境变量 OPENAI_BASE_URL" or host == "api.openai.com":
        return _key_from_variable(found, "OPENAI_API_KEY", needed=False)
    return ""


def _direct_key(found: Found) -> str:
    entry = found.entries["api_key"]
    if not entry.origin.startswith(("环境变量", "选项")):
        _refuse_readable_by_others(entry.origin.rpartition(":")[0], entry.origin)
    return str(found.value("api_key"))


def _key_from_variable(found: Found, variable: str, *, needed: bool = True) -> str:
    raw = found.environ.get(variable, "")
    if not raw.strip():
        if needed:
            raise SettingsError(f"{found.origin('api_key_env')}: 环境变量 {variable} 没有设置")
        return ""
    return _read_key(raw, f"环境变量 {variable}")


def _key_from_file(found: Found) -> str:
    origin = found.origin("api_key_file")
    path = found.path("api_key_file", found.value("api_key_file"))
    _refuse_readable_by_others(str(path), origin)
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_KEY_FILE).decode("ascii")
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{origin}: 密钥文件 {path} 读不了或不是纯 ASCII 文本，请检查") from None
    return _read_key(raw, f"密钥文件 {path}")


def _refuse_readable_by_others(path: str, origin: str) -> None:
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  the same
    except OSError as error:
        raise SettingsError(
            f"{origin}: 读不了 {path}（{explain_os_error(error)}）；请检查路径和权限"
        ) from None
    if os.name == "posix" and mode & _OTHERS:
        raise SettingsError(f"{origin}: 存有密钥的 {path} 别人也能读，请先执行 chmod 600 {path}")


def _read_key(raw: str, origin: str) -> str:
    try:
        return str(KEYS["api_key"].read(raw))
    except ValueError as error:
        raise SettingsError(f"{origin}: {error}") from None


def _ca_file(found: Found) -> str:
    text = found.value("ca_file")
    path = found.path("ca_file", text) if text else None
    if path is None:
        return found.environ.get("SSL_CERT_FILE", "").strip()
    if not path.is_file():
        raise SettingsError(f"{found.origin('ca_file')}: 没有这个证书文件：{path}")
    return str(path)


def _proxy(found: Found, base_url: str) -> str:
    if "proxy" in found.entries:
        return str(found.value("proxy"))
    proxy = find_proxy(base_url, found.environ)
    if proxy and not proxy.lower().startswith(("http://", "https://")):
        found.warnings.append(
            '环境变量里的代理不是 http 代理（例如 socks），已忽略；需要代理时请设置 proxy = "http://…"'
        )
        return ""
    return proxy
