"""Single parts: start-up, a cache hit, batch files."""

import json
import sqlite3

from office import DRAFT, PYTHON, Found, Office, Row, Unmeasured, fastest, mock, paired, stats


def start_up(office: Office) -> Found:
    """S1, S2, S5, Q1: what a command costs before it does anything."""
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
        yield Row.of_rounds(name, what, paired(office, [*DRAFT, *ours], theirs), bar, "s CPU")
    peers = office.plan.peers
    if python := peers.python("llm"):
        theirs = [python, "-m", "llm", "--help"]
        rounds = paired(office, [*DRAFT, "--help"], theirs)
        yield Row.of_rounds(
            "S5", "draft --help ÷ llm --help", rounds, 0.15, "s CPU", peer=peers.version("llm")
        )
    else:
        yield Unmeasured("S5", peers.absence("llm"))


def cache_hits(office: Office) -> Found:
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

    ours = fastest(lambda: [cache.get(key) for key in keys], office.plan.rounds) / len(keys)
    theirs = fastest(ask_table, office.plan.rounds) / len(keys)
    yield Row("K2", "cache hit ÷ one table of SQLite, read as JSON", ours * 1e6, theirs * 1e6, 2.0, "µs")


def batch_files(office: Office) -> Found:
    """B1, B2: requests out as a file, answers in, then a warm run."""
    documents = 20 if office.plan.quick else 120
    folder = office.folder("exported", documents, 19)
    target = office.place / "requests.jsonl"
    with mock(0.0) as url:
        cpu = office.run(office.batch(folder, url, 8, "--export", str(target)))[0]
        lines = target.read_text(encoding="utf-8").splitlines()
        bodies = [json.loads(line) for line in lines]
        bare = fastest(lambda: [json.dumps(body, ensure_ascii=False) for body in bodies], office.plan.rounds)
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
