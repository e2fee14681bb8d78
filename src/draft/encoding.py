"""Bytes of a text as offices have them → its characters: UTF-8, else GB18030 (GBK) of older machines."""


def decode_chinese(content: bytes) -> str:
    """Return the text without byte order mark; line ends stay as they are.

    Raises:
        UnicodeDecodeError: it is neither; `encoding` says which it was taken for, `start` where it is wrong.
            Some damaged bytes do not turn a UTF-8 text into GB18030 gibberish.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _is_mostly_utf8(content):
            raise
    return content.decode("gb18030").removeprefix("\ufeff")


def _is_mostly_utf8(content: bytes) -> bool:
    read = content.decode("utf-8", "replace")
    return sum(c > "\x7f" and c != "\ufffd" for c in read) > read.count("\ufffd")
