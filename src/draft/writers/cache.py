"""Remembers completions as text on disk.

Only text is ever read: a pickle, by value or by key, or a file beside the database is refused.
Whatever is wrong with the disk is a miss and one warning, never a stop.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import diskcache  # type: ignore[import-untyped]

KEY_VERSION = 1
FINISHED = "finished:"
"""How the keys of finished documents begin; all other keys are those of answers."""

_DATABASE = "cache.db"
_TABLES = {"Cache", "Settings"}
_PATIENCE = 2.0  # seconds to wait for another process that writes
_OWNER_ONLY = 0o700
_MEGABYTE = 1_000_000
_TEXT = 1  # what the library calls MODE_RAW: the value is what it is, nothing is unpacked
_SELECT = "SELECT mode, filename, value FROM Cache WHERE key = ? AND raw = 1"


def cache_key(shape: Mapping[str, Any]) -> str:
    """Return the SHA-256 of everything that shapes an answer; what is not set is null in `shape`."""
    canonical = json.dumps(
        {"version": KEY_VERSION, **shape}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


class AnswerCache:
    """Completions by key. Opened at the first use; safe with several processes.

    Args:
        directory: created 0700; None means there is no place and nothing is remembered.
        megabytes: the oldest answers go when the database grows beyond it.
        warn: called at most once, with a Chinese line.
    """

    def __init__(
        self,
        directory: Path | None,
        *,
        megabytes: int = 500,
        warn: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self._directory = directory
        self._limit = megabytes * _MEGABYTE
        self._warn = warn
        self._store: diskcache.Cache | None = None
        self._broken = directory is None
        self._warned = False

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the remembered answer, or None; a row that is not ours is a miss."""
        with self._forgiving("读"):
            text = self._read(key)
            if text is not None:
                from draft.writers.stored import parse_answer  # noqa: PLC0415  pydantic, for an answer only

                return parse_answer(text)
        return None

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Remember `answer`; silently nothing when there is no working cache."""
        self.remember(key, json.dumps(answer, ensure_ascii=False))

    def recall(self, key: str) -> str | None:
        """Return the text remembered under `key`, whatever it is, or None."""
        with self._forgiving("读"):
            return self._read(key) if self._store is not None else self._look_up(key)
        return None

    def remember(self, key: str, text: str) -> None:
        """Remember `text`; silently nothing when there is no working cache."""
        with self._forgiving("写"):
            store = self._open()
            if store is not None:
                store.set(key, text)

    def forget(self, key: str) -> None:
        """Remove the text remembered under `key`; silently nothing when there is none."""
        with self._forgiving("写"):
            store = self._open()
            if store is not None:
                store.delete(key)

    def forget_finished(self) -> None:
        """Remove all finished documents: answers they were made of are about to be replaced."""
        with self._forgiving("写"):
            store = self._open()
            if store is not None:
                store._sql("DELETE FROM Cache WHERE key LIKE ?", (f"{FINISHED}%",))  # noqa: SLF001  as in prune

    def _read(self, key: str) -> str | None:
        store = self._open()
        if store is None:
            return None
        # The library's own get() looks after expiry and counts hits, which nobody asks for: twice the time.
        row = store._sql(_SELECT, (key,)).fetchone()  # noqa: SLF001  no public way to read without these
        return _text_of(*row) if row is not None else None

    def _look_up(self, key: str) -> str | None:
        """Return one text without the library: a run that needs no other spares loading it, 30 ms."""
        path = self._database()
        if path is None or self._broken or not path.is_file():
            return None
        self._broken = True  # as in _open
        row = None
        if "Cache" in _prepare(path.parent):  # else another process is just creating it
            with contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
                row = connection.execute(_SELECT, (key,)).fetchone()
        self._broken = False
        return _text_of(*row) if row is not None else None

    def close(self) -> None:
        """Close the database."""
        if self._store is not None:
            with self._forgiving("关"):
                self._store.close()
            self._store = None

    def measure(self) -> dict[str, Any]:
        """Return where it is, how many answers it holds, and its size in bytes.

        Raises:
            OSError, ValueError, sqlite3.Error: it cannot be read.
        """
        path = self._database()
        if path is None or not path.is_file():
            return {"directory": str(self._directory or ""), "entries": 0, "bytes": 0, "limit": self._limit}
        store = self._open()
        entries = _count_answers(store) if store is not None else 0
        used = sum(file.stat().st_size for file in path.parent.glob(_DATABASE + "*"))
        return {"directory": str(self._directory), "entries": entries, "bytes": used, "limit": self._limit}

    def clear(self) -> int:
        """Remove every answer and return how many there were, -1 when the database was beyond counting.

        Only files of the database itself are deleted.
        """
        path = self._database()
        if path is None or not path.is_file():
            return 0
        count = -1
        with contextlib.suppress(*failures()):
            count = int(self.measure()["entries"])
        self.close()
        for file in path.parent.glob(_DATABASE + "*"):
            file.unlink()
        return count

    def prune(self, days: float) -> int:
        """Remove answers older than `days` and return how many.

        Raises:
            OSError, ValueError, sqlite3.Error: it cannot be read.
        """
        path = self._database()
        store = self._open() if path is not None and path.is_file() else None
        if store is None:
            return 0
        limit = time.time() - days * 86_400
        with store.transact(retry=True):
            sql = store._sql  # noqa: SLF001  the library offers no deletion by age
            cursor = sql("DELETE FROM Cache WHERE store_time < ?", (limit,))
        return int(cursor.rowcount)

    def _database(self) -> Path | None:
        return self._directory / _DATABASE if self._directory else None

    def _open(self) -> "diskcache.Cache | None":
        if self._store is None and not self._broken and self._directory is not None:
            self._broken = True  # until proven otherwise: a failing open is not tried again
            self._store = open_store(self._directory, self._limit)
            self._broken = False
        return self._store

    @contextlib.contextmanager
    def _forgiving(self, doing: str) -> Iterator[None]:
        try:
            yield
        except failures() as error:
            if not self._warned:
                self._warned = True
                reason = str(error) or type(error).__name__
                self._warn(
                    f"缓存{doing}不了，本次继续但不用缓存（{self._directory}：{reason}）；"
                    "可用 draft cache clear 清除，或用 --no-cache 关闭"
                )


def _text_of(mode: Any, filename: Any, value: Any) -> str:
    """Return the text of a row; anything that is not text inside the database is refused."""
    if mode != _TEXT or filename is not None or not isinstance(value, str):
        raise ValueError("缓存里有一条不是文字的记录")
    return value


def _count_answers(store: "diskcache.Cache") -> int:
    sql = "SELECT COUNT(*) FROM Cache WHERE key NOT LIKE ?"
    ((count,),) = store._sql(sql, (f"{FINISHED}%",)).fetchall()  # noqa: SLF001  no public way to count some
    return int(count)


def failures() -> tuple[type[Exception], ...]:
    """Return what a broken disk or database raises."""
    import diskcache  # noqa: PLC0415  loaded with the cache only

    return (sqlite3.Error, diskcache.Timeout, OSError, ValueError, KeyError, TypeError, RecursionError)


def open_store(directory: Path, limit: int) -> "diskcache.Cache":
    """Return the open database in `directory`, which belongs to the user alone.

    Raises:
        OSError, ValueError, sqlite3.Error: it is somebody else's, locked, damaged or cannot be created.
    """
    import diskcache  # noqa: PLC0415  37 ms, only when there is a cache to open

    class TextDisk(diskcache.Disk):  # type: ignore[misc]  # the library has no types
        """Keys and values are text inside the database: no pickle is read, no file opened or removed."""

        def put(self, key: Any) -> tuple[str, bool]:
            if not isinstance(key, str):
                raise TypeError("cache keys are text")
            return key, True

        def get(self, key: Any, raw: Any) -> str:
            if not raw or not isinstance(key, str):
                raise ValueError("缓存里有一个不是文字的键")
            return key

        def store(self, value: Any, read: Any, key: Any = diskcache.UNKNOWN) -> tuple[int, int, None, str]:  # noqa: ARG002
            if not isinstance(value, str) or read:
                raise TypeError("cache values are text")
            return 0, _TEXT, None, value

        def fetch(self, mode: Any, filename: Any, value: Any, read: Any) -> str:
            if read:
                raise ValueError("缓存里的记录不作为文件来读")
            return _text_of(mode, filename, value)

        def remove(self, file_path: Any) -> None:  # noqa: ARG002
            raise ValueError("缓存里有一条指向别的文件的记录")

    _prepare(directory)
    return diskcache.Cache(str(directory), timeout=_PATIENCE, disk=TextDisk, size_limit=limit)


def _prepare(directory: Path) -> set[str]:
    """Create the directory; refuse one that others can write to, and a locked or foreign database.

    Return the tables of the database, none where it is new.
    """
    if not directory.is_dir():
        directory.parent.mkdir(parents=True, exist_ok=True)
        directory.mkdir(mode=_OWNER_ONLY, exist_ok=True)
    status = directory.stat()
    if os.name == "posix":
        if status.st_uid != os.geteuid():
            raise OSError("这个文件夹属于别的用户")
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise OSError("这个文件夹别人也能写，请先执行 chmod 700")
    return _probe(directory / _DATABASE)


def _probe(path: Path) -> set[str]:
    """Fail at once where the library would wait a minute: a locked, read-only or foreign database."""
    if not path.exists():
        path.touch(mode=0o600)
        return set()
    with contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if tables - _TABLES:  # fewer are fine: another process may just be creating them
            raise ValueError("这个数据库不是本程序的")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    return tables
