"""What a simulated shift says."""

from dataclasses import dataclass
from typing import Mapping

from farled.terms.money import Money

__all__ = ["ChannelVolume", "CostChange", "Quantiles", "ShiftResult"]


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Values that 10, 50 and 90 % of the runs do not exceed."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class ChannelVolume:
    """Contacts in a channel before and after."""

    channel: str
    before: int
    after: Quantiles


@dataclass(frozen=True, slots=True)
class CostChange:
    """What the shift costs more (or less, below zero), seen by one view.

    Attributes:
        p10, p50, p90: as in `Quantiles`.
        unpriced: contacts recommended to move for which a price is not provided;
            they are in the volumes and not in the money.
    """

    view: str
    p10: Money
    p50: Money
    p90: Money
    unpriced: int


@dataclass(frozen=True, slots=True)
class ShiftResult:
    """A Monte Carlo simulation of how contacts would shift.

    Attributes:
        movable: contacts recommended another channel than they happened in.
        without_assumption: those of them that no entry speaks of; they stay.
        without_channel: facts that are in no volume.
        moved: contacts that move.
        leaked: moved contacts that fail and come back, each one contact more.
        repeated: further contacts that moving brings about.
        digital_share: of all contacts after the shift, those they bring about included.
        costs: by view; views of which no price is known are left out.
    """

    strategy_version: str
    seed: int
    runs: int
    distribution: str
    source: Mapping[str, str]
    movable: int
    without_assumption: int
    without_channel: int
    moved: Quantiles
    leaked: Quantiles
    repeated: Quantiles
    volumes: tuple[ChannelVolume, ...]
    digital_share_before: float | None
    digital_share: Quantiles | None
    costs: tuple[CostChange, ...]
