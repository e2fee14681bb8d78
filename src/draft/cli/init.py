"""`draft init`: a commented facts file to begin with."""

import os
import tempfile
from pathlib import Path

import typer

from draft.cli.console import complain
from draft.errors import InputError


def init(
    file: Path = typer.Argument(Path("facts.yaml"), metavar="[FILE]", help="写到哪里，默认 ./facts.yaml。"),
    force: bool = typer.Option(False, "--force", "-f", help="文件已存在时也覆盖。"),
) -> None:
    """写一份带注释的示例要点文件，改成自己的内容即可使用。

    例：draft init 2024年总结.yaml
    """
    from draft.facts import EXAMPLE  # kept out of start-up

    _write_whole(file, EXAMPLE.encode("utf-8"), force=force)
    complain(f"已写入 {file}；改成自己的要点后运行：draft expand {file}")


def _write_whole(file: Path, data: bytes, *, force: bool) -> None:
    """Write `data` so that the file appears whole or not at all; an existing one stays unless `force`."""
    try:
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            Path(temporary).chmod(0o666 & ~_umask())
            if force:
                Path(temporary).replace(file)
            else:
                _claim(Path(temporary), file)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except FileExistsError:
        raise InputError(f"{file}:1: 文件已存在，没有覆盖；请换一个文件名，或加 --force") from None
    except OSError as error:
        raise InputError(f"{file}:1: 写不进去（{error.strerror}）；请检查目录是否存在、是否可写") from None


def _claim(temporary: Path, file: Path) -> None:
    """Give `temporary` the name `file` unless something has that name already."""
    if os.path.lexists(file):
        raise FileExistsError
    temporary.replace(file)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
