"""docs/servers.md says what the program does: every setting, every profile, every figure that it names."""

import re
from pathlib import Path

import pytest

from draft.profiles import CUSTOM, PROFILES, EndpointConfig
from draft.settings.keys import KEYS

PAGE = (Path(__file__).parents[1] / "docs" / "servers.md").read_text(encoding="utf-8")
SETTINGS = dict(re.findall(r"^\| `(\w+)` \| (写法|端点) \|", PAGE, re.MULTILINE))


def test_the_table_of_settings_is_the_programs() -> None:
    programs = {key.name: "端点" if key.endpoint else "写法" for key in KEYS.values()}
    assert programs == SETTINGS


@pytest.mark.parametrize("profile", [p for p in PROFILES.values() if p is not CUSTOM], ids=lambda p: p.name)
def test_every_profile_stands_there_with_address_and_concurrency(profile: object) -> None:
    assert isinstance(profile, type(CUSTOM))
    assert f"| `{profile.name}` | `{profile.base_url}` | {profile.concurrency} |" in PAGE


def test_the_defaults_are_those_of_the_program() -> None:
    config = EndpointConfig("http://127.0.0.1/v1")
    remote = PROFILES["deepseek"]
    for words in (
        f"连接等待，秒（{config.connect_timeout:g}）",
        f"（本地 {CUSTOM.read_timeout:g}，云上 {remote.read_timeout:g}）",
        f"（本地 {CUSTOM.deadline:g}，云上 {remote.deadline:g}）",
        f"最多请求几次（{config.tries}）",
        f"之后加倍（{config.backoff:g}）",
        f"等多久，秒（{config.loading_wait:g}）",
        f"答复上限（{config.max_tokens}）",
    ):
        assert words in PAGE
