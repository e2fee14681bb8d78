"""Says in Chinese what is wrong with a command line; the parser itself speaks English."""

import re
from typing import Any

_PHRASES = (
    # what the parser says (typer 0.29), what a clerk reads
    (r"No such option: (\S+?)\.?$", r"没有选项 \1"),
    (r"No such command ['‘\"](.+?)['’\"]\.?$", r"没有命令 \1"),
    (r"Missing command\.?$", "缺少命令"),
    (r"Missing (?:argument|option|parameter) ['\"]?(.+?)['\"]?\.(?: .*)?$", r"缺少 \1"),
    (r"Option ['\"]?(\S+?)['\"]? requires an argument\.?$", r"选项 \1 后面要跟一个值"),
    (r"Option ['\"]?(\S+?)['\"]? requires (\d+) arguments\.?$", r"选项 \1 后面要跟 \2 个值"),
    (r"Option ['\"]?(\S+?)['\"]? does not take a value\.?$", r"选项 \1 不带值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)$", r"多出了参数 \1"),
    (r"Invalid value for ['\"]?(.+?)['\"]?: (.+)$", r"\1 的值不对：\2"),
)
_DETAILS = (
    (r"Input should be less than or equal to (\S+)$", r"不能大于 \1"),
    (r"Input should be greater than or equal to (\S+)$", r"不能小于 \1"),
    (r"Input should be a valid integer.*$", "应为整数"),
    (r"Input should be a valid number.*$", "应为数"),
    (r"Input should be (.+)$", r"应为 \1"),
)


def explain_usage(error: Any) -> str:
    """Return one Chinese line for a usage error of the parser, with where to look next."""
    said = " ".join(str(error.format_message()).split())
    said, hint = _split_suggestion(said)
    for pattern, chinese in _PHRASES:
        if re.search(pattern, said):
            said = re.sub(pattern, chinese, said)
            break
    for pattern, chinese in _DETAILS:
        head, colon, detail = said.partition("：")
        if colon and re.search(pattern, detail):
            said = head + colon + re.sub(pattern, chinese, detail)
            break
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "draft"
    return f"{said}{hint}。用法见 {command} --help"


def _split_suggestion(said: str) -> tuple[str, str]:
    found = re.search(r"\s*\((?:Possible options|Did you mean)[:：]?\s*([^)?]+)\??\)$", said)
    if not found:
        found = re.search(r"\s*Did you mean (.+?)\?$", said)
    if not found:
        return said, ""
    return said[: found.start()], f"，是否想用 {found.group(1).replace(chr(39), '')}"
