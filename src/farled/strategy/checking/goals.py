"""Goals that cannot be followed up, and a goal tree with loose ends."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from farled.strategy.checking.ground import Ground, Path
from farled.strategy.checking.references import initiatives
from farled.strategy.document import Goal
from farled.strategy.document.goals import Comparator, Investment
from farled.terms.findings import Finding

__all__ = ["check_goals"]

_CHANGES = (Comparator.INCREASE, Comparator.DECREASE)


def check_goals(ground: Ground) -> Iterator[Finding]:
    """Check goals and the tree around them (SM-05, SM-06, SM-17, ME-01)."""
    for path, goal in ground.own_parts("goals"):
        yield from _target(ground, path, goal)
        yield from _shares(ground, path, goal)
        yield from _milestones(ground, path, goal)
        if goal.inherited_from and not goal.source:
            yield ground.finding(
                "F506", path, goal=goal.id, inherited_from=goal.inherited_from
            )
    for path, track in ground.own_parts("tracks"):
        for n, investment in enumerate(track.investments):
            yield from _investment(ground, (*path, "investments", n), investment)
    for path, initiative in initiatives(ground.own):
        if not initiative.goals:
            yield ground.finding("F510", path, initiative=initiative.id)


def _is_measured(goal: Goal) -> bool:
    return goal.measure is not None


def _target(ground: Ground, path: Path, goal: Goal) -> Iterator[Finding]:
    if not _is_measured(goal):
        if goal.not_measurable is None:
            yield ground.finding("F502", path, goal=goal.id)
        return
    if goal.comparator in _CHANGES:
        if goal.baseline is None:
            yield ground.finding("F508", path, goal=goal.id)
    elif goal.comparator is None or goal.target is None:
        yield ground.finding("F507", path, goal=goal.id)
    if goal.target is not None and goal.by is None:
        yield ground.finding("F503", path, goal=goal.id)


def _shares(ground: Ground, path: Path, goal: Goal) -> Iterator[Finding]:
    if goal.measure not in ground.words.shares:
        return
    figures: list[tuple[Path, object]] = [
        (("target",), goal.target),
        (("baseline",), goal.baseline),
        *(
            (("milestones", n, "target"), m.target)
            for n, m in enumerate(goal.milestones)
        ),
    ]
    for step, figure in figures:
        if isinstance(figure, Decimal) and not 0 <= figure <= 1:
            yield ground.finding(
                "F504",
                (*path, *step),
                goal=goal.id,
                value=str(figure),
                suggestion=str(figure / 100),
            )


def _milestones(ground: Ground, path: Path, goal: Goal) -> Iterator[Finding]:
    for n, milestone in enumerate(goal.milestones):
        if isinstance(goal.by, date) and milestone.by > goal.by:
            yield ground.finding(
                "F505",
                (*path, "milestones", n),
                goal=goal.id,
                milestone=milestone.by.isoformat(),
                by=goal.by.isoformat(),
            )


def _investment(
    ground: Ground, path: Path, investment: Investment
) -> Iterator[Finding]:
    goals = {goal.id: goal for goal in ground.strategy.goals}
    own = [goals[name] for name in investment.goals if name in goals]
    own += [g for g in goals.values() if g.investment == investment.id]
    if not own and not investment.goals:
        yield ground.finding("F501", path, investment=investment.id)
    elif own and not any(map(_is_measured, own)):
        yield ground.finding("F509", path, investment=investment.id)
