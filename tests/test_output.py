"""Results on disk: whole or not at all, and nobody's edits are lost, under either name."""

from pathlib import Path

import pytest

from draft.cli.documents import Place
from draft.cli.output import write_whole
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


def test_a_report_that_is_none_counts_as_no_report(place: Place) -> None:
    place.write_files({"md": b"a"}, {"ok": True}, clean=True)
    for content in (b"[1]", b"{", b'{"outputs": 3}', b"\xff"):
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
