"""Results on disk: whole or not at all, and nobody's edits are lost, under either name."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.cli.documents import Place
from draft.cli.output import find_lock, lay_out_json, write_all, write_whole
from draft.cli.texts import read_bytes
from draft.errors import DocumentError, InputError, SettingsError, explain_os_error
from draft.settings import load_settings


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "out", "county")


@pytest.mark.parametrize("clean", [True, False])
def test_what_the_last_run_wrote_may_be_written_again(place: Place, *, clean: bool) -> None:
    place.write_files({"md": b"a"}, {"ok": clean}, clean=clean)
    place.refuse_edited(("md",))
    place.write_files({"md": b"b"}, {"ok": not clean}, clean=not clean)
    assert [path.read_bytes() for path in place.folder.glob("*.md")] == [b"b"]


@pytest.mark.parametrize("clean", [True, False])
def test_an_edited_document_is_neither_overwritten_nor_removed(place: Place, *, clean: bool) -> None:
    place.write_files({"md": b"a"}, {"ok": clean}, clean=clean)
    place.document("md", clean=clean).write_bytes("改过".encode())
    with pytest.raises(InputError, match="不予覆盖"):
        place.refuse_edited(("md",))


def test_only_one_of_the_two_names_is_left(place: Place) -> None:
    place.write_files({"md": b"a"}, {"ok": False}, clean=False)
    assert "未通过核对" in place.document("md", clean=False).name
    place.write_files({"md": b"b"}, {"ok": True}, clean=True)
    assert [path.name for path in place.folder.glob("*.md")] == ["county.md"]


def test_a_document_in_another_format_than_last_time_is_still_ours(place: Place) -> None:
    for suffix in ("docx", "md", "txt"):
        place.write_files({suffix: b"a"}, {"ok": True}, clean=True)
    place.refuse_edited(("docx",))
    assert place.is_whole(place.read_report())
    place.document("docx").write_bytes("改过".encode())
    with pytest.raises(InputError, match="不予覆盖"):
        place.refuse_edited(("docx",))


def test_a_document_of_an_earlier_run_that_went_is_forgotten(place: Place) -> None:
    place.write_files({"docx": b"a"}, {"ok": True}, clean=True)
    place.document("docx").unlink()
    assert place.write_files({"md": b"a"}, {"ok": True}, clean=True)["earlier"] == {}


def test_a_report_that_is_none_counts_as_no_report(place: Place) -> None:
    place.write_files({"md": b"a"}, {"ok": True}, clean=True)
    for content in (b"[1]", b"{", b'{"outputs": 3}', b'{"earlier": [1]}', b"\xff"):
        place.report.write_bytes(content)
        with pytest.raises(InputError):
            place.refuse_edited(("md",))
        assert not place.is_whole(place.read_report())


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    (tmp_path / "a.md" / "inside").write_bytes(b"")
    with pytest.raises(InputError, match="写不进去"):
        write_whole(tmp_path / "a.md", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_the_system_speaks_chinese_where_it_usually_refuses(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="路径不存在"):
        read_bytes(tmp_path / "没有")
    with pytest.raises(DocumentError, match=r"文件夹|没有权限"):
        read_bytes(tmp_path)
    assert explain_os_error(OSError("odd")) == "OSError"


def test_a_wrong_value_names_the_option_as_it_is_typed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="选项 --format: "):
        load_settings({"formats": "odt"}, environ={"HOME": str(tmp_path)}, cwd=tmp_path)


# Read back --------------------------------------------------------------------------------------------------

REPORT: dict[str, Any] = {
    "ok": True,
    "lead_in": {"index": -1, "heading": "", "text": "现将情况报告如下。"},
    "sections": [{"index": 0, "heading": "推进培训", "text": "培训185人。\n合格率96.5%，*达标*。"}],
}


def test_what_was_written_is_read_back_and_found_whole(place: Place) -> None:
    text = "# 题\n\n现将情况报告如下。\n\n## 一、推进培训\n\n培训185人。\n\n合格率96.5%，\\*达标\\*。\n"
    place.write_files({"md": text.encode()}, REPORT, clean=True)
    assert place.document("md").exists()


@pytest.mark.parametrize(
    "text",
    [
        "# 题\n\n现将情况报告如下。\n\n合格率96.5%，\\*达标\\*。\n\n培训185人。\n",
        "# 题\n\n现将情况报告如下。\n\n培训158人。\n\n合格率96.5%，\\*达标\\*。\n",
        "# 题\n\n现将情况报告如下。\n",
        "# 题\n\n现将情况报告如下。\n\n## 一、推进培\n\n培训185人。\n\n合格率96.5%，\\*达标\\*。\n",
    ],
)
def test_a_lost_paragraph_is_told_and_does_not_keep_the_clean_name(place: Place, text: str) -> None:
    with pytest.raises(DocumentError, match=r"第1节《推进培训》的“.*程序的缺陷"):
        place.write_files({"md": text.encode()}, REPORT, clean=True)
    assert [path.name for path in place.folder.glob("*.md")] == ["county.未通过核对.md"]


# Places that make trouble -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["~$county.docx", ".~county.docx", ".~lock.county.docx#"])
def test_a_document_that_is_open_elsewhere_is_not_overwritten(place: Place, name: str) -> None:
    place.write_files({"docx": b"a"}, {"ok": True}, clean=True)
    (place.folder / name).write_bytes(b"")
    with pytest.raises(InputError, match="请先关闭再运行"):
        place.refuse_edited(("docx",))


@pytest.mark.parametrize(
    ("name", "lock"), [("总结.docx", "~$总结.docx"), ("2023年工作总结定稿.docx", "~$23年工作总结定稿.docx")]
)
def test_word_shortens_the_name_of_its_lock_file(tmp_path: Path, name: str, lock: str) -> None:
    (tmp_path / lock).write_bytes(b"")
    assert find_lock(tmp_path / name) == tmp_path / lock
    assert find_lock(tmp_path / "别的文件.docx") is None


def test_names_with_spaces_and_every_script_are_written(tmp_path: Path) -> None:
    place = Place(tmp_path / "成 稿（终）" / "a b", "XX县 2023年“总结”①")
    place.write_files({"md": b"a"}, {"ok": True}, clean=True)
    assert place.document("md").read_bytes() == b"a"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="没有权限"):
            write_whole(tmp_path / "a.md", b"x")
        assert list(tmp_path.iterdir()) == []
    finally:
        tmp_path.chmod(0o700)


_SMALL_DISK = """
import resource, sys
from pathlib import Path
from draft.cli.output import write_all
from draft.errors import InputError
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_all({Path("a.md"): b"x" * 500, Path("b.md"): b"x" * 2000})
except InputError as error:
    sys.exit(str(error))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a limit of the system")
def test_where_not_everything_fits_nothing_is_written(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SMALL_DISK], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("b.md: 写不进去（超过了允许的大小）")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
def test_where_one_file_cannot_be_replaced_none_is(tmp_path: Path) -> None:
    for name in ("a.md", "b.docx"):
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "b.docx").chmod(0o400)
    with pytest.raises(InputError, match=r"b\.docx: 写不进去"):
        write_all({tmp_path / "a.md": b"new", tmp_path / "b.docx": b"new"})
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


_LEAVES = (
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@given(_VALUES)
def test_json_laid_out_is_the_same_json(value: Any) -> None:
    assert json.loads(lay_out_json(json.loads(json.dumps(value)))) == value


def test_a_report_has_a_line_for_each_key_and_each_element() -> None:
    report = {"ok": True, "counts": {"facts": 2}, "sections": [{"text": "甲", "facts": [1]}, {"text": "乙"}]}
    assert lay_out_json(report).decode().splitlines() == [
        "{",
        ' "ok": true,',
        ' "counts": {',
        '  "facts": 2',
        " },",
        ' "sections": [',
        '  {"text": "甲", "facts": [1]},',
        '  {"text": "乙"}',
        " ]",
        "}",
    ]


def test_a_name_of_a_file_that_is_no_text_is_told_in_json() -> None:
    name = b"2023\xe9.yaml".decode("utf-8", "surrogateescape")
    assert json.loads(lay_out_json({"facts_file": name, "outputs": {name: "0"}})) == {
        "facts_file": name,
        "outputs": {name: "0"},
    }
