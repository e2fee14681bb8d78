"""A table file → its sheets: .xlsx and .xlsm by way of `workbook`, .csv here in the encodings offices use."""

import csv
import io
from pathlib import Path

from draft.encoding import decode_chinese
from draft.errors import DocumentError, explain_os_error
from draft.sources.cells import read_text_cell
from draft.sources.grid import Grid, column_letters, refuse_large

_SIZE_LIMIT = 20_000_000
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS = "\t;|，"
_OFFICE = (b"PK", b"\xd0\xcf\x11\xe0")  # a workbook that only bears the name of a text
_PAGE = (b"<html", b"<!doc", b"<?xml", b"<tabl", b"<meta")


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of an .xlsx, .xlsm or .csv file that hold anything.

    Raises:
        DocumentError: it cannot be read, is too large or made to do harm.
    """
    head = _read_head(path)
    kind = path.suffix.lower()
    if kind == ".csv" and not head.startswith(_OFFICE):
        return (_read_csv(path),)
    if kind in {".xlsx", ".xlsm", ".csv"}:
        if head.lstrip().lower().startswith(_PAGE):
            raise DocumentError(f"{path}: 是网页，只是改了扩展名；请用 Excel 或 WPS 打开后另存为 .xlsx。")
        # openpyxl is loaded only for spreadsheets (start-up time).
        from draft.sources.workbook import read_workbook  # noqa: PLC0415

        return read_workbook(path)
    raise DocumentError(f"{path}: 只认 .xlsx、.xlsm 和 .csv 表格；旧式 .xls 请用 Excel 或 WPS 另存为 .xlsx。")


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(64)
    except OSError as error:
        raise DocumentError(f"{path}: 读不出来（{explain_os_error(error)}）；请检查路径和权限。") from error


def _read_csv(path: Path) -> Grid:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: 读不出来（{explain_os_error(error)}）；请检查路径和权限。") from error
    if len(data) > _SIZE_LIMIT:
        raise DocumentError(f"{path}: 超过 {_SIZE_LIMIT // 1_000_000} MB，请拆成几个文件。")
    text = _decode(path, data)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text)))
    except csv.Error as error:  # a quotation mark that is never closed swallows the rest of the file
        raise DocumentError(
            f"{path}: 不是可读的 CSV（{error}）；请检查引号是否成对，或另存为 .xlsx。"
        ) from None
    while lines and not any(field.strip() for field in lines[-1]):
        lines.pop()
    width = max((len(line) for line in lines), default=0)
    refuse_large(path, path.stem, len(lines), width)
    rows = tuple(
        tuple(
            read_text_cell(line[column] if column < len(line) else "", f"{column_letters(column)}{number}")
            for column in range(width)
        )
        for number, line in enumerate(lines, 1)
    )
    return Grid(path.stem, rows)


def _decode(path: Path, data: bytes) -> str:
    if data[:2] in _MARKS:
        try:
            return data.decode(_MARKS[data[:2]])
        except UnicodeDecodeError:
            raise DocumentError(f"{path}: UTF-16 编码已损坏，请另存为 UTF-8 的 CSV。") from None
    if b"\0" in data:
        raise DocumentError(f"{path}: 不是文本（或是没有标记的 UTF-16），请另存为 UTF-8 的 CSV。")
    try:
        return decode_chinese(data)
    except UnicodeDecodeError:
        raise DocumentError(f"{path}: 既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8 的 CSV。") from None


def _find_delimiter(text: str) -> str:
    """Return the mark that parts the fields: the one that parts most lines into equally many."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:50]
    counts = {mark: [line.count(mark) for line in lines] for mark in f",{_DELIMITERS}"}

    def weigh(mark: str) -> tuple[int, int]:
        most = max(set(counts[mark]), key=counts[mark].count, default=0)
        return (counts[mark].count(most) if most else 0, sum(counts[mark]))

    return max(counts, key=weigh) if any(map(sum, counts.values())) else ","
