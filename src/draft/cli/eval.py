"""`draft eval`: how good is the checker, measured on the cases in `evals/`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typer

from draft.cli.console import complain
from draft.cli.eval_writing import writing

eval_app = typer.Typer(
    name="eval", help="测量：核对器查得全不全、准不准。", no_args_is_help=True, rich_markup_mode=None
)
_HERE = Path(__file__).resolve().parents[3] / "evals"


@eval_app.command("checker")
def checker(
    cases: Path = typer.Option(_HERE, "--cases", help="样例目录，默认为源代码中的 evals/。"),
    json_file: Path | None = typer.Option(None, "--json", help="把结果写入这个文件。"),
    seed: int = typer.Option(1, "--seed", help="随机种子；种子相同，结果相同。"),
    per_kind: int = typer.Option(100, "--per-kind", help="每类最多种植多少处错误。"),
    compare: bool = typer.Option(
        True, "--compare/--no-compare", help="与已提交的结果比较，变差则退出码为1。"
    ),
    show: str | None = typer.Option(None, "--show", help="列出这一类中漏掉的错误；alarms 列出误报。"),
    rivals: bool = typer.Option(False, "--rivals", help="改为在同样的样例上比较其他做法。"),
) -> None:
    """在忠实的样例里种植各类错误，测量核对器的查出率、定位率、误报率和速度

    例：draft eval checker --show qualifier
    """
    from draft.evals.documents import score_documents
    from draft.evals.measure import score_mutants, score_variants
    from draft.evals.planting import plant_all
    from draft.evals.results import build_result, compare_results, render_result
    from draft.evals.variants import vary_all

    pairs = _read_pairs(cases)
    mutants = plant_all(pairs, seed, per_kind)
    variants = vary_all(pairs, seed, 8)
    if rivals:
        _compare_rivals(mutants, variants, json_file)
        return
    scores, alarms = score_mutants(mutants), score_variants(variants)
    documents = score_documents(pairs, mutants)
    result = build_result(scores, alarms, documents, seed)
    print(render_result(result))
    if show:
        _show(show, scores, alarms, documents)
    _finish(result, json_file, cases / "results" / "checker.json" if compare else None, compare_results)


@eval_app.command("natural")
def natural(
    cases: Path = typer.Option(_HERE, "--cases", help="样例目录，默认为源代码中的 evals/。"),
    json_file: Path | None = typer.Option(None, "--json", help="把结果写入这个文件。"),
    compare: bool = typer.Option(
        True, "--compare/--no-compare", help="与已提交的结果比较，变差则退出码为1。"
    ),
    show: bool = typer.Option(False, "--show", help="列出漏掉的错误和误报。"),
) -> None:
    """在大模型写成、逐处标注的文稿上测量：查出多少错误，误报多少合法改写

    例：draft eval natural --show
    """
    from draft.errors import InputError
    from draft.evals import natural as drafts

    files = sorted((cases / "cases" / "natural").glob("*.json"))
    if not files:
        raise InputError(
            f"{cases}: 没有 cases/natural/*.json；请在源代码目录中运行，或用 --cases 指定 evals 目录"
        )
    score = drafts.score_drafts(drafts.parse_draft(file.read_text("utf-8"), str(file)) for file in files)
    result = drafts.build_natural_result(score)
    print(drafts.render_natural(result))
    if show:
        print("\n".join(score.lines))
    _finish(
        result, json_file, cases / "results" / "natural.json" if compare else None, drafts.compare_natural
    )


def _read_pairs(cases: Path) -> list[Any]:
    from draft.errors import InputError
    from draft.evals.cases import parse_pairs

    files = sorted((cases / "cases" / "pairs").glob("*.jsonl"))
    if not files:
        raise InputError(
            f"{cases}: 没有 cases/pairs/*.jsonl；请在源代码目录中运行，或用 --cases 指定 evals 目录"
        )
    return [pair for file in files for pair in parse_pairs(file.read_text("utf-8").splitlines(), str(file))]


def _show(kind: str, scores: Any, alarms: Any, documents: Any) -> None:
    if kind == "alarms":
        for variant, violation in alarms.heard:
            print(f"\n{variant.pair.id} {variant.rewriting}: {violation.kind}@{violation.fact}")
            print(f"  {violation.message}")
            print(f"  {variant.pair.prose!r}")
        print("\n".join(documents.lines))
        return
    for mutant, fate in scores.kinds[kind].missed if kind in scores.kinds else ():
        print(f"\n{mutant.parent.id} {mutant.mutator} facts {sorted(mutant.facts)}: {mutant.edit}\n  {fate}")
        print(f"  {mutant.prose}")


def _finish(
    result: dict[str, Any],
    json_file: Path | None,
    committed: Path | None,
    compare: Callable[[dict[str, Any], dict[str, Any]], Sequence[str]],
) -> None:
    import json

    worse: Sequence[str] = ()
    if committed and committed.exists():
        worse = compare(result, json.loads(committed.read_text("utf-8")))
    if json_file:
        json_file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for line in worse:
        complain(f"比已提交的结果差：{line}")
    if worse:
        raise typer.Exit(1)


def _compare_rivals(mutants: list[Any], variants: list[Any], json_file: Path | None) -> None:
    from draft.evals.rivals import compare_rivals, render_rivals

    result = compare_rivals(mutants, variants)
    print(render_rivals(result))
    if json_file:
        import json

        json_file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")


eval_app.command("writing")(writing)
