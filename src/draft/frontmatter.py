"""Front matter: the `key: value` lines between two `---` lines at the head of a text file.

In: the text of a file. Out: the entries with their lines, and the body. Values are the characters of
the line, never typed; nesting, lists and quotes have no meaning here, so a clerk cannot get them wrong.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from draft.errors import InputError

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a file.

    Attributes:
        values: key → characters after the colon, trimmed.
        lines: key → 1-based line.
        body: everything below the head, with as many empty lines before it as the head has, so that a
            line number of the body is a line number of the file.
    """

    values: Mapping[str, str]
    lines: Mapping[str, int]
    body: str


def read_front_matter(
    text: str, path: str, known: Collection[str], error: type[InputError] = InputError
) -> FrontMatter:
    """Return the head and the body of `text`; a text without a head has no entries.

    Raises:
        InputError: as `error`: the head is not closed, a line is no entry, a key is repeated or unknown.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        return FrontMatter({}, {}, "\n".join(lines))
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise error(f"{path}:1: 文件头没有结束，请在各项设置之后加一行“---”")
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(lines[1:end], 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = line.partition(":")
        key = key.strip()
        if not colon:
            raise error(f"{path}:{number}: 文件头的每一行应为“名称: 内容”，请改写“{line.strip()}”")
        if key not in known:
            raise error(f"{path}:{number}: 不认识的设置“{key}”，可用的有：{'、'.join(sorted(known))}")
        if key in values:
            raise error(f"{path}:{number}: 设置“{key}”重复，第{places[key]}行已经写过，请删去一处")
        values[key], places[key] = value.strip(), number
    return FrontMatter(values, places, "\n" * (end + 1) + "\n".join(lines[end + 1 :]))
