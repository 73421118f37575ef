"""Goals: where each stands on a day, and whether it is likely to be met."""

from farled.analysis.goals.evaluating import evaluate_goals
from farled.analysis.goals.moved import MOVABLE, MovedGoal, compare_goals
from farled.analysis.goals.result import (
    GoalCondition,
    GoalState,
    MilestoneState,
    Projection,
)

__all__ = [
    "MOVABLE",
    "GoalCondition",
    "GoalState",
    "MilestoneState",
    "MovedGoal",
    "Projection",
    "compare_goals",
    "evaluate_goals",
]
