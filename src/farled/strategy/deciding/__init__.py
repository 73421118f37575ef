"""Decide situations by a compiled strategy, as docs/decision.md says."""

from farled.strategy.deciding.deciding import decide

__all__ = ["decide"]
