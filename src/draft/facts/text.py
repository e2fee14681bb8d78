"""Bytes of a facts file → its characters, line ends made one; or a refusal that names the line.

UTF-8 with or without BOM, else GB18030. No YAML is known here.
"""

import re

from draft.encoding import decode_chinese
from draft.facts.place import facts_error

MAX_BYTES = 2_000_000
"""A facts file of a whole ministry's year is below 200 kB."""

_SIGNATURES = (
    (b"PK\x03\x04", "这是 Word 或 Excel 文件（或压缩包），不是要点文件；请先用 draft import 转成 facts.yaml"),
    (
        b"\xd0\xcf\x11\xe0",
        "这是旧版 Word 或 Excel 文件，不是要点文件；请另存为 .docx 或 .xlsx 后用 draft import 转换",
    ),
    (b"%PDF", "这是 PDF，不是要点文件；请把内容复制到文本里，再用 draft import 转换"),
)
_UTF16 = "文件是 UTF-16 编码（记事本里的“Unicode”）；请另存为 UTF-8"
_BINARY = "这是二进制文件，不是文本；请给出 UTF-8 文本的要点文件（facts.yaml）"

_INVISIBLE = "是看不见的字符，会把数字藏起来或改变显示顺序；请删去后重新输入这一处"
_CONTROL = "是控制字符，多半是从网页或别的软件里带来的；请删去"
_BREAK = "是特殊的换行符；请删去，改用普通回车"
_LOST = "说明文件转存时已经丢了字；请找原文件重新另存为 UTF-8"
REFUSED = (
    (
        "\u200b-\u200f\u2060-\u2064\u00ad\u061c\u180e\ufeff\u202a-\u202e\u2066-\u206f\U000e0000-\U000e007f",
        _INVISIBLE,
    ),
    ("\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff", _CONTROL),
    ("\x85\u2028\u2029", _BREAK),
    ("\ufffd", _LOST),
)
"""Characters that may not stand in a facts file, as regular expression ranges, each with the reason."""

_REFUSED = re.compile("|".join(f"([{ranges}])" for ranges, _ in REFUSED))


def decode_text(data: bytes, name: str) -> str:
    """Return the characters of `data` with LF line ends and without BOM.

    Raises:
        FactsError: too large, binary, UTF-16, damaged, or with characters that hide or reorder text.
    """
    _refuse_binary(data, name)
    text = _decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    refuse_hidden(text, name, 1)
    return text


def refuse_hidden(text: str, name: str, first_line: int) -> None:
    """Raise a FactsError when a character of `text` hides, reorders or has lost something."""
    found = _REFUSED.search(text)
    if found is None:
        return
    before = text[: found.start()]
    reason = REFUSED[(found.lastindex or 1) - 1][1]
    column = found.start() - (before.rfind("\n") + 1) + 1
    where = f"第{column}个字 U+{ord(found.group()):04X} "
    raise facts_error(name, first_line + before.count("\n"), where + reason)


def _refuse_binary(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise facts_error(name, 1, f"文件超过 {MAX_BYTES // 1_000_000} MB，不像要点文件；请拆成几个文件")
    for signature, message in _SIGNATURES:
        if data.startswith(signature):
            raise facts_error(name, 1, message)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise facts_error(name, 1, _UTF16)
    nul = data.find(b"\x00")
    if nul >= 0:
        raise facts_error(name, data.count(b"\n", 0, nul) + 1, _UTF16 if _looks_like_utf16(data) else _BINARY)


def _looks_like_utf16(data: bytes) -> bool:
    """ASCII keys in UTF-16 have every second byte zero."""
    head = data[:400]
    return any(
        head[phase::2].count(0) > len(head) // 8 and not head[1 - phase :: 2].count(0) for phase in (0, 1)
    )


def _decode(data: bytes, name: str) -> str:
    try:
        return decode_chinese(data)
    except UnicodeDecodeError as error:
        if error.encoding == "utf-8":
            line = data.count(b"\n", 0, error.start) + 1
            message = "这一行有损坏的 UTF-8 字节；请用编辑器打开，改好这一行后存为 UTF-8"
            raise facts_error(name, line, message) from None
        line = _first_line_beyond_utf8(data)
        raise facts_error(name, line, "文件不是 UTF-8，也不是 GB18030（GBK）；请另存为 UTF-8") from None


def _first_line_beyond_utf8(data: bytes) -> int:
    read = data.decode("utf-8", "replace")
    return read.count("\n", 0, read.index("\ufffd")) + 1
