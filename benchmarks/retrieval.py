"""R1: choosing style examples among a thousand, beside rank-bm25 on the same pairs of characters."""

import json
import random

from office import HERE, Found, Office, Row, Unmeasured

NUMBER, QUERIES, BEST = 1_000, 60, 5
_OURS = """
import json, sys, time
before = set(sys.modules)
from draft.document import StyleExample
from draft.selection import Selector, Wanted
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
alien = loaded - set(sys.stdlib_module_names) - {"draft"}
made = json.load(open(sys.argv[1], encoding="utf-8"))
begun = time.process_time()
selector = Selector(StyleExample(**example) for example in made["examples"])
built = time.process_time() - begun
wanted = [Wanted("工作成效", query["heading"], tuple(query["facts"])) for query in made["queries"]]
for one in wanted[:3]:
    selector.take(one, count=5, budget=10**6)
begun = time.process_time()
ranked = [selector.take(one, count=5, budget=10**6) for one in wanted]
spent = (time.process_time() - begun) / len(wanted)
hits = sum(query["name"] in {one.example.name for one in found}
           for query, found in zip(made["queries"], ranked))
print(json.dumps({"query": spent, "built": built, "recall": hits / len(wanted), "alien": sorted(alien)}))
"""
_THEIRS = """
import json, re, sys, time
from rank_bm25 import BM25Okapi
made = json.load(open(sys.argv[1], encoding="utf-8"))
words = re.compile("[\\u4e00-\\u9fff]+|[A-Za-z]+")
def pairs(one):
    text = [word for part in (one["heading"], *one["facts"]) for word in words.findall(part)]
    return [word[i : i + 2] for word in text for i in range(max(1, len(word) - 1))]
begun = time.process_time()
index = BM25Okapi([pairs(example) for example in made["examples"]])
built = time.process_time() - begun
asked = [sorted(set(pairs(query))) for query in made["queries"]]
index.get_scores(asked[0])
begun = time.process_time()
scores = [index.get_scores(query) for query in asked]
spent = (time.process_time() - begun) / len(asked)
names = [example["name"] for example in made["examples"]]
hits = sum(query["name"] in {names[i] for i in found.argsort()[-5:]}
           for query, found in zip(made["queries"], scores))
print(json.dumps({"query": spent, "built": built, "recall": hits / len(asked)}))
"""


def retrieval(office: Office) -> Found:
    """R1, R2: a query, what it finds, and what it needs."""
    made = office.place / "examples.json"
    made.write_text(json.dumps(make_examples(), ensure_ascii=False), encoding="utf-8")
    python = office.plan.peers.python("rank-bm25")
    ours, theirs = [], []
    for _ in range(office.plan.rounds):
        ours.append(office.ask(_OURS, str(made)))
        if python:
            theirs.append(office.ask(_THEIRS, str(made), python=python))
    if python:
        rounds = [(a["query"] * 1e3, b["query"] * 1e3) for a, b in zip(ours, theirs, strict=True)]
        peer = office.plan.peers.version("rank-bm25", "numpy")
        yield Row.of_rounds("R1", f"query among {NUMBER} ÷ rank-bm25", rounds, 0.25, "ms CPU", peer=peer)
    else:
        yield Unmeasured("R1", office.plan.peers.absence("rank-bm25"))
    recall = theirs[0]["recall"] if theirs else 0.0
    what = f"recall@{BEST}, {QUERIES} queries of three facts" + (" (theirs beside)" if theirs else "")
    yield Row(
        "R1",
        what,
        ours[0]["recall"],
        1.0,
        0.8,
        "",
        at_least=True,
        peer=f"rank-bm25 {recall:.2f}" if theirs else "",
    )
    alien = ours[0]["alien"]
    yield Row(
        "R1", f"packages beyond the standard library {alien or ''}".strip(), len(alien), 0, 0.0, "packages"
    )
    yield Unmeasured(
        "R2", "not offered: 100,000 examples have no place in memory; offices have tens to thousands"
    )


def make_examples() -> dict[str, list[dict[str, object]]]:
    """Return a thousand examples and queries of three facts of one.

    Heading and facts are drawn from the shipped examples of one field of work, so that an example is of
    a piece and each fact stands in a dozen of them.
    """
    from draft.styles import load_styles

    shipped = [one for one in load_styles([HERE.parent / "style_examples"]) if one.facts]
    chance = random.Random(2026)  # noqa: S311  no secret
    examples: list[dict[str, object]] = []
    for number in range(NUMBER):
        like = chance.choice(shipped)
        facts = sorted({fact for one in shipped if one.domain == like.domain for fact in one.facts})
        told = chance.sample(facts, min(len(facts), chance.randint(4, 7)))
        examples.append(
            {
                "name": f"{number:04}",
                "heading": like.heading,
                "facts": told,
                "prose": "。".join(told) + "。",
                "section_type": "T3",
                "domain": like.domain,
                "density": like.density,
            }
        )
    queries = [
        {"name": one["name"], "heading": one["heading"], "facts": chance.sample(list(one["facts"]), 3)}  # type: ignore[call-overload]
        for one in chance.sample(examples, QUERIES)
    ]
    return {"examples": examples, "queries": queries}
