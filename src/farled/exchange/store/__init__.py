"""The stored form of facts: schema, check, derived columns and interned dimensions."""

from farled.exchange.store.checking import check_facts
from farled.exchange.store.counts import ImportCounts
from farled.exchange.store.interning import DIMENSIONS, Dimension, intern
from farled.exchange.store.schema import arrow_schema, describe_facts
from farled.exchange.store.shaping import Shape, filled, shape_facts

__all__ = [
    "DIMENSIONS",
    "Dimension",
    "ImportCounts",
    "Shape",
    "arrow_schema",
    "check_facts",
    "describe_facts",
    "filled",
    "intern",
    "shape_facts",
]
