"""The JSON Schema says what the loader does: it is tried on the same corpus."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from draft.facts import EXAMPLE, build_schema
from draft.facts.nodes import Listing, Mapping, Node, parse_nodes

CORPUS = Path(__file__).parent / "corpus" / "facts"
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
SCHEMA = build_schema()
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KEYWORDS = {
    "type", "enum", "minLength", "minItems", "minProperties", "maxProperties", "required", "properties",
    "additionalProperties", "propertyNames", "items", "anyOf", "not",
    "$ref", "$defs", "$schema", "title", "description",
}  # fmt: skip


def valid(schema: dict[str, Any], value: Any) -> bool:
    """JSON Schema 2020-12, the keywords that facts.yaml's schema uses."""
    assert set(schema) <= KEYWORDS, f"teach this test {set(schema) - KEYWORDS}"
    target = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else {}
    named = schema.get("type", list(TYPES))
    names: list[str] = [named] if isinstance(named, str) else named
    return (
        (not target or valid(target, value))
        and any(isinstance(value, TYPES[name]) for name in names)
        and value in schema.get("enum", [value])
        and ("anyOf" not in schema or any(valid(each, value) for each in schema["anyOf"]))
        and not ("not" in schema and valid(schema["not"], value))
        and (not isinstance(value, str) or len(value) >= schema.get("minLength", 0))
        and (not isinstance(value, list) or valid_list(schema, value))
        and (not isinstance(value, dict) or valid_object(schema, value))
    )


def valid_list(schema: dict[str, Any], value: list[Any]) -> bool:
    each = schema.get("items", {})
    return len(value) >= schema.get("minItems", 0) and all(valid(each, item) for item in value)


def valid_object(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    known = schema.get("properties", {})
    other = schema.get("additionalProperties", {})
    return (
        schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value))
        and all(key in value for key in schema.get("required", ()))
        and all(valid(schema.get("propertyNames", {}), key) for key in value)
        and (other is not False or not set(value) - set(known))
        and all(valid(known.get(key, other or {}), item) for key, item in value.items())
    )


def plain(node: Node | None) -> Any:
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    return node.text if node else None


def cases(name: str, *, structural: bool) -> list[Any]:
    rows = tomllib.loads((CORPUS / name).read_text("utf-8"))["case"]
    return [pytest.param(row, id=row["name"]) for row in rows if row.get("structural", False) is structural]


def tree(row: dict[str, Any]) -> Any:
    return plain(parse_nodes(row["yaml"].replace("\r\n", "\n").replace("\r", "\n"), row["name"]))


@pytest.mark.parametrize("row", cases("accepted.toml", structural=False))
def test_what_the_loader_reads_the_schema_allows(row: dict[str, Any]) -> None:
    assert valid(SCHEMA, tree(row))


@pytest.mark.parametrize("row", cases("refused.toml", structural=True))
def test_what_the_loader_refuses_for_its_shape_the_schema_refuses(row: dict[str, Any]) -> None:
    assert not valid(SCHEMA, tree(row))


@pytest.mark.parametrize("text", [EXAMPLE, *(path.read_text("utf-8") for path in EXAMPLES)])
def test_examples_are_allowed(text: str) -> None:
    assert valid(SCHEMA, plain(parse_nodes(text, "")))


def test_every_key_is_explained() -> None:
    for place in (SCHEMA, SCHEMA["$defs"]["section"], SCHEMA["$defs"]["fact"]["anyOf"][1]):
        assert all(key["description"] for key in place["properties"].values())
