"""Decide every logged contact again under a strategy, and say what would differ."""

from farled.analysis.replay.comparing import Change, Comparison, compare
from farled.analysis.replay.marking import MARKS, as_recommended, replayed_facts
from farled.analysis.replay.preparing import EVERYTHING, Scope
from farled.analysis.replay.replaying import replay
from farled.analysis.replay.result import (
    ChannelStanding,
    Movement,
    NotJudged,
    ReplayResult,
    RuleVolume,
    Saving,
    Slice,
    Summary,
)

__all__ = [
    "EVERYTHING",
    "MARKS",
    "Change",
    "ChannelStanding",
    "Comparison",
    "Movement",
    "NotJudged",
    "ReplayResult",
    "RuleVolume",
    "Saving",
    "Scope",
    "Slice",
    "Summary",
    "as_recommended",
    "compare",
    "replay",
    "replayed_facts",
]
