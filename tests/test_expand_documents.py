"""`draft expand` and `draft batch` with template, fonts, fields, annex, ledger by department: end to end."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import docx
import openpyxl
import pytest
import typer
from typer.testing import CliRunner, Result

from draft.cli.app import app
from draft.cli.options import Choices, Sheet, spread
from draft.errors import InputError
from draft.settings import load_settings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACTS = """\
title: XX县2023年工作总结
issuer: XX县卫生健康委员会
sections:
  - heading: 推进培训
    facts:
      - {text: 培训基层医师185人, source: 基层科}
      - {text: 考核合格率96.5%, source: 监督科}
      - 走访群众xx人
"""
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--writer", "builtin"])


def expand(*arguments: str) -> Result:
    return run("expand", "a.yaml", "--no-log", *arguments)


def lines_of(path: str) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(path).paragraphs if paragraph.text]


@pytest.mark.parametrize("command", [("expand", "a.yaml", "--no-log"), ("batch", "a.yaml")])
def test_both_commands_lay_out_the_report_with_its_annex(command: tuple[str, ...]) -> None:
    result = run(
        *command, "--template", "report", "--annex", "--field", "签发人=张三", "--format", "docx,json"
    )
    assert result.exit_code == 0, result.output
    text = "".join(lines_of("out/a.docx"))
    assert "签发人：张三" in text
    assert "附件：主要指标一览表" in text
    check = CliRunner().invoke(app, ["check", "a.yaml", "out/a.docx"])
    assert check.exit_code == 0, check.output


def test_blanks_are_told_on_the_terminal_and_listed_in_the_report() -> None:
    result = expand("--template", "report", "--format", "docx,json")
    assert "待填：第1节第3条 xx人" in result.output
    assert "待填：版式 【签发人】" in result.output
    blanks = json.loads(Path("out/a.report.json").read_text(encoding="utf-8"))["blanks"]
    assert {"where": "第1节第3条", "text": "xx人", "section": 0, "fact": 2} in blanks


def test_settings_of_the_file_and_of_the_command_line_are_put_together() -> None:
    Path("draft.toml").write_text(
        '[docx]\ntemplate = "report"\nfonts = "gb2312"\n[docx.fields]\n"签发人" = "张三"\n'
        '"抄送" = "县委办公室"\n',
        encoding="utf-8",
    )
    assert expand("--field", "签发人=李四", "--format", "docx").exit_code == 0
    text = "".join(lines_of("out/a.docx"))
    assert "签发人：李四" in text
    assert "抄送：县委办公室。" in text
    body = next(p for p in docx.Document("out/a.docx").paragraphs if "185" in p.text)
    assert next(body._p.iter(f"{W}rFonts")).get(f"{W}eastAsia") == "仿宋_GB2312"  # noqa: SLF001  no public name


def test_a_house_template_is_found_beside_the_file_that_names_it(place: Path) -> None:
    document = docx.Document()
    for text in ("{{标题}}（{{联系人}}）", "{{正文}}"):
        document.add_paragraph(text)
    (place / "config" / "draft").mkdir(parents=True)
    document.save(str(place / "config" / "draft" / "本单位.docx"))
    (place / "config" / "draft" / "draft.toml").write_text(
        '[docx]\ntemplate = "本单位.docx"\nfields = { "联系人" = "李四" }\n', encoding="utf-8"
    )
    assert expand("--format", "docx").exit_code == 0
    assert lines_of("out/a.docx")[0] == "XX县2023年工作总结（李四）"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--template", "没有.docx"), "没有.docx"),
        (("--template", "a.yaml"), "a.yaml"),
        (("--fonts", "宋体"), "windows、gb2312、custom"),
        (("--fonts", "custom"), "font_names"),
        (("--field", "签发人"), "名称=内容"),
        (("--field", "联系人=李四"), "没有这一项"),
        (("--field", "份号=1"), "6位数字"),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_is_written(
    place: Path, options: tuple[str, ...], said: str
) -> None:
    result = expand(*options)
    assert isinstance(result.exception, InputError)
    assert said in str(result.exception)
    assert "\n" not in str(result.exception)
    assert not (place / "out").exists()


def test_the_ledger_by_department() -> None:
    assert expand("--format", "ledger", "--by-source").exit_code == 0
    book = openpyxl.load_workbook(io.BytesIO(Path("out/a.核对表.xlsx").read_bytes()))
    assert book.sheetnames == ["基层科", "监督科", "未注明来源"]


def test_a_batch_writes_again_when_the_sheet_changes() -> None:
    told = [run("batch", "a.yaml", "--format", "docx", *more).output for more in ((), (), ("--annex",))]
    assert ["跳过 1" in output for output in told] == [False, True, False]


def test_the_annex_of_single_sections_lists_these_alone() -> None:
    more = FACTS + "  - heading: 监督执法\n    facts:\n      - 立案30起\n"
    Path("a.yaml").write_text(more, encoding="utf-8")
    assert expand("--section", "2", "--annex", "--format", "docx").exit_code == 0
    (table,) = docx.Document("out/a.第2节.docx").tables
    assert [[cell.text for cell in row.cells][1:4] for row in table.rows][2:] == [["立案", "起", "30"]]


def test_of_single_sections_nothing_else_is_reported_or_signed_for(place: Path) -> None:
    more = "opening:\n  - XX县全年培训1208人\n"
    below = "    sections:\n      - {heading: 下乡义诊, facts: [义诊9场]}\n"
    below += "  - {heading: 其他, facts: [新建2所]}\n"
    (place / "a.yaml").write_text(
        FACTS.replace("sections:\n", more + "sections:\n", 1) + below, encoding="utf-8"
    )
    for section, name, facts in (("下乡义诊", "a.第2节", ["义诊9场"]), ("其他", "a.第3节", ["新建2所"])):
        result = expand("--section", section, "--format", "json,ledger,html", "--json", "--force")
        report = json.loads(result.stdout)
        assert [fact["text"] for part in report["sections"] for fact in part["facts"]] == facts
        assert report["lead_in"]["facts"] == []
        assert report["counts"]["facts"] == 1
        book = openpyxl.load_workbook(f"out/{name}.核对表.xlsx")
        rows = book.worksheets[0].iter_rows(min_row=3, values_only=True)
        assert [(row[2], row[7]) for row in rows] == [(facts[0], "一致")]
        assert "1208" not in Path(f"out/{name}.review.html").read_text(encoding="utf-8")


def test_the_lead_in_is_section_0_and_no_name_names_nothing(place: Path) -> None:
    opening = FACTS.replace("sections:\n", "opening:\n  - 全年培训1208人\nsections:\n", 1)
    (place / "a.yaml").write_text(opening, encoding="utf-8")
    assert expand("--section", "0", "--format", "md,docx,html,ledger").exit_code == 0
    text = Path("out/a.导语.md").read_text(encoding="utf-8")
    assert "1208人" in text
    assert "185人" not in text
    for name in ("", " ", "00"):
        with pytest.raises(InputError, match="没有这一节。现有：0 导语；1 推进培训"):
            raise expand("--section", name).exception or AssertionError


def test_an_open_document_stops_the_run_before_anything_is_asked() -> None:
    assert expand("--format", "docx").exit_code == 0
    Path("out/~$a.docx").write_bytes(b"")
    result = expand("--format", "docx")
    assert "正被 Word、WPS 或 LibreOffice 打开" in str(result.exception)
    assert expand("--format", "docx", "--force").exit_code == 0


# Bundles of options -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair:
    one: Annotated[int, typer.Option("--one", help="一")] = 1
    two: Annotated[bool, typer.Option("--two", help="二")] = False


def test_a_bundle_is_spread_into_options_and_gathered_again() -> None:
    got: list[Any] = []
    commands = typer.Typer()

    @commands.command()
    @spread
    def command(name: str, *, pair: Pair, last: Annotated[bool, typer.Option("--last")] = False) -> None:
        """例。"""
        got.extend((name, pair, last))

    assert CliRunner().invoke(commands, ["x", "--one", "3", "--two", "--last"]).exit_code == 0
    assert got == ["x", Pair(one=3, two=True), True]


def test_every_option_that_is_a_setting_has_a_setting(tmp_path: Path) -> None:
    given = (
        Choices(formats="md", workers=3, allow_host=["a"]).flags()
        | Sheet(annex=True, fields=["甲=乙"]).flags()
    )
    settings = load_settings(given, environ={"HOME": str(tmp_path)}, cwd=tmp_path)
    assert (settings.formats, settings.workers, settings.annex, settings.fields) == (
        ("md",),
        3,
        True,
        {"甲": "乙"},
    )
    assert all(isinstance(hash(value), int) for value in given.values())


def test_a_document_number_that_nobody_gave_is_found_in_any_other_text() -> None:
    Path("a.md").write_text(
        "X卫健发〔2023〕31号\n\n# XX县2023年工作总结\n\n培训基层医师185人。", encoding="utf-8"
    )
    result = CliRunner().invoke(app, ["check", "a.yaml", "a.md"])
    assert "〔2023〕31号" in result.output
