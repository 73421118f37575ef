"""Goals as they would stand had every contact used the recommended channel."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from farled.analysis.factset import FactSet
from farled.analysis.goals.evaluating import evaluate_goals
from farled.analysis.goals.result import GoalState
from farled.strategy.document import Strategy

__all__ = ["MOVABLE", "MovedGoal", "compare_goals"]

MOVABLE: Final = frozenset(
    {"channel-share", "digital-share-all", "digital-share-inbound", "paper-volume"}
)
"""Measures that look at nothing but the channel used. What else a move would change
– repeats, waiting, satisfaction – is not known from where contacts went."""


@dataclass(frozen=True, slots=True)
class MovedGoal:
    """One goal on the facts as they are, and as if all had followed the strategy."""

    as_it_was: GoalState
    had_all_followed: GoalState


def compare_goals(
    factset: FactSet, moved: FactSet, strategy: Strategy, *, on: date
) -> tuple[MovedGoal, ...]:
    """Evaluate the goals that follow from channels alone, before and after the move.

    Args:
        factset: the facts as they are.
        moved: the same facts in the recommended channels.
        strategy: whose goals; resolved with its bases.
        on: the day.

    Source: docs/method/replay.md.
    """
    goals = tuple(goal for goal in strategy.goals if goal.measure in MOVABLE)
    asked = strategy.model_copy(update={"goals": goals})
    before = evaluate_goals(factset, asked, on=on)
    after = evaluate_goals(moved, asked, on=on)
    return tuple(MovedGoal(*pair) for pair in zip(before, after, strict=True))
