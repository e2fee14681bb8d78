"""`draft lint`: what it must say of facts that do not fit each other, and of facts that do."""

import json
import re
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.facts import EXAMPLE, load_spec, parse_spec
from draft.fidelity import FactGroup, Metadata, build_ledger
from draft.fidelity.consistency import CHECKS, Contradiction, Outline, Place, find_contradictions

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = tomllib.loads((HERE / "corpus/lint/rows.toml").read_text("utf-8"))["row"]


def contradictions(row: dict[str, Any]) -> tuple[Contradiction, ...]:
    lists = row.get("sections") or [row["facts"]]
    heading = row.get("heading", "")
    first = row.get("first", 0)
    groups = [
        FactGroup(
            number,
            row.get("headings", {}).get(str(number), heading),
            tuple(facts),
            tuple(row.get("statuses", ())),
        )
        for number, facts in enumerate(lists, first)
    ]
    about = Metadata(row.get("title", ""), period=row.get("period", ""), date=row.get("date", ""))
    plans = frozenset(range(len(lists)) if "打算" in heading else ())
    return find_contradictions(build_ledger(groups, about), Outline(plans))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "／".join(row.get("facts", ["sections"]))[:40])
def test_lint_says_what_it_must_and_nothing_else(row: dict[str, Any]) -> None:
    assert [found.check for found in contradictions(row)] == row["found"]


def test_every_check_has_three_rows_that_speak() -> None:
    spoken = Counter(check for row in ROWS for check in row["found"])
    assert {check: count for check, count in spoken.items() if count < 3} == {}
    assert set(spoken) == set(CHECKS)


def test_a_message_shows_the_arithmetic() -> None:
    [found] = contradictions({"facts": ["预约39229人，完成体检26071人，完成率66.64%"]})
    assert "26071人÷39229人＝66.46%" in found.message
    assert (found.weight, found.places) == ("error", (Place(0, 0),))


def test_two_places_are_named_when_two_facts_disagree() -> None:
    [found] = contradictions({"sections": [["全县医疗机构461个"], ["医疗机构463个"]]})
    assert found.places == (Place(0, 0), Place(1, 0))


EXPECTED = {
    "city-half-year": ["K12"],  # 国庆节 in a report of the first half of the year
    "county": ["K18", "K22"],  # 全程完成率100.37%, more 全程接种 than second doses: both want a note
    "district-2021": ["K20", "K20"],  # anniversaries that fall in 2020
    "district-full": ["K15"],  # “五位一体” listed as six
    "town": [],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_examples_yield_only_true_findings(name: str) -> None:
    spec = load_spec(HERE.parent / "examples" / f"{name}.yaml")
    assert [found.check for found in find_contradictions(spec.ledger())] == EXPECTED[name]


def test_the_example_of_init_is_without_contradiction() -> None:
    assert find_contradictions(parse_spec(EXAMPLE.encode()).ledger()) == ()


TIED = [line for line in (HERE / "corpus/lint/tied.txt").read_text("utf-8").splitlines() if line[0] != "#"]


@pytest.mark.parametrize("line", TIED)
def test_a_slip_in_any_number_tied_to_others_is_found(line: str) -> None:
    plain = re.sub(r"[\[\]]", "", line)
    assert contradictions({"facts": [plain], "period": "2023年"}) == ()
    for tied in re.finditer(r"\[(.)(.*?)\]", line):
        slip = ("1" if tied.group(1) == "9" else str(int(tied.group(1)) + 1)) + tied.group(2)
        wrong = re.sub(r"[\[\]]", "", line[: tied.start()]) + slip + re.sub(r"[\[\]]", "", line[tied.end() :])
        assert contradictions({"facts": [wrong], "period": "2023年"}), wrong


STYLE_EXAMPLES = sorted(
    path for path in (HERE.parent / "style_examples").glob("*.md") if path.stem != "README"
)


@pytest.mark.parametrize("path", STYLE_EXAMPLES, ids=lambda path: path.stem)
def test_lint_is_silent_on_the_right_facts_of_the_style_examples(path: Path) -> None:
    listed = path.read_text("utf-8").split("## 事实")[1].split("## 成文")[0]
    facts = [line.removeprefix("- ") for line in listed.splitlines() if line.startswith("- ")]
    assert facts
    assert contradictions({"facts": facts}) == ()


PIECES = (
    *(
        "招聘",
        "完成率",
        "其中",
        "共",
        "由",
        "增加到",
        "同比增长",
        "截至",
        "均达",
        "超额",
        "人均",
        "任务",
        "接到",
        "办结",
    ),
    *(
        "12人",
        "3.5万元",
        "66.46%",
        "6.2个百分点",
        "2:1",
        "XX例",
        "近40万",
        "2月30日",
        "2023年",
        "三项",
        "0人",
        "0%",
    ),
    *("，", "、", "；", "。", "：", "（", "）", "以上", "率", "中", "一是", "分别为", "合计"),
)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=4))
def test_no_facts_at_all_break_the_checks(facts: list[str]) -> None:
    for found in contradictions({"facts": facts, "period": "2023年", "date": "2023年12月28日"}):
        assert found.message.isprintable()
        assert all(place.fact is None or place.fact < len(facts) for place in found.places)


@pytest.mark.slow
def test_two_thousand_facts_of_one_shape_are_compared_in_seconds() -> None:
    facts = [f"全县医疗机构共{i}个，其中医院{i}个，完成率66.46%，均达95%以上" for i in range(2000)]
    begin = time.perf_counter()
    contradictions({"facts": facts})
    assert time.perf_counter() - begin < 10


def draft_lint(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from draft.cli import main; main()", "lint", str(path), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


BROKEN = """\
title: 甲
sections:
  - heading: 乙
    facts:
      - 全县医疗机构461个
      - 医疗机构463个，其中医院6个
"""


def test_lint_names_line_and_other_line_and_exits_with_one(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(BROKEN, "utf-8")
    done = draft_lint(path)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{path}:6: 错误 K07 ")
    assert "    第5行  全县医疗机构461个\n    第6行  医疗机构463个" in done.stdout
    assert "错误 1 处" in done.stderr
    answer = json.loads(draft_lint(path, "--json").stdout)
    assert answer["counts"] == {"errors": 1, "warnings": 0}
    assert [place["line"] for place in answer["findings"][0]["places"]] == [5, 6]


def test_lint_of_right_facts_is_silent_and_exits_with_zero(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(EXAMPLE, "utf-8")
    done = draft_lint(path)
    assert (done.returncode, done.stdout) == (0, "")


def test_lint_warns_of_a_number_that_yaml_takes_for_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    lines = ("改造 #3 机组2台", "'改造 #4 机组2台'", "招聘191人 # 2023年报", "招聘192人 #", "面积 12 #号楼")
    path.write_text(
        "title: 甲\nsections:\n  - heading: 乙\n    facts:\n" + "".join(f"      - {x}\n" for x in lines),
        "utf-8",
    )
    done = draft_lint(path)
    assert (done.returncode, done.stdout.count("D02")) == (0, 1)
    assert done.stdout.startswith(f"{path}:5: 提醒 D02 “#3 机组2台”")
    answer = json.loads(draft_lint(path, "--json").stdout)
    assert [(found["id"], found["places"][0]["line"]) for found in answer["findings"]] == [("D02", 5)]
