"""Goals: where each stands on a day, and whether it is likely to be met."""

from farled.analysis.goals.evaluating import evaluate_goals
from farled.analysis.goals.result import (
    GoalCondition,
    GoalState,
    MilestoneState,
    Projection,
)

__all__ = [
    "GoalCondition",
    "GoalState",
    "MilestoneState",
    "Projection",
    "evaluate_goals",
]
