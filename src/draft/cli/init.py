"""`draft init`: a commented facts file to begin with."""

import os
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
    from draft.cli.output import write_whole
    from draft.cli.texts import is_folder
    from draft.facts import EXAMPLE  # kept out of start-up

    if not file.parent.is_dir():
        raise InputError(f"{file}: 写不进去（没有文件夹 {file.parent}）；请先建文件夹，或换一个位置")
    if is_folder(file):
        raise InputError(f"{file}: 这是一个文件夹；请给出要写的文件名，如 {file / 'facts.yaml'}")
    if os.path.lexists(file) and not force:
        raise InputError(f"{file}: 文件已存在，没有覆盖；请换一个文件名，或加 --force")
    write_whole(file, EXAMPLE.encode("utf-8"))
    complain(f"已写入 {file}；改成自己的要点后运行：draft expand {file}")
