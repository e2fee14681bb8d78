"""`draft prompt`: exactly the messages that would be sent; sends nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json

if TYPE_CHECKING:
    from draft.document import Prompt, Task
    from draft.prompts import PromptBook

_PASSED_SHOWN = 5


def prompt(
    facts: Path | None = typer.Argument(None, help="要点文件 facts.yaml。", show_default=False),
    section: list[str] = typer.Option(
        [], "--section", help="只看这一节：序号（从 1 起）或标题中的文字，可重复；0 为导语。"
    ),
    attempt: int = typer.Option(0, "--attempt", min=0, help="第几稿（0 为首稿），写进提示和缓存的编号。"),
    variant: str | None = typer.Option(
        None, "--variant", help="full 完整提示，short 小模型用；默认按模型名称判断。"
    ),
    length: int = typer.Option(0, "--length", min=0, help="希望每节多少字，0 为不限。"),
    density: str = typer.Option("", "--density", help="希望的数字密度：低、中、高；默认按要点判断。"),
    model: str | None = typer.Option(None, "--model", help="模型名称，用来判断提示的长短。"),
    prompts: Path | None = typer.Option(None, "--prompts", help="自己的提示词模板文件夹，优先于自带的。"),
    styles: Path | None = typer.Option(None, "--styles", help="自己的样例文件夹，与自带的合用。"),
    config: Path | None = typer.Option(None, "--config", help="配置文件 draft.toml。"),
    export: Path | None = typer.Option(
        None, "--export", help="把自带的模板复制到这个文件夹，供修改；已有的文件不覆盖。"
    ),
    mend: Path | None = typer.Option(
        None,
        "--mend",
        help="看重写的提示：这个文件是 --section 所指那一节的现有文字，打印要求重写其中错处的消息。",
    ),
    explain: bool = typer.Option(False, "--explain", help="说明选了哪些样例、为什么（写到标准错误）。"),
    as_json: bool = typer.Option(False, "--json", help="以 JSON 打印消息、模板、参数和样例。"),
) -> None:
    """打印将要发给模型的消息，一字不差；不联网，不发送。

    例：draft prompt facts.yaml --section 2 --explain

    例：draft prompt facts.yaml --json | jq '.prompts[0].messages'

    例：draft prompt facts.yaml --section 2 --mend 第二节.txt

    例：draft prompt --export 我的提示词
    """
    from draft.cli.wiring import build_prompt_book, choose_sections, settings_from
    from draft.cli.wishes import read_density
    from draft.document import Task
    from draft.errors import InputError
    from draft.facts import load_spec
    from draft.prompts import guess_variant

    if model and not variant:
        variant = guess_variant(model)
    settings = settings_from(prompt_variant=variant, prompts=prompts, styles=styles, config=config)
    if export:
        _export(settings.prompts_dirs[-1], export)
        return
    if facts is None:
        raise InputError("缺少要点文件：draft prompt facts.yaml；没有的话先运行 draft init")
    book = build_prompt_book(settings)
    spec = load_spec(facts)
    chosen = choose_sections(spec, [name for name in section if name != "0"])
    tasks = [
        Task(spec, part, attempt=attempt, length=length, density=read_density(density))
        for part in (None, *spec.walk())
        if (part is None or part.facts) and _is_wanted(part.index if part else None, chosen, section)
    ]
    if mend:
        tasks = [_mending(tasks, mend)]
    composed = [(task, book.compose(task)) for task in tasks]
    if as_json:
        print_json({"facts": str(facts), "prompts": [_to_json(*pair, book) for pair in composed]})
        return
    for task, made in composed:
        _print_messages(task, made)
        if explain:
            _explain(task, made, book)


def _mending(tasks: "list[Task]", path: Path) -> "Task":
    """Return the task that asks for what is wrong in the file's text again.

    Raises:
        InputError: not exactly one section is chosen, or nothing is wrong.
    """
    from draft.cli.texts import read_document
    from draft.errors import InputError
    from draft.fidelity import compare
    from draft.pipeline.placing import ask_to_mend

    if len(tasks) != 1:
        chosen = "、".join(map(_name, tasks[:_PASSED_SHOWN])) + ("……" if len(tasks) > _PASSED_SHOWN else "")
        raise InputError(
            "--mend 要配一个 --section：文件里是哪一节的文字（序号或标题中的文字，0 为导语）；"
            f"现在选中的有 {chosen or '没有要点的一节'}"
        )
    task, text = tasks[0], read_document(str(path)).strip()
    verdict = compare(task.spec.ledger(), text, sections={task.index})
    if verdict.ok:
        raise InputError(f"{path}: 核对通过，没有要重写的句子")
    return ask_to_mend(task, text, verdict)


def _export(shipped: Path, target: Path) -> None:
    """Copy the shipped templates to `target`; what is there already stays.

    Raises:
        InputError: a file cannot be written.
    """
    from draft.errors import InputError, explain_os_error

    for source in sorted(shipped.rglob("*.md")):
        path = target / source.relative_to(shipped)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(source.read_bytes())
        except FileExistsError:
            complain(f"{path}: 已有，没有覆盖")
        except OSError as error:
            raise InputError(f"{path}: 写不进去（{explain_os_error(error)}），请检查文件夹权限") from error
        else:
            print(path)


def _is_wanted(index: int | None, chosen: frozenset[int] | None, names: list[str]) -> bool:
    """Return whether the section, or the 导语 (None), is among those named; without names all are."""
    if not names:
        return True
    if index is None:
        return "0" in names
    return bool(set(names) - {"0"}) and (chosen is None or index in chosen)


def _print_messages(task: "Task", made: "Prompt") -> None:
    print(f"════ {_name(task)} · 模板 {made.template} ════")
    for message in made.messages:
        print(f"──── {message.role} ────\n{message.content}\n")


def _name(task: "Task") -> str:
    return f"第{task.section.index + 1}节 {task.section.heading}" if task.section else "导语"


def _explain(task: "Task", made: "Prompt", book: "PromptBook") -> None:
    from draft.selection import estimate_tokens

    choice, _ = book.choose(task)
    tokens = estimate_tokens("".join(message.content for message in made.messages))
    complain(f"{_name(task)}：约{tokens}个词元，参数 {made.options}")
    for ranked in choice.taken:
        complain(f"  选用 {ranked.example.name}：{ranked.explain()}")
    for ranked, reason in choice.passed[:_PASSED_SHOWN]:
        complain(f"  未用 {ranked.example.name}：{ranked.explain()}；{reason}")


def _to_json(task: "Task", made: "Prompt", book: "PromptBook") -> dict[str, Any]:
    from draft.prompts import digest_messages
    from draft.selection import estimate_tokens

    choice, _ = book.choose(task)
    return {
        "section": task.index,
        "heading": task.section.heading if task.section else None,
        "template": made.template,
        "template_digest": made.digest,
        "messages_digest": digest_messages(made),
        "options": made.options,
        "tokens": estimate_tokens("".join(message.content for message in made.messages)),
        "examples": [
            {"name": r.example.name, "score": round(r.score, 4), "parts": dict(r.parts)} for r in choice.taken
        ],
        "messages": [{"role": m.role, "content": m.content} for m in made.messages],
    }
