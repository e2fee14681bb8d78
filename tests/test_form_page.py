"""docs/form.md lists every rule of form exactly as the program has it."""

from pathlib import Path

from draft.form import RULES, UNLISTED, Rule

PAGE = (Path(__file__).parent.parent / "docs" / "form.md").read_text("utf-8")
_SHORT = 72


def cell(text: str) -> str:
    """Return an example as a table shows it: one line, no bars, cut where it is long."""
    line = "⏎".join(part.strip() for part in text.strip().split("\n") if part.strip()).replace("|", "\\|")
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def row(rule: Rule) -> str:
    """Return the row of a rule, as the head of the table names its cells."""
    cells = (
        rule.id,
        rule.strength,
        rule.message.replace("|", "\\|"),
        cell(rule.flags[0]),
        cell(rule.passes[0]),
        rule.source or "惯例",
        "是" if rule.fix else "",
    )
    return f"| {' | '.join(cells)} |"


def rows() -> list[str]:
    """Return all rows, by id."""
    return [
        row(rule)
        for rule in sorted((*RULES, UNLISTED), key=lambda rule: ("FPNUWS".index(rule.id[0]), rule.id))
    ]


def test_the_page_lists_every_rule_as_the_program_has_it() -> None:
    assert [
        line for line in PAGE.splitlines() if line[:3] in {f"| {letter}" for letter in "FPNUWS"}
    ] == rows()


def test_every_number_of_the_catalogue_is_a_rule_or_said_to_be_checked_elsewhere() -> None:
    known = {rule.id for rule in RULES}
    told = set()
    for line in PAGE.splitlines():
        if line.startswith("- **"):
            told |= {name.strip() for name in line.split("**")[1].split("、")}
    catalogue = {
        f"{letter}{number:02}"
        for letter, last in (("F", 14), ("P", 20), ("N", 32), ("U", 7))
        for number in range(1, last + 1)
    }
    assert catalogue - known == told & catalogue


def rewrite() -> str:
    """Return the page with its table as the program has it now."""
    lines = PAGE.splitlines()
    head = lines.index("|---|---|---|---|---|---|---|") + 1
    last = max(number for number, line in enumerate(lines) if line.startswith("| "))
    return "\n".join([*lines[:head], *rows(), *lines[last + 1 :]]) + "\n"


if __name__ == "__main__":  # python tests/test_form_page.py brings the page up to date
    (Path(__file__).parent.parent / "docs" / "form.md").write_text(rewrite(), "utf-8")
