"""Names of measures and dimensions, for those who must not wait for an engine.

The registry and the dimensions themselves are expressions over facts; a test holds
these names to them.
"""

from typing import Final

from farled.analysis.facts import FACT_COLUMNS

__all__ = ["DIMENSION_NAMES", "MEASURE_NAMES", "SHARE_NAMES"]

SHARE_NAMES: Final = frozenset(
    (
        "abandonment-share",
        "assisted-share",
        "automation-share",
        "avoidable-contact-share",
        "ces-share",
        "channel-share",
        "channel-switch-share",
        "compliance",
        "coverage",
        "digital-share-all",
        "digital-share-inbound",
        "digital-take-up",
        "e-way-simplest-share",
        "first-contact-resolution",
        "first-contact-resolution-experienced",
        "leakage-share",
        "proactive-share",
        "referral-share",
        "repeat-share",
        "response-rate",
        "results-delivered-digitally",
        "safety-share",
        "self-sufficiency",
        "status-chasing-share",
        "treatment-share",
    )
)
"""Measures between 0 and 1."""

MEASURE_NAMES: Final = SHARE_NAMES | frozenset(
    (
        "ces-mean",
        "consistent-use",
        "cost-per-contact",
        "handling-percentile",
        "nki",
        "paper-volume",
        "steering-potential",
        "wait-percentile",
    )
)

DIMENSION_NAMES: Final = frozenset(FACT_COLUMNS) | frozenset(
    (
        "channel_family",
        "channel_intended_digital",
        "channel_intended_family",
        "channel_requested_digital",
        "channel_requested_family",
        "day",
        "digital",
        "group",
        "group_kind",
        "quarter",
        "result_channel_digital",
        "result_channel_family",
        "week",
        "year",
    )
)
"""What facts can be divided by and chosen by: columns, and what follows from them."""
