"""`draft import`: a spreadsheet or an old document becomes a facts.yaml that a person confirms."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from draft.cli.console import complain, print_json
from draft.errors import InputError

if TYPE_CHECKING:
    from draft.sources.candidates import Import

_TABLES = {".xlsx", ".xlsm", ".csv"}
_TEXTS = {".txt", ".md", ".docx"}
_MANY = 12


def import_(
    source: Path = typer.Argument(
        ..., help="表格（.xlsx .csv）或旧文稿（.docx .txt .md）。", show_default=False
    ),
    output: Path | None = typer.Option(None, "--output", "-o", help="写到哪里（默认：来源旁的同名 .yaml）。"),
    title: str | None = typer.Option(None, "--title", help="标题；不给时取表格或文稿里的。"),
    force: bool = typer.Option(False, "--force", help="覆盖已有的文件。"),
    as_json: bool = typer.Option(False, "--json", help="在标准输出打印导入结果（JSON）。"),
) -> None:
    """从表格或旧文稿导入要点，每条注明出处，拿不准的标“请确认”。

    例：draft import 各科室报数.xlsx

    例：draft import 去年总结.docx -o 要点.yaml
    """
    from draft.cli.output import write_whole
    from draft.sources.candidates import render_facts_file

    target = output or source.with_suffix(".yaml")
    if target.exists() and not force:
        raise InputError(f"{target}: 已存在，不予覆盖；加 --force 覆盖，或用 -o 换一个名字。")
    found = _read(source, title)
    if not any(section.facts for section in found.sections):
        raise InputError(f"{source}: 没有找到可以作要点的内容；表格请确认有表头和数字，文稿请确认有正文。")
    write_whole(target, render_facts_file(found, source.name).encode())
    facts = sum(len(section.facts) for section in found.sections)
    if as_json:
        print_json(_describe(found, target))
        return
    print(f"导入 {len(found.sections)} 节 {facts} 条，其中 {found.doubtful} 条请人工确认：{target}")
    for remark in found.remarks[:_MANY]:
        complain(f"请确认：{remark}")
    if len(found.remarks) > _MANY:
        complain(f"……另有 {len(found.remarks) - _MANY} 处，见文件里的注释。")


def _read(source: Path, title: str | None) -> "Import":
    kind = source.suffix.lower()
    if not source.is_file():
        raise InputError(f"{source}: 没有这个文件；请检查路径。")
    if kind in _TABLES:
        return _read_table(source, title)
    if kind in _TEXTS:
        return _read_text(source, title)
    raise InputError(f"{source}: 不认识的文件类型；可以导入 {'、'.join(sorted(_TABLES | _TEXTS))}。")


def _read_table(source: Path, title: str | None) -> "Import":
    from draft.sources.candidates import Import
    from draft.sources.grid import read_grids
    from draft.sources.tables import list_sections

    grids = read_grids(source)
    sections = tuple(section for grid in grids for section in list_sections(grid))
    remarks = tuple(remark for grid in grids for remark in grid.remarks)
    silent = [grid.name for grid in grids if not list_sections(grid)]
    remarks += tuple(f"工作表“{name}”没有认出数字表格，未导入" for name in silent)
    return Import(title or f"{source.stem}（请改为文件标题）", sections, remarks)


def _read_text(source: Path, title: str | None) -> "Import":
    from dataclasses import replace

    from draft.sources.archive import inspect_archive
    from draft.sources.docx import read_docx
    from draft.sources.old_document import read_old_document
    from draft.styles.adopt import read_text
    from draft.styles.clean import clean_text

    remarks: tuple[str, ...] = ()
    if source.suffix.lower() == ".docx":
        remarks = inspect_archive(source)
        text = read_docx(source)
    else:
        text = read_text(source)
    cleaned = clean_text(text)
    suspicious = {repair.line for repair in cleaned.log if "疑似识别错误" in repair.rule}
    repairs = tuple(map(str, cleaned.log))
    found = read_old_document(cleaned.paragraphs, suspicious, remarks, repairs)
    return replace(found, title=title) if title else found


def _describe(found: "Import", target: Path) -> dict[str, object]:
    return {
        "file": str(target),
        "title": found.title,
        "doubtful": found.doubtful,
        "remarks": list(found.remarks),
        "repairs": list(found.repairs),
        "sections": [
            {
                "heading": section.heading,
                "facts": [
                    {"text": f.text, "address": f.address, "source": f.source, "doubts": list(f.doubts)}
                    for f in section.facts
                ],
            }
            for section in found.sections
        ],
    }
