"""The facts file: what is read, what is refused, and how the refusal reads."""

import os
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from draft.document import Spec
from draft.errors import FactsError
from draft.facts import EXAMPLE, load_spec, parse_spec
from draft.facts.text import refuse_hidden

CORPUS = Path(__file__).parent / "corpus" / "facts"
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CORPUS / name).read_text("utf-8"))["case"]
    return [pytest.param(row, id=row["name"]) for row in rows]


def bytes_of(row: dict[str, Any]) -> bytes:
    if "hex" in row:
        return bytes.fromhex(row["hex"])
    text: str = row["yaml"] * row.get("repeat", 1)
    return text.encode(row.get("encoding", "utf-8"))


@pytest.mark.parametrize("row", cases("refused.toml"))
def test_an_unusable_file_is_one_line_with_place_and_remedy(row: dict[str, Any]) -> None:
    with pytest.raises(FactsError) as caught:
        parse_spec(bytes_of(row), "要点.yaml")
    message = str(caught.value)
    assert message.startswith(f"要点.yaml:{row['line']}: ")
    assert [word for word in row["words"] if word not in message] == []
    assert message.isprintable()
    assert len(message) < 300


def test_names_in_the_corpus_are_unique() -> None:
    for name in ("refused.toml", "accepted.toml"):
        names = [row.id for row in cases(name)]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("row", cases("accepted.toml"))
def test_a_usable_file_is_read_as_it_stands(row: dict[str, Any]) -> None:
    spec = parse_spec(bytes_of(row))
    facts = [*spec.opening, *(fact for section in spec.walk() for fact in section.facts)]
    assert [[fact.line, fact.text] for fact in facts] == row["facts"]
    sections = list(spec.walk())
    assert [section.index for section in sections] == list(range(len(sections)))
    assert [s.heading for s in sections] == row.get("headings", [s.heading for s in sections])
    assert [s.role for s in sections] == row.get("roles", [s.role for s in sections])
    assert [s.level for s in sections] == row.get("levels", [s.level for s in sections])
    for key, value in row.get("spec", {}).items():
        assert getattr(spec, key) == value


def test_optional_keys_of_a_fact_are_kept() -> None:
    spec = parse_spec(
        "title: 甲\nsections: [{heading: 乙, facts: [{text: 丙, id: a, source: 科, status: 拟}]}]".encode()
    )
    fact = spec.sections[0].facts[0]
    assert (fact.text, fact.id, fact.source, fact.status) == ("丙", "a", "科", "拟")


def readable(text: str) -> bool:
    try:
        refuse_hidden(text, "", 1)
    except FactsError:
        return False
    return bool(text.strip())


SCALARS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40) | st.from_regex(
    r"\A[0-9~:.,%\-+eExX*&!#'\"\[\]{} 万元人年月日：，“”]{1,12}\Z"
)


@given(st.lists(SCALARS, min_size=1, max_size=4))
def test_any_text_dumped_as_a_yaml_scalar_survives_loading(texts: list[str]) -> None:
    assume(all(readable(text) for text in texts))
    data = {"title": texts[0], "sections": [{"heading": "甲", "facts": texts}]}
    written = yaml.safe_dump(data, allow_unicode=True, width=10_000).encode()
    assert [fact.text for fact in parse_spec(written).sections[0].facts] == texts


PIECES = (
    *("title: 甲\n", "sections:\n", "  - heading: 乙\n", "    facts:\n", "      - 丙\n", "      - a: b\n"),
    *(
        "- ",
        "'",
        '"',
        "\t",
        "[",
        "]",
        "{",
        "}",
        "*a",
        "&a ",
        "!!int ",
        ": ",
        "：",
        "---\n",
        "<<: ",
        "|\n",
        "? ",
        "%",
    ),
)


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.lists(st.sampled_from(PIECES), max_size=12).map(lambda pieces: "".join(pieces).encode())
)
def test_any_bytes_are_a_spec_or_a_refusal_that_names_a_line_of_the_file(data: bytes) -> None:
    result = outcome(data)
    assert isinstance(result, Spec) or 1 <= result <= len(data.splitlines()) + 1


def test_both_parsers_of_pyyaml_give_the_same_specs_and_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row.values[0] for name in ("accepted.toml", "refused.toml") for row in cases(name)]
    fast = [outcome(bytes_of(row)) for row in rows]
    monkeypatch.setattr("draft.facts.nodes._EVENTS", yaml.BaseLoader)
    slow = [outcome(bytes_of(row)) for row in rows]
    different = [row["name"] for row, one, two in zip(rows, fast, slow, strict=True) if one != two]
    assert different == []


def outcome(data: bytes) -> Spec | int:
    """The spec, or the line of the refusal."""
    try:
        return parse_spec(data)
    except FactsError as error:
        return int(str(error).split(":")[1])


def test_the_shipped_example_loads_and_shows_every_key() -> None:
    spec = parse_spec(EXAMPLE.encode())
    assert {section.role for section in spec.walk()} == {"工作成效", "存在问题", "下一步打算"}
    assert all((spec.title, spec.issuer, spec.recipient, spec.period, spec.date, spec.opening))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_loads(path: Path) -> None:
    assert sum(len(section.facts) for section in load_spec(path).walk()) > 20


def test_files_that_cannot_be_opened_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="没有这个文件"):
        load_spec(tmp_path / "没有.yaml")
    with pytest.raises(FactsError, match="文件夹"):
        load_spec(tmp_path)
    with pytest.raises(FactsError, match="路径"):
        load_spec("a\0b")
    with pytest.raises(FactsError, match=r"没有这个文件|读不出来"):
        load_spec("x" * 5000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("title: 甲")
    path.chmod(0)
    with pytest.raises(FactsError, match="权限"):
        load_spec(path)


def test_an_endless_file_is_not_read_to_its_end() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no /dev/zero here")
    with pytest.raises(FactsError, match="2 MB"):
        load_spec("/dev/zero")


def test_many_aliases_of_a_long_text_are_refused() -> None:
    text = (
        "title: 甲\nsections:\n  - heading: 乙\n    facts:\n      - &a "
        + "长" * 9000
        + "\n"
        + "      - *a\n" * 400
    )
    with pytest.raises(FactsError, match="别名展开后"):
        parse_spec(text.encode())


def test_limits_are_named() -> None:
    head = "title: 甲\nsections:\n  - heading: 乙\n    facts:\n"
    with pytest.raises(FactsError, match="10000 条"):
        parse_spec((head + "      - 丙\n" * 10001).encode())
    with pytest.raises(FactsError, match=r":5: .*10000 字"):
        parse_spec((head + "      - " + "丙" * 10001).encode())


def test_three_hundred_facts_load_in_a_tenth_of_a_second() -> None:
    facts = "".join(f"      - 第{i}项累计完成{i}.50万元，同比增长{i % 9}.10%\n" for i in range(300))
    data = f"title: 甲\nsections:\n  - heading: 乙\n    facts:\n{facts}".encode()
    parse_spec(data)
    begin = time.perf_counter()
    spec = parse_spec(data)
    assert time.perf_counter() - begin < 0.1
    assert len(spec.sections[0].facts) == 300
