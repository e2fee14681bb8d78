"""Looks at an Office file before anything opens it: bombs and entities are refused, macros and links told.

Source: measured attacks on python-docx 1.2 and openpyxl 3.1 (a 432 kB file that expands to 3 million rows).
"""

import zipfile
from pathlib import Path

from draft.errors import DocumentError, explain_os_error

_LARGEST_SUM = 100_000_000  # bytes after unpacking
_LARGEST_PART = 30_000_000
_HIGHEST_RATIO = 200
_MOST_PARTS = 2_000
_SMALL = 1_000_000  # below this a high ratio is harmless


def inspect_archive(path: Path) -> tuple[str, ...]:
    """Return Chinese remarks about what will be ignored (macros, external links).

    Raises:
        DocumentError: not an Office file of today, damaged, or made to do harm.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_bombs(path, parts)
            _refuse_entities(path, archive, parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise DocumentError(
            f"{path}: 不是可读的 Office 文件（可能已损坏、加了密码，或是旧式 .xls/.doc）；"
            "请另存为新格式再试。"
        ) from error
    except OSError as error:
        raise DocumentError(f"{path}: 读不出来（{explain_os_error(error)}）；请检查路径和权限。") from error
    names = [part.filename.lower() for part in parts]
    remarks = []
    if any("vbaproject" in name for name in names):
        remarks.append(f"{path.name}：含有宏，宏不会被读取或运行。")
    if any("externallink" in name for name in names):
        remarks.append(f"{path.name}：引用了别的文件，外部引用不会被打开，取用的是上次保存的值。")
    return tuple(remarks)


def _refuse_bombs(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    swollen = [
        part
        for part in parts
        if part.file_size > _LARGEST_PART
        or (part.file_size > _SMALL and part.file_size > _HIGHEST_RATIO * max(part.compress_size, 1))
    ]
    strange = [part for part in parts if part.filename.startswith(("/", "\\")) or ".." in part.filename]
    if total > _LARGEST_SUM or swollen or strange or len(parts) > _MOST_PARTS:
        raise DocumentError(
            f"{path}: 展开后过大或结构异常（{len(parts)} 个部件，共 {total // 1_000_000} MB），"
            "可能是压缩炸弹，不予打开；确是正常文件时，请删去多余的空行空列或拆成几个文件。"
        )


def _refuse_entities(path: Path, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                head = stream.read(4096)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise DocumentError(
                    f"{path}: 部件 {part.filename} 里有实体声明，正常的 Office 文件不会有，不予打开。"
                )
