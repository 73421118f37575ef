"""The exact difference between two strategies."""

from farled.strategy.differing.difference import (
    Answer,
    Condition,
    Difference,
    MainChange,
    PartChange,
    PartChanged,
    RoleChange,
    Where,
)
from farled.strategy.differing.differing import diff_strategies

__all__ = [
    "Answer",
    "Condition",
    "Difference",
    "MainChange",
    "PartChange",
    "PartChanged",
    "RoleChange",
    "Where",
    "diff_strategies",
]
