"""`draft quantities` from outside: lines through a pipe, bad lines, files, and what it does not load."""

import json
import subprocess
import sys
from pathlib import Path

import docx

RUN = [sys.executable, "-c", "from draft.cli import main; main()", "quantities"]


def _run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *arguments], input=given, capture_output=True, encoding="utf-8", check=False)


def test_lines_are_answered_one_by_one_and_a_bad_line_does_not_end_the_pipe() -> None:
    given = '{"text": "近40万人", "id": 7}\nnot json\n{"id": "b"}\n[1]\n{"text": "", "id": "c"}\n'
    done = _run("--jsonl", "-", given=given)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2  # as `draft check --jsonl`: a script must see that a line got no answer
    assert [answer["id"] for answer in answers] == [7, None, "b", None, "c"]
    assert answers[0]["quantities"][0] == {
        "text": "40万人",
        "start": 1,
        "end": 5,
        "value": "400000",
        "value_hi": None,
        "unit": "人",
        "kind": "count",
        "qualifier": "近",
        "direction": None,
        "norm": None,
    }
    assert all("error" in answer for answer in answers[1:4])
    assert answers[4]["quantities"] == []


def test_an_answer_is_flushed_before_the_next_line_is_asked() -> None:
    with subprocess.Popen(
        [*RUN, "--jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as pipe:
        assert pipe.stdin is not None
        assert pipe.stdout is not None
        for number in (3, 5):
            pipe.stdin.write(json.dumps({"id": number, "text": f"{number}人"}) + "\n")
            pipe.stdin.flush()
            assert json.loads(pipe.stdout.readline())["quantities"][0]["value"] == str(number)
        pipe.stdin.close()


def test_a_file_of_gb18030_is_read_and_shown_as_json_table_and_marked_text(tmp_path: Path) -> None:
    file = tmp_path / "总结.txt"
    file.write_bytes("完成率66.46%，同比提高6.2个百分点".encode("gb18030"))
    assert [row["value"] for row in json.loads(_run("--json", str(file)).stdout)] == ["66.46", "6.2"]
    assert "【66.46%】" in _run("--mark", str(file)).stdout
    table = _run(str(file)).stdout
    assert "6.2个百分点" in table
    assert "升" in table


def test_a_missing_file_two_files_and_an_unknown_option_are_explained(tmp_path: Path) -> None:
    for arguments in ((str(tmp_path / "无.txt"),), ("甲", "乙"), ("--nope",), (str(tmp_path),)):
        done = _run(*arguments)
        assert done.returncode == 2
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr


def test_the_pipe_loads_neither_typer_nor_model_nor_documents() -> None:
    code = (
        "import sys; from draft.cli import main; sys.argv = ['draft', 'quantities', '--json', '-']; main();"
        "heavy = ('typer', 'pydantic', 'openai', 'docx', 'jinja2', 'yaml');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="3人", capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.endswith("[]\n")


def test_offsets_count_the_line_ends_as_the_file_writes_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("全年\r\n\r\n培训185人\r\n".encode())
    assert [q["start"] for q in json.loads(_run("--json", str(tmp_path / "a.txt")).stdout)] == [8]


def test_a_separator_within_a_json_text_does_not_end_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "甲\u2028培训185人", "id": 1}\n', encoding="utf-8")
    answers = [json.loads(line) for line in _run("--jsonl", str(tmp_path / "a.jsonl")).stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1]
    assert answers[0]["quantities"][0]["text"] == "185人"


def test_a_word_file_is_read_and_a_binary_one_is_explained(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("全年培训185人。")
    document.save(str(tmp_path / "a.docx"))
    assert json.loads(_run("--json", str(tmp_path / "a.docx")).stdout)[0]["text"] == "185人"
    (tmp_path / "a.bin").write_bytes(b"\0\1\2")
    done = _run(str(tmp_path / "a.bin"))
    assert done.returncode == 2
    assert "不是文本文件" in done.stderr


def test_a_defect_of_the_program_is_one_line_and_exit_code_2() -> None:
    program = (
        "import sys, draft.cli.quantity_view as view\n"
        "def show(_): raise ZeroDivisionError\n"
        "view.show = show\n"
        "sys.argv = ['draft', 'quantities']\n"
        "from draft.cli import main; main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "程序内部错误：ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_table_names_the_line_of_each_quantity() -> None:
    done = _run("-", given="培训3次，参加5人。\n\n建成7所。\n投资9万元\n")
    assert [line.split()[:2] for line in done.stdout.splitlines()[1:]] == [
        ["1", "3次"],
        ["1", "5人"],
        ["3", "7所"],
        ["4", "9万元"],
    ]


def test_a_full_disk_is_no_defect_of_the_program() -> None:
    program = (
        "import errno, sys, draft.cli.quantity_view as view\n"
        "def show(_): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "view.show = show\n"
        "sys.argv = ['draft', 'quantities']\n"
        "from draft.cli import main; main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr == "写不下去（磁盘满了）；请腾出空间，或换一个地方再试。\n"
