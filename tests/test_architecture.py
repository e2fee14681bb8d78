"""The house as documented is the house as built; what the lower floors offer is a tested fact."""

import inspect
import re
import tomllib
from pathlib import Path

import draft.fidelity
import draft.form
import draft.numbers

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def rooms_on_disk() -> set[str]:
    return {
        path.stem
        for path in (ROOT / "src" / "draft").iterdir()
        if (path / "__init__.py").is_file() or (path.suffix == ".py" and not path.stem.startswith("__"))
    }


def test_the_table_lists_every_room_once() -> None:
    listed = re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE)
    assert sorted(listed) == sorted(rooms_on_disk())


def test_the_drawing_of_floors_is_the_one_that_is_enforced() -> None:
    found = re.search(r"```\n(cli\n.*?)```", PAGE, re.DOTALL)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = [layer.replace("draft.", "") for layer in contracts["contracts"][0]["layers"]]
    assert found is not None
    assert found.group(1).splitlines() == layers
    assert {room for layer in layers for room in layer.split(" | ")} == rooms_on_disk()


def test_outside_packages_are_imported_where_the_table_says() -> None:
    homes = {
        room: set(re.findall(r"[a-zA-Z0-9-]+", packages))
        for room, packages in re.findall(r"^\| `([a-z]+)` \|.*\| ([^|]*) \|$", PAGE, re.MULTILINE)
    }
    names = {"PyYAML": "yaml", "python-docx": "docx"}
    for room, packages in homes.items():
        assert imported_by(room) == {names.get(package, package) for package in packages}, room


def imported_by(room: str) -> set[str]:
    place = ROOT / "src" / "draft" / room
    files = list(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["ray"]]
    known = {re.split(r"[^\w-]", name)[0] for name in declared}
    known = (known - {"pyyaml", "python-docx"}) | {"yaml", "docx"}
    imported = {
        name
        for path in files
        for name in re.findall(
            r"^[ ]*(?:from|import) ([a-z0-9_]+)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    return imported & known


def test_the_public_names_of_numbers() -> None:
    assert draft.numbers.__all__ == [
        "UNIT_NAMES",
        "Direction",
        "Kind",
        "Quantity",
        "Ratio",
        "Unit",
        "Value",
        "convert",
        "find_quantities",
        "find_unit",
        "parse_numeral",
        "qualifier_class",
        "read_text",
        "same_dimension",
        "same_qualifier",
        "same_unit",
        "write_numeral",
        "write_value",
    ]


def test_the_public_names_of_fidelity() -> None:
    assert draft.fidelity.__all__ == [
        "OPENING",
        "Entry",
        "FactGroup",
        "Ledger",
        "Link",
        "Metadata",
        "Severity",
        "Verdict",
        "Violation",
        "build_ledger",
        "check",
        "compare",
    ]


def test_every_public_function_is_used_beyond_its_own_room() -> None:
    files = [*ROOT.rglob("src/**/*.py"), *(ROOT / "tests").rglob("*.py")]
    sources = {path: path.read_text(encoding="utf-8") for path in files if path != Path(__file__)}
    for room in (draft.numbers, draft.fidelity, draft.form):
        home = Path(str(room.__file__)).parent
        outside = "\n".join(text for path, text in sources.items() if home not in path.parents)
        functions = [name for name in room.__all__ if inspect.isfunction(getattr(room, name))]
        assert functions
        unused = [name for name in functions if not re.search(rf"\b{name}\b", outside)]
        assert not unused, room.__name__
