"""Where every setting comes from, what a project may not decide, and how a bad value is reported."""

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from draft.errors import SettingsError
from draft.profiles import PROFILES, guess_profile
from draft.settings import Settings, load_settings, make_private_dir
from draft.settings.address import find_proxy, is_local, parse_base_url

KEY = "sk-secret-0123456789"
LOCAL = "http://127.0.0.1:9999/v1"


class Home:
    """A home directory and a working directory of a test."""

    def __init__(self, root: Path) -> None:
        self.config = root / "config" / "draft"
        self.cwd = root / "work"
        self.config.mkdir(parents=True)
        self.cwd.mkdir()
        self.environ = {"XDG_CONFIG_HOME": str(root / "config"), "XDG_CACHE_HOME": str(root / "cache")}

    def user(self, text: str) -> Path:
        (self.config / "draft.toml").write_text(text, encoding="utf-8")
        return self.config / "draft.toml"

    def project(self, text: str) -> Path:
        (self.cwd / "draft.toml").write_text(text, encoding="utf-8")
        return self.cwd / "draft.toml"

    def load(self, environ: dict[str, str] | None = None, **flags: Any) -> Settings:
        return load_settings(flags, environ={**self.environ, **(environ or {})}, cwd=self.cwd)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


# Precedence -------------------------------------------------------------------------------------------------


def test_without_anything_the_embedded_writer_writes(home: Home) -> None:
    settings = home.load()
    assert (settings.writer, settings.endpoint, settings.warnings) == ("auto", None, ())
    assert settings.cache_dir == Path(home.environ["XDG_CACHE_HOME"]) / "draft"
    assert not settings.cache_dir.exists()


def test_option_beats_variable_beats_project_beats_user_file(home: Home) -> None:
    user = home.user("attempts = 1\nworkers = 1\nvariant = 1\nwriter = 'builtin'")
    project = home.project("workers = 2\nvariant = 2\nwriter = 'auto'")
    settings = home.load({"DRAFT_VARIANT": "3", "DRAFT_WRITER": "model"}, writer="builtin")
    assert (settings.attempts, settings.workers, settings.variant, settings.writer) == (1, 2, 3, "builtin")
    assert settings.origins == {
        "attempts": f"{user}:1",
        "workers": f"{project}:1",
        "variant": "环境变量 DRAFT_VARIANT",
        "writer": "选项 --writer",
    }


def test_a_named_configuration_takes_the_place_of_the_users(home: Home, tmp_path: Path) -> None:
    home.user("attempts = 1")
    other = tmp_path / "other.toml"
    other.write_text(f"workers = 7\n[endpoint]\nbase_url = '{LOCAL}'")
    settings = home.load(config=other)
    assert (settings.attempts, settings.workers) == (2, 7)
    assert settings.endpoint
    assert settings.endpoint.base_url == LOCAL


def test_a_switch_that_is_off_overrides_nothing_but_a_zero_does(home: Home) -> None:
    settings = home.load(
        {"DRAFT_OFFLINE": "1", "DRAFT_ATTEMPTS": "3"}, offline=False, attempts=0, allow_host=[]
    )
    assert (settings.offline, settings.attempts) == (True, 0)


def test_settings_cannot_be_changed(home: Home) -> None:
    with pytest.raises(FrozenInstanceError):
        home.load().writer = "model"  # type: ignore[misc]


def test_an_empty_variable_means_nothing(home: Home) -> None:
    assert home.load({"DRAFT_BASE_URL": "", "DRAFT_WORKERS": " "}).endpoint is None


# The project may not redirect -------------------------------------------------------------------------------

REDIRECTS = (
    f"base_url = '{LOCAL}'",
    f"[endpoint]\nbase_url = '{LOCAL}'",
    "[endpoint]\nprofile = 'openai'",
    "profile = 'evil'\n[profiles.evil]\nbase_url = 'https://evil.example/v1'",
    "[endpoint]\nproxy = 'http://evil.example:1'\nca_file = 'ca.pem'\nextra_body = { x = 1 }",
    "allow_hosts = ['evil.example']\ncache_dir = '.'",
    "[endpoint]\napi_key = 'x'\napi_key_env = 'HOME'\napi_key_file = '/etc/passwd'",
)


@pytest.mark.parametrize("text", REDIRECTS)
def test_a_project_file_cannot_decide_where_facts_go(text: str, home: Home) -> None:
    mine = "http://127.0.0.1:1/v1"
    home.user(f"[endpoint]\nbase_url = '{mine}'\nmodel = 'm'")
    home.project(text)
    settings = home.load()
    assert settings.endpoint
    assert (settings.endpoint.base_url, settings.endpoint.proxy, settings.endpoint.api_key) == (mine, "", "")
    assert dict(settings.endpoint.extra_body) == {}
    assert settings.cache_dir != home.cwd
    assert "--trust-project" in "".join(settings.warnings)


def test_a_project_file_alone_brings_no_endpoint(home: Home) -> None:
    home.project(f"writer = 'model'\n[endpoint]\nbase_url = '{LOCAL}'\nmodel = 'm'")
    assert home.load().endpoint is None
    trusted = home.load(trust_project=True)
    assert trusted.endpoint
    assert (trusted.endpoint.base_url, trusted.warnings) == (LOCAL, ())


def test_a_project_file_may_choose_manner_and_formats(home: Home) -> None:
    (home.cwd / "mine").mkdir()
    home.project("prompts = 'mine'\nstyles = ['mine']\nformats = ['md', 'docx']")
    settings = home.load()
    assert settings.prompts_dirs[0] == settings.styles_dirs[0] == home.cwd / "mine"
    assert settings.formats == ("md", "docx")


def test_a_project_file_of_another_program_does_no_harm(home: Home) -> None:
    home.project("[environments]\nname = 'x'\n[[list]]\na = 1")
    assert len(home.load().warnings) == 2


# Keys -------------------------------------------------------------------------------------------------------


def test_the_general_key_is_not_sent_to_a_configured_endpoint(home: Home) -> None:
    settings = home.load({"OPENAI_API_KEY": KEY, "DRAFT_BASE_URL": LOCAL})
    assert settings.endpoint
    assert settings.endpoint.api_key == ""


def test_the_general_key_goes_where_the_general_address_says(home: Home) -> None:
    environ = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": LOCAL, "OPENAI_ORG_ID": "x"}
    settings = home.load(environ, model="m")
    assert settings.endpoint
    assert (settings.endpoint.base_url, settings.endpoint.api_key) == (LOCAL, KEY)
    assert home.load(environ).endpoint is None  # nobody asked for a model


def test_the_general_key_goes_to_its_own_house(home: Home) -> None:
    settings = home.load({"OPENAI_API_KEY": KEY}, profile="openai", model="m")
    assert settings.endpoint
    assert settings.endpoint.api_key == KEY
    assert settings.endpoint.profile.length_parameter == "max_completion_tokens"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_key_file_must_be_private(home: Home) -> None:
    file = home.config / "key"
    file.write_text(f"  {KEY}\n")
    file.chmod(0o644)
    home.user(f"[endpoint]\nbase_url = '{LOCAL}'\napi_key_file = 'key'")
    with pytest.raises(SettingsError, match="chmod 600"):
        home.load()
    file.chmod(0o600)
    endpoint = home.load().endpoint
    assert endpoint
    assert endpoint.api_key == KEY


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_key_in_the_users_file_needs_a_private_file(home: Home) -> None:
    path = home.user(f"[endpoint]\nbase_url = '{LOCAL}'\napi_key = '{KEY}'")
    path.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600") as caught:
        home.load()
    assert KEY not in str(caught.value)
    path.chmod(0o600)
    assert home.load().endpoint


@pytest.mark.parametrize("bad", [f"{KEY}\nX-Spy: 1", f"{KEY} x", "密钥", f"{KEY}\x00"])
def test_a_bad_key_is_refused_without_showing_it(bad: str, home: Home) -> None:
    with pytest.raises(SettingsError, match="DRAFT_API_KEY") as caught:
        home.load({"DRAFT_BASE_URL": LOCAL, "DRAFT_API_KEY": bad})
    assert "secret" not in str(caught.value)
    assert "密钥里有" in str(caught.value)


def test_no_settings_show_the_key(home: Home) -> None:
    settings = home.load({"DRAFT_BASE_URL": LOCAL, "DRAFT_API_KEY": KEY})
    assert settings.endpoint
    assert settings.endpoint.api_key == KEY
    assert KEY not in repr(settings)


# Addresses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
        (" http://127.0.0.1:11434/v1/// ", "http://127.0.0.1:11434/v1"),
        ("http://LocalHost:8000/v1/chat/completions", "http://localhost:8000/v1"),
        ("http://127.0.0.1:8000/v1/chat/completions/", "http://127.0.0.1:8000/v1"),
        ("HTTPS://api.deepseek.com/v1/models", "https://api.deepseek.com/v1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://gateway.corp/llm/v1", "http://gateway.corp/llm/v1"),
    ],
)
def test_an_address_is_normalised(typed: str, meant: str) -> None:
    assert parse_base_url(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["127.0.0.1:11434", "localhost:8000/v1", "ftp://x/v1", "http：//127.0.0.1/v1", "http://", "http://h:99999/v1",
     "http://user:pw@host/v1", "http://pw@host/v1", "http://h/v1?key=1", "http://h/v1#x", "http://a b/v1",
     "file:///etc"],
)  # fmt: skip
def test_a_bad_address_is_refused_without_repeating_it(typed: str, home: Home) -> None:
    with pytest.raises(SettingsError) as caught:
        home.load(base_url=typed)
    assert str(caught.value).startswith("选项 --base-url: 地址")
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("[::1]", True), ("10.1.2.3", True), ("[fe80::1]", True),
     ("192.168.0.9:80", True),
     ("172.20.0.1", True), ("gpu-server", True), ("gpu.local", True), ("169.254.1.1", True),
     ("100.64.0.1", True),
     ("api.openai.com", False), ("8.8.8.8", False), ("127.0.0.1.evil.example", False), ("172.32.0.1", False),
     ("[2001:4860::1]", False), ("localhost.evil.example", False)],
)  # fmt: skip
def test_local_hosts_are_told_from_the_world(host: str, local: bool) -> None:  # noqa: FBT001  a parameter
    assert is_local(f"http://{host}/v1") is local


def test_proxies_of_the_environment_are_for_the_world_only(home: Home) -> None:
    environ = {
        "HTTP_PROXY": "http://proxy:1",
        "https_proxy": "http://proxy:2",
        "NO_PROXY": "a.example, .b.example",
    }
    assert find_proxy("http://127.0.0.1:1/v1", environ) == find_proxy("http://10.0.0.1/v1", environ) == ""
    assert find_proxy("https://api.deepseek.com/v1", environ) == "http://proxy:2"
    assert find_proxy("https://a.example/v1", environ) == find_proxy("https://x.b.example/v1", environ) == ""
    settings = home.load({"ALL_PROXY": "socks5://127.0.0.1:1"}, profile="deepseek", model="m")
    assert settings.endpoint
    assert settings.endpoint.proxy == ""
    assert "socks" in settings.warnings[0]


def test_profiles_are_recognised_by_their_address() -> None:
    assert guess_profile("http://192.168.1.5:11434/v1").name == "ollama"
    assert guess_profile("https://dashscope.aliyuncs.com/compatible-mode/v1").name == "dashscope"
    assert guess_profile("http://127.0.0.1:8000/v1").name == "custom"  # anything may listen there
    assert all(parse_base_url(p.base_url) == p.base_url for p in PROFILES.values() if p.base_url)


# Offline and allow-list -------------------------------------------------------------------------------------


def test_a_file_that_came_with_the_work_may_forbid_the_way_out_but_not_open_it(home: Home) -> None:
    home.user("offline = true")
    home.project("offline = false")
    settings = home.load()
    assert settings.offline
    assert "已忽略 offline" in "".join(settings.warnings)
    assert not home.load(trust_project=True).offline
    home.user("offline = false")
    home.project("offline = true")
    assert home.load().offline


def test_offline_allows_local_endpoints_only(home: Home) -> None:
    assert home.load(base_url=LOCAL, offline=True).endpoint
    away = home.load(base_url="https://api.example.com/v1", model="m", offline=True)
    assert away.endpoint is None
    assert "api.example.com" in away.warnings[0]
    with pytest.raises(SettingsError, match="allow_hosts"):
        home.load(base_url="https://api.example.com/v1", model="m", offline=True, writer="model")
    assert home.load(
        base_url="https://api.example.com/v1", offline=True, allow_host=["api.example.com"]
    ).endpoint


def test_a_list_of_hosts_excludes_all_others(home: Home) -> None:
    home.user("allow_hosts = ['good.example']")
    assert home.load(base_url="https://good.example/v1").endpoint
    assert home.load(base_url="https://api.example.com/v1").endpoint is None


# Profiles ---------------------------------------------------------------------------------------------------


def test_a_profile_brings_address_and_habits(home: Home) -> None:
    settings = home.load(profile="vllm", model="m")
    assert settings.endpoint
    assert settings.endpoint.base_url == PROFILES["vllm"].base_url
    assert settings.endpoint.concurrency == settings.workers == 16
    assert home.load(profile="vllm", workers=3).endpoint.concurrency == 3  # type: ignore[union-attr]


def test_a_profile_of_ones_own_extends_another(home: Home) -> None:
    home.user(
        "[endpoint]\nprofile = 'office'\nmodel = 'm'\ntimeout = 30\n"
        "[profiles.office]\nextends = 'vllm'\nbase_url = 'http://10.0.0.5:8000/v1/'\n"
        "concurrency = 4\nomit = ['seed']"
    )
    endpoint = home.load().endpoint
    assert endpoint
    assert (endpoint.base_url, endpoint.concurrency, endpoint.read_timeout) == (
        "http://10.0.0.5:8000/v1",
        4,
        30,
    )
    assert endpoint.omit == {"seed"}
    assert endpoint.profile.thinking_off == PROFILES["vllm"].thinking_off


@pytest.mark.parametrize("text", ["extends = 'nothing'", "colour = 1", "concurrency = 0", "base_url = 'x'"])
def test_a_bad_profile_of_ones_own_is_reported_with_its_line(text: str, home: Home) -> None:
    path = home.user(f"[endpoint]\nprofile = 'mine'\n\n[profiles.mine]\n{text}")
    with pytest.raises(SettingsError) as caught:
        home.load()
    assert str(caught.value).startswith(f"{path}:4: ")


# Bad values -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("writer = 'x'", 1, "writer 应为 auto、builtin、model 之一"),
        ("\n\nworkers = 0", 3, "workers 应为 1 到 1024"),
        ("workers = true", 1, "整数"),
        ("formats = ['md', 'exe']", 1, "没有“exe”这种格式"),
        ("[endpoint]\nbase_url = 5", 2, "base_url"),
        ("base_url = 'http://h/v1'\n[endpoint]\ntemperature = nan", 3, "temperature"),
        ("[endpoint]\nbase_url='http://h/v1'\nextra_body = 'x'", 3, "extra_body 应为一张表"),
        ("wrokers = 3", 1, "workers"),
        ("[endpoint]\nmodle = 'm'", 2, "model"),
        ("a = = 1", 1, "TOML"),
        ("x = 1\nx = 2", 2, "TOML"),
    ],
)
def test_a_bad_value_in_a_file_names_its_line(text: str, line: int, words: str, home: Home) -> None:
    path = home.user(text)
    with pytest.raises(SettingsError) as caught:
        home.load()
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bad_value_in_a_variable_names_the_variable(home: Home) -> None:
    with pytest.raises(SettingsError, match=r"^环境变量 DRAFT_WORKERS: workers 应为"):
        home.load({"DRAFT_WORKERS": "many"})


def test_an_unknown_variable_of_ours_is_mentioned(home: Home) -> None:
    assert "DRAFT_MODLE" in home.load({"DRAFT_MODLE": "m"}).warnings[0]


@pytest.mark.parametrize(
    "content", [b"\xb9\xab\xce\xc4 = 1", b"\xff\xfe\x00", b"x" * 2_000_000, b"a = " + b"[" * 100_000]
)
def test_a_file_beyond_reading_is_one_line(content: bytes, home: Home) -> None:
    (home.config / "draft.toml").write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        home.load()
    assert "\n" not in str(caught.value)


def test_a_configuration_that_is_not_there_is_reported(home: Home) -> None:
    with pytest.raises(SettingsError, match="读不了"):
        home.load(config="absent.toml")
    with pytest.raises(SettingsError, match="读不了"):
        home.load(config=home.cwd)


def test_a_directory_that_is_not_there_is_reported(home: Home) -> None:
    with pytest.raises(SettingsError, match="没有这个文件夹"):
        home.load(prompts=Path("absent"))


# Places -----------------------------------------------------------------------------------------------------


def test_shipped_directories_come_last_and_exist(home: Home) -> None:
    settings = home.load(prompts=home.cwd)
    assert settings.prompts_dirs[0] == home.cwd
    assert settings.prompts_dirs[-1].is_dir()
    assert settings.styles_dirs[-1].is_dir()


def test_private_directories_are_private(tmp_path: Path) -> None:
    make_private_dir(tmp_path / "a" / "b")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")] == [0o700, 0o700]


@pytest.mark.parametrize("home_value", [None, "", "/nonexistent", "/dev/null"])
def test_no_home_is_no_crash(home_value: str | None, tmp_path: Path) -> None:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("HOME", "XDG_", "DRAFT_"))
    }
    environ = kept if home_value is None else {**kept, "HOME": home_value}
    script = (
        "import os; from pathlib import Path; from draft.settings import load_settings; "
        "from draft.writers.cache import AnswerCache; "
        "s = load_settings({}, environ=os.environ, cwd=Path.cwd()); "
        "c = AnswerCache(s.cache_dir if os.environ.get('HOME') else None, warn=print); print(c.get('x'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=environ, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert result.stdout.endswith("None\n")
    assert not list(tmp_path.iterdir())
