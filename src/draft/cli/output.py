"""Writes results: whole or not at all, never over somebody's edits, never outside the chosen folder."""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from draft.errors import InputError


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that no reader and no power cut ever sees half of it.

    Raises:
        InputError: the folder cannot be written, the disk is full, or the file is locked by another program.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".draft-", delete=False) as file:
            temporary = file.name
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        reason = error.strerror or type(error).__name__
        raise InputError(
            f"{path}: 写不进去（{reason}）；请检查文件夹权限、磁盘空间，或先关闭正在打开它的程序，"
            "也可用 -o 换一个文件夹。"
        ) from error


def refuse_edited(paths: list[Path], report: Path) -> None:
    """Refuse to overwrite a file that is not, to the byte, what the last run wrote.

    Raises:
        InputError: somebody edited one of `paths` since, or it comes from elsewhere.
    """
    known = _written_last_time(report)
    for path in paths:
        if path.is_file() and known.get(path.name) != digest(path.read_bytes()):
            raise InputError(
                f"{path}: 已存在，且不是上次生成的原样（可能有人改过），不予覆盖；"
                "加 --force 覆盖，或用 -o 换一个文件夹。"
            )


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _written_last_time(report: Path) -> dict[str, str]:
    try:
        outputs = json.loads(report.read_text(encoding="utf-8")).get("outputs", {})
    except (OSError, ValueError, AttributeError):
        return {}
    return outputs if isinstance(outputs, dict) else {}


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
