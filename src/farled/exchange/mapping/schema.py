"""The JSON Schema of the mapping document, and the keys it knows at a path."""

from functools import cache
from typing import Any, Iterator

from farled.exchange.mapping.document import LogMapping

__all__ = ["keys_of", "mapping_schema"]

SCHEMA_ID = "https://farled.example/schema/mapping-1.json"
_ONE_TEXT = {"type": ["string", "number", "boolean"]}
_TEXT_TYPES = ("string", ["string", "number", "boolean"])


def mapping_schema() -> dict[str, Any]:
    """Describe the mapping document as JSON Schema 2020-12."""
    schema = LogMapping.model_json_schema(by_alias=True)
    schema.pop("title", None)
    definitions = {name: _widened(d) for name, d in schema.pop("$defs").items()}
    for name in ("ColumnRule", "Condition"):
        definitions[f"{name}Long"] = definitions[name]
        short = {"anyOf": [_ONE_TEXT, {"type": "array", "items": _ONE_TEXT}]}
        definitions[name] = {"anyOf": [{"$ref": f"#/$defs/{name}Long"}, short]}
    schema = {**_widened(schema), "$defs": definitions}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Farled log mapping",
        **schema,
    }


def _widened(part: Any) -> Any:
    """Allow what the reader's short forms allow and no schema of types shows.

    One text stands for a list of one, a code or null for its dated form, and a figure
    or truth value for its text.
    """
    match part:
        case dict():
            inner = {key: _widened(value) for key, value in part.items()}
            return _short_forms(inner)
        case list():
            return [_widened(each) for each in part]
        case _:
            return part


def _short_forms(part: dict[str, Any]) -> dict[str, Any]:
    items = part.get("items", {})
    if part.get("type") == "array" and items.get("type") in _TEXT_TYPES:
        return {"anyOf": [part, _ONE_TEXT]}
    if part.get("type") == "array" and items.get("$ref", "").endswith("/DatedCode"):
        return {"anyOf": [part, {"type": ["string", "null"]}]}
    if part.get("additionalProperties") == {"type": "string"}:
        return {"anyOf": [part, {"type": "string"}]}
    return part


@cache
def _schema() -> dict[str, Any]:
    return LogMapping.model_json_schema(by_alias=True)


def keys_of(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Keys that the format knows in the mapping at a path.

    >>> keys_of(("exclude", 0))
    ('reason', 'where')
    """
    schemas = list(_resolved(_schema()))
    for step in path:
        schemas = [
            inner
            for schema in schemas
            for part in _parts(schema, step)
            for inner in _resolved(part)
        ]
    known: dict[str, None] = {}
    for schema in schemas:
        known.update(dict.fromkeys(schema.get("properties", {})))
    return tuple(known)


def _parts(schema: dict[str, Any], step: str | int) -> Iterator[dict[str, Any]]:
    if isinstance(step, int):
        if "items" in schema:
            yield schema["items"]
    elif step in schema.get("properties", {}):
        yield schema["properties"][step]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]


def _resolved(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        yield from _resolved(_schema()["$defs"][name])
    for inner in schema.get("anyOf", ()):
        yield from _resolved(inner)
    yield schema
