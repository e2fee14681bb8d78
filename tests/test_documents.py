"""What the documents say of the command line and of each other is so."""

import re
from pathlib import Path

from typer.main import get_group

from draft.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = set(get_group(app).commands)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands_named_in(text: str) -> set[str]:
    code = re.findall(r"`[^`\n]+`|^\s*draft .*$", text, re.MULTILINE)
    return set(re.findall(r"(?<![\w./-])draft ([a-z]+)(?![\w.-])", "\n".join(code)))


def test_the_changelog_and_the_readme_name_every_command() -> None:
    assert len(COMMANDS) > 10
    assert not COMMANDS - commands_named_in(read(ROOT / "CHANGELOG.md"))
    assert not COMMANDS - commands_named_in(read(ROOT / "README.md"))


def test_every_command_a_document_names_is_there() -> None:
    strangers = {
        f"{page.name}: draft {name}" for page in PAGES for name in commands_named_in(read(page)) - COMMANDS
    }
    assert not strangers


def test_every_link_of_a_document_leads_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in [*PAGES, *ROOT.glob("*/README.md")]
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", read(page))
        if not (page.parent / target).exists()
    ]
    assert not broken
