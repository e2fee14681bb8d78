"""Folders and files named on the command line → the facts files in them, each with a name for its results."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from draft.cli.console import complain
from draft.errors import InputError

_LOOKED_AT = 65536
"""Bytes of a file that tell whether it says how tables are to be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A facts file and where its results go, relative to the output folder."""

    path: Path
    name: str


def find_sources(files: list[Path], output: Path) -> Iterator[Source]:
    """Yield the facts files in order; folders are searched, hidden ones and the output folder left out.

    Raises:
        InputError: there is no such file or folder.
    """
    seen: set[str] = set()
    taken: set[Path] = set()
    for path in files:
        if not path.exists():
            raise InputError(f"{path}: 没有这个文件或文件夹；请检查路径。")
        found = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]) if path.is_dir() else [path]
        base = path if path.is_dir() else path.parent
        for file in found:
            relative = file.relative_to(base)
            hidden = any(part.startswith(".") for part in relative.parts)
            real = file.resolve()
            if hidden or real in taken or output.resolve() in real.parents:
                continue
            taken.add(real)
            if path.is_dir() and _is_map(file):
                complain(f"没有当作要点文件：{file}（是表格的读法，draft import --map 用的）")
                continue
            name = _free_name(relative, seen)
            seen.add(name)
            yield Source(file, name)


def _is_map(file: Path) -> bool:
    """Return whether a file says how tables are read (draft import --map) and states no facts."""
    try:
        with file.open("rb") as opened:
            lines = opened.read(_LOOKED_AT).split(b"\n")
    except OSError:
        return False  # said when its turn comes
    keys = {line.partition(b":")[0] for line in lines}
    return b"tables" in keys and keys.isdisjoint({b"title", b"sections"})


def _free_name(relative: Path, seen: set[str]) -> str:
    """Return the name of the results: of two files that would share one, the later is told apart."""
    plain = relative.with_suffix("").as_posix()
    told_apart = relative.as_posix().replace(".", "-")
    names = (plain, told_apart, *(f"{told_apart}-{number}" for number in range(2, len(seen) + 3)))
    return next(name for name in names if name not in seen)
