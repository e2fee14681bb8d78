"""Says in Chinese what is wrong with a command line; the parser itself speaks English."""

import re
from typing import Any

_PHRASES = (
    # what the parser says (typer 0.29), what a clerk reads
    (r"No such option: (\S+?)\.?$", r"没有选项 \1"),
    (r"No such command ['‘\"](.+?)['’\"]\.?$", r"没有命令 \1"),
    (r"Missing command\.?$", "缺少命令"),
    (r"Missing (?:option|parameter) ['\"]?(.+?)['\"]?\.(?: .*)?$", r"缺少 \1"),
    (r"Option ['\"]?(\S+?)['\"]? requires an argument\.?$", r"选项 \1 后面要跟一个值"),
    (r"Option ['\"]?(\S+?)['\"]? requires (\d+) arguments\.?$", r"选项 \1 后面要跟 \2 个值"),
    (r"Option ['\"]?(\S+?)['\"]? does not take a value\.?$", r"选项 \1 不带值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)$", r"多出了参数 \1"),
    (r"Invalid value for ['\"]?(.+?)['\"]?: (.+)$", r"选项 \1：\2"),
)
_DETAILS = (
    (r"Input should be less than or equal to (\S+)$", r"不能大于 \1"),
    (r"Input should be greater than or equal to (\S+)$", r"不能小于 \1"),
    (r"Input should be a valid integer.*$", "应为整数"),
    (r"Input should be a valid number.*$", "应为数"),
    (r"Input should be (.+)$", r"应为 \1"),
)

_ARGUMENTS = {
    "facts": "要点文件",
    "old": "旧稿",
    "new": "新稿",
    "source": "来源文件",
    "file": "文件",
    "files": "文件",
    "name": "名称",
}
"""Parameters as a clerk calls them."""


def explain_usage(error: Any) -> str:
    """Return one Chinese line for a usage error of the parser, with where to look next."""
    said = " ".join(str(error.format_message()).split())
    context = getattr(error, "ctx", None)
    if missing := re.match(r"Missing argument ['\"]?(\w+)", said):
        return _explain_missing(missing.group(1), context)
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
    command = context.command_path if context is not None else "draft"
    return f"{said}{hint}。用法见 {command} --help"


def name_option(said: str) -> str:
    """Return a message about an option in the one form of all of them: 选项 --x 值：."""
    return re.sub(r"^(?:选项 )?(--[a-z][a-z-]*)([^\n]*?)(?:: |：)", r"选项 \1\2：", said, count=1)


def _explain_missing(name: str, context: Any) -> str:
    """Return which argument is missing, with an example of the command that has them all."""
    said = _ARGUMENTS.get(name.lower(), f" {name}")
    example = re.search(r"例：(draft [^\n，]+)", getattr(getattr(context, "command", None), "help", "") or "")
    path = context.command_path if context is not None else "draft"
    shown = f"，例：{example.group(1).strip()}" if example else ""
    return f"缺少{said}{shown}。用法见 {path} --help"


def _split_suggestion(said: str) -> tuple[str, str]:
    found = re.search(r"\((?:Possible options|Did you mean)[:：]?\s?([^()?]{1,400})\??\)$", said)
    if not found:
        found = re.search(r"Did you mean ([^?]{1,400})\?$", said)
    if not found:
        return said, ""
    return said[: found.start()].rstrip(), f"，是否想用 {found.group(1).replace(chr(39), '')}"
