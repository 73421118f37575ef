"""Measures of contacts, each with its definition, expression and intervals."""

from farled.analysis.measures.asking import measure
from farled.analysis.measures.breaks import Break, BreakKind, breaks
from farled.analysis.measures.definition import Gather, Goodness, Kind, Measure, Unit
from farled.analysis.measures.registry import MEASURES
from farled.analysis.measures.result import (
    MeasureResult,
    MeasureRow,
    Question,
    State,
)

__all__ = [
    "MEASURES",
    "Break",
    "BreakKind",
    "Gather",
    "Goodness",
    "Kind",
    "Measure",
    "MeasureResult",
    "MeasureRow",
    "Question",
    "State",
    "Unit",
    "breaks",
    "measure",
]
