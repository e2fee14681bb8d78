"""Every error that is raised on purpose.

DraftError                     exit code
├── NumeralError               2   these characters are not a numeral
├── InputError                 2   what the user gave cannot be used; names the place and the remedy
│   ├── FactsError             2   facts.yaml
│   ├── StyleError             2   a style example
│   ├── TemplateError          2   a prompt template
│   ├── SettingsError          2   draft.toml, environment, options
│   └── DocumentError          2   a document to check or import
└── EndpointError              3   the endpoint gave no usable answer
    ├── Unreachable            3   nothing answers there
    ├── Refused                3   it answered that it will not (key, model, quota, filter, parameter)
    └── ReplyError             3   an answer that is not prose (truncated, empty, only thinking)
"""

import errno
from collections.abc import Mapping
from types import MappingProxyType

_REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "磁盘是只读的",
        errno.ENOSPC: "磁盘满了",
        errno.EDQUOT: "磁盘配额用完了",
        errno.EFBIG: "超过了允许的大小",
        errno.EEXIST: "路径上有同名的文件",
        errno.ENOTDIR: "路径上有同名的文件",
        errno.EISDIR: "是一个文件夹",
        errno.ENOENT: "路径不存在",
        errno.ENAMETOOLONG: "名字太长",
        errno.ELOOP: "链接绕成了圈",
        errno.EIO: "磁盘出错",
    }
)


class DraftError(Exception):
    """Base of all errors raised on purpose; its text is one Chinese line for the user."""

    exit_code = 2


class NumeralError(DraftError, ValueError):
    """The characters do not write exactly one number."""


class InputError(DraftError):
    """Unusable input; the message reads `FILE:LINE: what is wrong and what to do`."""


class FactsError(InputError):
    """A facts file that cannot be used."""


class StyleError(InputError):
    """A style example that cannot be used."""


class TemplateError(InputError):
    """A prompt template that cannot be rendered."""


class SettingsError(InputError):
    """A setting with no usable value."""


class DocumentError(InputError):
    """A document that cannot be read."""


class EndpointError(DraftError):
    """The endpoint gave no usable answer.

    Attributes:
        everybody: no other section can succeed either, so all stop at once.
    """

    exit_code = 3
    everybody = False


class Unreachable(EndpointError):  # noqa: N818  the tree above reads as words
    """No connection, or no answer in time."""


class Refused(EndpointError):  # noqa: N818  the same
    """The endpoint answered that it will not do this; asking again cannot help."""


class ReplyError(EndpointError):
    """An answer that is not usable prose.

    Attributes:
        name: the reason, e.g. ``truncated``, ``empty``, ``thinking_only``, ``filtered``, ``loop``.
    """

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


def explain_os_error(error: OSError) -> str:
    """Return why the system refused, in Chinese where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
