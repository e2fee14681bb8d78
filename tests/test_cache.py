"""The cache reads only text, and whatever is wrong with the disk is a miss and one warning."""

import base64
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from draft.writers.cache import AnswerCache, cache_key

ANSWER: dict[str, Any] = {
    "text": "完成率66.46%。",
    "thinking": 0,
    "finish_reason": "stop",
    "usage": {"prompt_tokens": 9},
    "model": "m",
    "created": 1.5,
    "tool": "0",
}


def fill(directory: Path, count: int = 3) -> None:
    cache = AnswerCache(directory)
    for number in range(count):
        cache.put(f"key{number}", ANSWER)
    cache.close()


def look(directory: Path, key: str = "key1") -> tuple[dict[str, Any] | None, list[str]]:
    """Return what a new cache finds, and its warnings; never takes long."""
    warnings: list[str] = []
    cache = AnswerCache(directory, warn=warnings.append)
    begun = time.monotonic()
    found = cache.get(key)
    cache.put("another", ANSWER)
    cache.close()
    assert time.monotonic() - begun < 12
    return found, warnings


def test_what_was_put_is_found_by_another_process(tmp_path: Path) -> None:
    fill(tmp_path / "c")
    assert look(tmp_path / "c") == (ANSWER, [])
    assert look(tmp_path / "c", "absent") == (None, [])


def test_directory_and_database_belong_to_the_user_alone(tmp_path: Path) -> None:
    fill(tmp_path / "a" / "c")
    assert stat.S_IMODE((tmp_path / "a" / "c").stat().st_mode) == 0o700
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in (tmp_path / "a" / "c").iterdir())


def test_nothing_is_created_before_the_first_use(tmp_path: Path) -> None:
    AnswerCache(tmp_path / "c").close()
    assert not (tmp_path / "c").exists()


def test_the_key_does_not_depend_on_the_order_of_fields() -> None:
    assert cache_key({"a": 1, "b": None}) == cache_key({"b": None, "a": 1})
    assert cache_key({"a": 1}) != cache_key({"a": 1, "b": None})
    assert cache_key({"a": "\ud800"}) != cache_key({"a": "?"})


# Planted rows -----------------------------------------------------------------------------------------------


class Bomb:
    """Creates a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return (Path.touch, (self.mark,))


def plant(directory: Path, **columns: Any) -> None:
    """Write a row into the database as an attacker would."""
    now = time.time()
    row = {"key": "planted", "raw": 1, "store_time": now, "access_time": now, "size": 0, "mode": 1} | columns
    with sqlite3.connect(directory / "cache.db") as connection:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO Cache ({names}) VALUES ({marks})", [*row.values()])  # noqa: S608
    connection.close()


def test_the_bomb_of_these_tests_goes_off_when_unpickled(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Bomb(tmp_path / "mark")))  # noqa: S301  that is what must not happen below
    assert (tmp_path / "mark").exists()


def test_a_planted_pickle_as_value_is_not_read(tmp_path: Path) -> None:
    fill(tmp_path / "c")
    plant(tmp_path / "c", mode=4, value=sqlite3.Binary(pickle.dumps(Bomb(tmp_path / "mark"))))
    found, warnings = look(tmp_path / "c", "planted")
    assert found is None
    assert len(warnings) == 1
    assert not (tmp_path / "mark").exists()


def test_a_planted_pickle_as_key_is_not_read(tmp_path: Path) -> None:
    fill(tmp_path / "c")
    plant(tmp_path / "c", key=sqlite3.Binary(pickle.dumps(Bomb(tmp_path / "mark"))), raw=0)
    assert look(tmp_path / "c")[0] == ANSWER
    cache = AnswerCache(tmp_path / "c")
    assert cache.measure()["entries"] == 5
    assert cache.prune(0) == 5
    assert cache.clear() == 0
    assert not (tmp_path / "mark").exists()


def test_a_planted_pickle_in_a_file_is_not_read(tmp_path: Path) -> None:
    fill(tmp_path / "c")
    (tmp_path / "c" / "evil.val").write_bytes(pickle.dumps(Bomb(tmp_path / "mark")))
    plant(tmp_path / "c", mode=4, filename="evil.val")
    assert look(tmp_path / "c", "planted")[0] is None
    assert not (tmp_path / "mark").exists()


def test_a_planted_file_name_neither_reads_nor_removes_a_file(tmp_path: Path) -> None:
    fill(tmp_path / "c")
    (tmp_path / "precious").write_text("x")
    plant(tmp_path / "c", mode=3, filename="../precious")
    assert look(tmp_path / "c", "planted")[0] is None
    AnswerCache(tmp_path / "c").put("planted", ANSWER)
    AnswerCache(tmp_path / "c").prune(0)
    AnswerCache(tmp_path / "c").clear()
    assert (tmp_path / "precious").exists()


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", "nonsense", "null", '{"text": 5}', "[" * 100_000, base64.b64encode(b"x" * 99).decode()],
)
def test_text_that_is_not_an_answer_is_a_miss(text: str, tmp_path: Path) -> None:
    fill(tmp_path / "c")
    plant(tmp_path / "c", value=text)
    found, warnings = look(tmp_path / "c", "planted")
    assert (found, len(warnings)) == (None, 1)


# Damage -----------------------------------------------------------------------------------------------------


def _cut(size: int) -> Callable[[Path], None]:
    return lambda database: os.truncate(database, size)


def _overwrite(start: int, stop: int) -> Callable[[Path], None]:
    def damage(database: Path) -> None:
        content = bytearray(database.read_bytes())
        content[start:stop] = b"\xff" * len(content[start:stop])
        database.write_bytes(content)

    return damage


def _foreign(database: Path) -> None:
    database.unlink()
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE People (name TEXT)")
    connection.close()


def _directory(database: Path) -> None:
    database.unlink()
    database.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut to nothing": _cut(0),
    "cut to a hundred bytes": _cut(100),
    "cut in half": lambda database: os.truncate(database, database.stat().st_size // 2),
    "header overwritten": _overwrite(0, 100),
    "pages overwritten": _overwrite(4096, 40_000),
    "replaced by text": lambda database: database.write_text("hello"),
    "somebody else's database": _foreign,
    "a directory in its place": _directory,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_database_is_a_miss_and_can_be_cleared(
    damage: Callable[[Path], object], tmp_path: Path
) -> None:
    fill(tmp_path / "c", 40)
    for leftover in (tmp_path / "c").glob("cache.db-*"):
        leftover.unlink()
    damage(tmp_path / "c" / "cache.db")
    found, warnings = look(tmp_path / "c")
    assert found is None
    assert len(warnings) <= 1
    assert "draft cache clear" in "".join(warnings) or not warnings
    if (tmp_path / "c" / "cache.db").is_file():
        AnswerCache(tmp_path / "c").clear()
        fill(tmp_path / "c")
        assert look(tmp_path / "c") == (ANSWER, [])


def test_somebody_elses_database_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir(mode=0o700)
    with sqlite3.connect(tmp_path / "c" / "cache.db") as connection:
        connection.execute("CREATE TABLE People (name TEXT)")
    connection.close()
    before = (tmp_path / "c" / "cache.db").read_bytes()
    assert look(tmp_path / "c")[0] is None
    assert (tmp_path / "c" / "cache.db").read_bytes() == before


@pytest.mark.slow
def test_a_locked_database_does_not_hold_up_the_run(tmp_path: Path) -> None:
    fill(tmp_path / "c")
    holder = sqlite3.connect(tmp_path / "c" / "cache.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    begun = time.monotonic()
    _, warnings = look(tmp_path / "c")
    assert time.monotonic() - begun < 8
    assert len(warnings) == 1
    holder.close()


@pytest.mark.slow
def test_a_lock_that_comes_later_does_not_hold_up_the_run(tmp_path: Path) -> None:
    warnings: list[str] = []
    cache = AnswerCache(tmp_path / "c", warn=warnings.append)
    cache.put("key1", ANSWER)
    holder = sqlite3.connect(tmp_path / "c" / "cache.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    begun = time.monotonic()
    assert cache.get("key1") == ANSWER
    cache.put("key2", ANSWER)
    assert time.monotonic() - begun < 8
    holder.close()
    assert len(warnings) == 1
    cache.close()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_directory_that_others_may_write_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "c")
    (tmp_path / "c").chmod(0o777)
    found, warnings = look(tmp_path / "c")
    assert found is None
    assert "chmod 700" in warnings[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_place_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o500)
    found, warnings = look(tmp_path / "home" / "c")
    assert (found, len(warnings)) == (None, 1)


def test_a_file_where_the_directory_should_be_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("x")
    found, warnings = look(tmp_path / "c")
    assert (found, len(warnings)) == (None, 1)


@pytest.mark.slow
def test_a_full_disk_is_one_warning(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    script = textwrap.dedent("""
        import resource, sys
        from pathlib import Path
        from draft.writers.cache import AnswerCache
        import test_cache
        cache = AnswerCache(Path(sys.argv[1]), warn=print)
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        for number in range(60):
            cache.put(f"key{number}", {**test_cache.ANSWER, "text": "长" * 3000})
        print("done")
    """)
    result = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "c")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert len(result.stdout.splitlines()) == 2
    assert result.stdout.endswith("done\n")


# Size, age, company -----------------------------------------------------------------------------------------


def test_the_database_stays_below_its_limit(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "c", megabytes=1)
    for number in range(300):
        cache.put(f"key{number}", {**ANSWER, "text": "长" * 4000})
    assert cache.measure()["bytes"] < 6_000_000
    assert cache.measure()["entries"] < 250
    assert cache.get("key299") is not None
    cache.close()


def test_prune_removes_what_is_older(tmp_path: Path) -> None:
    fill(tmp_path / "c")
    plant(tmp_path / "c", store_time=time.time() - 40 * 86_400, value="x")
    cache = AnswerCache(tmp_path / "c")
    assert cache.prune(30) == 1
    assert cache.measure()["entries"] == 3
    cache.close()


@pytest.mark.slow
def test_several_processes_write_at_once_without_loss(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from draft.writers.cache import AnswerCache
        import test_cache
        cache = AnswerCache(Path(sys.argv[1]), warn=print)
        for number in range(30):
            cache.put(f"{sys.argv[2]}-{number}", test_cache.ANSWER)
    """)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "c"), str(number)],
            env=environment,
            stdout=subprocess.PIPE,
        )
        for number in range(3)
    ]
    assert [process.communicate()[0] for process in running] == [b""] * 3
    cache = AnswerCache(tmp_path / "c")
    assert cache.measure()["entries"] == 90
    cache.close()
