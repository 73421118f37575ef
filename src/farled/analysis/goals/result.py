"""What is said of a goal: where it stands, how surely, and what is likely to come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from farled.analysis.intervals import Interval
from farled.terms.reasons import Reason

__all__ = ["GoalCondition", "GoalState", "MilestoneState", "Projection"]


class GoalCondition(StrEnum):
    """Where a goal, or a milestone on its way, stands."""

    MET = "met"
    ON_TRACK = "on-track"
    OFF_TRACK = "off-track"
    NOT_MEASURABLE = "not-measurable"
    NO_DATA = "no-data"


@dataclass(frozen=True, slots=True)
class Projection:
    """What the measure is likely to be on a day.

    Attributes:
        probability: that the goal is met by then.
        mase: error of the method in its back-test, 1 is the baseline's own.
        points: months the forecast rests on.
    """

    on: date
    p10: float
    p50: float
    p90: float
    probability: float
    method: str
    mase: float
    points: int


@dataclass(frozen=True, slots=True)
class MilestoneState:
    """A value on the way: what was reached on its day, or is likely to be."""

    by: date
    level: float
    condition: GoalCondition
    value: float | None = None
    projection: Projection | None = None


@dataclass(frozen=True, slots=True)
class GoalState:
    """Where one goal stands.

    Attributes:
        value: the measure over the twelve months up to `as_of`.
        as_of: last day of the last whole month counted.
        months: whole months that the value rests on, at most twelve.
        level: what the measure has to reach; baseline and target together.
        certain: whether also the interval, and the facts that could not be judged,
            leave no doubt; None when it cannot be said.
        gap: what is missing in the goal's direction; not above 0 when met.
        required_pace: what the measure has to gain each year until the goal's day.
        recent_pace: what it gained in the last year.
        baseline_implied: the baseline is the year before, for the goal gives none.
    """

    goal: str
    condition: GoalCondition
    measure: str | None = None
    value: float | None = None
    interval: Interval | None = None
    n: int | None = None
    completeness: float | None = None
    as_of: date | None = None
    months: int = 0
    level: float | None = None
    by: date | None = None
    certain: bool | None = None
    gap: float | None = None
    required_pace: float | None = None
    recent_pace: float | None = None
    baseline_implied: bool = False
    milestones: tuple[MilestoneState, ...] = ()
    projection: Projection | None = None
    inherited_from: str | None = None
    reasons: tuple[Reason, ...] = ()
