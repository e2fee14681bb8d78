"""docs/facts.md says of imports what the program does."""

import re
from pathlib import Path

from draft.cli.table_map import load_map
from draft.sources.maps import apply_map
from draft.sources.spreadsheet import read_grids
from draft.sources.tables import read_facts

PAGE = (Path(__file__).parents[3] / "docs" / "facts.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.split("## 从表格和旧文稿导入")[1], re.DOTALL)


def test_the_example_of_the_page_reads_as_it_says(tmp_path: Path) -> None:
    (table,) = blocks("csv")
    wanted, account = blocks("text")
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    facts = read_facts(read_grids(tmp_path / "a.csv")[0])
    (section,) = facts.sections
    assert "".join(f"{fact.text}\n" for fact in section.facts) == wanted
    assert {fact.source for fact in section.facts} == {"基层科"}
    assert facts.tally.describe() + "\n" == account


def test_the_map_of_the_page_is_one(tmp_path: Path) -> None:
    (said,) = blocks("yaml")
    (tmp_path / "报数.csv").write_text(
        "什么,甲,乙,丙\n东,1,2,3\n西,4,5,6\n南,7,8,9\n北,1,2,3\n", encoding="utf-8"
    )
    (tmp_path / "读法.yaml").write_text(said, encoding="utf-8")
    grids = read_grids(tmp_path / "报数.csv")
    (section,) = read_facts(grids[0], apply_map(grids[0], load_map(tmp_path / "读法.yaml", grids))).sections
    assert [fact.text for fact in section.facts] == [
        "2023年东：甲1户，完成数2人",
        "2023年西：甲4户，完成数5人",
        "2023年北：甲1户，完成数2人",
    ]
