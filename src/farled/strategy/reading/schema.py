"""The JSON Schema of the strategy document, and what it allows at a path."""

from functools import cache
from typing import Any, Iterator

from farled.strategy.document import Strategy

__all__ = ["SCHEMA_ID", "keys_at", "names_at", "strategy_schema", "values_at"]

SCHEMA_ID = "https://farled.example/schema/strategy-1.json"


def strategy_schema() -> dict[str, Any]:
    """Describe the strategy document as JSON Schema 2020-12."""
    schema = Strategy.model_json_schema(by_alias=True)
    schema.pop("title", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Farled strategy",
        **schema,
    }


@cache
def _schema() -> dict[str, Any]:
    return strategy_schema()


def keys_at(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Keys that the format knows in the mapping at a path."""
    keys: dict[str, None] = {}
    for schema in _schemas_at(path):
        keys.update(dict.fromkeys(schema.get("properties", {})))
    return tuple(keys)


def values_at(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Fixed values that the format allows at a path, or in the list there."""
    values: dict[str, None] = {}
    for schema in _schemas_at(path):
        items = schema.get("items", {})
        for candidate in [schema, *(_alternatives(items) if items else ())]:
            fixed = candidate.get("enum", ())
            fixed = [candidate["const"]] if "const" in candidate else fixed
            values.update(dict.fromkeys(map(str, fixed)))
    return tuple(values)


def names_at(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Fixed keys that the format allows in an open mapping at a path."""
    named = [s["propertyNames"] for s in _schemas_at(path) if "propertyNames" in s]
    fixed = [
        v for names in named for s in _alternatives(names) for v in s.get("enum", ())
    ]
    return tuple(dict.fromkeys(fixed))


def _schemas_at(path: tuple[str | int, ...]) -> list[dict[str, Any]]:
    schemas = list(_alternatives(_schema()))
    for step in path:
        schemas = [
            inner
            for schema in schemas
            for part in _parts(schema, step)
            for inner in _alternatives(part)
        ]
    return schemas


def _parts(schema: dict[str, Any], step: str | int) -> Iterator[dict[str, Any]]:
    if isinstance(step, int):
        if "items" in schema:
            yield schema["items"]
    elif step in schema.get("properties", {}):
        yield schema["properties"][step]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]


def _alternatives(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        yield from _alternatives(_schema()["$defs"][name])
    for inner in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _alternatives(inner)
    yield schema
