"""`draft style`: the style examples — what there is, what one looks like, whether each is true, one more."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from draft.cli.console import complain, print_json

if TYPE_CHECKING:
    from draft.document import StyleExample
    from draft.styles.adopt import Adopted

style = typer.Typer(help="样例：成文的范本，只学写法，不用其中的事实。", no_args_is_help=True)

_STYLES = typer.Option(None, "--styles", help="自己的样例文件夹，与自带的合用。")
_AS_JSON = typer.Option(False, "--json", help="以 JSON 打印。")


@style.command("list")
def list_styles(
    styles: Path | None = _STYLES,
    domain: str = typer.Option("", "--domain", help="只列这个领域，如 H04、教育。"),
    section_type: str = typer.Option("", "--type", help="只列这种部分，如 T3、T6。"),
    as_json: bool = _AS_JSON,
) -> None:
    """列出所有样例：名称、部分、领域、密度、标题。

    例：draft style list --domain H04
    """
    found = [
        example
        for example in _load(styles)
        if (not domain or example.domain == domain)
        and (not section_type or example.section_type == section_type)
    ]
    if as_json:
        print_json([_to_json(example, whole=False) for example in found])
        return
    for example in found:
        print(
            f"{example.name}\t{example.section_type}\t{example.domain or '-'}\t"
            f"{example.density}\t{example.document}\t{example.heading}"
        )
    complain(f"共{len(found)}个样例。")


@style.command("show")
def show_style(
    name: str = typer.Argument(..., help="样例名称，见 draft style list。", show_default=False),
    styles: Path | None = _STYLES,
    as_shown: bool = typer.Option(False, "--as-shown", help="打印模型看到的样子：数字已改换。"),
    as_json: bool = _AS_JSON,
) -> None:
    """打印一个样例的全文。

    例：draft style show h04-family-doctors-county --as-shown
    """
    from draft.errors import StyleError
    from draft.selection import vary_numbers
    from draft.styles import render_example

    found = {example.name: example for example in _load(styles)}
    if name not in found:
        near = "、".join(other for other in found if name in other)
        raise StyleError(
            f"没有名为“{name}”的样例；{f'相近的有：{near}' if near else '用 draft style list 查看全部'}"
        )
    example = (vary_numbers(found[name]) or found[name]) if as_shown else found[name]
    if as_json:
        print_json(_to_json(example, whole=True))
    else:
        print(render_example(example), end="")


@style.command("check")
def check_styles(
    files: list[Path] = typer.Argument(None, help="样例文件；不写则检查全部。", show_default=False),
    styles: Path | None = _STYLES,
    as_json: bool = _AS_JSON,
) -> None:
    """检查样例自身：成文里的数字与事实逐一相符，一个不多，一个不少；标点、空格等写法也查。

    有一处不符，退出码为 1。

    例：draft style check 我的样例/*.md
    """
    from draft.styles import load_style
    from draft.styles.check import check_example, find_form_faults

    examples = [load_style(path) for path in files] if files else list(_load(styles))
    checked = [(example, check_example(example), find_form_faults(example)) for example in examples]
    if as_json:
        print_json(
            [{**verdict.to_json(example.name), "form": list(form)} for example, verdict, form in checked]
        )
    else:
        for example, verdict, form in checked:
            for violation in verdict.violations:
                print(f"{example.name}: {violation.kind}: {violation.message}")
            for fault in form:
                print(f"{example.name}: form: {fault}")
    bad = sum(1 for _, verdict, form in checked if form or not verdict.ok)
    complain(f"检查了{len(checked)}个样例，{f'{bad}个有不符之处' if bad else '全部相符'}。")
    raise typer.Exit(1 if bad else 0)


@style.command("add")
def add_style(
    file: Path = typer.Argument(..., help="一对“事实—成文”（.md），或本单位的旧稿（.txt .md .docx）。"),
    into: Path | None = typer.Option(
        None, "--into", help="存到哪个文件夹；默认是用户配置文件夹下的 styles。"
    ),
    name: str = typer.Option("", "--name", help="样例名称（旧稿则为名称的开头）；默认用文件名。"),
    dry_run: bool = typer.Option(False, "--dry-run", help="只看会得到什么，不写文件。"),
) -> None:
    """收入自己的样例：一对“事实—成文”照原样收；旧稿先清理、分节，再拟出事实供人核定。

    清理的每一处都写到标准错误；数字不做任何改动。

    例：draft style add 2022年总结.docx --dry-run
    """
    from draft.errors import StyleError
    from draft.styles import write_example
    from draft.styles.adopt import adopt_file

    target = into or _own_directory()
    adopted: Adopted = adopt_file(file, _read_document(file), name or file.stem)
    for line in adopted.log:
        complain(line)
    if not adopted.examples:
        raise StyleError(f"{file}: 没有可以收作样例的段落，请看上面的记录")
    for example in adopted.examples:
        if dry_run:
            print(f"{example.name}\t{example.section_type}\t{example.domain or '-'}\t{example.heading}")
        else:
            print(write_example(example, target))
    done = "会收入" if dry_run else "已收入"
    complain(f"{done}{len(adopted.examples)}个样例；请打开核对“## 事实”，再运行 draft style check。")


def _load(styles: Path | None) -> "tuple[StyleExample, ...]":
    from draft.cli.wiring import list_style_directories, settings_from
    from draft.styles import load_styles

    return load_styles(list_style_directories(settings_from(styles=styles)))


def _own_directory() -> Path:
    from draft.cli.wiring import own_style_directory, settings_from
    from draft.errors import StyleError

    own = own_style_directory(settings_from())
    if own is None:
        raise StyleError("找不到用户的配置文件夹，请用 --into 指明样例存到哪里")
    return own


def _read_document(file: Path) -> str:
    """Return the text of the file, paragraphs on lines."""
    if file.suffix.lower() == ".docx":
        from draft.sources.docx import read_docx

        return read_docx(file)
    from draft.styles.adopt import read_text

    return read_text(file)


def _to_json(example: "StyleExample", *, whole: bool) -> dict[str, Any]:
    head = {
        "name": example.name,
        "heading": example.heading,
        "document": example.document,
        "section_type": example.section_type,
        "domain": example.domain,
        "level": example.level,
        "density": example.density,
        "tone": example.tone,
    }
    return {**head, "facts": list(example.facts), "prose": example.prose} if whole else head
