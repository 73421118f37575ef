"""Assumptions on how many follow a strategy: an explicit document, never a default."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from farled.strategy.document.model import Part, Text, as_tuple
from farled.terms.contacts import ContactType

__all__ = ["Distribution", "Estimate", "Shift", "ShiftAssumptions"]

_Names = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
_Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Distribution(StrEnum):
    """How values between low and high are drawn."""

    PERT = "pert"
    """Beta with weight four on the likely value: the extremes are rare."""
    TRIANGULAR = "triangular"
    """Straight lines from low over likely to high: the extremes are less rare."""


class Estimate(Part):
    """A share that is not known exactly, 0..1."""

    low: _Share
    likely: _Share
    high: _Share

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise PydanticCustomError("not_rising", "low, likely and high must rise")
        return self


class Shift(Part):
    """How many of some contacts would follow; of several entries the last that fits."""

    channels: _Names = ()
    """Channels left, by id or selector; empty is all."""
    to: _Names = ()
    """Channels recommended, by id or selector; empty is all."""
    groups: _Names = ()
    """Groups with their subgroups; empty is all, also contacts without a group."""
    contact_types: Annotated[tuple[ContactType, ...], BeforeValidator(as_tuple)] = ()
    """Contact types; empty is all."""
    follow: Estimate
    """Share of the contacts that move to the recommended channel."""
    leakage: Estimate | None = None
    """Share of the moved that fail there and make one more contact the old way."""
    back_to: str | None = None
    """Channel the failed turn to; by default the one they had left."""
    repeats: Estimate | None = None
    """Further contacts in the new channel for each moved one."""
    because: Text | None = None
    """What the estimate rests on."""


class ShiftAssumptions(Part):
    """Everything a simulation of shift rests on."""

    farled_shift: Literal[1]
    """Version of this format."""
    source: Text
    """Who estimated, when and from what."""
    distribution: Distribution = Distribution.PERT
    runs: Annotated[int, Field(ge=100, le=100_000)] = 2_000
    shifts: Annotated[tuple[Shift, ...], Field(min_length=1)]
