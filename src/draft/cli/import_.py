"""`draft import`: a spreadsheet or an old document becomes a facts.yaml that a person confirms."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from draft.cli.console import complain, print_json, visible
from draft.cli.texts import is_file, is_folder
from draft.errors import InputError

if TYPE_CHECKING:
    from draft.sources.candidates import Import

_TABLES = {".xlsx", ".xlsm", ".csv"}
_TEXTS = {".txt", ".md", ".docx"}
_REMEDIES = {
    ".xls": "旧式 .xls 请用 Excel 或 WPS 另存为 .xlsx",
    ".et": ".et 请用 WPS 另存为 .xlsx",
    ".ods": ".ods 请另存为 .xlsx",
    ".doc": "旧式 .doc 请用 Word 或 WPS 另存为 .docx",
    ".wps": ".wps 请用 WPS 另存为 .docx",
    ".pdf": "PDF 请把内容复制到 .txt 或 .docx",
}
_MANY = 12


def import_(
    source: Path = typer.Argument(
        ..., help="表格（.xlsx .csv）或旧文稿（.docx .txt .md）。", show_default=False
    ),
    output: Path | None = typer.Option(None, "--output", "-o", help="写到哪里（默认：来源旁的同名 .yaml）。"),
    title: str | None = typer.Option(None, "--title", help="标题；不给时取表格或文稿里的。"),
    table_map: Path | None = typer.Option(
        None, "--map", help="按这份对照表读表格（哪列是名称、数值、单位……）。"
    ),
    map_out: Path | None = typer.Option(
        None, "--map-out", help="不导入，只把猜出的读法写成对照表，改好后用 --map。"
    ),
    force: bool = typer.Option(False, "--force", help="覆盖已有的文件。"),
    as_json: bool = typer.Option(False, "--json", help="在标准输出打印导入结果（JSON）。"),
) -> None:
    """从表格或旧文稿导入要点，每条注明出处，拿不准的标“请确认”。

    例：draft import 各科室报数.xlsx

    例：draft import 去年总结.docx -o 要点.yaml

    例：draft import 报数.xlsx --map-out 读法.yaml，改好后 draft import 报数.xlsx --map 读法.yaml

    表格里的每个数字都有交代：写入、略去（说明原因）或待确认；表格怎样排见 docs/facts.md。
    """
    _refuse_unknown(source, table_map or map_out)
    if table_map is not None and map_out is not None:
        raise InputError("--map 与 --map-out 不能同时用：先写出读法，改好再按它读。")
    if map_out is not None:
        _write_map(source, map_out, force=force)
        return
    target = output or source.with_suffix(".yaml")
    found = _read(source, title, table_map)
    if found.is_empty:
        for remark in found.remarks[:_MANY]:
            complain(f"请确认：{visible(remark)}")
        raise InputError(
            f"{source}: 没有找到可以作要点的内容；表格请确认有表头和数字"
            "（或用 --map-out 写出读法来改），文稿请确认有正文。"
        )
    targets = _write(found, source, target, force=force)
    if as_json:
        print_json(_describe(found, targets))
    else:
        _show(found, targets)


def _refuse_unknown(source: Path, table_map: Path | None) -> None:
    """Raise an InputError when the source cannot be imported, naming what to do."""
    kind = source.suffix.lower()
    if is_folder(source):
        raise InputError(f"{source}: 这是一个文件夹；请给出其中一个文件的路径。")
    if is_folder(source):
        raise InputError(f"{source}: 这是一个文件夹；请给出里面的一个文件。")
    if not is_file(source):
        raise InputError(f"{source}: 没有这个文件；请检查路径。")
    if kind not in _TABLES | _TEXTS:
        remedy = _REMEDIES.get(kind, "不认识的文件类型")
        raise InputError(f"{source}: {remedy}；可以导入 {'、'.join(sorted(_TABLES | _TEXTS))}。")
    if table_map is not None and kind not in _TABLES:
        raise InputError(f"{source}: --map 和 --map-out 只用于表格（{'、'.join(sorted(_TABLES))}）。")


def _write_map(source: Path, target: Path, *, force: bool) -> None:
    from draft.cli.output import refuse_inputs, write_whole
    from draft.sources.maps import render_map
    from draft.sources.spreadsheet import read_grids

    refuse_inputs(target, "--map-out", (source,))
    _refuse_existing(target, force=force)
    write_whole(target, render_map(read_grids(source), source.name).encode())
    print(f"读法写在 {target}；改好后运行：draft import {source} --map {target}")


def _refuse_existing(target: Path, *, force: bool) -> None:
    if is_folder(target):
        raise InputError(f"{target}: 这是一个文件夹；请给出要写的文件名。")
    if is_file(target) and not force:
        raise InputError(f"{target}: 已存在，不予覆盖；加 --force 覆盖，或用 -o 换一个名字。")


def _write(found: "Import", source: Path, target: Path, *, force: bool) -> list[Path]:
    """Write the facts files and return where they lie: several when one may not hold so much."""
    from draft.cli.output import write_all
    from draft.facts.reading import MAX_FACT_CHARACTERS, MAX_FACTS
    from draft.facts.text import MAX_BYTES
    from draft.sources.candidates import render_facts_file
    from draft.sources.parts import Limits, split_import

    parts = split_import(found, Limits(MAX_FACTS, MAX_FACT_CHARACTERS, MAX_BYTES))
    targets = [
        target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        for number in range(1, len(parts) + 1)
    ]
    for path in targets:
        _refuse_existing(path, force=force)
    contents = [render_facts_file(part, source.name).encode() for part in parts]
    write_all(dict(zip(targets, contents, strict=True)))
    return targets


def _show(found: "Import", targets: list[Path]) -> None:
    facts = sum(len(section.facts) for section in found.sections)
    sections = sum(bool(section.facts) for section in found.sections)
    places = "、".join(map(str, targets))
    print(f"导入 {sections} 节 {facts} 条，其中 {found.doubtful} 条请人工确认：{places}")
    if found.tally:
        print(found.tally.describe())
    if len(targets) > 1:
        complain(f"要点太多，一个文件放不下，分成了 {len(targets)} 个。")
    for remark in found.remarks[:_MANY]:
        complain(f"请确认：{visible(remark)}")
    if len(found.remarks) > _MANY:
        complain(f"……另有 {len(found.remarks) - _MANY} 处，见文件里的注释。")


def _read(source: Path, title: str | None, table_map: Path | None) -> "Import":
    if source.suffix.lower() in _TABLES:
        return _read_table(source, title, table_map)
    return _read_text(source, title)


def _read_table(source: Path, title: str | None, table_map: Path | None) -> "Import":
    from draft.cli.table_map import load_map
    from draft.sources.maps import apply_map
    from draft.sources.spreadsheet import read_grids
    from draft.sources.tables import join_sheets, read_facts

    grids = read_grids(source)
    layouts = load_map(table_map, grids) if table_map else None
    sheets = [read_facts(grid, None if layouts is None else apply_map(grid, layouts)) for grid in grids]
    return join_sheets(grids, sheets, source.stem, title or "")


def _read_text(source: Path, title: str | None) -> "Import":
    from dataclasses import replace

    from draft.sources.old_document import read_old_document
    from draft.sources.old_frame import strip_frame
    from draft.sources.old_tally import count_numbers
    from draft.sources.old_text import drop_head
    from draft.styles.clean import clean_text

    raw, remarks = _load_text(source)
    text, head = drop_head(raw)
    frame = strip_frame(text)
    cleaned = clean_text("\n".join(frame.lines))
    repairs = (*head.values(), *frame.told, *map(str, cleaned.log))
    found = read_old_document(cleaned.paragraphs, remarks, repairs, raw=raw)
    whole = {
        repair.line: "重复的行" if "重复" in repair.rule else "网页附带文字"
        for repair in cleaned.log
        if repair.rule.startswith("删去") and not repair.after
    }
    cut = [
        (repair.line, repair.before, repair.after) for repair in cleaned.log if repair.rule.startswith("删去")
    ]
    above = {line: "版头" if "版头：" in told else "网页附带文字" for line, told in head.items()}
    tally, lost = count_numbers(raw, found, above | frame.dropped | whole, cut, frame.cut)
    return replace(found, title=title or found.title, remarks=(*found.remarks, *lost), tally=tally)


def _load_text(source: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of an old document and what is to be said about its file."""
    from draft.sources.archive import inspect_archive
    from draft.sources.docx import read_docx
    from draft.sources.old_text import drop_marks, refuse_binary
    from draft.styles.adopt import read_text

    if source.suffix.lower() == ".docx":
        return drop_marks(read_docx(source)), inspect_archive(source)
    text = read_text(source)
    refuse_binary(source, text)
    return drop_marks(text) if source.suffix.lower() == ".md" else text, ()


def _describe(found: "Import", targets: list[Path]) -> dict[str, object]:
    tally = found.tally
    return {
        "file": str(targets[0]),
        "files": [str(path) for path in targets],
        "title": found.title,
        "doubtful": found.doubtful,
        "numbers": tally.to_json() if tally else None,
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
