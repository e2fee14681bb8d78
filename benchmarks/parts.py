"""Single parts: start-up, the check, a cache hit, batch files."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator

from office import DRAFT, PYTHON, Office, Row, mock, paired, stats


def start_up(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:  # noqa: ARG001  as the others
    """S1, Q1, S2: what a command costs before it does anything."""
    typer, openai = [PYTHON, "-c", "import typer"], [PYTHON, "-c", "import openai"]
    facts, document = office.facts(5, "one"), office.place / "one.md"
    office.run(
        [*DRAFT, "expand", str(facts), "--writer", "builtin", "--format", "md", "-o", str(office.place)]
    )
    line = office.place / "line.txt"
    line.write_text("全年培训185人，完成率66.46%。\n", encoding="utf-8")
    for name, what, ours, theirs, bar in (
        ("S1", "draft --help ÷ import typer", ["--help"], typer, 1.3),
        ("S1", "draft --version ÷ import typer", ["--version"], typer, 1.3),
        ("Q1", "draft quantities ÷ import typer", ["quantities", str(line)], typer, 1.5),
        ("S2", "draft check ÷ import openai", ["check", str(facts), str(document)], openai, 0.35),
    ):
        yield Row(name, what, *paired(office, [*DRAFT, *ours], theirs, rounds), bar, "s CPU")


def checking(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:  # noqa: ARG001  as the others
    """N0, N3: the check itself."""
    from draft.fidelity import check

    facts = [f"建成项目{n + 101}个，完成投资{n + 31}.5万元，同比增长8.{n % 10}%" for n in range(40)]
    prose = "。".join(facts) + "。"
    check(facts, prose)
    seconds = fastest(lambda: check(facts, prose), rounds)
    each = seconds * 2000 / len(prose)
    yield Row("N0", "check, ms per 2,000 characters ÷ 50 ms", each * 1000, 50, 1.0, "ms")
    double = [*facts, *(fact.replace("项目", "工程") for fact in facts)]
    twice = fastest(lambda: check(double, "。".join(double)), rounds)
    yield Row("N3", "check, twice the text ÷ once", twice, seconds, 2.6, "s")


def cache_hits(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:  # noqa: ARG001  as the others
    """K2: a hit, beside one table of SQLite."""
    from draft.writers.cache import AnswerCache

    answer = {"text": "完成投资31.5万元。" * 60, "thinking": 0, "finish_reason": "stop", "usage": {}}
    answer |= {"model": "mock", "created": 1.5, "tool": "0"}
    cache = AnswerCache(office.place / "hits")
    table = sqlite3.connect(office.place / "table.db")
    table.execute("CREATE TABLE answers (key TEXT PRIMARY KEY, value TEXT)")
    keys = [f"{n:064}" for n in range(500)]
    for key in keys:
        cache.put(key, answer)
        table.execute("INSERT INTO answers VALUES (?, ?)", (key, json.dumps(answer, ensure_ascii=False)))
    table.commit()

    def ask_table() -> None:
        for key in keys:
            (value,) = table.execute("SELECT value FROM answers WHERE key = ?", (key,)).fetchone()
            json.loads(value)

    ours = fastest(lambda: [cache.get(key) for key in keys], rounds) / len(keys)
    theirs = fastest(ask_table, rounds) / len(keys)
    yield Row("K2", "cache hit ÷ one table of SQLite, read as JSON", ours * 1e6, theirs * 1e6, 2.0, "µs")


def batch_files(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:
    """B1, B2: requests out as a file, answers in, then a warm run."""
    documents = 20 if quick else 60
    folder = office.folder("exported", documents, 19)
    target = office.place / "requests.jsonl"
    with mock(0.0) as url:
        cpu = office.run(office.batch(folder, url, 8, "--export", str(target)))[0]
        lines = target.read_text(encoding="utf-8").splitlines()
        bodies = [json.loads(line) for line in lines]
        bare = fastest(lambda: [json.dumps(body, ensure_ascii=False) for body in bodies], rounds)
        results = office.place / "results.jsonl"
        results.write_text("\n".join(map(answer_to, bodies)) + "\n", encoding="utf-8")
        office.run(office.batch(folder, url, 8, "--import", str(results)))
        office.run(office.batch(folder, url, 8))
        yield Row("B2", "requests after export, import and a run", stats(url)["calls"], 0, 0.0, "requests")
    what = f"export of {len(lines)} requests ÷ their bare json.dumps"
    yield Row("B1", what, cpu / len(lines) * 1e6, bare / len(lines) * 1e6, 4.0, "µs a request")


def answer_to(request: dict[str, object]) -> str:
    """Return the line of a result file, as a batch engine would write it."""
    from mock_server import completion, prose_of

    body = request["body"]
    if not isinstance(body, dict):
        raise TypeError(body)
    said = completion(prose_of(body["messages"][-1]["content"]))
    response = {"status_code": 200, "body": json.loads(said)}
    return json.dumps({"custom_id": request["custom_id"], "response": response}, ensure_ascii=False)


def engine(office: Office, *, rounds: int, quick: bool) -> Iterator[Row]:  # noqa: ARG001  as the others
    """D1: two Ray workers; nothing where Ray is not installed."""
    try:
        import ray  # noqa: F401
    except ImportError:
        return
    folder, latency = office.folder("engine", 52, 19), 0.2
    with mock(latency) as url:
        begun = time.perf_counter()
        office.run(office.batch(folder, url, 20, "--engine", "ray", "--no-cache", "--force"))
        wall = time.perf_counter() - begun
        needed = stats(url)["calls"] - 52 * 20
    yield Row("D1", "52 × 20 on two Ray workers, start included ÷ limit", wall, 26 * latency, 1.7, "s")
    yield Row("D2", "calls beyond the sections", needed, 0, 20.0, "calls")


def fastest(work: Callable[[], object], rounds: int) -> float:
    """Return the least CPU seconds of some rounds."""
    times = []
    for _ in range(max(3, rounds)):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)
