"""Reading a strategy document: text in, values and findings with places out."""

from farled.strategy.reading.nearest import by_nearness, nearest
from farled.strategy.reading.places import Places
from farled.strategy.reading.reading import (
    Reading,
    in_order,
    read_document,
    read_strategy,
)
from farled.strategy.reading.schema import strategy_schema
from farled.strategy.reading.syntax import finding_at

__all__ = [
    "Places",
    "Reading",
    "by_nearness",
    "finding_at",
    "in_order",
    "nearest",
    "read_document",
    "read_strategy",
    "strategy_schema",
]
