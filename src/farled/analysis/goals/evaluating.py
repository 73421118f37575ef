"""Evaluate every goal of a strategy on a day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Sequence

from farled.analysis.factset import FactSet
from farled.analysis.goals.aims import Aim, aim_of, as_number
from farled.analysis.goals.outlook import project
from farled.analysis.goals.progress import (
    YEAR,
    Progress,
    YearValue,
    month_end,
    month_of,
    progress_of,
)
from farled.analysis.goals.result import (
    GoalCondition,
    GoalState,
    MilestoneState,
    Projection,
)
from farled.analysis.measures import MEASURES, Break, Kind, breaks
from farled.strategy.document import Goal, Strategy
from farled.strategy.document.goals import Milestone
from farled.terms.errors import FarledError
from farled.terms.reasons import Reason, reason

__all__ = ["evaluate_goals"]

_DAYS_PER_YEAR = 365.25
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class _Case:
    """A goal with everything it is judged from."""

    goal: Goal
    progress: Progress
    on: date
    breaks: Sequence[Break]
    seed: int


def evaluate_goals(
    factset: FactSet, strategy: Strategy, *, on: date, seed: int = 0
) -> tuple[GoalState, ...]:
    """Say of every goal where it stands on a day, from facts up to that day.

    Source: docs/method/goals.md.

    Args:
        factset: the contacts.
        strategy: whose goals; resolved with its bases.
        on: the day; facts after it are not looked at.
        seed: of the forecasts.
    """
    facts = factset.facts
    so_far = replace(factset, facts=facts.filter(facts.occurred_on <= on))
    known = breaks(so_far)
    return tuple(
        _evaluate(goal, so_far, strategy, (on, known, seed)) for goal in strategy.goals
    )


def _evaluate(
    goal: Goal,
    factset: FactSet,
    strategy: Strategy,
    view: tuple[date, Sequence[Break], int],
) -> GoalState:
    on, known, seed = view
    state = GoalState(
        goal=goal.id,
        condition=GoalCondition.NOT_MEASURABLE,
        measure=goal.measure,
        by=goal.by if isinstance(goal.by, date) else None,
        inherited_from=goal.inherited_from,
    )
    why = _not_measurable(goal)
    if why:
        return replace(state, reasons=(why,))
    try:
        progress = progress_of(goal, factset, strategy, _last_day(goal, on))
    except FarledError as error:
        return replace(state, reasons=(Reason(error.code, error.params),))
    return _judge(state, _Case(goal, progress, on, known, seed))


def _not_measurable(goal: Goal) -> Reason | None:
    if goal.not_measurable:
        return reason("goal-not-measurable")
    if goal.measure is None:
        return reason("goal-without-measure")
    if goal.measure not in MEASURES:
        known = tuple(sorted(MEASURES))
        return reason("unknown-measure", measure=goal.measure, known=known)
    return None


def _last_day(goal: Goal, on: date) -> date:
    return min(on, goal.by) if isinstance(goal.by, date) else on


def _judge(state: GoalState, case: _Case) -> GoalState:
    day = _last_day(case.goal, case.on)
    now = case.progress.year_to(day)
    lacking = _lacking(case, now)
    if now is None or lacking:
        return replace(state, condition=GoalCondition.NO_DATA, reasons=lacking)
    before = case.progress.year_to(month_end(month_of(now.end) - YEAR))
    full = before is not None and before.months == YEAR
    aim = aim_of(case.goal, before.value if before and full else None)
    state = replace(
        state,
        value=now.value,
        interval=now.interval,
        n=now.n,
        completeness=now.n / now.relevant if now.relevant else None,
        as_of=now.end,
        months=now.months,
    )
    if aim is None:
        return replace(
            state,
            condition=GoalCondition.NO_DATA,
            reasons=(reason("nothing-to-compare-with"),),
        )
    return _against(state, case, aim, (now, before if full else None))


def _lacking(case: _Case, now: YearValue | None) -> tuple[Reason, ...]:
    if now is None:
        rows = case.progress.rows
        found = rows[max(rows)].reasons if rows else case.progress.why[:1]
        return found or (reason("nothing-relevant"),)
    if case.progress.measure.kind is Kind.SUM and now.months < YEAR:
        return (reason("too-few-months", months=now.months, needed=YEAR),)
    return ()


def _against(
    state: GoalState,
    case: _Case,
    aim: Aim,
    years: tuple[YearValue, YearValue | None],
) -> GoalState:
    now, before = years
    outlook = _outlook(state.by, case, aim)
    state = replace(
        state,
        level=aim.level,
        certain=_certain(aim, now),
        gap=aim.gap(now.value),
        recent_pace=_gain(aim, now, before),
        required_pace=_required(state.by, aim, now),
        baseline_implied=aim.implied,
        projection=outlook if isinstance(outlook, Projection) else None,
        milestones=tuple(
            _milestone(milestone, case, aim) for milestone in case.goal.milestones
        ),
        reasons=(outlook,) if isinstance(outlook, Reason) else (),
    )
    return _conditioned(state, case, aim, now)


def _conditioned(state: GoalState, case: _Case, aim: Aim, now: YearValue) -> GoalState:
    met = aim.holds(now.value)
    if met and not aim.implied:
        return replace(state, condition=GoalCondition.MET, reasons=())
    if state.by is not None and case.on > state.by:
        passed = (reason("goal-date-passed", by=state.by.isoformat()),)
        return replace(state, condition=GoalCondition.OFF_TRACK, reasons=passed)
    if met or _likely(state, case, aim, now):
        return replace(state, condition=GoalCondition.ON_TRACK)
    return replace(state, condition=GoalCondition.OFF_TRACK)


def _likely(state: GoalState, case: _Case, aim: Aim, now: YearValue) -> bool:
    """Tell whether the goal is on its way: by forecast, else by path, else by trend."""
    if state.projection is not None:
        return state.projection.probability >= _LIKELY
    baseline, since = as_number(case.goal.baseline), case.goal.baseline_on
    if state.by and baseline is not None and since and since < now.end < state.by:
        passed = (now.end - since) / (state.by - since)
        return aim.at(baseline + passed * (aim.level - baseline)).holds(now.value)
    return state.recent_pace is not None and state.recent_pace > 0


def _certain(aim: Aim, now: YearValue) -> bool | None:
    by_sample = aim.is_certain(now.interval)
    by_gaps = aim.is_certain(now.bounds) if now.bounds else True
    return None if by_sample is None else bool(by_sample and by_gaps)


def _gain(aim: Aim, now: YearValue, before: YearValue | None) -> float | None:
    return None if before is None else aim.gap(before.value) - aim.gap(now.value)


def _required(by: date | None, aim: Aim, now: YearValue) -> float | None:
    gap = aim.gap(now.value)
    if by is None or by <= now.end or gap <= 0:
        return None
    return gap / ((by - now.end).days / _DAYS_PER_YEAR)


def _outlook(by: date | None, case: _Case, aim: Aim) -> Projection | Reason | None:
    last = case.progress.last
    if by is None or by <= case.on or last is None:
        return None
    return project(case.progress, aim, by, case.breaks, case.seed)


def _milestone(milestone: Milestone, case: _Case, aim: Aim) -> MilestoneState:
    level = float(milestone.target)
    there = aim.at(level)
    state = MilestoneState(milestone.by, level, GoalCondition.NO_DATA)
    if milestone.by > case.on:
        outlook = _outlook(milestone.by, case, there)
        if not isinstance(outlook, Projection):
            return state
        likely = outlook.probability >= _LIKELY
        condition = GoalCondition.ON_TRACK if likely else GoalCondition.OFF_TRACK
        return replace(state, condition=condition, projection=outlook)
    reached = case.progress.year_to(milestone.by)
    if reached is None:
        return state
    held = there.holds(reached.value)
    condition = GoalCondition.MET if held else GoalCondition.OFF_TRACK
    return replace(state, condition=condition, value=reached.value)
