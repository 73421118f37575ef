"""Follow people and cases through the channels."""

from farled.analysis.journeys.following import CALLS, SELF_SERVICE, follow_journeys
from farled.analysis.journeys.result import (
    Ends,
    Gap,
    Journeys,
    Switch,
    Variant,
)
from farled.analysis.journeys.steps import JourneySettings

__all__ = [
    "CALLS",
    "SELF_SERVICE",
    "Ends",
    "Gap",
    "JourneySettings",
    "Journeys",
    "Switch",
    "Variant",
    "follow_journeys",
]
