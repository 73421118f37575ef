"""The JSON Schema of the mapping document, and the keys it knows at a path."""

from functools import cache
from typing import Any, Iterator

from farled.exchange.mapping.document import LogMapping

__all__ = ["keys_of", "mapping_schema"]

SCHEMA_ID = "https://farled.example/schema/mapping-1.json"


def mapping_schema() -> dict[str, Any]:
    """Describe the mapping document as JSON Schema 2020-12."""
    schema = LogMapping.model_json_schema(by_alias=True)
    schema.pop("title", None)
    definitions = schema["$defs"]
    # A bare text or list is short for `from` and `is`; validators are not in schemas.
    for name in ("ColumnRule", "Condition"):
        definitions[f"{name}Long"] = definitions[name]
        definitions[name] = {
            "anyOf": [
                {"$ref": f"#/$defs/{name}Long"},
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
            ]
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Farled log mapping",
        **schema,
    }


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
