"""docs/facts.md says what the loader does."""

import re
from pathlib import Path

import pytest

from draft.errors import FactsError
from draft.facts import parse_spec
from draft.facts.keys import DOCUMENT, FACT, SECTION

PAGE = (Path(__file__).parent.parent / "docs" / "facts.md").read_text("utf-8")
HEAD = "title: 甲\nsections:\n  - heading: 乙\n    facts:\n      "


def rows(heading: str) -> list[tuple[str, str]]:
    part = PAGE.split(f"## {heading}")[1].split("\n## ")[0]
    return re.findall(r"^\| `(.*)` \| (.*) \|$", part, re.MULTILINE)


@pytest.mark.parametrize(("written", "text"), rows("怎样写，读成什么"))
def test_facts_are_read_as_the_page_says(written: str, text: str) -> None:
    assert parse_spec(f"{HEAD}{written}\n".encode()).sections[0].facts[0].text == text


@pytest.mark.parametrize(("written", "message"), rows("写错了会怎样"))
def test_mistakes_are_told_as_the_page_says(written: str, message: str) -> None:
    with pytest.raises(FactsError) as caught:
        parse_spec(f"{HEAD}{written}\n".replace("〔零宽空格〕", "\u200b").encode())
    assert str(caught.value) == message


def test_the_page_lists_every_key_with_its_meaning() -> None:
    for key in (*DOCUMENT, *SECTION, *FACT):
        assert f"| `{key.name}` | {'必填' if key.required else ''} | {key.said} |" in PAGE
