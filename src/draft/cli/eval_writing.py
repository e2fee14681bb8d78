"""`draft eval writing`: facts files × writer × repeats, with figures, a table and a page; resumable."""

import functools
import html
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain
from draft.errors import InputError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from draft.document import Spec
    from draft.evals.writing import Record
    from draft.prompts import PromptBook
    from draft.settings import Settings
    from draft.writers.recorded import RecordedWriter

_ROOT = Path(__file__).resolve().parents[3]
_HEADS = {
    "run": "写法",
    "sections": "节",
    "required": "应有数量",
    "survival": "保全",
    "invented": "虚构",
    "clean_at_first": "首稿即清",
    "pass_all_repeats": "各次皆清",
    "mean_rounds": "平均重写",
    "placed": "程序落位",
    "verbatim": "要点原样",
    "sentence_length": "句长",
    "length_ratio": "长度比",
    "longest_copied_run": "最长照抄",
    "copied_8grams": "照抄八字率",
    "repeated_sentences": "重复句",
    "empty_talk": "空话",
    "faults_of_form": "规定级格式错",
    "tokens": "词元",
    "seconds": "秒",
}


def writing(
    files: list[Path] = typer.Argument(None, help="要点文件；不给时用 examples/ 和 evals/recorded/facts/。"),
    writer: str = typer.Option("builtin", "--writer", help="builtin、recorded（重放已录答复）或 model。"),
    repeats: int = typer.Option(1, "--repeats", min=1, max=50, help="每个文件写几次；内置撰写换写法。"),
    model: str | None = typer.Option(None, "--model", help="模型名称。"),
    base_url: str | None = typer.Option(None, "--base-url", help="OpenAI 兼容端点。"),
    profile: str | None = typer.Option(None, "--profile", help="端点预设。"),
    prompt_variant: str | None = typer.Option(None, "--prompt-variant", help="full 或 short。"),
    records: Path | None = typer.Option(None, "--records", help="逐节记录（JSONL）；中断后重跑接着做。"),
    json_file: Path | None = typer.Option(None, "--json", help="把汇总写入这个文件。"),
    html_file: Path | None = typer.Option(None, "--html", help="把汇总写成网页。"),
    config: Path | None = typer.Option(None, "--config", help="配置文件 draft.toml。"),
) -> None:
    """测量写作：数量保全、首稿干净率、重写轮数、程序落位、照抄样例、重复、空话、格式。

    例：draft eval writing --writer builtin --repeats 3

    例：draft eval writing --writer model --model qwen3 --profile vllm --repeats 5 --records 记录.jsonl
    """
    from draft.cli.output import write_whole
    from draft.cli.wiring import settings_from
    from draft.evals.writing import summarise
    from draft.facts import load_spec

    if writer not in {"builtin", "recorded", "model"}:
        raise InputError(f"--writer {writer}: 只有 builtin、recorded、model。")
    settings = settings_from(
        writer="model" if writer == "model" else "builtin",
        model=model,
        base_url=base_url,
        profile=profile,
        prompt_variant=prompt_variant,
        config=config,
    )
    paths = files or _default_files(writer)
    specs = {_name(path): load_spec(path) for path in paths}
    found = _measure_all(specs, settings, writer, repeats, records)
    rows = summarise(found)
    print(_table(rows))
    if json_file:
        write_whole(json_file, (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode())
    if html_file:
        write_whole(html_file, _page(rows).encode())
    wrong = sum(row["required"] - row["survival"]["hits"] + row["invented"] for row in rows)
    raise typer.Exit(1 if wrong else 0)


def _default_files(writer: str) -> list[Path]:
    recorded = sorted((_ROOT / "evals" / "recorded" / "facts").glob("*.yaml"))
    examples = [] if writer == "recorded" else sorted((_ROOT / "examples").glob("*.yaml"))
    if not (recorded or examples):
        raise InputError("没有找到自带的要点文件（只有源代码里有）；请在命令后写明要点文件。")
    return examples + recorded


def _name(path: Path) -> str:
    return path.stem


def _measure_all(
    specs: "dict[str, Spec]", settings: "Settings", writer: str, repeats: int, records: Path | None
) -> "list[Record]":
    import asyncio

    from draft.evals.writing import from_line, record_draft, to_line

    known = [from_line(line) for line in _read_lines(records)]
    endpoint = settings.endpoint
    run = " ".join(filter(None, (writer, endpoint.model if endpoint else "", settings.prompt_variant)))
    done = {(record.run, record.file, record.repeat) for record in known}
    book = functools.cache(functools.partial(_book, settings))  # read and ranked once for all documents
    for name, spec in specs.items():
        for repeat in range(repeats):
            if (run, name, repeat) in done:
                continue
            draft = asyncio.run(_draft_once(spec, settings, writer, repeat, name, book))
            fresh = record_draft(draft, run, name, repeat)
            known += fresh
            if records:
                with records.open("a", encoding="utf-8") as file:
                    file.writelines(json.dumps(to_line(r), ensure_ascii=False) + "\n" for r in fresh)
            complain(f"{name} 第{repeat + 1}次：{len(fresh)} 节")
    return [
        record for record in known if record.run == run and record.file in specs and record.repeat < repeats
    ]


async def _draft_once(
    spec: "Spec",
    settings: "Settings",
    writer: str,
    repeat: int,
    name: str,
    book: "Callable[[str], PromptBook]",
) -> Any:
    from dataclasses import replace

    from draft.cli.wiring import build_options, open_writer
    from draft.evals.recordings import count_current
    from draft.pipeline.expand import expand
    from draft.render.markdown import render_text
    from draft.writers.builtin import BuiltinWriter

    options = build_options(settings, fall_back=True)
    embedded = BuiltinWriter(repeat)
    if writer == "builtin":
        return await expand(spec, embedded, embedded, render=render_text, options=options)
    if writer == "recorded":
        replayed = _recorded(name, book)
        complain(f"{name}：{count_current(replayed, spec)}/{len(replayed.digests)} 节答的是今天的提示")
        return await expand(spec, replayed, embedded, render=render_text, options=options)
    if settings.endpoint is None:
        raise SettingsError("没有配置模型端点：请用 --base-url 与 --model 指定。")
    seed = (settings.endpoint.seed or 0) + repeat
    varied = replace(settings, endpoint=replace(settings.endpoint, seed=seed))
    async with open_writer(varied) as live:
        return await expand(spec, live, embedded, render=render_text, options=options)


def _recorded(name: str, book: "Callable[[str], PromptBook]") -> "RecordedWriter":
    from draft.writers.recorded import RecordedWriter

    path = _ROOT / "evals" / "recorded" / f"{name}.json"
    return RecordedWriter(path, lambda variant: book(variant).compose)


def _book(settings: "Settings", variant: str) -> "PromptBook":
    from dataclasses import replace

    from draft.cli.wiring import build_prompt_book

    return build_prompt_book(replace(settings, prompt_variant=variant))


def _read_lines(path: Path | None) -> list[dict[str, Any]]:
    if path is None or not path.exists():
        return []
    lines: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            lines.append(json.loads(line))
        except ValueError:  # cut by an interruption: the document it belongs to is measured again
            last = (lines[-1]["file"], lines[-1]["repeat"]) if lines else None
            lines = [known for known in lines if (known["file"], known["repeat"]) != last]
    return lines


def _show(value: Any) -> str:
    if isinstance(value, dict):
        low, high = value["interval"]
        return f"{value['share']:.2%} [{low:.1%}, {high:.1%}]"
    return str(value)


def _table(rows: list[dict[str, Any]]) -> str:
    return "\n".join(
        "\n".join(f"{words}\t{_show(row[name])}" for name, words in _HEADS.items()) for row in rows
    )


def _page(rows: list[dict[str, Any]]) -> str:
    heads = "".join(f"<th>{words}</th>" for words in _HEADS.values())
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_show(row[name]))}</td>" for name in _HEADS) + "</tr>"
        for row in rows
    )
    return (
        '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>写作评测</title>'
        "<style>body{font-family:sans-serif;margin:2rem}table{border-collapse:collapse}"
        "td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:right}</style>"
        f"<h1>写作评测</h1><table><tr>{heads}</tr>{body}</table></html>\n"
    )
