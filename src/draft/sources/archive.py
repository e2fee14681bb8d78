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
_MOST_CELLS = 400_000
_CHUNK = 1_000_000
_SHEETS = "xl/worksheets/"
_CELL = b"<c "
_ENTITIES = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


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
    """Read every XML part once, in pieces: a comment may stand before a declaration, and hide it."""
    for part in parts:
        name = part.filename.lower()
        if not name.endswith((".xml", ".rels")):
            continue
        cells, tail = 0, b""
        with archive.open(part) as stream:
            while piece := stream.read(_CHUNK):
                if any(mark in tail + piece for mark in _ENTITIES):
                    raise DocumentError(
                        f"{path}: 部件 {part.filename} 里有实体声明，正常的 Office 文件不会有，不予打开。"
                    )
                cells += (tail[1 - len(_CELL) :] + piece).count(_CELL)
                tail = piece[-20:]
        if name.startswith(_SHEETS) and cells > _MOST_CELLS:
            raise DocumentError(
                f"{path}: 部件 {part.filename} 有 {cells} 个单元格（多半是带格式的空行），"
                f"超过 {_MOST_CELLS} 个；请删去多余的空行空列，或把有数的部分复制到新表再试。"
            )


def holds_formulas(path: Path) -> bool:
    """Tell whether any sheet has a formula."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.lower().startswith(_SHEETS)]
        return any(b"<f" in archive.read(name) for name in sheets)
