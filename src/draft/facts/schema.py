"""The tables of keys → a JSON Schema of facts.yaml, for editors. The loader reads the same tables."""

from typing import Any

from draft.facts.keys import DOCUMENT, FACT, SECTION, WORDS, Key

_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"], "minLength": 1}
"""An editor reads 66.46 and yes by YAML's types; the loader takes them as the text they are."""

_BLANK = {"enum": ["", None]}


def build_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a facts file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "facts.yaml",
        "description": "公文要点文件：标题、导语要点、各节小标题和要点",
        **_mapping(DOCUMENT),
        "$defs": {
            "facts": {"type": "array", "items": {"$ref": "#/$defs/fact"}},
            "fact": {"anyOf": [_TEXT, _mapping(FACT), _pair()]},
            "sections": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/section"}},
            "section": {
                **_mapping(SECTION),
                "anyOf": [
                    {"required": ["facts"], "properties": {"facts": {"type": "array", "minItems": 1}}},
                    {"required": ["sections"], "properties": {"sections": {"type": "array"}}},
                ],
            },
        },
    }


def _mapping(keys: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in keys if key.required],
        "properties": {key.name: {"description": key.said, **_shape(key)} for key in keys},
    }


def _shape(key: Key) -> dict[str, Any]:
    """Return what may stand after the key; an optional one may be left blank."""
    if key.shape in WORDS:
        return {"enum": [*WORDS[key.shape], *_BLANK["enum"]]}
    shape = {"$ref": f"#/$defs/{key.shape}"} if key.shape in ("facts", "sections") else _TEXT
    return shape if key.required else {"anyOf": [shape, _BLANK]}


def _pair() -> dict[str, Any]:
    """完成率: 66% is the text it looks like, unless the key is one of ours."""
    ours = [key.name for key in (*DOCUMENT, *SECTION, *FACT)]
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {"not": {"enum": ours}},
        "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    }
