"""Writes results: whole or not at all, never over somebody's edits, never outside the chosen folder."""

import contextlib
import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from draft.cli.texts import is_folder
from draft.errors import InputError, explain_os_error

_OPENED = 2
"""Objects laid open one within the other; what lies deeper stands in one line."""

_FORCE = "加 --force 覆盖，或用 -o 换一个文件夹。"


def lay_out_json(value: Any) -> bytes:
    """Return JSON to leaf through: a line for each key of the outer objects and each element of their lists.

    The encoder of the standard library that indents all of it is written in Python: ten times as slow.
    """
    encoder = json.JSONEncoder(ensure_ascii=False)
    # A file's name may hold bytes that are no character; JSON can write them as it does: \\udce9.
    return f"{_lay_out(value, encoder, 0)}\n".encode(errors="backslashreplace")


def _lay_out(value: Any, encoder: json.JSONEncoder, depth: int) -> str:
    if isinstance(value, dict) and value and depth < _OPENED:
        keys = map(encoder.encode, map(str, value))
        parts = (_lay_out(held, encoder, depth + 1) for held in value.values())
        lines = [f"{key}: {part}" for key, part in zip(keys, parts, strict=True)]
        marks = "{}"
    elif isinstance(value, list) and value and depth <= _OPENED:
        lines = [encoder.encode(element) for element in value]
        marks = "[]"
    else:
        return encoder.encode(value)
    margin = "\n" + " " * depth
    return f"{marks[0]}{margin} {f',{margin} '.join(lines)}{margin}{marks[1]}"


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that no reader and no power cut ever sees half of it.

    Raises:
        InputError: the folder cannot be written, the disk is full, or the file is locked by another program.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write all files or, when one cannot be written, none; in the order given.

    Raises:
        InputError: as `write_whole`.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with _explained(path):
                _stage(path, content, staged)
        for path in staged:
            with _explained(path):
                _try_to_open(path)
        for path, temporary in staged.items():
            with _explained(path):
                temporary.replace(path)
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _stage(path: Path, content: bytes, staged: dict[Path, Path]) -> None:
    """Write `content` beside `path`, safe on the disk, and note where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".draft-", delete=False) as file:
        staged[path] = Path(file.name)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    staged[path].chmod(0o666 & ~_umask())


def _try_to_open(path: Path) -> None:
    """Open a file that is to be replaced: one that Word holds open refuses (Windows), before any is."""
    if path.exists():
        with path.open("r+b"):
            pass


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        lock = find_lock(path)
        if lock and isinstance(error, PermissionError):
            raise InputError(_say_open(path, lock)) from error
        raise InputError(
            f"{path}: 写不进去（{explain_os_error(error)}）；请检查文件夹权限、磁盘空间，"
            "或先关闭正在打开它的程序，也可用 -o 换一个文件夹。"
        ) from error


def find_lock(path: Path) -> Path | None:
    """Return the file by which Word, WPS or LibreOffice says that it has `path` open, None without one."""
    name = path.name
    if not name:  # the working folder itself, a drive
        return None
    cut = name[min(2, max(0, len(path.stem) - 6)) :]  # Word drops up to two characters of a long name
    marks = (f"~${name}", f"~${cut}", f".~{name}", f".~lock.{name}#")
    try:
        return next((path.with_name(mark) for mark in marks if path.with_name(mark).exists()), None)
    except OSError:
        return None


def _say_open(path: Path, lock: Path) -> str:
    return (
        f"{path}: 正被 Word、WPS 或 LibreOffice 打开（旁边有 {lock.name}），不予覆盖；请先关闭再运行，"
        "也可用 -o 换一个文件夹；确已关闭的，删去这个文件，或加 --force。"
    )


def refuse_edited(paths: list[Path], report: Path, remedy: str = _FORCE) -> None:
    """Refuse to overwrite a file that is open, or that is not, to the byte, what a run wrote.

    Args:
        remedy: what to do about an edited file.

    Raises:
        InputError: somebody has one of `paths` open, edited it since, or it comes from elsewhere.
    """
    known = written_before(report)
    for path in paths:
        with _explained(path):
            lock = find_lock(path) if path.exists() else None
            edited = path.is_file() and known.get(path.name) != digest(path.read_bytes())
        if lock:
            raise InputError(_say_open(path, lock))
        if edited:
            raise InputError(f"{path}: 已存在，且不是上次生成的原样（可能有人改过），不予覆盖；{remedy}")


def refuse_inputs(target: Path, option: str, inputs: Iterable[Path]) -> None:
    """Refuse to write a result over what it is made of, or where a folder stands.

    Raises:
        InputError: `target` is one of `inputs`, or a folder.
    """
    if is_folder(target):
        raise InputError(f"{option} {target}: 这是一个文件夹；请给出要写的文件名。")
    if any(target.resolve() == path.resolve() for path in inputs):
        raise InputError(f"{option} {target}: 这是要读的文件，写上去原来的内容就没有了；请换一个文件名。")


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def written_before(report: Path) -> dict[str, str]:
    """Return the documents that the run of this report and those before it wrote: name → digest."""
    try:
        found = json.loads(report.read_text(encoding="utf-8"))
        names = {**found.get("earlier", {}), **found.get("outputs", {})}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return {
        name: known for name, known in names.items() if isinstance(known, str) and Path(name).name == name
    }


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
