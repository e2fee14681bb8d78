"""No number of any table is lost: written, left out with a reason, or asked about with its address."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from draft.cli.table_map import load_map
from draft.facts import parse_spec
from draft.sources.candidates import Candidate, CandidateSection, Import, render_facts_file
from draft.sources.cells import Cell, read_text_cell
from draft.sources.grid import Grid, column_letters
from draft.sources.maps import apply_map, render_map
from draft.sources.parts import Limits, split_import
from draft.sources.tables import join_sheets, read_facts

HEADS = (
    "序号", "乡镇", "指标", "单位", "计量单位", "签约（人）", "人数", "完成率（%）", "同比",
    "同比增长（%）", "2023年", "备注", "联系电话", "合计", "截至日期", "年份", "科室", "排名",
    "完成数", "目标数", "上年同期", "开工日期", "",
)  # fmt: skip
NAMES = (
    "甲镇", "乙镇", "120急救中心", "65岁以上老人", "合计", "小计", "其中：女性", "一、县级", "总计",
    "序号", "门诊量（万人次）",
)  # fmt: skip
WORDS = (
    "12人", "1,234", "１２", "增长3.5%", "↓2", "(3)", "—", "/", "2023-12-10", "万元", "人", "%",
    "累计12次，其中3次不合格", "单位：万元", "注：数据截至12月1日", "第1页 共2页",
    "填表人：张三 13812345678", "#N/A", "0", "007", "5:3", "66,5", "无", "第3", "2023年", "备注",
    "表1", "#DIV/0!", "13812345678", "8.5/10万", "3个百分点", "-", "（续表）", "12.50%", "1",
)  # fmt: skip
values = st.one_of(
    st.just(""),
    st.sampled_from(WORDS),
    st.sampled_from(HEADS),
    st.sampled_from(NAMES),
    st.integers(0, 99_999).map(str),
    st.decimals(-999, 999, places=2).map(str),
)


def grid_of(lines: list[list[str]], name: str = "报表", merges: tuple[tuple[int, int], ...] = ()) -> Grid:
    """Return a grid; a merge copies a cell to its right."""
    width = max(map(len, lines))
    rows = [
        [read_text_cell(line[c] if c < len(line) else "", f"{column_letters(c)}{r}") for c in range(width)]
        for r, line in enumerate(lines, 1)
    ]
    for row, column in merges:
        if row < len(rows) and column + 1 < width:
            head, address = rows[row][column], rows[row][column + 1].address
            rows[row][column + 1] = Cell(
                head.text, address, head.kind, head.unit, merged=True, doubt=head.doubt
            )
    return Grid(name, tuple(tuple(row) for row in rows))


anything = st.lists(st.lists(values, min_size=1, max_size=6), min_size=1, max_size=9)
tables = st.builds(
    lambda title, heads, body: [[title], heads, *body],
    st.sampled_from(("2023年签约情况", "单位：万元", "", "填报单位：基层科")),
    st.lists(st.sampled_from(HEADS), min_size=2, max_size=6),
    st.lists(st.lists(values, min_size=2, max_size=6), min_size=1, max_size=7),
)
merges = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4)), max_size=3).map(tuple)
DIGITS = re.compile(r"\d+(?:\.\d+)?")


@settings(max_examples=80, deadline=None)
@given(st.one_of(anything, tables), merges)
def test_every_number_is_written_left_out_or_asked_about(
    lines: list[list[str]], merged: tuple[tuple[int, int], ...]
) -> None:
    grid = grid_of(lines, merges=merged)
    facts = read_facts(grid)
    counted = {f"报表!{cell.address}": cell for row in grid.rows for cell in row if cell.counted}
    tally = facts.tally
    assert tally.total == len(counted)
    assert {*tally.written, *tally.left, *tally.asked} == set(counted)
    said = "\n".join(
        text for section in facts.sections for fact in section.facts for text in (fact.text, fact.source)
    )
    said += "\n" + "\n".join(section.heading for section in facts.sections)
    for place in tally.written:
        runs = DIGITS.findall(counted[place].text.replace("1/10万", "/10万"))
        assert set(runs) <= set(DIGITS.findall(said)), place
    asked = "\n".join([*facts.remarks, *(d for s in facts.sections for f in s.facts for d in f.doubts)])
    for place in tally.asked:
        assert re.search(rf"(?<![A-Z]){place.partition('!')[2]}(?!\d)", asked), place


@settings(max_examples=40, deadline=None)
@given(st.one_of(anything, tables), merges)
def test_what_is_imported_can_be_read_and_its_map_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]], merged: tuple[tuple[int, int], ...]
) -> None:
    grid = grid_of(lines, merges=merged)
    map_file = tmp_path_factory.getbasetemp() / "map.yaml"
    facts = read_facts(grid)
    found = join_sheets([grid], [facts], "报表")
    texts = [fact.text for section in found.sections for fact in section.facts]
    if texts:
        map_file.write_text(render_map([grid], "报表.csv"), encoding="utf-8")
        again = read_facts(grid, apply_map(grid, load_map(map_file, [grid])))
        assert [fact.text for section in again.sections for fact in section.facts] == texts
        spec = parse_spec(render_facts_file(found, "报表.csv").encode())
        assert [f.text for s in spec.walk() for f in s.facts] == [" ".join(text.split()) for text in texts]


text = st.text(st.characters(exclude_categories=()), max_size=40)


@settings(max_examples=80, deadline=None)
@given(
    text,
    st.lists(
        st.tuples(text, st.lists(st.tuples(text, text, text), min_size=1, max_size=4), st.integers(0, 2)),
        min_size=1,
        max_size=4,
    ),
)
@example("", [("一、", [("\u200b", "a", "")], 0)])
def test_a_written_facts_file_can_always_be_read(
    title: str, sections: list[tuple[str, list[tuple[str, str, str]], int]]
) -> None:
    found = Import(
        title,
        tuple(
            CandidateSection(
                heading,
                tuple(Candidate(t, f"a!{i}.{j}", s, (d,)) for j, (t, s, d) in enumerate(facts)),
                depth,
            )
            for i, (heading, facts, depth) in enumerate(sections)
        ),
        remarks=(title,),
    )
    for part in split_import(found, Limits(3, 20, 100_000)):
        if part.is_empty:
            continue
        spec = parse_spec(render_facts_file(part, title).encode())
        assert all(len(fact.text) <= 20 for section in spec.walk() for fact in section.facts)
