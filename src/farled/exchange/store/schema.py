"""How the columns of facts are stored, and how they are described."""

from types import MappingProxyType
from typing import Final, Mapping

import pyarrow as pa

from farled.analysis.facts import FACT_COLUMNS, SURVEY_COLUMNS, Column, Kind

__all__ = ["ARROW_TYPES", "DUCKDB_TYPES", "arrow_schema", "describe_facts"]

ARROW_TYPES: Final[Mapping[Kind, pa.DataType]] = MappingProxyType(
    {
        Kind.TEXT: pa.string(),
        Kind.CODE: pa.string(),  # Parquet dictionary-encodes it on disk
        Kind.INSTANT: pa.timestamp("us", tz="UTC"),
        Kind.DAY: pa.date32(),
        Kind.INT: pa.int64(),
        Kind.SMALL: pa.int32(),
        Kind.FLAG: pa.bool_(),
    }
)
DUCKDB_TYPES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.TEXT: "VARCHAR",
        Kind.CODE: "VARCHAR",
        Kind.INSTANT: "TIMESTAMPTZ",
        Kind.DAY: "DATE",
        Kind.INT: "BIGINT",
        Kind.SMALL: "INTEGER",
        Kind.FLAG: "BOOLEAN",
    }
)
_JSON_TYPES: Final[Mapping[Kind, Mapping[str, str]]] = MappingProxyType(
    {
        Kind.TEXT: {"type": "string"},
        Kind.CODE: {"type": "string"},
        Kind.INSTANT: {"type": "string", "format": "date-time"},
        Kind.DAY: {"type": "string", "format": "date"},
        Kind.INT: {"type": "integer"},
        Kind.SMALL: {"type": "integer"},
        Kind.FLAG: {"type": "boolean"},
    }
)


def arrow_schema(
    columns: Mapping[str, Column] = FACT_COLUMNS, *, derived: bool = True
) -> pa.Schema:
    """Give the Arrow schema of facts or surveys, with or without derived columns.

    >>> arrow_schema(derived=False).field("wait_s").type
    DataType(int32)
    """
    return pa.schema(
        [
            pa.field(
                column.name, ARROW_TYPES[column.kind], nullable=not column.required
            )
            for column in columns.values()
            if derived or not column.derived
        ]
    )


def _describe(columns: Mapping[str, Column]) -> dict[str, object]:
    properties: dict[str, object] = {}
    for column in columns.values():
        entry: dict[str, object] = dict(_JSON_TYPES[column.kind])
        if not column.required:
            entry["type"] = [entry["type"], "null"]
        if column.values:
            allowed: list[str | None] = list(column.values)
            entry["enum"] = allowed if column.required else [*allowed, None]
        entry["description"] = column.note
        if column.derived:
            entry["readOnly"] = True
        properties[column.name] = entry
    return {
        "type": "object",
        "properties": properties,
        "required": [c.name for c in columns.values() if c.required],
        "additionalProperties": False,
    }


def describe_facts() -> dict[str, object]:
    """Describe a row of facts and a row of surveys as JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A contact fact of Farled",
        **_describe(FACT_COLUMNS),
        "$defs": {"survey": _describe(SURVEY_COLUMNS)},
    }
