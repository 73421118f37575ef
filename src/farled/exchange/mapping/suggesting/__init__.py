"""Draft a mapping from a log's head: what can be told is told, the rest is asked."""

from farled.exchange.mapping.suggesting.drafting import suggest_mapping
from farled.exchange.mapping.suggesting.heads import Head

__all__ = ["Head", "suggest_mapping"]
