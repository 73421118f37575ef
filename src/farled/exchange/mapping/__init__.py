"""The mapping document: which log columns and codes become which facts."""

from farled.exchange.mapping.columns import ColumnRule, DatedCode
from farled.exchange.mapping.document import LogMapping
from farled.exchange.mapping.reading import MappingReading, read_mapping
from farled.exchange.mapping.schema import mapping_schema

__all__ = [
    "ColumnRule",
    "DatedCode",
    "LogMapping",
    "MappingReading",
    "mapping_schema",
    "read_mapping",
]
