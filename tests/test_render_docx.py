"""The Word file against GB/T 9704: what stands in the XML, and what LibreOffice makes of it on paper."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from draft.document import Draft, Fact, Section, SectionDraft, Spec
from draft.fidelity import Verdict, compare
from draft.render.docx import render_docx
from draft.render.layout import lay_out, number_heading
from draft.render.markdown import render_markdown, render_text
from draft.render.masks import find_masks
from draft.render.paragraphs import sign_off_indents
from draft.render.pdf import find_office, render_pdf
from draft.render.title import WIDEST_LINE, break_title

NOTHING = Verdict(0, 0, 0)
FILLER = "健全分级诊疗体系完善双向转诊机制提升基层服务能力推动优质资源下沉" * 40 + "。"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def draft() -> Draft:
    below = Section("推进监测预警", 1, level=2, facts=(Fact("监测点12个"),))
    first = Section("持续做好“外防输入”工作", 0, facts=(Fact("排查734人"),), sections=(below,))
    plan = Section("下一步打算", 2, role="下一步打算", facts=(Fact("拟新建站点3个"),))
    spec = Spec(
        "XX县卫生健康委员会2023年度工作总结及2024年度工作打算",
        (first, plan),
        issuer="XX县卫生健康委员会",
        recipient="县人民政府",
        date="2023年12月28日",
    )
    return Draft(
        spec,
        SectionDraft(None, "现将有关情况报告如下。", NOTHING),
        (
            SectionDraft(first, f"{FILLER}\n排查xx人。", NOTHING),
            SectionDraft(below, f"监测点12个。{FILLER}", NOTHING),
            SectionDraft(plan, "拟新建站点3个。", NOTHING),
        ),
        NOTHING,
    )


@pytest.fixture(scope="module")
def parts(draft: Draft) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(render_docx(draft))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_the_text_read_back_is_the_text_that_was_checked(draft: Draft) -> None:
    paragraphs = [p.text.replace("\n", "") for p in docx.Document(io.BytesIO(render_docx(draft))).paragraphs]
    written = [line.lstrip("# ") for line in render_text(draft).splitlines() if line]
    assert [text for text in paragraphs if text] == written


def test_the_page_is_a4_with_the_margins_and_the_grid_of_the_standard(parts: dict[str, str]) -> None:
    body = parts["word/document.xml"]
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in body
    margins = re.search(r"<w:pgMar[^>]*>", body)
    assert margins
    for side, twips in {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588}.items():
        assert f'w:{side}="{twips}"' in margins.group()
    assert '<w:docGrid w:type="lines" w:linePitch="579"/>' in body


def test_every_run_names_its_east_asian_face_and_no_theme_font_is_left(parts: dict[str, str]) -> None:
    for name in ("word/document.xml", "word/styles.xml"):
        assert "Theme" not in re.sub(r"<w:(?:color|lang)[^>]*>", "", parts[name])
    runs = re.findall(r"<w:r>.*?</w:r>", parts["word/document.xml"])
    assert runs
    assert all(re.search(r'w:eastAsia="[^"]+"', run) for run in runs)


def test_headings_take_heiti_kaiti_and_the_body_fangsong(draft: Draft) -> None:
    faces = {}
    for paragraph in docx.Document(io.BytesIO(render_docx(draft))).paragraphs:
        if paragraph.runs:
            (fonts,) = paragraph.runs[0].element.iter(f"{W}rFonts")
            faces[paragraph.text[:3]] = fonts.get(f"{W}eastAsia")
    assert faces["一、持"] == "黑体"
    assert faces["（一）"] == "楷体"
    assert faces["监测点"] == "仿宋"


def test_lines_are_exact_and_first_lines_indented_by_two_characters(parts: dict[str, str]) -> None:
    paragraphs = re.findall(r"<w:p>.*?</w:p>", parts["word/document.xml"])
    body = next(p for p in paragraphs if "监测点12个" in p)
    assert 'w:line="579" w:lineRule="exact"' in body
    assert 'w:firstLineChars="200"' in body
    assert '<w:snapToGrid w:val="0"/>' in body
    assert "　" not in body


def test_page_numbers_stand_outside_odd_right_even_left(parts: dict[str, str]) -> None:
    footers = [text for name, text in parts.items() if "footer" in name]
    assert sorted(re.findall(r'<w:jc w:val="(\w+)"/>', "".join(footers))) == ["left", "right"]
    assert all(" PAGE " in text and "— " in text and 'w:sz w:val="28"' in text for text in footers)
    assert "evenAndOddHeaders" in parts["word/settings.xml"]


def test_masks_are_highlighted_and_nothing_else(draft: Draft) -> None:
    highlighted = [
        run.text
        for paragraph in docx.Document(io.BytesIO(render_docx(draft))).paragraphs
        for run in paragraph.runs
        if run.font.highlight_color is not None
    ]
    assert "xx" in "".join(highlighted)
    assert all(re.fullmatch(r"[Xx]{2}[人县]?", text) for text in highlighted)


def test_no_tool_leaves_its_name_in_the_properties(parts: dict[str, str]) -> None:
    assert "python-docx" not in parts["docProps/core.xml"]
    assert "XX县卫生健康委员会" in parts["docProps/core.xml"]


@pytest.mark.parametrize(
    ("level", "number", "label"),
    [
        (1, 1, "一、"),
        (1, 11, "十一、"),
        (1, 31, "三十一、"),
        (2, 3, "（三）"),
        (3, 10, "10."),
        (4, 2, "（2）"),
    ],
)
def test_headings_are_numbered_by_depth(level: int, number: int, label: str) -> None:
    assert number_heading(level, number) == label


def test_numbering_closes_up_where_a_section_has_no_prose() -> None:
    empty, full = Section("甲", 0), Section("乙", 1, facts=(Fact("3人"),))
    draft = Draft(
        Spec("题", (empty, full)),
        SectionDraft(None, "", NOTHING),
        (SectionDraft(full, "3人。", NOTHING),),
        NOTHING,
    )
    assert [block.label for block in lay_out(draft) if block.kind == "heading"] == ["一、"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("XX县卫生健康委2023年工作总结", ("XX县卫生健康委2023年工作总结",)),
        (
            "XX县卫生健康委员会2023年度工作总结及2024年度工作打算",
            ("XX县卫生健康委员会2023年度", "工作总结及2024年度工作打算"),
        ),
    ],
)
def test_long_titles_break_by_sense(title: str, lines: tuple[str, ...]) -> None:
    assert break_title(title) == lines


def test_a_title_without_joints_still_fits_and_loses_nothing() -> None:
    title = "健康" * 25
    lines = break_title(title)
    assert "".join(lines) == title
    assert all(len(line) <= WIDEST_LINE for line in lines)


def test_the_sign_off_follows_the_standard_for_short_and_long_organs() -> None:
    assert sign_off_indents("XX县卫生健康委员会", "2023年12月28日") == (200, 200)
    assert sign_off_indents("XX市应急管理委员会办公室", "2023年12月28日") == (200, 500)
    assert sign_off_indents("县卫健委", "2023年12月28日") == (700, 200)


def test_masked_names_and_quantities_are_found() -> None:
    text = "XX县完成xx.x万人，X例，A级"
    assert next(text[a:b] for a, b in find_masks(text)) in {"XX", "XX县"}
    assert not any("A" in text[a:b] for a, b in find_masks(text))


@pytest.mark.slow
def test_paper_holds_22_lines_of_28_characters(draft: Draft, tmp_path: Path) -> None:
    if find_office() is None:
        pytest.skip("LibreOffice is not installed: the printed page was NOT measured")
    (tmp_path / "a.pdf").write_bytes(render_pdf(render_docx(draft)))
    boxes = subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", "-bbox-layout", "a.pdf", "-"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    tops = {
        round(float(top))
        for top, word in re.findall(r'<word xMin="[\d.]+" yMin="([\d.]+)"[^>]*>([^<]+)</word>', boxes)
        if not re.fullmatch(r"[—\d]+", word)
    }
    text = subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", "-layout", "a.pdf", "-"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    full_lines = [line.strip() for line in text.splitlines() if re.fullmatch(r"\s*[一-鿿]{20,}", line)]
    assert len(tops) == 22
    assert {len(line) for line in full_lines[1:-1]} == {28}


def test_a_run_in_heading_stands_in_its_own_face_before_the_text(draft: Draft) -> None:
    """X10: two runs in one paragraph; the first level and a heading without text stay alone."""
    joined = replace(draft, run_in=True)
    assert "**（一）推进监测预警**。监测点12个。" in render_markdown(joined)
    assert "## 一、持续做好“外防输入”工作\n" in render_markdown(joined)
    paragraphs = docx.Document(io.BytesIO(render_docx(joined))).paragraphs
    found = next(p for p in paragraphs if p.text.startswith("（一）"))
    elements: list[Any] = [run._element for run in found.runs]  # noqa: SLF001  the face has no public name
    faces = [element.rPr.rFonts.get(f"{W}eastAsia") for element in elements]
    assert found.runs[0].text == "（一）推进监测预警。"
    assert faces[0] == "楷体"
    assert set(faces[1:]) == {"仿宋"}


def test_a_run_in_document_reads_section_by_section_as_the_other_does(draft: Draft) -> None:
    ledger = draft.spec.ledger()
    alone, joined = (compare(ledger, render_text(replace(draft, run_in=on))) for on in (False, True))
    assert [(link.section, link.fact) for link in alone.links] == [
        (link.section, link.fact) for link in joined.links
    ]


def test_a_title_as_long_as_a_page_is_cut_all_the_same() -> None:
    title = "关于" * 3000
    lines = break_title(title)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= WIDEST_LINE
