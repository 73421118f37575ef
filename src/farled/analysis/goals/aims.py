"""What a goal asks of its measure: a level, and on which side of it to be."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
import numpy.typing as npt

from farled.analysis.intervals import Interval
from farled.strategy.document import Goal
from farled.strategy.document.goals import Comparator

__all__ = ["Aim", "aim_of", "as_number"]

Floats = npt.NDArray[np.float64]
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Aim:
    """A level and the side of it that is asked for.

    Attributes:
        direction: +1 at least the level, −1 at most, 0 just so.
        strict: the level itself is not enough (more, or less, than the baseline).
        implied: the level rests on the year before, not on a baseline of the goal.
    """

    level: float
    direction: Literal[-1, 0, 1]
    strict: bool = False
    implied: bool = False

    def holds(self, value: float) -> bool:
        """Tell whether a value is on the right side."""
        gap = self.gap(value)
        return gap < -_CLOSE if self.strict else gap <= _CLOSE

    def gap(self, value: float) -> float:
        """Return what is missing in the aim's direction; not above 0 when there."""
        missing = self.level - value
        return self.direction * missing if self.direction else abs(missing)

    def share_holding(self, values: Floats) -> float:
        """Return the share of values on the right side."""
        return float(np.mean([self.holds(value) for value in values]))

    def is_certain(self, interval: Interval | None) -> bool | None:
        """Tell whether the interval's worse end is still on the right side."""
        if interval is None or not self.direction:
            return None
        worse = interval.low if self.direction > 0 else interval.high
        return None if worse is None else self.holds(worse)

    def at(self, level: float) -> "Aim":
        """Return the same aim at another level."""
        return Aim(level, self.direction, strict=False, implied=self.implied)


def aim_of(goal: Goal, year_before: float | None) -> Aim | None:
    """Return what a goal asks for, or None when it names no level to compare with.

    `increase` and `decrease` count from the baseline; a goal without one counts from
    the year before. Their target says by how much. Source: docs/method/goals.md.
    """
    target = as_number(goal.target)
    match goal.comparator:
        case Comparator.AT_LEAST if target is not None:
            return Aim(target, 1)
        case Comparator.AT_MOST if target is not None:
            return Aim(target, -1)
        case Comparator.EQUAL if target is not None:
            return Aim(target, 0)
        case Comparator.INCREASE:
            return _from_baseline(goal, year_before, 1)
        case Comparator.DECREASE:
            return _from_baseline(goal, year_before, -1)
        case _:
            return None


def as_number(value: Decimal | str | None) -> float | None:
    """Return a figure of the document, or None when it is not provided."""
    return float(value) if isinstance(value, Decimal) else None


def _from_baseline(
    goal: Goal, year_before: float | None, direction: Literal[-1, 1]
) -> Aim | None:
    own = as_number(goal.baseline)
    baseline = year_before if own is None else own
    if baseline is None:
        return None
    change = as_number(goal.target)
    return Aim(
        baseline + direction * (change or 0.0),
        direction,
        strict=change is None,
        implied=own is None,
    )
