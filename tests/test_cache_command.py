"""draft cache: says where it is, empties it, and helps where it is broken."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from draft.errors import SettingsError
from draft.writers.cache import AnswerCache

ANSWER = {
    "text": "完成率66.46%。",
    "thinking": 0,
    "finish_reason": "stop",
    "usage": {},
    "model": "m",
    "created": 1.0,
    "tool": "0",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "draft"


def run(*arguments: str) -> str:
    return CliRunner().invoke(app, ["cache", *arguments], catch_exceptions=False).stdout


def test_info_counts_and_clear_empties(place: Path) -> None:
    cache = AnswerCache(place)
    cache.put("a", ANSWER)
    cache.put("b", ANSWER)
    cache.close()
    found = json.loads(run("info", "--json"))
    assert (found["directory"], found["entries"], found["limit"]) == (str(place), 2, 500_000_000)
    run("prune", "--days", "1")
    assert json.loads(run("info", "--json"))["entries"] == 2
    run("clear")
    assert json.loads(run("info", "--json"))["entries"] == 0


def test_info_creates_nothing(place: Path) -> None:
    assert "条数：0" in run("info")
    assert not place.exists()


def test_a_broken_cache_is_reported_with_its_remedy_and_cleared(place: Path) -> None:
    place.mkdir(mode=0o700)
    (place / "cache.db").write_text("hello")
    with pytest.raises(SettingsError, match="draft cache clear"):
        run("info")
    run("clear")
    assert "条数：0" in run("info")
