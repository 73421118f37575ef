"""Goals as they stand, with what is likely to come, on a terminal."""

from typing import Final, Sequence

from rich.console import Console

from farled.analysis.goals import GoalCondition, GoalState
from farled.analysis.measures import MEASURES, Unit
from farled.strategy.document import Goal, Strategy
from farled.strategy.document.goals import Comparator
from farled.terms.languages import in_language
from farled.ui.catalogue import entry
from farled.ui.measured import value_in_words
from farled.ui.tables import percent, range_of
from farled.ui.terminal.progress import Progress, show_progress

__all__ = ["progress_of_goal", "show_goals"]

_GOOD: Final = {
    GoalCondition.MET: True,
    GoalCondition.ON_TRACK: True,
    GoalCondition.OFF_TRACK: False,
    GoalCondition.NOT_MEASURABLE: None,
    GoalCondition.NO_DATA: None,
}
_SIGNS: Final = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.EQUAL: "=",
    Comparator.INCREASE: "≥",
    Comparator.DECREASE: "≤",
}
_HEAD: Final = ("now", "target", "by", "forecast", "chance", "scale")
_ROOM: Final = 1.15
"""How far past its largest value a scale goes that is not of shares."""


def show_goals(
    screen: Console, states: Sequence[GoalState], strategy: Strategy, lang: str
) -> None:
    """Show goals: state, value over twelve months, target, forecast and its chance."""
    head = tuple(str(entry(f"goals-{word}", lang)) for word in _HEAD)
    goals = [progress_of_goal(state, strategy, lang) for state in states]
    show_progress(screen, goals, head)


def progress_of_goal(state: GoalState, strategy: Strategy, lang: str) -> Progress:
    """Write a goal's state in words and on a scale."""
    goal = next(goal for goal in strategy.goals if goal.id == state.goal)
    top = _top(state)
    outlook = state.projection

    def at(value: float | None) -> float | None:
        return None if value is None else value / top

    return Progress(
        name=in_language(goal.names, lang, strategy.head.languages),
        state=str(entry(f"goal-condition.{state.condition}", lang)),
        good=_GOOD[state.condition],
        cells=_cells(state, goal, strategy.head.currency, lang),
        now=at(state.value),
        target=at(state.level),
        band=(outlook.p10 / top, outlook.p90 / top) if outlook else None,
    )


def _unit(state: GoalState) -> Unit:
    known = MEASURES.get(state.measure or "")
    return known.unit if known else Unit.COUNT


def _top(state: GoalState) -> float:
    """Give the value at the end of the scale; shares end at one."""
    if _unit(state) is Unit.SHARE:
        return 1.0
    outlook = state.projection
    known = (state.value, state.level, outlook.p90 if outlook else None)
    return max((abs(v) for v in known if v), default=1.0) * _ROOM


def _cells(
    state: GoalState, goal: Goal, currency: str, lang: str
) -> tuple[str, str, str, str, str]:
    unit, outlook = _unit(state), state.projection

    def said(value: float | None) -> str:
        return "–" if value is None else value_in_words(value, unit, lang, currency)

    sign = _SIGNS[goal.comparator] if goal.comparator else ""
    target = "–" if state.level is None else f"{sign} {said(state.level)}"
    by = state.by.isoformat()[:7] if state.by else "–"
    if outlook is None:
        return said(state.value), target, by, "", ""
    band = range_of(said(outlook.p10), said(outlook.p90))
    return said(state.value), target, by, band, percent(outlook.probability, lang, 0)
