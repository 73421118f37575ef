"""How contacts would shift under a strategy, given explicit assumptions."""

from farled.analysis.shifting.document import (
    Distribution,
    Estimate,
    Shift,
    ShiftAssumptions,
)
from farled.analysis.shifting.reading import ShiftReading, read_shift
from farled.analysis.shifting.result import (
    ChannelVolume,
    CostChange,
    Quantiles,
    ShiftResult,
)
from farled.analysis.shifting.simulating import simulate_shift

__all__ = [
    "ChannelVolume",
    "CostChange",
    "Distribution",
    "Estimate",
    "Quantiles",
    "Shift",
    "ShiftAssumptions",
    "ShiftReading",
    "ShiftResult",
    "read_shift",
    "simulate_shift",
]
