"""Addresses: what the user typed → a normalised base URL; local or not; which proxy applies."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

_TAILS = ("/chat/completions", "/completions", "/models", "/embeddings")
_LOCAL_SUFFIXES = (".localhost", ".local", ".lan", ".internal", ".intranet", ".home.arpa", ".corp")
_LOCAL_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8", "::1/128", "0.0.0.0/32", "::/128",  # this machine
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7",  # private: RFC 1918, RFC 4193
        "169.254.0.0/16", "fe80::/10",  # the same wire: RFC 3927, RFC 4291
        "100.64.0.0/10",  # shared by a provider's customers: RFC 6598
    )
)  # fmt: skip
_CLOUD_METADATA = frozenset(map(ipaddress.ip_address, ("169.254.169.254", "fd00:ec2::254")))
"""Addresses of the same wire behind which the operator of a cloud answers, not the office."""


def parse_base_url(text: str) -> str:
    """Return the base URL without trailing slashes and without /chat/completions.

    Raises:
        ValueError: Chinese reason; never repeats what was typed, because it may hold a password.
    """
    text = text.strip()
    if not text.isascii() or any(not " " < char <= "~" for char in text):
        raise ValueError("地址里有全角字符、空格或控制字符，请改成半角，例如 http://127.0.0.1:11434/v1")
    scheme, separator, _ = text.partition("://")
    if not separator or scheme.lower() not in {"http", "https"}:
        raise ValueError("地址要以 http:// 或 https:// 开头，例如 http://127.0.0.1:11434/v1")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError("地址写法不对（主机或端口无效），例如 http://127.0.0.1:11434/v1") from None
    if parts.username is not None or parts.password is not None:
        raise ValueError(
            "地址里不能带用户名或密码；密钥请放进环境变量 DRAFT_API_KEY 或用 api_key_file 指定的文件"
        )
    if parts.query or parts.fragment:
        raise ValueError("地址里不能带 ? 或 # 之后的部分")
    if not parts.hostname:
        raise ValueError("地址里没有主机名，例如 http://127.0.0.1:11434/v1")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{scheme.lower()}://{host}{f':{port}' if port is not None else ''}{_strip_tail(parts.path)}"


def _strip_tail(path: str) -> str:
    path = path.rstrip("/")
    for tail in _TAILS:
        if path.endswith(tail):
            return path.removesuffix(tail).rstrip("/")
    return path


def host_of(base_url: str) -> str:
    """Return the host of a normalised base URL, lower case."""
    return (urlsplit(base_url).hostname or "").lower()


def is_local(base_url: str) -> bool:
    """Return whether the host is this machine or in a private network, judged by its name alone."""
    host = host_of(base_url)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A number without dots (3405803781, 0xcb007105) is any address there is, not a name of the office.
        named = "." not in host and not host[:1].isdecimal()
        return named or host.endswith(_LOCAL_SUFFIXES)
    address = getattr(address, "ipv4_mapped", None) or address
    return address not in _CLOUD_METADATA and any(address in network for network in _LOCAL_NETWORKS)


def find_proxy(base_url: str, environ: Mapping[str, str]) -> str:
    """Return the proxy of the environment for `base_url`; empty for local hosts and for NO_PROXY."""
    host = host_of(base_url)
    if is_local(base_url) or _exempt(host, _either(environ, "no_proxy")):
        return ""
    scheme = base_url.partition(":")[0]
    return _either(environ, f"{scheme}_proxy") or _either(environ, "all_proxy")


def _either(environ: Mapping[str, str], name: str) -> str:
    return (environ.get(name) or environ.get(name.upper()) or "").strip()


def _exempt(host: str, no_proxy: str) -> bool:
    entries = [entry.strip().lower().lstrip(".") for entry in no_proxy.split(",")]
    return any(entry == "*" or (entry and (host == entry or host.endswith("." + entry))) for entry in entries)
