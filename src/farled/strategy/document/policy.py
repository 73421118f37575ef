"""Policy: the switches for what the source documents disagree on."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from farled.strategy.document.model import (
    Number,
    Part,
)
from farled.terms.contacts import Stance

__all__ = ["Policy", "PriceWeights", "Step0", "Strength", "Unnamed"]

_Weight = Annotated[Number, Field(ge=0)]


class Strength(StrEnum):
    """How much a customer's own choice weighs when the stance honours it."""

    SUITABLE = "suitable"
    """Honoured unless the strategy says to avoid the channel."""
    ALWAYS = "always"
    """Honoured in every channel that is not excluded."""
    NONE = "none"
    """Noted, never followed."""


class Step0(StrEnum):
    """What happens when no contact is needed."""

    ADVISE = "advise"
    """Say so, and still recommend a channel."""
    STOP = "stop"
    """Say so and recommend none."""


class Unnamed(StrEnum):
    """What a channel is that no rule names."""

    EXCLUDE = "exclude"
    ALLOW = "allow"


class PriceWeights(Part):
    """How much each view of cost weighs in the price that orders channels."""

    authority: _Weight = Decimal(1)
    customer: _Weight = Decimal(0)
    society: _Weight = Decimal(0)


class Policy(Part):
    """Defaults that fit most; each strategy may change them."""

    default_stance: Stance = Stance.FREE
    preference_strength: Strength = Strength.SUITABLE
    step0: Step0 = Step0.ADVISE
    unnamed_channels: Unnamed = Unnamed.EXCLUDE
    price_weights: PriceWeights = PriceWeights()
    carbon_price_per_tonne: _Weight = Decimal(0)
    """Price of a tonne of CO₂ equivalents in the society view, major units."""
    repeat_window_days: Annotated[int, Field(ge=1, le=365)] = 7
    leakage_window_hours: Annotated[int, Field(ge=1, le=8784)] = 24
    discount_rate: Annotated[Decimal, Field(ge=0, le=1)] = Decimal("0.035")
    small_cell: Annotated[int, Field(ge=1, le=10**6)] = 5
    """Figures on fewer than this many people are not shown to the public."""
    unmapped_alarm_share: Annotated[Decimal, Field(ge=0, le=1)] = Decimal("0.01")
    coverage_counts: Literal["kinds", "volume"] = "kinds"
    """Whether «80 % of the most common matters» counts kinds or volume (UME)."""
