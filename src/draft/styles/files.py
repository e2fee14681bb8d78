"""A style example as a file: front matter, `## 事实` with bullets, `## 成文` with the prose.

In: files and directories. Out: StyleExample, or StyleError naming file and line. Nothing is ranked or
checked here.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from draft.document import StyleExample
from draft.errors import StyleError, explain_os_error
from draft.frontmatter import FrontMatter, read_front_matter

SECTION_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "T0": "标题",
        "T1": "导语",
        "T2": "总领段",
        "T3": "领域段",
        "T3a": "分项段",
        "T3b": "数据清单段",
        "T3c": "特色做法",
        "T4": "党建与行风",
        "T5": "其他工作",
        "T6": "存在问题",
        "T7": "打算的总领段",
        "T7a": "打算的一项",
        "T8": "结语",
        "T9": "署名与日期",
        "T10": "附件",
    }
)
"""The structural types of a summary; the code goes into the file, the name is for people."""

DENSITIES: Mapping[str, str] = MappingProxyType({"低": "low", "中": "middle", "高": "high"})
"""How the files write a density."""

_KEYS = ("heading", "document", "section_type", "domain", "level", "density", "tone")
_HEADING = re.compile(r"##[ \t]*(事实|成文)[ \t]*")
_SIZE_LIMIT = 200_000  # characters; a style example is a page, not a book


def load_styles(directories: Sequence[Path]) -> tuple[StyleExample, ...]:
    """Return every style example of the directories, sorted by name; an earlier directory wins a name.

    Files ending in `.md` count, at any depth; `README.md` and names with a leading dot or underscore do not.

    Raises:
        StyleError: for a directory that is none and for the first file that cannot be read.
    """
    found: dict[str, StyleExample] = {}
    for directory in directories:
        if not directory.is_dir():
            raise StyleError(f"{directory}: 没有这个样例目录，请检查路径")
        for path in sorted(directory.rglob("*.md")):
            if path.name != "README.md" and path.name[0] not in "._":
                found.setdefault(path.stem, load_style(path))
    return tuple(found[name] for name in sorted(found))


def load_style(path: Path) -> StyleExample:
    """Return the style example in the file at `path`.

    Raises:
        StyleError: when it cannot be read or is not one.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StyleError(f"{path}:1: 不是UTF-8文本，请另存为UTF-8编码") from error
    except OSError as error:
        raise StyleError(f"{path}: 读不出来（{explain_os_error(error)}），请检查文件和权限") from error
    if len(text) > _SIZE_LIMIT:
        raise StyleError(f"{path}: 太长（{len(text)}字），一个样例只放一个部分，请拆开")
    return parse_example(text, str(path), path.stem)


def parse_example(text: str, path: str, name: str) -> StyleExample:
    """Return the style example written in `text`; `path` is only named in messages.

    Raises:
        StyleError: with file and line, what is wrong and what to do.
    """
    head = read_front_matter(text, path, _KEYS, StyleError)
    if not head.values.get("heading"):
        raise StyleError(f"{path}:1: 缺少标题，请在文件头写一行“heading: 标题”")
    parts = _split_body(head.body, path)
    facts = tuple(_parse_fact(line, f"{path}:{number}") for number, line in parts["事实"] if line.strip())
    prose = "\n".join(line.rstrip() for _, line in parts["成文"]).strip("\n")
    if not facts:
        raise StyleError(f"{path}: “## 事实”下面没有内容，请一行写一条，以“- ”开头")
    if not prose:
        raise StyleError(f"{path}: “## 成文”下面没有正文，请把写成的段落放在那里")
    return StyleExample(
        name=name,
        heading=head.values["heading"],
        facts=facts,
        prose=re.sub(r"\n{2,}", "\n", prose),
        document=head.values.get("document") or "工作总结",
        section_type=_one_of(head, "section_type", SECTION_TYPES, "T3", path),
        domain=head.values.get("domain", ""),
        level=head.values.get("level", ""),
        density=DENSITIES[_one_of(head, "density", DENSITIES, "中", path)],
        tone=head.values.get("tone", ""),
    )


def render_example(example: StyleExample) -> str:
    """Return the text of the file; `parse_example` reads it back to an equal example."""
    density = next(word for word, code in DENSITIES.items() if code == example.density)
    values = (
        example.heading,
        example.document,
        example.section_type,
        example.domain,
        example.level,
        density,
        example.tone,
    )
    head = [f"{key}: {value}" for key, value in zip(_KEYS, values, strict=True) if value]
    facts = [f"- {fact}" for fact in example.facts]
    paragraphs = example.prose.replace("\n", "\n\n")
    return "\n".join(["---", *head, "---", "", "## 事实", "", *facts, "", "## 成文", "", paragraphs, ""])


def write_example(example: StyleExample, directory: Path) -> Path:
    """Write the example into `directory`, made if absent, under its own name; return the path.

    Raises:
        StyleError: a file of that name is there already (nothing is overwritten), or it is no plain name.
    """
    path = directory / f"{example.name}.md"
    if path.parent != directory or path.name[0] in "._":
        raise StyleError(
            f"{example.name}: 样例名称不能含斜杠，也不能以点或下划线开头，请用 --name 换一个名字"
        )
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(render_example(example))
    except FileExistsError as error:
        raise StyleError(f"{path}: 已有同名样例，请用 --name 换一个名字，或先删去旧的") from error
    except OSError as error:
        raise StyleError(f"{path}: 写不进去（{explain_os_error(error)}），请检查目录权限") from error
    return path


def _split_body(body: str, path: str) -> dict[str, list[tuple[int, str]]]:
    """Return the numbered lines below each of the two headings."""
    parts: dict[str, list[tuple[int, str]]] = {}
    current: list[tuple[int, str]] | None = None
    for number, line in enumerate(body.split("\n"), 1):
        match = _HEADING.fullmatch(line)
        if match and match.group(1) in parts:
            raise StyleError(f"{path}:{number}: “## {match.group(1)}”重复，一个样例只写一次")
        if match:
            current = parts.setdefault(match.group(1), [])
        elif current is not None:
            current.append((number, line))
        elif line.strip():
            raise StyleError(f"{path}:{number}: 这一行不属于“## 事实”或“## 成文”，请移到其中之一下面")
    for name in ("事实", "成文"):
        if name not in parts:
            raise StyleError(f"{path}: 缺少“## {name}”，样例要有“## 事实”和“## 成文”两部分")
    return parts


def _parse_fact(line: str, place: str) -> str:
    fact = line.strip()
    if not fact.startswith(("- ", "* ")):
        raise StyleError(f"{place}: 每条事实占一行，以“- ”开头，请改写“{fact[:20]}”")
    return fact[2:].strip()


def _one_of(head: FrontMatter, key: str, known: Mapping[str, str], default: str, path: str) -> str:
    value = head.values.get(key) or default
    if value not in known:
        raise StyleError(f"{path}:{head.lines[key]}: {key} 不能是“{value}”，可用的有：{'、'.join(known)}")
    return value
